/// What the chunks of a PNG file say beside the pixels; libpng's simplified API does not tell it.
struct PNGChunks {
    /// The EXIF orientation, 1 to 8.
    private(set) var orientation = 1
    /// Whether the file is an animation (APNG).
    private(set) var isAnimated = false

    /// Walks the chunks of a file; a damaged one ends the walk, and libpng will say what is wrong.
    init(_ bytes: [UInt8]) {
        var place = 8
        while place <= bytes.count - 12 {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= bytes.count - 12 - place else { return }
            let type = bytes[place + 4..<place + 8]
            let content = bytes[place + 8..<place + 8 + length]
            if type.elementsEqual("eXIf".utf8) { orientation = ExifOrientation.read(content) }
            if type.elementsEqual("acTL".utf8) { isAnimated = true }
            place += 12 + length
        }
    }
}
