/// What the segments of a JPEG file say beside the pixels.
struct JPEGSegments {
    /// The EXIF orientation, 1 to 8.
    private(set) var orientation = 1
    /// Whether the end marker stands behind the pixels: a file that was cut has none.
    private(set) var hasEnd = false

    /// Walks the segments up to the pixels; TurboJPEG will say what is wrong with damaged ones.
    init(_ bytes: [UInt8]) {
        var place = 2
        var hasExif = false
        while place <= bytes.count - 4 {
            // Surplus bytes between segments are skipped, as the decoder does.
            guard bytes[place] == 0xFF else {
                place += 1
                continue
            }
            let marker = bytes[place + 1]
            switch marker {
            case 0xFF: place += 1
            case 0x01, 0xD0...0xD8: place += 2
            default:
                let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
                let end = place + 2 + length
                guard length >= 2, end <= bytes.count else { return }
                let content = bytes[place + 4..<end]
                let exif = Array("Exif\0\0".utf8)
                if marker == 0xE1, !hasExif, content.starts(with: exif) {
                    hasExif = true
                    orientation = ExifOrientation.read(content.dropFirst(exif.count))
                }
                place = end
                // The pixels begin; in them no byte 0xFF is followed by this one.
                if marker == 0xDA {
                    hasEnd = Self.hasEnd(bytes[place...])
                    return
                }
            }
        }
    }

    private static func hasEnd(_ pixels: ArraySlice<UInt8>) -> Bool {
        var index = pixels.endIndex - 1
        while index > pixels.startIndex {
            if pixels[index] == 0xD9, pixels[index - 1] == 0xFF { return true }
            index -= 1
        }
        return false
    }
}
