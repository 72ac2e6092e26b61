internal import CKernels

extension Buffer {
    /// Normalises each row by its own mean and variance.
    ///
    /// `moments`, `[rows, 2]`, is set to the means and to `1 / sqrt(variance + epsilon)`. Scale and shift may live
    /// in another buffer.
    package func layerNormalize(
        rows: Int,
        width: Int,
        epsilon: Float,
        input: Region,
        gamma: Region,
        beta: Region,
        output: Region,
        moments: Region,
        weightsIn owner: Buffer? = nil
    ) {
        let owner = owner ?? self
        let x = unsafe pointer(input, atLeast: rows * width)
        let g = unsafe owner.pointer(gamma, atLeast: width)
        let b = unsafe owner.pointer(beta, atLeast: width)
        let y = unsafe pointer(output, atLeast: rows * width)
        let m = unsafe pointer(moments, atLeast: 2 * rows)
        unsafe tk_layer_norm(isa, x, rows, width, epsilon, g, b, y, m)
    }

    /// Adds one shard's gradients of scale and shift to `gammaDelta` and `betaDelta`, and overwrites
    /// `inputDelta` where there is one.
    package func layerNormalizeBack(
        rows: Int,
        width: Int,
        input: Region,
        outputDelta: Region,
        gamma: Region,
        moments: Region,
        gammaDelta: Region,
        betaDelta: Region,
        inputDelta: Region?
    ) {
        let x = unsafe pointer(input, atLeast: rows * width)
        let dy = unsafe pointer(outputDelta, atLeast: rows * width)
        let g = unsafe pointer(gamma, atLeast: width)
        let m = unsafe pointer(moments, atLeast: 2 * rows)
        let dg = unsafe pointer(gammaDelta, atLeast: width)
        let db = unsafe pointer(betaDelta, atLeast: width)
        let dx = unsafe inputDelta.map { unsafe pointer($0, atLeast: rows * width) }
        unsafe tk_layer_norm_back(isa, x, dy, rows, width, g, m, dg, db, dx)
    }
}
