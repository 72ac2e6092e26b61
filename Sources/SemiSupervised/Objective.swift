package import Networks

/// A semi-supervised loss and its gradient with respect to network outputs.
///
/// Every loss here is closed-form in head values, so an objective never sees layers: it asks the
/// learner for head values, computes the loss and hands back the gradient. Its stored properties
/// are its whole state: encoding it checkpoints it.
package protocol Objective: Sendable, Codable {
    /// The views the loader must generate.
    var views: ViewPlan { get }
    /// Accumulates the parameter gradients of one batch on `learner` and updates the state.
    ///
    /// The learner's gradients must have been cleared; the optimizer step is the caller's.
    mutating func accumulate(
        _ batch: Batch,
        in context: StepContext,
        on learner: inout some Learner & ~Copyable
    ) -> LossReport
}

/// The networks behind an objective, as far as it may see them.
package protocol Learner: ~Copyable {
    /// Runs the student once, in training mode, over the rows of all `inputs` in order.
    ///
    /// The batch statistics of normalization are those of all rows together; `statistics` says
    /// whether the running ones follow. What ``backward(_:)`` needs is kept until the next pass.
    mutating func forward(_ inputs: [Matrix], statistics: Statistics) -> HeadValues
    /// Adds the parameter gradients of the last forward pass.
    ///
    /// `gradients` holds, for each head that the loss reaches, a matrix of the shape that the
    /// forward pass returned; a head left out has gradient 0.
    mutating func backward(_ gradients: HeadValues)
    /// Runs the teacher in evaluation mode, without gradient.
    ///
    /// What the last ``forward(_:statistics:)`` kept need not survive.
    mutating func teach(_ inputs: [Matrix]) -> HeadValues
}

/// Where in the run a step is.
package struct StepContext: Sendable, Hashable {
    /// The zero-based optimizer step.
    package var step: Int
    /// The steps of the whole run, at least 1.
    package var totalSteps: Int

    /// Creates a context.
    package init(step: Int, totalSteps: Int) {
        precondition(step >= 0 && totalSteps > 0, "step \(step) of \(totalSteps)")
        self.step = step
        self.totalSteps = totalSteps
    }
}

/// What one step's loss was, in nats.
package struct LossReport: Sendable, Hashable, Codable {
    /// The total that was differentiated.
    package var total: Float
    /// The mean loss of the labelled rows, unweighted.
    package var supervised: Float
    /// The mean loss of the unlabelled rows with their weights, before the term's own weight.
    package var consistency: Float
    /// The weight of each unlabelled row's pseudo-label, `[M]`, in `0...1`; empty without any.
    package var weights: [Float]
    /// The pseudo-label of each unlabelled row, `[M]`: the most likely class.
    package var pseudoLabels: [Int]

    /// Creates a report.
    package init(
        total: Float,
        supervised: Float,
        consistency: Float = 0,
        weights: [Float] = [],
        pseudoLabels: [Int] = []
    ) {
        self.total = total
        self.supervised = supervised
        self.consistency = consistency
        self.weights = weights
        self.pseudoLabels = pseudoLabels
    }

    /// The mean weight of the pseudo-labels, in `0...1`; 0 without any.
    package var utilization: Float {
        weights.isEmpty ? 0 : weights.reduce(0, +) / Float(weights.count)
    }
}
