internal import CKernels

/// The shape of a 2-D convolution whose channels are in groups, or whose taps are apart.
///
/// Images are NHWC; weights are `[outputs, inputs / groups, kernel, kernel]`.
package struct GroupedConvolutionShape: Sendable, Hashable {
    /// The height of the input images.
    package let height: Int
    /// The width of the input images.
    package let width: Int
    /// The channels of the input images.
    package let inputs: Int
    /// The channels of the output images.
    package let outputs: Int
    /// The side of the kernel.
    package let kernel: Int
    /// The distance of neighbouring windows.
    package let stride: Int
    /// The rows and columns of zeros on each side.
    package let padding: Int
    /// The distance of neighbouring taps.
    package let dilation: Int
    /// The number of groups.
    package let groups: Int

    /// Creates a shape, or nothing when a number is out of range or no window fits.
    package init?(
        height: Int,
        width: Int,
        inputs: Int,
        outputs: Int,
        kernel: Int,
        stride: Int,
        padding: Int,
        dilation: Int,
        groups: Int
    ) {
        let sides = 1...4096
        guard sides.contains(height), sides.contains(width),
            ConvolutionShape.channels.contains(inputs), ConvolutionShape.channels.contains(outputs),
            (1...16).contains(kernel), (1...16).contains(stride),
            (1...16).contains(dilation), (1...inputs).contains(groups), inputs % groups == 0,
            outputs % groups == 0
        else { return nil }
        let reach = (kernel - 1) * dilation + 1
        guard (0..<reach).contains(padding), height + 2 * padding >= reach,
            width + 2 * padding >= reach
        else { return nil }
        self.height = height
        self.width = width
        self.inputs = inputs
        self.outputs = outputs
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
        self.groups = groups
    }

    private func extent(_ side: Int) -> Int {
        (side + 2 * padding - (kernel - 1) * dilation - 1) / stride + 1
    }

    /// The height of the output images.
    package var outHeight: Int { extent(height) }
    /// The width of the output images.
    package var outWidth: Int { extent(width) }
    /// The number of weights.
    package var weightCount: Int { outputs * (inputs / groups) * kernel * kernel }
    /// The floats of one input image.
    package var inputCount: Int { height * width * inputs }
    /// The floats of one output image.
    package var outputCount: Int { outHeight * outWidth * outputs }

    fileprivate var c: tk_grouped {
        tk_grouped(
            height: height,
            width: width,
            inputs: inputs,
            out_height: outHeight,
            out_width: outWidth,
            outputs: outputs,
            kernel: kernel,
            stride: stride,
            padding: padding,
            dilation: dilation,
            groups: groups
        )
    }
}

extension Buffer {
    /// Packs weights for ``convolve(_:rows:input:packed:bias:output:weightsIn:)``.
    package func pack(_ shape: GroupedConvolutionShape, weights: Region, to packed: Region) {
        var c = shape.c
        let w = unsafe pointer(weights, atLeast: shape.weightCount)
        let p = unsafe pointer(packed, atLeast: shape.weightCount)
        unsafe tk_grouped_pack(&c, w, p)
    }

    /// Convolves `rows` images; the packed weights and the bias may live in another buffer.
    package func convolve(
        _ shape: GroupedConvolutionShape,
        rows: Int,
        input: Region,
        packed: Region,
        bias: Region?,
        output: Region,
        weightsIn owner: Buffer? = nil
    ) {
        var c = shape.c
        let owner = owner ?? self
        let x = unsafe pointer(input, atLeast: rows * shape.inputCount)
        let w = unsafe owner.pointer(packed, atLeast: shape.weightCount)
        let y = unsafe pointer(output, atLeast: rows * shape.outputCount)
        let b = unsafe bias.map { unsafe owner.pointer($0, atLeast: shape.outputs) }
        unsafe tk_grouped_forward(isa, &c, x, w, b, y, rows)
    }

    /// Overwrites `inputDelta` with the gradient with respect to the input images.
    package func convolveBack(
        _ shape: GroupedConvolutionShape,
        rows: Int,
        outputDelta: Region,
        packed: Region,
        inputDelta: Region
    ) {
        var c = shape.c
        let dy = unsafe pointer(outputDelta, atLeast: rows * shape.outputCount)
        let w = unsafe pointer(packed, atLeast: shape.weightCount)
        let dx = unsafe pointer(inputDelta, atLeast: rows * shape.inputCount)
        unsafe tk_grouped_back_data(isa, &c, dy, w, dx, rows)
    }

    /// Adds one shard's weight gradient to `partial`, packed as the weights are.
    package func convolutionGradient(
        _ shape: GroupedConvolutionShape,
        rows: Int,
        input: Region,
        outputDelta: Region,
        partial: Region
    ) {
        var c = shape.c
        let x = unsafe pointer(input, atLeast: rows * shape.inputCount)
        let dy = unsafe pointer(outputDelta, atLeast: rows * shape.outputCount)
        let dw = unsafe pointer(partial, atLeast: shape.weightCount)
        unsafe tk_grouped_back_weights(isa, &c, x, dy, dw, rows)
    }

    /// Adds the sum of the shards' partial gradients, in shard order, to `gradient`.
    package func reduce(
        _ shape: GroupedConvolutionShape,
        partials: Region,
        shards: Int,
        gradient: Region
    ) {
        var c = shape.c
        let dw = unsafe pointer(partials, atLeast: shards * shape.weightCount)
        let g = unsafe pointer(gradient, atLeast: shape.weightCount)
        unsafe tk_grouped_reduce(&c, dw, shape.weightCount, shards, g)
    }
}
