package import Domain
package import Networks

/// MultiMatch, <https://arxiv.org/abs/2506.07801>: each of three classifiers learns the labels that the other two agree
/// on, by how far those have been ahead of other classes on average.
package struct MultiMatch: Algorithm {
    /// How much of the averages of confidence stays in a step.
    package var momentum: Float = 0.999
    /// How much a margin counts beside those before.
    package var smoothness: Float = 0.997
    /// The quantile of the margins of a class that its threshold is.
    package var quantile: Float = 0.05
    /// How much a row costs on which only one of the two is sure.
    package var disagreementWeight: Float = 3
    /// The parts of the run after each of which margins move more slowly; in the first no row counts.
    package var periods = 20
    /// The steps between two searches for thresholds.
    package var interval = 100
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "multi_match",
        title: "MultiMatch",
        summary:
            "Three classifiers on the same features teach each other what two of them agree on.",
        whenToUse: "Where one classifier's own word confirms itself: text, few labels.",
        family: .consistency,
        formula:
            "sum_h mean CE(y, z_h(x)) + weight mean_h mean w [max p >= t] CE(c, z_h(strong u)), c and w of the "
            + "other two's classes and average margins",
        paper: "Ciobotaru et al., MultiMatch: Multihead Consistency Regularization Matching for "
            + "Semi-Supervised Text Classification, 2025",
        paperAddress: "https://arxiv.org/abs/2506.07801",
        deviations: [
            "The averages of confidence move once a step; USB moves them for each partner.",
            "A class without rows has no threshold; USB skips the classes after it too.",
            "Parts of the run take the place of epochs, and the first classifier is released.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .momentum(\.momentum),
            .number(
                "smoothness",
                \.smoothness,
                0...1,
                "How much a margin counts beside those before."
            ),
            .number(
                "quantile",
                \.quantile,
                0...1,
                "The quantile of the margins of a class that its threshold is."
            ),
            .number(
                "disagreement_weight",
                \.disagreementWeight,
                0...100,
                "How much a row costs on which only one of the two is sure."
            ),
            .integer(
                "periods",
                \.periods,
                2...10_000,
                "The parts of the run after each of which margins move more slowly."
            ),
            .integer(
                "interval",
                \.interval,
                1...100_000,
                "The steps between two searches for thresholds."
            ),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        var recipe = Recipe.single(MultiMatchObjective(self), for: task)
        recipe.phases[0].network = task.network.classifyingThrice()
        recipe.phases[0].release = .part(task.network)
        return recipe
    }
}

/// One step of MultiMatch.
package struct MultiMatchObjective: JointObjective {
    package static let heads = HeadName.classifiers

    /// What the other two say of a row: a class, and what it costs; nil: they do not agree.
    private typealias Word = (label: Int, weight: Float)

    private let parameters: MultiMatch
    private let reference: Reference
    /// The average margin of each row of the pool, `[3, N, C]`, and its class by each classifier, `[3, N]`.
    private var margins: [Float] = []
    private var labels: [Int] = []
    /// The thresholds of margins, `[3, C]`.
    private var cuts: [Float] = []
    /// The average confidence of each classifier, `[3]`, and its average prediction, `[3, C]`.
    private var confidence: [Float] = []
    private var likelihood: [Float] = []

    /// Creates an objective; with ``Reference/usb`` averages move and classes are skipped as in its code.
    package init(_ parameters: MultiMatch, reference: Reference = .paper) {
        self.parameters = parameters
        self.reference = reference
    }

    package var unlabeledRatio: Int { parameters.unlabeledRatio }

    package mutating func losses(
        of pass: JointPass,
        in context: inout StepContext
    ) -> JointLosses {
        let logits = HeadName.classifiers.map { pass[$0] }
        let indices = pass.unlabeled.indices
        let said = logits.map {
            PseudoTargets(.logits($0.rows(pass.view(0))), indices: indices)
        }
        prepare(context.unlabeledCount, logits[0].columns)
        let period = Int((context.progress * Double(parameters.periods)).rounded(.down))
        follow(said, period)
        if reference == .paper { for head in said.indices { follow(said[head], head) } }
        var report = LossReport(total: 0, supervised: 0)
        var gradients: HeadValues = [:]
        for (head, values) in logits.enumerated() {
            let others = (0..<3).filter { $0 != head }
            let masks = others.map { mask(said[$0], $0) }
            let words = indices.enumerated().map { row, index in
                period == 0 ? nil : word(index, row, others, said)
            }
            let weights = words.indices.map { row in
                (words[row]?.weight ?? 0) * max(masks[0][row], masks[1][row])
            }
            let term = crossEntropy(values.rows(pass.known), .hard(pass.labeled.labels)).mean()
            let part = crossEntropy(
                values.rows(pass.view(1)),
                .hard(words.map { $0?.label ?? 0 })
            )
            .mean(weights: weights, scale: parameters.unlabeledWeight / 3)
            report.supervised += term.loss
            report.consistency += part.loss / 3
            report.total += term.loss + parameters.unlabeledWeight * part.loss / 3
            if head == 0 {
                report.weights = weights.map { min(1, $0) }
                report.pseudoLabels = words.map { $0?.label ?? 0 }
            }
            gradients[HeadName.classifiers[head]] = values.gradient(of: [
                (pass.known, term.gradient), (pass.view(1), part.gradient),
            ])
        }
        if (context.step + 1) % parameters.interval == 0 { recalibrate(logits[0].columns) }
        return JointLosses(report, gradients)
    }

    private mutating func prepare(_ count: Int, _ classes: Int) {
        if margins.count != 3 * count * classes {
            margins = Array(repeating: 0, count: 3 * count * classes)
        }
        if labels.count != 3 * count { labels = Array(repeating: -1, count: 3 * count) }
        if cuts.count != 3 * classes { cuts = Array(repeating: 0, count: 3 * classes) }
        let even = 1 / Float(classes)
        if confidence.count != 3 { confidence = Array(repeating: even, count: 3) }
        if likelihood.count != 3 * classes {
            likelihood = Array(repeating: even, count: 3 * classes)
        }
    }

    /// Moves the margins of a batch: the logit of each class less the largest of the others.
    private mutating func follow(_ said: [PseudoTargets], _ period: Int) {
        let rate = parameters.smoothness / Float(1 + period)
        let count = labels.count / 3
        for (head, words) in said.enumerated() {
            let (logits, classes) = (words.logits, words.probabilities.columns)
            for (row, index) in words.indices.enumerated() {
                let label = words.labels[row]
                let top = logits[row, label]
                let second =
                    (0..<classes).filter { $0 != label }.map { logits[row, $0] }.max() ?? top
                labels[head * count + index] = label
                for column in 0..<classes {
                    let margin = column == label ? top - second : logits[row, column] - top
                    let place = (head * count + index) * classes + column
                    margins[place] = rate * margin + (1 - rate) * margins[place]
                }
            }
        }
    }

    /// Moves the averages of a classifier's confidence.
    private mutating func follow(_ said: PseudoTargets, _ head: Int) {
        let keep = parameters.momentum
        let mean = said.confidence.reduce(0, +) / Float(max(said.confidence.count, 1))
        confidence[head] = keep * confidence[head] + (1 - keep) * mean
        let means = said.probabilities.columnMeans()
        for (label, mean) in means.enumerated() {
            let place = head * means.count + label
            likelihood[place] = keep * likelihood[place] + (1 - keep) * mean
        }
    }

    /// Which rows a classifier is sure of, by its own averages as in FreeMatch.
    private mutating func mask(_ said: PseudoTargets, _ head: Int) -> [Float] {
        if reference == .usb { follow(said, head) }
        let classes = said.probabilities.columns
        let own = likelihood[head * classes..<(head + 1) * classes]
        let top = own.max() ?? 1
        return zip(said.labels, said.confidence).map { label, sure in
            sure >= confidence[head] * (own[own.startIndex + label] / top) ? 1 : 0
        }
    }

    private func word(_ index: Int, _ row: Int, _ others: [Int], _ said: [PseudoTargets]) -> Word? {
        let (first, second) = (said[others[0]].labels[row], said[others[1]].labels[row])
        let isAgreed = first == second
        let isFirst = isAhead(others[0], index, first, of: others)
        let isSecond = isAhead(others[1], index, second, of: others)
        switch (isFirst, isSecond) {
        case (true, true): return isAgreed ? (first, 1) : nil
        case (false, false): return nil
        case (true, false): return (first, parameters.disagreementWeight)
        case (false, true): return (second, parameters.disagreementWeight)
        }
    }

    /// Whether a classifier's average margin of a row is over the threshold of those who are asked.
    private func isAhead(_ head: Int, _ index: Int, _ label: Int, of others: [Int]) -> Bool {
        let (classes, count) = (cuts.count / 3, labels.count / 3)
        // The threshold is that of the classifier that learns.
        let learner = 3 - others[0] - others[1]
        return margins[(head * count + index) * classes + label] >= cuts[learner * classes + label]
    }

    /// Finds the thresholds of each classifier from the margins of rows on which the other two agree.
    private mutating func recalibrate(_ classes: Int) {
        let count = labels.count / 3
        for head in 0..<3 {
            let others = (0..<3).filter { $0 != head }
            for label in 0..<classes {
                let agreed = (0..<count).filter { index in
                    others.allSatisfy { labels[$0 * count + index] == label }
                }
                let values = others.flatMap { other in
                    agreed.map { margins[(other * count + $0) * classes + label] }
                }
                cuts[head * classes + label] = max(0, values.quantile(parameters.quantile))
                // The reference leaves the classes after one without rows as they were.
                if values.isEmpty, reference == .usb { break }
            }
        }
    }

    /// Numbers for each example and class, again in a checkpoint and its file, and those of a search.
    package func extraValues(_ extent: Extent) -> Int {
        16 * extent.unlabeled * (extent.classes + 2)
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.tensor("margins", &margins)
        visitor.integers("labels", &labels)
        visitor.tensor("cuts", &cuts)
        visitor.tensor("confidence", &confidence)
        visitor.tensor("likelihood", &likelihood)
    }
}
