// Generated from Protos/grpc/testing/messages.proto by Scripts/generate. Do not edit.
// swift-format-ignore-file

import CMessages

extension Wire {

    /// What is in a payload.
    package enum PayloadType: OpenEnum {
        /// Zeros.
        case compressable
        case unrecognized(Int32)

        package static let known: [PayloadType] = [.compressable]

        package var rawValue: Int32 {
            switch self {
            case .compressable: 0
            case .unrecognized(let number): number
            }
        }
    }

    /// A truth value that may be absent.
    package struct BoolValue: TableMessage {
        package static let fullName = "grpc.testing.BoolValue"
        package static var table: MessageTable { unsafe MessageTable(grpc_testing_BoolValue_table()) }

        /// The value.
        package var value: Bool

        package init() { self.init(value: false) }

        package init(
            value: Bool = false
        ) {
            self.value = value
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                value: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, value)
        }
    }

    /// A block of bytes, to make a message large.
    package struct Payload: TableMessage {
        package static let fullName = "grpc.testing.Payload"
        package static var table: MessageTable { unsafe MessageTable(grpc_testing_Payload_table()) }

        /// What is in it.
        package var type: PayloadType

        /// The bytes.
        package var body: [UInt8]

        package init() { self.init(type: .compressable) }

        package init(
            type: PayloadType = .compressable,
            body: [UInt8] = []
        ) {
            self.type = type
            self.body = body
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                type: try source.value(1),
                body: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, type)
            sink.value(2, body)
        }
    }

    /// A status that the server is to answer with.
    package struct EchoStatus: TableMessage {
        package static let fullName = "grpc.testing.EchoStatus"
        package static var table: MessageTable { unsafe MessageTable(grpc_testing_EchoStatus_table()) }

        /// The number of the code.
        package var code: Int32

        /// The message.
        package var message: String

        package init() { self.init(code: 0) }

        package init(
            code: Int32 = 0,
            message: String = ""
        ) {
            self.code = code
            self.message = message
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                code: try source.value(1),
                message: try source.value(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, code)
            sink.value(2, message)
        }
    }

    /// A unary request.
    package struct SimpleRequest: TableMessage {
        package static let fullName = "grpc.testing.SimpleRequest"
        package static var table: MessageTable { unsafe MessageTable(grpc_testing_SimpleRequest_table()) }

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

        package init() { self.init(responseType: .compressable) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                responseType: try source.value(1),
                responseSize: try source.value(2),
                payload: try source.optional(3),
                fillUsername: try source.value(4),
                fillOauthScope: try source.value(5),
                responseCompressed: try source.optional(6),
                responseStatus: try source.optional(7),
                expectCompressed: try source.optional(8),
                fillServerID: try source.value(9)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, responseType)
            sink.value(2, responseSize)
            sink.optional(3, payload)
            sink.value(4, fillUsername)
            sink.value(5, fillOauthScope)
            sink.optional(6, responseCompressed)
            sink.optional(7, responseStatus)
            sink.optional(8, expectCompressed)
            sink.value(9, fillServerID)
        }
    }

    /// A unary response.
    package struct SimpleResponse: TableMessage {
        package static let fullName = "grpc.testing.SimpleResponse"
        package static var table: MessageTable { unsafe MessageTable(grpc_testing_SimpleResponse_table()) }

        /// The payload.
        package var payload: Payload?

        /// The caller.
        package var username: String

        /// The scope of the caller's authorization.
        package var oauthScope: String

        /// The server: the same in all its answers, unlike that of any other server.
        package var serverID: String

        package init() { self.init(payload: nil) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                payload: try source.optional(1),
                username: try source.value(2),
                oauthScope: try source.value(3),
                serverID: try source.value(4)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, payload)
            sink.value(2, username)
            sink.value(3, oauthScope)
            sink.value(4, serverID)
        }
    }

    /// One of many requests.
    package struct StreamingInputCallRequest: TableMessage {
        package static let fullName = "grpc.testing.StreamingInputCallRequest"
        package static var table: MessageTable { unsafe MessageTable(grpc_testing_StreamingInputCallRequest_table()) }

        /// Bytes that are counted.
        package var payload: Payload?

        /// Whether this request is compressed; the server checks it.
        package var expectCompressed: BoolValue?

        package init() { self.init(payload: nil) }

        package init(
            payload: Payload? = nil,
            expectCompressed: BoolValue? = nil
        ) {
            self.payload = payload
            self.expectCompressed = expectCompressed
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                payload: try source.optional(1),
                expectCompressed: try source.optional(2)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, payload)
            sink.optional(2, expectCompressed)
        }
    }

    /// The response to many requests.
    package struct StreamingInputCallResponse: TableMessage {
        package static let fullName = "grpc.testing.StreamingInputCallResponse"
        package static var table: MessageTable { unsafe MessageTable(grpc_testing_StreamingInputCallResponse_table()) }

        /// The bytes of all payloads together.
        package var aggregatedPayloadSize: Int32

        package init() { self.init(aggregatedPayloadSize: 0) }

        package init(
            aggregatedPayloadSize: Int32 = 0
        ) {
            self.aggregatedPayloadSize = aggregatedPayloadSize
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                aggregatedPayloadSize: try source.value(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, aggregatedPayloadSize)
        }
    }

    /// What one response is to be.
    package struct ResponseParameters: TableMessage {
        package static let fullName = "grpc.testing.ResponseParameters"
        package static var table: MessageTable { unsafe MessageTable(grpc_testing_ResponseParameters_table()) }

        /// How many bytes its payload is to have.
        package var size: Int32

        /// How long to wait before it, in microseconds.
        package var intervalUs: Int32

        /// Whether it is to be compressed.
        package var compressed: BoolValue?

        package init() { self.init(size: 0) }

        package init(
            size: Int32 = 0,
            intervalUs: Int32 = 0,
            compressed: BoolValue? = nil
        ) {
            self.size = size
            self.intervalUs = intervalUs
            self.compressed = compressed
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                size: try source.value(1),
                intervalUs: try source.value(2),
                compressed: try source.optional(3)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, size)
            sink.value(2, intervalUs)
            sink.optional(3, compressed)
        }
    }

    /// A request for many responses.
    package struct StreamingOutputCallRequest: TableMessage {
        package static let fullName = "grpc.testing.StreamingOutputCallRequest"
        package static var table: MessageTable { unsafe MessageTable(grpc_testing_StreamingOutputCallRequest_table()) }

        /// What the payloads of the responses are to be.
        package var responseType: PayloadType

        /// The responses.
        package var responseParameters: [ResponseParameters]

        /// Bytes that only make the request large.
        package var payload: Payload?

        /// The status to answer with.
        package var responseStatus: EchoStatus?

        package init() { self.init(responseType: .compressable) }

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

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                responseType: try source.value(1),
                responseParameters: try source.list(2),
                payload: try source.optional(3),
                responseStatus: try source.optional(7)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.value(1, responseType)
            sink.list(2, responseParameters)
            sink.optional(3, payload)
            sink.optional(7, responseStatus)
        }
    }

    /// One of many responses.
    package struct StreamingOutputCallResponse: TableMessage {
        package static let fullName = "grpc.testing.StreamingOutputCallResponse"
        package static var table: MessageTable { unsafe MessageTable(grpc_testing_StreamingOutputCallResponse_table()) }

        /// The payload.
        package var payload: Payload?

        package init() { self.init(payload: nil) }

        package init(
            payload: Payload? = nil
        ) {
            self.payload = payload
        }

        package init(from source: inout any FieldSource) throws(MessageError) {
            self.init(
                payload: try source.optional(1)
            )
        }

        package func write(to sink: inout FieldSink) {
            sink.optional(1, payload)
        }
    }
}
