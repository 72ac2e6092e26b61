internal import Kernels

/// The mean of each channel over all pixels.
package struct AdaptiveAveragePool: Operation {
    package static let kind = "adaptive_average_pool"

    /// Creates a pooling to one pixel.
    package init() {}

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        .vector(inputs[0].channels)
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int { shapes.input.count }

    package func demand(_ shapes: NodeShapes) -> Demand { Demand(readsInputs: false) }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let shape = frame.shapes.input
        frame.onShards { shard in
            shard.buffer.meanPool(
                rows: shard.count,
                pixels: shape.pixels,
                channels: shape.channels,
                input: shard.input(),
                output: shard.output
            )
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        let shape = frame.shapes.input
        frame.onShards { shard in
            shard.buffer.meanPoolBack(
                rows: shard.count,
                pixels: shape.pixels,
                channels: shape.channels,
                outputDelta: shard.outputDelta,
                inputDelta: shard.inputDelta()
            )
        }
    }

    package func serve(_ frame: ServingFrame) {
        frame.buffer.meanPool(
            rows: frame.rows,
            pixels: frame.shapes.input.pixels,
            channels: frame.shapes.input.channels,
            input: frame.input(),
            output: frame.output
        )
    }
}
