internal import CNgHTTP2

/// The callbacks of libnghttp2: they append events and move bytes, and never call user code.
enum SessionCallbacks {
    /// Creates the table of callbacks; the caller deletes it.
    static func make() -> OpaquePointer? {
        var table: OpaquePointer?
        unsafe nghttp2_session_callbacks_new(&table)
        unsafe nghttp2_session_callbacks_set_on_begin_headers_callback(table, onBeginHeaders)
        unsafe nghttp2_session_callbacks_set_on_header_callback2(table, onHeader)
        unsafe nghttp2_session_callbacks_set_on_frame_recv_callback(table, onFrame)
        unsafe nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table, onData)
        unsafe nghttp2_session_callbacks_set_on_frame_send_callback(table, onSent)
        unsafe nghttp2_session_callbacks_set_on_frame_not_send_callback(table, onNotSent)
        unsafe nghttp2_session_callbacks_set_on_stream_close_callback(table, onClose)
        return unsafe table
    }

    private static let endStream = UInt8(NGHTTP2_FLAG_END_STREAM.rawValue)
    private static let acknowledged = UInt8(NGHTTP2_FLAG_ACK.rawValue)

    /// Calls `body` with the session, without retaining it in each of some 16 callbacks a call: its
    /// owner keeps it alive.
    @inline(__always)
    private static func with<Result>(
        _ user: UnsafeMutableRawPointer?,
        or other: Result,
        _ body: (HTTP2Session) -> Result
    ) -> Result {
        guard let user = unsafe user else { return other }
        return unsafe Unmanaged<HTTP2Session>.fromOpaque(user)._withUnsafeGuaranteedRef(body)
    }

    /// The slot of a stream.
    ///
    /// libnghttp2 would look it up in a hash table, and most callbacks are about the stream of the
    /// callback before.
    private static func slot(
        _ session: HTTP2Session,
        _ pointer: OpaquePointer?,
        _ number: Int32
    ) -> Int? {
        let last = unsafe session.state.pointee.lastStream
        if last.number == number, session.slots[last.slot].number == number { return last.slot }
        let data = unsafe nghttp2_session_get_stream_user_data(pointer, number)
        let value = Int(bitPattern: data)
        guard value > 0 else { return nil }
        unsafe session.state.pointee.lastStream = StreamID(number: number, slot: value - 1)
        return value - 1
    }

    private static let onBeginHeaders: nghttp2_on_begin_headers_callback = {
        pointer,
        frame,
        user in
        unsafe with(user, or: 0) { session in
            guard let frame = unsafe frame else { return 0 }
            let header = unsafe frame.pointee.hd
            let isRequest =
                unsafe session.role == .server
                && frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST
            session.beginBlock(of: header.stream_id, isRequest: isRequest)
            guard isRequest else { return 0 }
            if let limit = session.refusal {
                session.counters.count(limit)
                session.blockIsOpen = false
                let code = HTTP2ErrorCode.refusedStream.rawValue
                unsafe nghttp2_submit_rst_stream(pointer, 0, header.stream_id, code)
                return 0
            }
            let slot = session.takeSlot()
            session.slots[slot].number = header.stream_id
            session.slots[slot].firstBatch = unsafe session.state.pointee.batchNumber
            session.openStreams += 1
            unsafe nghttp2_session_set_stream_user_data(
                pointer,
                header.stream_id,
                UnsafeMutableRawPointer(bitPattern: slot + 1)
            )
            return 0
        }
    }

    /// Headers or trailers of a server that the library will not send, such as those of over 64 KiB, end
    /// their stream with a reset: a peer never waits for what does not come.
    ///
    /// A request that was taken back before it left is no such: its peer does not know its stream.
    private static let onNotSent: nghttp2_on_frame_not_send_callback = { pointer, frame, _, user in
        unsafe with(user, or: 0) { session in
            guard session.role == .server, let header = unsafe frame?.pointee.hd,
                header.type == NGHTTP2_HEADERS.rawValue
            else { return 0 }
            let code = HTTP2ErrorCode.internalError.rawValue
            unsafe nghttp2_submit_rst_stream(pointer, 0, header.stream_id, code)
            return 0
        }
    }

    private static let onHeader: nghttp2_on_header_callback2 = { _, _, name, value, _, user in
        unsafe with(user, or: 0) { session in
            let isKept = unsafe session.noteField(name, value)
            return isKept ? 0 : Int32(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue)
        }
    }

    private static let onFrame: nghttp2_on_frame_recv_callback = { pointer, frame, user in
        unsafe with(user, or: 0) { session in
            guard let frame = unsafe frame else { return 0 }
            let header = unsafe frame.pointee.hd
            switch UInt32(header.type) {
            case NGHTTP2_HEADERS.rawValue, NGHTTP2_DATA.rawValue:
                guard let slot = unsafe slot(session, pointer, header.stream_id) else { return 0 }
                let stream = StreamID(number: header.stream_id, slot: slot)
                if UInt32(header.type) == NGHTTP2_HEADERS.rawValue { session.noteHeaders(stream) }
                if header.flags & endStream != 0 {
                    session.slots[slot].peerEnded = true
                    if session.slots[slot].isAnswered { session.wakePeer() }
                    session.batch.events.append(.endStream(stream))
                }
            case NGHTTP2_RST_STREAM.rawValue:
                session.noteReset(unsafe slot(session, pointer, header.stream_id))
            case NGHTTP2_SETTINGS.rawValue where header.flags & acknowledged == 0:
                session.batch.events.append(.settings)
            case NGHTTP2_PING.rawValue where header.flags & acknowledged != 0:
                session.batch.events.append(.pingAnswered)
            case NGHTTP2_GOAWAY.rawValue:
                let last = unsafe frame.pointee.goaway.last_stream_id
                let code = unsafe HTTP2ErrorCode(rawValue: frame.pointee.goaway.error_code)
                session.batch.events.append(.goAway(last: last, code))
            default: break
            }
            return 0
        }
    }

    private static let onData: nghttp2_on_data_chunk_recv_callback = {
        pointer,
        _,
        number,
        bytes,
        count,
        user in
        unsafe with(user, or: 0) { session in
            guard let slot = unsafe slot(session, pointer, number), !session.slots[slot].discards
            else {
                unsafe nghttp2_session_consume(pointer, number, count)
                if let slot = unsafe slot(session, pointer, number) {
                    session.noteDiscarded(count, slot: slot)
                }
                return 0
            }
            session.buffer(count, slot: slot)
            let start = session.batch.body.count
            unsafe session.batch.body.append(
                contentsOf: UnsafeBufferPointer(start: bytes, count: count)
            )
            session.batch.events.append(
                .data(StreamID(number: number, slot: slot), bytes: start..<start + count)
            )
            return 0
        }
    }

    private static let onSent: nghttp2_on_frame_send_callback = { pointer, frame, user in
        unsafe with(user, or: 0) { session in
            guard let frame = unsafe frame else { return 0 }
            session.framesSent += 1
            let header = unsafe frame.pointee.hd
            switch UInt32(header.type) {
            case NGHTTP2_RST_STREAM.rawValue:
                session.noteSentReset(unsafe frame.pointee.rst_stream.error_code)
            case NGHTTP2_HEADERS.rawValue, NGHTTP2_DATA.rawValue:
                guard session.role == .server, header.flags & endStream != 0,
                    let slot = unsafe slot(session, pointer, header.stream_id),
                    !session.slots[slot].peerEnded
                else { return 0 }
                session.noteAnswered(StreamID(number: header.stream_id, slot: slot))
            case NGHTTP2_GOAWAY.rawValue:
                guard unsafe frame.pointee.goaway.error_code != HTTP2ErrorCode.noError.rawValue
                else { return 0 }
                // libnghttp2 found that the peer broke the protocol.
                session.hasFailed = true
                session.counters.count(.protocolErrors)
            default: break
            }
            return 0
        }
    }

    private static let onClose: nghttp2_on_stream_close_callback = { pointer, number, code, user in
        unsafe with(user, or: 0) { session in
            guard let slot = unsafe slot(session, pointer, number) else {
                return 0
            }
            if code == HTTP2ErrorCode.noError.rawValue, session.slots[slot].isComplete {
                session.resets.completed()
            }
            session.freeSlot(slot)
            session.dropBlock(of: number)
            session.batch.events.append(
                .closed(StreamID(number: number, slot: slot), HTTP2ErrorCode(rawValue: code))
            )
            return 0
        }
    }

    /// Hands libnghttp2 the next body bytes of a stream, and its trailers after the last.
    static let readBody: nghttp2_data_source_read_callback = {
        pointer,
        number,
        buffer,
        length,
        flags,
        source,
        user in
        let deferred = Int(NGHTTP2_ERR_DEFERRED.rawValue)
        return unsafe with(user, or: deferred) { session in
            guard let source = unsafe source,
                let buffer = unsafe buffer, let flags = unsafe flags
            else { return deferred }
            let stream = unsafe StreamID(number: number, slot: Int(source.pointee.fd))
            guard session.isOpen(stream) else { return deferred }
            let count = unsafe session.copyBody(stream.slot, to: buffer, limit: length)
            guard session.slots[stream.slot].unsent == 0 else { return count }
            let ending = session.slots[stream.slot].ending
            if case .open = ending {
                if count > 0 { return count }
                session.slots[stream.slot].isDeferred = true
                return deferred
            }
            unsafe flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue
            switch ending {
            case .open, .endStream: return count
            case .staticTrailers(let list):
                unsafe nghttp2_submit_trailer(pointer, number, list.base, list.count)
            case .trailers(let list):
                unsafe list.withNameValues { base, count in
                    _ = unsafe nghttp2_submit_trailer(pointer, number, base, count)
                }
            }
            unsafe flags.pointee |= NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
            return count
        }
    }
}

extension HTTP2Session {
    /// Copies unsent body bytes of a slot, and wakes its writer below the low-water mark.
    fileprivate func copyBody(
        _ slot: Int,
        to buffer: UnsafeMutablePointer<UInt8>,
        limit: Int
    ) -> Int {
        let count = min(limit, slots[slot].unsent)
        if count > 0 {
            unsafe slots[slot].output.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return }
                unsafe buffer.update(from: base + slots[slot].sent, count: count)
            }
            slots[slot].sent += count
            bufferedOutput -= count
            bodySent += count
            if slots[slot].unsent == 0 {
                slots[slot].sent = 0
                slots[slot].output.removeAll(keepingCapacity: true)
            } else if slots[slot].sent > max(64 << 10, slots[slot].unsent) {
                slots[slot].output.removeFirst(slots[slot].sent)
                slots[slot].sent = 0
            }
        }
        if slots[slot].writerWaits, slots[slot].unsent < limits.streamOutputLowWater {
            slots[slot].writerWaits = false
            batch.events.append(.writable(StreamID(number: slots[slot].number, slot: slot)))
        }
        return count
    }
}
