/// What a residual network is like, <https://arxiv.org/abs/1512.03385>.
package struct ResNet: Hashable, Sendable {
    /// The layers of a network.
    package enum Depth: Int, Hashable, Sendable, CaseIterable {
        /// Blocks of two 3 x 3 convolutions, two in each of the four groups.
        case eighteen = 18
        /// Blocks of a 1 x 1, a 3 x 3 and a 1 x 1 convolution of four times the channels, 3, 4, 6 and 3 in
        /// the groups.
        case fifty = 50

        fileprivate var blocks: [Int] { self == .eighteen ? [2, 2, 2, 2] : [3, 4, 6, 3] }
    }

    /// Whose network it is; they differ in small things.
    package enum Origin: Hashable, Sendable {
        /// torchvision's, <https://github.com/pytorch/vision>.
        case torchvision
        /// SimCLRv2's, <https://github.com/google-research/simclr>.
        ///
        /// The last scales of each branch start as zeros, weights by fan-in. The first block of each group
        /// has a convolution as its shortcut also where channels stay. Pooling pads after an image first.
        case simCLRv2
    }

    /// The layers.
    package var depth: Depth
    /// What all channels are multiplied by.
    package var width: Int
    /// Whose network it is.
    package var origin: Origin
    /// Whether images are small, as CIFAR's: a 3 x 3 convolution of stride 1 comes first and no maximum,
    /// <https://arxiv.org/abs/2002.05709>.
    package var isForSmallImages: Bool
    /// Whether it is a ResNet-D, <https://arxiv.org/abs/1812.01187>: three 3 x 3 convolutions instead of a
    /// 7 x 7 one, and shortcuts that take the means of 2 x 2 pixels, not one of them.
    package var isD: Bool
    /// Whether the 3 x 3 convolutions of blocks of three have selective kernels.
    package var hasSelectiveKernels: Bool

    /// Creates a description; the defaults are torchvision's networks.
    package init(
        _ depth: Depth,
        width: Int = 1,
        origin: Origin = .torchvision,
        isForSmallImages: Bool = false,
        isD: Bool = false,
        hasSelectiveKernels: Bool = false
    ) {
        self.depth = depth
        self.width = width
        self.origin = origin
        self.isForSmallImages = isForSmallImages
        self.isD = isD
        self.hasSelectiveKernels = hasSelectiveKernels
    }

    /// torchvision's `resnet18` or `resnet50`, or one with `width` times its channels everywhere.
    ///
    /// torchvision's own `wide_resnet50_2` is another: it widens 3 x 3 convolutions only.
    package static func torchvision(_ depth: Depth, width: Int = 1) -> ResNet {
        ResNet(depth, width: width)
    }

    /// The network of SimCLRv2 with selective kernels, <https://arxiv.org/abs/2006.10029>, and so a ResNet-D.
    package static func simCLRv2(
        _ depth: Depth,
        width: Int = 1,
        isForSmallImages: Bool = false
    ) -> ResNet {
        ResNet(
            depth,
            width: width,
            origin: .simCLRv2,
            isForSmallImages: isForSmallImages,
            isD: true,
            hasSelectiveKernels: depth == .fifty
        )
    }

    fileprivate var initial: InitialValues {
        origin == .torchvision ? .normalByFanOut : .truncatedByFanIn
    }

    fileprivate func convolution(_ outputs: Int, kernel: Int, stride: Int = 1) -> Convolution {
        Convolution(
            outputs: outputs,
            kernel: kernel,
            stride: stride,
            padding: kernel / 2,
            initial: initial
        )
    }

    /// The normalisation at the end of a branch.
    fileprivate var lastNorm: BatchNorm {
        BatchNorm(initial: origin == .simCLRv2 ? .zero : nil)
    }

    /// The maximum of the stem, of images of `height`.
    ///
    /// TensorFlow pads as much as there must be, half of it before the image, rounded down: nothing where the
    /// side is even.
    fileprivate func maximum(height: Int) -> MaxPool {
        let isEven = height.isMultiple(of: 2)
        return MaxPool(
            size: 3,
            stride: 2,
            padding: origin == .simCLRv2 && isEven ? 0 : 1,
            paddingAfter: 1
        )
    }

    /// The means of a ResNet-D's shortcut; nil: it has none.
    ///
    /// SimCLRv2's counts the zeros beyond an odd side, and takes means at stride 1 too.
    fileprivate func mean(stride: Int) -> AveragePool? {
        guard isD, stride > 1 || origin == .simCLRv2 else { return nil }
        return AveragePool(
            kernel: 2,
            stride: stride,
            paddingAfter: 1,
            countsPadding: origin == .simCLRv2 && stride > 1
        )
    }
}

extension Graph {
    /// A residual network.
    ///
    /// Images `[height, width, channels]` go through the stem and four groups of blocks, of which all but the
    /// first halve the sides; the mean over pixels is the head `embedding`, `[N, 512 width]`, or four times
    /// that at depth 50. The dense layer `fc` yields `[N, classes]`.
    ///
    /// Names are those of torchvision's `state_dict`, and for a ResNet-D timm's
    /// (<https://github.com/huggingface/pytorch-image-models>): `conv1.0`, `conv1.3` and `conv1.6` are the
    /// stem's, `downsample.1` and `downsample.2` the shortcut's. A selective kernel is within `conv2`, in
    /// place of that and `bn2` (``GraphBuilder/addSelectiveKernel(channels:stride:hidden:initial:named:)``).
    ///
    /// Deviations from SimCLRv2: running variances are unbiased, as PyTorch's; the dense layer starts as
    /// PyTorch's; where one side of what the stem's maximum sees is odd and the other is even, both are
    /// padded as the height.
    ///
    /// - Parameters:
    ///   - network: what it is like.
    ///   - input: the shape of an image.
    ///   - classes: the number of classes.
    /// - Returns: the graph, with the heads `classifier` and `embedding`.
    package static func resNet(_ network: ResNet, input: Shape, classes: Int) -> Graph {
        var builder = GraphBuilder(input: input)
        builder.addStem(network, input)
        for (group, blocks) in network.depth.blocks.enumerated() {
            for block in 0..<blocks {
                let isFirst = block == 0
                let changesChannels = group > 0 || network.depth == .fifty
                builder.addBlock(
                    network,
                    named: "layer\(group + 1).\(block)",
                    channels: 64 * network.width << group,
                    stride: isFirst && group > 0 ? 2 : 1,
                    projects: isFirst && (changesChannels || network.origin == .simCLRv2)
                )
            }
        }
        builder.add(AdaptiveAveragePool(), named: "avgpool")
        builder.add(Dense(outputs: classes), named: "fc")
        return builder.classifier()
    }
}

extension GraphBuilder {
    /// What comes before the groups.
    fileprivate mutating func addStem(_ network: ResNet, _ input: Shape) {
        let channels = 64 * network.width
        if network.isForSmallImages {
            add(network.convolution(channels, kernel: 3), named: "conv1")
        } else if network.isD {
            add(network.convolution(channels / 2, kernel: 3, stride: 2), named: "conv1.0")
            addRectified(BatchNorm(), named: "conv1.1", "conv1.2")
            add(network.convolution(channels / 2, kernel: 3), named: "conv1.3")
            addRectified(BatchNorm(), named: "conv1.4", "conv1.5")
            add(network.convolution(channels, kernel: 3), named: "conv1.6")
        } else {
            add(network.convolution(channels, kernel: 7, stride: 2), named: "conv1")
        }
        addRectified(BatchNorm(), named: "bn1", "relu")
        guard !network.isForSmallImages else { return }
        add(network.maximum(height: (input.height + 1) / 2), named: "maxpool")
    }

    private mutating func addRectified(
        _ norm: BatchNorm,
        named name: String,
        _ rectifier: String
    ) {
        add(norm, named: name)
        add(LeakyReLU(), named: rectifier)
    }

    /// A residual block: the rectified sum of a branch and of what came in, or of its projection.
    fileprivate mutating func addBlock(
        _ network: ResNet,
        named name: String,
        channels: Int,
        stride: Int,
        projects: Bool
    ) {
        let start = last
        let outputs: Int
        switch network.depth {
        case .eighteen:
            outputs = channels
            add(network.convolution(channels, kernel: 3, stride: stride), named: "\(name).conv1")
            addRectified(BatchNorm(), named: "\(name).bn1", "\(name).relu1")
            add(network.convolution(channels, kernel: 3), named: "\(name).conv2")
            add(network.lastNorm, named: "\(name).bn2")
        case .fifty:
            outputs = 4 * channels
            add(network.convolution(channels, kernel: 1), named: "\(name).conv1")
            addRectified(BatchNorm(), named: "\(name).bn1", "\(name).relu1")
            addMiddle(network, named: name, channels: channels, stride: stride)
            add(network.convolution(outputs, kernel: 1), named: "\(name).conv3")
            add(network.lastNorm, named: "\(name).bn3")
        }
        let branch = last
        var shortcut = start
        if projects {
            shortcut = addProjection(network, of: start, outputs, stride, named: name)
        }
        add(Add(), named: "\(name).sum", of: [branch, shortcut])
        add(LeakyReLU(), named: "\(name).relu")
    }

    /// The 3 x 3 convolution of a block of three.
    private mutating func addMiddle(
        _ network: ResNet,
        named name: String,
        channels: Int,
        stride: Int
    ) {
        guard !network.hasSelectiveKernels else {
            addSelectiveKernel(
                channels: channels,
                stride: stride,
                hidden: max(channels / 16, 32),
                initial: network.initial,
                named: "\(name).conv2"
            )
            return
        }
        add(network.convolution(channels, kernel: 3, stride: stride), named: "\(name).conv2")
        addRectified(BatchNorm(), named: "\(name).bn2", "\(name).relu2")
    }

    /// A shortcut that changes channels or sides.
    private mutating func addProjection(
        _ network: ResNet,
        of start: Value,
        _ outputs: Int,
        _ stride: Int,
        named name: String
    ) -> Value {
        var (input, step) = (start, stride)
        if let mean = network.mean(stride: stride) {
            input = add(mean, named: "\(name).downsample.0", of: [start])
            step = 1
        }
        let first = network.isD ? 1 : 0
        add(
            network.convolution(outputs, kernel: 1, stride: step),
            named: "\(name).downsample.\(first)",
            of: [input]
        )
        return add(BatchNorm(), named: "\(name).downsample.\(first + 1)")
    }
}
