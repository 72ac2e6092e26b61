internal import Domain
internal import Networks
internal import SemiSupervised

/// Trains on some labelled rows and tests on others.
struct SplitTraining {
    /// What came of it.
    enum Outcome {
        /// So many of the tested rows were right.
        case scored(right: Int)
        /// It was told to stop.
        case stopped
        /// It was told to throw everything away.
        case cancelled
    }

    /// All rows.
    let data: TrainingData
    /// The number of threads; it does not change the result.
    let threads: Int
    /// Called after each step, with whether settings are searched; its answer is what happens next.
    let report: (_ progress: TrainingProgress, _ isSearch: Bool) -> TrainingDirective

    /// Trains and tests.
    ///
    /// - Parameters:
    ///   - specification: What to train.
    ///   - learned: The labelled rows to learn from.
    ///   - tested: The labelled rows to test.
    ///   - checkpointPath: Where to go on from and where checkpoints are written; nil: nowhere, since settings are
    ///     searched.
    /// - Returns: What came of it.
    /// - Throws: ``Failure`` of the run.
    func run(
        _ specification: TrainingJobSpecification,
        learned: [Int],
        tested: [Int],
        checkpointPath: String? = nil
    ) throws(Failure) -> Outcome {
        let part = data.keeping(labeled: learned)
        var run = try begin(specification, part, checkpointPath)
        let outcome = try run.run(checkpointPath: checkpointPath) {
            report($0, checkpointPath == nil)
        }
        switch outcome {
        case .stopped: return .stopped
        case .cancelled: return .cancelled
        case .finished(let model):
            guard !model.network.isEncoder else {
                throw .precondition(
                    "it releases an encoder without classes, which nothing can be tested with"
                )
            }
            let scores = try ModelPredictor(model)
                .values(of: [.classifier], tested, of: .labeled, data)
            guard let logits = scores[.classifier] else {
                throw Failure(.internal, "a model without logits")
            }
            let right = tested.enumerated()
                .count { Evaluation.top(of: logits, row: $0).index == data.labels[$1] }
            return .scored(right: right)
        }
    }

    /// A run from its checkpoint, or from the beginning where the checkpoint is another run's.
    private func begin(
        _ specification: TrainingJobSpecification,
        _ part: TrainingData,
        _ checkpointPath: String?
    ) throws(Failure) -> TrainingRun {
        if let checkpointPath {
            do throws(Failure) {
                return try TrainingRun(
                    specification,
                    data: part,
                    threads: threads,
                    resuming: try Checkpoint.read(from: checkpointPath)
                )
            } catch {
                // None, or that of the training before.
            }
        }
        return try TrainingRun(specification, data: part, threads: threads)
    }
}
