internal import CKernels

/// The shape of a pooling whose windows may overlap and may reach beyond the image, or which divide it
/// as evenly as may be.
package struct WindowPoolingShape: Sendable, Hashable {
    private let height: Int
    private let width: Int
    private let channels: Int
    /// The side of a window; 0: windows that divide the image.
    private let kernel: Int
    private let stride: Int
    private let padding: Int
    private let countsPadding: Bool
    /// The height of the output images.
    package let outHeight: Int
    /// The width of the output images.
    package let outWidth: Int

    /// Creates windows of one size, or nothing when none fits; there may be other padding after an image
    /// than before it.
    package init?(
        height: Int,
        width: Int,
        channels: Int,
        kernel: Int,
        stride: Int,
        padding: Int,
        paddingAfter: Int? = nil,
        countsPadding: Bool = true
    ) {
        let after = paddingAfter ?? padding
        guard height >= 1, width >= 1, channels >= 1, (1...4096).contains(kernel),
            (1...4096).contains(stride), (0...(kernel / 2)).contains(padding),
            (0...(kernel / 2)).contains(after),
            height + padding + after >= kernel, width + padding + after >= kernel
        else { return nil }
        self.height = height
        self.width = width
        self.channels = channels
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.countsPadding = countsPadding
        outHeight = (height + padding + after - kernel) / stride + 1
        outWidth = (width + padding + after - kernel) / stride + 1
    }

    /// Creates windows that divide an image into `outHeight` x `outWidth`, or nothing when it has fewer
    /// pixels.
    package init?(height: Int, width: Int, channels: Int, outHeight: Int, outWidth: Int) {
        guard channels >= 1, (1...height).contains(outHeight), (1...width).contains(outWidth) else {
            return nil
        }
        self.height = height
        self.width = width
        self.channels = channels
        kernel = 0
        stride = 1
        padding = 0
        countsPadding = false
        self.outHeight = outHeight
        self.outWidth = outWidth
    }

    fileprivate var inputCount: Int { height * width * channels }
    fileprivate var outputCount: Int { outHeight * outWidth * channels }

    fileprivate var c: tk_pooling {
        tk_pooling(
            height: height,
            width: width,
            channels: channels,
            out_height: outHeight,
            out_width: outWidth,
            kernel: kernel,
            stride: stride,
            padding: padding,
            counts_padding: countsPadding ? 1 : 0
        )
    }
}

extension Buffer {
    /// The mean over each window.
    package func averagePool(_ shape: WindowPoolingShape, rows: Int, input: Region, output: Region)
    {
        var c = shape.c
        let x = unsafe pointer(input, atLeast: rows * shape.inputCount)
        let y = unsafe pointer(output, atLeast: rows * shape.outputCount)
        unsafe tk_average_pool(isa, &c, x, rows, y)
    }

    /// Spreads the gradient of each mean over its window.
    package func averagePoolBack(
        _ shape: WindowPoolingShape,
        rows: Int,
        outputDelta: Region,
        inputDelta: Region
    ) {
        var c = shape.c
        let dy = unsafe pointer(outputDelta, atLeast: rows * shape.outputCount)
        let dx = unsafe pointer(inputDelta, atLeast: rows * shape.inputCount)
        unsafe tk_average_pool_back(isa, &c, dy, rows, dx)
    }

    /// The maximum over each window.
    package func maxPool(_ shape: WindowPoolingShape, rows: Int, input: Region, output: Region) {
        var c = shape.c
        let x = unsafe pointer(input, atLeast: rows * shape.inputCount)
        let y = unsafe pointer(output, atLeast: rows * shape.outputCount)
        unsafe tk_overlapping_max(isa, &c, x, rows, y)
    }

    /// Gives each window's gradient to its first maximum.
    package func maxPoolBack(
        _ shape: WindowPoolingShape,
        rows: Int,
        input: Region,
        outputDelta: Region,
        inputDelta: Region
    ) {
        var c = shape.c
        let x = unsafe pointer(input, atLeast: rows * shape.inputCount)
        let dy = unsafe pointer(outputDelta, atLeast: rows * shape.outputCount)
        let dx = unsafe pointer(inputDelta, atLeast: rows * shape.inputCount)
        unsafe tk_overlapping_max_back(isa, &c, x, dy, rows, dx)
    }
}
