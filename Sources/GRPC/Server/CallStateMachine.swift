/// A call as a state machine: from the bytes of its requests to the end of its answer.
///
///     idle ─ begin ─> receiving ─ the request is whole ─> running ─ end ─> ended ─ free ─> idle
///
/// A call with many requests runs from its start on, and receives meanwhile.
///
/// A value that knows neither connection nor task nor clock: each event is a function that returns
/// what is to be done for it. Caller and method do not wait for one another, so every event may come
/// in every state; one that comes too late returns that nothing is to be done.
package struct CallStateMachine {
    /// How far a call is.
    package enum State {
        /// No call.
        case idle
        /// The request is not whole yet.
        case receiving
        /// The method works.
        case running
        /// The answer is on its way; what still comes is dropped.
        case ended
    }

    package private(set) var state = State.idle
    /// The encoding of the requests that are compressed.
    package private(set) var encoding = MessageEncoding.identity
    private var takesMany = false
    private var hasSentHeaders = false
    private var assembler = MessageAssembler()
    /// The one request of a call that takes one, when it could not be used where it lay.
    private var request: ReceivedMessage?
    /// Bytes behind more requests than may wait, and whether no more come after them.
    private var stash: [UInt8] = []
    private var endsAfterStash = false

    /// No call yet.
    package init() {}

    /// Whether the peer may still end the call.
    package var isLive: Bool { state == .receiving || state == .running }

    /// Whether the method works.
    package var isRunning: Bool { state == .running }

    // MARK: Start

    /// A call begins, whose slot is free.
    package mutating func begin() { state = .receiving }

    /// The header list names how requests are compressed.
    package mutating func expect(_ encoding: MessageEncoding) {
        self.encoding = encoding
        assembler = MessageAssembler(acceptsCompressed: true)
    }

    /// The method starts with the call, and takes requests as they come.
    package mutating func startWithoutRequest() {
        takesMany = true
        state = .running
    }

    // MARK: Requests

    /// What is to be done with bytes that came.
    package enum Reception {
        /// All of them are taken.
        case wait
        /// A request of many is for the method; `credit` is the window to give back when it takes it.
        case deliver(ReceivedMessage, credit: Int)
        /// The call is to be ended; the rest of the bytes is dropped.
        case refuse(GRPCStatus)
    }

    /// The bytes of a call come, all of them together: the usual call, of which nothing is kept.
    ///
    /// - Returns: where the request lies, with which the method is to start; nil: the bytes are not one
    ///   plain message, and are to be received one by one.
    package mutating func receiveWhole(
        _ body: [UInt8],
        _ bytes: Range<Int>,
        limit: Int
    ) -> Range<Int>? {
        guard state == .receiving, request == nil, !assembler.isMidMessage, assembler.held == 0,
            let message = MessageAssembler.onlyMessage(body, bytes, limit: limit)
        else { return nil }
        state = .running
        return message
    }

    /// Bytes come; to be called again until it returns ``Reception/wait``, the start of `bytes` moves on.
    ///
    /// What follows more messages than may wait is stashed as it came, its window not given back.
    ///
    /// - Parameters:
    ///   - body: what the bytes lie in.
    ///   - bytes: which of them came, and are not taken yet.
    ///   - limit: the most bytes of one message.
    ///   - isFull: whether as many requests wait for the method as may.
    /// - Returns: what is to be done.
    package mutating func receive(
        _ body: [UInt8],
        _ bytes: inout Range<Int>,
        limit: Int,
        isFull: () -> Bool
    ) -> Reception {
        while !bytes.isEmpty {
            if !stash.isEmpty || takesMany && isFull() {
                stash.append(contentsOf: body[bytes])
                bytes = bytes.upperBound..<bytes.upperBound
                break
            }
            let frame: MessageAssembler.Frame
            do throws(GRPCStatus) {
                guard let next = try assembler.next(body, &bytes, limit: limit) else { break }
                frame = next
            } catch {
                return .refuse(error)
            }
            let message = received(frame, body)
            if takesMany { return .deliver(message, credit: takeCredit()) }
            guard request == nil else {
                return .refuse(GRPCStatus(.unimplemented, "expected one request, more came"))
            }
            request = message
        }
        return .wait
    }

    /// A message that just came, out of the bytes that it came in.
    private func received(_ frame: MessageAssembler.Frame, _ body: [UInt8]) -> ReceivedMessage {
        var message = ReceivedMessage()
        if assembler.isCompressed { message.encoding = encoding }
        switch frame {
        case .assembled(let bytes): message.bytes = bytes
        case .inPlace(let range): message.bytes = Array(body[range])
        }
        return message
    }

    /// What is to be done at the end of the requests.
    package enum RequestsEnd {
        /// Nothing, or nothing yet.
        case wait
        /// The method starts with its one request.
        case start(ReceivedMessage)
        /// The method learns that no more requests come.
        case finish
        /// The call is to be ended.
        case refuse(GRPCStatus)
    }

    /// The peer sends no more.
    package mutating func receiveEnd() -> RequestsEnd {
        guard isLive else { return .wait }
        guard stash.isEmpty else {
            endsAfterStash = true
            return .wait
        }
        if assembler.isMidMessage {
            return .refuse(.malformed("the stream ended within a message"))
        }
        if takesMany { return .finish }
        guard state == .receiving else { return .wait }
        guard let message = request else {
            return .refuse(GRPCStatus(.unimplemented, "expected one request, none came"))
        }
        dropRequests()
        state = .running
        return .start(message)
    }

    /// Whether bytes wait for room.
    package var isStashed: Bool { !stash.isEmpty }

    /// The method has taken what waited: the bytes that are to be received now; nil where there are none.
    package mutating func takeStash() -> [UInt8]? {
        guard !stash.isEmpty, isLive else { return nil }
        defer { stash = [] }
        return stash
    }

    /// Whether the end of the requests has come, and is to be received now that what came before it was.
    package var endsNow: Bool { endsAfterStash && stash.isEmpty && isLive }

    /// What counts against the peer: `bytes` of the request that is not whole, or waits for the end of
    /// its stream, of which `kept` have come.
    package var unfinished: (bytes: Int, kept: Int) {
        let waiting = request?.bytes.count ?? 0
        return (assembler.announced + waiting, assembler.gathered + waiting)
    }

    /// Whether there is window that ``takeCredit()`` would give back.
    package var hasCredit: Bool { assembler.held > 0 }

    /// Takes the window of all that was received and not delivered, to give it back.
    package mutating func takeCredit() -> Int { assembler.takeHeld() }

    /// Frees what came of a request.
    package mutating func dropRequests() {
        assembler = MessageAssembler()
        request = nil
    }

    // MARK: Answers

    /// An answer is to be sent: whether its headers come before it.
    package mutating func takeHeaders() -> Bool {
        guard isRunning, !hasSentHeaders else { return false }
        hasSentHeaders = true
        return true
    }

    /// What the status of a call is sent in.
    package enum Ending {
        /// One header list for everything: nothing was sent before.
        case trailersOnly
        /// The trailers.
        case trailers
    }

    /// The call ends: what still comes of it is dropped.
    package mutating func end() -> Ending {
        state = .ended
        return hasSentHeaders ? .trailers : .trailersOnly
    }

    /// The stream is gone.
    package mutating func free() {
        state = .idle
        encoding = .identity
        takesMany = false
        hasSentHeaders = false
        // A call leaves these as they are, and what is not written costs nothing.
        if !assembler.isFresh { assembler = MessageAssembler() }
        if request != nil { request = nil }
        if !stash.isEmpty { stash = [] }
        endsAfterStash = false
    }
}
