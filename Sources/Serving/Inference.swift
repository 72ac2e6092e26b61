internal import Augmentation
package import Domain
package import Files
internal import Networks

/// Computes rows with a release, in passes of a bounded number of network rows.
///
/// The one path from input bytes to confidences: what is served, certified and compared by the gate
/// has the same bits. A row's views are averaged in a fixed order, and a row's bits do not depend on
/// the rows around it. Not shared between threads: it owns the buffers that it reuses.
package struct Inference {
    private let passRows: Int
    private let clock: Clocks
    private(set) var times = StageTimes()
    private var lap: UInt64 = 0
    private var inputs: [Float] = []
    private var row: [Float] = []
    private var forward = ForwardPass()
    private var pass: [PassRow] = []
    /// Where the last prediction made here lies.
    private var storage = BatchStorage()

    /// One row of a request, within a pass.
    private struct PassRow {
        var request: Int
        var row: Int
        var views: Int
        var temperature: Float
    }

    /// Creates buffers for passes of `batchRows` network rows, or the views of one row if more.
    package init(batchRows: Int = 64, clock: Clocks = .system) {
        passRows = max(1, batchRows)
        self.clock = clock
    }

    /// Computes the rows of one request, for callers outside the hot path.
    ///
    /// - Throws: ``Failure`` (invalid argument) when the inputs are not `rows` inputs of the release
    ///   or a row's logits are not finite.
    package mutating func predict(
        _ release: Release,
        inputs: [UInt8],
        rows: Int,
        options: PredictionOptions = PredictionOptions()
    ) throws(Failure) -> Prediction {
        let request = try PredictionRequest(
            release: release,
            inputs: inputs,
            rows: rows,
            options: options,
            receiver: NoReceiver.shared
        )
        var result: Result<Prediction, Failure>?
        compute([request], release).finish([request]) { result = $1 }
        guard let result else { throw Failure(.internal, "a request was not computed") }
        return try result.get()
    }

    /// Computes rows that are one pass and have no views but themselves.
    ///
    /// `inputs` is `rows` inputs of the release. The times go into ``times`` where `isTimed`. Hand the
    /// rows to ``takeBack(_:)`` when they have been read.
    ///
    /// - Throws: ``Failure`` (invalid argument) when a row's logits are not finite.
    mutating func predictHere(
        _ release: Release,
        inputs bytes: Span<UInt8>,
        rows: Int,
        options: PredictionOptions,
        isTimed: Bool
    ) throws(Failure) -> Prediction {
        if isTimed {
            times = StageTimes()
            lap = clock.nanoseconds
        }
        let size = bytes.count / rows
        for row in 0..<rows {
            release.frontEnd.append(bytes.extracting(row * size..<(row + 1) * size), to: &inputs)
        }
        if isTimed { times.input = takeLap() }
        let wantsFeatures = options.embedding || release.outlierRule != nil
        forward.run(release.network, inputs, rows: rows, wantsFeatures: wantsFeatures)
        if isTimed { times.infer = takeLap() }
        inputs.removeAll(keepingCapacity: true)
        var sums = BatchSums(
            release,
            rows: rows,
            wantsEmbeddings: wantsFeatures,
            in: takeStorage()
        )
        for row in 0..<rows {
            let isFinite = sums.add(
                forward,
                first: row,
                views: 1,
                temperature: options.temperature
            )
            guard isFinite else { throw BatchSums.notFinite(row: row) }
        }
        if isTimed { times.output = takeLap() }
        return Prediction(
            output: sums.output(),
            first: 0,
            rows: rows,
            hasEmbedding: options.embedding
        )
    }

    /// Gathers the next rows in the memory of `prediction`, if nobody else keeps it.
    mutating func takeBack(_ prediction: consuming Prediction) {
        storage = prediction.output.storage
    }

    mutating func answer(
        _ batch: WaitingBatch,
        started: UInt64,
        into answers: inout AnswerGroups
    ) -> BatchOutcome {
        times = StageTimes()
        lap = started
        var outcome = BatchOutcome()
        compute(batch.requests, batch.release).finish(batch.requests) { request, result in
            if case .failure = result {
                outcome.refusedRequests += 1
                outcome.refusedRows += request.rows
            }
            answers.append(request, result, expected: batch.requests.count)
        }
        let output = takeLap()
        times.output &+= output
        outcome.times = times
        return outcome
    }

    private mutating func takeStorage() -> BatchStorage {
        defer { storage = BatchStorage() }
        return storage
    }

    /// The time since the last lap.
    private mutating func takeLap() -> UInt64 {
        let now = clock.nanoseconds
        defer { lap = now }
        return now &- lap
    }

    private mutating func compute(
        _ requests: [PredictionRequest],
        _ release: Release
    ) -> BatchSums {
        var sums = BatchSums(
            release,
            rows: requests.reduce(0) { $0 + $1.rows },
            wantsEmbeddings: release.outlierRule != nil
                || requests.contains { $0.options.embedding }
        )
        let elements = release.frontEnd.elements
        for (number, request) in requests.enumerated() {
            let fixedViews = fixedViews(request, release)
            let views = fixedViews?.count ?? 1
            for index in 0..<request.rows {
                if !pass.isEmpty, inputs.count / elements + views > passRows {
                    run(release, into: &sums)
                    let output = takeLap()
                    times.output &+= output
                }
                Self.append(request, index, fixedViews, through: &row, to: &inputs)
                pass.append(
                    PassRow(
                        request: number,
                        row: index,
                        views: views,
                        temperature: request.options.temperature
                    )
                )
            }
        }
        run(release, into: &sums)
        return sums
    }

    /// The views of a request's rows; nil: the row itself only.
    private func fixedViews(_ request: PredictionRequest, _ release: Release) -> FixedViews? {
        guard request.options.views > 1, case .image = release.input else { return nil }
        return try? FixedViews(request.options.views, of: release.input)
    }

    private static func append(
        _ request: PredictionRequest,
        _ index: Int,
        _ views: FixedViews?,
        through row: inout [Float],
        to inputs: inout [Float]
    ) {
        let frontEnd = request.release.frontEnd
        let all = request.inputs
        let bytes = all.span.extracting(request.ranges[index])
        guard let views else {
            frontEnd.append(bytes, to: &inputs)
            return
        }
        row.removeAll(keepingCapacity: true)
        frontEnd.append(bytes, to: &row)
        views.append(row.span, to: &inputs)
    }

    /// Computes what has been gathered and adds it to the sums.
    private mutating func run(_ release: Release, into sums: inout BatchSums) {
        guard !pass.isEmpty else { return }
        let input = takeLap()
        forward.run(
            release.network,
            inputs,
            rows: inputs.count / release.frontEnd.elements,
            wantsFeatures: sums.wantsEmbeddings
        )
        let infer = takeLap()
        times.input &+= input
        times.infer &+= infer
        var first = 0
        for row in pass {
            let isFinite = sums.add(
                forward,
                first: first,
                views: row.views,
                temperature: row.temperature
            )
            if !isFinite { sums.refuse(request: row.request, row: row.row) }
            first += row.views
        }
        pass.removeAll(keepingCapacity: true)
        inputs.removeAll(keepingCapacity: true)
    }
}

/// Stands where a request needs a receiver and gets its answer as a return value.
private final class NoReceiver: PredictionReceiver {
    static let shared = NoReceiver()

    func receive(_ answers: [PredictionAnswer]) {}
}
