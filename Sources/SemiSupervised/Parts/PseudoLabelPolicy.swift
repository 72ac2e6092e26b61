package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Decides which pseudo-labels count, how much, and what they are.
package protocol PseudoLabelPolicy: Stateful, Sendable {
    /// Judges what was said of a batch, and updates the policy's state.
    mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement
    /// The weight of each labelled row, `[B]`; nil: all count the same.
    func labeledWeights(_ labels: [Int], in context: StepContext) -> [Float]?
    /// A further term on the student's `logits`, `[M, C]`, unweighted by the schedule; nil: there is none.
    func regularizer(
        _ logits: Matrix,
        _ said: PseudoTargets,
        _ judgement: Judgement
    ) -> Regularizer?
    /// The values that are kept, such as those of each example.
    func extraValues(_ extent: Extent) -> Int
    /// Takes the phase's survey.
    mutating func take(_ survey: Survey)
    /// Aligns what is said no longer: a decoration does that in its own way.
    mutating func stopAligning()
}

/// A term of a loss with its gradient.
package struct Regularizer: Sendable, Hashable {
    /// The term with its weight, nats.
    package var loss: Float
    /// Its gradient with respect to the student's logits, `[M, C]`.
    package var gradient: Matrix

    /// Holds a term.
    package init(loss: Float, gradient: Matrix) {
        self.loss = loss
        self.gradient = gradient
    }
}

extension PseudoLabelPolicy {
    package func labeledWeights(_ labels: [Int], in context: StepContext) -> [Float]? { nil }

    package func regularizer(
        _ logits: Matrix,
        _ said: PseudoTargets,
        _ judgement: Judgement
    ) -> Regularizer? { nil }

    package func extraValues(_ extent: Extent) -> Int { 0 }

    package mutating func take(_ survey: Survey) {}

    package mutating func stopAligning() {}
}

/// What a policy makes of a batch.
package struct Judgement: Sendable, Hashable {
    /// A weight in `0...1` for each row, `[M]`.
    package var weights: [Float]
    /// What each row should be.
    package var targets: ClassTargets
    /// What is added to the student's logits before the loss, `[C]`; empty: nothing.
    package var offsets: [Float] = []
    /// How much each row costs beside its weight, `[M]`; empty: all the same.
    package var costs: [Float] = []

    /// Holds a judgement.
    package init(weights: [Float], targets: ClassTargets) {
        self.weights = weights
        self.targets = targets
    }

    /// What each row's loss is multiplied by, `[M]`.
    var rowWeights: [Float] {
        costs.isEmpty ? weights : zip(weights, costs).map { $0 * $1 }
    }
}

/// What a model says of an unlabelled batch: `M` examples, `C` classes.
package struct PseudoTargets: Sendable, Hashable {
    /// What it says, before any temperature.
    package let prediction: Prediction
    /// Class probabilities, `[M, C]`; each row sums to 1.
    package let probabilities: Matrix
    /// Dense indices of the examples in the unlabelled set, `[M]`.
    package let indices: [Int]
    /// The most likely class of each row, `[M]`; the first of equals.
    package let labels: [Int]
    /// The probability of that class, `[M]`, in `0...1`.
    package let confidence: [Float]
    /// The student's logits of the step's labelled rows, `[B, C]`; nil where there are none.
    package let labeled: Matrix?

    /// Reads labels and confidence off a prediction.
    package init(_ prediction: Prediction, indices: [Int], labeled: Matrix? = nil) {
        self.prediction = prediction
        self.labeled = labeled
        let probabilities = prediction.probabilities()
        self.probabilities = probabilities
        self.indices = indices
        labels = probabilities.largestColumns()
        confidence = zip(0..., labels).map { probabilities.values[$0 * probabilities.columns + $1] }
    }

    /// The logits, or the logarithms of the probabilities where those were said, `[M, C]`.
    package var logits: Matrix {
        switch prediction {
        case .logits(let logits): logits
        case .probabilities(let said):
            Matrix(rows: said.rows, columns: said.columns, values: said.values.map { log($0) })
        }
    }
}
