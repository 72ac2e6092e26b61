// Generated from Protos/google/protobuf/duration.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// A signed span of time.
package struct DurationMessage: Message {
    /// The full protobuf name.
    package static let fullName = "google.protobuf.Duration"

    /// Whole seconds.
    package var seconds: Int64

    /// The rest, in nanoseconds, of the same sign as the seconds.
    package var nanos: Int32

    /// Creates a message whose fields all have their default values.
    package init() { self.init(seconds: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        seconds: Int64 = 0,
        nanos: Int32 = 0
    ) {
        self.seconds = seconds
        self.nanos = nanos
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: google__protobuf__duration__unpack,
            convert: { message throws(MessageError) in try unsafe DurationMessage(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Google__Protobuf__Duration>) throws(MessageError) {
        let seconds = unsafe c.pointee.seconds
        let nanos = unsafe c.pointee.nanos
        self.init(
            seconds: seconds,
            nanos: nanos
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if seconds != 0 {
            size += 1 + Packing.varintSize(seconds)
        }
        if nanos != 0 {
            size += 1 + Packing.varintSize(Int64(nanos))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if seconds != 0 {
            buffer.append(0x08)
            Packing.varint(seconds, &buffer)
        }
        if nanos != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(nanos), &buffer)
        }
    }
}
