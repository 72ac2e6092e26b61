/// Counts of values by size, in buckets whose bounds double.
package struct Histogram: Hashable, Sendable {
    /// The largest value of each bucket but the last, which takes all larger values.
    package let bounds: [UInt64]
    /// The number of values in each bucket, one more than there are bounds.
    package private(set) var counts: [Int]
    /// The sum of the values, modulo 2^64.
    package private(set) var sum: UInt64 = 0

    /// Creates an empty histogram whose first bucket ends at `first`.
    package init(first: UInt64, bounds count: Int) {
        precondition(first > 0 && count > 0, "a bound of \(first), \(count) bounds")
        bounds = (0..<count).map { first << UInt64($0) }
        counts = Array(repeating: 0, count: count + 1)
    }

    /// Nanoseconds of waiting, from 50 us to 3.3 s.
    package static let queueTimes = Histogram(first: 50_000, bounds: 17)
    /// Network rows of a batch, from 1 to 4,096.
    package static let batchSizes = Histogram(first: 1, bounds: 13)

    /// The number of values.
    package var count: Int { counts.reduce(0, +) }

    /// Adds `times` equal values.
    package mutating func add(_ value: UInt64, times: Int = 1) {
        let multiple = value == 0 ? 0 : (value - 1) / bounds[0]
        let bucket = UInt64.bitWidth - multiple.leadingZeroBitCount
        counts[min(bucket, bounds.count)] += times
        sum &+= value &* UInt64(times)
    }
}
