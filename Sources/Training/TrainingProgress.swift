/// Where a run stands after a step.
package struct TrainingProgress: Hashable, Sendable, Codable {
    /// The phase, from 0.
    package var phase: Int
    /// The number of phases.
    package var phases: Int
    /// The phase's name.
    package var name: String
    /// Steps done in this phase.
    package var step: Int
    /// Steps of this phase.
    package var steps: Int
    /// Steps done in all phases.
    package var overallStep: Int
    /// Steps of all phases.
    package var overallSteps: Int
    /// The loss that was differentiated, nats.
    package var loss: Float
    /// Its labelled part, unweighted.
    package var supervisedLoss: Float
    /// Its unlabelled part, unweighted.
    package var consistencyLoss: Float
    /// The mean weight of the step's pseudo-labels, in `0...1`.
    package var utilization: Float
    /// The learning rate of the step.
    package var learningRate: Float
}

/// What a run does next.
package enum TrainingDirective: Hashable, Sendable {
    /// Goes on.
    case proceed
    /// Writes a checkpoint and goes on.
    case checkpoint
    /// Writes a checkpoint and stops.
    case checkpointAndStop
    /// Stops, and keeps nothing.
    case cancel
}

/// How a run ended.
package enum TrainingOutcome: Sendable {
    /// With a model.
    case finished(TrainedModel)
    /// After a checkpoint, as it was told.
    case stopped
    /// Without anything, as it was told.
    case cancelled
}
