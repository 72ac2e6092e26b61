/// Square images turned by quarters, counter-clockwise.
package enum QuarterTurns {
    /// Turns each image of `rows`, `[N, side * side * channels]`, NHWC, by a number of quarters, `[N]`.
    ///
    /// - Parameters:
    ///   - rows: The images, which are written over.
    ///   - turns: The quarters of each.
    ///   - side: Rows and columns of an image.
    ///   - channels: Values of a pixel.
    package static func turn(
        _ rows: inout [Float],
        by turns: [Int],
        side: Int,
        channels: Int
    ) {
        let count = side * side * channels
        precondition(rows.count == turns.count * count, "\(rows.count) values, \(count) a row")
        var image = [Float](repeating: 0, count: count)
        for (row, quarters) in turns.enumerated() where quarters % 4 != 0 {
            let start = row * count
            for index in 0..<count { image[index] = rows[start + index] }
            for y in 0..<side {
                for x in 0..<side {
                    let (fromY, fromX) = source(y, x, quarters % 4, side)
                    for channel in 0..<channels {
                        rows[start + (y * side + x) * channels + channel] =
                            image[(fromY * side + fromX) * channels + channel]
                    }
                }
            }
        }
    }

    /// The pixel that comes to a place.
    private static func source(_ y: Int, _ x: Int, _ quarters: Int, _ side: Int) -> (Int, Int) {
        switch quarters {
        case 1: (x, side - 1 - y)
        case 2: (side - 1 - y, side - 1 - x)
        default: (side - 1 - x, y)
        }
    }
}
