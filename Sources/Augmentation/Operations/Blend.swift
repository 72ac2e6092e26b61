/// The mix of two 8-bit images that all enhancing operations share, and the images they mix in.
enum Blend {
    /// Writes `base + weight * (target - base)` over `target`, cut off to whole numbers and clipped.
    ///
    /// In single precision, in this order: other roundings move values across whole numbers.
    static func blend(
        _ base: Span<UInt8>,
        _ weight: Double,
        with target: inout MutableSpan<UInt8>
    ) {
        let weight = Float(weight)
        for index in base.indices {
            let from = Float(base[index])
            let mixed = from + weight * (Float(target[index]) - from)
            target[index] = UInt8(min(max(mixed, 0), 255))
        }
    }

    /// Writes one value everywhere.
    static func fill(_ base: inout MutableSpan<UInt8>, with value: UInt8) {
        for index in base.indices { base[index] = value }
    }

    /// Writes the gray of each pixel to all its channels.
    static func writeGray(
        _ image: Span<UInt8>,
        _ channels: Int,
        to base: inout MutableSpan<UInt8>
    ) {
        guard channels == 3 else { return }
        for start in stride(from: 0, to: image.count, by: 3) {
            let gray = luma(image[start], image[start + 1], image[start + 2])
            base[start] = gray
            base[start + 1] = gray
            base[start + 2] = gray
        }
    }

    /// The mean of the gray pixels, rounded.
    static func meanGray(_ image: Span<UInt8>, _ channels: Int) -> UInt8 {
        var sum = 0
        for start in stride(from: 0, to: image.count, by: channels) {
            guard channels != 3 else {
                sum += Int(luma(image[start], image[start + 1], image[start + 2]))
                continue
            }
            var pixel = channels / 2
            for channel in 0..<channels { pixel += Int(image[start + channel]) }
            sum += pixel / channels
        }
        return UInt8(Double(sum) / Double(image.count / channels) + 0.5)
    }

    /// The luma of ITU-R BT.601 in 16.16 fixed point, rounded.
    static func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        let sum = 19595 * UInt32(red) + 38470 * UInt32(green) + 7471 * UInt32(blue) + 0x8000
        return UInt8(truncatingIfNeeded: sum >> 16)
    }
}
