// Generated from Protos/grpc/reflection/v1/reflection.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// One question.
    package struct ServerReflectionRequest: TableMessage {
        package static let fullName = "grpc.reflection.v1.ServerReflectionRequest"
        package static var table: MessageTable { unsafe MessageTable(grpc_reflection_v1_ServerReflectionRequest_table()) }

        /// The host that the client wants to know of; it is sent back.
        package var host: String

        /// What the client wants to know.
        package var messageRequest: MessageRequest?

        package init() { self.init(host: "") }

        package init(
            host: String = "",
            messageRequest: MessageRequest? = nil
        ) {
            self.host = host
            self.messageRequest = messageRequest
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                host: try source.value(1),
                messageRequest: try MessageRequest(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, host)
            messageRequest?.write(to: &sink)
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

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [3, 4, 5, 6, 7]) {
                case 3: self = .fileByFilename(try source.value(3))
                case 4: self = .fileContainingSymbol(try source.value(4))
                case 5: self = .fileContainingExtension(try source.value(5))
                case 6: self = .allExtensionNumbersOfType(try source.value(6))
                case 7: self = .listServices(try source.value(7))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .fileByFilename(let value): sink.set(3, value)
                case .fileContainingSymbol(let value): sink.set(4, value)
                case .fileContainingExtension(let value): sink.set(5, value)
                case .allExtensionNumbersOfType(let value): sink.set(6, value)
                case .listServices(let value): sink.set(7, value)
                }
            }
        }
    }

    /// An extension.
    package struct ExtensionRequest: TableMessage {
        package static let fullName = "grpc.reflection.v1.ExtensionRequest"
        package static var table: MessageTable { unsafe MessageTable(grpc_reflection_v1_ExtensionRequest_table()) }

        /// The full name of the message that is extended.
        package var containingType: String

        /// The number of the extension.
        package var extensionNumber: Int32

        package init() { self.init(containingType: "") }

        package init(
            containingType: String = "",
            extensionNumber: Int32 = 0
        ) {
            self.containingType = containingType
            self.extensionNumber = extensionNumber
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                containingType: try source.value(1),
                extensionNumber: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, containingType)
            sink.value(2, extensionNumber)
        }
    }

    /// One answer.
    package struct ServerReflectionResponse: TableMessage {
        package static let fullName = "grpc.reflection.v1.ServerReflectionResponse"
        package static var table: MessageTable { unsafe MessageTable(grpc_reflection_v1_ServerReflectionResponse_table()) }

        /// The host of the request.
        package var validHost: String

        /// The request.
        package var originalRequest: ServerReflectionRequest?

        /// What the client wanted to know.
        package var messageResponse: MessageResponse?

        package init() { self.init(validHost: "") }

        package init(
            validHost: String = "",
            originalRequest: ServerReflectionRequest? = nil,
            messageResponse: MessageResponse? = nil
        ) {
            self.validHost = validHost
            self.originalRequest = originalRequest
            self.messageResponse = messageResponse
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                validHost: try source.value(1),
                originalRequest: try source.optional(2),
                messageResponse: try MessageResponse(from: &source)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, validHost)
            sink.optional(2, originalRequest)
            messageResponse?.write(to: &sink)
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

            init?(from source: inout any FieldSource) throws(MessageError) {
                switch source.choice(among: [4, 5, 6, 7]) {
                case 4: self = .fileDescriptorResponse(try source.value(4))
                case 5: self = .allExtensionNumbersResponse(try source.value(5))
                case 6: self = .listServicesResponse(try source.value(6))
                case 7: self = .errorResponse(try source.value(7))
                default: return nil
                }
            }

            func write(to sink: inout FieldSink) {
                switch self {
                case .fileDescriptorResponse(let value): sink.set(4, value)
                case .allExtensionNumbersResponse(let value): sink.set(5, value)
                case .listServicesResponse(let value): sink.set(6, value)
                case .errorResponse(let value): sink.set(7, value)
                }
            }
        }
    }

    /// Files.
    package struct FileDescriptorResponse: TableMessage {
        package static let fullName = "grpc.reflection.v1.FileDescriptorResponse"
        package static var table: MessageTable { unsafe MessageTable(grpc_reflection_v1_FileDescriptorResponse_table()) }

        /// A serialized `google.protobuf.FileDescriptorProto` each.
        package var fileDescriptorProto: [[UInt8]]

        package init() { self.init(fileDescriptorProto: []) }

        package init(
            fileDescriptorProto: [[UInt8]] = []
        ) {
            self.fileDescriptorProto = fileDescriptorProto
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                fileDescriptorProto: try source.list(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, fileDescriptorProto)
        }
    }

    /// The extensions of a message.
    package struct ExtensionNumberResponse: TableMessage {
        package static let fullName = "grpc.reflection.v1.ExtensionNumberResponse"
        package static var table: MessageTable { unsafe MessageTable(grpc_reflection_v1_ExtensionNumberResponse_table()) }

        /// The full name of the message.
        package var baseTypeName: String

        /// The numbers of its extensions.
        package var extensionNumber: [Int32]

        package init() { self.init(baseTypeName: "") }

        package init(
            baseTypeName: String = "",
            extensionNumber: [Int32] = []
        ) {
            self.baseTypeName = baseTypeName
            self.extensionNumber = extensionNumber
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                baseTypeName: try source.value(1),
                extensionNumber: try source.list(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, baseTypeName)
            sink.list(2, extensionNumber)
        }
    }

    /// The services of a server.
    package struct ListServiceResponse: TableMessage {
        package static let fullName = "grpc.reflection.v1.ListServiceResponse"
        package static var table: MessageTable { unsafe MessageTable(grpc_reflection_v1_ListServiceResponse_table()) }

        /// A service each.
        package var service: [ServiceResponse]

        package init() { self.init(service: []) }

        package init(
            service: [ServiceResponse] = []
        ) {
            self.service = service
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                service: try source.list(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.list(1, service)
        }
    }

    /// A service.
    package struct ServiceResponse: TableMessage {
        package static let fullName = "grpc.reflection.v1.ServiceResponse"
        package static var table: MessageTable { unsafe MessageTable(grpc_reflection_v1_ServiceResponse_table()) }

        /// The full name, such as `tutelage.v1.Prediction`.
        package var name: String

        package init() { self.init(name: "") }

        package init(
            name: String = ""
        ) {
            self.name = name
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                name: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, name)
        }
    }

    /// Why there is no answer.
    package struct ErrorResponse: TableMessage {
        package static let fullName = "grpc.reflection.v1.ErrorResponse"
        package static var table: MessageTable { unsafe MessageTable(grpc_reflection_v1_ErrorResponse_table()) }

        /// A status code of gRPC.
        package var errorCode: Int32

        /// A sentence.
        package var errorMessage: String

        package init() { self.init(errorCode: 0) }

        package init(
            errorCode: Int32 = 0,
            errorMessage: String = ""
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                errorCode: try source.value(1),
                errorMessage: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, errorCode)
            sink.value(2, errorMessage)
        }
    }
}
