extension ConformanceCase {
    private static func field(_ title: String, _ field: [UInt8]) -> ConformanceCase {
        ConformanceCase("generic 5", title, Frames.headers(1, Frames.get + field), .headers(1))
    }

    private static func broken(
        _ section: String,
        _ title: String,
        _ block: [UInt8]
    )
        -> ConformanceCase
    {
        ConformanceCase(
            "hpack \(section)",
            title,
            Frames.headers(1, block),
            .connectionError([Code.compression])
        )
    }

    /// `user-agent` and `x-test` with the value `h2spec`, plain and in Huffman coding.
    private static let agent = [10] + Array("user-agent".utf8) + value
    private static let test = [6] + Array("x-test".utf8) + value
    private static let value = [6] + Array("h2spec".utf8)
    private static let shortValue: [UInt8] = [0x84, 0x9c, 0x48, 0xac, 0xa4]
    private static let shortAgent = [0x87, 0xb5, 0x05, 0xb1, 0x61, 0xcc, 0x5a, 0x93] + shortValue
    private static let shortName: [UInt8] = [0x85, 0xf2, 0xb2, 0x4a, 0x84, 0xff]
    private static let shortTest = shortName + shortValue

    /// Representations that have to be understood.
    static let genericHPACK: [ConformanceCase] = [
        // `:authority` is added to the table, then named by its index, 62.
        ConformanceCase(
            "generic 5",
            "an indexed field of the dynamic table",
            Frames.headers(
                1,
                Frames.block(Frames.request()) + [0x40] + test + [0xbe]
            ),
            .headers(1)
        ),
        field("indexing, known name, Huffman", [0x40] + shortAgent),
        field("indexing, known name", [0x40] + agent),
        field("indexing, new name", [0x40] + test),
        field("indexing, new name, Huffman", [0x40] + shortTest),
        field("no indexing, known name", [0x00] + agent),
        field("no indexing, known name, Huffman", [0x00] + shortAgent),
        field("no indexing, new name", [0x00] + test),
        field("no indexing, new name, Huffman", [0x00] + shortTest),
        field("never indexed, known name", [0x10] + agent),
        field("never indexed, known name, Huffman", [0x10] + shortAgent),
        field("never indexed, new name", [0x10] + test),
        field("never indexed, new name, Huffman", [0x10] + shortTest),
        ConformanceCase(
            "generic 5",
            "a new size of the dynamic table",
            Frames.headers(1, [0x3f, 0x61] + Frames.get),
            .headers(1)
        ),
        ConformanceCase(
            "generic 5",
            "two new sizes of the dynamic table",
            Frames.headers(1, [0x3f, 0x61, 0x3f, 0xe1, 0x1f] + Frames.get),
            .headers(1)
        ),
    ]

    /// Blocks that cannot be decoded.
    static let hpack: [ConformanceCase] = [
        broken("2.3.3", "an index beyond the tables", Frames.get + [0xc6]),
        broken("2.3.3", "a name's index beyond the tables", Frames.get + [0x7f, 0x07, 0x00]),
        broken("4.2", "a new table size at the end of a block", Frames.get + [0x21]),
        broken(
            "5.2",
            "Huffman padding of more than seven bits",
            Frames.get + [0] + shortName + [0x84, 0x49, 0x50, 0x9f, 0xff]
        ),
        broken(
            "5.2",
            "Huffman padding of zeros",
            Frames.get + [0] + shortName + [0x83, 0x49, 0x50, 0x90]
        ),
        broken(
            "5.2",
            "the Huffman code of the end",
            Frames.get + [0] + shortName + [0x87, 0x49, 0x51, 0xff, 0xff, 0xff, 0xfa, 0x7f]
        ),
        broken("6.1", "index 0", Frames.get + [0x80]),
        broken(
            "6.3",
            "a table size above the setting",
            [0x3f, 0xe2, 0x1f] + Frames.get
        ),
    ]
}
