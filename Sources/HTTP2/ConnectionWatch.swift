package import HTTP2Session
package import NIOCore

/// Decides when a connection has done nothing for too long, or lives for long enough; a value, so
/// that tests need no clock.
package struct ConnectionWatch {
    /// What the connection does at a check.
    package struct State {
        /// Streams that are open.
        package var streams = 0
        /// The last stream that the peer opened.
        package var lastStream: Int32 = 0
        /// Whether output waits for the peer.
        package var waits = false
        /// A figure that changes whenever the peer takes output.
        package var taken = 0
        /// Frames received so far.
        package var received = 0

        /// Creates the state of a connection that did nothing.
        package init() {}
    }

    /// What to do with the connection.
    package enum Verdict: Hashable {
        /// Nothing.
        case fine
        /// Ask the peer for a sign of life.
        case ping
        /// Close it gracefully: it did nothing.
        case idle
        /// End it gracefully: it is old.
        case old
        /// End its calls and close it: the grace of an old one is over.
        case graceOver
        /// Close it.
        case failed(TransportLimit)
    }

    /// How far the graceful end of an old connection is.
    private enum Aging { case young, ending, ended }

    /// Whether the peer's preface and settings came.
    package var hasPreface = false
    private let timeouts: HTTP2Timeouts
    private let startedAt: NIODeadline
    private let oldAt: NIODeadline
    private var progressAt: NIODeadline
    private var busyAt: NIODeadline
    private var heardAt: NIODeadline
    private var pingedAt: NIODeadline?
    private var aging = Aging.young
    private var last = State()

    /// Starts to watch the connection with this number at `startedAt`.
    ///
    /// Connections that came together do not grow old together: the number decides on up to a tenth
    /// of the age, more or less.
    package init(timeouts: HTTP2Timeouts, startedAt: NIODeadline, number: Int = 0) {
        self.timeouts = timeouts
        self.startedAt = startedAt
        progressAt = startedAt
        busyAt = startedAt
        heardAt = startedAt
        oldAt =
            timeouts.connectionAge.map { startedAt + Self.jittered($0, number) } ?? .distantFuture
    }

    private static func jittered(_ age: TimeAmount, _ number: Int) -> TimeAmount {
        // The golden ratio spreads neighbouring numbers evenly.
        let spread = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
        let share = Double(spread >> 11) / Double(1 << 53)
        return .nanoseconds(age.nanoseconds / 10 * 9 + Int64(share * Double(age.nanoseconds / 5)))
    }

    /// Notes that the peer took output.
    package mutating func progressed(at now: NIODeadline) { progressAt = now }

    /// Judges the connection.
    package mutating func check(_ state: State, at now: NIODeadline) -> Verdict {
        note(state, at: now)
        if !hasPreface, now - startedAt >= timeouts.preface { return .failed(.preface) }
        if now - progressAt >= timeouts.write { return .failed(.write) }
        if let pingedAt, now - pingedAt >= timeouts.keepaliveAnswer { return .failed(.keepalive) }
        if now - busyAt >= timeouts.idle { return .idle }
        if now >= oldAt, aging == .young {
            aging = .ending
            return .old
        }
        if aging == .ending, now >= oldAt + timeouts.connectionAgeGrace {
            aging = .ended
            return .graceOver
        }
        if hasPreface, pingedAt == nil, now - heardAt >= timeouts.keepalive {
            pingedAt = now
            return .ping
        }
        return .fine
    }

    private mutating func note(_ state: State, at now: NIODeadline) {
        if !state.waits || !last.waits || state.taken != last.taken { progressAt = now }
        if state.streams > 0 || state.lastStream != last.lastStream { busyAt = now }
        if state.received != last.received {
            heardAt = now
            pingedAt = nil
        }
        last = state
    }

    /// When the next check is due, after one at `now`: a connection that rests needs few.
    package func nextCheck(after now: NIODeadline) -> NIODeadline {
        let rest = TimeAmount.nanoseconds(timeouts.write.nanoseconds / 4)
        var due = last.waits ? progressAt + timeouts.write : now + rest
        if !hasPreface { due = min(due, startedAt + timeouts.preface) }
        due = min(due, busyAt + timeouts.idle)
        due = min(
            due,
            pingedAt.map { $0 + timeouts.keepaliveAnswer } ?? heardAt + timeouts.keepalive
        )
        switch aging {
        case .young: due = min(due, oldAt)
        case .ending: due = min(due, oldAt + timeouts.connectionAgeGrace)
        case .ended: break
        }
        return due
    }
}
