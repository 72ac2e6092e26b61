extension Graph {
    /// Multinomial logistic regression.
    package static func linear(inputs: Int, classes: Int) -> Graph {
        var builder = GraphBuilder(input: .vector(inputs))
        builder.add(Dense(outputs: classes), named: "classifier")
        return builder.classifier()
    }

    /// A multilayer perceptron; slope 0 is the rectifier.
    package static func perceptron(
        inputs: Int,
        hidden: [Int],
        classes: Int,
        slope: Float = 0,
        batchNorm: Bool = false,
        dropout: Float = 0
    ) -> Graph {
        var builder = GraphBuilder(input: .vector(inputs))
        for (index, width) in hidden.enumerated() {
            builder.add(Dense(outputs: width, bias: !batchNorm), named: "hidden\(index + 1)")
            if batchNorm { builder.add(BatchNorm(), named: "bn\(index + 1)") }
            builder.add(LeakyReLU(slope: slope))
            if dropout > 0 { builder.add(Dropout(rate: dropout)) }
        }
        builder.add(Dense(outputs: classes), named: "classifier")
        return builder.classifier()
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
    ) -> Graph {
        var builder = GraphBuilder(
            input: .image(height: height, width: imageWidth, channels: channels)
        )
        for (index, outputs) in [width, width, 2 * width, 2 * width].enumerated() {
            builder.add(Convolution.three(outputs), named: "conv\(index + 1)")
            builder.add(BatchNorm(), named: "bn\(index + 1)")
            builder.add(LeakyReLU(slope: 0.1))
            if index == 1 { builder.add(MaxPool(size: 2)) }
        }
        builder.add(AdaptiveAveragePool())
        if dropout > 0 { builder.add(Dropout(rate: dropout)) }
        builder.add(Dense(outputs: classes), named: "classifier")
        return builder.classifier()
    }
}

extension Graph {
    /// 3 x 3 convolutions of some widths, with batch normalisation and a leaky rectifier of slope 0.1 after each, a
    /// 2 x 2 maximum after the first `pools`, the mean over pixels after the last; `dropout` before the classifier.
    package static func convolutional(
        input: Shape,
        classes: Int,
        widths: [Int],
        pools: Int,
        dropout: Float = 0
    ) -> Graph {
        var builder = GraphBuilder(input: input)
        for (index, outputs) in widths.enumerated() {
            builder.add(Convolution.three(outputs), named: "conv\(index + 1)")
            builder.add(BatchNorm(), named: "bn\(index + 1)")
            builder.add(LeakyReLU(slope: 0.1))
            if index < pools { builder.add(MaxPool(size: 2)) }
        }
        builder.add(AdaptiveAveragePool())
        if dropout > 0 { builder.add(Dropout(rate: dropout)) }
        builder.add(Dense(outputs: classes), named: "classifier")
        return builder.classifier()
    }
}

extension HeadName {
    /// The classifiers of ``Graph/classifyingThrice(named:)``, the network's own first.
    package static let classifiers: [HeadName] = [.classifier, "classifier_2", "classifier_3"]
}

extension Graph {
    /// The network with two more classifiers on its features.
    ///
    /// - Parameter names: The names of their layers.
    /// - Returns: The graph with all three heads.
    package func classifyingThrice(
        named names: [String] = ["classifier_2", "classifier_3"]
    ) -> Graph {
        var builder = GraphBuilder(continuing: self, from: valueName(of: .embedding))
        let features = builder.last
        for (head, name) in zip(HeadName.classifiers.dropFirst(), names) {
            let logits = builder.add(Dense(outputs: classes), named: name, of: [features])
            builder.head(head, of: logits)
        }
        return builder.built
    }
}
