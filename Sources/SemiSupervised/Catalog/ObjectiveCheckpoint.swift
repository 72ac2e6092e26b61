/// An objective in mid-run with the configuration that made it: what a checkpoint holds.
///
/// Decoding finds the objective's type through the configuration, so that a caller need not know
/// it.
package struct ObjectiveCheckpoint: Sendable, Codable {
    /// The configuration.
    package let configuration: AlgorithmConfiguration
    /// The objective with its state.
    package var objective: any Objective

    private enum Key: String, CodingKey { case configuration, objective }

    /// Holds an objective that `configuration` made.
    package init(configuration: AlgorithmConfiguration, objective: any Objective) {
        self.configuration = configuration
        self.objective = objective
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(configuration, forKey: .configuration)
        try container.encode(objective, forKey: .objective)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        configuration = try container.decode(AlgorithmConfiguration.self, forKey: .configuration)
        func restored(_ prototype: some Objective) throws -> any Objective {
            try container.decode(type(of: prototype), forKey: .objective)
        }
        objective = try restored(configuration.objective())
    }
}
