package import Networks

/// What a solver's classifier takes.
package enum SolverFeatures: String, CaseIterable, Codable, Sendable {
    /// The input, or the features of the model that the run starts from.
    case raw
    /// A Gaussian kernel of that.
    case kernel
}

/// The names of what a solver gives weights to.
package struct SolverLayers: Sendable, Hashable {
    /// The layer of the logits.
    package var classifier: String
    /// The layer that adds to them what is linear in the features' squares; nil: there is none.
    package var squares: String?
    /// The layers of the kernel, and the value below them; nil: the features are the network's own.
    package var kernel: Kernel?

    /// Names layers.
    package init(classifier: String, squares: String? = nil, kernel: Kernel? = nil) {
        self.classifier = classifier
        self.squares = squares
        self.kernel = kernel
    }

    /// The layers of a kernel.
    package struct Kernel: Sendable, Hashable {
        /// The value that it compares.
        package var source: String
        /// Its layers.
        package var layers: KernelLayers
        /// The rows that it compares with.
        package var landmarks: Int
        /// How narrow it is, ``KernelLayers/weights(of:channels:landmarks:gamma:)``.
        package var gamma: Double

        /// The rows that distances are known by.
        private static let prepared = 2048

        /// The most rows that its weights are made from.
        package var prepared: Int { max(landmarks, Self.prepared) }

        /// Its weights, from values of ``source`` in random order.
        package func weights(of values: Matrix, shape: Shape) -> [String: [Float]] {
            layers.weights(
                of: values,
                channels: shape.channels,
                landmarks: landmarks,
                gamma: gamma
            )
        }

        /// The bytes of the kernel of the landmarks, its factor and its inverse.
        package var byteCount: Int { 3 * MemoryLayout<Double>.stride * landmarks * landmarks }
    }

    /// The tensors of a classifier that was found on a table.
    package func tensors(_ found: ClassPolynomial, of table: FeatureTable) -> [String: [Float]] {
        var biases: [Float] = []
        var (linear, quadratic): ([Float], [Float]) = ([], [])
        for (label, bias) in found.biases.enumerated() {
            // In features as they come x is (x - center) scale.
            var constant = bias.isFinite ? bias : Self.never
            for (column, center) in table.center.enumerated() {
                let square = found.squares[label, column] * table.scale * table.scale
                let slope = found.linear[label, column] * table.scale
                constant += center * (square * center - slope)
                linear.append(Float(slope - 2 * square * center))
                quadratic.append(Float(square))
            }
            biases.append(Float(constant))
        }
        var tensors = ["\(classifier).weight": linear, "\(classifier).bias": biases]
        if let squares { tensors["\(squares).weight"] = quadratic }
        return tensors
    }

    /// The logit of a class that is not known, below all that others may have.
    private static let never = -1e30
}

extension TaskFacts {
    /// The network up to what a solver's classifier takes.
    ///
    /// - Parameters:
    ///   - features: What it takes.
    ///   - landmarks: The rows that a kernel compares with.
    ///   - gamma: How narrow that is.
    /// - Returns: The network, the name of the value, and the kernel, where there is one.
    package func upTo(
        _ features: SolverFeatures,
        landmarks: Int = 0,
        gamma: Float = 0
    ) -> (graph: Graph, value: String, kernel: SolverLayers.Kernel?) {
        var graph = given?.encoder ?? network
        let source = given == nil ? Graph.inputName : graph.valueName(of: .embedding)
        guard features == .kernel else {
            graph.nodes = graph.nodes(before: source)
            return (graph, source, nil)
        }
        let (expanded, layers) = graph.kernelExpanded(of: source, landmarks: landmarks)
        let kernel = SolverLayers.Kernel(
            source: source,
            layers: layers,
            landmarks: landmarks,
            gamma: Double(gamma)
        )
        return (expanded, expanded.valueName(of: .embedding), kernel)
    }
}

extension Recipe {
    /// The recipe of one solver, whose network starts from the given model where there is one.
    package static func solving(
        _ solver: any Solver,
        network: Graph,
        for task: TaskFacts
    ) -> Recipe {
        Recipe([
            Phase("solve", solver, network: network, start: task.isModelGiven ? .given : nil)
        ])
    }
}

extension Graph {
    /// The network with a classifier on the value `features` whose logits are linear in them, or in them and their
    /// squares.
    package func scoring(
        _ features: String,
        classes: Int,
        hasSquares: Bool
    ) -> (graph: Graph, layers: SolverLayers) {
        let name = freeName("classifier")
        guard hasSquares else {
            return (
                classifying(features, classes: classes, named: name),
                SolverLayers(classifier: name)
            )
        }
        var graph = self
        graph.nodes = nodes(before: features)
        graph.heads = [:]
        let layers = SolverLayers(classifier: "\(name).linear", squares: "\(name).quadratic")
        var builder = GraphBuilder(continuing: graph, from: features)
        let value = builder.last
        let linear = builder.add(Dense(outputs: classes), named: layers.classifier, of: [value])
        builder.add(Multiply(), named: "\(name).squares", of: [value, value])
        let quadratic = builder.add(
            Dense(outputs: classes, bias: false),
            named: layers.squares
        )
        let logits = builder.add(Add(), named: "\(name).sum", of: [linear, quadratic])
        builder.head(.embedding, of: value)
        builder.head(.classifier, of: logits)
        return (builder.built, layers)
    }
}
