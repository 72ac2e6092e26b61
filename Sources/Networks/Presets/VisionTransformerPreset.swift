package import Domain

/// A Vision Transformer: ``Graph/visionTransformer(_:input:classes:)``.
package struct VisionTransformerPreset: NetworkPreset {
    /// The side of a patch.
    package var patch = 2
    /// The blocks.
    package var layers = 12
    /// The channels of a patch.
    package var width = 192
    /// The heads of attention.
    package var heads = 3
    /// The rate of the last block's stochastic depth.
    package var dropPath: Float = 0

    /// Creates the defaults, ViT-Tiny with patches of 2 x 2.
    package init() {}

    package static let card = NetworkCard(
        name: "vit",
        title: "Vision Transformer",
        summary:
            "For images: patches, a class token and blocks of attention, with the names of timm's state_dict. "
            + "ViT-Tiny with patches of 2 x 2 by default, for images such as CIFAR's; ViT-Small is width=384,heads=6, "
            + "ViT-Base width=768,heads=12, and those for ImageNet have patch=16.",
        paper:
            "Dosovitskiy et al., An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale, 2020",
        paperAddress: "https://arxiv.org/abs/2010.11929"
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .integer("patch", \.patch, 1...16, "The side of a patch, which divides an image's."),
            .integer("layers", \.layers, 1...48, "The blocks."),
            .integer("width", \.width, 1...4096, "The channels of a patch."),
            .integer("heads", \.heads, 1...64, "The heads of attention, which divide the width."),
            .number(
                "drop_path",
                \.dropPath,
                0...0.9,
                "The rate at which the last block's branches are left out in training; less before."
            ),
        ]
    }

    package func graph(input: Shape, classes: Int) throws(Failure) -> Graph {
        try requireImage(input)
        guard width % heads == 0 else {
            throw .invalid("\(heads) heads do not divide a width of \(width)", field: "heads")
        }
        guard input.height % patch == 0, input.width % patch == 0 else {
            throw .invalid("patches of \(patch) do not divide an image of \(input)", field: "patch")
        }
        let sizes = VisionTransformer(
            patch: patch,
            layers: layers,
            width: width,
            heads: heads,
            dropPath: dropPath
        )
        return .visionTransformer(sizes, input: input, classes: classes)
    }

    package static func candidates(for graph: Graph) -> [Self] {
        var preset = Self()
        preset.layers = 0
        for node in graph.nodes {
            switch (node.name, node.operation) {
            case ("patch_embed.proj", let convolution as Convolution):
                preset.patch = convolution.kernel
                preset.width = convolution.outputs
            case (_, let attention as Attention):
                preset.heads = attention.heads
                preset.layers += 1
            case (_, let depth as StochasticDepth): preset.dropPath = depth.rate
            default: break
            }
        }
        return preset.layers > 0 ? [preset] : []
    }

    /// Halves the heads, with their width as it is.
    package mutating func halve() {
        guard heads > 1 else { return }
        width = width / heads * (heads / 2)
        heads /= 2
    }
}
