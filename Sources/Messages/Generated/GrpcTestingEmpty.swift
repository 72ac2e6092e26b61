// Generated from Protos/grpc/testing/empty.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// Nothing.
package struct Empty: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.testing.Empty"

    /// Creates a message whose fields all have their default values.
    package init() {}

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__testing__empty__unpack,
            convert: { message throws(MessageError) in try unsafe Empty(unpacked: message) }
        )
    }

    init(unpacked _: UnsafePointer<Grpc__Testing__Empty>) throws(MessageError) {}

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        0
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
    }
}
