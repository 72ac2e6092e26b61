internal import Domain
internal import Files
internal import Foundation
internal import Labeling
package import Messages
package import Store
internal import Training

extension Wire.Job {
    /// A stored job with its snapshot, and with what became of its model.
    ///
    /// - Throws: ``Failure`` (data loss) when a stored part is damaged.
    package init(_ job: JobRecord, _ reader: StoreReader) throws {
        let order = job.kind == .relabel ? nil : try JobOrder(json: job.specification)
        self.init(
            id: job.id,
            project: job.project.text,
            kind: Wire.JobKind(job.kind),
            state: Wire.JobState(job.state),
            trigger: Wire.JobTrigger(cause: job.cause),
            run: order.flatMap { $0.comparison == nil ? Run($0) : nil },
            attempts: UInt32(clamping: job.attempts),
            failure: job.failure ?? "",
            cancelRequested: job.cancelRequested,
            createdAt: Wire.Timestamp(milliseconds: job.createdAt),
            startedAt: job.startedAt.map { Wire.Timestamp(milliseconds: $0) },
            finishedAt: job.endedAt.map { Wire.Timestamp(milliseconds: $0) }
        )
        guard let order else {
            describe(relabel: job)
            return
        }
        if let number = order.snapshot {
            snapshot = Wire.SnapshotSummary(try reader.snapshot(job.project, number))
        }
        if job.attempts > 0 {
            let progress = try JobProgress(json: job.progress)
            self.progress = Wire.JobProgress(progress)
            metrics = progress.metrics.sorted { $0.key < $1.key }.map { name, value in
                Wire.MetricValue(name: name, value: value, step: UInt64(clamping: progress.step))
            }
            modelVersion = job.handedOver ?? 0
        }
        comparison = order.comparison.map { Wire.ComparisonRun($0) }
        guard let text = job.result else { return }
        guard order.comparison == nil else {
            comparisonReport = Wire.ComparisonReport(
                try JSON.decode(text, as: ComparisonReport.self)
            )
            return
        }
        let result = try JobResult(json: text)
        modelVersion = result.model
        gate = result.gate.map { Wire.GateDecision($0) }
        guard let number = result.release else { return }
        release = try reader.release(job.project, number).map { Wire.Release($0) }
    }
}

extension Wire.Job {
    /// A `relabel` makes no model: what it tells is how many labels stand.
    private mutating func describe(relabel job: JobRecord) {
        guard let progress = job.relabelProgress else { return }
        self.progress = Wire.JobProgress(
            phase: "relabel",
            step: UInt64(clamping: progress.done),
            steps: UInt64(clamping: progress.total)
        )
        relabel = Wire.RelabelSummary(
            releaseNumber: progress.release,
            accepted: UInt64(clamping: progress.accepted),
            withdrawn: UInt64(clamping: progress.withdrawn)
        )
    }
}

extension Wire.SnapshotSummary {
    /// A stored snapshot.
    package init(_ snapshot: SnapshotRecord) {
        self.init(
            id: snapshot.id,
            sequence: snapshot.sequence,
            labeled: UInt64(clamping: snapshot.labeledCount),
            unlabeled: UInt64(clamping: snapshot.unlabeledCount),
            reserved: UInt64(clamping: snapshot.leftOut),
            heldOut: UInt64(clamping: snapshot.heldOut),
            erased: snapshot.isErased
        )
    }
}

extension Wire.JobProgress {
    init(_ progress: JobProgress) {
        self.init(
            phase: progress.phase,
            step: UInt64(clamping: progress.step),
            steps: UInt64(clamping: progress.steps),
            round: UInt32(clamping: progress.round),
            rounds: UInt32(clamping: progress.rounds)
        )
    }
}

extension Wire.JobKind {
    init(_ kind: JobKind) {
        switch kind {
        case .train: self = .train
        case .selfTrain: self = .selfTrain
        case .distil: self = .distil
        case .relabel: self = .relabel
        case .compare: self = .compare
        }
    }
}

extension Wire.JobState {
    init(_ state: JobState) {
        switch state {
        case .queued: self = .queued
        case .running: self = .running
        case .succeeded: self = .succeeded
        case .failed: self = .failed
        case .cancelled: self = .cancelled
        }
    }
}

extension JobState {
    /// The state that a caller named.
    ///
    /// - Throws: ``Failure`` (invalid argument) for one that is none.
    init(_ state: Wire.JobState, field: String) throws {
        switch state {
        case .queued: self = .queued
        case .running: self = .running
        case .succeeded: self = .succeeded
        case .failed: self = .failed
        case .cancelled: self = .cancelled
        case .unspecified, .unrecognized:
            throw Failure.invalid(
                "a state is queued (1) to cancelled (5); got \(state.rawValue)",
                field: field
            )
        }
    }
}

extension Wire.JobTrigger {
    init(cause: String) {
        switch RetrainTrigger(rawValue: cause) {
        case .interval: self = .interval
        case .newLabels: self = .newLabels
        case .newExamples: self = .newExamples
        case nil: self = cause == "release" ? .release : .manual
        }
    }
}

extension JobProgress {
    /// Reads stored progress; `{}` is that of a job that has not begun.
    init(json: String) throws {
        if json == "{}" { self.init() } else { self = try JSON.decode(json) }
    }
}

extension JobResult {
    init(json: String) throws { self = try JSON.decode(json) }
}
