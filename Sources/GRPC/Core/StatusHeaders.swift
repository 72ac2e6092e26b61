internal import HTTP2Session

/// The header fields that carry a status.
extension GRPCStatus {
    /// Appends `grpc-status` and, where there are any, the message and details.
    func append(to list: inout HeaderBlock) {
        list.append("grpc-status", String(code.rawValue))
        if !message.isEmpty {
            list.append("grpc-message", bytes: PercentEncoding.encode(StatusText.cut(message)))
        }
        if !details.isEmpty {
            list.append("grpc-status-details-bin", bytes: Base64.encode(details))
        }
        if let retryPushbackMilliseconds {
            list.append("grpc-retry-pushback-ms", String(retryPushbackMilliseconds))
        }
    }

    /// Reads a status; nil where the list has none.
    init?(_ list: HeaderBlock, fields: Range<Int>) {
        var code: Code?
        var message = ""
        var details: [UInt8] = []
        var pushback: Int?
        for index in fields where list.name(index, startsWith: "grpc-") {
            if list.name(index, is: "grpc-status") {
                code = Int(list.value(index)).flatMap(Code.init(rawValue:)) ?? .unknown
            } else if list.name(index, is: "grpc-message") {
                message = PercentEncoding.decode(list.valueBytes(index))
            } else if list.name(index, is: "grpc-status-details-bin") {
                details = Base64.decode(list.valueBytes(index)) ?? []
            } else if list.name(index, is: "grpc-retry-pushback-ms") {
                pushback = Int(list.value(index))
            }
        }
        guard let code else { return nil }
        self.init(code, message, details: details, retryPushbackMilliseconds: pushback)
    }
}
