/// What ``ImageEditor`` does to an 8-bit image: one operation with its magnitude, nothing left to draw.
///
/// The results are those of Pillow 13, the library behind the reference code of RandAugment and
/// CTAugment, bit for bit, and those of torchvision where Pillow has no such operation. A `weight` blends: 0 is the image as it was, 1 the operation's result,
/// above 1 goes beyond it, clipped to 0...255.
package enum ImageOperation: Hashable, Sendable {
    /// Changes nothing.
    case identity

    /// Stretches each channel's least to largest value to 0...255.
    case autocontrast(weight: Double = 1)
    /// Makes each channel's histogram as flat as a table of values can.
    case equalize(weight: Double = 1)
    /// Replaces each value by 255 minus it.
    case invert(weight: Double = 1)
    /// Keeps the `bits` high bits of each value, 0...8.
    case posterize(bits: Int)
    /// Inverts the values that are not below `threshold`, 0...256.
    case solarize(threshold: Double)

    /// Averages each pixel with the 5 x 5 ring around its 3 x 3 neighbors.
    case blur(weight: Double = 1)
    /// Averages each pixel, of weight 5, with its eight neighbors.
    case smooth(weight: Double = 1)

    /// Scales away from black.
    case brightness(factor: Double)
    /// Scales away from the gray image; by 0 it is the gray image.
    case color(factor: Double)
    /// Scales away from the mean gray.
    case contrast(factor: Double)
    /// Scales away from the smooth image.
    case sharpness(factor: Double)
    /// Turns hues by a share of their circle, -0.5...0.5.
    case hue(shift: Double)

    /// Averages with Gaussian weights over squares of `2 * radius + 1` pixels, as torchvision does.
    case gaussianBlur(deviation: Double, radius: Int)

    /// Turns counter-clockwise about the centre; black comes in.
    case rotate(degrees: Double)
    /// Takes the pixel at (x, y) from (x + `x` y, y + `y` x); black comes in.
    case shear(x: Double, y: Double)
    /// Takes the pixel at (x, y) from (x + `x`, y + `y`), pixels; black comes in.
    case translate(x: Double, y: Double)

    /// Cuts `margin`, a share of each side's length in 0...0.25, from all sides and resizes back.
    case rescale(margin: Double, filter: ResamplingFilter)
    /// Cuts a rectangle out of the image, which it lies in, and resizes it to the image's size.
    case crop(PixelBox, filter: ResamplingFilter)
    /// Paints a rectangle.
    case cutout(PixelBox, PixelColor)
}

/// A rectangle of pixels; what lies outside an image is not painted.
package struct PixelBox: Hashable, Sendable {
    /// The columns.
    package let columns: Range<Int>
    /// The rows.
    package let rows: Range<Int>

    /// Creates a rectangle, which may lie outside.
    package init(columns: Range<Int>, rows: Range<Int>) {
        self.columns = columns
        self.rows = rows
    }
}

/// What a rectangle is painted with.
package struct PixelColor: Hashable, Sendable {
    /// The three channels.
    package let red, green, blue: UInt8

    /// The middle gray that CTAugment's reference code paints.
    package static let gray = PixelColor(red: 127, green: 127, blue: 127)
    /// The near-mean colour that USB's RandAugment paints.
    package static let brownish = PixelColor(red: 125, green: 123, blue: 114)

    /// The value of one channel of an image of `channels`; an image without colours gets the luma.
    func value(_ channel: Int, of channels: Int) -> UInt8 {
        guard channels == 3 else { return Blend.luma(red, green, blue) }
        return channel == 0 ? red : channel == 1 ? green : blue
    }
}
