import CMessages

/// How unpacked C values become Swift values.
///
/// protobuf-c allocates from an arena of the calling thread; the values are copied out of it, or lent
/// to a function, before it is emptied, so that no pointer outlives a call.
enum Unpacking {
    /// The most bytes of a message.
    static let byteLimit = 1 << 30

    /// The most memory that unpacking `count` bytes may take.
    ///
    /// An empty message in a list is two bytes on the wire and about a hundred in memory; without a
    /// limit a hostile 4 MiB could ask for more than 200 MiB.
    static func memoryLimit(_ count: Int) -> Int { (1 << 20) + 32 * count }

    /// Unpacks `bytes` with protobuf-c and copies the result with `convert`.
    @inline(__always)
    static func decode<Generated: GeneratedMessage, Value>(
        _ bytes: RawSpan,
        as type: Generated.Type,
        convert: (UnsafeMutableRawPointer) throws(MessageError) -> Value
    ) throws(MessageError) -> Value {
        let count = bytes.byteCount
        guard count <= byteLimit else {
            throw MessageError("\(type.fullName) has \(count) bytes; the limit is \(byteLimit)")
        }
        defer { tutelage_arena_end() }
        let message = unsafe bytes.withUnsafeBytes { buffer in
            unsafe protobuf_c_message_unpack(
                type.table.descriptor,
                tutelage_arena_begin(memoryLimit(count)),
                count,
                buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            )
        }
        guard let message = unsafe message else {
            throw malformed(type.fullName, count)
        }
        return try unsafe convert(UnsafeMutableRawPointer(message))
    }

    private static func malformed(_ name: String, _ count: Int) -> MessageError {
        tutelage_arena_is_exhausted()
            ? MessageError("\(count) bytes of \(name) hold too many parts")
            : MessageError("\(count) bytes are not a \(name)")
    }

    /// Copies a string.
    @inline(__always)
    static func string(
        _ text: UnsafePointer<CChar>?,
        _ message: @autoclosure () -> String,
        _ field: @autoclosure () -> String
    ) throws(MessageError) -> String {
        let count = unsafe tutelage_string_length(text)
        guard count > 0, let text = unsafe text else {
            if count == 0 { return "" }
            throw refused("holds a NUL byte", message(), field())
        }
        let bytes = unsafe UnsafeRawBufferPointer(start: text, count: count)
        // Most strings are ASCII, for which validation by the library costs ten times their copy.
        var all: UInt8 = 0
        for index in 0..<count { all |= unsafe bytes[index] }
        if all < 0x80 { return unsafe String(decoding: bytes, as: UTF8.self) }
        guard let string = unsafe String(validating: bytes, as: UTF8.self) else {
            throw refused("is not valid UTF-8", message(), field())
        }
        return string
    }

    private static func refused(
        _ what: String,
        _ message: String,
        _ field: String
    ) -> MessageError {
        MessageError("the field \(field) of \(message) \(what)", field: field)
    }

    /// Copies bytes, once.
    @inline(__always)
    static func bytes(_ data: ProtobufCBinaryData) -> [UInt8] {
        unsafe array(data.data, data.len)
    }

    /// Copies `count` numbers.
    @inline(__always)
    static func array<Element: BitwiseCopyable>(
        _ start: UnsafePointer<Element>?,
        _ count: Int
    ) -> [Element] {
        count == 0 ? [] : unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }
}
