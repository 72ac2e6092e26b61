internal import Foundation
internal import GRPC
internal import Messages

// grpc.testing.TestService: what the clients of gRPC's interoperability tests call.

/// What the methods of the test service share.
enum TestService {
    /// The full name.
    static let name = "grpc.testing.TestService"
    /// Names this server in its answers.
    static let serverID = UUID().uuidString
    /// The largest payload that a caller may ask for.
    static let largestPayload = 64 << 20

    static func path(_ method: String) -> MethodPath { MethodPath(service: name, method: method) }

    /// A payload of zeros.
    ///
    /// - Throws: INVALID_ARGUMENT for what is not served.
    static func payload(_ type: Wire.PayloadType, _ count: Int32) throws(GRPCStatus) -> Wire.Payload
    {
        guard type == .compressable else {
            let text = "expected the payload type COMPRESSABLE, got \(type.rawValue)"
            throw GRPCStatus(.invalidArgument, text)
        }
        guard 0...Int32(largestPayload) ~= count else {
            throw GRPCStatus(
                .invalidArgument,
                "a payload has 0 to \(largestPayload) bytes, \(count) were asked for"
            )
        }
        return Wire.Payload(body: [UInt8](repeating: 0, count: Int(count)))
    }

    /// Sends back the metadata that asks for it.
    static func echoMetadata(_ context: CallContext) {
        let (initial, trailing) = ("x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin")
        if let value = context.metadata[initial] {
            var metadata = Metadata()
            metadata.append(initial, value)
            context.setInitialMetadata(metadata)
        }
        if let value = context.metadata[binary: trailing] {
            var metadata = Metadata()
            metadata.append(trailing, binary: value)
            context.setTrailingMetadata(metadata)
        }
    }

    /// Ends the call with the status that a request asks for, if it does.
    static func echo(_ status: Wire.EchoStatus?) throws(GRPCStatus) {
        guard let status, status.code != 0 else { return }
        let code = GRPCStatus.Code(rawValue: Int(status.code)) ?? .unknown
        throw GRPCStatus(code, status.message)
    }

    /// Checks whether a request came as it says.
    static func check(_ expected: Wire.BoolValue?, wasCompressed: Bool) throws(GRPCStatus) {
        guard let expected, expected.value != wasCompressed else { return }
        let words = [true: "compressed", false: "not compressed"]
        throw GRPCStatus(
            .invalidArgument,
            "expect_compressed is \(expected.value), the request is "
                + (words[wasCompressed] ?? "unknown")
        )
    }

    /// Sends the responses that a request asks for.
    static func answer(
        _ request: Wire.StreamingOutputCallRequest,
        to responses: ResponseWriter<Wire.StreamingOutputCallResponse>
    ) async throws {
        try echo(request.responseStatus)
        for parameters in request.responseParameters {
            if parameters.intervalUs > 0 {
                try await Task.sleep(for: .microseconds(Int64(parameters.intervalUs)))
            }
            let payload = try payload(request.responseType, parameters.size)
            try await responses.write(
                Wire.StreamingOutputCallResponse(payload: payload),
                compressed: parameters.compressed?.value ?? false
            )
        }
    }
}
