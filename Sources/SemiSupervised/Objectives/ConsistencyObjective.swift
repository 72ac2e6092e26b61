package import Networks

/// A supervised loss plus a weighted distance between a student and targets for unlabelled rows.
///
/// `L = Ls + w(t) mean_i(m_i d(q_i, z_i))` over all `M` unlabelled rows `i`, with the student's
/// logits `z` of one view, targets `q` from a teacher (constants), weights `m` from the policy
/// and the schedule `w`. The parts run in this order: views, teacher, transform of the targets
/// beside weighting policy, distance, schedule. An algorithm is a choice of parts: see the
/// factories.
package struct ConsistencyObjective<Weighting: WeightingPolicy>: Objective {
    /// The labelled term; nil when no labels are used.
    package var supervised: SupervisedTerm?
    /// Where the targets come from.
    package var source: TargetSource
    /// The view that the student learns from.
    package var studentView: View
    /// What is made of the targets.
    package var transform: TargetTransform
    /// How much each target counts; its state is the objective's only one.
    package var weighting: Weighting
    /// The distance between student and targets.
    package var loss: ConsistencyLoss
    /// The weight of the unlabelled part.
    package var schedule: WeightSchedule
    /// How the rows go through the student.
    package var passes: Passes

    /// Creates an objective.
    package init(
        supervised: SupervisedTerm?,
        source: TargetSource,
        studentView: View,
        transform: TargetTransform = .harden,
        weighting: Weighting,
        loss: ConsistencyLoss = .crossEntropy,
        schedule: WeightSchedule = .constant(1),
        passes: Passes = .joint
    ) {
        self.supervised = supervised
        self.source = source
        self.studentView = studentView
        self.transform = transform
        self.weighting = weighting
        self.loss = loss
        self.schedule = schedule
        self.passes = passes
    }

    package var views: ViewPlan {
        let labeled = supervised.map { [$0.view] } ?? []
        return switch source {
        case .student(let view):
            ViewPlan(labeled: labeled, unlabeled: distinct(view))
        case .teacher(let view):
            ViewPlan(labeled: labeled, unlabeled: distinct(view), needsTeacher: true)
        case .stored:
            ViewPlan(labeled: labeled, unlabeled: [studentView], needsStoredTargets: true)
        }
    }

    /// The views of the unlabelled rows: the source's, unless it is the student's, then the
    /// student's.
    private func distinct(_ view: View) -> [View] {
        view == studentView ? [studentView] : [view, studentView]
    }

    package mutating func accumulate(
        _ batch: Batch,
        in context: StepContext,
        on learner: inout some Learner & ~Copyable
    ) -> LossReport {
        precondition(
            batch.labeled.count == views.labeled.count
                && batch.unlabeled.count == views.unlabeled.count,
            "\(batch.labeled.count) labelled and \(batch.unlabeled.count) unlabelled views for \(views)"
        )
        let given: Prediction? =
            switch source {
            case .student:
                nil
            case .teacher:
                .logits(learner.teach([batch.unlabeled[0]]).classifierLogits)
            case .stored:
                .probabilities(batch.requiredStoredTargets)
            }
        return switch passes {
        case .joint:
            jointly(batch, given, context, &learner)
        case .separate, .separateFrozen:
            separately(batch, given, context, &learner)
        }
    }
}

// MARK: - Passes

extension ConsistencyObjective {
    /// One forward and one backward pass over labelled rows, the source's rows where the student is
    /// the source, and the student's rows, in this order.
    private mutating func jointly(
        _ batch: Batch,
        _ given: Prediction?,
        _ context: StepContext,
        _ learner: inout some Learner & ~Copyable
    ) -> LossReport {
        let unlabeled = given == nil ? batch.unlabeled : [batch.studentRows]
        let heads = learner.forward(batch.labeled + unlabeled, statistics: .updating)
        let logits = heads.classifierLogits
        let labeledRows = batch.labeled.reduce(0) { $0 + $1.rows }
        let studentRows = batch.studentRows.rows
        let sourceRange = labeledRows..<labeledRows + studentRows
        let studentRange = logits.rows - studentRows..<logits.rows

        let term = labeledPart(logits.rows(0..<labeledRows), batch.labels)
        let part = unlabeledPart(
            logits.rows(studentRange),
            given ?? .logits(logits.rows(sourceRange)),
            batch.indices,
            context
        )
        // The source's rows are targets: constant, so their gradient is 0.
        let between = logits.rows - labeledRows - studentRows
        let gradient = Matrix(
            rows: logits.rows,
            columns: logits.columns,
            values: term.gradient + [Float](repeating: 0, count: between * logits.columns)
                + part.gradient.values
        )
        learner.backward([.classifier: gradient])
        return report(term.loss, part)
    }

    /// Passes of their own for labelled and unlabelled rows.
    private mutating func separately(
        _ batch: Batch,
        _ given: Prediction?,
        _ context: StepContext,
        _ learner: inout some Learner & ~Copyable
    ) -> LossReport {
        var supervisedLoss: Float = 0
        if supervised != nil {
            let logits = learner.forward(batch.labeled, statistics: .updating).classifierLogits
            let term = labeledPart(logits, batch.labels)
            supervisedLoss = term.loss
            let gradient = Matrix(
                rows: logits.rows,
                columns: logits.columns,
                values: term.gradient
            )
            learner.backward([.classifier: gradient])
        }
        var prediction = given
        if given == nil, batch.unlabeled.count > 1 {
            prediction = .logits(lookAhead(batch, &learner))
        }
        // Where lookAhead ran, the running statistics have seen these rows.
        let follows = passes == .separate && (given != nil || batch.unlabeled.count == 1)
        let logits = learner.forward(
            [batch.studentRows],
            statistics: follows ? .updating : .frozen
        ).classifierLogits
        let part = unlabeledPart(logits, prediction ?? .logits(logits), batch.indices, context)
        learner.backward([.classifier: part.gradient])
        return report(supervisedLoss, part)
    }

    /// The student's logits of the source's rows, without gradient.
    ///
    /// USB passes labelled, strong, weak, in this order, and the running statistics follow each. A
    /// learner keeps one pass for the gradient, so the student's rows pass once for the statistics
    /// here and once more for the gradient.
    private func lookAhead(
        _ batch: Batch,
        _ learner: inout some Learner & ~Copyable
    ) -> Matrix {
        guard passes == .separate else {
            return learner.forward([batch.unlabeled[0]], statistics: .frozen).classifierLogits
        }
        _ = learner.forward([batch.studentRows], statistics: .updating)
        return learner.forward([batch.unlabeled[0]], statistics: .updating).classifierLogits
    }
}

// MARK: - Losses

extension ConsistencyObjective {
    /// The labelled term's loss and gradient, `[B * C]`; both empty without labels.
    private func labeledPart(
        _ logits: Matrix,
        _ labels: [Int]
    ) -> (loss: Float, gradient: [Float]) {
        guard let supervised else { return (0, []) }
        let (loss, gradient) = supervised.evaluate(logits, labels: labels)
        return (loss, gradient.values)
    }

    /// The unlabelled loss of the student's `logits`, `[M, C]`, its gradient and what led to it.
    package mutating func unlabeledPart(
        _ logits: Matrix,
        _ prediction: Prediction,
        _ indices: [Int],
        _ context: StepContext
    ) -> UnlabeledPart {
        let said = PseudoTargets(probabilities: prediction.probabilities(), indices: indices)
        let weights = weighting.weights(for: said, in: context)
        let targets = transform.targets(
            prediction,
            labels: said.labels,
            classes: logits.columns
        )
        let scale = schedule.weight(in: context)
        let (mean, gradient) = loss.rows(logits, targets).mean(weights: weights, scale: scale)
        return UnlabeledPart(
            loss: mean,
            scale: scale,
            gradient: gradient,
            weights: weights,
            labels: said.labels
        )
    }

    private func report(_ supervisedLoss: Float, _ part: UnlabeledPart) -> LossReport {
        LossReport(
            total: (supervised?.weight ?? 0) * supervisedLoss + part.scale * part.loss,
            supervised: supervisedLoss,
            consistency: part.loss,
            weights: part.weights,
            pseudoLabels: part.labels
        )
    }
}

/// The unlabelled loss of one step.
package struct UnlabeledPart: Sendable, Hashable {
    /// The weighted mean over the rows, before the schedule.
    package var loss: Float
    /// The schedule's weight.
    package var scale: Float
    /// The gradient of `scale * loss` with respect to the student's logits, `[M, C]`.
    package var gradient: Matrix
    /// The policy's weights, `[M]`.
    package var weights: [Float]
    /// The most likely classes, `[M]`.
    package var labels: [Int]
}

extension ConsistencyObjective: Equatable where Weighting: Equatable {}
extension ConsistencyObjective: Hashable where Weighting: Hashable {}

extension Batch {
    /// The rows that the student learns from: the last view.
    fileprivate var studentRows: Matrix {
        guard let rows = unlabeled.last else { preconditionFailure("a batch without views") }
        return rows
    }

    /// The stored targets, which the view plan asked for.
    fileprivate var requiredStoredTargets: Matrix {
        guard let storedTargets else { preconditionFailure("a batch without stored targets") }
        return storedTargets
    }
}
