// Generated from Protos/google/protobuf/any.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// A serialized message and the name of its type.
package struct AnyMessage: Message {
    /// The full protobuf name.
    package static let fullName = "google.protobuf.Any"

    /// `type.googleapis.com/` and the full name of the message.
    package var typeURL: String

    /// The message's bytes.
    package var value: [UInt8]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(typeURL: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        typeURL: String = "",
        value: [UInt8] = []
    ) {
        self.typeURL = typeURL
        self.value = value
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: google__protobuf__any__unpack,
            convert: { message throws(MessageError) in try unsafe AnyMessage(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Google__Protobuf__Any>) throws(MessageError) {
        let typeURL = try unsafe Unpacking.string(c.pointee.type_url, "google.protobuf.Any", "type_url")
        let value = unsafe Unpacking.bytes(c.pointee.value)
        self.init(
            typeURL: typeURL,
            value: value
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !typeURL.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(typeURL.utf8.count)
        }
        if !value.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(value.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !typeURL.isEmpty {
            buffer.append(0x0a)
            Packing.string(typeURL, &buffer)
        }
        if !value.isEmpty {
            buffer.append(0x12)
            Packing.bytes(value, &buffer)
        }
    }
}
