package import Networks

/// A network and its weights: what a run ends with, and what a teacher is.
package struct TrainedModel: Hashable, Sendable, Codable {
    /// The network.
    package var network: Graph
    /// Its weights and running statistics.
    package var parameters: Parameters

    /// Creates a model.
    package init(network: Graph, parameters: Parameters) {
        self.network = network
        self.parameters = parameters
    }
}
