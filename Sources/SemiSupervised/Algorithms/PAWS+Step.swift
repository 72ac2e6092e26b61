package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The loss of PAWS: `u` unlabelled rows in two large and `M` small views, `S` support rows, `D` values, `C`
/// classes.
package struct PAWSLoss: Sendable, Hashable {
    /// What a loss came to.
    package struct Result: Sendable {
        /// The mean cross-entropy of all views, in nats.
        package var consistency: Float
        /// Minus the entropy of the mean of all sharpened views, in nats.
        package var evenness: Float
        /// What was said of each view, `[(2 + M) u, C]`.
        package var probabilities: Matrix
        /// What each view should have said, `[(2 + M) u, C]`.
        package var targets: Matrix
        /// The gradient of the weighted sum with respect to the anchors, `[(2 + M) u, D]`.
        package var anchors: Matrix
        /// That with respect to their supports, `[S, D]`.
        package var supports: Matrix
    }

    /// What is below this in a target is 0.
    private static let least: Float = 1e-4

    /// Divides cosines.
    package var temperature: Float
    /// Sharpens.
    package var sharpening: Float
    /// The weight of the evenness.
    package var evenness: Float

    /// Creates a loss.
    package init(temperature: Float, sharpening: Float, evenness: Float) {
        self.temperature = temperature
        self.sharpening = sharpening
        self.evenness = evenness
    }

    /// Compares views with a support.
    ///
    /// - Parameters:
    ///   - anchors: Large view 1, large view 2, then the small views, `u` rows each.
    ///   - supports: What they are compared with.
    ///   - large: The large views of which targets are made, `[2 u, D']`; constant.
    ///   - largeSupports: What those are compared with, `[S, D']`; constant.
    ///   - labels: The classes of the support, `[S, C]`.
    /// - Returns: The loss, what it was made of, and its gradients.
    package func evaluate(
        _ anchors: Matrix,
        among supports: Matrix,
        large: Matrix,
        among largeSupports: Matrix,
        labels: Matrix
    ) -> Result {
        let said = SoftNeighbors(anchors, among: supports, labels: labels, temperature: temperature)
        let targets = targets(
            SoftNeighbors(large, among: largeSupports, labels: labels, temperature: temperature)
                .probabilities,
            views: 2 * anchors.rows / large.rows
        )
        let (loss, deltas) = probabilityCrossEntropy(said.probabilities, targets).mean()
        let (evenness, more) = negativeEntropy(said.probabilities)
        let gradients = said.gradients(deltas.plus(more))
        return Result(
            consistency: loss,
            evenness: evenness,
            probabilities: said.probabilities,
            targets: targets,
            anchors: gradients.queries,
            supports: gradients.supports
        )
    }

    /// Each large view's target is the other's sharpened probabilities, each small one's the mean of both.
    ///
    /// - Parameters:
    ///   - large: What was said of the two large views, `[2 u, C]`.
    ///   - views: How many views there are in all.
    /// - Returns: The targets, `[views u, C]`.
    package func targets(_ large: Matrix, views: Int) -> Matrix {
        let count = large.rows / 2
        let sharp = sharpened(large)
        let (first, second) = (sharp.rows(0..<count), sharp.rows(count..<2 * count))
        let mean = first.plus(second).scaled(by: 0.5)
        let small = Array(repeating: mean, count: views - 2)
        var targets = Matrix(joining: [second, first] + small)
        for index in targets.values.indices where targets.values[index] < Self.least {
            targets.values[index] = 0
        }
        return targets
    }

    /// Probabilities to the power of `1 / sharpening`, each row divided by its sum.
    package func sharpened(_ probabilities: Matrix) -> Matrix {
        tempered(probabilities, temperature: sharpening)
    }

    /// `sum_c m_c log m_c` of the mean `m` of all sharpened rows, and its gradient times the weight.
    private func negativeEntropy(_ probabilities: Matrix) -> (loss: Float, gradient: Matrix) {
        let (rows, columns) = (probabilities.rows, probabilities.columns)
        guard evenness > 0 else { return (0, Matrix(rows: rows, columns: columns)) }
        let sharp = sharpened(probabilities)
        var mean = [Float](repeating: 0, count: columns)
        for (index, value) in sharp.values.enumerated() { mean[index % columns] += value }
        var loss: Float = 0
        let slopes = mean.map { sum in
            let share = sum / Float(rows)
            let logarithm = log(max(share, .leastNormalMagnitude))
            loss += share * logarithm
            return evenness * (logarithm + 1) / Float(rows)
        }
        let gradient = Matrix(
            rows: rows,
            columns: columns,
            values: (0..<rows).flatMap { _ in slopes }
        )
        return (
            loss, temperedGradient(probabilities, sharp, temperature: sharpening, gradient)
        )
    }
}

/// One step of PAWS's pre-training.
struct PAWSObjective: Objective {
    private let loss: PAWSLoss
    private let smoothing: LabelSmoothing
    private let plans: [StreamName: StreamPlan]
    private let hasPrediction: Bool
    private let width: Int

    /// Creates an objective; `small` are the small views.
    init(_ parameters: PAWS, small: View) {
        loss = PAWSLoss(
            temperature: parameters.temperature,
            sharpening: parameters.sharpening,
            evenness: parameters.evenness
        )
        smoothing = .uniform(parameters.labelSmoothing)
        plans = [
            .support: parameters.support,
            .unlabeled: StreamPlan(
                [.strong, .strong] + Array(repeating: small, count: parameters.crops),
                ratio: parameters.unlabeledRatio
            ),
        ]
        hasPrediction = parameters.anchors == .prediction
        width = parameters.width
    }

    var needs: Needs {
        Needs(
            streams: plans,
            heads: hasPrediction ? [.projection, .prediction] : [.projection]
        )
    }

    /// The head whose values are compared.
    private var anchorHead: HeadName { hasPrediction ? .prediction : .projection }

    func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let (unlabeled, support) = (batch.unlabeled, batch[.support])
        let large = support.views + unlabeled.views[..<2]
        let small = Array(unlabeled.views[2...])
        // Views of one size share one pass, and its statistics.
        guard let first = small.first, first.columns != large[0].columns else {
            let pass = models.forward(.student, large + small, .train)
            let (report, gradient) = evaluate(batch, pass.values, nil)
            models.backward(pass, [anchorHead: gradient])
            return report
        }
        let pass = models.forward(.student, large, .train)
        let crops = models.forward(.student, small, .trainFrozenStatistics)
        let (report, gradient) = evaluate(batch, pass.values, crops.values)
        let count = large.reduce(0) { $0 + $1.rows }
        models.backward(pass, [anchorHead: gradient.rows(0..<count)])
        models.backward(crops, [anchorHead: gradient.rows(count..<gradient.rows)])
        return report
    }

    /// The report of a batch and the gradient with respect to what is compared: of the support, then of all views.
    private func evaluate(
        _ batch: Batch,
        _ values: HeadValues,
        _ small: HeadValues?
    ) -> (LossReport, Matrix) {
        let support = batch[.support]
        let supports = support.views.count * support.count
        let classes = ClassPositions(support.labels)
        let all = Matrix(joining: [values, small].compactMap { $0?[anchorHead] })
        let projection = values.projection
        let result = loss.evaluate(
            all.rows(supports..<all.rows),
            among: all.rows(0..<supports),
            large: projection.rows(supports..<supports + 2 * batch.unlabeled.count),
            among: projection.rows(0..<supports),
            labels: classes.targets(views: support.views.count, smoothing)
        )
        let targets = result.targets.rows(0..<batch.unlabeled.count)
        var report = LossReport(
            total: result.consistency + loss.evenness * result.evenness,
            supervised: 0,
            consistency: result.consistency,
            weights: Array(repeating: 1, count: targets.rows),
            pseudoLabels: targets.largestColumns().map { classes.labels[$0] }
        )
        report.terms["me_max"] = result.evenness
        return (report, Matrix(joining: [result.supports, result.anchors]))
    }

    func extraValues(_ extent: Extent) -> Int {
        pairValues(of: plans, extent.rows, width: width)
    }
}

/// One step of fine-tuning by SuNCEt: the labelled rows are compared with each other.
struct SupportObjective: Objective {
    private let parameters: PAWS

    init(_ parameters: PAWS) { self.parameters = parameters }

    var needs: Needs { Needs(streams: [.support: parameters.support], heads: [.projection]) }

    func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let support = batch[.support]
        let pass = models.forward(.student, support.views, .train)
        let (loss, gradient) = supervisedContrast(
            pass.values.projection,
            labels: ClassPositions(support.labels).targets(views: support.views.count, .none),
            temperature: parameters.temperature
        )
        models.backward(pass, [.projection: gradient])
        return LossReport(total: loss, supervised: loss)
    }

    func extraValues(_ extent: Extent) -> Int {
        pairValues(of: needs.streams, extent.rows, width: parameters.width)
    }
}

/// The values of pairs of rows and supports, and those that are compared, on the way there and back.
private func pairValues(
    of plans: [StreamName: StreamPlan],
    _ rows: [StreamName: Int],
    width: Int
) -> Int {
    func views(_ name: StreamName) -> Int { (plans[name]?.views.count ?? 0) * (rows[name] ?? 0) }
    let all = views(.support) + views(.unlabeled)
    return all * (4 * views(.support) + 8 * width)
}
