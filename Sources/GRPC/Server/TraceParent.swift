/// The place of a call in a distributed trace, as its caller sent it.
///
/// https://www.w3.org/TR/trace-context/#traceparent-header
package struct TraceParent: Hashable, Sendable {
    /// The trace, 32 hexadecimal digits.
    package let traceID: String
    /// The caller's span, 16 hexadecimal digits.
    package let spanID: String

    /// Reads the header's value; nil where it is malformed, and then to be ignored.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 55, [2, 35, 52].allSatisfy({ bytes[$0] == UInt8(ascii: "-") }) else {
            return nil
        }
        let fields = [0..<2, 3..<35, 36..<52, 53..<55]
        guard fields.allSatisfy({ bytes[$0].allSatisfy(Self.isDigit) }) else { return nil }
        let version = bytes[0..<2]
        guard version != [UInt8(ascii: "f"), UInt8(ascii: "f")] else { return nil }
        // Version 00 has four fields; a later one may have more after them.
        if version == [UInt8(ascii: "0"), UInt8(ascii: "0")] {
            guard bytes.count == 55 else { return nil }
        } else if bytes.count > 55, bytes[55] != UInt8(ascii: "-") {
            return nil
        }
        let zero = UInt8(ascii: "0")
        guard bytes[3..<35].contains(where: { $0 != zero }),
            bytes[36..<52].contains(where: { $0 != zero })
        else { return nil }
        traceID = String(decoding: bytes[3..<35], as: UTF8.self)
        spanID = String(decoding: bytes[36..<52], as: UTF8.self)
    }

    /// Whether a byte is a hexadecimal digit; capitals are malformed.
    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}
