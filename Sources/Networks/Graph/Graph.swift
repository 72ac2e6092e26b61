/// The description of a network: stored with each model and checkpoint, compiled by ``Network``.
///
/// A list of nodes in the order in which they are computed, each with the names of the values that it
/// takes: ``inputName`` or those of earlier nodes. As a graph, and not as code or a tape, it can be stored,
/// checked and planned before it runs.
package struct Graph: Hashable, Sendable {
    /// The name of the value that comes in.
    package static let inputName = "input"

    /// One operation; its name is that of its value, and the prefix of its parameters' names.
    package struct Node: Hashable, Sendable {
        /// 1 to 64 letters, digits, `_`, `.` or `-`, unique in its graph.
        package var name: String
        /// What it does.
        package var operation: any Operation
        /// The names of what it takes.
        package var inputs: [String]

        /// Creates a node.
        package init(_ name: String, _ operation: any Operation, _ inputs: [String]) {
            self.name = name
            self.operation = operation
            self.inputs = inputs
        }

        package static func == (a: Node, b: Node) -> Bool {
            a.name == b.name && a.inputs == b.inputs
                && AnyHashable(a.operation) == AnyHashable(b.operation)
        }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(name)
            hasher.combine(inputs)
            hasher.combine(AnyHashable(operation))
        }
    }

    /// The shape of one input row.
    package var input: Shape
    /// The operations, each after those that it takes values of.
    package var nodes: [Node]
    /// The nodes that are handed out under other names than their own.
    package var heads: [HeadName: String]
    /// How the input is standardised before the first node; nil: it is not.
    package var standardization: InputStandardization?
    /// What makes the input of a row's bytes; nil: those are numbers.
    package var frontEnd: FrontEndSpecification?

    /// Creates a graph.
    package init(
        input: Shape,
        nodes: [Node],
        heads: [HeadName: String],
        standardization: InputStandardization? = nil,
        frontEnd: FrontEndSpecification? = nil
    ) {
        self.input = input
        self.nodes = nodes
        self.heads = heads
        self.standardization = standardization
        self.frontEnd = frontEnd
    }

    /// The name of the value behind a head: that of the head, or of the node that it names.
    package func valueName(of head: HeadName) -> String { heads[head] ?? head.name }

    /// The number of classes: the outputs of the dense layer behind ``HeadName/classifier``; 0 where there
    /// is none.
    package var classes: Int {
        var name = heads[.classifier]
        for node in nodes.reversed() where node.name == name {
            if let dense = node.operation as? Dense { return dense.outputs }
            name = node.inputs.first
        }
        return 0
    }
}

extension Graph.Node: Codable {
    private enum Key: String, CodingKey { case name, op, inputs }

    /// Reads a node: its name, its kind and its inputs, beside what the operation says.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        name = try container.decode(String.self, forKey: .name)
        inputs = try container.decode([String].self, forKey: .inputs)
        let kind = try container.decode(String.self, forKey: .op)
        guard let type = Operations.named(kind) else {
            throw DecodingError.dataCorruptedError(
                forKey: .op,
                in: container,
                debugDescription:
                    "node '\(name)' has the operation '\(kind)'; there are "
                    + Operations.all.map { $0.kind }.joined(separator: ", ")
            )
        }
        operation = try type.init(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(type(of: operation).kind, forKey: .op)
        try container.encode(inputs, forKey: .inputs)
        try operation.encode(to: encoder)
    }
}

extension Graph: Codable {
    private enum Key: String, CodingKey {
        case input, nodes, heads, standardization, frontEnd, layers
    }

    /// Reads a graph, or the list of layers that models were stored with before there were graphs.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        input = try container.decode(Shape.self, forKey: .input)
        standardization = try container.decodeIfPresent(
            InputStandardization.self,
            forKey: .standardization
        )
        frontEnd = try container.decodeIfPresent(FrontEndSpecification.self, forKey: .frontEnd)
        if container.contains(.layers) {
            let layers = try container.decode([StoredLayer].self, forKey: .layers)
            (nodes, heads) = StoredLayer.graph(layers)
        } else {
            nodes = try container.decode([Node].self, forKey: .nodes)
            heads = try container.decode([HeadName: String].self, forKey: .heads)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(input, forKey: .input)
        try container.encode(nodes, forKey: .nodes)
        try container.encode(heads, forKey: .heads)
        try container.encodeIfPresent(standardization, forKey: .standardization)
        try container.encodeIfPresent(frontEnd, forKey: .frontEnd)
    }
}
