package import Domain

/// Nanoseconds of the three stages of computing.
package struct StageTimes: Hashable, Sendable {
    /// Turning bytes into network rows.
    package var input: UInt64 = 0
    /// The passes through the network.
    package var infer: UInt64 = 0
    /// Softmax and handing out rows.
    package var output: UInt64 = 0

    /// The sum.
    package var total: UInt64 { input &+ infer &+ output }

    mutating func add(_ other: StageTimes, times: Int = 1) {
        input &+= other.input &* UInt64(times)
        infer &+= other.infer &* UInt64(times)
        output &+= other.output &* UInt64(times)
    }
}

/// Why a request ended without its rows.
package enum PredictionRefusal: Int, CaseIterable, Sendable {
    /// The queue was full when it came.
    case queueFull
    /// It waited longer than the limit of the queue.
    case queueTime
    /// Its deadline passed while it waited.
    case deadline
    /// Its caller took it back while it waited.
    case cancelled
    /// Its values were too large for the model.
    case input
    /// It had more rows than a request may have.
    case requestRows

    /// The name as a label of a metric.
    package var name: String {
        switch self {
        case .queueFull: "queue_full"
        case .queueTime: "queue_time"
        case .deadline: "deadline"
        case .cancelled: "cancelled"
        case .input: "input"
        case .requestRows: "request_rows"
        }
    }
}

/// What one model version did since it was first used; every number only grows.
///
/// What it computed as a shadow is not counted: nobody was answered, and ``ShadowStatistics`` has it.
///
/// It outlives the release: a version that is unloaded and loaded again counts on.
package struct ModelStatistics: Hashable, Sendable {
    /// The batches of one size.
    package struct Batches: Hashable, Sendable {
        /// The number of batches.
        package var count = 0
        /// Their times.
        package var times = StageTimes()
    }

    /// The project.
    package let project: ProjectName
    /// The model version.
    package let modelVersion: ModelVersion
    /// Requests that were answered with their rows.
    package var succeeded = 0
    /// The rows of those requests.
    package var rows = 0
    /// Requests that were computed, those refused for their values included.
    package var computed = 0
    /// Batches that were computed.
    package var executions = 0
    /// Nanoseconds that the computed requests waited, summed, and how many waited how long.
    package var queueTimes = Histogram.queueTimes
    /// The times of the batches.
    package var times = StageTimes()
    /// The times of the batches, counted once for each request in them.
    package var requestTimes = StageTimes()
    /// The batches by network rows, and the sum of those rows.
    package var batchSizes = Histogram.batchSizes
    /// The batches by network rows: `batches[n - 1]` are those of `n` rows, the last those of at
    /// least ``sizeLimit`` rows.
    package var batches: [Batches] = []
    /// When the last batch was done, in milliseconds since 1970; 0: never.
    package var lastInference: Int64 = 0
    private var refusals = [Int](repeating: 0, count: PredictionRefusal.allCases.count)

    /// The largest batch size that is counted by itself.
    package static let sizeLimit = 4096

    /// Creates counters at zero.
    package init(project: ProjectName, modelVersion: ModelVersion) {
        self.project = project
        self.modelVersion = modelVersion
    }

    /// Requests that ended for a reason.
    package func refused(_ reason: PredictionRefusal) -> Int { refusals[reason.rawValue] }

    /// Requests that ended without their rows.
    package var failed: Int { refusals.reduce(0, +) }

    mutating func count(_ reason: PredictionRefusal, requests: Int = 1) {
        refusals[reason.rawValue] += requests
    }

    mutating func count(_ batch: WaitingBatch, _ outcome: BatchOutcome, started: UInt64) {
        executions += 1
        times.add(outcome.times)
        countRequests(of: batch, outcome, started: started)
        batchSizes.add(UInt64(batch.networkRows))
        let size = min(batch.networkRows, Self.sizeLimit)
        while batches.count < size { batches.append(Batches()) }
        batches[size - 1].count += 1
        batches[size - 1].times.add(outcome.times)
    }

    private mutating func countRequests(
        of batch: WaitingBatch,
        _ outcome: BatchOutcome,
        started: UInt64
    ) {
        computed += batch.requests.count
        succeeded += batch.requests.count - outcome.refusedRequests
        rows += batch.rows - outcome.refusedRows
        if outcome.refusedRequests > 0 { count(.input, requests: outcome.refusedRequests) }
        for since in batch.submitted { queueTimes.add(max(started, since) - since) }
        requestTimes.add(outcome.times, times: batch.requests.count)
    }
}

extension ModelStatistics {
    /// Counts requests that were computed where they came, each a batch by itself that did not wait.
    mutating func count(_ run: RunHere) {
        executions += run.requests
        computed += run.requests
        succeeded += run.requests - run.refused
        rows += run.rows * (run.requests - run.refused)
        if run.refused > 0 { count(.input, requests: run.refused) }
        queueTimes.add(0, times: run.requests)
        let times = run.times
        self.times.add(times)
        requestTimes.add(times)
        batchSizes.add(UInt64(run.rows), times: run.requests)
        let size = min(run.rows, Self.sizeLimit)
        while batches.count < size { batches.append(Batches()) }
        batches[size - 1].count += run.requests
        batches[size - 1].times.add(times)
    }
}

/// How the computing of a batch went.
struct BatchOutcome {
    var times = StageTimes()
    /// Requests whose logits are not finite, and their rows.
    var refusedRequests = 0
    var refusedRows = 0
}
