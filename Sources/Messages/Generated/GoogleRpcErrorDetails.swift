// Generated from Protos/google/rpc/error_details.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// When a refused call may be tried again.
package struct RetryInfo: Message {
    /// The full protobuf name.
    package static let fullName = "google.rpc.RetryInfo"

    /// The least time to wait before the retry.
    package var retryDelay: DurationMessage?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(retryDelay: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        retryDelay: DurationMessage? = nil
    ) {
        self.retryDelay = retryDelay
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: google__rpc__retry_info__unpack,
            convert: { message throws(MessageError) in try unsafe RetryInfo(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Google__Rpc__RetryInfo>) throws(MessageError) {
        let retryDelay: DurationMessage?
        if let found = unsafe c.pointee.retry_delay {
            retryDelay = try unsafe DurationMessage(unpacked: found)
        } else {
            retryDelay = nil
        }
        self.init(
            retryDelay: retryDelay
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = retryDelay {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = retryDelay {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
    }
}

/// The fields of a request that are wrong.
package struct BadRequest: Message {
    /// The full protobuf name.
    package static let fullName = "google.rpc.BadRequest"

    /// Every violation that was found.
    package var fieldViolations: [BadRequest.FieldViolation]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(fieldViolations: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        fieldViolations: [BadRequest.FieldViolation] = []
    ) {
        self.fieldViolations = fieldViolations
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: google__rpc__bad_request__unpack,
            convert: { message throws(MessageError) in try unsafe BadRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Google__Rpc__BadRequest>) throws(MessageError) {
        var fieldViolations: [BadRequest.FieldViolation] = []
        if unsafe c.pointee.n_field_violations > 0 {
            fieldViolations.reserveCapacity(unsafe c.pointee.n_field_violations)
            for index in 0..<(unsafe c.pointee.n_field_violations) {
                guard let item = unsafe c.pointee.field_violations[index] else { continue }
                fieldViolations.append(try unsafe BadRequest.FieldViolation(unpacked: item))
            }
        }
        self.init(
            fieldViolations: fieldViolations
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in fieldViolations.indices { size += 1 + Packing.lengthDelimitedSize(fieldViolations.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in fieldViolations.indices {
            buffer.append(0x0a)
            Packing.message(fieldViolations.span[place], &buffer)
        }
    }

    /// One field and what is wrong with it.
    package struct FieldViolation: Message {
        /// The full protobuf name.
        package static let fullName = "google.rpc.BadRequest.FieldViolation"

        /// The path of the field, such as `input.image.height` or `items[3].data`.
        package var field: String

        /// What was expected and what came.
        package var description: String

        /// Creates a message whose fields all have their default values.
        package init() { self.init(field: "") }

        /// Creates a message of the given fields; the others have their default values.
        package init(
            field: String = "",
            description: String = ""
        ) {
            self.field = field
            self.description = description
        }

        /// Reads a message from its wire format.
        ///
        /// - Throws: ``MessageError`` as ``Message`` says.
        package init(decoding bytes: RawSpan) throws(MessageError) {
            self = try unsafe Unpacking.decode(
                bytes,
                as: Self.fullName,
                unpack: google__rpc__bad_request__field_violation__unpack,
                convert: { message throws(MessageError) in try unsafe FieldViolation(unpacked: message) }
            )
        }

        init(unpacked c: UnsafePointer<Google__Rpc__BadRequest__FieldViolation>) throws(MessageError) {
            let field = try unsafe Unpacking.string(c.pointee.field, "google.rpc.BadRequest.FieldViolation", "field")
            let description = try unsafe Unpacking.string(c.pointee.description, "google.rpc.BadRequest.FieldViolation", "description")
            self.init(
                field: field,
                description: description
            )
        }

        /// The number of bytes of the wire format.
        package var encodedSize: Int {
            var size = 0
            if !field.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(field.utf8.count)
            }
            if !description.isEmpty {
                size += 1 + Packing.lengthDelimitedSize(description.utf8.count)
            }
            return size
        }

        /// Appends the wire format to `buffer`, which has room for it.
        package func write(into buffer: inout [UInt8]) {
            if !field.isEmpty {
                buffer.append(0x0a)
                Packing.string(field, &buffer)
            }
            if !description.isEmpty {
                buffer.append(0x12)
                Packing.string(description, &buffer)
            }
        }
    }
}
