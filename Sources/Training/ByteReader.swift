internal import Domain
internal import Networks

/// Reads counted parts of bytes that may be anything.
struct ByteReader {
    private let content: [UInt8]
    private var position: Int
    private let end: Int

    init(_ content: [UInt8], from start: Int, to end: Int) {
        self.content = content
        position = start
        self.end = end
    }

    /// A count; at most as large as what is left.
    mutating func count() throws(Failure) -> Int {
        let value = try bytes(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard value <= UInt64(end - position) else {
            throw .dataLoss("a part of \(value) in \(end - position) bytes")
        }
        return Int(value)
    }

    /// The next `count` bytes.
    mutating func bytes(_ count: Int) throws(Failure) -> [UInt8] {
        guard count >= 0, count <= end - position else {
            throw .dataLoss("a part of \(count) bytes where \(end - position) are left")
        }
        defer { position += count }
        return Array(content[position..<position + count])
    }

    /// Counted Float32 numbers.
    mutating func floats() throws(Failure) -> [Float] {
        let count = try count()
        guard count <= (end - position) / 4 else {
            throw .dataLoss("\(count) numbers in \(end - position) bytes")
        }
        var result: [Float] = []
        result.reserveCapacity(count)
        for index in 0..<count {
            let start = position + 4 * index
            let bits =
                UInt32(content[start]) | UInt32(content[start + 1]) << 8
                | UInt32(content[start + 2]) << 16 | UInt32(content[start + 3]) << 24
            result.append(Float(bitPattern: bits))
        }
        position += 4 * count
        return result
    }

    /// Weights and statistics.
    mutating func parameters() throws(Failure) -> Parameters {
        let values = try floats()
        return Parameters(values: values, statistics: try floats())
    }
}
