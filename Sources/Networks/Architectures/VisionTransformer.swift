/// The sizes of a Vision Transformer, <https://arxiv.org/abs/2010.11929>.
package struct VisionTransformer: Hashable, Sendable {
    /// The side of a patch, 1 to 16, which divides the sides of an image.
    package var patch: Int
    /// The blocks of attention and two dense layers.
    package var layers: Int
    /// The channels of a patch.
    package var width: Int
    /// The heads of attention; they divide the width.
    package var heads: Int
    /// The rate of the last block's stochastic depth; that of block `n` is its share of it.
    package var dropPath: Float

    /// Creates sizes.
    package init(patch: Int, layers: Int = 12, width: Int, heads: Int, dropPath: Float = 0) {
        self.patch = patch
        self.layers = layers
        self.width = width
        self.heads = heads
        self.dropPath = dropPath
    }

    /// ViT-Tiny, <https://arxiv.org/abs/2012.12877>.
    package static func tiny(patch: Int, dropPath: Float = 0) -> VisionTransformer {
        VisionTransformer(patch: patch, width: 192, heads: 3, dropPath: dropPath)
    }

    /// ViT-Small, <https://arxiv.org/abs/2012.12877>.
    package static func small(patch: Int, dropPath: Float = 0) -> VisionTransformer {
        VisionTransformer(patch: patch, width: 384, heads: 6, dropPath: dropPath)
    }

    /// ViT-Base.
    package static func base(patch: Int, dropPath: Float = 0) -> VisionTransformer {
        VisionTransformer(patch: patch, width: 768, heads: 12, dropPath: dropPath)
    }

    fileprivate func dense(_ outputs: Int) -> Dense {
        Dense(outputs: outputs, initial: .normalNarrow)
    }

    fileprivate var norm: GroupNorm { .layer(epsilon: 1e-6) }
}

extension Graph {
    /// A Vision Transformer.
    ///
    /// Images `[height, width, channels]` are cut into patches, each of which a convolution makes one item of; a class
    /// token comes before them, a learned table adds their places, and blocks with a normalisation before each branch
    /// follow. The last normalisation's class token is the head `embedding`, `[N, width]`; the dense layer `head`
    /// yields `[N, classes]`.
    ///
    /// Names are those of timm's `state_dict` (<https://github.com/huggingface/pytorch-image-models>), for images of
    /// one size: a table of places for another is not resampled.
    ///
    /// - Parameters:
    ///   - sizes: how deep and wide it is.
    ///   - input: the shape of an image.
    ///   - classes: the number of classes.
    /// - Returns: the graph, with the heads `classifier` and `embedding`.
    package static func visionTransformer(
        _ sizes: VisionTransformer,
        input: Shape,
        classes: Int
    ) -> Graph {
        var builder = GraphBuilder(input: input)
        builder.add(
            Convolution(
                outputs: sizes.width,
                kernel: sizes.patch,
                stride: sizes.patch,
                bias: true
            ),
            named: "patch_embed.proj"
        )
        builder.add(Patches(), named: "patches")
        builder.add(ClassToken(initial: .normalNarrow), named: "cls_token")
        let patches = (input.height / sizes.patch) * (input.width / sizes.patch)
        builder.add(
            Positions(.bare, count: patches + 1, initial: .normalNarrow),
            named: "pos_embed"
        )
        for layer in 0..<sizes.layers { builder.addBlock(sizes, layer) }
        builder.add(sizes.norm, named: "norm")
        builder.add(SequencePool(.first), named: "token")
        builder.add(sizes.dense(classes), named: "head")
        return builder.classifier()
    }
}

extension GraphBuilder {
    /// A block of attention and two dense layers, each after a normalisation and added to what came in.
    fileprivate mutating func addBlock(_ sizes: VisionTransformer, _ layer: Int) {
        let (name, start) = ("blocks.\(layer)", last)
        let rate = sizes.layers > 1 ? sizes.dropPath * Float(layer) / Float(sizes.layers - 1) : 0
        add(sizes.norm, named: "\(name).norm1")
        add(sizes.dense(3 * sizes.width), named: "\(name).attn.qkv")
        add(Attention(heads: sizes.heads), named: "\(name).attn")
        add(sizes.dense(sizes.width), named: "\(name).attn.proj")
        if rate > 0 { add(StochasticDepth(rate: rate), named: "\(name).drop_path1") }
        let middle = add(Add(), named: "\(name).sum1", of: [last, start])
        add(sizes.norm, named: "\(name).norm2")
        add(sizes.dense(4 * sizes.width), named: "\(name).mlp.fc1")
        add(Activation(.gelu), named: "\(name).mlp.act")
        add(sizes.dense(sizes.width), named: "\(name).mlp.fc2")
        if rate > 0 { add(StochasticDepth(rate: rate), named: "\(name).drop_path2") }
        add(Add(), named: "\(name).sum2", of: [last, middle])
    }
}
