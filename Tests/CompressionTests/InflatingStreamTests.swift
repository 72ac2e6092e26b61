import Compression
import Testing

@Suite("A stream inflates a piece at a time, whatever the pieces")
struct InflatingStreamTests {
    private static let text = Array("to be or not to be, that is the question; ".utf8)

    private func inflated(
        _ bytes: [UInt8],
        _ wrapping: InflatingStream.Wrapping,
        pieces: Int,
        limit: Int
    ) throws -> [UInt8] {
        let stream = try InflatingStream(wrapping)
        var all: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            let piece = Array(bytes[start..<min(bytes.count, start + pieces)])
            var used = 0
            while used < piece.count {
                if stream.isAtEnd { try stream.restart() }
                let (output, count) = try stream.inflate(piece, from: used, upTo: limit)
                #expect(output.count <= limit && (count > 0 || !output.isEmpty))
                all += output
                used += count
            }
        }
        // What is left is inside.
        while !stream.isAtEnd {
            let (output, _) = try stream.inflate([], from: 0, upTo: limit)
            if output.isEmpty { break }
            all += output
        }
        #expect(stream.isAtEnd)
        return all
    }

    @Test("In every wrapping", arguments: [1, 3, 7, 1000], [1, 10, 100_000])
    func pieces(pieces: Int, limit: Int) throws {
        let gzip = try Compression.deflate(Self.text, .gzip)
        let zlib = try Compression.deflate(Self.text, .zlib)
        // zlib has two bytes before and a checksum of four behind.
        let raw = Array(zlib.dropFirst(2).dropLast(4))
        #expect(try inflated(gzip, .gzip, pieces: pieces, limit: limit) == Self.text)
        #expect(try inflated(zlib, .zlib, pieces: pieces, limit: limit) == Self.text)
        #expect(try inflated(raw, .raw, pieces: pieces, limit: limit) == Self.text)
        let twice = try inflated(gzip + gzip, .gzip, pieces: pieces, limit: limit)
        #expect(twice == Self.text + Self.text)
    }

    @Test("What is damaged is refused, and what is large comes a piece at a time")
    func damaged() throws {
        var bytes = try Compression.deflate(Self.text, .gzip)
        bytes[bytes.count - 6] ^= 1
        #expect(throws: CompressionError.damaged) {
            try inflated(bytes, .gzip, pieces: 1000, limit: 1000)
        }
        #expect(throws: CompressionError.damaged) {
            try inflated([1, 2, 3, 4], .zlib, pieces: 1000, limit: 1000)
        }
        let zeros = try Compression.deflate([UInt8](repeating: 0, count: 1 << 20), .gzip)
        let (output, used) = try InflatingStream(.gzip).inflate(zeros, from: 0, upTo: 100)
        #expect(output.count == 100 && used < zeros.count)
    }

    @Test("The checksum of ZIP archives, also of parts")
    func checksum() {
        let bytes = Array("123456789".utf8)
        #expect(Compression.checksum(bytes) == 0xCBF4_3926)
        let first = Compression.checksum(Array(bytes[..<4]))
        #expect(Compression.checksum(Array(bytes[4...]), after: first) == 0xCBF4_3926)
        #expect(Compression.checksum([]) == 0)
    }
}
