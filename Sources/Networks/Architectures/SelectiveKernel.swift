extension GraphBuilder {
    /// Adds a convolution with selective kernels, <https://arxiv.org/abs/1903.06586>, to the last value, as
    /// SimCLRv2 has it, <https://arxiv.org/abs/2006.10029>.
    ///
    /// Two branches of `channels` channels are one 3 x 3 convolution (`conv`, `bn`), rectified. The mean over
    /// the pixels of their sum goes through two 1 x 1 convolutions without biases (`attn.fc_reduce`,
    /// `attn.bn`, rectified, `attn.fc_select`) to `[N, 2 channels]`; the softmax between the branches, for
    /// each channel, weighs their sum.
    ///
    /// Both branches have the same kernel and no dilation, unlike in the paper on selective kernels. The names
    /// of what weighs are those of timm.
    ///
    /// - Parameters:
    ///   - channels: the channels that it yields.
    ///   - stride: the stride of the convolution.
    ///   - hidden: the channels between the two 1 x 1 convolutions.
    ///   - initial: how weights start; nil: as PyTorch's.
    ///   - name: what the names of its nodes begin with.
    /// - Returns: the weighed sum.
    @discardableResult
    package mutating func addSelectiveKernel(
        channels: Int,
        stride: Int,
        hidden: Int,
        initial: InitialValues?,
        named name: String
    ) -> Value {
        let convolution = Convolution(
            outputs: 2 * channels,
            kernel: 3,
            stride: stride,
            padding: 1,
            initial: initial
        )
        add(convolution, named: "\(name).conv")
        add(BatchNorm(), named: "\(name).bn")
        let both = add(LeakyReLU(), named: "\(name).relu")
        let branches = addHalves(of: both, channels, named: "\(name).branch")
        add(Add(), named: "\(name).sum", of: branches)
        add(AdaptiveAveragePool(), named: "\(name).pool")
        let reduce = Convolution(outputs: hidden, kernel: 1, initial: initial)
        add(reduce, named: "\(name).attn.fc_reduce")
        add(BatchNorm(), named: "\(name).attn.bn")
        add(LeakyReLU(), named: "\(name).attn.relu")
        let select = Convolution(outputs: 2 * channels, kernel: 1, initial: initial)
        add(select, named: "\(name).attn.fc_select")
        let softmax = add(Softmax(over: .groups, groups: 2), named: "\(name).attn.softmax")
        let weights = addHalves(of: softmax, channels, named: "\(name).attn.weight")
        let weighed = zip(branches, weights).enumerated().map { index, pair in
            add(Multiply(), named: "\(name).weighed\(index)", of: [pair.0, pair.1])
        }
        return add(Add(), named: "\(name).mix", of: weighed)
    }

    private mutating func addHalves(
        of value: Value,
        _ channels: Int,
        named name: String
    ) -> [Value] {
        (0..<2).map { index in
            add(
                Slice(first: index * channels, count: channels),
                named: "\(name)\(index)",
                of: [value]
            )
        }
    }
}
