/// Where an EXIF block says how the camera was held.
///
/// The block is a TIFF file: <https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf>.
enum ExifOrientation {
    /// The orientation 1 to 8 of a TIFF block; 1 where it says nothing that can be used.
    static func read(_ block: ArraySlice<UInt8>) -> Int {
        let isBig: Bool
        if block.starts(with: [0x4D, 0x4D, 0, 42]) {
            isBig = true
        } else if block.starts(with: [0x49, 0x49, 42, 0]) {
            isBig = false
        } else {
            return 1
        }
        func number(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place <= block.count - count else { return nil }
            let bytes = block.dropFirst(place).prefix(count)
            return (isBig ? Array(bytes) : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let folder = number(4, 4), let entries = number(folder, 2) else { return 1 }
        for entry in 0..<entries {
            let place = folder + 2 + 12 * entry
            guard let tag = number(place, 2), let type = number(place + 2, 2) else { return 1 }
            guard tag == 0x0112 else { continue }
            // A short is what the standard says; some programs write a long.
            let value = number(place + 8, type == 4 ? 4 : 2) ?? 1
            return (1...8).contains(value) && (type == 3 || type == 4) ? value : 1
        }
        return 1
    }
}
