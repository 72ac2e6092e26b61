internal import CNgHTTP2

/// Streams that are answered before their peer has sent all.
///
/// RFC 9113 (section 8.1) lets a server reset such a stream at once, with NO_ERROR. Clients and proxies
/// lose answers by that: the reset arrives before the answer was handed on. So what still comes is
/// dropped, within bounds of bytes and of time, and most such streams end as all others do.
extension HTTP2Session {
    /// Whether answered streams wait for the end of their requests.
    package var lingers: Bool { unsafe !state.pointee.lingering.isEmpty }

    /// Resets the answered streams that have waited for this many nanoseconds.
    package func endLingering(olderThan age: UInt64) {
        let now = now()
        var count = 0
        while unsafe count < state.pointee.lingering.count {
            let (stream, since) = unsafe state.pointee.lingering[count]
            // Most have ended by now.
            if isOpen(stream) {
                guard now &- since >= age else { break }
                stop(stream)
            }
            count += 1
        }
        unsafe state.pointee.lingering.removeFirst(count)
    }

    /// Notes that the last of an answer was sent while the peer still sends.
    func noteAnswered(_ stream: StreamID) {
        slots[stream.slot].discards = true
        slots[stream.slot].isAnswered = true
        if unsafe state.pointee.isEnding { return stop(stream) }
        unsafe state.pointee.lingering.append((stream, now()))
        // Most end at once: those that have are not to pile up until the time is over.
        guard unsafe state.pointee.lingering.count > 2 * limits.concurrentStreams else { return }
        unsafe state.pointee.lingering.removeAll { !isOpen($0.stream) }
    }

    /// Notes that bytes were dropped.
    func noteDiscarded(_ count: Int, slot: Int) {
        slots[slot].discarded += count
        guard slots[slot].isAnswered, slots[slot].discarded > limits.discardedBytes else { return }
        stop(StreamID(number: slots[slot].number, slot: slot))
    }

    /// Sends the peer a frame without a meaning, when it has ended a request that was answered before.
    ///
    /// The stream is over then on both sides, and nothing says so any more: curl (7.88) looks for that
    /// only when something comes, and waits for ever where nothing does. It is a byte of the connection's
    /// window.
    func wakePeer() {
        guard role == .server else { return }
        unsafe nghttp2_submit_window_update(pointer, 0, 0, 1)
    }

    private func stop(_ stream: StreamID) {
        guard !slots[stream.slot].wasReset else { return }
        slots[stream.slot].wasReset = true
        let code = HTTP2ErrorCode.noError.rawValue
        unsafe nghttp2_submit_rst_stream(pointer, 0, stream.number, code)
    }
}
