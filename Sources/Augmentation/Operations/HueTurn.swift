/// Turns the hue of an RGB image, through the 8-bit HSV of Pillow, which follows Python's colorsys.
///
/// Numbers are rounded to single precision where the reference's are.
enum HueTurn {
    /// Turns every pixel by `steps` of 255, which wrap around at 256.
    static func turn(_ pixels: inout MutableSpan<UInt8>, by steps: UInt8) {
        for start in stride(from: 0, to: pixels.count - 2, by: 3) {
            let (red, green, blue) = (pixels[start], pixels[start + 1], pixels[start + 2])
            let value = max(red, max(green, blue))
            let least = min(red, min(green, blue))
            // A gray pixel has no hue, and Pillow gives it no saturation.
            guard value > least else { continue }
            let range = Float(value - least)
            let saturation = UInt8(Double(range / Float(value)) * 255)
            let hue = hue(red, green, blue, value, range) &+ steps
            write(hue, saturation, value, to: &pixels, start)
        }
    }

    private static func hue(
        _ red: UInt8,
        _ green: UInt8,
        _ blue: UInt8,
        _ value: UInt8,
        _ range: Float
    ) -> UInt8 {
        let fromRed = Float(value - red) / range
        let fromGreen = Float(value - green) / range
        let fromBlue = Float(value - blue) / range
        let sixth: Float =
            if red == value {
                fromBlue - fromGreen
            } else if green == value {
                Float(2 + Double(fromRed) - Double(fromBlue))
            } else {
                Float(4 + Double(fromGreen) - Double(fromRed))
            }
        let turns = Double(sixth) / 6 + 1
        let share = Float(turns >= 1 ? turns - 1 : turns)
        return UInt8(min(Double(share) * 255, 255))
    }

    private static func write(
        _ hue: UInt8,
        _ saturation: UInt8,
        _ value: UInt8,
        to pixels: inout MutableSpan<UInt8>,
        _ start: Int
    ) {
        var (red, green, blue) = (value, value, value)
        if saturation > 0 {
            let sixths = Double(hue) * 6 / 255
            let sixth = Int(sixths)
            let rest = Float(sixths - Double(sixth))
            let share = Float(Double(saturation) / 255)
            func rounded(_ factor: Double) -> UInt8 {
                UInt8((Double(value) * factor).rounded(.toNearestOrAwayFromZero))
            }
            let low = rounded(1 - Double(share))
            let falling = rounded(1 - Double(share * rest))
            let rising = rounded(1 - Double(share) * (1 - Double(rest)))
            switch sixth % 6 {
            case 0: (red, green, blue) = (value, rising, low)
            case 1: (red, green, blue) = (falling, value, low)
            case 2: (red, green, blue) = (low, value, rising)
            case 3: (red, green, blue) = (low, falling, value)
            case 4: (red, green, blue) = (rising, low, value)
            default: (red, green, blue) = (value, low, falling)
            }
        }
        pixels[start] = red
        pixels[start + 1] = green
        pixels[start + 2] = blue
    }
}
