/// What a batcher did since it started; every number only grows, except `waitingRows` and
/// `requestsOutside`.
package struct ServingStatistics: Hashable, Sendable {
    /// Requests that were taken into the queue, or to wait for room in it.
    package var requests = 0
    /// The rows of those requests.
    package var rows = 0
    /// Batches that were computed.
    package var batches = 0
    /// Requests that were handed to a compute thread.
    package var computed = 0
    /// Requests refused because the queue was full.
    package var refused = 0
    /// Requests whose deadline passed while they waited.
    package var expired = 0
    /// Requests that their callers took back while they waited.
    package var cancelled = 0
    /// Nanoseconds that the computed requests waited, summed.
    package var queueNanoseconds: UInt64 = 0
    /// Nanoseconds that compute threads took for batches, answers included, summed.
    package var computeNanoseconds: UInt64 = 0
    /// Batches by network rows: bucket `i` counts batches of more than `2^(i-1)` and at most `2^i`.
    package var batchSizes = [Int](repeating: 0, count: bucketCount)
    /// Rows that wait in the queue now.
    package var waitingRows = 0
    /// Requests that wait for room in the queue now.
    package var requestsOutside = 0

    /// The number of buckets of `batchSizes`; the last one takes all larger batches.
    package static let bucketCount = 14

    /// Counts a batch; shadows asked for nothing, so that theirs is a batch and no requests.
    mutating func count(_ batch: WaitingBatch, now: UInt64) {
        if !batch.turn.isShadow {
            computed += batch.requests.count
            for since in batch.submitted { queueNanoseconds &+= max(now, since) - since }
        }
        countBatches(1, networkRows: batch.networkRows)
    }

    /// Counts requests that were computed where they came, each a batch by itself.
    mutating func count(_ run: RunHere) {
        requests += run.requests
        rows += run.requests * run.rows
        computed += run.requests
        computeNanoseconds &+= run.times.total
        countBatches(run.requests, networkRows: run.rows)
    }

    private mutating func countBatches(_ count: Int, networkRows: Int) {
        batches += count
        let bucket = Int.bitWidth - (networkRows - 1).leadingZeroBitCount
        batchSizes[min(bucket, Self.bucketCount - 1)] += count
    }

    /// Adds what another place counted.
    mutating func add(_ other: ServingStatistics) {
        requests += other.requests
        rows += other.rows
        batches += other.batches
        computed += other.computed
        refused += other.refused
        expired += other.expired
        cancelled += other.cancelled
        queueNanoseconds &+= other.queueNanoseconds
        computeNanoseconds &+= other.computeNanoseconds
        for bucket in batchSizes.indices { batchSizes[bucket] += other.batchSizes[bucket] }
        waitingRows += other.waitingRows
        requestsOutside += other.requestsOutside
    }
}
