package import Networks

/// An objective of one pass of the student over all views of a batch.
package protocol JointObjective: Objective {
    /// The views of labelled rows.
    static var labeledViews: [View] { get }
    /// The views of unlabelled rows.
    static var views: [View] { get }
    /// What is read of the network.
    static var heads: [HeadName] { get }
    /// Unlabelled rows per labelled row of a batch.
    var unlabeledRatio: Int { get }
    /// Looks at other models, before the pass.
    mutating func look(at batch: Batch, on models: inout some Models & ~Copyable)
    /// The losses of what the pass came to, and the state after them.
    mutating func losses(of pass: JointPass, in context: inout StepContext) -> JointLosses
}

extension JointObjective {
    package static var labeledViews: [View] { [.weak] }
    package static var views: [View] { [.weak, .strong] }
    package static var heads: [HeadName] { [.classifier] }

    package var needs: Needs {
        Needs(
            streams: [
                .labeled: StreamPlan(Self.labeledViews),
                .unlabeled: StreamPlan(Self.views, ratio: unlabeledRatio),
            ],
            heads: Self.heads
        )
    }

    package mutating func look(at batch: Batch, on models: inout some Models & ~Copyable) {}

    package mutating func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        look(at: batch, on: &models)
        let (labeled, unlabeled) = (batch.labeled, batch.unlabeled)
        let pass = models.forward(.student, labeled.views + unlabeled.views, .train)
        let joint = JointPass(pass.values, labeled: labeled, unlabeled: unlabeled)
        let losses = losses(of: joint, in: &context)
        models.backward(pass, losses.gradients)
        return losses.report
    }
}

/// What a pass over all views of a batch came to, and where its rows lie: those of labelled rows first, view after
/// view, then those of unlabelled rows.
package struct JointPass: Sendable {
    /// The heads, `[N, width]` each.
    let values: HeadValues
    /// The labelled rows.
    let labeled: Batch.Stream
    /// The unlabelled rows.
    let unlabeled: Batch.Stream

    init(_ values: HeadValues, labeled: Batch.Stream, unlabeled: Batch.Stream) {
        self.values = values
        self.labeled = labeled
        self.unlabeled = unlabeled
    }

    /// The logits, `[N, classes]`.
    var logits: Matrix { values.classifierLogits }

    /// Where the labelled rows are, of all their views.
    var known: Range<Int> { 0..<labeled.views.count * labeled.count }

    /// Where a view of the unlabelled rows is, from 0.
    func view(_ number: Int) -> Range<Int> {
        let first = known.upperBound + number * unlabeled.count
        return first..<first + unlabeled.count
    }

    /// A head that the objective needs.
    subscript(head: HeadName) -> Matrix {
        guard let matrix = values[head] else { preconditionFailure("a pass without \(head)") }
        return matrix
    }

    /// What the student says of a view of the unlabelled rows.
    func said(ofView number: Int) -> PseudoTargets {
        PseudoTargets(.logits(logits.rows(view(number))), indices: unlabeled.indices)
    }

    /// The mean cross-entropy of the labels in one view, and its gradient with respect to those rows.
    var supervised: (loss: Float, gradient: Matrix) {
        crossEntropy(logits.rows(known), .hard(labeled.labels)).mean()
    }

    /// The gradient of a head, of that of some rows; it is 0 elsewhere.
    func gradient(
        _ head: HeadName,
        _ parts: [(rows: Range<Int>, gradient: Matrix)]
    ) -> Matrix {
        self[head].gradient(of: parts)
    }
}

/// The losses of a step and their gradients by head.
package struct JointLosses: Sendable {
    /// What the step reports.
    package let report: LossReport
    /// The gradients with respect to the heads of all rows of the pass.
    package let gradients: HeadValues

    /// Holds losses.
    init(_ report: LossReport, _ gradients: HeadValues) {
        self.report = report
        self.gradients = gradients
    }
}

extension Matrix {
    /// A gradient of this matrix, of those of some of its rows; it is 0 elsewhere.
    func gradient(of parts: [(rows: Range<Int>, gradient: Matrix)]) -> Matrix {
        var whole = Matrix(rows: rows, columns: columns)
        for part in parts {
            let start = part.rows.lowerBound * columns
            whole.values.replaceSubrange(
                start..<start + part.gradient.values.count,
                with: part.gradient.values
            )
        }
        return whole
    }
}
