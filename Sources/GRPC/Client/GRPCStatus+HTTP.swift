internal import HTTP2Session

/// Statuses that a client derives where the server sent none.
extension GRPCStatus {
    /// The status of an HTTP answer that is not gRPC.
    init(http status: String, from name: String) {
        let code: Code =
            switch status {
            case "400": .internal
            case "401": .unauthenticated
            case "403": .permissionDenied
            case "404": .unimplemented
            case "429", "502", "503", "504": .unavailable
            default: .unknown
            }
        self.init(code, "\(name) answered with HTTP status \(status)")
    }

    /// The status of a stream that the server reset.
    init(reset code: HTTP2ErrorCode, from name: String) {
        let status: Code =
            switch code {
            case .noError, .cancel: .cancelled
            case .refusedStream: .unavailable
            case .enhanceYourCalm: .resourceExhausted
            default: .internal
            }
        self.init(status, "\(name) reset the stream: \(code)")
    }
}
