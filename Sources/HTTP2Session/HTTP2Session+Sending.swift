internal import CNgHTTP2

extension HTTP2Session {
    /// Sends a response's header list; a body follows unless `endStream`.
    package func respond(_ stream: StreamID, headers: StaticHeaders, endStream: Bool = false) {
        guard begin(stream) else { return }
        unsafe submitResponse(stream, headers.base, headers.count, endStream: endStream)
    }

    /// Sends a response's header list; a body follows unless `endStream`.
    package func respond(_ stream: StreamID, headers: HeaderBlock, endStream: Bool = false) {
        guard begin(stream) else { return }
        unsafe headers.withNameValues { base, count in
            unsafe submitResponse(stream, base, count, endStream: endStream)
        }
    }

    /// Opens a stream with a request's header list; a body follows unless `endStream`.
    ///
    /// - Throws: ``HTTP2Error`` when the connection takes no more streams.
    package func request(
        headers: HeaderBlock,
        endStream: Bool = false
    ) throws(HTTP2Error) -> StreamID {
        let slot = takeSlot()
        let number = unsafe withUnsafePointer(to: dataProvider(slot: slot)) { provider in
            unsafe headers.withNameValues { base, count in
                unsafe nghttp2_submit_request(
                    pointer,
                    nil,
                    base,
                    count,
                    endStream ? nil : provider,
                    UnsafeMutableRawPointer(bitPattern: slot + 1)
                )
            }
        }
        guard number > 0 else {
            freeSlots.append(slot)
            throw HTTP2Error(code: Int(number), during: "request")
        }
        slots[slot].number = number
        slots[slot].hasHeaders = true
        openStreams += 1
        return StreamID(number: number, slot: slot)
    }

    /// Appends body bytes; `body` writes them at the end of the buffer that it is handed.
    ///
    /// Returns false when the stream is gone, and then does not call `body`.
    @discardableResult
    package func write(_ stream: StreamID, _ body: (inout [UInt8]) -> Void) -> Bool {
        guard isOpen(stream), !isTerminating else { return false }
        let before = slots[stream.slot].output.count
        body(&slots[stream.slot].output)
        bufferedOutput += slots[stream.slot].output.count - before
        resume(stream)
        return true
    }

    /// Appends body bytes; many are taken over and not copied, where no others wait before them.
    ///
    /// To copy a hundred messages of a mebibyte would hold the event loop for 30 ms.
    package func write(_ stream: StreamID, _ body: [UInt8]) {
        guard isOpen(stream), !isTerminating, !body.isEmpty else { return }
        if body.count > 16 << 10, slots[stream.slot].unsent == 0 {
            slots[stream.slot].output = body
            slots[stream.slot].sent = 0
        } else {
            slots[stream.slot].output.append(contentsOf: body)
        }
        bufferedOutput += body.count
        resume(stream)
    }

    /// Whether another message may wait to be sent on a stream; where not, that is counted.
    ///
    /// New streams are refused past ``HTTP2Limits/bufferedOutputBytes``. Those that were open by then
    /// may add as much again: a caller that opens all before it takes anything costs no more.
    package func hasOutputRoom() -> Bool {
        guard bufferedOutput > 2 * limits.bufferedOutputBytes else { return true }
        counters.count(.bufferedOutput)
        return false
    }

    /// Bytes of the stream that wait to be sent.
    ///
    /// Past ``HTTP2Limits/streamOutputHighWater`` the caller should wait for
    /// ``HTTP2Event/writable(_:)``, which then will come.
    package func unsent(_ stream: StreamID) -> Int {
        guard isOpen(stream) else { return 0 }
        let unsent = slots[stream.slot].unsent
        if unsent > limits.streamOutputHighWater { slots[stream.slot].writerWaits = true }
        return unsent
    }

    /// Ends this side of the stream after what was written.
    package func finish(_ stream: StreamID) {
        end(stream, .endStream)
    }

    /// Ends this side of the stream with trailers after what was written.
    package func finish(_ stream: StreamID, trailers: StaticHeaders) {
        end(stream, .staticTrailers(trailers))
    }

    /// Ends this side of the stream with trailers after what was written.
    package func finish(_ stream: StreamID, trailers: HeaderBlock) {
        end(stream, .trailers(trailers))
    }

    /// Resets a stream; what was written and not sent is dropped.
    package func reset(_ stream: StreamID, _ code: HTTP2ErrorCode) {
        // Of a request that waits to be sent libnghttp2 takes the first reset back with it; a second one
        // would be sent, of a stream that the peer does not know.
        guard isOpen(stream), !slots[stream.slot].wasReset else { return }
        slots[stream.slot].discards = true
        slots[stream.slot].wasReset = true
        unsafe nghttp2_submit_rst_stream(pointer, 0, stream.number, code.rawValue)
    }

    /// Whether the stream is known and not closed.
    package func isOpen(_ stream: StreamID) -> Bool {
        stream.slot < slots.count && slots[stream.slot].number == stream.number
    }

    /// Asks the peer for a ping's answer.
    package func ping() {
        unsafe nghttp2_submit_ping(pointer, 0, nil)
    }

    /// Announces that a GOAWAY is to come; streams that the peer opens meanwhile still count.
    package func announceShutdown() {
        unsafe nghttp2_submit_shutdown_notice(pointer)
    }

    /// Refuses streams above the last one seen; open ones go on.
    package func goAway() {
        let last = unsafe nghttp2_session_get_last_proc_stream_id(pointer)
        unsafe nghttp2_submit_goaway(pointer, 0, last, HTTP2ErrorCode.noError.rawValue, nil, 0)
        unsafe state.pointee.isEnding = true
        endLingering(olderThan: 0)
    }

    private func begin(_ stream: StreamID) -> Bool {
        guard isOpen(stream), !slots[stream.slot].hasHeaders else { return false }
        slots[stream.slot].hasHeaders = true
        return true
    }

    private func submitResponse(
        _ stream: StreamID,
        _ base: UnsafePointer<nghttp2_nv>?,
        _ count: Int,
        endStream: Bool
    ) {
        unsafe withUnsafePointer(to: dataProvider(slot: stream.slot)) { provider in
            _ = unsafe nghttp2_submit_response(
                pointer,
                stream.number,
                base,
                count,
                endStream ? nil : provider
            )
        }
    }

    private func dataProvider(slot: Int) -> nghttp2_data_provider {
        var provider = unsafe nghttp2_data_provider()
        unsafe provider.source.fd = Int32(slot)
        unsafe provider.read_callback = SessionCallbacks.readBody
        return unsafe provider
    }

    private func end(_ stream: StreamID, _ ending: StreamSlot.Ending) {
        guard isOpen(stream), case .open = slots[stream.slot].ending else { return }
        slots[stream.slot].ending = ending
        resume(stream)
    }

    private func resume(_ stream: StreamID) {
        guard slots[stream.slot].isDeferred else { return }
        slots[stream.slot].isDeferred = false
        unsafe nghttp2_session_resume_data(pointer, stream.number)
    }
}
