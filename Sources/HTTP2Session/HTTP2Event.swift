/// One stream of a session: its number on the wire and the slot that holds its state.
///
/// A slot is used again after its stream has closed, a number never is; so a stale `StreamID` is
/// recognized and ignored.
package struct StreamID: Hashable, Sendable {
    /// The stream's number on the wire.
    package let number: Int32
    /// The index of the stream's slot; dense, so that users keep their own state in an array.
    package let slot: Int
}

/// What a peer did, in order; payloads are ranges into the ``EventBatch`` that carries the event.
package enum HTTP2Event: Hashable, Sendable {
    /// A header list; `fields` are indices into ``EventBatch/headers``, and the same ones as those of
    /// the request before where the lists are equal.
    case headers(StreamID, fields: Range<Int>)
    /// A header list past ``HTTP2Limits/headerListBytes``; nothing of it is kept.
    case headersTooLarge(StreamID)
    /// Body bytes; `bytes` are indices into ``EventBatch/body``.
    case data(StreamID, bytes: Range<Int>)
    /// The peer sends no more on this stream.
    case endStream(StreamID)
    /// The stream is gone; its slot is free after this event.
    case closed(StreamID, HTTP2ErrorCode)
    /// Output of the stream fell below the low-water mark after a writer was told to wait.
    case writable(StreamID)
    /// The peer opens or accepts no streams above `last`.
    case goAway(last: Int32, HTTP2ErrorCode)
    /// The peer's settings are known.
    case settings
    /// The peer answered a ping.
    case pingAnswered
}

/// Events in order, with the bytes they refer to; reused from read to read.
package struct EventBatch: Sendable {
    /// What happened.
    package var events: [HTTP2Event] = []
    /// The fields of all header lists of the batch.
    package var headers = HeaderBlock()
    /// Where the header list of the last request of an earlier batch lies; nil where it did not come
    /// again.
    package internal(set) var repeatedFields: Range<Int>?
    /// The body bytes of the batch.
    package var body: [UInt8] = []

    package init() {}

    /// Whether event `index` is the end of a stream.
    package func ends(_ stream: StreamID, at index: Int) -> Bool {
        guard index < events.count, case .endStream(let ended) = events[index] else { return false }
        return ended.number == stream.number
    }

    /// Empties the batch and keeps its storage, unless one large read made it large.
    mutating func clear() {
        events.removeAll(keepingCapacity: events.capacity <= 4_096)
        headers.removeAll()
        repeatedFields = nil
        body.removeAll(keepingCapacity: body.capacity <= 1 << 20)
    }
}
