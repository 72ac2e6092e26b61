internal import Kernels

/// The pixels of an image as the items of a sequence, row by row from the top: what comes before, such as a
/// convolution whose stride is its kernel, makes each of them from a patch.
package struct Patches: Operation {
    package static let kind = "patches"

    /// Creates a sequence of pixels.
    package init() {}

    package static var ofSequences: SequenceRule { .refused }

    package func itemRule(_ inputs: [Shape]) -> ItemRule { .fixed(inputs[0].pixels) }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        .sequence(of: inputs[0].channels, most: inputs[0].pixels)
    }

    package func demand(_ shapes: NodeShapes) -> Demand {
        Demand(readsInputs: false, mayAlias: true)
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        frame.onShards { shard in shard.buffer.copy(shard.input(), to: shard.output) }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        frame.onShards { shard in shard.buffer.copy(shard.outputDelta, to: shard.inputDelta()) }
    }

    package func serve(_ frame: ServingFrame) {
        frame.buffer.copy(frame.input(), to: frame.output)
    }
}
