/// A network: a graph that was checked and compiled, its parameters laid out and its operations fused.
///
/// The graph is of one row: any number of rows shares it.
package struct Network: Sendable {
    /// What is computed at one place of the program.
    struct Step: Sendable {
        /// The name of its value, and that of the node whose parameters it has: fused ones have two.
        let name: String
        let operation: any Operation
        let shapes: NodeShapes
        /// The numbers of the values that it takes; 0 is the input, and `n + 1` what step `n` yields.
        let inputs: [Int]
        /// The ranges of its trained and running values.
        let parameters: [Range<Int>]
        let statistics: [Range<Int>]
        /// The clocks of what it takes and yields; nil: rows of one item.
        let inputClock: Int?
        let outputClock: Int?

        /// How many rows it sees for each row of a batch, at most.
        var rowsOfRow: Int { shapes.rowsOfRow(of: operation) }
    }

    /// The graph that it was compiled from.
    package let graph: Graph
    /// The table of its parameters.
    package let layout: ParameterLayout
    /// The number of values of one input row; of a sequence of one item.
    package let inputs: Int
    /// The number of values of one input row: of a sequence with the most items.
    package let rowInputs: Int
    /// The number of classes: the width of the head `classifier`, or 0.
    package let classes: Int
    /// The number of features that the layer sees which yields the logits: the width of the head
    /// `embedding`, or 0.
    package let features: Int
    let steps: [Step]
    let clocks: Clocks
    let standardization: StandardizationRanges?
    private let values: [String: Int]

    /// Compiles a graph.
    ///
    /// - Throws: ``ShapeError`` when nodes do not fit, a name repeats or a number is out of range.
    package init(_ graph: Graph) throws(ShapeError) {
        var compiler = try GraphCompiler(graph)
        for node in graph.nodes { try compiler.add(node) }
        try compiler.finish()
        self.graph = graph
        layout = compiler.layout
        steps = compiler.steps
        clocks = compiler.clocks
        values = compiler.values
        standardization = compiler.standardization
        inputs = graph.input.count
        rowInputs = graph.input.mostValues
        // Asked for with each call that is served, where a search by name would cost more than a layer.
        classes = compiler.width(of: .classifier)
        features = compiler.width(of: .embedding)
    }

    /// The number of a value; nil where there is none, or it lies within what was fused.
    func value(of head: HeadName) -> Int? { values[graph.valueName(of: head)] }

    /// The shape of a value by its number.
    func shape(_ value: Int) -> Shape {
        value == 0 ? graph.input : steps[value - 1].shapes.output
    }

    /// The clock of a value by its number; nil: its rows are of one item.
    func clock(_ value: Int) -> Int? {
        value == 0 ? (graph.input.isSequence ? 0 : nil) : steps[value - 1].outputClock
    }

    /// The shape of one row of a head, which there must be.
    package func outputShape(of head: HeadName) -> Shape {
        guard let value = value(of: head) else { preconditionFailure("no head \(head)") }
        return shape(value)
    }

    /// The number of values of a head in one row; nil where there is no such head or node.
    package func width(of head: HeadName) -> Int? { value(of: head).map { shape($0).count } }

    /// The multiplications of one row's pass in service: about what the row costs.
    package var multiplyAdds: Int {
        var sum = standardization == nil ? 0 : graph.input.mostValues
        for (step, isNeeded) in zip(steps, neededSteps(for: handedOut)) where isNeeded {
            sum += step.rowsOfRow * step.operation.multiplyAdds(step.shapes)
        }
        return sum
    }

    /// The numbers of the values that are handed out.
    var handedOut: Set<Int> {
        let heads = Array(graph.heads.keys) + [.classifier, .embedding]
        return Set(heads.compactMap(value(of:)))
    }

    /// Which steps some values need; the others are computed in training only, where a normalisation
    /// that nobody reads still moves its running statistics.
    func neededSteps(for values: Set<Int>) -> [Bool] {
        var isNeeded = steps.indices.map { values.contains($0 + 1) }
        for (index, step) in steps.enumerated().reversed() where isNeeded[index] {
            for input in step.inputs where input > 0 { isNeeded[input - 1] = true }
        }
        return isNeeded
    }

    /// The same network for rows of another size; nil where it would have other weights, or cannot be.
    package func resized(to shape: Shape) -> Network? {
        guard shape != graph.input else { return self }
        var graph = graph
        graph.input = shape
        guard let network = try? Network(graph), network.layout == layout else { return nil }
        return network
    }
}
