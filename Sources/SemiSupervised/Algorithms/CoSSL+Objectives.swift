internal import Networks

/// The second phase of ``CoSSL``: the balanced classifier learns from a set of features of each class that is made
/// once.
struct BalancedClassifierObjective: Objective {
    private var looks: [Survey] = []
    private var width = 0
    private var features: [Float] = []
    private var labels: [Int] = []

    var needs: Needs {
        // The labelled rows say no more than how many features a step learns from.
        Needs(streams: [.labeled: StreamPlan([.clean])], heads: [.balancedClassifier])
    }

    /// Makes the set of what the student says of labelled rows, and of unlabelled ones in a weak and in a strong
    /// view.
    mutating func take(_ survey: Survey) -> PoolChange? {
        looks.append(survey)
        guard looks.count == 3 else { return nil }
        var random: any RandomSource = SeededRandom(survey.generator)
        let own = looks[0].values.features
        let set = FeatureEnhancement.balanced(
            own,
            looks[0].labels,
            FeatureEnhancement.Unlabeled(
                weak: looks[1].values.features,
                strong: looks[2].values.features
            ),
            classes: (looks[0].labels.max() ?? 0) + 1,
            alpha: 0.75,
            &random
        )
        (features, labels, width) = (set.features.values, set.labels, own.columns)
        looks = []
        return nil
    }

    func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let rows = context.random.choices(batch.labeled.count, below: labels.count)
        let drawn = Matrix(
            rows: rows.count,
            columns: width,
            values: rows.flatMap { features[$0 * width..<($0 + 1) * width] }
        )
        let pass = models.forward(.student, [drawn], .train, from: .embedding)
        let wanted = ClassTargets.hard(rows.map { labels[$0] })
        let (loss, gradient) = crossEntropy(pass.values.balancedLogits, wanted).mean()
        models.backward(pass, [.balancedClassifier: gradient])
        return LossReport(total: loss, supervised: loss)
    }

    mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.tensor("features", &features)
        visitor.integers("labels", &labels)
        visitor.integer("width", &width)
    }
}

/// The last phase of ``CoSSL``: the encoder and the balanced classifier learn from each other.
package struct CoSSLObjective: Objective {
    private let parameters: CoSSL
    private let reference: Reference

    /// Creates an objective; as USB ships it, features are mixed as those of class 0 are.
    package init(_ parameters: CoSSL, reference: Reference = .paper) {
        self.parameters = parameters
        self.reference = reference
    }

    package var needs: Needs {
        let views: [View] =
            parameters.teacher == .student ? [.weak, .strong] : [.weak, .strong, .strong]
        return Needs(
            streams: [
                .labeled: StreamPlan([.weak]),
                .unlabeled: StreamPlan(views, ratio: parameters.unlabeledRatio),
                .balanced: StreamPlan([.strong], of: .labeled, .balanced(ratio: 1)),
                .all: StreamPlan([.strong]),
            ],
            heads: [.classifier, .balancedClassifier],
            passes: 2
        )
    }

    package func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let views = batch.unlabeled.views
        let isTaught = parameters.teacher == .balancedClassifier
        let (labeled, count) = (batch.labeled.count, batch.unlabeled.count)
        let pass = models.forward(
            .student,
            batch.labeled.views + (isTaught ? Array(views.dropFirst()) : views),
            .train
        )
        // The balanced classifier sees features of the average, and no gradient goes beyond it.
        let seen = batch[.balanced].views + batch[.all].views + (isTaught ? [views[0]] : [])
        let features = models.predict(.average, seen, .evaluate).features
        let (known, mixed) = mixedFeatures(features, batch, &context)
        let said = isTaught ? [features.rows(features.rows - count..<features.rows)] : []
        let balanced = models.forward(
            .student,
            [mixed] + said,
            .trainFrozenStatistics,
            from: .embedding
        )
        let logits = balanced.values.balancedLogits

        let targets =
            isTaught
            ? logits.rows(known..<logits.rows) : pass.logits.rows(labeled..<labeled + count)
        let pseudo = PseudoTargets(.logits(targets), indices: [])
        let weights: [Float] = pseudo.confidence.map { $0 >= parameters.threshold ? 1 : 0 }
        let first = crossEntropy(pass.logits.rows(0..<labeled), .hard(batch.labeled.labels)).mean()
        // Each strong view has the same targets; the student's own weak rows come before it.
        let start = isTaught ? labeled : labeled + count
        let strong = pass.logits.rows(start..<pass.logits.rows)
        let copies = strong.rows / max(count, 1)
        let second = crossEntropy(strong, .hard(pseudo.labels.repeated(copies)))
            .mean(weights: weights.repeated(copies), scale: parameters.unlabeledWeight)
        let between = [Float](repeating: 0, count: (start - labeled) * strong.columns)
        let gradient = Matrix(
            rows: pass.logits.rows,
            columns: strong.columns,
            values: first.gradient.values + between + second.gradient.values
        )
        models.backward(pass, [.classifier: gradient])
        let third = crossEntropy(logits.rows(0..<known), .hard(batch[.balanced].labels)).mean()
        let rest = [Float](repeating: 0, count: (logits.rows - known) * logits.columns)
        let delta = Matrix(
            rows: logits.rows,
            columns: logits.columns,
            values: third.gradient.values + rest
        )
        models.backward(balanced, [.balancedClassifier: delta])
        var report = LossReport(
            total: first.loss + parameters.unlabeledWeight * second.loss + third.loss,
            supervised: first.loss,
            consistency: second.loss,
            weights: weights,
            pseudoLabels: pseudo.labels
        )
        report.terms["balanced"] = third.loss
        return report
    }

    /// How many features of the balanced rows there are, and these, mixed with those of any rows.
    private func mixedFeatures(
        _ features: Matrix,
        _ batch: Batch,
        _ context: inout StepContext
    ) -> (Int, Matrix) {
        let known = batch[.balanced].count
        let probabilities = FeatureEnhancement.probabilities(context.classCounts)
        let mixed = FeatureEnhancement.mixed(
            features.rows(0..<known),
            with: features.rows(known..<known + batch[.all].count),
            probabilities: batch[.balanced].labels.map {
                probabilities[reference == .usb ? 0 : $0]
            },
            least: parameters.leastShare,
            &context.random
        )
        return (known, mixed)
    }
}

extension HeadValues {
    /// The logits of the balanced classifier.
    fileprivate var balancedLogits: Matrix {
        guard let logits = self[.balancedClassifier] else {
            preconditionFailure("no balanced classifier among the heads \(keys)")
        }
        return logits
    }
}

extension Array {
    /// The elements, so many times over.
    fileprivate func repeated(_ count: Int) -> [Element] { (0..<count).flatMap { _ in self } }
}
