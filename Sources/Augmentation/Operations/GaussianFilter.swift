#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Averages with Gaussian weights, first along the rows, then along the columns; the image is mirrored at its edges.
///
/// torchvision sums over both at once in single precision: a sum within its rounding of a half may round otherwise.
enum GaussianFilter {
    /// Writes the average of the square of `2 * radius + 1` pixels around each pixel over the image; an image that is
    /// not wider and higher than `radius` stays.
    static func blur(
        _ pixels: inout MutableSpan<UInt8>,
        _ shape: ImageShape,
        deviation: Double,
        radius: Int
    ) {
        precondition(radius > 0 && deviation > 0, "radius \(radius), deviation \(deviation)")
        guard radius < min(shape.height, shape.width) else { return }
        let weights = weights(Float(deviation), radius)
        let weight = weights.span
        let channels = shape.channels
        var wide = [Float](repeating: 0, count: shape.values)
        var row = wide.mutableSpan
        for y in 0..<shape.height {
            let start = y &* shape.rowValues
            for x in 0..<shape.width {
                for channel in 0..<channels {
                    var sum: Float = 0
                    for tap in weight.indices {
                        let source = mirrored(x &+ tap &- radius, shape.width)
                        let place = start &+ source &* channels &+ channel
                        sum += weight[tap] * Float(pixels[place])
                    }
                    row[start &+ x &* channels &+ channel] = sum
                }
            }
        }
        let column = wide.span
        for y in 0..<shape.height {
            let start = y &* shape.rowValues
            for offset in 0..<shape.rowValues {
                var sum: Float = 0
                for tap in weight.indices {
                    let source = mirrored(y &+ tap &- radius, shape.height)
                    sum += weight[tap] * column[source &* shape.rowValues &+ offset]
                }
                pixels[start &+ offset] = UInt8(
                    min(max(sum.rounded(.toNearestOrEven), 0), 255)
                )
            }
        }
    }

    private static func weights(_ deviation: Float, _ radius: Int) -> [Float] {
        let densities = (-radius...radius).map { place in
            let distance = Float(place) / deviation
            return exp(-0.5 * distance * distance)
        }
        let sum = densities.reduce(0, +)
        return densities.map { $0 / sum }
    }

    /// A place beyond an edge, mirrored at the middle of the pixel that is the edge.
    private static func mirrored(_ place: Int, _ length: Int) -> Int {
        if place < 0 { return -place }
        return place < length ? place : 2 &* length &- 2 &- place
    }
}
