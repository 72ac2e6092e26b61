// Generated from Protos/grpc/testing/messages.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

/// What is in a payload.
package enum PayloadType: Sendable, Hashable {
    /// Zeros.
    case compressable
    /// A number that this version does not know.
    case unrecognized(Int32)

    /// Every value that this version knows, in the order of the proto.
    package static let known: [PayloadType] = [.compressable]

    /// Creates the value of a number.
    package init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .compressable
        default: self = .unrecognized(rawValue)
        }
    }

    /// The value's number.
    package var rawValue: Int32 {
        switch self {
        case .compressable: 0
        case .unrecognized(let number): number
        }
    }
}

/// A truth value that may be absent.
package struct BoolValue: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.testing.BoolValue"

    /// The value.
    package var value: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(value: false) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        value: Bool = false
    ) {
        self.value = value
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__testing__bool_value__unpack,
            convert: { message throws(MessageError) in try unsafe BoolValue(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Testing__BoolValue>) throws(MessageError) {
        let value = unsafe c.pointee.value != 0
        self.init(
            value: value
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if value {
            _ = value
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if value {
            buffer.append(0x08)
            buffer.append(value ? 1 : 0)
        }
    }
}

/// A block of bytes, to make a message large.
package struct Payload: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.testing.Payload"

    /// What is in it.
    package var type: PayloadType

    /// The bytes.
    package var body: [UInt8]

    /// Creates a message whose fields all have their default values.
    package init() { self.init(type: .compressable) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        type: PayloadType = .compressable,
        body: [UInt8] = []
    ) {
        self.type = type
        self.body = body
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__testing__payload__unpack,
            convert: { message throws(MessageError) in try unsafe Payload(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Testing__Payload>) throws(MessageError) {
        let type = PayloadType(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.type.rawValue))
        let body = unsafe Unpacking.bytes(c.pointee.body)
        self.init(
            type: type,
            body: body
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if type.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(type.rawValue))
        }
        if !body.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(body.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if type.rawValue != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(type.rawValue), &buffer)
        }
        if !body.isEmpty {
            buffer.append(0x12)
            Packing.bytes(body, &buffer)
        }
    }
}

/// A status that the server is to answer with.
package struct EchoStatus: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.testing.EchoStatus"

    /// The number of the code.
    package var code: Int32

    /// The message.
    package var message: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(code: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        code: Int32 = 0,
        message: String = ""
    ) {
        self.code = code
        self.message = message
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__testing__echo_status__unpack,
            convert: { message throws(MessageError) in try unsafe EchoStatus(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Testing__EchoStatus>) throws(MessageError) {
        let code = unsafe c.pointee.code
        let message = try unsafe Unpacking.string(c.pointee.message, "grpc.testing.EchoStatus", "message")
        self.init(
            code: code,
            message: message
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
    }
}

/// A unary request.
package struct SimpleRequest: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.testing.SimpleRequest"

    /// What the payload of the response is to be.
    package var responseType: PayloadType

    /// How many bytes the payload of the response is to have.
    package var responseSize: Int32

    /// Bytes that only make the request large.
    package var payload: Payload?

    /// Whether the response is to name the caller.
    package var fillUsername: Bool

    /// Whether the response is to name the scope of the caller's authorization.
    package var fillOauthScope: Bool

    /// Whether the response is to be compressed.
    package var responseCompressed: BoolValue?

    /// The status to answer with.
    package var responseStatus: EchoStatus?

    /// Whether this request is compressed; the server checks it.
    package var expectCompressed: BoolValue?

    /// Whether the response is to name the server.
    package var fillServerID: Bool

    /// Creates a message whose fields all have their default values.
    package init() { self.init(responseType: .compressable) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        responseType: PayloadType = .compressable,
        responseSize: Int32 = 0,
        payload: Payload? = nil,
        fillUsername: Bool = false,
        fillOauthScope: Bool = false,
        responseCompressed: BoolValue? = nil,
        responseStatus: EchoStatus? = nil,
        expectCompressed: BoolValue? = nil,
        fillServerID: Bool = false
    ) {
        self.responseType = responseType
        self.responseSize = responseSize
        self.payload = payload
        self.fillUsername = fillUsername
        self.fillOauthScope = fillOauthScope
        self.responseCompressed = responseCompressed
        self.responseStatus = responseStatus
        self.expectCompressed = expectCompressed
        self.fillServerID = fillServerID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__testing__simple_request__unpack,
            convert: { message throws(MessageError) in try unsafe SimpleRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Testing__SimpleRequest>) throws(MessageError) {
        let responseType = PayloadType(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.response_type.rawValue))
        let responseSize = unsafe c.pointee.response_size
        let payload: Payload?
        if let found = unsafe c.pointee.payload {
            payload = try unsafe Payload(unpacked: found)
        } else {
            payload = nil
        }
        let fillUsername = unsafe c.pointee.fill_username != 0
        let fillOauthScope = unsafe c.pointee.fill_oauth_scope != 0
        let responseCompressed: BoolValue?
        if let found = unsafe c.pointee.response_compressed {
            responseCompressed = try unsafe BoolValue(unpacked: found)
        } else {
            responseCompressed = nil
        }
        let responseStatus: EchoStatus?
        if let found = unsafe c.pointee.response_status {
            responseStatus = try unsafe EchoStatus(unpacked: found)
        } else {
            responseStatus = nil
        }
        let expectCompressed: BoolValue?
        if let found = unsafe c.pointee.expect_compressed {
            expectCompressed = try unsafe BoolValue(unpacked: found)
        } else {
            expectCompressed = nil
        }
        let fillServerID = unsafe c.pointee.fill_server_id != 0
        self.init(
            responseType: responseType,
            responseSize: responseSize,
            payload: payload,
            fillUsername: fillUsername,
            fillOauthScope: fillOauthScope,
            responseCompressed: responseCompressed,
            responseStatus: responseStatus,
            expectCompressed: expectCompressed,
            fillServerID: fillServerID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if responseType.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(responseType.rawValue))
        }
        if responseSize != 0 {
            size += 1 + Packing.varintSize(Int64(responseSize))
        }
        if let value = payload {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if fillUsername {
            size += 1 + 1
        }
        if fillOauthScope {
            size += 1 + 1
        }
        if let value = responseCompressed {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = responseStatus {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = expectCompressed {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if fillServerID {
            size += 1 + 1
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if responseType.rawValue != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(responseType.rawValue), &buffer)
        }
        if responseSize != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(responseSize), &buffer)
        }
        if let value = payload {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if fillUsername {
            buffer.append(0x20)
            buffer.append(fillUsername ? 1 : 0)
        }
        if fillOauthScope {
            buffer.append(0x28)
            buffer.append(fillOauthScope ? 1 : 0)
        }
        if let value = responseCompressed {
            buffer.append(0x32)
            Packing.message(value, &buffer)
        }
        if let value = responseStatus {
            buffer.append(0x3a)
            Packing.message(value, &buffer)
        }
        if let value = expectCompressed {
            buffer.append(0x42)
            Packing.message(value, &buffer)
        }
        if fillServerID {
            buffer.append(0x48)
            buffer.append(fillServerID ? 1 : 0)
        }
    }
}

/// A unary response.
package struct SimpleResponse: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.testing.SimpleResponse"

    /// The payload.
    package var payload: Payload?

    /// The caller.
    package var username: String

    /// The scope of the caller's authorization.
    package var oauthScope: String

    /// The server: the same in all its answers, unlike that of any other server.
    package var serverID: String

    /// Creates a message whose fields all have their default values.
    package init() { self.init(payload: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        payload: Payload? = nil,
        username: String = "",
        oauthScope: String = "",
        serverID: String = ""
    ) {
        self.payload = payload
        self.username = username
        self.oauthScope = oauthScope
        self.serverID = serverID
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__testing__simple_response__unpack,
            convert: { message throws(MessageError) in try unsafe SimpleResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Testing__SimpleResponse>) throws(MessageError) {
        let payload: Payload?
        if let found = unsafe c.pointee.payload {
            payload = try unsafe Payload(unpacked: found)
        } else {
            payload = nil
        }
        let username = try unsafe Unpacking.string(c.pointee.username, "grpc.testing.SimpleResponse", "username")
        let oauthScope = try unsafe Unpacking.string(c.pointee.oauth_scope, "grpc.testing.SimpleResponse", "oauth_scope")
        let serverID = try unsafe Unpacking.string(c.pointee.server_id, "grpc.testing.SimpleResponse", "server_id")
        self.init(
            payload: payload,
            username: username,
            oauthScope: oauthScope,
            serverID: serverID
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = payload {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if !username.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(username.utf8.count)
        }
        if !oauthScope.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(oauthScope.utf8.count)
        }
        if !serverID.isEmpty {
            size += 1 + Packing.lengthDelimitedSize(serverID.utf8.count)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = payload {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
        if !username.isEmpty {
            buffer.append(0x12)
            Packing.string(username, &buffer)
        }
        if !oauthScope.isEmpty {
            buffer.append(0x1a)
            Packing.string(oauthScope, &buffer)
        }
        if !serverID.isEmpty {
            buffer.append(0x22)
            Packing.string(serverID, &buffer)
        }
    }
}

/// One of many requests.
package struct StreamingInputCallRequest: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.testing.StreamingInputCallRequest"

    /// Bytes that are counted.
    package var payload: Payload?

    /// Whether this request is compressed; the server checks it.
    package var expectCompressed: BoolValue?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(payload: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        payload: Payload? = nil,
        expectCompressed: BoolValue? = nil
    ) {
        self.payload = payload
        self.expectCompressed = expectCompressed
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__testing__streaming_input_call_request__unpack,
            convert: { message throws(MessageError) in try unsafe StreamingInputCallRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Testing__StreamingInputCallRequest>) throws(MessageError) {
        let payload: Payload?
        if let found = unsafe c.pointee.payload {
            payload = try unsafe Payload(unpacked: found)
        } else {
            payload = nil
        }
        let expectCompressed: BoolValue?
        if let found = unsafe c.pointee.expect_compressed {
            expectCompressed = try unsafe BoolValue(unpacked: found)
        } else {
            expectCompressed = nil
        }
        self.init(
            payload: payload,
            expectCompressed: expectCompressed
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = payload {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = expectCompressed {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = payload {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
        if let value = expectCompressed {
            buffer.append(0x12)
            Packing.message(value, &buffer)
        }
    }
}

/// The response to many requests.
package struct StreamingInputCallResponse: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.testing.StreamingInputCallResponse"

    /// The bytes of all payloads together.
    package var aggregatedPayloadSize: Int32

    /// Creates a message whose fields all have their default values.
    package init() { self.init(aggregatedPayloadSize: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        aggregatedPayloadSize: Int32 = 0
    ) {
        self.aggregatedPayloadSize = aggregatedPayloadSize
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__testing__streaming_input_call_response__unpack,
            convert: { message throws(MessageError) in try unsafe StreamingInputCallResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Testing__StreamingInputCallResponse>) throws(MessageError) {
        let aggregatedPayloadSize = unsafe c.pointee.aggregated_payload_size
        self.init(
            aggregatedPayloadSize: aggregatedPayloadSize
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if aggregatedPayloadSize != 0 {
            size += 1 + Packing.varintSize(Int64(aggregatedPayloadSize))
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if aggregatedPayloadSize != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(aggregatedPayloadSize), &buffer)
        }
    }
}

/// What one response is to be.
package struct ResponseParameters: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.testing.ResponseParameters"

    /// How many bytes its payload is to have.
    package var size: Int32

    /// How long to wait before it, in microseconds.
    package var intervalUs: Int32

    /// Whether it is to be compressed.
    package var compressed: BoolValue?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(size: 0) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        size: Int32 = 0,
        intervalUs: Int32 = 0,
        compressed: BoolValue? = nil
    ) {
        self.size = size
        self.intervalUs = intervalUs
        self.compressed = compressed
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__testing__response_parameters__unpack,
            convert: { message throws(MessageError) in try unsafe ResponseParameters(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Testing__ResponseParameters>) throws(MessageError) {
        let size = unsafe c.pointee.size
        let intervalUs = unsafe c.pointee.interval_us
        let compressed: BoolValue?
        if let found = unsafe c.pointee.compressed {
            compressed = try unsafe BoolValue(unpacked: found)
        } else {
            compressed = nil
        }
        self.init(
            size: size,
            intervalUs: intervalUs,
            compressed: compressed
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var sum = 0
        if size != 0 {
            sum += 1 + Packing.varintSize(Int64(size))
        }
        if intervalUs != 0 {
            sum += 1 + Packing.varintSize(Int64(intervalUs))
        }
        if let value = compressed {
            sum += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return sum
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if size != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(size), &buffer)
        }
        if intervalUs != 0 {
            buffer.append(0x10)
            Packing.varint(Int64(intervalUs), &buffer)
        }
        if let value = compressed {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
    }
}

/// A request for many responses.
package struct StreamingOutputCallRequest: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.testing.StreamingOutputCallRequest"

    /// What the payloads of the responses are to be.
    package var responseType: PayloadType

    /// The responses.
    package var responseParameters: [ResponseParameters]

    /// Bytes that only make the request large.
    package var payload: Payload?

    /// The status to answer with.
    package var responseStatus: EchoStatus?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(responseType: .compressable) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        responseType: PayloadType = .compressable,
        responseParameters: [ResponseParameters] = [],
        payload: Payload? = nil,
        responseStatus: EchoStatus? = nil
    ) {
        self.responseType = responseType
        self.responseParameters = responseParameters
        self.payload = payload
        self.responseStatus = responseStatus
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__testing__streaming_output_call_request__unpack,
            convert: { message throws(MessageError) in try unsafe StreamingOutputCallRequest(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Testing__StreamingOutputCallRequest>) throws(MessageError) {
        let responseType = PayloadType(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.response_type.rawValue))
        var responseParameters: [ResponseParameters] = []
        if unsafe c.pointee.n_response_parameters > 0 {
            responseParameters.reserveCapacity(unsafe c.pointee.n_response_parameters)
            for index in 0..<(unsafe c.pointee.n_response_parameters) {
                guard let item = unsafe c.pointee.response_parameters[index] else { continue }
                responseParameters.append(try unsafe ResponseParameters(unpacked: item))
            }
        }
        let payload: Payload?
        if let found = unsafe c.pointee.payload {
            payload = try unsafe Payload(unpacked: found)
        } else {
            payload = nil
        }
        let responseStatus: EchoStatus?
        if let found = unsafe c.pointee.response_status {
            responseStatus = try unsafe EchoStatus(unpacked: found)
        } else {
            responseStatus = nil
        }
        self.init(
            responseType: responseType,
            responseParameters: responseParameters,
            payload: payload,
            responseStatus: responseStatus
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if responseType.rawValue != 0 {
            size += 1 + Packing.varintSize(Int64(responseType.rawValue))
        }
        for place in responseParameters.indices { size += 1 + Packing.lengthDelimitedSize(responseParameters.span[place].encodedSize) }
        if let value = payload {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        if let value = responseStatus {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if responseType.rawValue != 0 {
            buffer.append(0x08)
            Packing.varint(Int64(responseType.rawValue), &buffer)
        }
        for place in responseParameters.indices {
            buffer.append(0x12)
            Packing.message(responseParameters.span[place], &buffer)
        }
        if let value = payload {
            buffer.append(0x1a)
            Packing.message(value, &buffer)
        }
        if let value = responseStatus {
            buffer.append(0x3a)
            Packing.message(value, &buffer)
        }
    }
}

/// One of many responses.
package struct StreamingOutputCallResponse: Message {
    /// The full protobuf name.
    package static let fullName = "grpc.testing.StreamingOutputCallResponse"

    /// The payload.
    package var payload: Payload?

    /// Creates a message whose fields all have their default values.
    package init() { self.init(payload: nil) }

    /// Creates a message of the given fields; the others have their default values.
    package init(
        payload: Payload? = nil
    ) {
        self.payload = payload
    }

    /// Reads a message from its wire format.
    ///
    /// - Throws: ``MessageError`` as ``Message`` says.
    package init(decoding bytes: RawSpan) throws(MessageError) {
        self = try unsafe Unpacking.decode(
            bytes,
            as: Self.fullName,
            unpack: grpc__testing__streaming_output_call_response__unpack,
            convert: { message throws(MessageError) in try unsafe StreamingOutputCallResponse(unpacked: message) }
        )
    }

    init(unpacked c: UnsafePointer<Grpc__Testing__StreamingOutputCallResponse>) throws(MessageError) {
        let payload: Payload?
        if let found = unsafe c.pointee.payload {
            payload = try unsafe Payload(unpacked: found)
        } else {
            payload = nil
        }
        self.init(
            payload: payload
        )
    }

    /// The number of bytes of the wire format.
    package var encodedSize: Int {
        var size = 0
        if let value = payload {
            size += 1 + Packing.lengthDelimitedSize(value.encodedSize)
        }
        return size
    }

    /// Appends the wire format to `buffer`, which has room for it.
    package func write(into buffer: inout [UInt8]) {
        if let value = payload {
            buffer.append(0x0a)
            Packing.message(value, &buffer)
        }
    }
}
