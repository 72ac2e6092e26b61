/// Turns the nodes of a graph into the steps of a program, checking each.
struct GraphCompiler {
    private(set) var layout = ParameterLayout()
    private(set) var steps: [Network.Step] = []
    private(set) var clocks: Clocks
    private(set) var standardization: StandardizationRanges?
    /// The numbers of the values by name.
    private(set) var values: [String: Int] = [Graph.inputName: 0]
    private let graph: Graph
    /// How often each value is taken, or handed out.
    private var uses: [String: Int] = [:]

    private static let nodeLimit = 4096
    private static let parameterLimit = 1 << 31

    init(_ graph: Graph) throws(ShapeError) {
        self.graph = graph
        clocks = Clocks(input: graph.input)
        guard (1...Self.nodeLimit).contains(graph.nodes.count) else {
            throw ShapeError(
                "a network has 1 to \(Self.nodeLimit) nodes, came \(graph.nodes.count)"
            )
        }
        guard graph.input.isWithinLimits else {
            throw ShapeError(
                "an input is at most 4096 x 4096 pixels and 2^24 values, came \(graph.input)"
            )
        }
        for name in graph.nodes.flatMap(\.inputs) + graph.heads.values {
            uses[name, default: 0] += 1
        }
        guard let channels = graph.standardization?.channels else { return }
        guard channels >= 1, graph.input.count % channels == 0 else {
            throw ShapeError(
                "a standardisation of \(channels) channels for \(graph.input.count) values a row"
            )
        }
        standardization = layout.addStandardization(channels: channels)
    }

    private func shape(_ value: Int) -> Shape {
        value == 0 ? graph.input : steps[value - 1].shapes.output
    }

    /// The number of values of a head in one row; 0 where there is no such head.
    func width(of head: HeadName) -> Int {
        values[graph.valueName(of: head)].map { shape($0).count } ?? 0
    }

    mutating func add(_ node: Graph.Node) throws(ShapeError) {
        try check(node)
        var inputs: [Int] = []
        for name in node.inputs {
            guard let value = values[name] else {
                throw ShapeError("takes '\(name)', which no node before it yields", node: node.name)
            }
            inputs.append(value)
        }
        let operation = node.operation
        guard operation.arity.contains(inputs.count) else {
            throw ShapeError(
                "takes \(operation.arity.lowerBound) to \(operation.arity.upperBound) values, came "
                    + "\(inputs.count)",
                node: node.name
            )
        }
        if fuse(node, inputs) { return }
        let shapes = inputs.map(shape)
        let output: Shape
        do {
            output = try operation.outputOfRows(shapes)
        } catch {
            throw error.at(node.name)
        }
        guard output.isWithinLimits else {
            throw ShapeError("\(output) is more than a value may have, 2^24", node: node.name)
        }
        let inputClock = try clock(of: inputs, node)
        var outputClock: Int?
        if let most = output.mostItems {
            let rule = operation.itemRule(shapes)
            outputClock = clocks.derived(from: inputClock, by: rule, most: most)
        }
        let (parameters, statistics) = try layOut(node, shapes)
        steps.append(
            Network.Step(
                name: node.name,
                operation: operation,
                shapes: NodeShapes(inputs: shapes, output: output),
                inputs: inputs,
                parameters: parameters,
                statistics: statistics,
                inputClock: inputClock,
                outputClock: outputClock
            )
        )
        values[node.name] = steps.count
    }

    /// The clock of the values that a node takes, which is one.
    private func clock(of inputs: [Int], _ node: Graph.Node) throws(ShapeError) -> Int? {
        let clocks = inputs.compactMap { value in
            value == 0 ? (graph.input.isSequence ? 0 : nil) : steps[value - 1].outputClock
        }
        guard let first = clocks.first, let other = clocks.first(where: { $0 != first }) else {
            return clocks.first
        }
        throw ShapeError(
            "takes sequences of other lengths than each other's: clocks \(first) and \(other)",
            node: node.name
        )
    }

    private func check(_ node: Graph.Node) throws(ShapeError) {
        let allowed = node.name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || byte == 95 || byte == 46 || byte == 45
        }
        guard allowed, (1...64).contains(node.name.utf8.count), values[node.name] == nil else {
            throw ShapeError(
                "a node's name is 1 to 64 letters, digits, _, - or . and unique, came '\(node.name)'"
            )
        }
    }

    /// Makes a node one with the step before it, where nobody else takes what that yields.
    private mutating func fuse(_ node: Graph.Node, _ inputs: [Int]) -> Bool {
        guard inputs == [steps.count], let before = steps.last, uses[before.name] == 1,
            let operation = before.operation.fused(with: node.operation),
            (try? node.operation.outputOfRows([before.shapes.output])) == before.shapes.output
        else { return false }
        steps[steps.count - 1] = Network.Step(
            name: node.name,
            operation: operation,
            shapes: before.shapes,
            inputs: before.inputs,
            parameters: before.parameters,
            statistics: before.statistics,
            inputClock: before.inputClock,
            outputClock: before.outputClock
        )
        values[before.name] = nil
        values[node.name] = steps.count
        return true
    }

    private mutating func layOut(
        _ node: Graph.Node,
        _ shapes: [Shape]
    ) throws(ShapeError) -> (parameters: [Range<Int>], statistics: [Range<Int>]) {
        var parameters: [Range<Int>] = []
        var statistics: [Range<Int>] = []
        let rules = node.operation.parameters(shapes)
        // A normalisation belongs to the layer before it.
        let isLayer = rules.contains { $0.kind == .denseWeight || $0.kind == .convolutionWeight }
        let layer = isLayer ? layout.layerCount : max(0, layout.layerCount - 1)
        for rule in rules {
            let name = rule.suffix.isEmpty ? node.name : "\(node.name).\(rule.suffix)"
            let count = rule.shape.reduce(1, *)
            guard layout.parameterCount + count <= Self.parameterLimit else {
                throw ShapeError("the network has more than 2^31 parameters", node: node.name)
            }
            switch rule.kind {
            case .runningMean, .runningVariance, .inputMean, .inputDeviation:
                statistics.append(layout.addStatistics(name, count, rule.kind, layer: layer))
            case .denseWeight, .convolutionWeight, .bias, .scale, .shift:
                parameters.append(layout.addParameter(name, rule, layer: layer))
            }
        }
        return (parameters, statistics)
    }

    mutating func finish() throws(ShapeError) {
        for (head, name) in graph.heads.sorted(by: { $0.key.name < $1.key.name })
        where values[name] == nil {
            throw ShapeError("the head '\(head)' is the value '\(name)', which there is not")
        }
        if let name = graph.heads[.classifier], let value = values[name],
            shape(value) != .vector(graph.classes)
        {
            throw ShapeError(
                "the head 'classifier' has a value for each class: what a dense layer yields, or what is "
                    + "made of that",
                node: name
            )
        }
        if let name = graph.heads[.embedding], let value = values[name], shape(value).isSequence {
            throw ShapeError(
                "the head 'embedding' is one vector for each row, came \(shape(value))",
                node: name
            )
        }
        if graph.heads.isEmpty {
            throw ShapeError("a network has heads, such as 'classifier'; came none")
        }
    }
}
