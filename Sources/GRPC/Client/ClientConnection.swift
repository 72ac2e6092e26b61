internal import HTTP2
internal import HTTP2Session
internal import NIOCore

/// The calls of a client's connection; lives on the connection's event loop.
final class ClientConnection: HTTP2Delegate {
    /// What the connection keeps for one call.
    private struct Stream {
        var id: StreamID?
        var call: ClientCall?
        var assembler = MessageAssembler()
        /// The encoding of responses that are compressed; nil for one that is not ours.
        var encoding: MessageEncoding? = .identity
        var hasHeaders = false
        var status: GRPCStatus?
        var timer: Scheduled<Void>?
    }

    private let limits: ClientLimits
    private let eventLoop: any EventLoop
    private let name: String
    private var streams: [Stream] = []
    private var http2: HTTP2Connection?
    private var refusal: GRPCStatus?

    init(limits: ClientLimits, eventLoop: any EventLoop, name: String) {
        self.limits = limits
        self.eventLoop = eventLoop
        self.name = name
    }

    func connectionOpened(_ connection: HTTP2Connection) { http2 = connection }

    func connectionClosed(_ connection: HTTP2Connection, error: (any Error)?) {
        let reason = error.map { ": \($0)" } ?? ""
        let status = GRPCStatus(.unavailable, "the connection to \(name) was lost\(reason)")
        refusal = refusal ?? status
        http2 = nil
        for slot in streams.indices { end(slot, status, dropping: false) }
        streams = []
    }

    func connection(_ connection: HTTP2Connection, received batch: EventBatch) {
        for event in batch.events {
            switch event {
            case .headers(let stream, let fields): receive(stream, batch.headers, fields)
            case .headersTooLarge(let stream):
                abandon(
                    stream,
                    GRPCStatus(.resourceExhausted, "the server's header list is too large")
                )
            case .data(let stream, let bytes): receive(stream, batch.body, bytes)
            case .endStream(let stream): receiveEnd(stream)
            case .closed(let stream, let code): close(stream, code)
            case .writable(let stream): noteRoom(stream)
            case .goAway:
                refusal = refusal ?? GRPCStatus(.unavailable, "\(name) is shutting down")
            case .settings, .pingAnswered: break
            }
        }
    }

    // MARK: What the caller does

    func start(
        _ call: ClientCall,
        _ headers: HeaderBlock,
        deadline: NIODeadline?,
        request: [UInt8]?
    ) {
        guard !call.isEnded else { return }
        guard refusal == nil, let http2 else {
            let status = refusal ?? GRPCStatus(.unavailable, "not connected to \(name)")
            return call.end(status, dropping: true)
        }
        let stream: StreamID
        do {
            stream = try http2.session.request(headers: headers)
        } catch {
            return call.end(GRPCStatus(.unavailable, error.description), dropping: true)
        }
        while streams.count <= stream.slot { streams.append(Stream()) }
        streams[stream.slot] = Stream(id: stream, call: call)
        call.begin(stream)
        if let request {
            http2.session.write(stream) { $0.append(contentsOf: request) }
            http2.session.finish(stream)
        }
        if let deadline {
            let reference = NIOLoopBound(self, eventLoop: eventLoop)
            streams[stream.slot].timer = eventLoop.scheduleTask(deadline: deadline) {
                reference.value.cancel(call, .deadlinePassed)
            }
        }
        http2.flushSoon()
    }

    func drain(_ call: ClientCall) {
        guard let stream = call.stream, holds(stream), let http2 else { return }
        let pending = call.outbound.takePending().bytes
        http2.session.write(stream, pending)
        noteRoom(stream)
        http2.flushSoon()
    }

    func finishRequests(_ call: ClientCall) {
        drain(call)
        guard let stream = call.stream, holds(stream) else { return }
        http2?.session.finish(stream)
        http2?.flushSoon()
    }

    func giveBack(_ credit: Int, _ call: ClientCall) {
        guard let stream = call.stream, holds(stream), let http2 else { return }
        http2.session.release(stream, bytes: credit)
        releaseUnfinished(stream)
        http2.flushSoon()
    }

    func cancel(_ call: ClientCall, _ status: GRPCStatus) {
        guard let stream = call.stream, holds(stream) else {
            return call.end(status, dropping: true)
        }
        http2?.session.reset(stream, .cancel)
        end(stream.slot, status, dropping: true)
        http2?.flushSoon()
    }

    // MARK: What the server does

    private func holds(_ stream: StreamID) -> Bool {
        stream.slot < streams.count && streams[stream.slot].id == stream
    }

    private func receive(_ stream: StreamID, _ headers: HeaderBlock, _ fields: Range<Int>) {
        guard holds(stream), let call = streams[stream.slot].call else { return }
        let status = GRPCStatus(headers, fields: fields)
        if let status {
            call.receive(trailing: Metadata(headers, fields: fields))
            streams[stream.slot].status = status
        } else if !streams[stream.slot].hasHeaders {
            let code = fields.first { headers.name($0, is: ":status") }.map(headers.value) ?? ""
            if code.hasPrefix("1") { return }
            guard code == "200" else {
                return abandon(stream, GRPCStatus(http: code, from: name))
            }
            call.receive(initial: Metadata(headers, fields: fields))
            if let index = fields.first(where: { headers.name($0, is: "grpc-encoding") }) {
                let encoding = MessageEncoding(rawValue: headers.value(index))
                streams[stream.slot].encoding = encoding
                streams[stream.slot].assembler = MessageAssembler(
                    acceptsCompressed: encoding != .identity
                )
            }
        }
        streams[stream.slot].hasHeaders = true
    }

    private func receive(_ stream: StreamID, _ body: [UInt8], _ bytes: Range<Int>) {
        guard let session = http2?.session else { return }
        guard holds(stream), let call = streams[stream.slot].call else {
            return session.release(stream, bytes: bytes.count)
        }
        var rest = bytes
        do throws(GRPCStatus) {
            while let frame = try streams[stream.slot].assembler.next(
                body,
                &rest,
                limit: limits.messageBytes
            ) {
                let credit = streams[stream.slot].assembler.takeHeld()
                var message = ReceivedMessage()
                if streams[stream.slot].assembler.isCompressed {
                    guard let encoding = streams[stream.slot].encoding else {
                        throw .malformed("\(name) compressed a message in an unknown encoding")
                    }
                    message.encoding = encoding
                }
                switch frame {
                case .inPlace(let range): message.bytes = Array(body[range])
                case .assembled(let bytes): message.bytes = bytes
                }
                call.inbound.push(message, credit: credit)
            }
            releaseUnfinished(stream)
        } catch {
            session.release(stream, bytes: streams[stream.slot].assembler.takeHeld() + rest.count)
            abandon(stream, error)
        }
    }

    private func releaseUnfinished(_ stream: StreamID) {
        guard streams[stream.slot].assembler.held > 0,
            streams[stream.slot].call?.inbound.isDrainedOrReports() ?? true
        else { return }
        let held = streams[stream.slot].assembler.takeHeld()
        http2?.session.release(stream, bytes: held)
    }

    private func receiveEnd(_ stream: StreamID) {
        guard holds(stream) else { return }
        let isWhole = !streams[stream.slot].assembler.isMidMessage
        let status = streams[stream.slot].status
        let missing = GRPCStatus(.internal, "\(name) ended the call without a status")
        let cut = GRPCStatus(.internal, "\(name) ended the call within a message")
        let ending = status ?? missing
        end(stream.slot, isWhole || ending.code != .ok ? ending : cut, dropping: false)
        // Where the requests have not ended, nobody wants the rest of them.
        http2?.session.reset(stream, .noError)
    }

    private func close(_ stream: StreamID, _ code: HTTP2ErrorCode) {
        guard holds(stream) else { return }
        end(stream.slot, GRPCStatus(reset: code, from: name), dropping: false)
        streams[stream.slot] = Stream()
    }

    private func noteRoom(_ stream: StreamID) {
        guard holds(stream), let session = http2?.session else { return }
        let unsent = session.unsent(stream)
        streams[stream.slot].call?.outbound.note(unsent: unsent)
    }

    /// Ends a call whose server breaks the rules.
    private func abandon(_ stream: StreamID, _ status: GRPCStatus) {
        guard holds(stream) else { return }
        http2?.session.reset(stream, .cancel)
        end(stream.slot, status, dropping: false)
    }

    private func end(_ slot: Int, _ status: GRPCStatus, dropping: Bool) {
        streams[slot].timer?.cancel()
        streams[slot].timer = nil
        streams[slot].call?.end(status, dropping: dropping)
        streams[slot].call = nil
    }

    /// Ends all calls and the connection.
    func closeConnection() {
        refusal = refusal ?? GRPCStatus(.unavailable, "the connection to \(name) was closed")
        http2?.session.terminate(.noError)
        http2?.closeAfterFlush()
    }
}
