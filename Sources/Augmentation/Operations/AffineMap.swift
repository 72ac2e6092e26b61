#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A map from a place of the new image to the place of the old one that it shows:
/// (x, y) -> (xx x + xy y + right, yx x + yy y + down), pixels from the upper left corner.
struct AffineMap {
    /// The factors.
    var xx = 1.0
    var xy = 0.0
    var yx = 0.0
    var yy = 1.0
    /// The shifts.
    var right = 0.0
    var down = 0.0

    /// Turns the image counter-clockwise about its centre.
    static func rotation(degrees: Double, _ shape: ImageShape) -> AffineMap {
        // The reference reduces to 0..<360 first, which moves the last bit of the angle.
        let reduced = degrees - 360 * (degrees / 360).rounded(.down)
        let radians = -reduced * (Double.pi / 180)
        // Fifteen decimals, so that quarter turns are exact.
        let cosine = (cos(radians) * 1e15).rounded(.toNearestOrEven) / 1e15
        let sine = (sin(radians) * 1e15).rounded(.toNearestOrEven) / 1e15
        let (centreX, centreY) = (Double(shape.width) / 2, Double(shape.height) / 2)
        return AffineMap(
            xx: cosine,
            xy: sine,
            yx: -sine,
            yy: cosine,
            right: cosine * -centreX + sine * -centreY + centreX,
            down: -sine * -centreX + cosine * -centreY + centreY
        )
    }

    /// Writes the nearest pixel of `image` to each pixel of `target`, black where it lies outside.
    ///
    /// Places are sums of steps, as in the reference, whose roundings decide between neighbors. What
    /// mixes rows and columns runs in 16.16 fixed point there: such numbers and their sums are exact
    /// in double precision, so that one loop serves both.
    func sample(
        _ image: Span<UInt8>,
        _ from: ImageShape,
        to target: inout MutableSpan<UInt8>,
        _ shape: ImageShape
    ) {
        var steps = self
        steps.right = right + xx * 0.5 + xy * 0.5
        steps.down = down + yx * 0.5 + yy * 0.5
        if xy != 0 || yx != 0, fitsFixedPoint(shape) { steps.roundToFixedPoint() }
        let (width, height) = (Double(from.width), Double(from.height))
        var index = 0
        for _ in 0..<shape.height {
            var (x, y) = (steps.right, steps.down)
            for _ in 0..<shape.width {
                if x >= 0, x < width, y >= 0, y < height {
                    let source = Int(y) &* from.rowValues &+ Int(x) &* from.channels
                    for channel in 0..<from.channels {
                        target[index &+ channel] = image[source &+ channel]
                    }
                } else {
                    for channel in 0..<from.channels { target[index &+ channel] = 0 }
                }
                index &+= from.channels
                x += steps.xx
                y += steps.yx
            }
            steps.right += steps.xy
            steps.down += steps.yy
        }
    }

    /// Whether the corners of an image come to places that 16 bits hold.
    private func fitsFixedPoint(_ shape: ImageShape) -> Bool {
        [(0, 0), (shape.width, 0), (0, shape.height), (shape.width, shape.height)].allSatisfy {
            let (x, y) = (Double($0.0), Double($0.1))
            return abs(x * xx + y * xy + right) < 32768 && abs(x * yx + y * yy + down) < 32768
        }
    }

    private mutating func roundToFixedPoint() {
        func rounded(_ value: Double) -> Double { (value * 65536 + 0.5).rounded(.down) / 65536 }
        self = AffineMap(
            xx: rounded(xx),
            xy: rounded(xy),
            yx: rounded(yx),
            yy: rounded(yy),
            right: rounded(right),
            down: rounded(down)
        )
    }
}
