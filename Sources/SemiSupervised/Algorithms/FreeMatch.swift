package import Domain
package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// FreeMatch, <https://arxiv.org/abs/2205.07246>: the threshold is the average confidence so far, and that of a
/// class goes by how likely the class has been; a term keeps classes even.
package struct FreeMatch: WeakToStrongAlgorithm {
    /// How much of the averages stays in a step.
    package var momentum: Float = 0.999
    /// The quantile of the confidences that is averaged; unset: their mean.
    package var quantile: Float?
    /// The highest global threshold; 0.95 where classes are easy.
    package var most: Float = 1
    /// The weight of the term that keeps classes even.
    package var evenness: Float = 0.001
    /// Softens pseudo-labels; unset: they are hard.
    package var temperature: Float?
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 7 in the paper.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "free_match",
        title: "FreeMatch",
        summary: "The threshold follows the confidence, for each class by itself.",
        whenToUse: "Where no threshold can be chosen beforehand, and labels are few.",
        family: .consistency,
        formula: "mean CE(y, weak x) + weight mean [max p >= t m_c / max m] CE(c, strong u) "
            + "+ evenness sum a log b, t and m averages of max p and p",
        paper:
            "Wang et al., FreeMatch: Self-adaptive Thresholding for Semi-supervised Learning, 2022",
        paperAddress: "https://arxiv.org/abs/2205.07246",
        deviations: ["4 unlabelled rows per labelled one, where the paper has 7."]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .momentum(\.momentum),
            .optionalNumber(
                "quantile",
                \.quantile,
                0...1,
                "The quantile of the confidences that is averaged; unset: their mean."
            ),
            .number("most", \.most, 0...1, "The highest global threshold."),
            .number(
                "evenness",
                \.evenness,
                0...10,
                "The weight of the term that keeps classes even."
            ),
            .softening(\.temperature),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package var policy: any PseudoLabelPolicy { SelfAdaptiveThreshold(self) }

    /// What is minimized where rows go through the student so.
    package func objective(passes: Passes) -> ConsistencyObjective {
        var objective = objective
        objective.passes = passes
        return objective
    }
}

/// The thresholds of FreeMatch and its fairness term.
package struct SelfAdaptiveThreshold: PseudoLabelPolicy {
    private let parameters: FreeMatch
    /// The average confidence, `[1]`; empty before the first batch.
    private var global: [Float] = []
    /// The average probability of each class, and the average share of pseudo-labels, `[C]`.
    private var likelihood: [Float] = []
    private var histogram: [Float] = []

    /// Creates a policy whose averages begin with the even `1 / C`.
    package init(_ parameters: FreeMatch) { self.parameters = parameters }

    package mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        update(said)
        let top = likelihood.max() ?? 1
        let transform = TargetTransform(temperature: parameters.temperature)
        return Judgement(
            weights: zip(said.labels, said.confidence).map { label, confidence in
                confidence >= global[0] * (likelihood[label] / top) ? 1 : 0
            },
            targets: transform.targets(said)
        )
    }

    private mutating func update(_ said: PseudoTargets) {
        let classes = said.probabilities.columns
        if likelihood.count != classes {
            global = [1 / Float(classes)]
            likelihood = Array(repeating: 1 / Float(classes), count: classes)
            histogram = likelihood
        }
        let keep = parameters.momentum
        let rows = Float(max(said.labels.count, 1))
        let current =
            parameters.quantile.map { said.confidence.quantile($0) }
            ?? said.confidence.reduce(0, +) / rows
        global[0] = min(keep * global[0] + (1 - keep) * current, parameters.most)
        let means = said.probabilities.columnMeans()
        var counts = [Float](repeating: 0, count: classes)
        for label in said.labels { counts[label] += 1 }
        for label in 0..<classes {
            likelihood[label] = keep * likelihood[label] + (1 - keep) * means[label]
            histogram[label] = keep * histogram[label] + (1 - keep) * counts[label] / rows
        }
    }

    /// `sum a log b` over the rows that count: `a` the average probabilities over the average shares, `b` the
    /// same of the strong views.
    package func regularizer(
        _ logits: Matrix,
        _ said: PseudoTargets,
        _ judgement: Judgement
    ) -> Regularizer? {
        let chosen = judgement.weights.indices.filter { judgement.weights[$0] > 0 }
        guard parameters.evenness > 0, !chosen.isEmpty else { return nil }
        let probabilities = softmax(Matrix(joining: chosen.map { logits.rows($0..<$0 + 1) }))
        let share = 1 / Float(chosen.count)
        var shares = [Float](repeating: 0, count: logits.columns)
        for label in probabilities.largestColumns() { shares[label] += share }
        func inverse(_ value: Float) -> Float { value == 0 ? 0 : 1 / value }
        let wanted = zip(likelihood, histogram).map { $0 * inverse($1) }
        let (wantedSum, means) = (wanted.reduce(0, +), probabilities.columnMeans())
        let unscaled = zip(means, shares).map { $0 * inverse($1) }
        let sum = unscaled.reduce(0, +)
        var loss: Float = 0
        // With respect to `b`, then to the mean probabilities.
        var slopes = shares.indices.map { label in
            let (a, b) = (wanted[label] / wantedSum, unscaled[label] / sum + 1e-12)
            loss += a * log(b)
            return a / b
        }
        let inner = slopes.indices.reduce(Float(0)) { $0 + slopes[$1] * unscaled[$1] / sum }
        for label in slopes.indices {
            slopes[label] = (slopes[label] - inner) / sum * inverse(shares[label])
        }
        var gradient = Matrix(rows: logits.rows, columns: logits.columns)
        for (place, row) in chosen.enumerated() {
            let dot = slopes.indices.reduce(Float(0)) { $0 + slopes[$1] * probabilities[place, $1] }
            for label in slopes.indices {
                gradient[row, label] =
                    parameters.evenness * share * probabilities[place, label]
                    * (slopes[label] - dot)
            }
        }
        return Regularizer(loss: parameters.evenness * loss, gradient: gradient)
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.tensor("global", &global)
        visitor.tensor("likelihood", &likelihood)
        visitor.tensor("histogram", &histogram)
    }
}

extension [Float] {
    /// A quantile, interpolated as a line between neighbours; of nothing it is 0.
    func quantile(_ share: Float) -> Float {
        guard !isEmpty else { return 0 }
        let sorted = sorted()
        let place = share * Float(count - 1)
        let low = Int(place.rounded(.down))
        let high = Swift.min(low + 1, count - 1)
        return sorted[low] + (place - Float(low)) * (sorted[high] - sorted[low])
    }
}
