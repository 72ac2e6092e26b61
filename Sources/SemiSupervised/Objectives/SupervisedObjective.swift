internal import Networks

/// Cross-entropy on labelled rows alone.
package struct SupervisedObjective: Objective, Hashable {
    /// The loss.
    package var term: SupervisedTerm

    /// Creates an objective.
    package init(term: SupervisedTerm) { self.term = term }

    package var views: ViewPlan { ViewPlan(labeled: [term.view]) }

    package func accumulate(
        _ batch: Batch,
        in context: StepContext,
        on learner: inout some Learner & ~Copyable
    ) -> LossReport {
        let logits = learner.forward(batch.labeled, statistics: .updating).classifierLogits
        let (loss, gradient) = term.evaluate(logits, labels: batch.labels)
        learner.backward([.classifier: gradient])
        return LossReport(total: term.weight * loss, supervised: loss)
    }
}

extension SupervisedObjective {
    /// Labels only, inputs as they are.
    package static func supervised(_ parameters: Supervised = Supervised()) -> Self {
        Self(term: SupervisedTerm(view: .clean, smoothing: .uniform(parameters.labelSmoothing)))
    }

    /// Labels only, each row clean or strongly augmented.
    package static func supervisedStrong(_ parameters: Supervised = Supervised()) -> Self {
        Self(
            term: SupervisedTerm(
                view: .cleanOrStrong,
                smoothing: .uniform(parameters.labelSmoothing)
            )
        )
    }
}

extension HeadValues {
    /// The logits of the classifier, which every network has.
    var classifierLogits: Matrix {
        guard let logits = self[.classifier] else {
            preconditionFailure("no classifier among the heads \(keys)")
        }
        return logits
    }
}
