package import Domain

/// Distillation: a student learns a teacher's word on unlabelled rows,
/// <https://arxiv.org/abs/1503.02531>, <https://arxiv.org/abs/2006.10029>.
///
/// `L = a CE(labels) + (1 - a) f mean H(softmax(teacher / T), softmax(student / T))` on the same view, with
/// the factor `f` of ``DistillationScale``; hard targets have temperature 1.
package struct Distillation: Algorithm {
    /// Whether the student learns from the teacher's classes or probabilities.
    package var targets = TargetKind.soft
    /// Softens the teacher's and the student's probabilities; for soft targets only.
    package var temperature: Float = 2
    /// The weight of the true labels' loss; the teacher's gets the rest of 1.
    package var labelWeight: Float = 0.1

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "distillation",
        title: "Distillation",
        summary: "A student learns a teacher's classes or softened probabilities, with or "
            + "without labels.",
        whenToUse: "To serve a smaller network that answers as a large one does.",
        family: .teacherAndStudent,
        formula:
            "a mean CE(y, x) + (1 - a) T^2 mean H(softmax(teacher(u) / T), softmax(student(u) / T))",
        paper: "Hinton et al., Distilling the Knowledge in a Neural Network, 2015",
        paperAddress: "https://arxiv.org/abs/1503.02531",
        teacher: .required,
        benchmark: AlgorithmCard.Benchmark(narrowing: 2)
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .choice(
                "targets",
                \.targets,
                "Whether the student learns from the teacher's classes or probabilities."
            ),
            .number(
                "temperature",
                \.temperature,
                0.01...100,
                "Softens the teacher's and the student's probabilities; for soft targets only."
            ),
            .number(
                "label_weight",
                \.labelWeight,
                0...1,
                "The weight of the true labels' loss beside the teacher's: 0: labels are not used; "
                    + "1: only labels."
            ),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        Recipe([
            Phase(
                "train",
                objective(),
                network: task.network,
                steps: task.steps,
                teacher: .given
            )
        ])
    }

    /// What is minimized.
    ///
    /// - Parameters:
    ///   - scale: The factor of soft targets.
    ///   - view: What teacher and student see.
    /// - Returns: The objective; a label weight of 0 leaves the labelled rows out.
    package func objective(
        scale: DistillationScale = .squaredTemperature,
        view: View = .weak
    ) -> ConsistencyObjective {
        let (transform, loss, factor): (TargetTransform, ConsistencyLoss, Float) =
            switch (targets, scale) {
            case (.hard, _):
                (.harden, .crossEntropy, 1)
            case (.soft, .one):
                (.sharpen(temperature: temperature), .crossEntropy(temperature: temperature), 1)
            case (.soft, .squaredTemperature):
                (
                    .sharpen(temperature: temperature), .crossEntropy(temperature: temperature),
                    temperature * temperature
                )
            }
        return ConsistencyObjective(
            supervised: labelWeight == 0 ? nil : SupervisedTerm(view: view, weight: labelWeight),
            source: .model(.teacher, nil, .evaluate),
            studentView: view,
            unlabeledRatio: 4,
            policy: FixedThreshold.everything(transform),
            loss: loss,
            schedule: .constant((1 - labelWeight) * factor),
            passes: .joint
        )
    }
}

/// What the soft part of a distillation loss is multiplied with.
package enum DistillationScale: String, Sendable, Hashable, CaseIterable {
    /// `T ^ 2`, so that its gradient keeps its size at any temperature: Hinton et al. 2015 and the
    /// code of SimCLRv2.
    case squaredTemperature
    /// 1: the equations of SimCLRv2, <https://arxiv.org/abs/2006.10029>.
    case one
}
