internal import CKernels

/// Functions of one number.
package enum ActivationFunction: Int32, Sendable {
    /// `min(max(x, 0), 6)`.
    case reLU6
    /// `x * (1 + erf(x / sqrt 2)) / 2`.
    case gelu
    /// `x / (1 + exp(-x))`.
    case silu
    /// The hyperbolic tangent.
    case tanh
    /// The natural logarithm.
    case logarithm
    /// The exponential function.
    case exponential
}

extension Buffer {
    /// `y = f(x)`.
    package func activate(_ function: ActivationFunction, input: Region, output: Region) {
        let x = unsafe pointer(input, atLeast: output.count)
        let y = unsafe pointer(output, atLeast: output.count)
        unsafe tk_activate(isa, function.rawValue, x, output.count, y)
    }

    /// `dx = f'(x) dy`.
    package func activateBack(
        _ function: ActivationFunction,
        input: Region,
        outputDelta: Region,
        inputDelta: Region
    ) {
        let x = unsafe pointer(input, atLeast: inputDelta.count)
        let dy = unsafe pointer(outputDelta, atLeast: inputDelta.count)
        let dx = unsafe pointer(inputDelta, atLeast: inputDelta.count)
        unsafe tk_activate_back(isa, function.rawValue, x, dy, inputDelta.count, dx)
    }

    /// `y = a b`, where `b` is `[rows, channels]` and has one pixel for all those of a row of `a`.
    package func multiply(
        rows: Int,
        pixels: Int,
        channels: Int,
        _ a: Region,
        by b: Region,
        output: Region
    ) {
        let left = unsafe pointer(a, atLeast: rows * pixels * channels)
        let right = unsafe pointer(b, atLeast: rows * channels)
        let y = unsafe pointer(output, atLeast: rows * pixels * channels)
        unsafe tk_multiply(isa, left, right, rows, pixels, channels, y)
    }

    /// The gradient of a product with respect to `b`: the sum of `dy a` over the pixels of a row.
    package func multiplyBack(
        rows: Int,
        pixels: Int,
        channels: Int,
        outputDelta: Region,
        _ a: Region,
        factorDelta: Region
    ) {
        let dy = unsafe pointer(outputDelta, atLeast: rows * pixels * channels)
        let left = unsafe pointer(a, atLeast: rows * pixels * channels)
        let db = unsafe pointer(factorDelta, atLeast: rows * channels)
        unsafe tk_multiply_back(isa, dy, left, rows, pixels, channels, db)
    }

    /// The softmax of `factor x` over the middle axis of `[positions, groups, width]`.
    package func softmax(
        positions: Int,
        groups: Int,
        width: Int,
        factor: Float,
        input: Region,
        output: Region
    ) {
        let x = unsafe pointer(input, atLeast: positions * groups * width)
        let y = unsafe pointer(output, atLeast: positions * groups * width)
        unsafe tk_softmax(isa, x, positions, groups, width, factor, y)
    }

    /// The gradient of a softmax from what it yielded.
    package func softmaxBack(
        positions: Int,
        groups: Int,
        width: Int,
        factor: Float,
        output: Region,
        outputDelta: Region,
        inputDelta: Region
    ) {
        let y = unsafe pointer(output, atLeast: positions * groups * width)
        let dy = unsafe pointer(outputDelta, atLeast: positions * groups * width)
        let dx = unsafe pointer(inputDelta, atLeast: positions * groups * width)
        unsafe tk_softmax_back(isa, y, dy, positions, groups, width, factor, dx)
    }

    /// Rows of length 1: `x / max(|x|, epsilon)`.
    package func unitRows(rows: Int, width: Int, epsilon: Float, input: Region, output: Region) {
        let x = unsafe pointer(input, atLeast: rows * width)
        let y = unsafe pointer(output, atLeast: rows * width)
        unsafe tk_unit_rows(isa, x, rows, width, epsilon, y)
    }

    /// The gradient of ``unitRows(rows:width:epsilon:input:output:)`` from its input.
    package func unitRowsBack(
        rows: Int,
        width: Int,
        epsilon: Float,
        input: Region,
        outputDelta: Region,
        inputDelta: Region
    ) {
        let x = unsafe pointer(input, atLeast: rows * width)
        let dy = unsafe pointer(outputDelta, atLeast: rows * width)
        let dx = unsafe pointer(inputDelta, atLeast: rows * width)
        unsafe tk_unit_rows_back(isa, x, dy, rows, width, epsilon, dx)
    }

    /// Zeroes whole rows with probability `rate` and scales the others by `1 / (1 - rate)`.
    ///
    /// The choice is a hash of `seed` and of the row's index, which starts at `first`.
    package func dropRows(
        rate: Float,
        seed: UInt64,
        first: Int,
        rows: Int,
        width: Int,
        input: Region,
        output: Region
    ) {
        precondition((0..<1).contains(rate), "rate \(rate) is not in 0..<1")
        let x = unsafe pointer(input, atLeast: rows * width)
        let y = unsafe pointer(output, atLeast: rows * width)
        unsafe tk_drop_rows(isa, x, rows, width, seed, UInt64(first), rate, y)
    }

    /// Copies `count` channels of each position, from channel `first` of the source to channel `place`
    /// of the target.
    package func copyChannels(
        positions: Int,
        of source: Region,
        channels: Int,
        from first: Int,
        count: Int,
        to target: Region,
        targetChannels: Int,
        at place: Int
    ) {
        precondition(first >= 0 && place >= 0 && count >= 0)
        precondition(first + count <= channels && place + count <= targetChannels)
        let x = unsafe pointer(source, atLeast: positions * channels)
        let y = unsafe pointer(target, atLeast: positions * targetChannels)
        unsafe tk_copy_channels(x, positions, channels, first, count, y, targetChannels, place)
    }

    /// `y = a + b`.
    package func add(_ a: Region, _ b: Region, to output: Region) {
        if output != a { copy(a, to: output) }
        add(b, to: output)
    }
}
