internal import Kernels

/// A function of each value: ReLU6, GELU, SiLU, the hyperbolic tangent, the logarithm or the exponential function.
package struct Activation: Operation {
    package static let kind = "activation"

    /// The functions.
    package enum Function: String, Codable, Sendable, CaseIterable {
        /// `min(max(x, 0), 6)`, <https://arxiv.org/abs/1704.04861>.
        case reLU6 = "relu6"
        /// `x Phi(x)` by the error function, <https://arxiv.org/abs/1606.08415>.
        case gelu
        /// `x sigmoid(x)`, <https://arxiv.org/abs/1702.03118>.
        case silu
        /// The hyperbolic tangent.
        case tanh
        /// The natural logarithm: of probabilities it makes logits.
        case logarithm
        /// `exp(x)`: of negative squared distances it makes Gaussian kernels.
        case exponential

        var kernel: ActivationFunction {
            switch self {
            case .reLU6: .reLU6
            case .gelu: .gelu
            case .silu: .silu
            case .tanh: .tanh
            case .logarithm: .logarithm
            case .exponential: .exponential
            }
        }
    }

    /// Which function.
    package var function: Function

    /// Creates an activation.
    package init(_ function: Function) { self.function = function }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape { inputs[0] }

    package func demand(_ shapes: NodeShapes) -> Demand { Demand(mayAlias: true) }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let function = function.kernel
        frame.onShards { shard in
            shard.buffer.activate(function, input: shard.input(), output: shard.output)
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        let function = function.kernel
        frame.onShards { shard in
            shard.buffer.activateBack(
                function,
                input: shard.input(),
                outputDelta: shard.outputDelta,
                inputDelta: shard.inputDelta()
            )
        }
    }

    package func serve(_ frame: ServingFrame) {
        frame.buffer.activate(function.kernel, input: frame.input(), output: frame.output)
    }
}
