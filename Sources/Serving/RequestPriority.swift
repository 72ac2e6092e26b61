package import Domain

/// How urgent a request is: 1 is the most urgent level, 8 the least; what says nothing has 4.
///
/// Within a release a level counts as 100 ms of waiting: a request overtakes those that came less
/// than 100 ms a level before it, and none waits behind later ones for ever. Between releases a
/// level halves what computing costs in the account that decides whose turn it is, so that an urgent
/// release gets twice the share of one a level below it, and that one still gets its own.
package struct RequestPriority: Hashable, Sendable {
    /// The level, 1 to ``leastUrgent``.
    package let level: Int

    /// The level of requests that do not say.
    package static let standard = RequestPriority(level: 4)
    /// The highest number.
    package static let leastUrgent = 8
    /// What a level counts for, in nanoseconds of waiting.
    package static let step: UInt64 = 100_000_000

    /// Reads a caller's number; 0 is the standard level.
    ///
    /// - Throws: ``Failure`` (invalid argument) when it is not a level.
    package init(_ number: UInt64, field: String = "priority") throws(Failure) {
        guard number <= UInt64(Self.leastUrgent) else {
            throw .invalid(
                "a priority is 1, the most urgent, to \(Self.leastUrgent), or 0 for the standard "
                    + "one; got \(number)",
                field: field
            )
        }
        self = number == 0 ? .standard : RequestPriority(level: Int(number))
    }

    private init(level: Int) { self.level = level }

    /// The place of the level among the lanes of a line.
    var lane: Int { level - 1 }

    /// What `nanoseconds` of computing for this level cost in the account of its release.
    func cost(_ nanoseconds: UInt64) -> UInt64 {
        let shift = level - RequestPriority.standard.level
        return shift < 0 ? nanoseconds >> UInt64(-shift) : nanoseconds << UInt64(shift)
    }
}
