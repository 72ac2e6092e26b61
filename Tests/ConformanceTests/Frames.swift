/// Frames and header blocks written by hand.
enum Frames {
    static let magic = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

    static func frame(
        _ type: UInt8,
        _ flags: UInt8 = 0,
        _ stream: UInt32 = 0,
        _ payload: [UInt8] = []
    ) -> [UInt8] {
        Array(big(UInt32(payload.count)).dropFirst()) + [type, flags] + big(stream) + payload
    }

    static func big(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
    }

    // MARK: Frames by name

    static func data(_ stream: UInt32, _ bytes: [UInt8] = four, ends: Bool = true) -> [UInt8] {
        frame(0, ends ? 1 : 0, stream, bytes)
    }

    static func headers(
        _ stream: UInt32,
        _ block: [UInt8] = get,
        ends: Bool = true,
        last: Bool = true
    ) -> [UInt8] {
        frame(1, (ends ? 1 : 0) | (last ? 4 : 0), stream, block)
    }

    static func continuation(
        _ stream: UInt32,
        _ block: [UInt8] = filler,
        last: Bool = true
    ) -> [UInt8] {
        frame(9, last ? 4 : 0, stream, block)
    }

    static func priority(
        _ stream: UInt32,
        on other: UInt32 = 0,
        exclusive: Bool = false,
        weight: UInt8 = 255
    ) -> [UInt8] {
        frame(2, 0, stream, dependency(on: other, exclusive: exclusive, weight: weight))
    }

    static func dependency(
        on other: UInt32,
        exclusive: Bool = false,
        weight: UInt8 = 255
    ) -> [UInt8] {
        big(other | (exclusive ? 1 << 31 : 0)) + [weight]
    }

    static func reset(_ stream: UInt32, _ code: UInt32 = 8) -> [UInt8] {
        frame(3, 0, stream, big(code))
    }

    static func settings(_ entries: (UInt16, UInt32)...) -> [UInt8] {
        frame(4, 0, 0, entries.flatMap { [UInt8($0.0 >> 8), UInt8($0.0 & 255)] + big($0.1) })
    }

    static func window(_ size: UInt32) -> [UInt8] { settings((4, size)) }

    static func ping(_ text: String = "\0\0\0\0\0\0\0\0", ack: Bool = false) -> [UInt8] {
        frame(6, ack ? 1 : 0, 0, pingBytes(text))
    }

    static func pingBytes(_ text: String) -> [UInt8] {
        Array((Array(text.utf8) + [UInt8](repeating: 0, count: 8)).prefix(8))
    }

    static func goAway(_ code: UInt32) -> [UInt8] { frame(7, 0, 0, big(0) + big(code)) }

    static func update(_ stream: UInt32, _ increment: UInt32) -> [UInt8] {
        frame(8, 0, stream, big(increment))
    }

    static let four = Array("test".utf8)

    // MARK: Header blocks

    /// Fields as literals without indexing and without Huffman coding.
    static func block(_ fields: [(String, String)]) -> [UInt8] {
        fields.flatMap { [0] + string($0.0) + string($0.1) }
    }

    private static func string(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard bytes.count >= 127 else { return [UInt8(bytes.count)] + bytes }
        var rest = bytes.count - 127
        var length: [UInt8] = [127]
        while rest >= 128 {
            length.append(UInt8(rest % 128) | 128)
            rest /= 128
        }
        return length + [UInt8(rest)] + bytes
    }

    static func request(_ method: String = "GET", path: String = "/") -> [(String, String)] {
        [(":method", method), (":scheme", "http"), (":path", path), (":authority", "here")]
    }

    static let get = block(request())
    static let post = block(request("POST"))
    /// A field of 4,000 bytes.
    static let filler = block([("x-filler", String(repeating: "x", count: 4_000))])
}

/// One frame that came back.
struct Frame: Hashable, CustomStringConvertible {
    var type: UInt8
    var flags: UInt8
    var stream: UInt32
    var payload: [UInt8]

    /// The code of a RST_STREAM or GOAWAY frame.
    var code: UInt32? {
        switch type {
        case 3: Self.big(payload)
        case 7: Self.big(payload.dropFirst(4))
        default: nil
        }
    }

    private static func big(_ bytes: some Sequence<UInt8>) -> UInt32 {
        bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    var description: String {
        "type \(type) flags \(flags) stream \(stream) bytes \(payload.count)"
            + (code.map { " code \($0)" } ?? "")
    }

    /// Takes whole frames from the front of `bytes`.
    static func take(from bytes: inout [UInt8]) -> [Frame] {
        var frames: [Frame] = []
        var start = 0
        while bytes.count - start >= 9 {
            let length = Int(big([0] + bytes[start..<start + 3]))
            guard bytes.count - start >= 9 + length else { break }
            frames.append(
                Frame(
                    type: bytes[start + 3],
                    flags: bytes[start + 4],
                    stream: big(bytes[(start + 5)...]) & 0x7fff_ffff,
                    payload: Array(bytes[start + 9..<start + 9 + length])
                )
            )
            start += 9 + length
        }
        bytes.removeFirst(start)
        return frames
    }
}
