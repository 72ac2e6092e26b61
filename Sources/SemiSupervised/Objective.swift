package import Networks

/// A loss and its gradient with respect to network outputs, one step at a time.
///
/// Every loss here is closed-form in head values, so an objective never sees layers: it asks the models
/// for head values, computes the loss and hands back the gradient.
package protocol Objective: Stateful, Sendable {
    /// What it needs of the run; the same for the whole phase.
    var needs: Needs { get }
    /// Accumulates the parameter gradients of one batch and updates the state.
    ///
    /// The gradients must have been cleared; the optimizer step is the caller's.
    mutating func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport
    /// Takes what a model said of a whole pool, as the phase's ``SurveyPlan`` asks.
    mutating func take(_ survey: Survey) -> PoolChange?
    /// The values that there are at once beside rows, logits and gradients, such as those of pairs of rows, or
    /// what is kept of each example.
    func extraValues(_ extent: Extent) -> Int
}

extension Objective {
    package func extraValues(_ extent: Extent) -> Int { 0 }

    package mutating func take(_ survey: Survey) -> PoolChange? { nil }
}

/// How large a phase is: what memory is planned by.
package struct Extent: Sendable, Hashable {
    /// The rows of each stream of a batch.
    package var rows: [StreamName: Int]
    /// The labelled examples.
    package var labeled: Int
    /// The unlabelled examples.
    package var unlabeled: Int
    /// The classes.
    package var classes: Int
    /// The values of an input row.
    package var inputs: Int

    /// Describes a phase.
    package init(
        rows: [StreamName: Int],
        labeled: Int,
        unlabeled: Int,
        classes: Int,
        inputs: Int
    ) {
        self.inputs = inputs
        self.rows = rows
        self.labeled = labeled
        self.unlabeled = unlabeled
        self.classes = classes
    }
}

/// What an objective needs: what memory is planned and rows are drawn by.
package struct Needs: Sendable, Hashable {
    /// The streams of a batch.
    package var streams: [StreamName: StreamPlan]
    /// What is read of the networks.
    package var heads: [HeadName]
    /// How many passes in training mode are alive at once.
    package var passes: Int
    /// How many rows of a batch go through a network in one pass.
    package var rowsOfPass: RowsOfPass
    /// Whether it computes with the numbers of rows: texts and sounds of a length of their own have none.
    package var changesRows = false

    /// How many rows the largest pass has.
    package enum RowsOfPass: Sendable, Hashable {
        /// Every view of every stream.
        case all
        /// One view of the largest stream.
        case largestView
    }

    /// Creates needs; the classifier is read of one pass over everything where nothing else is said.
    package init(
        streams: [StreamName: StreamPlan],
        heads: [HeadName] = [.classifier],
        passes: Int = 1,
        rowsOfPass: RowsOfPass = .all
    ) {
        self.streams = streams
        self.heads = heads
        self.passes = passes
        self.rowsOfPass = rowsOfPass
    }

    /// Weak views of labelled rows, and `views` of unlabelled ones, `ratio` for each labelled row of a batch.
    package init(
        unlabeled views: [View],
        ratio: Int,
        heads: [HeadName] = [.classifier],
        passes: Int = 1,
        rowsOfPass: RowsOfPass = .all
    ) {
        self.init(
            streams: [
                .labeled: StreamPlan([.weak]), .unlabeled: StreamPlan(views, ratio: ratio),
            ],
            heads: heads,
            passes: passes,
            rowsOfPass: rowsOfPass
        )
    }
}

/// Where in the phase a step is.
package struct StepContext: Sendable {
    /// The zero-based optimizer step.
    package var step: Int
    /// The steps of the whole phase, at least 1.
    package var totalSteps: Int
    /// The share of the steps that is done, in `0..<1`.
    package var progress: Double
    /// What this step draws from.
    package var random: any RandomSource
    /// The labelled examples of each class, `[C]`.
    package var classCounts: [Int]
    /// The rows of the unlabelled pool.
    package var unlabeledCount: Int
    /// By what the network divides the values of a row, one for each column or channel; empty: by nothing.
    package var inputDeviations: [Float]

    /// Creates a context.
    package init(
        step: Int,
        totalSteps: Int,
        random: any RandomSource = SeededRandom(seed: 0),
        classCounts: [Int] = [],
        unlabeledCount: Int = 0,
        inputDeviations: [Float] = []
    ) {
        precondition(step >= 0 && totalSteps > 0, "step \(step) of \(totalSteps)")
        self.step = step
        self.totalSteps = totalSteps
        progress = Double(step) / Double(totalSteps)
        self.random = random
        self.classCounts = classCounts
        self.unlabeledCount = unlabeledCount
        self.inputDeviations = inputDeviations
    }
}

/// What one step's loss was, in nats.
package struct LossReport: Sendable, Hashable {
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
    /// Further terms by name: a policy's with its weight, others without.
    package var terms: [String: Float] = [:]

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

    /// The terms that are no numbers; empty where the total is one.
    package var brokenTerms: [String] {
        guard !total.isFinite else { return [] }
        let all = terms.merging(["labelled": supervised, "unlabelled": consistency]) { $1 }
        return all.filter { !$0.value.isFinite }.map(\.key).sorted()
    }

    /// The mean weight of the pseudo-labels, in `0...1`; 0 without any.
    package var utilization: Float {
        weights.isEmpty ? 0 : weights.reduce(0, +) / Float(weights.count)
    }
}
