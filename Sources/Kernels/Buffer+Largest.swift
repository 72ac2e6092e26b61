extension Buffer {
    /// 1 for the `count` largest values of each row, of equal ones the first, and 0 for the others.
    ///
    /// The row is passed over once for each of them.
    package func markLargest(_ count: Int, rows: Int, width: Int, input: Region, output: Region) {
        precondition((0...width).contains(count), "the largest \(count) of \(width)")
        clear(output.part(0, rows * width))
        // In bounds: the regions hold so many values.
        let x = unsafe pointer(input, atLeast: rows * width)
        let y = unsafe pointer(output, atLeast: rows * width)
        for start in stride(from: 0, to: rows * width, by: max(width, 1)) {
            for _ in 0..<count {
                var best: Int?
                for place in start..<start + width where unsafe y[place] == 0 {
                    guard let other = best else {
                        best = place
                        continue
                    }
                    if unsafe x[place] > x[other] { best = place }
                }
                if let best { unsafe y[best] = 1 }
            }
        }
    }
}
