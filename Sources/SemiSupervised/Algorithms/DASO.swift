package import Domain
package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// DASO, <https://arxiv.org/abs/2106.05682>: pseudo-labels of the classifier are blended with those of class
/// prototypes, the more the more often a class is said.
package struct DASO: Algorithm {
    /// The confidence from which a pseudo-label is used.
    package var threshold: Float = 0.95
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// The weight of the likeness of both views to the prototypes.
    package var semanticWeight: Float = 1
    /// Divides likenesses to prototypes.
    package var temperature: Float = 0.05
    /// Flattens the distribution of what is said, by which labels are blended.
    package var flattening: Float = 1.5
    /// How much of a label is the prototypes' for every class; unset: by how often the class is said.
    package var blend: Float?
    /// The features of each class that are kept.
    package var memory = 256
    /// The share of the steps before prototypes count.
    package var warmUp: Float = 0.1
    /// The steps between two counts of what was said.
    package var interval = 100
    /// Unlabelled rows per labelled row of a batch; 2 in the paper.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "daso",
        title: "DASO",
        summary: "Labels of classes that are said too often give way to the nearest prototype's.",
        whenToUse: "Where classes are of unequal size, and unlabelled rows may be of other sizes.",
        family: .imbalanced,
        formula:
            "mean CE(y, weak x) + weight mean [max p >= threshold] CE(argmax((1 - v_c) p + v_c q), strong u) "
            + "+ semantic_weight mean H(q, softmax(cos(f(strong u), prototypes) / T)), q of weak u",
        paper: "Oh et al., DASO: Distribution-Aware Semantics-Oriented Pseudo-label for Imbalanced "
            + "Semi-Supervised Learning, 2022",
        paperAddress: "https://arxiv.org/abs/2106.05682",
        deviations: [
            "Labels are blended with what prototypes say of the same batch; USB has that of the batch before.",
            "Prototypes count after a share of the steps, where USB waits for 5,120.",
            "4 unlabelled rows per labelled one, where the paper has 2.",
            "On FixMatch alone; the paper has it on others too.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(\.threshold, "The confidence from which a pseudo-label is used."),
            .unlabeledWeight(\.unlabeledWeight),
            .number(
                "semantic_weight",
                \.semanticWeight,
                0...100,
                "The weight of the likeness of both views to the prototypes."
            ),
            .number("temperature", \.temperature, 0.001...100, "Divides likenesses to prototypes."),
            .number(
                "flattening",
                \.flattening,
                0.01...100,
                "Flattens the distribution of what is said, by which labels are blended."
            ),
            .optionalNumber(
                "blend",
                \.blend,
                0...1,
                "How much of a label is the prototypes'; unset: by how often the class is said."
            ),
            .integer("memory", \.memory, 1...65_536, "The features of each class that are kept."),
            .number("warm_up", \.warmUp, 0...1, "The share of the steps before prototypes count."),
            .integer(
                "interval",
                \.interval,
                1...100_000,
                "The steps between two counts of what was said."
            ),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        .single(DASOObjective(self), for: task)
    }
}

/// One step of DASO.
package struct DASOObjective: JointObjective {
    package static let heads: [HeadName] = [.classifier, .embedding]

    private let parameters: DASO
    private let reference: Reference
    /// The last features of each class, `[C, memory, F]`, and how many there have been, `[C]`.
    private var features: [Float] = []
    private var seen: [Int] = []
    /// How often each class was said in the last whole interval, and since.
    private var counts: [Float] = []
    private var since: [Float] = []
    /// What prototypes said of the batch before, `[M, C]`; empty: nothing yet.
    private var before: [Float] = []

    /// Creates an objective; with ``Reference/usb`` labels are blended with what was said of the batch before.
    package init(_ parameters: DASO, reference: Reference = .paper) {
        self.parameters = parameters
        self.reference = reference
    }

    package var unlabeledRatio: Int { parameters.unlabeledRatio }

    package mutating func look(at batch: Batch, on models: inout some Models & ~Copyable) {
        let looked = models.predict(.average, batch.labeled.views, .trainFrozenStatistics)
        prepare(classes: looked.classifierLogits.columns, width: looked.features.columns)
        remember(looked.features, batch.labeled.labels)
    }

    package mutating func losses(
        of pass: JointPass,
        in context: inout StepContext
    ) -> JointLosses {
        let (logits, features) = (pass.logits, pass[.embedding])
        let (weak, strong) = (pass.view(0), pass.view(1))
        let warmUp = Int((Float(context.totalSteps) * parameters.warmUp).rounded())
        let said = pass.said(ofView: 0)
        let weights: [Float] = said.confidence.map { $0 >= parameters.threshold ? 1 : 0 }

        let prototypes = UnitRows(prototypes(width: features.columns)).rows
        let likeness = UnitRows(features.rows(strong))
        let semantic = context.step + 1 >= warmUp ? self.said(features.rows(weak), prototypes) : nil
        let other = reference == .usb ? stored(said.probabilities) : semantic
        let labels = context.step >= warmUp ? blended(said, with: other) : said.labels
        count(labels, isLast: (context.step + 1) % parameters.interval == 0)

        let term = pass.supervised
        let part = crossEntropy(logits.rows(strong), .hard(labels))
            .mean(weights: weights, scale: parameters.unlabeledWeight)
        var gradients: HeadValues = [
            .classifier: pass.gradient(
                .classifier,
                [(pass.known, term.gradient), (strong, part.gradient)]
            )
        ]
        var report = LossReport(
            total: term.loss + parameters.unlabeledWeight * part.loss,
            supervised: term.loss,
            consistency: part.loss,
            weights: weights,
            pseudoLabels: labels
        )
        if let semantic {
            let assigned = crossEntropy(
                likeness.rows.timesTransposed(prototypes),
                .soft(semantic),
                temperature: parameters.temperature
            )
            .mean(scale: parameters.semanticWeight)
            gradients[.embedding] = features.gradient(of: [
                (strong, likeness.gradient(assigned.gradient.times(prototypes)))
            ])
            before = semantic.values
            report.terms["semantic"] = parameters.semanticWeight * assigned.loss
            report.total += parameters.semanticWeight * assigned.loss
        }
        return JointLosses(report, gradients)
    }

    private mutating func prepare(classes: Int, width: Int) {
        if seen.count != classes { seen = Array(repeating: 0, count: classes) }
        let size = classes * parameters.memory * width
        if features.count != size { features = Array(repeating: 0, count: size) }
        if counts.count != classes { counts = Array(repeating: 0, count: classes) }
        if since.count != classes { since = Array(repeating: 0, count: classes) }
    }

    private mutating func remember(_ rows: Matrix, _ labels: [Int]) {
        for (row, label) in labels.enumerated() {
            let place = label * parameters.memory + seen[label] % parameters.memory
            for column in 0..<rows.columns {
                features[place * rows.columns + column] = rows[row, column]
            }
            seen[label] += 1
        }
    }

    /// The mean of each class's features, `[C, F]`; 0 where there is none.
    private func prototypes(width: Int) -> Matrix {
        var means = Matrix(rows: seen.count, columns: width)
        for (label, times) in seen.enumerated() {
            let count = min(times, parameters.memory)
            for place in 0..<count {
                let start = (label * parameters.memory + place) * width
                for column in 0..<width { means[label, column] += features[start + column] }
            }
            for column in 0..<width { means[label, column] /= Float(max(count, 1)) }
        }
        return means
    }

    private func said(_ features: Matrix, _ prototypes: Matrix) -> Matrix {
        softmax(
            UnitRows(features).rows.timesTransposed(prototypes),
            temperature: parameters.temperature
        )
    }

    /// What was said of the batch before, where that was of the same size.
    private func stored(_ probabilities: Matrix) -> Matrix? {
        guard before.count == probabilities.values.count else { return nil }
        return Matrix(rows: probabilities.rows, columns: probabilities.columns, values: before)
    }

    /// The classes of the blended probabilities.
    private func blended(_ said: PseudoTargets, with other: Matrix?) -> [Int] {
        guard let other else { return said.labels }
        let sum = counts.reduce(0, +)
        let flat = counts.map { pow($0 / max(sum, 1), 1 / parameters.flattening) }
        let most = max(flat.max() ?? 0, 1e-12)
        var result = said.probabilities
        for (row, label) in said.labels.enumerated() {
            let share = parameters.blend ?? flat[label] / most
            for column in 0..<result.columns {
                result[row, column] =
                    (1 - share) * result[row, column] + share * other[row, column]
            }
        }
        return result.largestColumns()
    }

    private mutating func count(_ labels: [Int], isLast: Bool) {
        for label in labels { since[label] += 1 }
        guard isLast else { return }
        counts = since
        since = Array(repeating: 0, count: since.count)
    }

    /// The features that are kept, again in a checkpoint and its file, prototypes and likenesses.
    package func extraValues(_ extent: Extent) -> Int {
        // As wide as the features may be: what the network does not say here.
        4 * parameters.memory * extent.classes * min(4096, 16 * extent.inputs)
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.tensor("counts", &counts)
        visitor.tensor("since", &since)
        visitor.tensor("before", &before)
        visitor.tensor("memory.features", &features)
        visitor.integers("memory.seen", &seen)
    }
}
