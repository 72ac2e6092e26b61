/// The rules of a project, versioned and changeable live.
package struct Policies: Hashable, Sendable, Codable {
    /// When a label is accepted without a human.
    package var autoLabel = AutoLabelPolicy()
    /// What humans are asked.
    package var review = ReviewPolicy()
    /// When training starts by itself.
    package var retrain = RetrainPolicy()
    /// When a challenger replaces the champion.
    package var gate: GatePolicy = .better
    /// What views are drawn from in training; nil: the defaults for the project's inputs.
    package var augmentation: AugmentationPolicy?

    package init() {}

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        try autoLabel.validate()
        try review.validate()
        try retrain.validate()
        try gate.validate()
        try augmentation?.validate()
    }
}

/// When a label is accepted without a human.
package struct AutoLabelPolicy: Hashable, Sendable, Codable {
    /// The rule that turns a confidence into a decision.
    package enum Rule: Hashable, Sendable, Codable {
        /// Accepted labels are wrong at most at rate `epsilon`, with confidence `1 - delta`.
        case guarantee(epsilon: Double, delta: Double)
        /// Accepted at or above `threshold`; no promise.
        case fixed(threshold: Float)
        /// Nothing is accepted.
        case off
    }

    /// The rule in force.
    package var rule: Rule = .guarantee(epsilon: 0.05, delta: 0.05)
    /// The number of fixed weak views whose softmax is averaged, 1 or 9.
    package var views = 1
    /// Whether the guarantee holds for each predicted class by itself.
    package var perClass = false
    /// Whether a promotion starts no `relabel`: it is then started by hand.
    package var relabelsByHand = false

    package init() {}

    /// Reads a policy, also one that was stored before it could have what is optional here.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        rule = try values.decode(Rule.self, forKey: .rule)
        views = try values.decode(Int.self, forKey: .views)
        perClass = try values.decodeIfPresent(Bool.self, forKey: .perClass) ?? false
        relabelsByHand = try values.decodeIfPresent(Bool.self, forKey: .relabelsByHand) ?? false
    }

    func validate() throws(Failure) {
        switch rule {
        case .guarantee(let epsilon, let delta):
            try require(epsilon, in: 0.0001...0.5, "auto_label.guarantee.epsilon")
            try require(delta, in: 0.0001...0.5, "auto_label.guarantee.delta")
        case .fixed(let threshold):
            try require(Double(threshold), in: 0...1, "auto_label.fixed.threshold")
        case .off:
            break
        }
        guard views == 1 || views == 9 else {
            throw .invalid("views is 1 or 9; got \(views)", field: "auto_label.views")
        }
    }
}

/// What humans are asked: the least sure of the examples that were not accepted.
package struct ReviewPolicy: Hashable, Sendable, Codable {
    /// The most examples that wait at a time.
    package var queueLimit = 1000

    package init() {}

    func validate() throws(Failure) {
        try require(Double(queueLimit), in: 0...1_000_000, "review.queue_limit")
    }
}

/// When training starts by itself; a trigger of 0 is off.
package struct RetrainPolicy: Hashable, Sendable, Codable {
    /// Seconds since the last run.
    package var intervalSeconds = 0
    /// New labels since the last run.
    package var newLabels = 0
    /// New examples since the last run.
    package var newExamples = 0
    /// The share of unlabelled examples that a snapshot leaves out, for `relabel`.
    package var holdOut = 0.0
    /// The gate for what it makes; nil: the project's gate.
    package var gate: GatePolicy?
    /// What is run: the run of a job as JSON; empty: self-training with its defaults.
    package var run = ""

    /// Creates the default policy: only by hand.
    package init() {}

    func validate() throws(Failure) {
        try require(Double(intervalSeconds), in: 0...31_536_000, "retrain.interval_seconds")
        try require(Double(newLabels), in: 0...1_000_000_000, "retrain.new_labels")
        try require(Double(newExamples), in: 0...1_000_000_000, "retrain.new_examples")
        try require(holdOut, in: 0...0.9, "hold_out")
        try gate?.validate()
    }
}

/// When a challenger replaces the champion.
package enum GatePolicy: Hashable, Sendable, Codable {
    /// One-sided exact McNemar on the gate split, p <= 0.05.
    case better
    /// The 95 % upper bound of newly wrong gate examples is at most `margin`.
    case nonInferior(margin: Double)
    /// Without a test.
    case always

    /// Checks the margin's range.
    ///
    /// - Throws: ``Failure`` (invalid argument).
    package func validate() throws(Failure) {
        if case .nonInferior(let margin) = self {
            try require(margin, in: 0.0001...0.5, "gate.non_inferior.margin")
        }
    }
}

/// Checks the range of a policy's number.
///
/// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
func require(
    _ value: Double,
    in range: ClosedRange<Double>,
    _ field: String
) throws(Failure) {
    guard range.contains(value) else {
        throw .invalid(
            "\(field) is \(range.lowerBound) to \(range.upperBound); got \(value)",
            field: field
        )
    }
}
