/// An upright image of bytes, row-major with the channel last: `[height, width, channels]`.
package struct PixelImage: Hashable, Sendable {
    /// Pixels from left to right; at least 1.
    package let width: Int
    /// Pixels from top to bottom; at least 1.
    package let height: Int
    /// 1: gray; 2: gray and alpha; 3: RGB; 4: RGB and alpha, which is not premultiplied.
    package let channels: Int
    /// `height * width * channels` bytes.
    package let pixels: [UInt8]

    /// Makes an image of its bytes.
    package init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
        precondition(
            pixels.count == width * height * channels,
            "\(pixels.count) bytes for \(width) x \(height) x \(channels)"
        )
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }

    /// The image as a camera held it, by the EXIF orientation 1 to 8 of its file.
    ///
    /// The numbers: <https://www.cipa.jp/std/documents/download_e.html?CIPA_DC-008-2024-E>, tag 274.
    package func turned(by orientation: Int) -> PixelImage {
        guard (2...8).contains(orientation) else { return self }
        let isSwapped = orientation >= 5
        let (columns, rows) = isSwapped ? (height, width) : (width, height)
        let isMirrored = [2, 3, 7, 8].contains(orientation)
        let isUpsideDown = [3, 4, 6, 7].contains(orientation)
        var result: [UInt8] = []
        result.reserveCapacity(pixels.count)
        for y in 0..<rows {
            for x in 0..<columns {
                let (across, down) = isSwapped ? (y, x) : (x, y)
                let column = isMirrored ? width - 1 - across : across
                let row = isUpsideDown ? height - 1 - down : down
                let start = (row * width + column) * channels
                for channel in 0..<channels { result.append(pixels[start + channel]) }
            }
        }
        return PixelImage(width: columns, height: rows, channels: channels, pixels: result)
    }

    /// The image with another number of channels, 1 to 4 as ``channels``.
    ///
    /// RGB becomes gray as `(19595 R + 38470 G + 7471 B) / 65536` (ITU-R BT.601, as Pillow has it); gray
    /// becomes three equal values. Where the result has no alpha, what shines through is white; where
    /// only the result has one, it is 255.
    package func converted(to wanted: Int) -> PixelImage {
        precondition((1...4).contains(wanted), "an image has 1 to 4 channels; got \(wanted)")
        guard wanted != channels else { return self }
        let isGray = channels <= 2
        let hasAlpha = channels % 2 == 0
        let keepsAlpha = wanted % 2 == 0
        var result: [UInt8] = []
        result.reserveCapacity(width * height * wanted)
        for start in stride(from: 0, to: pixels.count, by: channels) {
            var red = pixels[start]
            var green = isGray ? red : pixels[start + 1]
            var blue = isGray ? red : pixels[start + 2]
            let alpha = hasAlpha ? pixels[start + channels - 1] : 255
            if hasAlpha, !keepsAlpha {
                red = Self.onWhite(red, alpha)
                green = Self.onWhite(green, alpha)
                blue = Self.onWhite(blue, alpha)
            }
            if wanted <= 2 {
                result.append(isGray ? red : Self.gray(red, green, blue))
            } else {
                result.append(red)
                result.append(green)
                result.append(blue)
            }
            if keepsAlpha { result.append(alpha) }
        }
        return PixelImage(width: width, height: height, channels: wanted, pixels: result)
    }

    private static func onWhite(_ value: UInt8, _ alpha: UInt8) -> UInt8 {
        UInt8(255 - ((255 - Int(value)) * Int(alpha) + 127) / 255)
    }

    private static func gray(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        let sum: Int = 19595 * Int(red) + 38470 * Int(green) + 7471 * Int(blue)
        return UInt8((sum + 0x8000) >> 16)
    }
}
