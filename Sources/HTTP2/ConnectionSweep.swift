package import NIOCore

/// The time-outs of all connections of an event loop, with one timer.
///
/// A timer for each would wake a server of 10,000 resting connections 10,000 times a second. Here a
/// tick reads an array of times, and looks at a connection only when its time has come.
package final class ConnectionSweep {
    private struct Entry {
        let connection: HTTP2Connection
        var dueAt: NIODeadline
    }

    private let eventLoop: any EventLoop
    private let interval: TimeAmount
    private var entries: [Entry] = []
    private var timer: RepeatedTask?

    /// Creates the sweep of an event loop that looks at its connections once in `interval`.
    package init(eventLoop: any EventLoop, interval: TimeAmount) {
        self.eventLoop = eventLoop
        self.interval = interval
    }

    /// Looks after a connection from now on.
    func add(_ connection: HTTP2Connection, dueAt: NIODeadline) {
        connection.sweepIndex = entries.count
        entries.append(Entry(connection: connection, dueAt: dueAt))
        guard timer == nil else { return }
        let reference = NIOLoopBound(self, eventLoop: eventLoop)
        timer = eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
            reference.value.tick()
        }
    }

    /// Looks after a connection no more.
    func remove(_ connection: HTTP2Connection) {
        guard let index = connection.sweepIndex else { return }
        connection.sweepIndex = nil
        let last = entries.removeLast()
        if index < entries.count {
            entries[index] = last
            last.connection.sweepIndex = index
        }
        if entries.isEmpty {
            timer?.cancel()
            timer = nil
            entries = []
        }
    }

    private func tick() {
        let now = NIODeadline.now()
        // Backwards: a check may end its connection, whose place the last one takes.
        var index = entries.count - 1
        while index >= 0 {
            if index < entries.count, entries[index].dueAt <= now {
                let connection = entries[index].connection
                let dueAt = connection.check(at: now)
                if let place = connection.sweepIndex { entries[place].dueAt = dueAt }
            }
            index -= 1
        }
    }
}
