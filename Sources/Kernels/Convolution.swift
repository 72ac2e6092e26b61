internal import CKernels

/// The shape of a 2-D convolution with a square kernel and zero padding.
///
/// Images are NHWC; weights are `[outputs, inputs, kernel, kernel]`.
package struct ConvolutionShape: Sendable, Hashable {
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
    /// The distance of neighbouring windows; may be more than the kernel, as in a 1 x 1 shortcut.
    package let stride: Int
    /// The rows and columns of zeros on each side.
    package let padding: Int

    /// The channels that images may have.
    package static let channels = 1...16384

    /// Creates a shape, or nothing when a side is out of range or no window fits.
    package init?(
        height: Int,
        width: Int,
        inputs: Int,
        outputs: Int,
        kernel: Int,
        stride: Int,
        padding: Int
    ) {
        let sides = 1...4096
        guard sides.contains(height), sides.contains(width),
            Self.channels.contains(inputs), Self.channels.contains(outputs),
            (1...16).contains(kernel), (1...16).contains(stride),
            (0..<kernel).contains(padding), height + 2 * padding >= kernel,
            width + 2 * padding >= kernel,
            // Kernels count weights, of Winograd's 16 too, in 32 bits.
            inputs * outputs * max(16, kernel * kernel) <= Int32.max
        else { return nil }
        self.height = height
        self.width = width
        self.inputs = inputs
        self.outputs = outputs
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
    }

    /// The height of the output images.
    package var outHeight: Int { (height + 2 * padding - kernel) / stride + 1 }
    /// The width of the output images.
    package var outWidth: Int { (width + 2 * padding - kernel) / stride + 1 }
    /// The number of weights.
    package var weightCount: Int { outputs * inputs * kernel * kernel }
    /// The floats of weights packed for either direction.
    package var packedCount: Int {
        var shape = c
        return unsafe tk_conv_packed(&shape)
    }
    /// The floats of a partial weight gradient.
    package var partialCount: Int {
        var shape = c
        return unsafe tk_conv_partial(&shape)
    }
    /// The floats of one input image.
    package var inputCount: Int { height * width * inputs }
    /// The floats of one output image.
    package var outputCount: Int { outHeight * outWidth * outputs }
    /// The floats of scratch that a pass over any number of images needs.
    package var scratchCount: Int {
        var shape = c
        return unsafe tk_conv_scratch(&shape)
    }

    var c: tk_convolution {
        tk_convolution(
            height: Int32(height),
            width: Int32(width),
            inputs: Int32(inputs),
            out_height: Int32(outHeight),
            out_width: Int32(outWidth),
            outputs: Int32(outputs),
            kernel: Int32(kernel),
            stride: Int32(stride),
            padding: Int32(padding)
        )
    }
}

extension Buffer {
    /// Packs convolution weights for ``convolve(_:rows:input:packed:bias:output:scratch:)``.
    package func packConvolution(_ shape: ConvolutionShape, weights: Region, to packed: Region) {
        var c = shape.c
        let w = unsafe pointer(weights, atLeast: shape.weightCount)
        let p = unsafe pointer(packed, atLeast: shape.packedCount)
        unsafe tk_conv_pack(isa, &c, w, p)
    }

    /// Packs convolution weights for the data gradient.
    package func packConvolutionBack(_ shape: ConvolutionShape, weights: Region, to packed: Region)
    {
        var c = shape.c
        let w = unsafe pointer(weights, atLeast: shape.weightCount)
        let p = unsafe pointer(packed, atLeast: shape.packedCount)
        unsafe tk_conv_pack_back(isa, &c, w, p)
    }

    /// Convolves `rows` images; the packed weights and the bias may live in another buffer.
    package func convolve(
        _ shape: ConvolutionShape,
        rows: Int,
        input: Region,
        packed: Region,
        bias: Region?,
        output: Region,
        scratch: Region,
        weightsIn owner: Buffer? = nil
    ) {
        var c = shape.c
        let owner = owner ?? self
        let x = unsafe pointer(input, atLeast: rows * shape.inputCount)
        let w = unsafe owner.pointer(packed, atLeast: shape.packedCount)
        let y = unsafe pointer(output, atLeast: rows * shape.outputCount)
        let s = unsafe pointer(scratch, atLeast: shape.scratchCount)
        let b = unsafe bias.map { unsafe owner.pointer($0, atLeast: shape.outputs) }
        unsafe tk_conv_forward(isa, &c, x, w, b, y, rows, s)
    }

    /// Overwrites `inputDelta` with the gradient with respect to the input images.
    package func convolveBack(
        _ shape: ConvolutionShape,
        rows: Int,
        outputDelta: Region,
        packed: Region,
        inputDelta: Region,
        scratch: Region
    ) {
        var c = shape.c
        let dy = unsafe pointer(outputDelta, atLeast: rows * shape.outputCount)
        let w = unsafe pointer(packed, atLeast: shape.packedCount)
        let dx = unsafe pointer(inputDelta, atLeast: rows * shape.inputCount)
        let s = unsafe pointer(scratch, atLeast: shape.scratchCount)
        unsafe tk_conv_back_data(isa, &c, dy, w, dx, rows, s)
    }

    /// Adds the weight gradient of `rows` images to `partial`, which
    /// ``reduceConvolutionGradient(_:partials:shards:gradient:)`` understands.
    package func convolutionGradient(
        _ shape: ConvolutionShape,
        rows: Int,
        input: Region,
        outputDelta: Region,
        partial: Region,
        scratch: Region
    ) {
        var c = shape.c
        let x = unsafe pointer(input, atLeast: rows * shape.inputCount)
        let dy = unsafe pointer(outputDelta, atLeast: rows * shape.outputCount)
        let dw = unsafe pointer(partial, atLeast: shape.partialCount)
        let s = unsafe pointer(scratch, atLeast: shape.scratchCount)
        unsafe tk_conv_back_weights(isa, &c, x, dy, dw, rows, s)
    }

    /// Adds the sum of the shards' partial gradients, in shard order, to `gradient`.
    package func reduceConvolutionGradient(
        _ shape: ConvolutionShape,
        partials: Region,
        shards: Int,
        gradient: Region
    ) {
        var c = shape.c
        let dw = unsafe pointer(partials, atLeast: shards * shape.partialCount)
        let g = unsafe pointer(gradient, atLeast: shape.weightCount)
        unsafe tk_conv_reduce(isa, &c, dw, shape.partialCount, shards, g)
    }
}
