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
        if let head = plainHead(fields) {
            began(slot, head)
            return startStreaming(stream, head)
        }
        var metadata = Metadata()
        let list = RequestHead(headers, fields, &metadata)
        let route = list.path.flatMap { environment.router.route(headers.storage, $0) }
        let accepted = route?.isHot == false ? list.acceptEncoding : nil
        let timeout = list.timeout.flatMap {
            CallTimeout.parse(headers.storage[headers.valueRange($0)])
        }
        let head = CallHead(
            route,
            metadata,
            from: peer,
            hasRequestID: list.hasRequestID,
            timeout: timeout,
            acceptedEncoding: accepted.map { MessageEncoding(acceptedBy: headers.value($0)) }
                ?? .identity
        )
        began(slot, head)
        guard list.isPost, list.isGRPC, let route, list.encoding == nil,
            list.timeout == nil || timeout != nil
        else {
            notePlain(nil, fields)
            return beginCarefully(stream, headers, list, route)
        }
        start(stream, route, headers, list)
        notePlain(streams[slot].isLive ? streams[slot].head : nil, fields)
    }

    private func start(
        _ stream: StreamID,
        _ route: Route,
        _ headers: HeaderBlock,
        _ list: RequestHead
    ) {
        let slot = stream.slot
        do {
            if let caller = try authorize(headers, list, route) {
                streams[slot].head = streams[slot].head?.with(caller)
            }
        } catch {
            return fail(stream, error)
        }
        if let head = streams[slot].head { startStreaming(stream, head) }
    }

    /// Sets the call's deadline, and starts one that needs no request for it.
    private func startStreaming(_ stream: StreamID, _ head: CallHead) {
        if let timeout = head.timeout {
            let deadline = readAt + timeout
            streams[stream.slot].deadline = deadline
            watch(deadline)
        }
        guard let route = head.route, !route.takesOneRequest,
            case .streaming(let method) = route.kind
        else { return }
        streams[stream.slot].machine.startWithoutRequest()
        let call = makeCall(stream, route)
        call.start(yielding: hasManyTasks, mapper: environment.mapper) {
            try await method.run(call)
        }
    }

    /// Starts a call whose head says more than the plainest, or refuses it.
    private func beginCarefully(
        _ stream: StreamID,
        _ headers: HeaderBlock,
        _ list: RequestHead,
        _ route: Route?
    ) {
        guard list.isPost else {
            return refuse(stream, .methodNotAllowed, withBody: !list.isHead)
        }
        guard list.isGRPC else {
            return refuse(stream, route == nil ? .notFound : .unsupportedMediaType)
        }
        guard let route else {
            let bytes = list.path.map { headers.storage[$0.prefix(200)] } ?? []
            let name = String(decoding: bytes, as: UTF8.self)
            return fail(stream, GRPCStatus(.unimplemented, "unknown method \(name)"))
        }
        if let index = list.encoding, !headers.value(index, is: "identity") {
            guard let encoding = MessageEncoding(rawValue: headers.value(index)) else {
                return refuseEncoding(stream, headers.value(index))
            }
            streams[stream.slot].machine.expect(encoding)
        }
        if let timeout = list.timeout, streams[stream.slot].head?.timeout == nil {
            let text = "the grpc-timeout \(headers.value(timeout)) is malformed"
            return fail(stream, .malformed(text))
        }
        start(stream, route, headers, list)
    }

    /// Body bytes; `isLast` where the end of the stream is the next event.
    func receive(_ stream: StreamID, _ body: [UInt8], _ bytes: Range<Int>, isLast: Bool) {
        guard let session = http2?.session, holds(stream), let route = streams[stream.slot].route,
            streams[stream.slot].isLive
        else {
            http2?.session.release(stream, bytes: bytes.count)
            return
        }
        let limit = environment.limits.messageBytes
        if isLast, case .hot(let method) = route.kind,
            let message = streams[stream.slot].machine.receiveWhole(body, bytes, limit: limit)
        {
            session.release(stream, bytes: bytes.count)
            return runHot(stream, method, body, message)
        }
        receiveParts(stream, session, body, bytes)
    }

    /// Takes messages out of body bytes, for the method or until their stream ends.
    private func receiveParts(
        _ stream: StreamID,
        _ session: HTTP2Session,
        _ body: [UInt8],
        _ bytes: Range<Int>
    ) {
        let slot = stream.slot
        let limit = environment.limits.messageBytes
        let inbound = streams[slot].call?.inbound
        var rest = bytes
        while true {
            let reception = streams[slot].machine.receive(body, &rest, limit: limit) {
                inbound?.isFullAndReports() == true
            }
            switch reception {
            case .deliver(let message, let credit):
                environment.calls.methods[streams[slot].method].received()
                inbound?.push(message, credit: credit)
            case .refuse(let status):
                return refuseRequest(stream, session, status, dropping: rest.count)
            case .wait:
                guard sumUp(slot) else {
                    return refuseRequest(stream, session, tooMuchUnfinished, dropping: 0)
                }
                watchMessage(stream)
                return giveBackUnfinished(stream, session)
            }
        }
    }

    private func refuseRequest(
        _ stream: StreamID,
        _ session: HTTP2Session,
        _ status: GRPCStatus,
        dropping rest: Int
    ) {
        if status.code == .resourceExhausted { environment.transport.count(.message) }
        session.release(stream, bytes: streams[stream.slot].machine.takeCredit() + rest)
        forgetRequest(stream.slot)
        end(stream, status)
    }

    private var tooMuchUnfinished: GRPCStatus {
        let why = isStranger ? "before a token is shown" : "--max-message-bytes"
        return GRPCStatus(
            .resourceExhausted,
            "the unfinished messages of this connection have more than \(unfinishedLimit) bytes (\(why))"
        )
    }

    /// Notes since when a message is unfinished, and makes sure that this ends.
    private func watchMessage(_ stream: StreamID) {
        guard streams[stream.slot].unfinished.bytes > 0 else {
            return streams[stream.slot].messageDeadline = nil
        }
        guard streams[stream.slot].messageDeadline == nil else { return }
        let deadline = readAt + environment.limits.timeouts.message
        streams[stream.slot].messageDeadline = deadline
        watch(deadline)
    }

    /// Whether it is the peer that an unfinished message waits for, and not a method that takes those
    /// before it.
    func waitsForPeer(_ slot: Int) -> Bool {
        !streams[slot].machine.isStashed
            && streams[slot].call?.inbound.isDrainedOrReports() ?? true
    }

    /// Gives back the window of what is kept here, unless whole messages wait before it: without that, a
    /// message larger than the window would never be whole.
    private func giveBackUnfinished(_ stream: StreamID, _ session: HTTP2Session) {
        let slot = stream.slot
        guard holds(stream), streams[slot].machine.hasCredit,
            streams[slot].call?.inbound.isDrainedOrReports() ?? true
        else { return }
        session.release(stream, bytes: streams[slot].machine.takeCredit())
    }

    /// Gives back the stream window of messages that the task took, and receives what waited behind them.
    func giveBack(_ credit: Int, stream: StreamID) {
        guard holds(stream), let session = http2?.session else { return }
        session.release(stream, bytes: credit)
        unstash(stream, session)
        giveBackUnfinished(stream, session)
        flushSoon()
    }

    private func unstash(_ stream: StreamID, _ session: HTTP2Session) {
        let slot = stream.slot
        guard streams[slot].machine.isStashed,
            streams[slot].call?.inbound.isDrainedOrReports() == true,
            let bytes = streams[slot].machine.takeStash()
        else { return }
        receiveParts(stream, session, bytes, bytes.indices)
        if holds(stream), streams[slot].machine.endsNow { receiveEnd(stream) }
    }

    /// Frees what came of a request, and what it counts for.
    func forgetRequest(_ slot: Int) {
        streams[slot].machine.dropRequests()
        streams[slot].messageDeadline = nil
        sumUp(slot)
    }

    /// Inflates the request of a hot method, away from the event loop, and starts it there.
    private func startHotCompressed(
        _ stream: StreamID,
        _ method: @escaping HotStart,
        _ message: ReceivedMessage
    ) {
        noteTask(stream.slot)
        let home = home
        let limit = environment.limits.messageBytes
        let transport = environment.transport
        Task(priority: hasManyTasks ? .utility : nil) {
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
        _ method: @escaping HotStart,
        _ message: Result<[UInt8], GRPCStatus>
    ) {
        guard holds(stream), streams[stream.slot].machine.isRunning else { return }
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
        _ method: @escaping HotStart,
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
        _ method: @escaping HotStart,
        _ bytes: [UInt8],
        _ range: Range<Int>
    ) throws(GRPCStatus) {
        let slot = stream.slot
        let message = RawSpan(_elements: bytes.span).extracting(range)
        if let head = streams[slot].head, let caller = head.caller {
            try head.route?.check?(message, caller)
        }
        try method(message, context(slot), address(stream))
    }

    /// The peer sends no more on the stream.
    func receiveEnd(_ stream: StreamID) {
        guard holds(stream), let route = streams[stream.slot].route else { return }
        switch streams[stream.slot].machine.receiveEnd() {
        case .wait: break
        case .refuse(let status): end(stream, status)
        case .finish: streams[stream.slot].call?.inbound.finish(.success(()))
        case .start(let message):
            forgetRequest(stream.slot)
            start(stream, route, message)
        }
    }

    /// Starts a method with its one request, which came in pieces.
    private func start(_ stream: StreamID, _ route: Route, _ message: ReceivedMessage) {
        switch route.kind {
        case .hot(let method) where message.encoding != .identity:
            startHotCompressed(stream, method, message)
        case .hot(let method):
            runHot(stream, method, message.bytes, message.bytes.indices)
        case .single(let method):
            let call = makeCall(stream, route, wasCompressed: message.encoding != .identity)
            call.start(yielding: hasManyTasks, mapper: environment.mapper) {
                try await method.run(message, call)
            }
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
            accepted: streams[slot].head?.acceptedEncoding ?? .identity,
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
            log: environment.log,
            room: room
        )
        streams[slot].call = call
        noteTask(slot)
        return call
    }
}
