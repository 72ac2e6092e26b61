internal import HTTP2Session
package import Messages

/// The messages of one direction of a call, in order; taking one gives its flow-control window back.
///
/// Only one task may read it.
package struct MessageStream<Element: Message>: AsyncSequence, Sendable {
    let queue: InboundQueue
    /// The code of a message that cannot be decoded: the fault is the peer's.
    let malformed: GRPCStatus.Code
    /// Bytes that a compressed message may inflate to.
    let limit: Int
    /// Where messages that inflate to more are counted.
    let counters: TransportCounters?
    /// Keeps a client's call alive while its replies are read.
    let owner: (any Sendable & AnyObject)?
    /// Judges each message before it is handed over.
    let check: (@Sendable (Element) async throws -> Void)?
    /// Where a server counts what its methods hold, and for which stream.
    let room: (room: StreamRoom, stream: StreamID)?

    /// What a message is counted for besides its bytes.
    private static var overhead: Int { 256 }

    init(
        queue: InboundQueue,
        malformed: GRPCStatus.Code,
        limit: Int,
        counters: TransportCounters? = nil,
        owner: (any Sendable & AnyObject)? = nil,
        check: (@Sendable (Element) async throws -> Void)? = nil,
        room: (room: StreamRoom, stream: StreamID)? = nil
    ) {
        self.queue = queue
        self.malformed = malformed
        self.limit = limit
        self.counters = counters
        self.owner = owner
        self.check = check
        self.room = room
    }

    /// Reads the stream.
    package struct AsyncIterator: AsyncIteratorProtocol {
        let stream: MessageStream

        /// The next message, or nil after the last.
        ///
        /// - Throws: The ``GRPCStatus`` that ended the stream, or `CancellationError`.
        package mutating func next() async throws -> Element? {
            try await stream.next()
        }
    }

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(stream: self) }

    /// The next message, or nil after the last.
    ///
    /// - Throws: The ``GRPCStatus`` that ended the stream, or `CancellationError`.
    package func next() async throws -> Element? { try await nextReceived()?.message }

    /// The next message and how it came, or nil after the last.
    ///
    /// - Throws: The ``GRPCStatus`` that ended the stream, or `CancellationError`.
    package func nextReceived() async throws -> (message: Element, wasCompressed: Bool)? {
        // What the last one was counted for ends with its use, which is over.
        queue.hold(nil)
        guard let (received, held) = try await taken({ ($0, 0) }) else { return nil }
        queue.hold(held)
        return received
    }

    /// The next message as `prepare` makes it, or nil after the last, for a method that reads ahead.
    ///
    /// Message and answer are counted in the room of the connection until `held` is freed: to be when the
    /// answer has been handed on. `prepare` says what the answer, and what is kept of the message beyond
    /// its bytes, will take; no other stream of the connection takes a message meanwhile. The message
    /// itself is best let go: it may take more than its bytes.
    ///
    /// - Throws: The ``GRPCStatus`` that ended the stream, `CancellationError`, and what `prepare` throws.
    package func nextHeld<Prepared>(
        _ prepare: (Element) async throws -> (prepared: Prepared, bytes: Int)
    ) async throws -> (prepared: Prepared, held: HeldBytes?)? {
        try await taken { try await prepare($0.message) }
    }

    /// Takes a message when there is one and room for it.
    private func taken<Prepared>(
        _ prepare: ((message: Element, wasCompressed: Bool)) async throws -> (Prepared, Int)
    ) async throws -> (Prepared, HeldBytes?)? {
        // The end of the stream needs no room.
        let hasMessage = try await queue.waitUntilReady()
        guard hasMessage, let (room, stream) = room else {
            guard let (received, _) = try await decoded() else { return nil }
            return (try await prepare(received).0, nil)
        }
        try await room.enter(stream)
        do {
            guard let (received, size) = try await decoded() else {
                room.leave()
                return nil
            }
            let (prepared, more) = try await prepare(received)
            return (prepared, room.leave(stream, holding: size + more))
        } catch {
            room.leave()
            throw error
        }
    }

    /// It is inflated here, in the task that reads: an event loop does not wait for it.
    private func decoded() async throws -> ((message: Element, wasCompressed: Bool), size: Int)? {
        guard let received = try queue.take() else { return nil }
        let bytes = try received.inflated(limit: limit, counters: counters)
        let message = try Element(received: bytes, malformed: malformed)
        try await check?(message)
        return ((message, received.encoding != .identity), Self.overhead + bytes.count)
    }
}

extension Message {
    /// Reads a message that a peer sent.
    ///
    /// - Throws: A status with code `malformed`.
    init(received bytes: [UInt8], malformed: GRPCStatus.Code) throws(GRPCStatus) {
        try self.init(received: RawSpan(_elements: bytes.span), malformed: malformed)
    }

    /// Reads a message that a peer sent.
    ///
    /// - Throws: A status with code `malformed`.
    init(received bytes: RawSpan, malformed: GRPCStatus.Code) throws(GRPCStatus) {
        do {
            self = try Self(decoding: bytes)
        } catch {
            throw GRPCStatus(malformed, error.description)
        }
    }
}

/// The way of messages out of one direction of a call.
package struct MessageWriter<Element: Message>: Sendable {
    let queue: OutboundQueue
    /// How a client's messages are encoded.
    var outbound = OutboundEncoding()
    /// What says so of a server's messages.
    var reply: ReplyMetadata?

    /// Sends a message; waits while the peer does not keep up.
    ///
    /// `compressed` says whether it is compressed where the call's encoding allows that; nil for what
    /// the call says.
    ///
    /// - Throws: The ``GRPCStatus`` that ended the stream, or `CancellationError`.
    package func write(_ message: Element, compressed: Bool? = nil) async throws {
        let outbound = reply?.beginMessage() ?? outbound
        try await queue.write(message.framed(outbound, compressed: compressed))
    }
}

/// What a client sends, as a method reads it.
package typealias RequestStream<Request: Message> = MessageStream<Request>
/// What a server sends, as a client reads it.
package typealias ResponseStream<Response: Message> = MessageStream<Response>
/// What a server sends, as a method writes it.
package typealias ResponseWriter<Response: Message> = MessageWriter<Response>
