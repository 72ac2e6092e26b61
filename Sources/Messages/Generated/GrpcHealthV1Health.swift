// Generated from Protos/grpc/health/v1/health.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// Asks for the health of one service.
package struct HealthCheckRequest: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.health.v1.HealthCheckRequest"

    /// A service's full name, such as `tutelage.v1.Prediction`; or a project's name, for the model that
    /// answers for it; or `PROJECT/VERSION`, for one version of its model; empty: the whole server.
    package var service: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(service: "") }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        service: String = ""
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
            unpack: grpc__health__v1__health_check_request__unpack,
            convert: { message throws(MessageError) in try unsafe HealthCheckRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Health__V1__HealthCheckRequest>) throws(MessageError) {
        let service = try unsafe Unpacking.string(c.pointee.service, "grpc.health.v1.HealthCheckRequest", "service")
        self.init(
            service: service
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if !service.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(service.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if !service.isEmpty {
            buffer.append(0x0a)
            Packing.string(service, &buffer)
        }
    }
}

/// The health of one service.
package struct HealthCheckResponse: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.health.v1.HealthCheckResponse"

    /// The status now.
    package var status: HealthCheckResponse.ServingStatus

    /// Creates a message whose fields all have their default values.
    package init() { self.init(status: .unknown) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        status: HealthCheckResponse.ServingStatus = .unknown
    ) {
        self.status = status
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__health__v1__health_check_response__unpack,
            convert: { message throws(MessageError) in try unsafe HealthCheckResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Health__V1__HealthCheckResponse>) throws(MessageError) {
        let status = HealthCheckResponse.ServingStatus(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.status.rawValue))
        self.init(
            status: status
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if status.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(status.rawValue))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if status.rawValue != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(status.rawValue), &buffer)
        }
    }

    /// Whether calls are served.
    package enum ServingStatus: Sendable, Hashable {
        /// Not known.
        case unknown
        /// Calls are served.
        case serving
        /// Calls are refused: the server drains, or the project has no model that can answer.
        case notServing
        /// Only for `Watch`: there is no such service.
        case serviceUnknown
        /// A number that this version does not know.
        case unrecognized(Int32)

        /// Every value that this version knows, in the order of the proto.
        package static let known: [ServingStatus] = [.unknown, .serving, .notServing, .serviceUnknown]

        /// Creates the value of a number.
        package init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unknown
            case 1: self = .serving
            case 2: self = .notServing
            case 3: self = .serviceUnknown
            default: self = .unrecognized(rawValue)
            }
        }

        /// The value's number.
        package var rawValue: Int32 {
            switch self {
            case .unknown: 0
            case .serving: 1
            case .notServing: 2
            case .serviceUnknown: 3
            case .unrecognized(let number): number
            }
        }
    }
}
