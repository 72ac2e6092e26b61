internal import CKernels
internal import COpenBLAS

extension Buffer {
    /// The floats of a matrix packed by ``packDense(depth:columns:weights:transposed:to:)``.
    package static func packedDenseCount(depth: Int, columns: Int) -> Int {
        tk_dense_packed(depth, columns)
    }

    /// Packs a matrix `[columns, depth]`, or `[depth, columns]` when transposed, for ``multiply``.
    package func packDense(
        depth: Int,
        columns: Int,
        weights: Region,
        transposed: Bool,
        to packed: Region
    ) {
        let w = unsafe pointer(weights, atLeast: depth * columns)
        let p = unsafe pointer(
            packed,
            atLeast: Buffer.packedDenseCount(depth: depth, columns: columns)
        )
        unsafe tk_dense_pack(isa, w, depth, columns, transposed ? 1 : 0, p)
    }

    /// Multiplies `[rows, depth]` by a packed matrix into `[rows, columns]` and adds the bias.
    ///
    /// The sum over `depth` has one order, so a row has the same bits in any batch. The
    /// packed matrix and the bias may live in another buffer.
    package func multiply(
        rows: Int,
        depth: Int,
        columns: Int,
        input: Region,
        packed: Region,
        bias: Region?,
        output: Region,
        weightsIn owner: Buffer? = nil
    ) {
        let owner = owner ?? self
        let x = unsafe pointer(input, atLeast: rows * depth)
        let w = unsafe owner.pointer(
            packed,
            atLeast: Buffer.packedDenseCount(depth: depth, columns: columns)
        )
        let y = unsafe pointer(output, atLeast: rows * columns)
        let b = unsafe bias.map { unsafe owner.pointer($0, atLeast: columns) }
        unsafe tk_dense_forward(isa, x, rows, depth, w, columns, b, y)
    }

    /// Multiplies by `[outputs, inputs]` weights with BLAS: `y = x W^T + b`.
    package func multiplyBLAS(
        rows: Int,
        inputs: Int,
        outputs: Int,
        input: Region,
        weights: Region,
        bias: Region?,
        output: Region
    ) {
        precondition(BLAS.isReady)
        guard rows > 0 else { return }
        let x = unsafe pointer(input, atLeast: rows * inputs)
        let w = unsafe pointer(weights, atLeast: outputs * inputs)
        let y = unsafe pointer(output, atLeast: rows * outputs)
        unsafe cblas_sgemm(
            CblasRowMajor,
            CblasNoTrans,
            CblasTrans,
            Int32(rows),
            Int32(outputs),
            Int32(inputs),
            1,
            x,
            Int32(inputs),
            w,
            Int32(inputs),
            0,
            y,
            Int32(outputs)
        )
        if let bias {
            let b = unsafe pointer(bias, atLeast: outputs)
            unsafe tk_add_bias(isa, y, rows, outputs, b)
        }
    }

    /// The data gradient with BLAS: `dx = dy W`.
    package func multiplyBackBLAS(
        rows: Int,
        inputs: Int,
        outputs: Int,
        outputDelta: Region,
        weights: Region,
        inputDelta: Region
    ) {
        precondition(BLAS.isReady)
        guard rows > 0 else { return }
        let dy = unsafe pointer(outputDelta, atLeast: rows * outputs)
        let w = unsafe pointer(weights, atLeast: outputs * inputs)
        let dx = unsafe pointer(inputDelta, atLeast: rows * inputs)
        unsafe cblas_sgemm(
            CblasRowMajor,
            CblasNoTrans,
            CblasNoTrans,
            Int32(rows),
            Int32(inputs),
            Int32(outputs),
            1,
            dy,
            Int32(outputs),
            w,
            Int32(inputs),
            0,
            dx,
            Int32(inputs)
        )
    }

    /// Adds rows `block` of the weight gradient `dy^T x` with BLAS.
    package func denseGradientBLAS(
        rows: Int,
        inputs: Int,
        outputs: Int,
        block: Range<Int>,
        input: Region,
        outputDelta: Region,
        gradient: Region
    ) {
        precondition(BLAS.isReady)
        precondition(block.lowerBound >= 0 && block.upperBound <= outputs, "\(block) of \(outputs)")
        guard rows > 0, !block.isEmpty else { return }
        let x = unsafe pointer(input, atLeast: rows * inputs)
        let dy = unsafe pointer(outputDelta, atLeast: rows * outputs)
        let dw = unsafe pointer(gradient, atLeast: outputs * inputs)
        unsafe cblas_sgemm(
            CblasRowMajor,
            CblasTrans,
            CblasNoTrans,
            Int32(block.count),
            Int32(inputs),
            Int32(rows),
            1,
            dy + block.lowerBound,
            Int32(outputs),
            x,
            Int32(inputs),
            1,
            dw + block.lowerBound * inputs,
            Int32(inputs)
        )
    }

    /// Adds the weight gradient `dy^T x`.
    package func denseGradient(
        rows: Int,
        inputs: Int,
        outputs: Int,
        input: Region,
        outputDelta: Region,
        gradient: Region
    ) {
        let x = unsafe pointer(input, atLeast: rows * inputs)
        let dy = unsafe pointer(outputDelta, atLeast: rows * outputs)
        let dw = unsafe pointer(gradient, atLeast: outputs * inputs)
        unsafe tk_dense_back_weights(isa, x, dy, rows, inputs, outputs, dw)
    }

    /// Adds the sum of the rows of `[rows, columns]` to `sums`.
    package func addColumnSums(rows: Int, columns: Int, of values: Region, to sums: Region) {
        let x = unsafe pointer(values, atLeast: rows * columns)
        let s = unsafe pointer(sums, atLeast: columns)
        unsafe tk_column_sums(isa, x, rows, columns, s)
    }
}
