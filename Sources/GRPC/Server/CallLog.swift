internal import Logging
internal import NIOCore

/// Writes what the operator of a server is to know of its calls; nothing of it is made before a line
/// is to be written.
///
/// Of the caller's metadata a line carries the request id and the trace, both checked, and nothing
/// else: other values may be secrets.
struct CallLog: Sendable {
    let logger: Logger
    /// Whether every call has a line.
    let isDetailed: Bool

    init(_ logger: Logger) {
        self.logger = logger
        isDetailed = logger.logLevel <= .debug
    }

    /// Notes that a call ended.
    func ended(_ context: CallContext, _ code: GRPCStatus.Code, after time: TimeAmount) {
        var metadata = context.logMetadata
        metadata["code"] = "\(code.name)"
        metadata["milliseconds"] = "\(Double(time.nanoseconds / 1000) / 1000)"
        logger.debug("call", metadata: metadata)
    }

    /// What the caller is told of a status: a defect of ours is a line in the log, and the caller gets
    /// the request id to ask about.
    func told(_ status: GRPCStatus, _ context: CallContext) -> GRPCStatus {
        guard let cause = status.cause else { return status }
        var metadata = context.logMetadata
        metadata["error"] = "\(cause)"
        logger.error("a call failed", metadata: metadata)
        var told = status
        told.cause = nil
        told.message += "; the server's log has the detail, request id \(context.requestID)"
        return told
    }
}

extension CallContext {
    /// What tells the call from all others in the log: the caller's `x-request-id` where it is well
    /// formed, else one that is made.
    package var requestID: String {
        if let sent = metadata["x-request-id"], Self.isRequestID(sent) { return sent }
        return "\(Self.run)-\(number.connection)-\(number.stream)"
    }

    /// Where the caller says that the call belongs; nil where it says nothing, or nothing clear.
    package var traceParent: TraceParent? { metadata["traceparent"].flatMap(TraceParent.init) }

    var logMetadata: Logger.Metadata {
        var values: Logger.Metadata = [
            "request_id": "\(requestID)", "method": "\(path.text)", "peer": "\(peer)",
        ]
        if let traceParent {
            values["trace_id"] = "\(traceParent.traceID)"
            values["span_id"] = "\(traceParent.spanID)"
        }
        return values
    }

    /// Whether a text may stand in a log as a request id: at most 128 letters, digits and `-_.:/+=@`.
    static func isRequestID(_ text: String) -> Bool {
        let marks = Array("-_.:/+=@".utf8)
        return (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
                    || (0x61...0x7a).contains(byte) || marks.contains(byte)
            }
    }

    /// Tells the calls of this process from those of others.
    private static let run: String = {
        let digits = String(UInt32.random(in: 0 ... .max), radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }()
}
