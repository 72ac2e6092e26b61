internal import CMessages

/// A message that `Scripts/generate` wrote; the C of protobuf-c never leaves this target.
package protocol GeneratedMessage: Message, FieldValue {
    /// By what protobuf-c parses the message.
    static var table: MessageTable { get }

    /// Copies a message out of protobuf-c's memory.
    ///
    /// - Throws: ``MessageError`` when a string holds a NUL byte or is not UTF-8.
    init(unpacked message: UnpackedMessage) throws(MessageError)
}

/// A message that goes field by field, in the order of their numbers, through a source or a sink.
///
/// The messages of the hot methods are unrolled instead. What is generic over all the others is not
/// specialised for each of them: code and the time to compile it would be half as much again.
package protocol TableMessage: GeneratedMessage {
    /// Creates a message of the fields that `source` has.
    ///
    /// - Throws: ``MessageError`` as ``init(unpacked:)`` does.
    init(from source: inout any FieldSource) throws(MessageError)

    /// Gives the fields that are on the wire to `sink`.
    func write(to sink: inout FieldSink)
}

/// What protobuf-c knows of a type of message.
@safe
package struct MessageTable {
    let descriptor: UnsafePointer<ProtobufCMessageDescriptor>

    init(_ descriptor: UnsafePointer<ProtobufCMessageDescriptor>) {
        unsafe self.descriptor = descriptor
    }
}

/// A message in protobuf-c's memory, which lives as long as the arena is not emptied.
@safe
package struct UnpackedMessage {
    let memory: UnsafeRawPointer

    init(_ memory: UnsafeRawPointer) { unsafe self.memory = memory }
}

extension GeneratedMessage {
    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    @_semantics("optimize.sil.specialize.generic.never")
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(bytes, as: Self.self) { message throws(MessageError) in
            try unsafe Self(unpacked: UnpackedMessage(UnsafeRawPointer(message)))
        }
    }
}

extension TableMessage {
    @_semantics("optimize.sil.specialize.generic.never")
    package init(unpacked message: UnpackedMessage) throws(MessageError) {
        var source: any FieldSource = FieldReader(message)
        try self.init(from: &source)
    }

    @_semantics("optimize.sil.specialize.generic.never")
    package var encodedSize: Int {
        var sink = FieldSink()
        write(to: &sink)
        return sink.size
    }

    @_semantics("optimize.sil.specialize.generic.never")
    package func write(into buffer: inout [UInt8]) {
        var sink = FieldSink(taking: &buffer)
        write(to: &sink)
        sink.giveBack(&buffer)
    }
}

extension GeneratedMessage {
    package static var wireType: UInt64 { 2 }
    package static var isPacked: Bool { false }
    package static var unpackedSize: Int { MemoryLayout<Int>.size }

    @_semantics("optimize.sil.specialize.generic.never")
    package init(_ field: UnpackedField) throws(MessageError) {
        // The entry of a map may be without its value.
        guard let message = field.message else {
            self.init()
            return
        }
        try self.init(unpacked: message)
    }

    /// Always: a message that is there is on the wire.
    package var isDefault: Bool { false }
    package var wireSize: Int { Packing.lengthDelimitedSize(encodedSize) }
    @_semantics("optimize.sil.specialize.generic.never")
    package func append(to buffer: inout [UInt8]) { Packing.message(self, &buffer) }
}
