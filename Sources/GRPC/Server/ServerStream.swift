internal import HTTP2Session
internal import NIOCore

/// What a server connection keeps for one stream; the slot is used again by later streams.
struct ServerStream {
    /// The stream; nil where the slot is free.
    private(set) var id: StreamID?
    /// How far its call is.
    var machine = CallStateMachine()
    /// What its header list says; nil only where that was too large.
    var head: CallHead?
    /// Where the call is counted: the number of its route.
    private(set) var method = 0
    /// When its header list was read.
    private var beganAt = NIODeadline.uptimeNanoseconds(0)
    var deadline: NIODeadline?
    /// When a message that has begun is to be whole.
    var messageDeadline: NIODeadline?
    /// What ``CallStateMachine/unfinished`` was when the connection last summed it up.
    var unfinished = (bytes: 0, kept: 0)
    /// The task of the call, where it has one.
    var call: ServerCall?
    var onCancel: (@Sendable () -> Void)?
    /// Whether a task works for the call.
    var hasTask = false

    /// Whether the peer may still end the call.
    var isLive: Bool { machine.isLive }

    var route: Route? { head?.route }

    /// Begins stream `id` in a slot that is free.
    mutating func begin(_ id: StreamID) {
        self.id = id
        machine.begin()
    }

    /// Notes what is called.
    mutating func note(_ head: CallHead, _ method: Int, at now: NIODeadline) {
        self.head = head
        self.method = method
        beganAt = now
    }

    /// Ends the call: what it counts as, and how its status is sent.
    mutating func end(_ code: GRPCStatus.Code) -> (EndedCalls, CallStateMachine.Ending) {
        onCancel = nil
        let call = EndedCalls(
            method: method,
            code: code,
            hadRequest: machine.isRunning && route?.takesOneRequest == true,
            beganAt: beganAt,
            count: 1
        )
        return (call, machine.end())
    }

    /// Makes the slot free.
    mutating func free() {
        id = nil
        machine.free()
        head = nil
        deadline = nil
        messageDeadline = nil
        unfinished = (0, 0)
        call = nil
        onCancel = nil
        hasTask = false
    }
}
