internal import CNgHTTP2

/// Header lists as libnghttp2 hands them over, field by field.
///
/// Most calls of a connection have the header list of the call before. Such a list is compared with
/// that one while it comes, and is neither copied nor, by who takes the events, read again.
extension HTTP2Session {
    /// Begins a header list of stream `number`.
    func beginBlock(of number: Int32, isRequest: Bool) {
        unsafe state.pointee.blockStream = number
        blockStart = batch.headers.count
        blockBytes = 0
        blockIsOpen = true
        unsafe state.pointee.blockIsRequest = isRequest
        unsafe state.pointee.repeatedFields = isRequest && state.pointee.known.count > 0 ? 0 : nil
    }

    /// Forgets what came of a header list whose stream was closed within it.
    func dropBlock(of number: Int32) {
        guard blockIsOpen, unsafe state.pointee.blockStream == number else { return }
        blockIsOpen = false
        batch.headers.truncate(to: blockStart)
    }

    /// Takes one field; false where the list would cost far more than it took to send: libnghttp2
    /// then resets the stream, and looks no more at the fields that are still to come.
    func noteField(_ nameBuffer: OpaquePointer?, _ valueBuffer: OpaquePointer?) -> Bool {
        let known = unsafe state.pointee.known
        if let count = unsafe state.pointee.repeatedFields,
            let size = unsafe known.size(ofFieldIn: nameBuffer, valueBuffer, at: count)
        {
            // Within the limits, as it was before.
            blockBytes += size
            unsafe state.pointee.repeatedFields = count + 1
            return true
        }
        let name = unsafe Self.bytes(of: nameBuffer)
        let value = unsafe Self.bytes(of: valueBuffer)
        blockBytes += name.count + value.count + 32
        guard blockBytes <= limits.expandedHeaderBytes else {
            counters.count(.headerList)
            if blockIsOpen { batch.headers.truncate(to: blockStart) }
            blockIsOpen = false
            return false
        }
        // Nothing is kept of the headers of a stream that is refused.
        guard blockIsOpen, blockBytes <= limits.headerListBytes else { return true }
        if let count = unsafe state.pointee.repeatedFields {
            if unsafe state.pointee.known.has(name, value, at: count) {
                unsafe state.pointee.known.learn(nameBuffer, valueBuffer, at: count)
                unsafe state.pointee.repeatedFields = count + 1
                return true
            }
            copyRepeated(count)
        }
        unsafe batch.headers.append(name, value)
        return true
    }

    private static func bytes(of buffer: OpaquePointer?) -> UnsafeBufferPointer<UInt8> {
        let bytes = unsafe nghttp2_rcbuf_get_buf(buffer)
        return unsafe UnsafeBufferPointer(start: bytes.base, count: bytes.len)
    }

    /// Appends the event of a header list that came whole.
    func noteHeaders(_ stream: StreamID) {
        blockIsOpen = false
        guard blockBytes <= limits.headerListBytes else {
            counters.count(.headerList)
            batch.headers.truncate(to: blockStart)
            batch.events.append(.headersTooLarge(stream))
            return
        }
        if let count = unsafe state.pointee.repeatedFields {
            guard unsafe count < state.pointee.known.count else {
                return batch.events.append(.headers(stream, fields: knownFields()))
            }
            copyRepeated(count)
        }
        let fields = blockStart..<batch.headers.count
        batch.events.append(.headers(stream, fields: fields))
        if unsafe state.pointee.blockIsRequest {
            unsafe state.pointee.known.keep(fields, of: batch.headers)
        }
    }

    /// Copies the first `count` fields of the list before: the open one began alike.
    private func copyRepeated(_ count: Int) {
        unsafe state.pointee.repeatedFields = nil
        unsafe state.pointee.known.append(count, to: &batch.headers)
    }

    /// Where the list before lies in the batch; copied there if it came in an earlier one.
    private func knownFields() -> Range<Int> {
        if let fields = unsafe state.pointee.known.place { return fields }
        unsafe state.pointee.known.append(state.pointee.known.count, to: &batch.headers)
        let fields = blockStart..<batch.headers.count
        batch.repeatedFields = fields
        unsafe state.pointee.known.place = fields
        return fields
    }
}
