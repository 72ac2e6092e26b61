package import Domain
internal import Networks

/// SimCLRv2, <https://arxiv.org/abs/2006.10029>: pre-train without labels, fine-tune with few, distil without.
///
/// A large network learns that two views of an example are alike (SimCLR, <https://arxiv.org/abs/2002.05709>); it is
/// fine-tuned from the middle of its projection head; a smaller one learns its word on unlabelled examples.
package struct SimCLRv2: Algorithm {
    /// What is released.
    package enum Stage: String, Sendable, Hashable, CaseIterable {
        /// The encoder of the large network, without classes, after the pre-training: to start others from.
        case preTrained = "pre_trained"
        /// The fine-tuned large network.
        case fineTuned = "fine_tuned"
        /// A student of it.
        case distilled
        /// A student of the large network that was first distilled to itself.
        case selfDistilled = "self_distilled"
    }

    /// Divides the likeness of views.
    package var temperature: Float = 0.5
    /// The layers of the projection head.
    package var headLayers = 3
    /// The outputs of the projection head.
    package var width = 64
    /// The layers of the projection head that are kept.
    package var keptLayers = 1
    /// Examples of which there are two views in a step, for each labelled row of a batch.
    package var unlabeledRatio = 8
    /// The learning rate of the pre-training.
    package var pretrainingRate: Float = 10
    /// The share of the teacher's steps that are pre-training.
    package var pretraining: Float = 0.8
    /// What is released.
    package var release = Stage.distilled
    /// Softens the teacher's and the student's probabilities.
    package var distillationTemperature: Float = 1
    /// The weight of the true labels' loss in the distillation.
    package var labelWeight: Float = 0

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "simclr_v2",
        title: "SimCLRv2",
        summary:
            "A large network learns without labels, is fine-tuned with few of them, and teaches a "
            + "smaller one without.",
        whenToUse: "Where much data is there and training time, and what serves should be small.",
        family: .teacherAndStudent,
        formula: "mean -log(exp(s_ip / T) / sum exp(s_ij / T)), then mean CE(y, x), then "
            + "mean H(softmax(teacher(u)), softmax(student(u)))",
        paper: "Chen et al., Big Self-Supervised Models are Strong Semi-Supervised Learners, 2020",
        paperAddress: "https://arxiv.org/abs/2006.10029",
        deviations: [
            "Fine-tuning and distillation have the optimizer that was asked for; the paper has LARS.",
            "Batches are smaller, and there is no memory of negatives.",
            "Fine-tuning sees strong views.",
        ],
        benchmark: AlgorithmCard.Benchmark(steps: 2500, teacherSteps: 2500, narrowing: 2)
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .number("temperature", \.temperature, 0.01...100, "Divides the likeness of views."),
            .integer("head_layers", \.headLayers, 2...8, "The layers of the projection head."),
            .integer("width", \.width, 1...4096, "The outputs of the projection head."),
            .integer(
                "kept_layers",
                \.keptLayers,
                0...7,
                "The layers of the projection head that are kept, fewer than it has."
            ),
            .unlabeledRatio(\.unlabeledRatio),
            .number(
                "pretraining_rate",
                \.pretrainingRate,
                1e-6...100,
                "The learning rate of the pre-training, by LARS."
            ),
            .number(
                "pretraining",
                \.pretraining,
                0.01...0.99,
                "The share of the teacher's steps that are pre-training; the others fine-tune. All of them where only "
                    + "that is released."
            ),
            .choice("release", \.release, "What is released."),
            .number(
                "distillation_temperature",
                \.distillationTemperature,
                0.01...100,
                "Softens the teacher's and the student's probabilities."
            ),
            .number(
                "label_weight",
                \.labelWeight,
                0...1,
                "The weight of the true labels' loss in the distillation."
            ),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        guard keptLayers < headLayers else {
            throw .invalid(
                "kept_layers is below head_layers, \(headLayers); got \(keptLayers)",
                field: "kept_layers"
            )
        }
        let teacher = task.teacherNetwork ?? task.network
        let large: Graph
        do {
            large = try teacher.contrasting(layers: headLayers, width: width)
        } catch {
            throw error.failure
        }
        let steps = task.teacherSteps ?? task.steps
        let first =
            release == .preTrained
            ? steps : max(1, min(Int((Float(steps) * pretraining).rounded()), steps - 1))
        var phases = [
            Phase(
                "pre-training",
                SimCLRObjective(temperature: temperature, ratio: unlabeledRatio),
                network: large,
                steps: first,
                start: task.isModelGiven ? .given : nil
            ),
            Phase(
                "fine-tuning",
                SupervisedObjective(view: .strong),
                network: large.classifying(
                    large.headName(after: keptLayers),
                    classes: teacher.classes,
                    initial: .zero
                ),
                steps: max(1, steps - first),
                start: .previous
            ),
        ]
        phases[0].optimizers = [pretrainingPlan(steps: first)]
        if release == .preTrained {
            phases.removeLast()
            phases[0].release = .part(large.encoder)
        }
        return Recipe(phases + students(of: teacher, task))
    }

    /// The phases in which smaller networks learn the word of the one before.
    private func students(of teacher: Graph, _ task: TaskFacts) -> [Phase] {
        var distillation = Distillation()
        distillation.temperature = distillationTemperature
        distillation.labelWeight = labelWeight
        let networks: [Graph] =
            switch release {
            case .preTrained, .fineTuned: []
            case .distilled: [task.network]
            case .selfDistilled: [teacher, task.network]
            }
        return networks.enumerated().map { index, network in
            Phase(
                "student \(index + 1)",
                distillation.objective(),
                network: network,
                steps: task.steps,
                teacher: .previous
            )
        }
    }

    private func pretrainingPlan(steps: Int) -> OptimizerPlan {
        OptimizerPlan(
            .all,
            .lars(LARS(weightDecay: 1e-4, rule: .decayInGradient)),
            schedule: .halfCosine(
                start: 0,
                rate: pretrainingRate,
                end: 0,
                steps: steps,
                warmUp: steps / 10
            )
        )
    }
}
