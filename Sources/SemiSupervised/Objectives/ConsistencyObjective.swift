package import Networks

/// The family of pseudo-labels and consistency: labels on one view, and on unlabelled rows the distance of
/// the student to targets that somebody says.
///
/// `L = w mean CE(y, x) + schedule(t) mean weight_i D(targets_i, student_i)`; the mean is over all rows, those
/// of weight 0 included. An algorithm is a choice of parts.
package struct ConsistencyObjective: DecoratedObjective {
    /// The labelled part; nil: labels are not used.
    package var supervised: SupervisedTerm?
    /// Where the targets come from.
    package var source: TargetSource
    /// The view that the student learns from.
    package var studentView: View
    /// Unlabelled rows for each labelled row of a batch.
    package var unlabeledRatio: Int
    /// Which targets count, and what they are.
    package var policy: any PseudoLabelPolicy
    /// The distance between student and targets.
    package var loss: ConsistencyLoss
    /// The weight of the unlabelled part.
    package var schedule: WeightSchedule
    /// How the rows go through the student.
    package var passes: Passes
    /// A further term on other heads of the same passes.
    package var auxiliary: (any AuxiliaryTerm)?

    /// Creates an objective of parts.
    package init(
        supervised: SupervisedTerm?,
        source: TargetSource,
        studentView: View,
        unlabeledRatio: Int = 1,
        policy: any PseudoLabelPolicy,
        loss: ConsistencyLoss = .crossEntropy,
        schedule: WeightSchedule = .constant(1),
        passes: Passes = .joint
    ) {
        self.supervised = supervised
        self.source = source
        self.studentView = studentView
        self.unlabeledRatio = unlabeledRatio
        self.policy = policy
        self.loss = loss
        self.schedule = schedule
        self.passes = passes
    }

    /// What the student says of weak views is what strong views learn.
    package static func weakToStrong(
        supervised: SupervisedTerm = SupervisedTerm(view: .weak),
        policy: any PseudoLabelPolicy,
        weight: Float,
        ratio: Int,
        passes: Passes = .joint
    ) -> ConsistencyObjective {
        ConsistencyObjective(
            supervised: supervised,
            source: .student(.weak),
            studentView: .strong,
            unlabeledRatio: ratio,
            policy: policy,
            schedule: .constant(weight),
            passes: passes
        )
    }

    package var needs: Needs {
        let views = (source.view.map { [$0] } ?? []) + [studentView]
        var streams = [StreamName.unlabeled: StreamPlan(views, ratio: unlabeledRatio)]
        streams[.labeled] = supervised.map { StreamPlan([$0.view]) }
        // The student's pass waits for its targets while the student says them, and labelled rows for a further term.
        let isWaiting = if case .student(.some) = source { passes != .joint } else { false }
        let staysKnown = passes != .joint && supervised != nil && auxiliary != nil
        return Needs(
            streams: streams,
            heads: [.classifier] + (auxiliary?.heads ?? []),
            passes: (isWaiting ? 2 : 1) + (staysKnown ? 1 : 0),
            rowsOfPass: passes == .joint ? .all : .largestView
        )
    }

    package mutating func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let unlabeled = batch.unlabeled
        precondition(
            unlabeled.views.count == needs.streams[.unlabeled]?.views.count,
            "\(unlabeled.views.count) unlabelled views for \(needs)"
        )
        return switch passes {
        case .joint: jointly(batch, &context, &models)
        case .separate, .separateFrozen: separately(batch, &context, &models)
        }
    }
}

// MARK: - Passes

extension ConsistencyObjective {
    /// What somebody else than the student in this pass says; nil: the student says it.
    private func given(
        _ unlabeled: Batch.Stream,
        _ models: inout some Models & ~Copyable
    ) -> Prediction? {
        switch source {
        case .student:
            return nil
        case .model(let role, _, let mode):
            let said = models.predict(role, [unlabeled.views[0]], mode)
            return .logits(said.classifierLogits)
        case .stored:
            guard let targets = unlabeled.targets else {
                preconditionFailure("a batch without the targets of a survey")
            }
            return .probabilities(targets)
        }
    }

    /// One forward and one backward pass over labelled rows, the source's rows where the student is
    /// the source, and the student's rows, in this order.
    private mutating func jointly(
        _ batch: Batch,
        _ context: inout StepContext,
        _ models: inout some Models & ~Copyable
    ) -> LossReport {
        let given = given(batch.unlabeled, &models)
        let labeled = supervised == nil ? [] : batch.labeled.views
        let studentRows = batch.unlabeled.studentRows
        let unlabeled = given == nil ? batch.unlabeled.views : [studentRows]
        let pass = models.forward(.student, labeled + unlabeled, .train)
        let logits = pass.logits
        let labeledRows = labeled.reduce(0) { $0 + $1.rows }
        let sourceRange = labeledRows..<labeledRows + studentRows.rows
        let studentRange = logits.rows - studentRows.rows..<logits.rows

        let known = logits.rows(0..<labeledRows)
        let term = labeledPart(known, batch, context)
        let part = unlabeledPart(
            logits.rows(studentRange),
            PseudoTargets(
                given ?? .logits(logits.rows(sourceRange)),
                indices: batch.unlabeled.indices,
                labeled: labeledRows > 0 ? known : nil
            ),
            context
        )
        // The source's rows are targets: constant, so their gradient is 0.
        let between = logits.rows - labeledRows - studentRows.rows
        let gradient = Matrix(
            rows: logits.rows,
            columns: logits.columns,
            values: term.gradient + [Float](repeating: 0, count: between * logits.columns)
                + part.gradient.values
        )
        var gradients: HeadValues = [.classifier: gradient]
        let extra = auxiliary?.evaluate(
            AuxiliaryRows(
                pass.values,
                labels: batch.labeled.labels,
                weak: sourceRange,
                strong: studentRange,
                weights: part.weights
            ),
            in: &context
        )
        if let extra { gradients.merge(extra.gradients) { $1 } }
        models.backward(pass, gradients)
        return report(term.loss, part, extra?.terms ?? [:])
    }

    /// Passes of their own for labelled rows, the student's and the source's, in this order, as USB has
    /// them.
    private mutating func separately(
        _ batch: Batch,
        _ context: inout StepContext,
        _ models: inout some Models & ~Copyable
    ) -> LossReport {
        var supervisedLoss: Float = 0
        var knownValues: HeadValues = [:]
        var knownGradients: HeadValues = [:]
        var known: Pass?
        if supervised != nil {
            let pass = models.forward(.student, batch.labeled.views, .train)
            knownValues = pass.values
            let logits = pass.logits
            let term = labeledPart(logits, batch, context)
            supervisedLoss = term.loss
            knownGradients[.classifier] = Matrix(
                rows: logits.rows,
                columns: logits.columns,
                values: term.gradient
            )
            if auxiliary == nil {
                models.backward(pass, knownGradients)
            } else {
                known = .some(consume pass)
            }
        }
        let mode: PassMode = passes == .separate ? .train : .trainFrozenStatistics
        var prediction = given(batch.unlabeled, &models)
        let pass = models.forward(.student, [batch.unlabeled.studentRows], mode)
        var weak: HeadValues?
        if case .student(.some) = source {
            let said = models.predict(.student, [batch.unlabeled.views[0]], mode)
            prediction = .logits(said.classifierLogits)
            weak = said
        }
        let part = unlabeledPart(
            pass.logits,
            PseudoTargets(
                prediction ?? .logits(pass.logits),
                indices: batch.unlabeled.indices,
                labeled: knownValues[.classifier]
            ),
            context
        )
        var gradients: HeadValues = [.classifier: part.gradient]
        guard auxiliary != nil else {
            models.backward(pass, gradients)
            return report(supervisedLoss, part)
        }
        let rows = AuxiliaryRows(
            known: knownValues,
            weak: weak,
            strong: pass.values,
            labels: batch.labeled.labels,
            weights: part.weights
        )
        let extra = auxiliary?.evaluate(rows, in: &context)
        for (head, gradient) in extra?.gradients ?? [:] {
            knownGradients[head] = gradient.rows(rows.labeled)
            gradients[head] = gradient.rows(rows.strong)
        }
        if let known = consume known { models.backward(known, knownGradients) }
        models.backward(pass, gradients)
        return report(supervisedLoss, part, extra?.terms ?? [:])
    }
}

// MARK: - Losses

extension ConsistencyObjective {
    /// The labelled term's loss and gradient, `[B * C]`; both empty without labels.
    private func labeledPart(
        _ logits: Matrix,
        _ batch: Batch,
        _ context: StepContext
    ) -> (loss: Float, gradient: [Float]) {
        guard let supervised else { return (0, []) }
        let (loss, gradient) = supervised.evaluate(
            logits,
            labels: batch.labeled.labels,
            weights: policy.labeledWeights(batch.labeled.labels, in: context),
            progress: context.progress
        )
        return (loss, gradient.values)
    }

    /// The unlabelled loss of the student's `logits`, `[M, C]`, its gradient and what led to it.
    package mutating func unlabeledPart(
        _ logits: Matrix,
        _ said: PseudoTargets,
        _ context: StepContext
    ) -> UnlabeledPart {
        let judgement = policy.judge(said, in: context)
        let scale = schedule.weight(in: context)
        var (mean, gradient) = loss.rows(
            judgement.offsets.isEmpty ? logits : logits.adding(judgement.offsets),
            judgement.targets
        )
        .mean(weights: judgement.rowWeights, scale: scale)
        let further = policy.regularizer(logits, said, judgement)
        if let further { gradient.add(further.gradient) }
        return UnlabeledPart(
            loss: mean,
            scale: scale,
            further: further?.loss,
            gradient: gradient,
            weights: judgement.weights,
            labels: judgement.targets.labels
        )
    }

    private func report(
        _ supervisedLoss: Float,
        _ part: UnlabeledPart,
        _ terms: [String: Float] = [:]
    ) -> LossReport {
        var report = LossReport(
            total: (supervised?.weight ?? 0) * supervisedLoss + part.scale * part.loss
                + (part.further ?? 0) + terms.values.reduce(0, +),
            supervised: supervisedLoss,
            consistency: part.loss,
            weights: part.weights,
            pseudoLabels: part.labels
        )
        report.terms = terms
        report.terms["regularizer"] = part.further
        return report
    }
}

/// The unlabelled loss of one step.
package struct UnlabeledPart: Sendable, Hashable {
    /// The weighted mean over the rows, before the schedule.
    package var loss: Float
    /// The schedule's weight.
    package var scale: Float
    /// The policy's further term; nil: there is none.
    package var further: Float?
    /// The gradient of `scale * loss` and the further term with respect to the student's logits, `[M, C]`.
    package var gradient: Matrix
    /// The policy's weights, `[M]`.
    package var weights: [Float]
    /// The most likely classes, `[M]`.
    package var labels: [Int]
}

extension Batch.Stream {
    /// The rows that the student learns from: the last view.
    fileprivate var studentRows: Matrix {
        guard let rows = views.last else { preconditionFailure("a batch without views") }
        return rows
    }
}
