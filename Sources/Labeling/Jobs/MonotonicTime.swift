/// A clock that only goes forward, and waiting on it; injected, so that tests own the time.
package struct MonotonicTime: Sendable {
    private let read: @Sendable () -> Duration
    private let wait: @Sendable (Duration) async throws -> Void

    /// The machine's clock.
    package static var system: MonotonicTime {
        let clock = ContinuousClock()
        let start = clock.now
        return MonotonicTime(now: { start.duration(to: clock.now) }) { duration in
            try await clock.sleep(for: duration)
        }
    }

    /// Creates a clock from a function that never goes back and one that waits on it.
    package init(
        now: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        read = now
        wait = sleep
    }

    /// The time since some fixed moment.
    package var now: Duration { read() }

    /// Waits for `duration`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    package func sleep(for duration: Duration) async throws { try await wait(duration) }
}
