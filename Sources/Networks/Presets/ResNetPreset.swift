package import Domain

/// A residual network: ``Graph/resNet(_:input:classes:)``.
package struct ResNetPreset: NetworkPreset {
    /// The layers.
    package enum Depth: String, Sendable, Hashable, CaseIterable {
        case eighteen = "18"
        case fifty = "50"
    }

    /// Whose network it is.
    package enum Variant: String, Sendable, Hashable, CaseIterable {
        /// torchvision's.
        case plain
        /// A ResNet-D, with timm's names.
        case d
        /// SimCLRv2's: a ResNet-D, at depth 50 with selective kernels.
        case simCLRv2 = "simclr"
    }

    /// What comes before the groups.
    package enum Stem: String, Sendable, Hashable, CaseIterable {
        /// A 7 x 7 convolution of stride 2, or three 3 x 3 ones, and a maximum of stride 2.
        case large
        /// A 3 x 3 convolution of stride 1, for images as small as CIFAR's.
        case small
    }

    /// The layers.
    package var depth = Depth.eighteen
    /// What all channels are multiplied by.
    package var width = 1
    /// Whose network it is.
    package var variant = Variant.plain
    /// What comes before the groups.
    package var stem = Stem.large

    /// Creates the defaults, torchvision's ResNet-18.
    package init() {}

    package static let card = NetworkCard(
        name: "resnet",
        title: "ResNet",
        summary:
            "For images: torchvision's ResNet-18 and 50 with the names of their state_dict, ResNet-D "
            + "(arXiv:1812.01187), and SimCLRv2's with selective kernels (arXiv:2006.10029).",
        paper: "He et al., Deep Residual Learning for Image Recognition, 2015",
        paperAddress: "https://arxiv.org/abs/1512.03385"
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .choice("depth", \.depth, "The layers."),
            .integer("width", \.width, 1...4, "What all channels are multiplied by."),
            .choice(
                "variant",
                \.variant,
                "torchvision's, a ResNet-D, or SimCLRv2's, which at depth 50 has selective kernels."
            ),
            .choice(
                "stem",
                \.stem,
                "What comes first: for images such as ImageNet's, or for small ones such as CIFAR's."
            ),
        ]
    }

    private var network: ResNet {
        ResNet(
            depth == .fifty ? .fifty : .eighteen,
            width: width,
            origin: variant == .simCLRv2 ? .simCLRv2 : .torchvision,
            isForSmallImages: stem == .small,
            isD: variant != .plain,
            hasSelectiveKernels: variant == .simCLRv2 && depth == .fifty
        )
    }

    package func graph(input: Shape, classes: Int) throws(Failure) -> Graph {
        try requireImage(input)
        return .resNet(network, input: input, classes: classes)
    }

    package static func candidates(for graph: Graph) -> [Self] {
        var first: Convolution?
        for node in graph.nodes where node.name == "layer1.0.conv1" {
            first = node.operation as? Convolution
        }
        guard let first else { return [] }
        var presets: [Self] = []
        for variant in Variant.allCases {
            for stem in Stem.allCases {
                var preset = Self()
                preset.depth =
                    graph.nodes.contains { $0.name == "layer1.0.conv3" } ? .fifty : .eighteen
                preset.width = first.outputs / 64
                preset.variant = variant
                preset.stem = stem
                presets.append(preset)
            }
        }
        return presets
    }

    package mutating func halve() { width = max(1, width / 2) }
}
