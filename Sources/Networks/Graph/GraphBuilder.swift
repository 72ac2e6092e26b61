/// Puts a graph together, node after node; architectures are functions over it.
package struct GraphBuilder {
    /// A value: the input, or what a node yields.
    package struct Value: Hashable, Sendable { let name: String }

    private var graph: Graph
    private var counts: [String: Int] = [:]
    /// What the next node takes where nothing else is said.
    package private(set) var last = Value(name: Graph.inputName)

    /// Begins with an input.
    package init(input: Shape) {
        graph = Graph(input: input, nodes: [], heads: [:])
    }

    /// Goes on with a graph, from the value called `name`.
    package init(continuing graph: Graph, from name: String) {
        self.graph = graph
        last = Value(name: name)
        for node in graph.nodes { counts[type(of: node.operation).kind, default: 0] += 1 }
    }

    /// Adds a node.
    ///
    /// - Parameters:
    ///   - operation: what it does.
    ///   - name: its name; nil: its kind and a number.
    ///   - inputs: what it takes; nil: the last value.
    /// - Returns: what it yields, which is then the last value.
    @discardableResult
    package mutating func add(
        _ operation: any Operation,
        named name: String? = nil,
        of inputs: [Value]? = nil
    ) -> Value {
        let kind = type(of: operation).kind
        if name == nil { counts[kind, default: 0] += 1 }
        let name = name ?? "\(kind)\(counts[kind] ?? 0)"
        graph.nodes.append(Graph.Node(name, operation, (inputs ?? [last]).map(\.name)))
        last = Value(name: name)
        return last
    }

    /// Names a value.
    package mutating func head(_ head: HeadName, of value: Value) { graph.heads[head] = value.name }

    /// The graph so far.
    package var built: Graph { graph }

    /// The graph whose last node yields the logits, and takes the features.
    package func classifier() -> Graph {
        var graph = graph
        if let last = graph.nodes.last {
            graph.heads[.classifier] = last.name
            graph.heads[.embedding] = last.inputs.first
        }
        return graph
    }
}
