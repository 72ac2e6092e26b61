internal import Domain

/// How the weights of a layer are drawn before training, where that is not as PyTorch starts layers.
///
/// `fan-in` is the number of values that an output sees, and `fan-out` the number of outputs times the
/// taps of a kernel.
package enum InitialValues: String, Codable, Hashable, Sendable, CaseIterable {
    /// Normal of variance `2 / fan-out`, <https://arxiv.org/abs/1502.01852>.
    case normalByFanOut
    /// Normal of variance `2 / (fan-in + fan-out)`, Glorot and Bengio 2010.
    case normalByBothFans
    /// Normal of variance `1 / fan-in`, without what is beyond two deviations, as TensorFlow scales
    /// variance.
    case truncatedByFanIn
    /// Normal of deviation 0.02, as BERT's weights, <https://arxiv.org/abs/1810.04805>.
    case normalNarrow
    /// Zeros.
    case zero

    /// The deviation of a standard normal without what is beyond 2.
    private static let truncatedDeviation: Float = 0.879_625_66

    /// Draws values of a tensor, `[outputs, inputs, taps...]`, into `range` of `values`.
    func fill(
        _ values: inout [Float],
        _ range: Range<Int>,
        shape: [Int],
        from generator: inout SeededGenerator
    ) {
        let fanIn = Float(shape.dropFirst().reduce(1, *))
        let fanOut = Float(shape[0] * shape.dropFirst(2).reduce(1, *))
        switch self {
        case .normalByFanOut:
            let deviation = (2 / fanOut).squareRoot()
            for i in range { values[i] = deviation * generator.normal() }
        case .normalByBothFans:
            let deviation = (2 / (fanIn + fanOut)).squareRoot()
            for i in range { values[i] = deviation * generator.normal() }
        case .truncatedByFanIn:
            let deviation = 1 / fanIn.squareRoot() / Self.truncatedDeviation
            for i in range {
                var value = generator.normal()
                while abs(value) > 2 { value = generator.normal() }
                values[i] = deviation * value
            }
        case .normalNarrow:
            for i in range { values[i] = 0.02 * generator.normal() }
        case .zero:
            for i in range { values[i] = 0 }
        }
    }
}
