/// The session's own state of one stream; its storage is used again by later streams.
struct StreamSlot {
    /// How the output ends once all of it is sent.
    enum Ending {
        /// More may come.
        case open
        /// With END_STREAM on the last DATA frame.
        case endStream
        /// With a trailing header list.
        case trailers(HeaderBlock)
        /// With a trailing header list of literals.
        case staticTrailers(StaticHeaders)
    }

    /// The stream's number; 0 where the slot is free.
    var number: Int32 = 0
    /// Bytes to send; those before `sent` are gone.
    var output: [UInt8] = []
    var sent = 0
    var ending = Ending.open
    /// Whether libnghttp2 waits for `nghttp2_session_resume_data`.
    var isDeferred = false
    /// Whether a writer was told to wait.
    var writerWaits = false
    /// Whether a response or request was submitted.
    var hasHeaders = false
    /// Received bytes that the handler has not taken.
    var buffered = 0
    /// Whether received bytes are to be dropped: the stream was answered, or reset by us.
    var discards = false
    /// Bytes that were dropped.
    var discarded = 0
    /// Whether the peer sends no more.
    var peerEnded = false
    /// Whether we have sent all before the peer has.
    var isAnswered = false
    /// Whether one of us reset the stream, with whatever code.
    var wasReset = false
    /// The batch of events that the stream began in.
    var firstBatch: UInt64 = 0
    /// Whether both sides came to their ends: such a call brings a token of resets back.
    var isComplete: Bool { peerEnded && !wasReset }

    var unsent: Int { output.count - sent }

    /// Frees what waits to be sent.
    mutating func dropOutput() {
        output = []
        sent = 0
    }

    /// Empties the slot, and keeps its storage unless a large message made it large.
    mutating func empty() {
        number = 0
        if !output.isEmpty || output.capacity > 64 << 10 {
            output.removeAll(keepingCapacity: output.capacity <= 64 << 10)
        }
        sent = 0
        ending = .open
        isDeferred = false
        writerWaits = false
        hasHeaders = false
        buffered = 0
        discards = false
        discarded = 0
        peerEnded = false
        isAnswered = false
        wasReset = false
    }
}
