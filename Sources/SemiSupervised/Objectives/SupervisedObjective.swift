internal import Networks

/// Cross-entropy on labelled rows alone.
package struct SupervisedObjective: Objective, Hashable {
    /// The loss.
    package var term: SupervisedTerm

    /// Creates an objective; `smoothing` is the share of each label that is spread over all classes.
    package init(view: View, smoothing: Float = 0) {
        term = SupervisedTerm(view: view, smoothing: .uniform(smoothing))
    }

    package var needs: Needs { Needs(streams: [.labeled: StreamPlan([term.view])]) }

    package func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let pass = models.forward(.student, batch.labeled.views, .train)
        let (loss, gradient) = term.evaluate(pass.logits, labels: batch.labeled.labels)
        models.backward(pass, [.classifier: gradient])
        return LossReport(total: term.weight * loss, supervised: loss)
    }
}
