/// The sizes of a Wide ResNet, <https://arxiv.org/abs/1605.07146>, among those that USB trains.
package struct WideResNet: Hashable, Sendable {
    /// The channels of the first group are 16 times this; each later group has twice those before.
    package var width: Int
    /// The number of groups.
    package var groups = 3
    /// The residual units of a group; with three groups the network has `6 units + 4` layers.
    package var units = 4
    /// The stride of the first group; that of all others is 2.
    package var firstStride = 1
    /// The rate of the dropout within units.
    package var dropout: Float = 0

    /// Creates sizes; of one group and one unit at least.
    package init(
        width: Int,
        groups: Int = 3,
        units: Int = 4,
        firstStride: Int = 1,
        dropout: Float = 0
    ) {
        precondition(groups >= 1 && units >= 1, "\(groups) groups of \(units) units")
        self.width = width
        self.groups = groups
        self.units = units
        self.firstStride = firstStride
        self.dropout = dropout
    }

    /// WRN-28-2, of 1.5 million parameters: USB's for CIFAR-10 and SVHN.
    package static let wide28By2 = WideResNet(width: 2)
    /// WRN-28-8, of 23.4 million parameters: the papers' for CIFAR-100.
    package static let wide28By8 = WideResNet(width: 8)
    /// USB's `wrn_var_37_2` for STL-10, of 5.9 million parameters: a fourth group, and half the size
    /// from the first on.
    package static let wide37By2 = WideResNet(width: 2, groups: 4, firstStride: 2)
}

extension Graph {
    /// A Wide ResNet as USB has it, <https://github.com/microsoft/Semi-supervised-learning>, with the names
    /// of its `state_dict`.
    ///
    /// Images `[height, width, 3]`, or of other channels, go through a 3 x 3 convolution of 16 channels,
    /// groups of pre-activated residual units, a normalisation, a leaky rectifier of slope 0.1 and the mean
    /// over pixels: that is the head `embedding`, `[N, 16 width 2^(groups - 1)]`. The dense layer
    /// `classifier` yields `[N, classes]`.
    ///
    /// Running statistics take 0.001 of a batch's. Convolutions start normal by fan-out, the classifier by
    /// both fans. The first units of groups have a quirk, told at
    /// ``GraphBuilder/addWideUnit(named:inputs:outputs:stride:activatesFirst:dropout:)``.
    ///
    /// - Parameters:
    ///   - sizes: how deep and wide it is.
    ///   - input: the shape of an image.
    ///   - classes: the number of classes.
    /// - Returns: the graph, with the heads `classifier` and `embedding`.
    package static func wideResNet(_ sizes: WideResNet, input: Shape, classes: Int) -> Graph {
        var builder = GraphBuilder(input: input)
        var inputs = 16
        builder.add(.wide(inputs, kernel: 3, bias: true), named: "conv1")
        for group in 1...sizes.groups {
            let outputs = 16 * sizes.width << (group - 1)
            for unit in 0..<sizes.units {
                let stride = group == 1 ? sizes.firstStride : 2
                builder.addWideUnit(
                    named: "block\(group).layer.\(unit)",
                    inputs: inputs,
                    outputs: outputs,
                    stride: unit == 0 ? stride : 1,
                    activatesFirst: group == 1,
                    dropout: sizes.dropout
                )
                inputs = outputs
            }
        }
        builder.add(BatchNorm(momentum: 0.001, epsilon: 0.001), named: "bn1")
        builder.add(LeakyReLU(slope: 0.1), named: "relu")
        builder.add(AdaptiveAveragePool(), named: "pool")
        builder.add(Dense(outputs: classes, initial: .normalByBothFans), named: "classifier")
        return builder.classifier()
    }
}

extension GraphBuilder {
    /// Adds a residual unit of USB's Wide ResNet to the last value.
    ///
    /// Normalisation and rectifier come before each of the two 3 x 3 convolutions. Where channels change, the
    /// shortcut is a 1 x 1 convolution, and both it and the first convolution take one value: in the first
    /// group the normalised one, in all others the unit's **own input**. There, what `bn1` yields is not read:
    /// its scales and shifts have no gradient, its running statistics move.
    ///
    /// - Parameters:
    ///   - name: what the names of its nodes begin with.
    ///   - inputs: the channels of the last value.
    ///   - outputs: the channels that it yields.
    ///   - stride: the stride of the first convolution and of the shortcut.
    ///   - activatesFirst: whether, where channels change, the shortcut takes the normalised value too.
    ///   - dropout: the rate of the dropout before the second convolution.
    /// - Returns: the sum of branch and shortcut.
    @discardableResult
    package mutating func addWideUnit(
        named name: String,
        inputs: Int,
        outputs: Int,
        stride: Int,
        activatesFirst: Bool,
        dropout: Float = 0
    ) -> Value {
        let start = last
        var input = start
        add(BatchNorm(momentum: 0.001), named: "\(name).bn1")
        if inputs == outputs || activatesFirst {
            input = add(LeakyReLU(slope: 0.1), named: "\(name).relu1")
        }
        add(.wide(outputs, kernel: 3, stride: stride), named: "\(name).conv1", of: [input])
        add(BatchNorm(momentum: 0.001), named: "\(name).bn2")
        add(LeakyReLU(slope: 0.1), named: "\(name).relu2")
        if dropout > 0 { add(Dropout(rate: dropout), named: "\(name).dropout") }
        let branch = add(.wide(outputs, kernel: 3), named: "\(name).conv2")
        var shortcut = start
        if inputs != outputs {
            let convolution = Convolution.wide(outputs, kernel: 1, stride: stride)
            shortcut = add(convolution, named: "\(name).convShortcut", of: [input])
        }
        return add(Add(), named: "\(name).sum", of: [branch, shortcut])
    }
}

extension Operation where Self == Convolution {
    /// A convolution of USB's Wide ResNet.
    fileprivate static func wide(
        _ outputs: Int,
        kernel: Int,
        stride: Int = 1,
        bias: Bool = false
    ) -> Convolution {
        Convolution(
            outputs: outputs,
            kernel: kernel,
            stride: stride,
            padding: kernel / 2,
            bias: bias,
            initial: .normalByFanOut
        )
    }
}
