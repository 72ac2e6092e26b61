package import Domain

/// An architecture that callers name: its parameters, what is known of it, and the graph that it is.
///
/// One file an architecture, and its line in ``Presets/all``.
package protocol NetworkPreset: HyperParameters {
    /// What people and programs are told of it.
    static var card: NetworkCard { get }
    /// The network for rows of a shape.
    ///
    /// - Parameters:
    ///   - input: the shape of a row; a network for vectors takes an image as one.
    ///   - classes: the number of classes, at least 1.
    /// - Returns: the graph, with the heads `classifier` and `embedding`.
    /// - Throws: ``Failure`` (invalid argument) naming a parameter that does not go with the others or with
    ///   the input.
    func graph(input: Shape, classes: Int) throws(Failure) -> Graph
    /// What a graph may have been made by: few, each of which is then compared with it.
    static func candidates(for graph: Graph) -> [Self]
    /// Takes what a front end says of a row's numbers: how many ids there are.
    mutating func fit(_ frontEnd: FrontEndSpecification?)
    /// Halves what makes the network wide, to 1 at least; what has no width stays.
    mutating func halve()
}

extension NetworkPreset {
    package mutating func halve() {}
    package mutating func fit(_ frontEnd: FrontEndSpecification?) {}
}

/// What is known of an architecture; listings and the page docs/networks.md are made from it.
package struct NetworkCard: Sendable, Hashable {
    /// The name in requests and on the command line, such as `wide_resnet`.
    package var name: String
    /// The name for people.
    package var title: String
    /// What it is, in a sentence or two.
    package var summary: String
    /// The paper: authors, title, year; empty when there is none.
    package var paper = ""
    /// The paper's address; empty when there is none.
    package var paperAddress = ""
}

/// The architectures that have a name.
package enum Presets {
    /// Every architecture once.
    package static let all: [any NetworkPreset.Type] = [
        LinearPreset.self, PerceptronPreset.self, SmallConvolutionalPreset.self,
        ConvolutionalPreset.self,
        WideResNetPreset.self, ResNetPreset.self, TokenBagPreset.self, BERTPreset.self,
        VisionTransformerPreset.self,
    ]

    /// What is trained where nothing else is asked for.
    package static func standard(for input: InputSpecification) -> any NetworkPreset {
        let shape = Shape(input, FrontEndSpecification(defaultFor: input))
        if shape.isSequence { return TokenBagPreset() }
        return shape.height >= 2 && shape.width >= 2
            ? SmallConvolutionalPreset() : PerceptronPreset()
    }

    /// The architecture of a name as people write it: `WideResNet` and `wide-resnet` are `wide_resnet`.
    ///
    /// - Throws: ``Failure`` (invalid argument) that lists the names.
    package static func named(_ text: String) throws(Failure) -> any NetworkPreset.Type {
        func key(_ text: some StringProtocol) -> String {
            String(text.prefix(64).lowercased().filter { $0.isLetter || $0.isNumber })
        }
        let wanted = key(text)
        guard let found = all.first(where: { key($0.card.name) == wanted }) else {
            let names = all.map { $0.card.name }
            throw .invalid(
                "expected a network of \(names.joined(separator: ", ")); got \(quoted(text))"
                    + suggestion(for: text, in: names),
                field: "name"
            )
        }
        return found
    }

    /// An architecture with some parameters given as text; the others have their defaults.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the parameter that is unknown or out of range.
    package static func preset(
        _ type: any NetworkPreset.Type,
        settings: [String: String]
    ) throws(Failure) -> any NetworkPreset {
        var preset: any NetworkPreset = type.init()
        for (name, text) in settings.sorted(by: { $0.key < $1.key }) {
            try preset.set(name, to: text)
        }
        return preset
    }

    /// The architecture of a graph, with or without its classes; nil: callers have no name for it.
    ///
    /// How the input is standardised, or made of bytes, is no part of that.
    package static func describing(_ graph: Graph) -> (any NetworkPreset)? {
        var plain = graph
        plain.standardization = nil
        plain.frontEnd = nil
        for type in all {
            if let found = type.found(in: plain) { return found }
        }
        return nil
    }

    /// The page docs/networks.md's table of one architecture after the other, as Markdown.
    package static var sections: String {
        all.map { type in
            let card = type.card
            var lines = ["### \(card.title)", "", "`\(card.name)`. \(card.summary)"]
            if !card.paper.isEmpty { lines += ["", "\(card.paper), <\(card.paperAddress)>."] }
            guard !type.catalog.isEmpty else { return lines.joined(separator: "\n") }
            lines += ["", "| parameter | default | range | meaning |", "|---|---|---|---|"]
            return (lines + type.catalog.map(\.row)).joined(separator: "\n")
        }
        .joined(separator: "\n\n") + "\n"
    }
}

extension NetworkPreset {
    /// Refuses rows that are no images.
    func requireImage(_ input: Shape) throws(Failure) {
        guard input.pixels > 1 else {
            throw .invalid("a \(Self.card.title) is for images; a row has \(input) values")
        }
    }

    fileprivate static func found(in graph: Graph) -> (any NetworkPreset)? {
        let isEncoder = graph.isEncoder
        return candidates(for: graph).first { candidate in
            guard (try? candidate.validate()) != nil,
                let own = try? candidate.graph(input: graph.input, classes: max(1, graph.classes))
            else { return false }
            return (isEncoder ? own.encoder : own) == graph
        }
    }
}

extension Graph {
    /// Whether it ends with features and has no classes: no calls for classes are answered by such a one.
    package var isEncoder: Bool { heads[.classifier] == nil }

    /// The rate of its first dropout; 0: it has none.
    var dropout: Float {
        nodes.lazy.compactMap { ($0.operation as? Dropout)?.rate }.first ?? 0
    }
}

// The parameters that several architectures have.
extension HyperParameterField {
    /// `dropout`.
    static func dropout(
        _ path: any WritableKeyPath<Root, Float> & Sendable,
        _ summary: String
    ) -> Self {
        .number("dropout", path, 0...0.9, summary)
    }
}
