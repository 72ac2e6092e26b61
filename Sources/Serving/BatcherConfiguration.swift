package import Domain

/// The limits of a ``Batcher``; every one has a default.
package struct BatcherConfiguration: Hashable, Sendable {
    /// The most network rows (rows times views) computed together, 1 to 4,096.
    package var maxBatchSize = 64
    /// How long a request may wait for company, in microseconds, 0 to 1,000,000.
    ///
    /// 0: what waits is a batch, and an idle server computes a single request at once.
    package var maxQueueDelayMicroseconds = 0
    /// The most rows of one project that wait, 1 to 1,048,576; more are refused with
    /// RESOURCE_EXHAUSTED, and so are more of all projects together than ``fullQueues`` times as many.
    package var maxQueueSize = 4096
    /// How many projects' queues may be full at a time.
    package static let fullQueues = 8
    /// How long a request may wait, in milliseconds, 1 to 3,600,000; then it ends with
    /// RESOURCE_EXHAUSTED, on time, whether a thread is free or not.
    package var maxQueueMilliseconds = 30_000
    /// The most rows of one request, 1 to `maxQueueSize`.
    package var maxRequestRows = 1024
    /// The flag that `maxRequestRows` comes from, which a refusal names: that of the queue's size where
    /// it is the lower.
    package var requestRowsFlag = "--max-request-rows"
    /// The most multiplications of a request that is computed on the thread that brings it, instead of
    /// waiting for a compute thread, 0 to 1,048,576; 0: none is.
    ///
    /// The default is about two microseconds, less than a compute thread's wake-up costs. All such
    /// requests of a millisecond together take a ``inlineShare`` of it at most.
    package var inlineMultiplyAdds = 32_768
    /// The most multiplications of all requests of a millisecond that are computed on the threads that
    /// bring them, for each compute thread: about an eighth of the millisecond.
    static let inlineShare = 2_097_152
    /// The number of compute threads, 1 to 256.
    package var threads: Int

    /// Creates the default configuration for a machine with `cores` cores: one is left for the event
    /// loop.
    package init(cores: Int) { threads = max(1, cores - 1) }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the limit, its range and what came.
    package func validate() throws(Failure) {
        try check(maxBatchSize, in: 1...4096, "max_batch_size")
        try check(maxQueueDelayMicroseconds, in: 0...1_000_000, "max_queue_delay")
        try check(maxQueueSize, in: 1...1_048_576, "max_queue_size")
        try check(maxQueueMilliseconds, in: 1...3_600_000, "max_queue_ms")
        try check(maxRequestRows, in: 1...maxQueueSize, "max_request_rows")
        try check(inlineMultiplyAdds, in: 0...1_048_576, "inline_multiply_adds")
        try check(threads, in: 1...256, "compute_threads")
    }

    var maxQueueDelay: UInt64 { UInt64(maxQueueDelayMicroseconds) * 1000 }

    var maxWait: UInt64 { UInt64(maxQueueMilliseconds) * 1_000_000 }

    private func check(
        _ value: Int,
        in range: ClosedRange<Int>,
        _ field: String
    ) throws(Failure) {
        guard range.contains(value) else {
            throw .invalid(
                "\(field) is \(range.lowerBound) to \(range.upperBound); got \(value)",
                field: field
            )
        }
    }
}
