package import NIOCore

/// Decides when a connection has done nothing for too long; a value, so that tests need no clock.
package struct ConnectionWatch {
    /// What the connection does at a check.
    package struct State {
        /// Streams that are open.
        package var streams: Int
        /// Whether output waits for the peer.
        package var waits: Bool

        /// Creates a state.
        package init(streams: Int, waits: Bool) {
            self.streams = streams
            self.waits = waits
        }
    }

    /// What to do with the connection.
    package enum Verdict: Hashable {
        /// Nothing.
        case fine
        /// Close it gracefully.
        case idle
        /// Close it.
        case failed(String)
    }

    /// Whether the peer's preface and settings came.
    package var hasPreface = false
    private let timeouts: HTTP2Timeouts
    private let startedAt: NIODeadline
    private var progressAt: NIODeadline
    private var busyAt: NIODeadline

    /// Starts to watch at `startedAt`.
    package init(timeouts: HTTP2Timeouts, startedAt: NIODeadline) {
        self.timeouts = timeouts
        self.startedAt = startedAt
        progressAt = startedAt
        busyAt = startedAt
    }

    /// Notes that the peer took output.
    package mutating func progressed(at now: NIODeadline) { progressAt = now }

    /// Judges the connection.
    package mutating func check(_ state: State, at now: NIODeadline) -> Verdict {
        if !hasPreface, now - startedAt >= timeouts.preface {
            let milliseconds = timeouts.preface.nanoseconds / 1_000_000
            return .failed("no HTTP/2 preface came within \(milliseconds) ms")
        }
        if !state.waits { progressAt = now }
        if now - progressAt >= timeouts.write { return .failed("the peer takes no output") }
        if state.streams > 0 { busyAt = now }
        return now - busyAt >= timeouts.idle ? .idle : .fine
    }
}
