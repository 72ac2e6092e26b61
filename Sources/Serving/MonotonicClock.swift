internal import Dispatch

/// Nanoseconds of a clock that only goes forward.
///
/// Queue times and deadlines use it, so that a jump of the wall clock expires nothing. On Linux it is
/// the clock of `NIODeadline`, so that a call's deadline can be passed on as it is.
package struct MonotonicClock: Sendable {
    private let read: @Sendable () -> UInt64

    /// The machine's clock.
    package static let system = MonotonicClock { DispatchTime.now().uptimeNanoseconds }

    /// Creates a clock from a function that returns nanoseconds and never goes back.
    package init(_ read: @escaping @Sendable () -> UInt64) { self.read = read }

    /// The time now, in nanoseconds.
    package var now: UInt64 { read() }
}
