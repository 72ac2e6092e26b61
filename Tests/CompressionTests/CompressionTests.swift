import Compression
import Testing

@Suite("Inflating gives back what was compressed, and never more than allowed")
struct CompressionTests {
    /// Bytes that compress somewhat.
    private static func text(_ count: Int) -> [UInt8] {
        var state: UInt32 = 7
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24 & 15)
        }
    }

    /// The error that `body` throws.
    private func error(_ body: () throws(CompressionError) -> some Any) -> CompressionError? {
        do throws(CompressionError) {
            _ = try body()
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "A round trip, at the exact limit too",
        arguments: CompressionFormat.allCases,
        [0, 1, 5, 1_000, 16_383, 16_384, 16_385, 1 << 20]
    )
    func roundTrip(format: CompressionFormat, count: Int) throws {
        let bytes = Self.text(count)
        let compressed = try Compression.deflate(bytes, format)
        #expect(try Compression.inflate(compressed, format, limit: count) == bytes)
        #expect(try Compression.inflate(compressed, format, limit: 1 << 30) == bytes)
        guard count > 0 else { return }
        #expect(
            error { () throws(CompressionError) in
                try Compression.inflate(compressed, format, limit: count - 1)
            } == .overLimit
        )
    }

    @Test("The formats are those of their documents")
    func formats() throws {
        // From Python: gzip.compress(b"abc" * 3, mtime=0), and zlib.compress(b"abc" * 3).
        let gzip: [UInt8] = [
            0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0x4b, 0x4c, 0x4a, 0x4e, 0x04, 0x23, 0x00, 0x18,
            0x48, 0x2d, 0x46, 9, 0, 0, 0,
        ]
        let zlib: [UInt8] = [
            0x78, 0x9c, 0x4b, 0x4c, 0x4a, 0x4e, 0x04, 0x23, 0x00, 0x11, 0x3d, 0x03, 0x73,
        ]
        let bytes = Array("abcabcabc".utf8)
        #expect(try Compression.inflate(gzip, .gzip, limit: 100) == bytes)
        #expect(try Compression.inflate(zlib, .zlib, limit: 100) == bytes)
        #expect(try Compression.deflate(bytes, .gzip).starts(with: [0x1f, 0x8b, 8]))
        #expect(try Compression.deflate(bytes, .zlib).starts(with: [0x78]))
    }

    @Test(
        "What is cut, changed or followed by more is damaged",
        arguments: CompressionFormat.allCases
    )
    func damaged(format: CompressionFormat) throws {
        let bytes = Self.text(5_000)
        let whole = try Compression.deflate(bytes, format)
        for count in [0, 1, 2, 9, 10, 17, 18, whole.count / 2, whole.count - 9, whole.count - 1] {
            #expect(
                error { () throws(CompressionError) in
                    try Compression.inflate(Array(whole[..<count]), format, limit: 1 << 20)
                } == .damaged,
                "\(count) bytes"
            )
        }
        for place in [0, 1, 2, whole.count / 2, whole.count - 1] {
            var changed = whole
            changed[place] ^= 0x55
            let found = error { () throws(CompressionError) in
                try Compression.inflate(changed, format, limit: 1 << 20)
            }
            #expect(found == .damaged, "byte \(place)")
        }
        #expect(
            error { () throws(CompressionError) in
                try Compression.inflate(whole + [0], format, limit: 1 << 20)
            } == .damaged
        )
        #expect(try Compression.inflate(whole, format, limit: 5_000) == bytes)
    }

    @Test("A context serves again after damage, in either format")
    func reuse() throws {
        for round in 1...50 {
            let bytes = Self.text(round * 100)
            for format in CompressionFormat.allCases {
                let whole = try Compression.deflate(bytes, format)
                _ = error { () throws(CompressionError) in
                    try Compression.inflate(Array(whole.dropLast()), format, limit: 1 << 20)
                }
                #expect(try Compression.inflate(whole, format, limit: 1 << 20) == bytes)
            }
        }
    }

    @Test("A size that gzip claims is not believed")
    func claims() throws {
        let bytes = [UInt8](repeating: 0, count: 1 << 20)
        let honest = try Compression.deflate(bytes, .gzip)
        #expect(honest.count < 2_000)
        for claim in [0, 1, 100, (1 << 20) - 1, (1 << 20) + 1, 1 << 31] {
            var lying = honest
            for index in 0..<4 {
                lying[lying.count - 4 + index] = UInt8(truncatingIfNeeded: claim >> (8 * index))
            }
            let found = error { () throws(CompressionError) in
                try Compression.inflate(lying, .gzip, limit: 2 << 20)
            }
            #expect(found == .damaged, "claims \(claim)")
        }
        // Too much is too much, claimed or not.
        let found = error { () throws(CompressionError) in
            try Compression.inflate(honest, .gzip, limit: 1_000)
        }
        #expect(found == .overLimit)
    }
}
