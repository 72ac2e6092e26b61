package import Domain
package import Files
internal import Store

/// How far a job is; stored with it as JSON.
package struct JobProgress: Hashable, Sendable, Codable {
    /// What it is doing, in a word or two.
    package var phase = ""
    /// Steps done, over all phases.
    package var step = 0
    /// Steps to do, over all phases.
    package var steps = 0
    /// The round of teacher and student, from 1; 0 where there are no rounds.
    package var round = 0
    /// Rounds to do; 0 where there are no rounds.
    package var rounds = 0
    /// The latest value of each metric.
    package var metrics: [String: Double] = [:]

    /// Creates the progress of a job that has not begun.
    package init() {}
}

/// What came of a job that made a model; stored with it as JSON.
package struct JobResult: Hashable, Sendable, Codable {
    /// The model.
    package var model: ModelVersion
    /// What the gate decided about it; nil: it was not asked, as of an encoder.
    package var gate: GateDecision?
    /// The release that promoted it; nil where it was not promoted.
    package var release: SequenceNumber?
    /// What a look at the certify split found; nil where none was tried.
    package var certification: Certification?
    /// What came of it in a sentence or two.
    package var reason: String
}

/// What a worker is told with each heartbeat.
package enum WorkerDirective: Hashable, Sendable {
    /// Go on.
    case proceed
    /// Stop and throw away: the job was cancelled.
    case cancel
    /// Write a checkpoint and stop: the server drains.
    case stop
}

/// A model that a worker hands over.
package struct CompletedRun: Hashable, Sendable {
    /// The SHA-256 of the weights file at the lease's path.
    package var digest: Digest
    /// The network's specification, as JSON.
    package var network: String
    /// Every hyper-parameter of the run, as JSON.
    package var hyperParameters: String
    /// The last value of each metric.
    package var metrics: [String: Double]
    /// The instruction set of the kernels that made it.
    package var instructionSet: String
    /// The core that the BLAS chose.
    package var blasCore: String

    /// Describes a model.
    package init(
        digest: Digest,
        network: String,
        hyperParameters: String,
        metrics: [String: Double] = [:],
        instructionSet: String,
        blasCore: String
    ) {
        self.digest = digest
        self.network = network
        self.hyperParameters = hyperParameters
        self.metrics = metrics
        self.instructionSet = instructionSet
        self.blasCore = blasCore
    }
}

/// How a lease ends without a model.
package enum WorkerOutcome: Hashable, Sendable {
    /// It cannot be done.
    case failed
    /// It was cancelled.
    case cancelled
    /// It was stopped after a checkpoint; the job goes back into the queue.
    case stopped
}
