/// The shape of one input row.
package struct InputShape: Codable, Hashable, Sendable {
    /// The height of an image, or 1.
    package var height: Int
    /// The width of an image, or 1.
    package var width: Int
    /// The channels of an image, or the width of a vector.
    package var channels: Int

    /// Creates a shape.
    package init(height: Int, width: Int, channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
    }

    /// An image, its values in the order height, width, channel.
    package static func image(height: Int, width: Int, channels: Int) -> InputShape {
        InputShape(height: height, width: width, channels: channels)
    }

    /// A vector.
    package static func vector(_ count: Int) -> InputShape {
        InputShape(height: 1, width: 1, channels: count)
    }

    /// The number of values of one row.
    package var count: Int { height * width * channels }
}

/// One layer of a network, as it is stored.
///
/// Names are the prefixes of the parameters' names: `hidden` has `hidden.weight` and `hidden.bias`.
package enum LayerSpecification: Codable, Hashable, Sendable {
    /// `y = x W^T + b`; an image is first flattened in the order height, width, channel.
    case dense(name: String, outputs: Int, bias: Bool)
    /// A convolution with a square kernel and zero padding.
    case convolution(
        name: String,
        outputs: Int,
        kernel: Int,
        stride: Int,
        padding: Int,
        bias: Bool
    )
    /// Batch normalisation over rows and pixels, <https://arxiv.org/abs/1502.03167>.
    case batchNorm(name: String, momentum: Float, epsilon: Float)
    /// `x > 0 ? x : slope * x`; slope 0 is the rectifier.
    case leakyReLU(slope: Float)
    /// The maximum over windows of `size` x `size` that do not overlap.
    case maxPool(size: Int)
    /// The mean of each channel.
    case globalAveragePool
    /// Zeroes values with probability `rate` in training, <https://jmlr.org/papers/v15/srivastava14a.html>.
    case dropout(rate: Float)

    /// A dense layer with a bias.
    package static func dense(_ name: String, _ outputs: Int) -> LayerSpecification {
        .dense(name: name, outputs: outputs, bias: true)
    }

    /// A 3 x 3 convolution that keeps the size, without bias: batch normalisation follows.
    package static func convolution3(_ name: String, _ outputs: Int) -> LayerSpecification {
        .convolution(name: name, outputs: outputs, kernel: 3, stride: 1, padding: 1, bias: false)
    }

    /// Batch normalisation with PyTorch's momentum 0.1 and epsilon 1e-5.
    package static func batchNorm(_ name: String) -> LayerSpecification {
        .batchNorm(name: name, momentum: 0.1, epsilon: 1e-5)
    }

    /// The rectifier.
    package static var reLU: LayerSpecification { .leakyReLU(slope: 0) }
}

/// The description of a network: stored with each model and checkpoint, compiled by ``Network``.
package struct NetworkSpecification: Codable, Hashable, Sendable {
    /// The shape of one input row.
    package var input: InputShape
    /// The layers from input to logits; the last one is dense, and its outputs are the classes.
    package var layers: [LayerSpecification]
    /// How the input is standardised before the first layer; nil: it is not.
    package var standardization: InputStandardization?

    /// Creates a specification.
    package init(
        input: InputShape,
        layers: [LayerSpecification],
        standardization: InputStandardization? = nil
    ) {
        self.input = input
        self.layers = layers
        self.standardization = standardization
    }

    /// The number of classes; 0 when the last layer is not dense.
    package var classes: Int {
        guard case .dense(_, let outputs, _)? = layers.last else { return 0 }
        return outputs
    }

    /// Multinomial logistic regression.
    package static func linear(inputs: Int, classes: Int) -> NetworkSpecification {
        NetworkSpecification(input: .vector(inputs), layers: [.dense("classifier", classes)])
    }

    /// A multilayer perceptron; slope 0 is the rectifier.
    package static func perceptron(
        inputs: Int,
        hidden: [Int],
        classes: Int,
        slope: Float = 0,
        batchNorm: Bool = false,
        dropout: Float = 0
    ) -> NetworkSpecification {
        var layers: [LayerSpecification] = []
        for (index, width) in hidden.enumerated() {
            layers.append(
                .dense(name: "hidden\(index + 1)", outputs: width, bias: !batchNorm)
            )
            if batchNorm { layers.append(.batchNorm("bn\(index + 1)")) }
            layers.append(.leakyReLU(slope: slope))
            if dropout > 0 { layers.append(.dropout(rate: dropout)) }
        }
        layers.append(.dense("classifier", classes))
        return NetworkSpecification(input: .vector(inputs), layers: layers)
    }

    /// Four 3 x 3 convolutions, of `width`, `width`, `2 width`, `2 width` channels, for small images.
    ///
    /// Batch normalisation and a leaky rectifier of slope 0.1 after each, a 2 x 2 maximum after the
    /// second, the mean over pixels after the last; `dropout` before the classifier.
    package static func smallConvolutional(
        height: Int,
        width imageWidth: Int,
        channels: Int,
        classes: Int,
        width: Int = 16,
        dropout: Float = 0
    ) -> NetworkSpecification {
        var layers: [LayerSpecification] = []
        for (index, outputs) in [width, width, 2 * width, 2 * width].enumerated() {
            layers.append(.convolution3("conv\(index + 1)", outputs))
            layers.append(.batchNorm("bn\(index + 1)"))
            layers.append(.leakyReLU(slope: 0.1))
            if index == 1 { layers.append(.maxPool(size: 2)) }
        }
        layers.append(.globalAveragePool)
        if dropout > 0 { layers.append(.dropout(rate: dropout)) }
        layers.append(.dense("classifier", classes))
        return NetworkSpecification(
            input: .image(height: height, width: imageWidth, channels: channels),
            layers: layers
        )
    }
}
