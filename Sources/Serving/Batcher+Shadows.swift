internal import Domain
internal import Files
internal import Synchronization

extension Batcher {
    /// How long a shadow's rows may wait, in nanoseconds.
    private static let shadowPatience: UInt64 = 5_000_000_000

    /// Lets shadows compute rows that were answered.
    ///
    /// They are computed when nothing else waits, and left out while more than half of the project's
    /// queue is taken: an answer is neither delayed nor refused on their account, but for the one batch that a
    /// thread may be computing when a request comes.
    ///
    /// - Parameters:
    ///   - served: the answer that has left.
    ///   - inputs: its rows' bytes.
    ///   - traffic: the shadows.
    package func shadow(_ served: Prediction, inputs: [UInt8], _ traffic: ShadowTraffic) {
        let now = clock.nanoseconds
        for (index, release) in traffic.releases.enumerated() {
            let request = try? PredictionRequest(
                release: release,
                inputs: inputs,
                rows: served.rows,
                isShadow: true,
                deadline: now + Self.shadowPatience,
                receiver: traffic,
                context: ShadowComparison(shadow: index, served: served)
            )
            let calls = request.flatMap { request in
                state.withLock { $0.appendShadow(request, now: now, configuration) }
            }
            if let calls { ring(calls) } else { traffic.drop(index, rows: served.rows) }
        }
    }

    /// Shadows what a batch answered.
    func shadow(_ answers: [PredictionAnswer]) {
        for answer in answers {
            guard let shadows = answer.request.shadows, case .success(let served) = answer.result
            else { continue }
            shadow(served, inputs: answer.request.inputs, shadows)
        }
    }
}

extension Batcher.State {
    /// Queues a shadow's rows; nil: there is no room for them.
    fileprivate mutating func appendShadow(
        _ request: PredictionRequest,
        now: UInt64,
        _ configuration: BatcherConfiguration
    ) -> Batcher.Calls? {
        let half = configuration.maxQueueSize / 2
        guard !isDraining,
            waiting.rows <= half || waiting.load(of: request.release.project).rows <= half,
            waiting.shadowRows + request.rows <= max(half, configuration.maxBatchSize),
            waiting.append(request, now: now) != nil
        else { return nil }
        var calls = calls(configuration, now: now)
        calls.wakesTimer = wakesTimerForTheRest(delay: configuration.maxQueueDelay)
        return calls
    }
}
