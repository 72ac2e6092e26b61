/// Averages over neighborhoods; pixels whose neighborhood leaves the image keep their values.
///
/// Sums are integers: no sum of 8-bit values over 13 or 16 is close enough to a half for the
/// single precision of the reference to round otherwise.
enum NeighborFilter {
    /// Writes the 3 x 3 average with weight 5 in the middle and 1 around it.
    static func smooth(
        _ image: Span<UInt8>,
        _ shape: ImageShape,
        to target: inout MutableSpan<UInt8>
    ) {
        filter(image, shape, radius: 1, to: &target) { index, step, row in
            let sum = square(image, index, 1, step, row) + 4 * Int(image[index])
            return UInt8((2 * sum + 13) / 26)
        }
    }

    /// Writes the average of the 16 pixels at distance 2.
    static func blur(
        _ image: Span<UInt8>,
        _ shape: ImageShape,
        to target: inout MutableSpan<UInt8>
    ) {
        filter(image, shape, radius: 2, to: &target) { index, step, row in
            let ring =
                square(image, index, 2, step, row) - square(image, index, 1, step, row)
            return UInt8((ring + 8) >> 4)
        }
    }

    /// Writes `value` of each index whose square of `radius` lies in the image; the rest is copied.
    private static func filter(
        _ image: Span<UInt8>,
        _ shape: ImageShape,
        radius: Int,
        to target: inout MutableSpan<UInt8>,
        _ value: (_ index: Int, _ step: Int, _ row: Int) -> UInt8
    ) {
        for index in image.indices { target[index] = image[index] }
        guard shape.height > 2 * radius, shape.width > 2 * radius else { return }
        let margin = radius * shape.channels
        for y in radius..<shape.height - radius {
            let start = y * shape.rowValues
            for index in start + margin..<start + shape.rowValues - margin {
                target[index] = value(index, shape.channels, shape.rowValues)
            }
        }
    }

    /// The sum of one channel over the square around a pixel.
    private static func square(
        _ image: Span<UInt8>,
        _ index: Int,
        _ radius: Int,
        _ step: Int,
        _ row: Int
    ) -> Int {
        var sum = 0
        for down in -radius...radius {
            let middle = index &+ down &* row
            for right in -radius...radius { sum &+= Int(image[middle &+ right &* step]) }
        }
        return sum
    }
}
