internal import CKernels

extension Buffer {
    /// `y = (x - mean) / deviation` for rows `[rows, columns]`; `output` may be `input`.
    ///
    /// `mean` and `deviation` are `[columns]` and lie in `owner`, or in this buffer.
    package func standardize(
        rows: Int,
        columns: Int,
        input: Region,
        mean: Region,
        deviation: Region,
        output: Region,
        weightsIn owner: Buffer? = nil
    ) {
        let owner = owner ?? self
        let x = unsafe pointer(input, atLeast: rows * columns)
        let m = unsafe owner.pointer(mean, atLeast: columns)
        let d = unsafe owner.pointer(deviation, atLeast: columns)
        let y = unsafe pointer(output, atLeast: rows * columns)
        unsafe tk_standardize(isa, x, rows, columns, m, d, y)
    }
}
