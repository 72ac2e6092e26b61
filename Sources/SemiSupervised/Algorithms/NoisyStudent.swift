package import Domain
internal import Networks

/// Noisy Student, <https://arxiv.org/abs/1911.04252>: rounds of teacher and noised student.
///
/// A teacher says its word on all unlabelled rows once, on the rows as they are; what it is sure of is
/// balanced over the classes. The student sees noised labelled and unlabelled rows in one pass,
/// `L = mean CE(labeled) + ratio mean CE(unlabeled)`, and is the next teacher.
package struct NoisyStudent: Algorithm {
    /// The students, one after another.
    package var rounds = 3
    /// The confidence from which the teacher's label is used.
    package var threshold: Float = 0.3
    /// Pseudo-labelled examples per class after balancing; 0: no balancing; nil: the mean over the
    /// classes.
    package var examplesPerClass: Int?
    /// Whether students learn from the teacher's classes or probabilities.
    package var targets = TargetKind.soft
    /// Softens the teacher's probabilities; for soft targets only.
    package var temperature: Float = 1
    /// Unlabelled rows per labelled row of a batch, which is also the weight of their loss.
    package var unlabeledRatio = 2

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "noisy_student",
        title: "Noisy Student",
        summary: "A teacher labels, the sure labels are balanced over the classes, a noised "
            + "student learns from them and becomes the next teacher.",
        whenToUse: "Where a fair teacher is there and training time is not short.",
        family: .teacherAndStudent,
        formula: "mean CE(y, noised x) + ratio mean CE(teacher(u), noised u)",
        paper: "Xie et al., Self-training with Noisy Student improves ImageNet classification, "
            + "2020",
        paperAddress: "https://arxiv.org/abs/1911.04252",
        deviations: [
            "Classes with too many sure examples are thinned at random, as in "
                + "google-research/noisystudent; the paper keeps the surest.",
            "Labels and hard targets are smoothed by 0.1, soft targets are not, as there.",
        ],
        teacher: .optional,
        benchmark: AlgorithmCard.Benchmark(steps: 1500, teacherSteps: 2500, dropout: 0.2)
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .integer("rounds", \.rounds, 1...20, "The students, one after another."),
            .number(
                "threshold",
                \.threshold,
                0...1,
                "The confidence from which the teacher's label is used."
            ),
            .optionalInteger(
                "examples_per_class",
                \.examplesPerClass,
                0...1_000_000,
                "Pseudo-labelled examples per class: the surest are kept, too few are repeated; "
                    + "0: no balancing; unset: the mean over the classes."
            ),
            .choice(
                "targets",
                \.targets,
                "Whether students learn from the teacher's classes or probabilities."
            ),
            .number(
                "temperature",
                \.temperature,
                0.01...100,
                "Softens the teacher's probabilities; for soft targets only."
            ),
            .integer(
                "unlabeled_ratio",
                \.unlabeledRatio,
                1...16,
                "Unlabelled rows per labelled row of a batch, which is also the weight of their loss."
            ),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        var phases: [Phase] = []
        if !task.isModelGiven {
            let first = TaskFacts(
                network: task.teacherNetwork ?? task.network,
                steps: task.teacherSteps ?? task.steps
            )
            phases = SupervisedStrong().recipe(for: first).phases
            phases[0].name = "teacher"
        }
        for round in 1...rounds {
            phases.append(
                Phase(
                    "student \(round)",
                    NoisyStudentObjective(self),
                    network: task.network,
                    steps: task.steps,
                    teacher: phases.isEmpty ? .given : .previous,
                    surveys: [SurveyPlan(.teacher, of: .unlabeled)]
                )
            )
        }
        return Recipe(phases)
    }

    /// What one student minimizes; `smoothing` is that of labels and hard targets.
    package func objective(smoothing: LabelSmoothing = .uniform(0.1)) -> ConsistencyObjective {
        let transform: TargetTransform =
            switch targets {
            case .hard: .harden(smoothing)
            case .soft: .sharpen(temperature: temperature)
            }
        return ConsistencyObjective(
            supervised: SupervisedTerm(view: .cleanOrStrong, smoothing: smoothing),
            source: .stored,
            studentView: .strong,
            unlabeledRatio: unlabeledRatio,
            policy: FixedThreshold.everything(transform),
            schedule: .constant(Float(unlabeledRatio)),
            passes: .joint
        )
    }

    /// The examples that a student learns from, each as often as it shall count.
    package func selection(
        _ said: PseudoTargets,
        generator: SeededGenerator
    ) -> PseudoLabelSelection {
        let balance: ClassBalance =
            switch examplesPerClass {
            case nil: .mean
            case 0?: .none
            case let count?: .examples(count)
            }
        var drawn = generator
        return PseudoLabelSelection(
            labels: said.labels,
            confidence: said.confidence.map(Double.init),
            classes: said.probabilities.columns,
            leastConfidence: Double(threshold),
            balance: balance,
            uniform: { Double(drawn.next() >> 11) * 0x1p-53 }
        )
    }
}

/// One student's phase.
private struct NoisyStudentObjective: Objective {
    private let parameters: NoisyStudent
    private var base: ConsistencyObjective

    init(_ parameters: NoisyStudent) {
        self.parameters = parameters
        base = parameters.objective()
    }

    var needs: Needs { base.needs }

    mutating func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        base.step(batch, in: &context, on: &models)
    }

    func take(_ survey: Survey) -> PoolChange? {
        let said = PseudoTargets(.logits(survey.logits), indices: [])
        let selection = parameters.selection(said, generator: survey.generator)
        return PoolChange(selection: selection.rows, targets: said.probabilities)
    }
}
