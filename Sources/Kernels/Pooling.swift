internal import CKernels

/// The shape of a maximum pooling with square windows that do not overlap.
package struct PoolingShape: Sendable, Hashable {
    /// The height of the input images.
    package let height: Int
    /// The width of the input images.
    package let width: Int
    /// The channels of the images.
    package let channels: Int
    /// The side of a window; rows and columns that fill no window are ignored.
    package let size: Int

    /// Creates a shape, or nothing when no window fits.
    package init?(height: Int, width: Int, channels: Int, size: Int) {
        guard size >= 1, height >= size, width >= size, channels >= 1 else { return nil }
        self.height = height
        self.width = width
        self.channels = channels
        self.size = size
    }

    /// The floats of one input image.
    package var inputCount: Int { height * width * channels }
    /// The floats of one output image.
    package var outputCount: Int { (height / size) * (width / size) * channels }
}

extension Buffer {
    /// The maximum over each window.
    package func maxPool(_ shape: PoolingShape, rows: Int, input: Region, output: Region) {
        let x = unsafe pointer(input, atLeast: rows * shape.inputCount)
        let y = unsafe pointer(output, atLeast: rows * shape.outputCount)
        unsafe tk_maxpool_forward(
            isa,
            x,
            rows,
            shape.height,
            shape.width,
            shape.channels,
            shape.size,
            y
        )
    }

    /// Gives each window's gradient to its first maximum.
    package func maxPoolBack(
        _ shape: PoolingShape,
        rows: Int,
        input: Region,
        outputDelta: Region,
        inputDelta: Region
    ) {
        let x = unsafe pointer(input, atLeast: rows * shape.inputCount)
        let dy = unsafe pointer(outputDelta, atLeast: rows * shape.outputCount)
        let dx = unsafe pointer(inputDelta, atLeast: rows * shape.inputCount)
        unsafe tk_maxpool_back(
            isa,
            x,
            dy,
            rows,
            shape.height,
            shape.width,
            shape.channels,
            shape.size,
            dx
        )
    }

    /// The mean of each channel over all pixels.
    package func meanPool(rows: Int, pixels: Int, channels: Int, input: Region, output: Region) {
        let x = unsafe pointer(input, atLeast: rows * pixels * channels)
        let y = unsafe pointer(output, atLeast: rows * channels)
        unsafe tk_meanpool_forward(isa, x, rows, pixels, channels, y)
    }

    /// Spreads each channel's gradient over all pixels.
    package func meanPoolBack(
        rows: Int,
        pixels: Int,
        channels: Int,
        outputDelta: Region,
        inputDelta: Region
    ) {
        let dy = unsafe pointer(outputDelta, atLeast: rows * channels)
        let dx = unsafe pointer(inputDelta, atLeast: rows * pixels * channels)
        unsafe tk_meanpool_back(isa, dy, rows, pixels, channels, dx)
    }

    /// The largest of each channel over the items of one row.
    package func largest(of items: Int, channels: Int, input: Region, output: Region) {
        precondition(items > 0, "the largest of nothing")
        let x = unsafe pointer(input, atLeast: items * channels)
        let y = unsafe pointer(output, atLeast: channels)
        unsafe tk_largest(isa, x, items, channels, y)
    }

    /// Gives each channel's gradient to the first item that has the largest value.
    package func largestBack(
        of items: Int,
        channels: Int,
        input: Region,
        output: Region,
        outputDelta: Region,
        inputDelta: Region
    ) {
        precondition(items > 0, "the largest of nothing")
        let x = unsafe pointer(input, atLeast: items * channels)
        let y = unsafe pointer(output, atLeast: channels)
        let dy = unsafe pointer(outputDelta, atLeast: channels)
        let dx = unsafe pointer(inputDelta, atLeast: items * channels)
        unsafe tk_largest_back(isa, x, y, dy, items, channels, dx)
    }

    /// The leaky rectifier `x > 0 ? x : slope * x`.
    package func leaky(slope: Float, input: Region, output: Region) {
        let x = unsafe pointer(input, atLeast: output.count)
        let y = unsafe pointer(output, atLeast: output.count)
        unsafe tk_leaky_forward(isa, x, output.count, slope, y)
    }

    /// The gradient of the leaky rectifier from its input.
    package func leakyBack(slope: Float, input: Region, outputDelta: Region, inputDelta: Region) {
        let x = unsafe pointer(input, atLeast: inputDelta.count)
        let dy = unsafe pointer(outputDelta, atLeast: inputDelta.count)
        let dx = unsafe pointer(inputDelta, atLeast: inputDelta.count)
        unsafe tk_leaky_back(isa, x, dy, inputDelta.count, slope, dx)
    }

    /// Zeroes each element with probability `rate` and scales the rest by `1 / (1 - rate)`.
    ///
    /// The choice is a hash of `seed` and of the element's index, which starts at `first`: the
    /// backward pass repeats it, and any split over threads gives the same.
    package func dropout(
        rate: Float,
        seed: UInt64,
        first: Int,
        input: Region,
        output: Region
    ) {
        precondition((0..<1).contains(rate), "rate \(rate) is not in 0..<1")
        let x = unsafe pointer(input, atLeast: output.count)
        let y = unsafe pointer(output, atLeast: output.count)
        unsafe tk_dropout(isa, x, output.count, seed, UInt64(first), rate, y)
    }
}
