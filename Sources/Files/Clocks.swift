internal import Dispatch

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The machine's clocks, and waiting; injected, so that tests own the time.
package struct Clocks: Sendable {
    private let monotonic: @Sendable () -> UInt64
    private let wall: @Sendable () -> Int64
    private let wait: @Sendable (Duration) async throws -> Void

    /// The machine's own.
    package static let system = Clocks()

    /// Clocks of which some are not the machine's: nanoseconds that never go back, milliseconds since 1970,
    /// and how to wait on the first.
    package init(
        monotonic: @escaping @Sendable () -> UInt64 = { DispatchTime.now().uptimeNanoseconds },
        wall: @escaping @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) },
        wait: @escaping @Sendable (Duration) async throws -> Void = {
            try await ContinuousClock().sleep(for: $0)
        }
    ) {
        self.monotonic = monotonic
        self.wall = wall
        self.wait = wait
    }

    /// Nanoseconds since some fixed moment, by a clock that only goes forward.
    ///
    /// Queue times, deadlines and leases use it, so that a jump of the wall clock expires nothing. On Linux it
    /// is the clock of `NIODeadline`, so that a call's deadline can be passed on as it is.
    package var nanoseconds: UInt64 { monotonic() }

    /// ``nanoseconds`` as a duration.
    package var now: Duration { .nanoseconds(Int64(clamping: monotonic())) }

    /// ``nanoseconds`` in whole milliseconds.
    package var monotonicMilliseconds: Int64 { Int64(clamping: monotonic() / 1_000_000) }

    /// Milliseconds since 1970, for people; it may jump, and orders nothing.
    package var wallMilliseconds: Int64 { wall() }

    /// Waits for `duration`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    package func sleep(for duration: Duration) async throws { try await wait(duration) }
}
