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
    /// Where a server counts what its methods hold of the stream.
    let room: StreamRoom?

    /// What a message is counted for besides its bytes.
    private static var overhead: Int { 256 }

    init(
        queue: InboundQueue,
        malformed: GRPCStatus.Code,
        limit: Int,
        counters: TransportCounters? = nil,
        owner: (any Sendable & AnyObject)? = nil,
        check: (@Sendable (Element) async throws -> Void)? = nil,
        room: StreamRoom? = nil
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
        guard let (message, wasCompressed, held) = try await taken() else { return nil }
        queue.hold(held)
        return (message, wasCompressed)
    }

    /// The next message, or nil after the last, for a method that reads ahead.
    ///
    /// The message is counted in the room of its connection until `held` is freed: to be when its
    /// answer, by which it is to grow, has been handed on.
    ///
    /// - Throws: The ``GRPCStatus`` that ended the stream, or `CancellationError`.
    package func nextHeld() async throws -> (message: Element, held: HeldBytes)? {
        try await taken().map { ($0.message, $0.held) }
    }

    /// Takes a message when there is one and room for it.
    private func taken() async throws -> (
        message: Element, wasCompressed: Bool, held: HeldBytes
    )? {
        // The end of the stream needs no room.
        let hasMessage = try await queue.waitUntilReady()
        guard hasMessage, let room else {
            return try await decoded().map { ($0, $1, HeldBytes(room: nil, count: $2)) }
        }
        try await room.enter()
        do {
            guard let (message, wasCompressed, size) = try await decoded() else {
                _ = room.leave(holding: 0)
                return nil
            }
            return (message, wasCompressed, room.leave(holding: size))
        } catch {
            _ = room.leave(holding: 0)
            throw error
        }
    }

    /// It is inflated here, in the task that reads: an event loop does not wait for it.
    private func decoded() async throws -> (Element, wasCompressed: Bool, size: Int)? {
        guard let received = try queue.take() else { return nil }
        let bytes = try received.inflated(limit: limit, counters: counters)
        let message = try Element(received: bytes, malformed: malformed)
        try await check?(message)
        return (message, received.encoding != .identity, Self.overhead + bytes.count)
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
