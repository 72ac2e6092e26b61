package import Networks
package import SemiSupervised

/// One training of one network: a recipe is a list of these.
package struct TrainingPhase: Hashable, Sendable, Codable {
    /// Where the phase's teacher comes from.
    package enum Teacher: String, Hashable, Sendable, Codable {
        /// There is none.
        case none
        /// The model that the run was given.
        case given
        /// What the phase before ended with.
        case previous
    }

    /// The name in progress reports.
    package var name: String
    /// The algorithm whose objective is minimized.
    package var algorithm: AlgorithmConfiguration
    /// The network that is trained, from scratch.
    package var network: Graph
    /// Optimizer steps.
    package var steps: Int
    /// The teacher.
    package var teacher: Teacher

    /// The phases of a run.
    ///
    /// Noisy Student begins with a supervised teacher unless one is given; each later phase is a
    /// student of the phase before. Everything else is one phase.
    package static func plan(
        for specification: TrainingJobSpecification,
        withTeacher isTeacherGiven: Bool
    ) -> [TrainingPhase] {
        let steps = specification.optimization.steps
        switch specification.algorithm {
        case .supervised, .supervisedStrong, .pseudoLabel, .fixMatch:
            return [single(specification, teacher: .none)]
        case .distillation:
            return [single(specification, teacher: .given)]
        case .noisyStudent(let parameters):
            var phases: [TrainingPhase] = []
            if !isTeacherGiven {
                phases.append(
                    TrainingPhase(
                        name: "teacher",
                        algorithm: AlgorithmConfiguration(.supervisedStrong),
                        network: specification.teacherNetwork ?? specification.network,
                        steps: specification.optimization.teacherSteps ?? steps,
                        teacher: .none
                    )
                )
            }
            for round in 1...parameters.rounds {
                phases.append(
                    TrainingPhase(
                        name: "student \(round)",
                        algorithm: specification.algorithm,
                        network: specification.network,
                        steps: steps,
                        teacher: phases.isEmpty ? .given : .previous
                    )
                )
            }
            return phases
        }
    }

    /// The phases of a run that is given `model`: a teacher, or what it starts from.
    ///
    /// What starts from a model keeps that model's standardisation, which its weights were made for,
    /// whatever the specification says.
    static func plan(
        for specification: TrainingJobSpecification,
        startingFrom model: TrainedModel?
    ) -> [TrainingPhase] {
        var phases = plan(for: specification, withTeacher: model != nil)
        guard let model else { return phases }
        for index in phases.indices where phases[index].teacher == .none {
            phases[index].network.standardization = model.network.standardization
        }
        return phases
    }

    private static func single(
        _ specification: TrainingJobSpecification,
        teacher: Teacher
    ) -> TrainingPhase {
        TrainingPhase(
            name: "train",
            algorithm: specification.algorithm,
            network: specification.network,
            steps: specification.optimization.steps,
            teacher: teacher
        )
    }
}
