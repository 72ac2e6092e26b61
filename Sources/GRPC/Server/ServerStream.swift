internal import HTTP2Session
internal import NIOCore

/// What a server connection keeps for one stream; the slot is used again by later streams.
struct ServerStream {
    /// How far a call is.
    enum Phase {
        /// No call.
        case idle
        /// The request is not whole yet.
        case receiving
        /// The method works.
        case running
        /// The answer is on its way; what still comes is dropped.
        case ended
    }

    /// The stream; nil where the slot is free.
    var id: StreamID?
    var phase = Phase.idle
    /// What its header list says; nil only where that was too large.
    var head: CallHead?
    /// Where the call is counted: the number of its route.
    var method = 0
    /// When its header list was read.
    var beganAt = NIODeadline.uptimeNanoseconds(0)
    var deadline: NIODeadline?
    /// When a message that has begun is to be whole.
    var messageDeadline: NIODeadline?
    var assembler = MessageAssembler()
    /// The encoding of the requests that are compressed.
    var encoding = MessageEncoding.identity
    /// The one request of a call that takes one, when it could not be used where it lay.
    var message: ReceivedMessage?
    /// What the unfinished message, and the one that waits for the end of its stream, count for in
    /// the connection's sum.
    var reserved = 0
    /// The bytes of these that have come.
    var kept = 0
    var call: ServerCall?
    /// Bytes of a stream whose queue is full, and whether no more come after them.
    var stash: [UInt8] = []
    var endsAfterStash = false
    var onCancel: (@Sendable () -> Void)?
    var hasSentHeaders = false
    /// Whether a task works for the call.
    var hasTask = false

    /// Whether the peer may still end the call.
    var isLive: Bool { phase == .receiving || phase == .running }

    var route: Route? { head?.route }

    /// Whether nothing of the call's requests has come.
    var isUntouched: Bool {
        phase == .receiving && message == nil && !assembler.isMidMessage && assembler.held == 0
    }

    /// Begins stream `id` in a slot that is free.
    mutating func begin(_ id: StreamID) {
        self.id = id
        phase = .receiving
    }

    /// Notes what is called.
    mutating func note(_ head: CallHead, _ method: Int, at now: NIODeadline) {
        self.head = head
        self.method = method
        beganAt = now
    }

    /// Ends the call; what it counts as.
    mutating func end(_ code: GRPCStatus.Code) -> EndedCalls {
        defer { phase = .ended }
        onCancel = nil
        return EndedCalls(
            method: method,
            code: code,
            hadRequest: phase == .running && route?.takesOneRequest == true,
            beganAt: beganAt,
            count: 1
        )
    }

    /// Makes the slot free.
    mutating func free() {
        id = nil
        phase = .idle
        head = nil
        deadline = nil
        messageDeadline = nil
        if !assembler.isFresh { assembler = MessageAssembler() }
        encoding = .identity
        message = nil
        reserved = 0
        kept = 0
        if !stash.isEmpty { stash = [] }
        endsAfterStash = false
        call = nil
        onCancel = nil
        hasSentHeaders = false
        hasTask = false
    }
}
