/// The wire format of single values: https://protobuf.dev/programming-guides/encoding.
///
/// Messages are written straight from Swift values: filling protobuf-c's structs first would copy
/// every string and array once more and need a pointer for each.
enum Packing {
    /// Makes room for `count` more bytes, at least doubling so that appending stays linear.
    @inline(__always)
    static func reserve(_ count: Int, in buffer: inout [UInt8]) {
        let needed = buffer.count + count
        if buffer.capacity < needed { buffer.reserveCapacity(max(needed, 2 * buffer.count)) }
    }

    /// The number of bytes of a varint.
    @inline(__always)
    static func varintSize(_ value: UInt64) -> Int {
        (70 - (value | 1).leadingZeroBitCount) / 7
    }

    /// The number of bytes of a signed varint; negative numbers take ten.
    @inline(__always)
    static func varintSize(_ value: Int64) -> Int { varintSize(UInt64(bitPattern: value)) }

    /// The number of bytes of a length and what follows it.
    @inline(__always)
    static func lengthDelimitedSize(_ count: Int) -> Int { varintSize(UInt64(count)) + count }

    /// Appends a varint.
    @inline(__always)
    static func varint(_ value: UInt64, _ buffer: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            buffer.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        buffer.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Appends a signed varint.
    @inline(__always)
    static func varint(_ value: Int64, _ buffer: inout [UInt8]) {
        varint(UInt64(bitPattern: value), &buffer)
    }

    /// Appends four bytes, little-endian.
    @inline(__always)
    static func fixed32(_ value: UInt32, _ buffer: inout [UInt8]) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            buffer.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// Appends eight bytes, little-endian.
    @inline(__always)
    static func fixed64(_ value: UInt64, _ buffer: inout [UInt8]) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            buffer.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// Appends numbers as they are in memory, which is little-endian on every machine that we build
    /// for.
    @inline(__always)
    static func elements<Element: BinaryFloatingPoint & BitwiseCopyable>(
        _ values: [Element],
        _ buffer: inout [UInt8]
    ) {
        unsafe values.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
    }

    /// Appends a length and a string.
    @inline(__always)
    static func string(_ value: String, _ buffer: inout [UInt8]) {
        varint(UInt64(value.utf8.count), &buffer)
        buffer.append(contentsOf: value.utf8)
    }

    /// Appends a length and bytes.
    @inline(__always)
    static func bytes(_ value: [UInt8], _ buffer: inout [UInt8]) {
        varint(UInt64(value.count), &buffer)
        buffer.append(contentsOf: value)
    }

    /// Appends a length and a message.
    @inline(__always)
    static func message(_ value: some Message, _ buffer: inout [UInt8]) {
        varint(UInt64(value.encodedSize), &buffer)
        value.write(into: &buffer)
    }
}
