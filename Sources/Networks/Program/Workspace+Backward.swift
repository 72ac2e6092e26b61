internal import Kernels

extension Workspace {
    /// Adds the parameter gradients of a forward pass.
    ///
    /// - Parameters:
    ///   - gradients: The gradient of the loss with respect to each head, over all rows of the
    ///     forward pass; a missing head has none.
    ///   - parameters: The weights that the forward pass had.
    ///   - inputGradient: Whether to compute the gradient with respect to the rows that came in.
    ///   - pass: Which of the passes it is.
    /// - Returns: The gradient with respect to the rows that came in, when asked for.
    @discardableResult
    package mutating func backward(
        _ gradients: HeadValues,
        parameters: Parameters,
        inputGradient: Bool = false,
        pass: Int = 0
    ) -> Matrix? {
        precondition(parameters.values.count == plan.parameters.count, "another network's weights")
        for value in hasDelta.indices { hasDelta[value] = false }
        for (head, matrix) in gradients { load(matrix, of: head, pass) }
        let start = passes[pass].start
        for node in plan.passes[pass].nodes.reversed()
        where node.index >= start && hasDelta[node.index + 1] {
            backward(node, pass, inputGradient: inputGradient)
        }
        guard inputGradient else { return nil }
        let rows = passes[pass].items(network.clock(start)).rows
        let width = network.shape(start).count
        guard hasDelta[start] else { return Matrix(rows: rows, columns: width) }
        let delta = plan.deltas[start].part(0, rows * width)
        if start == 0 { plan.standardizer?.applyBack(rows: rows, delta, of: buffer) }
        return Matrix(rows: rows, columns: width, values: buffer.read(delta))
    }

    /// The gradient with respect to the rows that came into a forward pass; those of the parameters stay as
    /// they are.
    package mutating func rowGradient(
        _ gradients: HeadValues,
        parameters: Parameters,
        pass: Int = 0
    ) -> Matrix {
        var kept: [Float] = []
        swap(&kept, &keptGradients)
        if kept.isEmpty { kept = Array(repeating: 0, count: plan.gradients.count) }
        readGradients(into: &kept)
        let rows = backward(gradients, parameters: parameters, inputGradient: true, pass: pass)
        buffer.load(kept, to: plan.gradients)
        swap(&kept, &keptGradients)
        guard let rows else { preconditionFailure("a pass without the gradient of its rows") }
        return rows
    }

    private mutating func load(_ matrix: Matrix, of head: HeadName, _ pass: Int) {
        let value = number(of: head)
        let rows = passes[pass].items(network.clock(value)).rows
        let width = network.shape(value).count
        precondition(
            matrix.rows == rows && matrix.columns == width,
            "\(head) gradient is \(matrix.rows) x \(matrix.columns), the pass had \(rows) x \(width)"
        )
        let target = plan.deltas[value].part(0, matrix.values.count)
        guard hasDelta[value] else {
            buffer.load(matrix.values, to: target)
            hasDelta[value] = true
            return
        }
        // Two heads may be one value.
        buffer.add(matrix.values, to: target)
    }

    /// Runs one node backward: its inputs' deltas are set, or added to those that other nodes left.
    private mutating func backward(_ node: NodeRegions, _ pass: Int, inputGradient: Bool) {
        let step = network.steps[node.index]
        var frame = frame(node, pass)
        let start = passes[pass].start
        for (place, value) in step.inputs.enumerated() where value > start || inputGradient {
            frame.wanted |= 1 << UInt64(place)
            guard !hasDelta[value] else { continue }
            frame.first |= 1 << UInt64(place)
            hasDelta[value] = true
        }
        node.operation.backward(frame)
        for (place, value) in step.inputs.enumerated()
        where frame.wanted & ~frame.first & 1 << UInt64(place) != 0 {
            let (spare, target) = (plan.spareDeltas[place], plan.deltas[value])
            let shape = step.shapes.inputs[place]
            frame.onShards { shard in
                shard.buffer.add(shard.part(spare, shape), to: shard.part(target, shape))
            }
        }
    }
}
