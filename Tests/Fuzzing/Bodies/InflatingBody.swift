import Compression

/// Inflating whole messages: never more than the limit, the same however often, and what was
/// compressed comes back.
enum InflatingBody {
    /// Of each format a message of ours, a bomb, one cut short, one with something after it, and
    /// gzip's fields for names and comments.
    static let seeds: [[UInt8]] = {
        var seeds: [[UInt8]] = [[0, 255, 255], [1, 0, 0], [2, 16, 0] + Array("hello".utf8)]
        for (bit, format) in [(UInt8(0), CompressionFormat.gzip), (1, .zlib)] {
            for content in contents {
                guard let whole = try? Compression.deflate(content, format) else { continue }
                seeds.append([bit, 255, 255] + whole)
                seeds.append([bit, 0, 9] + whole)
                seeds.append([bit | 0x80, 255, 255] + whole)
                seeds.append([bit, 255, 255] + whole.dropLast())
                seeds.append([bit, 255, 255] + whole + [0])
                seeds.append([bit, 255, 255] + whole + whole)
            }
            seeds += [2, 4, 6].map { [bit | $0, 1, 0] + Array("a message, a message".utf8) }
        }
        return seeds
    }()

    private static let contents: [[UInt8]] = [
        [], [1], Array("The same words, the same words, the same words.".utf8), Array(0...255),
        [UInt8](repeating: 0, count: 300_000),
    ]

    /// Bits of the first byte: the format, what is done, and the size of the limit.
    static func run(_ reader: inout InputReader) throws {
        let options = reader.byte()
        let format = options & 1 == 0 ? CompressionFormat.gzip : .zlib
        let limit = reader.number() << Int(options >> 6)
        switch options >> 1 & 3 {
        case 0: try inflate(reader.rest(), format, limit: limit)
        case 1: try comeBack(reader.rest(), format, copies: 1)
        case 2: try comeBack(reader.rest(), format, copies: Int(options >> 3 & 7) * 40)
        default: try damage(&reader, format, limit: limit)
        }
    }

    private static func inflate(
        _ bytes: [UInt8],
        _ format: CompressionFormat,
        limit: Int
    ) throws {
        let first = outcome(bytes, format, limit: limit)
        // Another message in between, and what a context keeps of the last one is told.
        _ = outcome(Array(bytes.reversed()), format, limit: 64)
        let second = outcome(bytes, format, limit: limit)
        try FuzzFinding.unless(first == second, "\(first) at first, then \(second)")
        guard case .success(let content) = first else { return }
        try FuzzFinding.unless(
            content.count <= limit,
            "\(content.count) bytes came out, the limit is \(limit)"
        )
        try FuzzFinding.unless(
            outcome(bytes, format, limit: content.count) == first,
            "\(content.count) bytes do not inflate to just as many"
        )
        guard !content.isEmpty else { return }
        let tight = outcome(bytes, format, limit: content.count - 1)
        try FuzzFinding.unless(
            tight == .failure(.overLimit),
            "\(content.count) bytes with a limit of one less: \(tight)"
        )
    }

    private static func comeBack(
        _ bytes: [UInt8],
        _ format: CompressionFormat,
        copies: Int
    ) throws {
        let content = Array(repeatElement(bytes, count: copies).joined())
        let compressed = try Compression.deflate(content, format)
        try inflate(compressed, format, limit: content.count)
        try FuzzFinding.unless(
            outcome(compressed, format, limit: content.count) == .success(content),
            "\(content.count) bytes of \(format) do not come back"
        )
    }

    /// Changes a byte of a whole message: the checksum shows it, or the change says nothing.
    ///
    /// That of zlib's format, a sum, misses some.
    private static func damage(
        _ reader: inout InputReader,
        _ format: CompressionFormat,
        limit: Int
    ) throws {
        let (place, change) = (reader.number(), reader.byte())
        let content = reader.rest()
        var compressed = try Compression.deflate(content, format)
        let index = place % compressed.count
        compressed[index] ^= change
        try inflate(compressed, format, limit: limit)
        guard format == .gzip,
            case .success(let result) = outcome(compressed, format, limit: content.count)
        else { return }
        try FuzzFinding.unless(
            result == content,
            "byte \(index) was changed, and other bytes came back"
        )
    }

    private static func outcome(
        _ bytes: [UInt8],
        _ format: CompressionFormat,
        limit: Int
    ) -> Result<[UInt8], CompressionError> {
        do throws(CompressionError) {
            return .success(try Compression.inflate(bytes, format, limit: limit))
        } catch {
            return .failure(error)
        }
    }
}
