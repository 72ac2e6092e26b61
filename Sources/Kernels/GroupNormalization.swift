internal import CKernels

extension Buffer {
    /// Normalises each group of channels of a row by its own mean and variance over `pixels`.
    ///
    /// `moments`, `[rows, groups, 2]`, is set to the means and to `1 / sqrt(variance + epsilon)`. Scale
    /// and shift may live in another buffer.
    package func groupNormalize(
        rows: Int,
        pixels: Int,
        channels: Int,
        groups: Int,
        epsilon: Double,
        input: Region,
        gamma: Region,
        beta: Region,
        output: Region,
        moments: Region,
        weightsIn owner: Buffer? = nil
    ) {
        precondition(groups > 0 && channels % groups == 0, "\(groups) groups of \(channels)")
        let owner = owner ?? self
        let x = unsafe pointer(input, atLeast: rows * pixels * channels)
        let g = unsafe owner.pointer(gamma, atLeast: channels)
        let b = unsafe owner.pointer(beta, atLeast: channels)
        let y = unsafe pointer(output, atLeast: rows * pixels * channels)
        let m = unsafe pointer(moments, atLeast: 2 * rows * groups)
        unsafe tk_group_norm(isa, x, rows, pixels, channels, groups, epsilon, g, b, y, m)
    }

    /// Adds one shard's gradients of scale and shift to `gammaDelta` and `betaDelta`, and overwrites
    /// `inputDelta` where there is one.
    package func groupNormalizeBack(
        rows: Int,
        pixels: Int,
        channels: Int,
        groups: Int,
        input: Region,
        outputDelta: Region,
        gamma: Region,
        moments: Region,
        gammaDelta: Region,
        betaDelta: Region,
        inputDelta: Region?
    ) {
        precondition(groups > 0 && channels % groups == 0, "\(groups) groups of \(channels)")
        let x = unsafe pointer(input, atLeast: rows * pixels * channels)
        let dy = unsafe pointer(outputDelta, atLeast: rows * pixels * channels)
        let g = unsafe pointer(gamma, atLeast: channels)
        let m = unsafe pointer(moments, atLeast: 2 * rows * groups)
        let dg = unsafe pointer(gammaDelta, atLeast: channels)
        let db = unsafe pointer(betaDelta, atLeast: channels)
        let dx = unsafe inputDelta.map {
            unsafe pointer($0, atLeast: rows * pixels * channels)
        }
        unsafe tk_group_norm_back(isa, x, dy, rows, pixels, channels, groups, g, m, dg, db, dx)
    }
}
