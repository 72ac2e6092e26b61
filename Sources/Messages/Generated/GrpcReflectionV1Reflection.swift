// Generated from Protos/grpc/reflection/v1/reflection.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// One question.
package struct ServerReflectionRequest: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.reflection.v1.ServerReflectionRequest"

    /// The host that the client wants to know of; it is sent back.
    package var host: String

    /// What the client wants to know.
    package var messageRequest: MessageRequest?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(host: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        host: String = "",
        messageRequest: MessageRequest? = nil
    ) {
        self.host = host
        self.messageRequest = messageRequest
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__reflection__v1__server_reflection_request__unpack,
            convert: { message throws(MessageError) in try unsafe ServerReflectionRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Reflection__V1__ServerReflectionRequest>) throws(MessageError) {
        let host = try unsafe Unpacking.string(c.pointee.host, "grpc.reflection.v1.ServerReflectionRequest", "host")
        let messageRequest: MessageRequest?
        switch unsafe c.pointee.message_request_case.rawValue {
        case 3:
            messageRequest = .fileByFilename(try unsafe Unpacking.string(c.pointee.file_by_filename, "grpc.reflection.v1.ServerReflectionRequest", "file_by_filename"))
        case 4:
            messageRequest = .fileContainingSymbol(try unsafe Unpacking.string(c.pointee.file_containing_symbol, "grpc.reflection.v1.ServerReflectionRequest", "file_containing_symbol"))
        case 5:
            if let found = unsafe c.pointee.file_containing_extension {
                messageRequest = .fileContainingExtension(try unsafe ExtensionRequest(unpacked: found))
            } else {
                messageRequest = nil
            }
        case 6:
            messageRequest = .allExtensionNumbersOfType(try unsafe Unpacking.string(c.pointee.all_extension_numbers_of_type, "grpc.reflection.v1.ServerReflectionRequest", "all_extension_numbers_of_type"))
        case 7:
            messageRequest = .listServices(try unsafe Unpacking.string(c.pointee.list_services, "grpc.reflection.v1.ServerReflectionRequest", "list_services"))
        default: messageRequest = nil
        }
        self.init(
            host: host,
            messageRequest: messageRequest
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !host.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(host.utf8.count)
        }
        switch messageRequest {
        case .fileByFilename(let value):
            size += 1 + Packing.lengthDelimitedSize(value.utf8.count)
        case .fileContainingSymbol(let value):
            size += 1 + Packing.lengthDelimitedSize(value.utf8.count)
        case .fileContainingExtension(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .allExtensionNumbersOfType(let value):
            size += 1 + Packing.lengthDelimitedSize(value.utf8.count)
        case .listServices(let value):
            size += 1 + Packing.lengthDelimitedSize(value.utf8.count)
        case nil: break
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !host.isEmpty {
            buffer.append(0x0a)
            Packing.string(host, &buffer)
        }
        switch messageRequest {
        case .fileByFilename(let value):
            buffer.append(0x1a)
            Packing.string(value, &buffer)
        case .fileContainingSymbol(let value):
            buffer.append(0x22)
            Packing.string(value, &buffer)
        case .fileContainingExtension(let value):
            buffer.append(0x2a)
            Packing.message(value, &buffer)
        case .allExtensionNumbersOfType(let value):
            buffer.append(0x32)
            Packing.string(value, &buffer)
        case .listServices(let value):
            buffer.append(0x3a)
            Packing.string(value, &buffer)
        case nil: break
        }
    }

    /// Which one of the fields is set.
    package enum MessageRequest: Sendable, Hashable {
        /// The file of this name.
        case fileByFilename(String)
        /// The file that declares this type, service or method, by its full name.
        case fileContainingSymbol(String)
        /// The file that declares an extension.
        case fileContainingExtension(ExtensionRequest)
        /// The numbers of all extensions of the message of this full name.
        case allExtensionNumbersOfType(String)
        /// The services; the content does not matter.
        case listServices(String)
    }
}

/// An extension.
package struct ExtensionRequest: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.reflection.v1.ExtensionRequest"

    /// The full name of the message that is extended.
    package var containingType: String

    /// The number of the extension.
    package var extensionNumber: Int32

    /// Creates a message whose fields all have their default values.
    package init() { self.init(containingType: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        containingType: String = "",
        extensionNumber: Int32 = 0
    ) {
        self.containingType = containingType
        self.extensionNumber = extensionNumber
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__reflection__v1__extension_request__unpack,
            convert: { message throws(MessageError) in try unsafe ExtensionRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Reflection__V1__ExtensionRequest>) throws(MessageError) {
        let containingType = try unsafe Unpacking.string(c.pointee.containing_type, "grpc.reflection.v1.ExtensionRequest", "containing_type")
        let extensionNumber = unsafe c.pointee.extension_number
        self.init(
            containingType: containingType,
            extensionNumber: extensionNumber
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !containingType.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(containingType.utf8.count)
        }
        if extensionNumber != 0 {
            size += 1 + Packing.varintSize(Int64(extensionNumber))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !containingType.isEmpty {
            buffer.append(0x0a)
            Packing.string(containingType, &buffer)
        }
        if extensionNumber != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(extensionNumber), &buffer)
        }
    }
}

/// One answer.
package struct ServerReflectionResponse: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.reflection.v1.ServerReflectionResponse"

    /// The host of the request.
    package var validHost: String

    /// The request.
    package var originalRequest: ServerReflectionRequest?

    /// What the client wanted to know.
    package var messageResponse: MessageResponse?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(validHost: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        validHost: String = "",
        originalRequest: ServerReflectionRequest? = nil,
        messageResponse: MessageResponse? = nil
    ) {
        self.validHost = validHost
        self.originalRequest = originalRequest
        self.messageResponse = messageResponse
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__reflection__v1__server_reflection_response__unpack,
            convert: { message throws(MessageError) in try unsafe ServerReflectionResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Reflection__V1__ServerReflectionResponse>) throws(MessageError) {
        let validHost = try unsafe Unpacking.string(c.pointee.valid_host, "grpc.reflection.v1.ServerReflectionResponse", "valid_host")
        let originalRequest: ServerReflectionRequest?
        if let found = unsafe c.pointee.original_request {
            originalRequest = try unsafe ServerReflectionRequest(unpacked: found)
        } else {
            originalRequest = nil
        }
        let messageResponse: MessageResponse?
        switch unsafe c.pointee.message_response_case.rawValue {
        case 4:
            if let found = unsafe c.pointee.file_descriptor_response {
                messageResponse = .fileDescriptorResponse(try unsafe FileDescriptorResponse(unpacked: found))
            } else {
                messageResponse = nil
            }
        case 5:
            if let found = unsafe c.pointee.all_extension_numbers_response {
                messageResponse = .allExtensionNumbersResponse(try unsafe ExtensionNumberResponse(unpacked: found))
            } else {
                messageResponse = nil
            }
        case 6:
            if let found = unsafe c.pointee.list_services_response {
                messageResponse = .listServicesResponse(try unsafe ListServiceResponse(unpacked: found))
            } else {
                messageResponse = nil
            }
        case 7:
            if let found = unsafe c.pointee.error_response {
                messageResponse = .errorResponse(try unsafe ErrorResponse(unpacked: found))
            } else {
                messageResponse = nil
            }
        default: messageResponse = nil
        }
        self.init(
            validHost: validHost,
            originalRequest: originalRequest,
            messageResponse: messageResponse
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !validHost.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(validHost.utf8.count)
        }
        if let value = originalRequest {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        switch messageResponse {
        case .fileDescriptorResponse(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .allExtensionNumbersResponse(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .listServicesResponse(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case .errorResponse(let value):
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        case nil: break
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !validHost.isEmpty {
            buffer.append(0x0a)
            Packing.string(validHost, &buffer)
        }
        if let value = originalRequest {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
        switch messageResponse {
        case .fileDescriptorResponse(let value):
            buffer.append(0x22)
            Packing.message(value, &buffer)
        case .allExtensionNumbersResponse(let value):
            buffer.append(0x2a)
            Packing.message(value, &buffer)
        case .listServicesResponse(let value):
            buffer.append(0x32)
            Packing.message(value, &buffer)
        case .errorResponse(let value):
            buffer.append(0x3a)
            Packing.message(value, &buffer)
        case nil: break
        }
    }

    /// Which one of the fields is set.
    package enum MessageResponse: Sendable, Hashable {
        /// The file that was asked for, first, and all that it imports.
        case fileDescriptorResponse(FileDescriptorResponse)
        /// The numbers of extensions.
        case allExtensionNumbersResponse(ExtensionNumberResponse)
        /// The services.
        case listServicesResponse(ListServiceResponse)
        /// Why there is no answer.
        case errorResponse(ErrorResponse)
    }
}

/// Files.
package struct FileDescriptorResponse: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.reflection.v1.FileDescriptorResponse"

    /// A serialized `google.protobuf.FileDescriptorProto` each.
    package var fileDescriptorProto: [[UInt8]]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(fileDescriptorProto: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        fileDescriptorProto: [[UInt8]] = []
    ) {
        self.fileDescriptorProto = fileDescriptorProto
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__reflection__v1__file_descriptor_response__unpack,
            convert: { message throws(MessageError) in try unsafe FileDescriptorResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Reflection__V1__FileDescriptorResponse>) throws(MessageError) {
        var fileDescriptorProto: [[UInt8]] = []
        if unsafe c.pointee.n_file_descriptor_proto > 0 {
            fileDescriptorProto.reserveCapacity(unsafe c.pointee.n_file_descriptor_proto)
            for index in 0..<(unsafe c.pointee.n_file_descriptor_proto) {
                fileDescriptorProto.append(unsafe Unpacking.bytes(c.pointee.file_descriptor_proto[index]))
            }
        }
        self.init(
            fileDescriptorProto: fileDescriptorProto
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for item in fileDescriptorProto { size += 1 + Packing.lengthDelimitedSize(item.count) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for item in fileDescriptorProto {
            buffer.append(0x0a)
            Packing.bytes(item, &buffer)
        }
    }
}

/// The extensions of a message.
package struct ExtensionNumberResponse: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.reflection.v1.ExtensionNumberResponse"

    /// The full name of the message.
    package var baseTypeName: String

    /// The numbers of its extensions.
    package var extensionNumber: [Int32]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(baseTypeName: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        baseTypeName: String = "",
        extensionNumber: [Int32] = []
    ) {
        self.baseTypeName = baseTypeName
        self.extensionNumber = extensionNumber
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__reflection__v1__extension_number_response__unpack,
            convert: { message throws(MessageError) in try unsafe ExtensionNumberResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Reflection__V1__ExtensionNumberResponse>) throws(MessageError) {
        let baseTypeName = try unsafe Unpacking.string(c.pointee.base_type_name, "grpc.reflection.v1.ExtensionNumberResponse", "base_type_name")
        let extensionNumber = unsafe Unpacking.array(c.pointee.extension_number, c.pointee.n_extension_number)
        self.init(
            baseTypeName: baseTypeName,
            extensionNumber: extensionNumber
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !baseTypeName.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(baseTypeName.utf8.count)
        }
        if !extensionNumber.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(extensionNumber.reduce(0) { $0 + Packing.varintSize(Int64($1)) })
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !baseTypeName.isEmpty {
            buffer.append(0x0a)
            Packing.string(baseTypeName, &buffer)
        }
        if !extensionNumber.isEmpty {
            buffer.append(0x12)
            Packing.varint(UInt64(extensionNumber.reduce(0) { $0 + Packing.varintSize(Int64($1)) }), &buffer)
            for item in extensionNumber { Packing.varint(Int64(item), &buffer) }
        }
    }
}

/// The services of a server.
package struct ListServiceResponse: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.reflection.v1.ListServiceResponse"

    /// A service each.
    package var service: [ServiceResponse]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(service: []) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        service: [ServiceResponse] = []
    ) {
        self.service = service
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__reflection__v1__list_service_response__unpack,
            convert: { message throws(MessageError) in try unsafe ListServiceResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Reflection__V1__ListServiceResponse>) throws(MessageError) {
        var service: [ServiceResponse] = []
        if unsafe c.pointee.n_service > 0 {
            service.reserveCapacity(unsafe c.pointee.n_service)
            for index in 0..<(unsafe c.pointee.n_service) {
                guard let item = unsafe c.pointee.service[index] else { continue }
                service.append(try unsafe ServiceResponse(unpacked: item))
            }
        }
        self.init(
            service: service
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        for place in service.indices { size += 1 + Packing.lengthDelimitedSize(service.span[place].encodedSize) }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        for place in service.indices {
            buffer.append(0x0a)
            Packing.message(service.span[place], &buffer)
        }
    }
}

/// A service.
package struct ServiceResponse: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.reflection.v1.ServiceResponse"

    /// The full name, such as `tutelage.v1.Prediction`.
    package var name: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(name: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        name: String = ""
    ) {
        self.name = name
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__reflection__v1__service_response__unpack,
            convert: { message throws(MessageError) in try unsafe ServiceResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Reflection__V1__ServiceResponse>) throws(MessageError) {
        let name = try unsafe Unpacking.string(c.pointee.name, "grpc.reflection.v1.ServiceResponse", "name")
        self.init(
            name: name
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !name.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(name.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !name.isEmpty {
            buffer.append(0x0a)
            Packing.string(name, &buffer)
        }
    }
}

/// Why there is no answer.
package struct ErrorResponse: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.reflection.v1.ErrorResponse"

    /// A status code of gRPC.
    package var errorCode: Int32

    /// A sentence.
    package var errorMessage: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(errorCode: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        errorCode: Int32 = 0,
        errorMessage: String = ""
    ) {
        self.errorCode = errorCode
        self.errorMessage = errorMessage
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__reflection__v1__error_response__unpack,
            convert: { message throws(MessageError) in try unsafe ErrorResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Reflection__V1__ErrorResponse>) throws(MessageError) {
        let errorCode = unsafe c.pointee.error_code
        let errorMessage = try unsafe Unpacking.string(c.pointee.error_message, "grpc.reflection.v1.ErrorResponse", "error_message")
        self.init(
            errorCode: errorCode,
            errorMessage: errorMessage
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if errorCode != 0 {
            size += 1 + Packing.varintSize(Int64(errorCode))
        }
        if !errorMessage.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(errorMessage.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if errorCode != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(errorCode), &buffer)
        }
        if !errorMessage.isEmpty {
            buffer.append(0x12)
            Packing.string(errorMessage, &buffer)
        }
    }
}
