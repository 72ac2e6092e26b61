internal import Domain
internal import Networks

extension Network {
    /// The weights that a training starts with.
    ///
    /// Those of a model of the same network; of one that shares nodes what has the same names, while the rest is
    /// random.
    ///
    /// - Parameters:
    ///   - initial: The model to start from; nil: all is random.
    ///   - statistics: What an input is standardised by, where nothing else says it.
    ///   - seed: Of what is random.
    /// - Returns: The weights.
    /// - Throws: ``Failure`` (invalid argument) where the model is of another network.
    func parameters(
        startingFrom initial: TrainedModel?,
        statistics: InputStatistics?,
        seed: UInt64
    ) throws(Failure) -> Parameters {
        if let initial, initial.network == graph { return initial.parameters }
        var first = initialParameters(seed: seed)
        guard let initial else {
            if let statistics { setInputStatistics(statistics, in: &first) }
            return first
        }
        guard graph.sharesNodes(with: initial.network) else {
            throw .invalid(
                "a run starts from a model of its own network, or of one with the same layers up to its "
                    + "features; the initial version shares none of them",
                field: "network"
            )
        }
        do {
            adopt(initial.parameters, of: try Network(initial.network), into: &first)
        } catch {
            throw error.failure
        }
        return first
    }

    /// The same network for rows of another size.
    ///
    /// - Throws: ``Failure`` (invalid argument) where it would have other weights.
    func sized(to shape: Shape) throws(Failure) -> Network {
        guard let network = resized(to: shape) else {
            throw .invalid(
                "the network cannot take rows of \(shape) beside those of \(self.graph.input): "
                    + "its layers have weights for each pixel",
                field: "network"
            )
        }
        return network
    }
}
