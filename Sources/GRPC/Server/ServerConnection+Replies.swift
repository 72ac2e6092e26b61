internal import HTTP2
internal import HTTP2Session
internal import Messages
internal import NIOCore
internal import Synchronization

/// An HTTP answer to a request that is not gRPC.
struct HTTPRefusal {
    let status: String
    /// What it is counted as: what a gRPC client makes of the HTTP status.
    let code: GRPCStatus.Code
    let body: String

    static let methodNotAllowed = HTTPRefusal(
        status: "405",
        code: .unknown,
        body: "gRPC calls are POST requests\n"
    )
    static let notFound = HTTPRefusal(
        status: "404",
        code: .unimplemented,
        body: "there is no such path\n"
    )
    static let unsupportedMediaType = HTTPRefusal(
        status: "415",
        code: .unknown,
        body: "the content type is to be application/grpc\n"
    )
}

/// Answers: a message and OK, or a status alone.
extension ServerConnection {
    private static let headers = StaticHeaders([
        (":status", "200"), ("content-type", "application/grpc"),
    ])
    private static let acceptingHeaders = StaticHeaders([
        (":status", "200"), ("content-type", "application/grpc"),
        ("grpc-accept-encoding", "identity, deflate, gzip"),
    ])
    private static let okTrailers = StaticHeaders([("grpc-status", "0")])

    // MARK: Hot replies

    /// Answers a hot call with the message that `encode` appends; a call that is over already is left
    /// alone.
    func reply(
        _ stream: StreamID,
        at now: NIODeadline? = nil,
        _ encode: (inout [UInt8]) -> Void
    ) {
        guard holds(stream), streams[stream.slot].machine.isRunning, let session = http2?.session
        else { return }
        guard session.hasOutputRoom() else { return fail(stream, overfull) }
        if streams[stream.slot].head?.hasRequestID == true {
            session.respond(stream, headers: head(stream.slot))
        } else {
            let isPlain = streams[stream.slot].machine.encoding == .identity
            session.respond(stream, headers: isPlain ? Self.headers : Self.acceptingHeaders)
        }
        session.write(stream) { MessageFraming.frame(into: &$0, encode) }
        session.finish(stream, trailers: Self.okTrailers)
        ended(stream.slot, .ok, at: now)
    }

    /// Ends a hot call with a status; a call that is over already is left alone.
    func reply(_ stream: StreamID, _ status: GRPCStatus) {
        guard holds(stream), streams[stream.slot].machine.isRunning else { return }
        fail(stream, status)
    }

    func setOnCancel(_ stream: StreamID, _ body: @escaping @Sendable () -> Void) {
        guard holds(stream), streams[stream.slot].isLive else { return body() }
        streams[stream.slot].onCancel = body
    }

    // MARK: Replies of tasks

    /// Sends what the task has written.
    func drain(_ stream: StreamID) {
        guard holds(stream), streams[stream.slot].machine.isRunning,
            let call = streams[stream.slot].call
        else { return }
        send(stream, call)
        flushSoon()
        settleMemory()
    }

    private func send(_ stream: StreamID, _ call: ServerCall) {
        guard let session = http2?.session else { return }
        let pending = takePending(stream, call)
        guard pending.isEmpty || session.hasOutputRoom() else { return end(stream, overfull) }
        sendHeaders(stream, call)
        session.write(stream, pending)
        noteRoom(stream)
    }

    private func takePending(_ stream: StreamID, _ call: ServerCall) -> [UInt8] {
        let (bytes, messages) = call.outbound.takePending()
        environment.calls.methods[streams[stream.slot].method].sent(messages)
        return bytes
    }

    /// Lets a waiting writer go on where there is room.
    func noteRoom(_ stream: StreamID) {
        guard holds(stream), let call = streams[stream.slot].call, let session = http2?.session
        else { return }
        let unsent = session.unsent(stream)
        call.outbound.note(unsent: unsent)
    }

    private func sendHeaders(_ stream: StreamID, _ call: ServerCall) {
        guard let session = http2?.session, streams[stream.slot].machine.takeHeaders() else {
            return
        }
        let (metadata, encoding) = call.metadata.state.withLock {
            ($0.initial, $0.outbound.encoding)
        }
        let isPlain = encoding == .identity && streams[stream.slot].machine.encoding == .identity
        guard !metadata.isEmpty || !isPlain || streams[stream.slot].head?.hasRequestID == true
        else {
            return session.respond(stream, headers: Self.headers)
        }
        var list = head(stream.slot)
        if encoding != .identity { list.append("grpc-encoding", encoding.rawValue) }
        metadata.append(to: &list)
        session.respond(stream, headers: list)
    }

    /// Ends a task's call with OK after `message`, framed; empty for none.
    func finish(_ stream: StreamID, message: [UInt8]) {
        guard holds(stream), streams[stream.slot].machine.isRunning,
            let call = streams[stream.slot].call, let session = http2?.session
        else { return }
        guard message.isEmpty || session.hasOutputRoom() else {
            end(stream, overfull)
            return flushSoon()
        }
        send(stream, call)
        guard streams[stream.slot].machine.isRunning else { return flushSoon() }
        session.write(stream, message)
        let trailing = call.metadata.state.withLock { $0.trailing }
        if trailing.isEmpty {
            session.finish(stream, trailers: Self.okTrailers)
        } else {
            var list = HeaderBlock()
            GRPCStatus(.ok, "").append(to: &list)
            trailing.append(to: &list)
            session.finish(stream, trailers: list)
        }
        ended(stream.slot, .ok)
        call.inbound.finish(.success(()))
        flushSoon()
    }

    /// Ends a task's call with a status.
    func finish(_ stream: StreamID, _ status: GRPCStatus) {
        guard holds(stream), streams[stream.slot].machine.isRunning,
            let call = streams[stream.slot].call
        else { return }
        let pending = takePending(stream, call)
        if !pending.isEmpty {
            sendHeaders(stream, call)
            http2?.session.write(stream, pending)
        }
        fail(stream, status)
        flushSoon()
    }

    // MARK: Failures

    /// What callers are told instead of a message that would wait with too many others.
    private var overfull: GRPCStatus {
        let limit = environment.limits.http2.bufferedOutputBytes
        return GRPCStatus(
            .resourceExhausted,
            "more than twice \(limit) bytes wait to be taken (--max-buffered-bytes)"
        )
    }

    /// Ends a call that the server gives up: its task and its caller learn why.
    func end(_ stream: StreamID, _ status: GRPCStatus) {
        guard holds(stream), streams[stream.slot].isLive else { return }
        let call = streams[stream.slot].call
        let onCancel = streams[stream.slot].onCancel
        fail(stream, status)
        call?.cancel(status)
        onCancel?()
    }

    /// Sends a status; trailers-only where nothing was sent before.
    func fail(_ stream: StreamID, _ status: GRPCStatus) {
        guard holds(stream), let session = http2?.session else { return }
        let call = streams[stream.slot].call
        var status = status
        if status.cause != nil { status = environment.log.told(status, context(stream.slot)) }
        let ending = ended(stream.slot, status.code)
        let (initial, trailing) =
            call?.metadata.state.withLock { ($0.initial, $0.trailing) } ?? (Metadata(), Metadata())
        switch ending {
        case .trailers:
            var list = HeaderBlock()
            status.append(to: &list)
            trailing.append(to: &list)
            session.finish(stream, trailers: list)
        case .trailersOnly:
            var list = head(stream.slot)
            initial.append(to: &list)
            status.append(to: &list)
            trailing.append(to: &list)
            session.respond(stream, headers: list, endStream: true)
        }
    }

    /// Refuses a message encoding, and names those that work.
    func refuseEncoding(_ stream: StreamID, _ encoding: String) {
        var list = Self.head()
        list.append("grpc-accept-encoding", MessageEncoding.accepted)
        let text = "the grpc-encoding \(encoding) is not supported, use \(MessageEncoding.accepted)"
        GRPCStatus(.unimplemented, text).append(to: &list)
        refuse(stream, list, .unimplemented)
    }

    /// Answers a request that is not gRPC.
    func refuse(_ stream: StreamID, _ refusal: HTTPRefusal, withBody: Bool = true) {
        var list = HeaderBlock()
        list.append(":status", refusal.status)
        list.append("content-type", "text/plain; charset=utf-8")
        list.append("content-length", String(refusal.body.utf8.count))
        if refusal.status == "405" { list.append("allow", "POST") }
        refuse(stream, list, refusal.code, body: withBody ? refusal.body : "")
    }

    private func refuse(
        _ stream: StreamID,
        _ list: HeaderBlock,
        _ code: GRPCStatus.Code,
        body: String = ""
    ) {
        ended(stream.slot, code)
        guard let session = http2?.session else { return }
        session.respond(stream, headers: list, endStream: body.isEmpty)
        guard !body.isEmpty else { return }
        session.write(stream) { $0.append(contentsOf: body.utf8) }
        session.finish(stream)
    }

    /// The head of an answer; it names our encodings to those who use one, and the request id to
    /// those who sent one.
    private func head(_ slot: Int) -> HeaderBlock {
        var list = Self.head()
        if streams[slot].machine.encoding != .identity {
            list.append("grpc-accept-encoding", MessageEncoding.accepted)
        }
        if let head = streams[slot].head, head.hasRequestID,
            let id = head.metadata["x-request-id"], CallContext.isRequestID(id)
        {
            list.append("x-request-id", id)
        }
        return list
    }

    private static func head() -> HeaderBlock {
        var list = HeaderBlock()
        list.append(":status", "200")
        list.append("content-type", "application/grpc")
        return list
    }
}
