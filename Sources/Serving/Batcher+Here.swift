package import Domain
internal import Files
internal import Networks
internal import Synchronization

extension Batcher {
    /// Computes a request on the calling thread where that is cheaper than handing it to another; else
    /// ``submit(_:wakes:)`` it.
    ///
    /// Handing a request to another thread costs a lock, a wake-up and memory that one thread allocates
    /// and another frees, together several microseconds; a row of a small model takes a tenth of one.
    /// It is cheaper while the forward pass, with what `body` makes of it, takes at most
    /// ``BatcherConfiguration/inlineMultiplyAdds`` multiplications, a few microseconds, so that an
    /// event loop that calls this is never held for long; and while all such requests of a millisecond
    /// take at most an eighth of it, so that many do not hold the loop either. The request never
    /// waits, and nobody takes it back. The bits are the same either way.
    ///
    /// - Parameters:
    ///   - release: what answers.
    ///   - inputs: the raw bytes of `rows` inputs, already validated.
    ///   - rows: the number of rows.
    ///   - options: what is computed.
    ///   - rankedClasses: how many classes of each row `body` puts in order and names.
    ///   - deadline: when the answer is of no more use, in nanoseconds of the batcher's clock.
    ///   - now: when the request came; nil: now.
    ///   - body: takes the rows of the request, and must not block: the place is locked. What it does
    ///     not keep costs no memory of its own.
    /// - Returns: whether they were computed.
    /// - Throws: ``Failure``: unavailable when the batcher drains, deadline exceeded, invalid argument
    ///   when a row's logits are not finite.
    package func computeHere(
        _ release: Release,
        inputs: Span<UInt8>,
        rows: Int,
        options: PredictionOptions = PredictionOptions(),
        rankedClasses: Int = 0,
        deadline: UInt64 = PredictionRequest.noDeadline,
        now: UInt64? = nil,
        _ body: (borrowing Prediction) -> Void
    ) throws(Failure) -> Bool {
        guard let cost = cost(release, rows: rows, options, rankedClasses) else { return false }
        let now = now ?? clock.nanoseconds
        // A look at the clock is a percent of a call: one whose deadline is far from when it came has time.
        if deadline <= now &+ Self.soon, deadline <= clock.nanoseconds {
            meter.count(.deadline, of: release)
            throw Self.deadlineExceeded
        }
        for place in places {
            let isDone = try place.state.withLockIfAvailable { state throws(Failure) in
                guard state.takes(cost, now: now) else { return false }
                let prediction = try state.answer(release, inputs, rows, options, now: now, meter)
                body(prediction)
                state.inference.takeBack(prediction)
                return true
            }
            if isDone == true { return true }
        }
        return false
    }

    /// Longer than a loop takes for what it read at once, in nanoseconds.
    private static let soon: UInt64 = 10_000_000
    /// What it costs to put one class in its place and to name it, in multiplications.
    private static let rankCost = 256

    /// The multiplications of a request; nil where it is not small, or nobody knows how long its rows are.
    private func cost(
        _ release: Release,
        rows: Int,
        _ options: PredictionOptions,
        _ rankedClasses: Int
    ) -> Int? {
        let row = release.network.multiplyAdds + Self.rankCost * rankedClasses
        let (cost, overflow) = rows.multipliedReportingOverflow(by: row)
        guard release.input.byteCount != nil, !overflow,
            cost <= configuration.inlineMultiplyAdds, options.views == 1,
            rows <= min(configuration.maxBatchSize, configuration.maxRequestRows)
        else { return nil }
        return cost
    }
}

/// Where small requests are computed by the threads that bring them.
final class ComputingPlace: Sendable {
    struct State {
        var inference: Inference
        /// The last requests, not counted yet.
        var run: RunHere?
        var statistics = ServingStatistics()
        var isDraining = false
        /// The multiplications since `windowStart`, in nanoseconds of the batcher's clock.
        var spent = 0
        var windowStart: UInt64 = 0
    }

    let state: Mutex<State>

    init(batchRows: Int, clock: Clocks) {
        state = Mutex(State(inference: Inference(batchRows: batchRows, clock: clock)))
    }

    /// Counts what is not counted yet; what the place did so far.
    @discardableResult
    func count(in meter: ModelMeter) -> ServingStatistics {
        state.withLock { state in
            state.countRun(in: meter)
            return state.statistics
        }
    }
}

extension ComputingPlace.State {
    private static let window: UInt64 = 1_000_000

    /// Whether a request of `cost` that came at `now` is within the share of its millisecond.
    fileprivate mutating func takes(_ cost: Int, now: UInt64) -> Bool {
        if now >= windowStart + Self.window || now < windowStart {
            windowStart = now
            spent = 0
        }
        guard spent + cost <= BatcherConfiguration.inlineShare else { return false }
        spent += cost
        return true
    }

    fileprivate mutating func answer(
        _ release: Release,
        _ inputs: Span<UInt8>,
        _ rows: Int,
        _ options: PredictionOptions,
        now: UInt64,
        _ meter: ModelMeter
    ) throws(Failure) -> Prediction {
        guard !isDraining else { throw Batcher.draining }
        if run?.takes(release, rows: rows) != true {
            countRun(in: meter)
            run = RunHere(release, rows: rows)
        }
        let isTimed = run?.begin(at: now) == true
        do throws(Failure) {
            let prediction = try inference.predictHere(
                release,
                inputs: inputs,
                rows: rows,
                options: options,
                isTimed: isTimed
            )
            if isTimed { run?.add(inference.times) }
            return prediction
        } catch {
            run?.refused += 1
            throw error
        }
    }

    fileprivate mutating func countRun(in meter: ModelMeter) {
        guard let run else { return }
        self.run = nil
        statistics.count(run)
        meter.count(run)
    }
}

/// Requests of one model version and one size that were computed one after the other in one place.
///
/// They are counted together: counting each would cost as much as computing it.
struct RunHere {
    let project: ProjectName
    let version: ModelVersion
    /// The rows of each request.
    let rows: Int
    private(set) var requests = 0
    /// Requests whose logits are not finite.
    var refused = 0
    /// When the last request came, in nanoseconds of the batcher's clock.
    private(set) var last: UInt64 = 0
    private var measured = StageTimes()
    private var timed = 0
    /// The number of the network that computed them.
    let network: Int

    /// One request of so many is timed: a clock for each would cost more than reading its row.
    private static let timedShare = 16

    init(_ release: Release, rows: Int) {
        project = release.project
        version = release.modelVersion
        network = release.network.number
        self.rows = rows
    }

    /// Whether a request is of this run.
    ///
    /// The release is not kept for it: it may be unloaded.
    func takes(_ release: Release, rows: Int) -> Bool {
        rows == self.rows && release.network.number == network
    }

    /// Notes a request that came at `now`; returns whether it is to be timed.
    mutating func begin(at now: UInt64) -> Bool {
        defer { requests += 1 }
        last = now
        return requests % Self.timedShare == 0
    }

    /// Notes the times of a request that was timed.
    mutating func add(_ times: StageTimes) {
        measured.add(times)
        timed += 1
    }

    /// The times of all requests, estimated from those that were timed.
    var times: StageTimes {
        guard timed > 0 else { return StageTimes() }
        let scale = Double(requests) / Double(timed)
        func all(_ part: UInt64) -> UInt64 { UInt64(Double(part) * scale) }
        return StageTimes(
            input: all(measured.input),
            infer: all(measured.infer),
            output: all(measured.output)
        )
    }
}
