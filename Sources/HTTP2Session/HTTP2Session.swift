internal import CNgHTTP2

/// One HTTP/2 connection, server or client side, without I/O: bytes in, events out; commands in,
/// bytes out.
///
/// Not thread-safe: every call is made on the connection's event loop. Receive windows are given
/// back by hand: the connection's when bytes enter a stream's buffer (while all buffers together
/// stay under their cap), the stream's by ``release(_:bytes:)`` when the handler takes them.
@safe
package final class HTTP2Session {
    /// Which side of the connection a session is.
    package enum Role: Sendable {
        /// Accepts streams.
        case server
        /// Opens streams.
        case client
    }

    /// Which side this is.
    package let role: Role
    /// What the peer may use.
    package let limits: HTTP2Limits

    private(set) var pointer: OpaquePointer?
    let state: UnsafeMutablePointer<SessionState>
    let slots = SlotTable<StreamSlot>()
    private let memory: UnsafeMutablePointer<SessionMemory>
    /// Where hits of the limits are counted.
    let counters: TransportCounters
    let now: () -> UInt64

    /// Creates a session and queues its preface and settings.
    ///
    /// - Parameters:
    ///   - role: Which side of the connection this is.
    ///   - limits: What the peer may use.
    ///   - counters: Where hits of the limits are counted.
    ///   - now: A monotonic clock, in nanoseconds.
    /// - Throws: ``HTTP2Error`` when memory is short.
    package init(
        role: Role,
        limits: HTTP2Limits,
        counters: TransportCounters = TransportCounters(),
        now: @escaping () -> UInt64
    ) throws(HTTP2Error) {
        self.role = role
        self.limits = limits
        self.counters = counters
        self.now = now
        unsafe memory = .allocate(capacity: 1)
        unsafe memory.initialize(to: SessionMemory())
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(
            to: SessionState(
                resets: ResetBudget(limits: limits, now: now()),
                control: ControlBudget(now: now()),
                preface: PrefaceReader(server: role == .server),
                scanner: FrameScanner(limits: limits, server: role == .server)
            )
        )
        try open()
        try submitSettings()
    }

    deinit {
        unsafe state.pointee.known.free()
        unsafe nghttp2_session_del(pointer)
        unsafe memory.pointee.freeAll()
        unsafe memory.deallocate()
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    /// Whether the connection is over: nothing more to read or to send.
    package var isFinished: Bool {
        if isTerminating { return lastWords.isEmpty }
        return unsafe nghttp2_session_want_read(pointer) == 0
            && nghttp2_session_want_write(pointer) == 0
    }

    /// Whether there are bytes to send now.
    package var wantsToSend: Bool {
        if isTerminating { return !lastWords.isEmpty }
        return unsafe nghttp2_session_want_write(pointer) != 0
    }

    /// What a client is told that does not speak HTTP/2: an answer of HTTP/1.1.
    package static let http1Answer = PrefaceReader.answer(withBody: true)

    /// The last stream that the peer opened.
    package var lastStream: Int32 { unsafe nghttp2_session_get_last_proc_stream_id(pointer) }

    private func open() throws(HTTP2Error) {
        var options: OpaquePointer?
        unsafe nghttp2_option_new(&options)
        defer { unsafe nghttp2_option_del(options) }
        unsafe nghttp2_option_set_no_auto_window_update(options, 1)
        unsafe nghttp2_option_set_max_outbound_ack(options, limits.controlFrames)
        // FrameScanner counts them; libnghttp2 counts again for each read that ends in a frame's header.
        unsafe nghttp2_option_set_max_continuations(options, .max)
        unsafe nghttp2_option_set_no_closed_streams(options, 1)
        // Resets are counted by ``ResetBudget``. The library's own count (1,000, and 33 a second) knows
        // nothing of completed calls: it ends a connection that cancels one call in twenty.
        let countless = UInt64(Int32.max)
        unsafe nghttp2_option_set_stream_reset_rate_limit(options, countless, countless)
        let callbacks = unsafe SessionCallbacks.make()
        defer { unsafe nghttp2_session_callbacks_del(callbacks) }
        let user = unsafe Unmanaged.passUnretained(self).toOpaque()
        let create =
            unsafe role == .server ? nghttp2_session_server_new3 : nghttp2_session_client_new3
        // Not into the property: each use of it would then be checked for exclusive access.
        var made: OpaquePointer?
        #if PLAIN_MALLOC
        let code = unsafe create(&made, callbacks, user, options, nil)
        #else
        var mem = unsafe SessionMemory.allocator(memory)
        let code = unsafe create(&made, callbacks, user, options, &mem)
        #endif
        guard code == 0 else { throw HTTP2Error(code: Int(code), during: "start") }
        unsafe pointer = made
    }

    private func submitSettings() throws(HTTP2Error) {
        func entry(_ id: nghttp2_settings_id, _ value: Int) -> nghttp2_settings_entry {
            nghttp2_settings_entry(settings_id: Int32(id.rawValue), value: UInt32(clamping: value))
        }
        var settings = [
            entry(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, limits.streamWindow),
            entry(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, limits.headerListBytes),
        ]
        switch role {
        case .server:
            settings.append(
                entry(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, StreamLimit.none)
            )
        case .client:
            settings.append(entry(NGHTTP2_SETTINGS_ENABLE_PUSH, 0))
        }
        let flags = UInt8(NGHTTP2_FLAG_NONE.rawValue)
        var code = unsafe nghttp2_submit_settings(pointer, flags, settings, settings.count)
        if code == 0 {
            code = unsafe nghttp2_session_set_local_window_size(
                pointer,
                flags,
                0,
                Int32(clamping: limits.connectionWindow)
            )
        }
        guard code == 0 else { throw HTTP2Error(code: Int(code), during: "settings") }
    }
}

// MARK: - Bytes in, bytes out

extension HTTP2Session {
    /// Takes bytes from the peer; what they say is then in ``takeEvents()``.
    ///
    /// `pause` is called between portions, each of so few new streams that the resets which they make us
    /// send cannot pass the limit by much: who sends what waits there has them counted.
    ///
    /// - Throws: ``HTTP2Error`` when the connection cannot go on; what is queued (a GOAWAY) may
    ///   still be sent before it is closed.
    package func receive(
        _ bytes: borrowing Span<UInt8>,
        pause: () -> Void = {}
    ) throws(HTTP2Error) {
        guard !isTerminating else { return }
        if unsafe !state.pointee.preface.isComplete {
            guard try readPreface(bytes) else { return }
        }
        var position = 0
        while position < bytes.count, !isTerminating {
            if unsafe state.pointee.scanner.streamsLeft <= 0 {
                pause()
                unsafe state.pointee.scanner.streamsLeft = resetPortion
            }
            position += try receivePortion(bytes.extracting(position..<bytes.count))
        }
    }

    /// Takes bytes until as many streams were opened as may be before output is taken; returns how many
    /// bytes those were.
    private func receivePortion(_ bytes: borrowing Span<UInt8>) throws(HTTP2Error) -> Int {
        let stop = unsafe state.pointee.scanner.scan(bytes)
        let accepted = stop?.accepted ?? bytes.count
        let code = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe nghttp2_session_mem_recv(pointer, buffer.baseAddress, accepted)
        }
        guard !isTerminating else { return accepted }
        if let stop, let limit = stop.limit { throw cutOff(limit, stop.code) }
        guard code >= 0 else { throw refuse(code) }
        let queued = unsafe nghttp2_session_get_outbound_queue_size(pointer)
        if queued > limits.controlFrames + 2 * openStreams { throw cutOff(.controlFrames) }
        if unsafe state.pointee.scanner.controlFrames > limits.controlFrames,
            !allowsControlFrames()
        {
            throw cutOff(.controlFrames)
        }
        return accepted
    }

    /// Takes the events since the last call; hand the batch back with ``recycle(_:)``.
    package func takeEvents() -> EventBatch {
        let result = batch
        batch = EventBatch()
        unsafe state.pointee.batchNumber &+= 1
        unsafe state.pointee.known.place = nil
        if blockIsOpen {
            // A read may end within a header block: what came of it waits for the rest.
            for index in blockStart..<result.headers.count {
                batch.headers.append(index, of: result.headers)
            }
            blockStart = 0
        }
        return result
    }

    /// Whether there are events to take.
    package var hasEvents: Bool { !batch.events.isEmpty }

    /// Gives a batch's storage back for the next events.
    package func recycle(_ used: consuming EventBatch) {
        guard batch.events.isEmpty, batch.headers.isEmpty else { return }
        // Before it is stored: what has two owners would be made anew to be emptied.
        used.clear()
        batch = used
    }

    /// Appends bytes for the peer, about `limit` at most.
    ///
    /// - Throws: ``HTTP2Error`` when memory is short.
    package func takeOutput(limit: Int, into output: inout [UInt8]) throws(HTTP2Error) {
        if isTerminating { return try takeLastWords(into: &output) }
        defer { unsafe state.pointee.scanner.streamsLeft = resetPortion }
        let start = output.count
        while output.count - start < limit, try takeFrame(into: &output) > 0 {}
    }

    /// Appends what libnghttp2 sends next, a frame; returns its bytes.
    func takeFrame(into output: inout [UInt8]) throws(HTTP2Error) -> Int {
        var bytes: UnsafePointer<UInt8>?
        let count = unsafe nghttp2_session_mem_send(pointer, &bytes)
        guard count >= 0 else { throw HTTP2Error(code: count, during: "send") }
        guard count > 0, let bytes = unsafe bytes else { return 0 }
        let frame = unsafe UnsafeBufferPointer(start: bytes, count: count)
        if role == .server, let settings = unsafe StreamLimit.announce(frame, limits) {
            output.append(contentsOf: settings)
        } else {
            unsafe output.append(contentsOf: frame)
        }
        return count
    }
}
