/// A protobuf message as a Swift value.
///
/// Those of Protos are generated; see ``GeneratedMessage``.
package protocol Message: Sendable, Hashable {
    /// The full protobuf name, such as `tutelage.v1.PredictRequest`.
    static var fullName: String { get }

    /// A message whose fields all have their default values.
    init()

    /// Reads a message from its wire format; nothing borrowed from `bytes` is kept, and unknown
    /// fields are dropped.
    ///
    /// - Throws: ``MessageError`` when the bytes are not this message, or a string holds a NUL byte
    ///   or is not UTF-8.
    init(decoding bytes: RawSpan) throws(MessageError)

    /// The number of bytes that ``encode(into:)`` appends.
    var encodedSize: Int { get }

    /// Appends the wire format to `buffer`, fields in the order of their numbers, so that equal
    /// messages have equal bytes. ``encode(into:)`` makes room first.
    func write(into buffer: inout [UInt8])
}

extension Message {
    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``init(decoding:)-(RawSpan)`` does.
    package init(decoding bytes: [UInt8]) throws(MessageError) {
        try unsafe self.init(decoding: bytes.span.bytes)
    }

    /// Makes room in `buffer` and appends the wire format.
    @inline(__always)
    package func encode(into buffer: inout [UInt8]) {
        Packing.reserve(encodedSize, in: &buffer)
        write(into: &buffer)
    }

    /// The wire format.
    package func encoded() -> [UInt8] {
        var buffer: [UInt8] = []
        encode(into: &buffer)
        return buffer
    }
}

/// Why bytes are not the message that was expected.
package struct MessageError: Error, Hashable, CustomStringConvertible {
    /// A sentence that names the message and, where known, the field.
    package let description: String

    /// The name of the field at fault in its message; empty where none is known.
    package let field: String

    package init(_ description: String, field: String = "") {
        self.description = description
        self.field = field
    }
}
