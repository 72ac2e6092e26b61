package import Domain
package import Networks
package import SemiSupervised

extension TrainingJobSpecification {
    /// What a run does that is given a model of `network`: a teacher, or what it starts from.
    ///
    /// What starts from a model keeps that model's standardisation, which its weights were made for,
    /// whatever the specification says.
    ///
    /// - Throws: ``Failure``: invalid argument naming a hyper-parameter out of range; failed precondition where
    ///   the model is to teach and has no classes.
    package func recipe(given network: Graph? = nil) throws(Failure) -> Recipe {
        var recipe = try algorithm.recipe(
            for: TaskFacts(
                network: self.network,
                teacherNetwork: teacherNetwork,
                steps: optimization.steps,
                teacherSteps: optimization.teacherSteps,
                learningRate: optimization.learningRate,
                given: network
            )
        )
        if network?.isEncoder == true, recipe.phases.contains(where: { $0.teacher == .given }) {
            throw .precondition(
                "\(algorithm.name) asks its teacher for classes; the version that is given is an encoder "
                    + "without classes"
            )
        }
        for index in recipe.phases.indices {
            let origin: Graph? =
                switch recipe.phases[index].start {
                case .given?: network
                case .previous?: recipe.phases[index - 1].network
                case nil: nil
                }
            guard let origin else { continue }
            recipe.phases[index].network.standardization = origin.standardization
            switch recipe.phases[index].release {
            case .whole: break
            case .part(var graph):
                graph.standardization = origin.standardization
                recipe.phases[index].release = .part(graph)
            case .nearestSupport(var encoder, let temperature, let neighbors, let most):
                encoder.standardization = origin.standardization
                recipe.phases[index].release = .nearestSupport(
                    of: encoder,
                    temperature: temperature,
                    neighbors: neighbors,
                    most: most
                )
            }
        }
        return recipe
    }
}
