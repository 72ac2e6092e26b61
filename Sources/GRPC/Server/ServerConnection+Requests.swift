internal import HTTP2
internal import HTTP2Session
internal import NIOCore
internal import Synchronization

/// Requests, from the header list to the start of the method.
extension ServerConnection {
    /// A header list: a new call, or trailers, which gRPC clients do not send and which say nothing.
    func begin(_ stream: StreamID, _ headers: HeaderBlock, _ fields: Range<Int>) {
        guard !holds(stream) else { return }
        let slot = takeSlot(stream)
        let head = RequestHead(headers, fields, &streams[slot].metadata)
        let route = head.path.flatMap { environment.router.route(headers.storage, $0) }
        streams[slot].hasRequestID = head.hasRequestID
        began(slot, route)
        if let index = head.acceptEncoding, let route, !route.isHot {
            streams[slot].acceptedEncoding = MessageEncoding(
                acceptedBy: headers.value(index)
            )
        }
        guard head.isPost, head.isGRPC, let route, head.timeout == nil, head.encoding == nil else {
            return beginCarefully(stream, headers, head, route)
        }
        start(stream, route, headers, head, deadline: nil)
    }

    private func start(
        _ stream: StreamID,
        _ route: Route,
        _ headers: HeaderBlock,
        _ head: RequestHead,
        deadline: NIODeadline?
    ) {
        let slot = stream.slot
        do {
            streams[slot].caller = try authorize(headers, head, route)
        } catch {
            return fail(stream, error)
        }
        if let deadline { streams[slot].deadline = deadline }
        guard case .streaming(let method) = route.kind else { return }
        streams[slot].phase = .running
        let call = makeCall(stream, route)
        call.start(mapper: environment.mapper) { try await method.run(call) }
    }

    /// Starts a call whose head says more than the plainest, or refuses it.
    private func beginCarefully(
        _ stream: StreamID,
        _ headers: HeaderBlock,
        _ head: RequestHead,
        _ route: Route?
    ) {
        guard head.isPost else {
            return refuse(stream, .methodNotAllowed, withBody: !head.isHead)
        }
        guard head.isGRPC else {
            return refuse(stream, route == nil ? .notFound : .unsupportedMediaType)
        }
        guard let route else {
            let bytes = head.path.map { headers.storage[$0.prefix(200)] } ?? []
            let name = String(decoding: bytes, as: UTF8.self)
            return fail(stream, GRPCStatus(.unimplemented, "unknown method \(name)"))
        }
        if let index = head.encoding, !headers.value(index, is: "identity") {
            guard let encoding = MessageEncoding(rawValue: headers.value(index)) else {
                return refuseEncoding(stream, headers.value(index))
            }
            streams[stream.slot].encoding = encoding
            streams[stream.slot].assembler = MessageAssembler(acceptsCompressed: true)
        }
        guard let timeout = head.timeout else {
            return start(stream, route, headers, head, deadline: nil)
        }
        guard let amount = CallTimeout.parse(headers.storage[headers.valueRange(timeout)]) else {
            let text = "the grpc-timeout \(headers.value(timeout)) is malformed"
            return fail(stream, .malformed(text))
        }
        let deadline = readAt + amount
        start(stream, route, headers, head, deadline: deadline)
        watch(deadline)
    }

    /// Body bytes; `isLast` where the end of the stream is the next event.
    func receive(_ stream: StreamID, _ body: [UInt8], _ bytes: Range<Int>, isLast: Bool) {
        guard let session = http2?.session, holds(stream), let route = streams[stream.slot].route,
            streams[stream.slot].isLive
        else {
            http2?.session.release(stream, bytes: bytes.count)
            return
        }
        let slot = stream.slot
        let limit = environment.limits.messageBytes
        // The usual call: nothing of it is kept.
        if isLast, case .hot(let method) = route.kind, streams[slot].isUntouched,
            let message = MessageAssembler.onlyMessage(body, bytes, limit: limit)
        {
            session.release(stream, bytes: bytes.count)
            return runHot(stream, method, body, message)
        }
        var rest = bytes
        do throws(GRPCStatus) {
            while let frame = try streams[slot].assembler.next(body, &rest, limit: limit) {
                let credit = streams[slot].assembler.takeHeld()
                if let call = streams[slot].call {
                    environment.calls.methods[streams[slot].method].received()
                    call.inbound.push(received(frame, body, slot: slot), credit: credit)
                    continue
                }
                session.release(stream, bytes: credit)
                try keep(frame, of: stream, body)
            }
            let waiting = streams[slot].message?.bytes.count ?? 0
            let unfinished = streams[slot].assembler.announced + waiting
            guard reserve(unfinished, slot: slot) else {
                let limit = environment.limits.unfinishedBytes
                throw GRPCStatus(
                    .resourceExhausted,
                    "the unfinished messages of this connection have more than \(limit) bytes"
                )
            }
            releaseUnfinished(stream)
        } catch {
            if error.code == .resourceExhausted { environment.transport.count(.message) }
            session.release(stream, bytes: streams[slot].assembler.takeHeld() + rest.count)
            forgetRequest(slot)
            end(stream, error)
        }
    }

    /// Gives back the window of an unfinished message unless whole ones wait before it: without
    /// that, a message larger than the window would never be whole.
    private func releaseUnfinished(_ stream: StreamID) {
        guard holds(stream), streams[stream.slot].assembler.held > 0 else { return }
        if let call = streams[stream.slot].call, !call.inbound.isDrainedOrReports() { return }
        let held = streams[stream.slot].assembler.takeHeld()
        http2?.session.release(stream, bytes: held)
    }

    /// Frees what came of a request, and what it counts for.
    private func forgetRequest(_ slot: Int) {
        streams[slot].assembler = MessageAssembler()
        streams[slot].message = nil
        reserve(0, slot: slot)
    }

    /// Keeps the one request of a call until the end of its stream.
    private func keep(
        _ frame: MessageAssembler.Frame,
        of stream: StreamID,
        _ body: [UInt8]
    ) throws(GRPCStatus) {
        guard streams[stream.slot].message == nil, streams[stream.slot].phase == .receiving else {
            throw GRPCStatus(.unimplemented, "expected one request, more came")
        }
        streams[stream.slot].message = received(frame, body, slot: stream.slot)
    }

    /// A message that just came, out of the bytes that it came in.
    private func received(
        _ frame: MessageAssembler.Frame,
        _ body: [UInt8],
        slot: Int
    ) -> ReceivedMessage {
        let encoding = streams[slot].encoding
        var message = ReceivedMessage()
        if streams[slot].assembler.isCompressed { message.encoding = encoding }
        switch frame {
        case .assembled(let bytes): message.bytes = bytes
        case .inPlace(let range): message.bytes = Array(body[range])
        }
        return message
    }

    /// Inflates the request of a hot method, away from the event loop, and starts it there.
    private func startHotCompressed(
        _ stream: StreamID,
        _ method: any HotMethod,
        _ message: ReceivedMessage
    ) {
        streams[stream.slot].phase = .running
        let home = home
        let limit = environment.limits.messageBytes
        let transport = environment.transport
        Task {
            let result: Result<[UInt8], GRPCStatus>
            do throws(GRPCStatus) {
                result = .success(try message.inflated(limit: limit, counters: transport))
            } catch {
                result = .failure(error)
            }
            home.eventLoop.execute {
                home.connection.continueHot(stream, method, result)
            }
        }
    }

    private func continueHot(
        _ stream: StreamID,
        _ method: any HotMethod,
        _ message: Result<[UInt8], GRPCStatus>
    ) {
        guard holds(stream), streams[stream.slot].phase == .running else { return }
        do throws(GRPCStatus) {
            let bytes = try message.get()
            runHot(stream, method, bytes, bytes.indices)
        } catch {
            end(stream, error)
        }
        flushSoon()
    }

    /// Starts a hot method; what it throws ends the call.
    private func runHot(
        _ stream: StreamID,
        _ method: any HotMethod,
        _ bytes: [UInt8],
        _ range: Range<Int>
    ) {
        do throws(GRPCStatus) {
            try startHot(stream, method, bytes, range)
        } catch {
            end(stream, error)
        }
    }

    private func startHot(
        _ stream: StreamID,
        _ method: any HotMethod,
        _ bytes: [UInt8],
        _ range: Range<Int>
    ) throws(GRPCStatus) {
        let slot = stream.slot
        streams[slot].phase = .running
        let message = RawSpan(_elements: bytes.span).extracting(range)
        if let caller = streams[slot].caller {
            try streams[slot].route?.check?(message, caller)
        }
        try method.start(message, context: context(slot), reply: address(stream))
    }

    /// The peer sends no more on the stream.
    func receiveEnd(_ stream: StreamID) {
        guard holds(stream), streams[stream.slot].isLive,
            let route = streams[stream.slot].route
        else { return }
        if streams[stream.slot].assembler.isMidMessage {
            return end(stream, .malformed("the stream ended within a message"))
        }
        if case .streaming = route.kind {
            streams[stream.slot].call?.inbound.finish(.success(()))
            return
        }
        guard streams[stream.slot].phase == .receiving else { return }
        guard let message = streams[stream.slot].message else {
            return end(stream, GRPCStatus(.unimplemented, "expected one request, none came"))
        }
        forgetRequest(stream.slot)
        switch route.kind {
        case .hot(let method) where message.encoding != .identity:
            startHotCompressed(stream, method, message)
        case .hot(let method):
            runHot(stream, method, message.bytes, message.bytes.indices)
        case .single(let method):
            streams[stream.slot].phase = .running
            let call = makeCall(stream, route, wasCompressed: message.encoding != .identity)
            call.start(mapper: environment.mapper) { try await method.run(message, call) }
        case .streaming: break
        }
    }

    private func makeCall(
        _ stream: StreamID,
        _ route: Route,
        wasCompressed: Bool = false
    ) -> ServerCall {
        let slot = stream.slot
        let metadata = ReplyMetadata(
            accepted: streams[slot].acceptedEncoding,
            address: address(stream)
        )
        if let bytes = environment.limits.compressedResponseBytes {
            metadata.compress(minimumBytes: bytes)
        }
        var context = context(slot, reply: metadata)
        context.requestWasCompressed = wasCompressed
        let call = ServerCall(
            context: context,
            metadata: metadata,
            address: address(stream),
            limits: environment.limits,
            transport: environment.transport,
            log: environment.log
        )
        streams[slot].call = call
        return call
    }
}
