package import Domain
package import Messages
package import Networks

extension Graph {
    /// The network that a caller described, for the inputs and classes of a project.
    ///
    /// - Parameters:
    ///   - message: what the caller gave; what is unset has the default for the input.
    ///   - architecture: what is trained where the message has no architecture; nil: the default for
    ///     the input.
    ///   - input: the project's input.
    ///   - classes: the number of the project's classes.
    ///   - field: the path of the message in its request.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(
        _ message: Messages.NetworkSpecification?,
        orElse architecture: Messages.NetworkSpecification.Architecture? = nil,
        input: Domain.InputSpecification,
        classes: Int,
        field: String
    ) throws {
        let chosen = message?.architecture ?? architecture
        switch chosen ?? Messages.NetworkSpecification.defaultArchitecture(for: input) {
        case .linear:
            self = .linear(inputs: input.elements, classes: classes)
        case .perceptron(let perceptron):
            let hidden = try perceptron.layers(field: "\(field).perceptron")
            self = .perceptron(
                inputs: input.elements,
                hidden: hidden,
                classes: classes,
                dropout: try perceptron.dropout.asDropout("\(field).perceptron.dropout")
            )
        case .smallConvolutional(let network):
            self = try .init(network, input, classes, "\(field).small_convolutional")
        }
        standardization = try InputStandardization(
            message?.standardization ?? .unspecified,
            of: input,
            field: "\(field).standardization"
        )
        do {
            _ = try Network(self)
        } catch {
            throw Failure.invalid("the network's \(error.description)", field: field)
        }
    }

    private init(
        _ network: Messages.NetworkSpecification.SmallConvolutional,
        _ input: Domain.InputSpecification,
        _ classes: Int,
        _ field: String
    ) throws {
        guard case .image(let image) = input, image.height >= 2, image.width >= 2 else {
            throw Failure.invalid(
                "a small convolutional network is for images from 2 x 2; the project has "
                    + input.summary,
                field: field
            )
        }
        guard network.width <= 512 else {
            throw Failure.invalid(
                "a width is 1 to 512; got \(network.width)",
                field: "\(field).width"
            )
        }
        self = .smallConvolutional(
            height: image.height,
            width: image.width,
            channels: image.channels,
            classes: classes,
            width: network.width == 0 ? 16 : Int(network.width),
            dropout: try network.dropout.asDropout("\(field).dropout")
        )
    }
}

extension Messages.NetworkSpecification {
    /// The architecture of a stored network; unset where callers have no name for it.
    package init(_ network: Graph) {
        self.init()
        let candidates = [
            Self(architecture: .linear(Linear())), Self.perceptron(like: network),
            Self.smallConvolutional(like: network),
        ]
        var plain = network
        plain.standardization = nil
        for candidate in candidates.compactMap(\.self)
        where candidate.describes(plain) { self = candidate }
        standardization = Standardization(network)
    }

    /// What is trained where nothing else is asked for.
    package static func defaultArchitecture(for input: Domain.InputSpecification) -> Architecture {
        if case .image(let image) = input, image.height >= 2, image.width >= 2 {
            return .smallConvolutional(SmallConvolutional(width: 16))
        }
        return .perceptron(Perceptron(hidden: [128, 128]))
    }

    /// The same architecture with half the width, at least 1; what has no width stays.
    package var halved: Self {
        switch architecture {
        case .perceptron(var perceptron):
            perceptron.hidden = perceptron.hidden.map { max(1, $0 / 2) }
            return Self(architecture: .perceptron(perceptron))
        case .smallConvolutional(var network):
            network.width = max(1, network.width / 2)
            return Self(architecture: .smallConvolutional(network))
        case .linear, nil:
            return self
        }
    }

    private func describes(_ network: Graph) -> Bool {
        let (shape, classes) = (network.input, network.classes)
        var inputs = [Domain.InputSpecification.vector(dimension: shape.count)]
        if case .smallConvolutional = architecture {
            inputs = [
                .image(
                    ImageSpecification(
                        height: shape.height,
                        width: shape.width,
                        channels: shape.channels
                    )
                )
            ]
        }
        return inputs.contains {
            var own = try? Graph(
                self,
                input: $0,
                classes: classes,
                field: ""
            )
            own?.standardization = nil
            return own == network
        }
    }

    private static func perceptron(like network: Graph) -> Self? {
        var hidden: [UInt32] = []
        for node in network.nodes.dropLast() {
            if let dense = node.operation as? Dense {
                hidden.append(UInt32(clamping: dense.outputs))
            }
        }
        guard !hidden.isEmpty else { return nil }
        return Self(
            architecture: .perceptron(Perceptron(hidden: hidden, dropout: dropout(of: network)))
        )
    }

    private static func smallConvolutional(like network: Graph) -> Self? {
        guard let convolution = network.nodes.first?.operation as? Convolution else { return nil }
        return Self(
            architecture: .smallConvolutional(
                SmallConvolutional(
                    width: UInt32(clamping: convolution.outputs),
                    dropout: dropout(of: network)
                )
            )
        )
    }

    private static func dropout(of network: Graph) -> Float {
        network.nodes.lazy.compactMap { ($0.operation as? Dropout)?.rate }.first ?? 0
    }
}

extension Messages.NetworkSpecification.Perceptron {
    /// The widths of the hidden layers, checked.
    fileprivate func layers(field: String) throws -> [Int] {
        if hidden.isEmpty { return [128, 128] }
        guard hidden.count <= 8 else {
            throw Failure.invalid(
                "a perceptron has 1 to 8 hidden layers; got \(hidden.count)",
                field: "\(field).hidden"
            )
        }
        for (index, width) in hidden.enumerated() where !(1...16_384).contains(width) {
            throw Failure.invalid(
                "a hidden layer has 1 to 16384 units; got \(width)",
                field: "\(field).hidden[\(index)]"
            )
        }
        return hidden.map { Int($0) }
    }
}

extension Float {
    fileprivate func asDropout(_ field: String) throws -> Float {
        guard (0...0.9).contains(self) else {
            throw Failure.invalid("dropout is 0 to 0.9; got \(self)", field: field)
        }
        return self
    }
}
