internal import CNgHTTP2

extension HTTP2Session {
    /// Gives back the stream window of bytes that the handler took or that were dropped.
    package func release(_ stream: StreamID, bytes: Int) {
        guard isOpen(stream), bytes > 0 else { return }
        let count = min(bytes, slots[stream.slot].buffered)
        slots[stream.slot].buffered -= count
        unsafe nghttp2_session_consume_stream(pointer, stream.number, count)
        forget(count)
    }

    /// Notes `count` bytes that entered the buffer of a stream, and gives back their connection
    /// window unless all buffers together are over their cap.
    func buffer(_ count: Int, slot: Int) {
        slots[slot].buffered += count
        bufferedInput += count
        if bufferedInput <= limits.bufferedInputBytes, owedToConnection == 0 {
            unsafe nghttp2_session_consume_connection(pointer, count)
        } else {
            owedToConnection += count
        }
    }

    /// Notes that `count` bytes left a stream's buffer, and pays what the connection is owed.
    func forget(_ count: Int) {
        bufferedInput -= count
        guard owedToConnection > 0 else { return }
        let room = limits.bufferedInputBytes - (bufferedInput - owedToConnection)
        let paid = min(owedToConnection, max(0, room))
        guard paid > 0 else { return }
        owedToConnection -= paid
        unsafe nghttp2_session_consume_connection(pointer, paid)
    }

    /// The part of the connection's receive window that the peer may still use.
    package var connectionWindow: Int {
        let size = unsafe Int(nghttp2_session_get_effective_local_window_size(pointer))
        let used = unsafe Int(nghttp2_session_get_effective_recv_data_length(pointer))
        return size - used
    }

    /// The part of a stream's receive window that the peer may still use.
    package func streamWindow(_ stream: StreamID) -> Int {
        let size = unsafe nghttp2_session_get_stream_effective_local_window_size(
            pointer,
            stream.number
        )
        let used = unsafe nghttp2_session_get_stream_effective_recv_data_length(
            pointer,
            stream.number
        )
        return Int(size) - Int(used)
    }

    // MARK: Slots

    /// Takes a free slot, which is empty.
    func takeSlot() -> Int {
        if let slot = freeSlots.popLast() { return slot }
        slots.append(StreamSlot())
        return slots.count - 1
    }

    /// Frees the slot of a closed stream.
    func freeSlot(_ slot: Int) {
        bufferedOutput -= slots[slot].unsent
        let buffered = slots[slot].buffered
        slots[slot].empty()
        if buffered > 0 { forget(buffered) }
        freeSlots.append(slot)
        openStreams -= 1
    }
}
