internal import HTTP2
internal import HTTP2Session
internal import NIOCore

/// One timer for the deadlines of all calls of a connection: set for the earliest, and set again
/// when it fires, so that a call with a deadline costs no timer of its own.
struct DeadlineTimer {
    private var timer: Scheduled<Void>?
    private var dueAt: NIODeadline?

    /// Whether a timer is to be set for `deadline`: none is set for as early.
    func needs(_ deadline: NIODeadline) -> Bool {
        guard let dueAt else { return true }
        return deadline < dueAt
    }

    /// Takes the timer that was set for `deadline`, in place of a later one.
    mutating func set(_ timer: Scheduled<Void>, dueAt deadline: NIODeadline) {
        self.timer?.cancel()
        self.timer = timer
        dueAt = deadline
    }

    /// Notes that the timer fired.
    mutating func fired() {
        timer = nil
        dueAt = nil
    }

    /// Stops the timer.
    mutating func cancel() {
        timer?.cancel()
        fired()
    }
}

extension ServerConnection {
    /// Makes sure that calls are ended at `deadline`.
    func watch(_ deadline: NIODeadline) {
        guard deadlines.needs(deadline) else { return }
        let home = home
        let timer = eventLoop.scheduleTask(deadline: deadline) {
            home.connection.endOverdueCalls()
        }
        deadlines.set(timer, dueAt: deadline)
    }

    private func endOverdueCalls() {
        deadlines.fired()
        let now = NIODeadline.now()
        var earliest: NIODeadline?
        for slot in streams.indices where streams[slot].isLive {
            guard let stream = streams[slot].id else { continue }
            if let deadline = streams[slot].messageDeadline, deadline <= now {
                if waitsForPeer(slot) {
                    environment.transport.count(.messageTime)
                    let text = TransportLimit.messageTime.text
                    end(stream, GRPCStatus(.resourceExhausted, text))
                    continue
                }
                streams[slot].messageDeadline = now + environment.limits.timeouts.message
            }
            if let deadline = streams[slot].deadline, deadline <= now {
                end(stream, .deadlinePassed)
                continue
            }
            for deadline in [streams[slot].deadline, streams[slot].messageDeadline] {
                guard let deadline else { continue }
                earliest = min(earliest ?? deadline, deadline)
            }
        }
        if let earliest { watch(earliest) }
        flush()
    }
}
