import Domain
import Images
import InputFiles

/// Image files: whatever the bytes, what is read has the size that it says, and is the same again.
enum ImagesBody {
    /// The most pixels that are decoded, so that an input takes no second.
    private static let pixelLimit = 1 << 14

    /// Bits of the first byte: whether checksums are made right, channels, mode; then the file.
    static func run(_ reader: inout InputReader, isPNG: Bool) throws {
        let options = Int(reader.byte())
        var file = reader.rest()
        // A changed byte fails its chunk's checksum: without this nothing behind it was tried.
        if isPNG, options & 1 == 0 { repairChecksums(&file) }
        let modes: [ImageResizing?] = [nil, .fit, .crop, .stretch]
        let mode = modes[options >> 1 & 3]
        let channels = 1 + options >> 3 & 3
        let side = 1 + options >> 5
        let specification = InputSpecification.image(
            ImageSpecification(height: side, width: 9 - side, channels: channels)
        )
        let encoder = try ImageEncoder(specification: specification, resizing: mode)
        let found = try InputFilesBody.refusing {
            try ImageReader.image(file, pixelLimit: pixelLimit)
        }
        let made = try InputFilesBody.refusing {
            try encoder.bytes(of: file, pixelLimit: pixelLimit)
        }
        guard let found else {
            return try FuzzFinding.unless(made == nil, "refused, and then read")
        }
        try FuzzFinding.unless(
            found.width * found.height <= pixelLimit && (1...4).contains(found.channels)
                && found.pixels.count == found.width * found.height * found.channels,
            "\(found.width) x \(found.height) x \(found.channels) of \(found.pixels.count) bytes"
        )
        let isSame = found.width == 9 - side && found.height == side
        guard mode != nil || isSame else {
            return try FuzzFinding.unless(made == nil, "another size is read")
        }
        try FuzzFinding.unless(made?.count == specification.mostBytes, "no input came of it")
    }

    /// Writes the right checksum behind each chunk.
    private static func repairChecksums(_ file: inout [UInt8]) {
        var place = 8
        while place <= file.count - 12 {
            let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= file.count - 12 - place else { return }
            let end = place + 8 + length
            var value: UInt32 = 0xFFFF_FFFF
            for byte in file[place + 4..<end] {
                value = table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8
            }
            for index in 0..<4 {
                file[end + index] = UInt8(truncatingIfNeeded: ~value >> (24 - 8 * UInt32(index)))
            }
            place = end + 4
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
        }
    }
}
