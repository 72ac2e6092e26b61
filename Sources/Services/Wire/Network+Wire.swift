package import Domain
package import Messages
package import Networks

extension Graph {
    /// The network that a caller described, for the inputs and classes of a project.
    ///
    /// - Parameters:
    ///   - message: what the caller gave; what is unset has the default for the input.
    ///   - preset: what is trained where the message has no architecture; nil: the default for the input.
    ///   - input: the project's input.
    ///   - classes: the number of the project's classes.
    ///   - allowsEncoder: whether it may be an encoder, without classes.
    ///   - field: the path of the message in its request.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came; of a graph the node.
    package init(
        _ message: Wire.NetworkSpecification?,
        orElse preset: (any NetworkPreset)? = nil,
        input: InputSpecification,
        classes: Int,
        allowsEncoder: Bool = false,
        field: String
    ) throws {
        guard message?.architecture == nil || message?.namedArchitecture == nil else {
            throw Failure.invalid("a network has one architecture; came two", field: field)
        }
        if case .graphJSON(let text)? = message?.namedArchitecture {
            try self.init(json: text, input: input, classes: classes, field: "\(field).graph_json")
        } else {
            let (asked, path) = try message?.preset(field) ?? (nil, field)
            var chosen = asked ?? preset ?? Presets.standard(for: input)
            chosen.fit(FrontEndSpecification(defaultFor: input))
            let frontEnd = FrontEndSpecification(defaultFor: input)
            do throws(Failure) {
                self = try chosen.graph(input: Shape(input, frontEnd), classes: classes)
                self.frontEnd = frontEnd
            } catch {
                let name = error.field.isEmpty ? path : "\(path).\(error.field)"
                throw Failure(error.kind, error.message, field: name)
            }
        }
        if message?.encoder == true { self = encoder }
        guard allowsEncoder || !isEncoder else {
            throw Failure.invalid(
                "a run trains a network with classes, and this is an encoder; it needs the head 'classifier'",
                field: "\(field).encoder"
            )
        }
        let asked = message?.standardization ?? .unspecified
        if asked != .unspecified || standardization == nil {
            standardization = try InputStandardization(
                asked,
                of: input,
                field: "\(field).standardization"
            )
        }
        do {
            _ = try Network(self)
        } catch {
            throw Failure.invalid("the network's \(error.description)", field: field)
        }
    }
}

extension Wire.NetworkSpecification {
    /// The architecture of a stored network: one with a field of its own, or a preset, or the graph itself.
    package init(_ network: Graph) {
        self.init()
        switch Presets.describing(network) {
        case is LinearPreset:
            architecture = .linear(Linear())
        case let preset as PerceptronPreset:
            architecture = .perceptron(
                Perceptron(
                    hidden: preset.hidden.map { UInt32(clamping: $0) },
                    dropout: preset.dropout
                )
            )
        case let preset as SmallConvolutionalPreset:
            architecture = .smallConvolutional(
                SmallConvolutional(
                    width: UInt32(clamping: preset.width),
                    dropout: preset.dropout
                )
            )
        case let preset?:
            namedArchitecture = .preset(Wire.NetworkPreset(preset))
        case nil:
            namedArchitecture = .graphJSON(network.json)
        }
        standardization = Wire.Standardization(network)
        encoder = network.isEncoder
    }

    /// Whether the caller leaves the architecture to the server.
    var isOpen: Bool { architecture == nil && namedArchitecture == nil }

    /// What a caller asked for by name, and the path of its parameters; nil: nothing.
    fileprivate func preset(
        _ field: String
    ) throws -> (preset: (any NetworkPreset)?, path: String) {
        var settings = Settings()
        switch architecture {
        case nil:
            guard case .preset(let preset) = namedArchitecture else { return (nil, field) }
            return try Self.preset(preset, "\(field).preset")
        case .linear:
            return (LinearPreset(), "\(field).linear")
        case .perceptron(let network):
            if !network.hidden.isEmpty { settings.add("hidden", network.hiddenText) }
            settings.add("dropout", network.dropout)
            let path = "\(field).perceptron"
            return (try settings.preset(PerceptronPreset.self, field: path), path)
        case .smallConvolutional(let network):
            if network.width != 0 { settings.add("width", network.width) }
            settings.add("dropout", network.dropout)
            let path = "\(field).small_convolutional"
            return (try settings.preset(SmallConvolutionalPreset.self, field: path), path)
        }
    }

    private static func preset(
        _ preset: Wire.NetworkPreset,
        _ path: String
    ) throws -> (preset: (any NetworkPreset)?, path: String) {
        let type: any NetworkPreset.Type
        do {
            type = try Presets.named(preset.name)
        } catch {
            throw Failure(error.kind, error.message, field: "\(path).name")
        }
        let settings = try Settings(preset.parameters, field: "\(path).parameters")
        return (try settings.preset(type, field: "\(path).parameters"), "\(path).parameters")
    }
}

extension Wire.NetworkSpecification.Perceptron {
    fileprivate var hiddenText: String { hidden.map { "\($0)" }.joined(separator: ",") }
}

extension Wire.NetworkPreset {
    /// A preset with all of its parameters.
    package init(_ preset: some NetworkPreset) {
        let type = type(of: preset)
        self.init(name: type.card.name)
        let settings = preset.settings
        for parameter in type.catalog {
            parameters[parameter.name] = settings[parameter.name].map {
                Wire.HyperParameterValue($0, of: parameter.domain)
            }
        }
    }
}

extension Wire.NetworkArchitecture {
    /// What the card says of an architecture.
    package init(_ type: any NetworkPreset.Type) {
        let card = type.card
        self.init(
            name: card.name,
            title: card.title,
            summary: card.summary,
            paper: card.paper,
            paperURL: card.paperAddress,
            parameters: type.catalog.map { Wire.HyperParameter($0) }
        )
    }
}
