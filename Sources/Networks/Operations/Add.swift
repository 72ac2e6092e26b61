internal import Kernels

/// The sum of two values of one shape.
package struct Add: Operation {
    package static let kind = "add"

    /// Creates a sum.
    package init() {}

    package var arity: ClosedRange<Int> { 2...2 }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard inputs[0] == inputs[1] else {
            throw ShapeError("adds \(inputs[0]) and \(inputs[1]), which are not of one shape")
        }
        return inputs[0]
    }

    package func demand(_ shapes: NodeShapes) -> Demand {
        Demand(readsInputs: false, mayAlias: true)
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        frame.onShards { shard in
            shard.buffer.add(shard.input(0), shard.input(1), to: shard.output)
        }
    }

    package func backward(_ frame: Frame) {
        for input in 0..<2 where frame.wants(input) {
            frame.onShards { shard in
                shard.buffer.copy(shard.outputDelta, to: shard.inputDelta(input))
            }
        }
    }

    package func serve(_ frame: ServingFrame) {
        frame.buffer.add(frame.input(0), frame.input(1), to: frame.output)
    }
}
