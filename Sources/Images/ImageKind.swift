/// What kind of image file bytes are, by what they begin with, whatever the file's name says.
package enum ImageKind: String, Sendable, CaseIterable {
    // Those that are read.
    case png = "PNG"
    case jpeg = "JPEG"
    // Those that are named and not read.
    case gif = "GIF"
    case webP = "WebP"
    case tiff = "TIFF"
    case bmp = "BMP"
    case heif = "HEIF"
    case avif = "AVIF"
    case jpeg2000 = "JPEG 2000"
    case jpegXL = "JPEG XL"
    case icon = "ICO"
    case photoshop = "Photoshop"
    case mng = "MNG"

    /// How many bytes at the start of a file decide.
    package static let prefixBytes = 32

    /// The kind of a file that begins with `bytes`; nil: no image that is known.
    package init?(_ bytes: some Collection<UInt8>) {
        let start = Array(bytes.prefix(Self.prefixBytes))
        guard let kind = Self.allCases.first(where: { $0.isStart(start) }) else { return nil }
        self = kind
    }

    /// Whether files of the kind are read.
    package var isRead: Bool { self == .png || self == .jpeg }

    private func isStart(_ bytes: [UInt8]) -> Bool {
        func has(_ text: String, at place: Int = 0) -> Bool {
            bytes.dropFirst(place).starts(with: text.utf8)
        }
        switch self {
        case .png: return bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        case .jpeg: return bytes.starts(with: [0xFF, 0xD8, 0xFF])
        case .gif: return has("GIF87a") || has("GIF89a")
        case .webP: return has("RIFF") && has("WEBP", at: 8)
        case .tiff:
            return [
                [0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43],
            ]
            .contains { bytes.starts(with: $0) }
        case .bmp:
            // Text can begin with these two letters; the sizes of the headers tell.
            let sizes: [UInt8] = [12, 40, 52, 56, 64, 108, 124]
            return has("BM") && bytes.count >= 18 && bytes[6..<10].allSatisfy { $0 == 0 }
                && sizes.contains(bytes[14]) && bytes[15..<18].allSatisfy { $0 == 0 }
        case .heif:
            return ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"].contains {
                has("ftyp" + $0, at: 4)
            }
        case .avif: return has("ftypavif", at: 4) || has("ftypavis", at: 4)
        case .jpeg2000: return bytes.starts(with: [0, 0, 0, 12]) && has("jP  ", at: 4)
        case .jpegXL: return bytes.starts(with: [0, 0, 0, 12]) && has("JXL ", at: 4)
        case .icon: return bytes.starts(with: [0, 0, 1, 0]) && bytes.count >= 22 && bytes[4] > 0
        case .photoshop: return has("8BPS")
        case .mng: return bytes.starts(with: [0x8A, 0x4D, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        }
    }
}
