internal import Domain
internal import Foundation
internal import Labeling
internal import Synchronization
internal import Training

/// A job on a thread of its own, as its worker sees it: what it last reported, and what it is told.
final class WorkerRun: Sendable {
    /// How a run ended.
    typealias End = Result<Outcome, Failure>

    /// How a run ended that nothing was wrong with.
    enum Outcome {
        /// With a model, whose weights file is there and durable.
        case model(TrainedModel)
        /// With a table of algorithms.
        case comparison(ComparisonReport)
        /// After a checkpoint, as it was told.
        case stopped
        /// Without anything, as it was told.
        case cancelled
    }

    private struct State {
        var progress: TrainingProgress?
        var order = TrainingDirective.proceed
        var lastCheckpoint: ContinuousClock.Instant
        var end: End?
        var waiter: CheckedContinuation<End, Never>?
    }

    private let state = Mutex(State(lastCheckpoint: .now))
    private let checkpointInterval: Duration

    /// Creates a run that writes a checkpoint every `checkpointInterval`.
    init(checkpointInterval: Duration) { self.checkpointInterval = checkpointInterval }

    /// Starts the thread.
    func start(_ assignment: JobAssignment, _ files: TrainingFiles, threads: Int) {
        let thread = Thread { [self] in
            let end: End
            do throws(Failure) {
                end = .success(try outcome(assignment, files, threads: threads))
            } catch {
                end = .failure(error)
            }
            finish(end)
        }
        thread.name = "training"
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func outcome(
        _ assignment: JobAssignment,
        _ files: TrainingFiles,
        threads: Int
    ) throws(Failure) -> Outcome {
        guard let comparison = assignment.comparison else {
            let outcome = try TrainingWorker.run(
                assignment.specification,
                files,
                threads: threads
            ) { report($0) }
            return switch outcome {
            case .finished(let model): .model(model)
            case .stopped: .stopped
            case .cancelled: .cancelled
            }
        }
        let outcome = try TrainingWorker.compare(
            comparison.plan,
            snapshotPath: files.snapshotPath,
            files: ComparisonRun.Files(
                trialsPath: comparison.trialsPath,
                checkpointPath: files.checkpointPath
            ),
            threads: threads
        ) { self.report($0) }
        return switch outcome {
        case .finished(let report): .comparison(report)
        case .stopped: .stopped
        case .cancelled: .cancelled
        }
    }

    /// What the run last reported; nil before its first step.
    var progress: TrainingProgress? { state.withLock { $0.progress } }

    /// Tells the run to stop; throwing away wins over stopping after a checkpoint.
    func tell(_ directive: TrainingDirective) {
        state.withLock { if $0.order != .cancel { $0.order = directive } }
    }

    /// Waits for the end of the run; to be called once.
    func end() async -> End {
        await withCheckedContinuation { continuation in
            let end = state.withLock { state -> End? in
                if state.end == nil { state.waiter = continuation }
                return state.end
            }
            if let end { continuation.resume(returning: end) }
        }
    }

    /// Called on the training thread after each step.
    private func report(_ progress: TrainingProgress) -> TrainingDirective {
        let now = ContinuousClock.now
        return state.withLock { state in
            state.progress = progress
            guard state.order == .proceed else { return state.order }
            guard now - state.lastCheckpoint >= checkpointInterval else { return .proceed }
            state.lastCheckpoint = now
            return .checkpoint
        }
    }

    private func finish(_ end: End) {
        let waiter = state.withLock { state in
            state.end = end
            return state.waiter
        }
        waiter?.resume(returning: end)
    }
}
