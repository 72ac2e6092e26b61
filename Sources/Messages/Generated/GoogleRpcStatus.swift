// Generated from Protos/google/rpc/status.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// An error with details.
package struct RPCStatus: Message {
    /// The full protobuf name.
    package static let fullName = "google.rpc.Status"

    /// The gRPC status code, the same as in the trailer `grpc-status`.
    package var code: Int32

    /// The sentence for people, the same as in the trailer `grpc-message`.
    package var message: String

    /// Messages that say more; here `google.rpc.BadRequest` for bad fields.
    package var details: [AnyMessage]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(code: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        code: Int32 = 0,
        message: String = "",
        details: [AnyMessage] = []
    ) {
        self.code = code
        self.message = message
        self.details = details
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: google__rpc__status__unpack,
            convert: { message throws(MessageError) in try unsafe RPCStatus(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Google__Rpc__Status>) throws(MessageError) {
        let code = unsafe c.pointee.code
        let message = try unsafe Unpacking.string(c.pointee.message, "google.rpc.Status", "message")
        var details: [AnyMessage] = []
        if unsafe c.pointee.n_details > 0 {
            details.reserveCapacity(unsafe c.pointee.n_details)
            for index in 0..<(unsafe c.pointee.n_details) {
                guard let item = unsafe c.pointee.details[index] else { continue }
                details.append(try unsafe AnyMessage(unpacked: item))
            }
        }
        self.init(
            code: code,
            message: message,
            details: details
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if code != 0 {
            size += 1 + Packing.varintSize(Int64(code))
        }
        if !message.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(message.utf8.count)
        }
        for place in details.indices { size += 1 + Packing.lengthDelimitedSize(details.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if code != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(code), &buffer)
        }
        if !message.isEmpty {
            buffer.append(0x12)
            Packing.string(message, &buffer)
        }
        for place in details.indices {
            buffer.append(0x1a)
            Packing.message(details.span[place], &buffer)
        }
    }
}
