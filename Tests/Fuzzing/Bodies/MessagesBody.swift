import MessageTypes
import Messages

/// Decodes, encodes and decodes again: the bytes settle after the first time.
enum MessagesBody {
    /// The types by the first two bytes of an input, a hash of the name: a new type moves no other.
    private static let types = Dictionary(
        messageTypes.map { (hash($0.fullName), $0) },
        uniquingKeysWith: { first, _ in first }
    )

    /// FNV-1a over the name, folded to 16 bits; `Scripts/bench/fuzz` does the same.
    private static func hash(_ name: String) -> Int {
        var hash: UInt32 = 0x811c_9dc5
        for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return Int(hash >> 16 ^ hash & 0xffff)
    }

    static func run(_ reader: inout InputReader) throws {
        let selector = reader.number()
        let type = types[selector] ?? messageTypes[selector % messageTypes.count]
        try settle(type, reader.rest())
    }

    private static func settle<M: Message>(_ type: M.Type, _ bytes: [UInt8]) throws {
        guard let first = try? M(decoding: bytes) else { return }
        let once = first.encoded()
        try FuzzFinding.unless(
            first.encodedSize == once.count,
            "\(M.fullName) announces \(first.encodedSize) bytes and has \(once.count)"
        )
        // By bytes, since a NaN is not equal to itself.
        let twice = try M(decoding: once).encoded()
        try FuzzFinding.unless(twice == once, "\(M.fullName) is \(twice), was \(once)")
    }
}
