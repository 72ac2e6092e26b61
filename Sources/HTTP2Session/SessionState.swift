/// What a session changes while it runs, kept behind a pointer.
///
/// As stored properties of a class each of these would be checked for exclusive access at run time,
/// some 50 times a call: 15 % of the CPU of a small unary call. The rule that makes the checks
/// unnecessary: everything happens on one event loop, and no access is held across a call into
/// libnghttp2, which is where callbacks come from.
struct SessionState {
    var batch = EventBatch()
    /// How many batches of events were taken.
    var batchNumber: UInt64 = 0
    /// Streams that were answered while their peer still sends, and when, the oldest first.
    var lingering: [(stream: StreamID, since: UInt64)] = []
    /// Whether the connection takes no new streams: it does not wait for the rest of answered requests.
    var isEnding = false
    var freeSlots: [Int] = []
    var blockStart = 0
    var blockBytes = 0
    var blockIsOpen = false
    var blockIsRequest = false
    var blockStream: Int32 = 0
    /// How many fields of the open header list were those of ``known``; nil where one was not.
    var repeatedFields: Int?
    /// The header list of the last request.
    var known = KnownHeaders()
    /// The stream that was looked up last.
    var lastStream = StreamID(number: -1, slot: 0)
    var isTerminating = false
    var bufferedInput = 0
    var owedToConnection = 0
    var bufferedOutput = 0
    var openStreams = 0
    var framesSent = 0
    var bodySent = 0
    var lastWords: [UInt8] = []
    var hasFailed = false
    var resets: ResetBudget
    var control: ControlBudget
    var preface: PrefaceReader
    var scanner: FrameScanner
}

extension HTTP2Session {
    var batch: EventBatch {
        _read { yield unsafe state.pointee.batch }
        _modify { yield unsafe &state.pointee.batch }
    }

    var freeSlots: [Int] {
        _read { yield unsafe state.pointee.freeSlots }
        _modify { yield unsafe &state.pointee.freeSlots }
    }

    var resets: ResetBudget {
        _read { yield unsafe state.pointee.resets }
        _modify { yield unsafe &state.pointee.resets }
    }

    /// Where the open header block begins in the batch.
    var blockStart: Int {
        get { unsafe state.pointee.blockStart }
        set { unsafe state.pointee.blockStart = newValue }
    }

    /// The size of the open header block, as limits count it.
    var blockBytes: Int {
        get { unsafe state.pointee.blockBytes }
        set { unsafe state.pointee.blockBytes = newValue }
    }

    var blockIsOpen: Bool {
        get { unsafe state.pointee.blockIsOpen }
        set { unsafe state.pointee.blockIsOpen = newValue }
    }

    var isTerminating: Bool {
        get { unsafe state.pointee.isTerminating }
        set { unsafe state.pointee.isTerminating = newValue }
    }

    /// Received bytes in the buffers of all streams.
    package internal(set) var bufferedInput: Int {
        get { unsafe state.pointee.bufferedInput }
        set { unsafe state.pointee.bufferedInput = newValue }
    }

    /// Received bytes whose connection window is still to be given back.
    package internal(set) var owedToConnection: Int {
        get { unsafe state.pointee.owedToConnection }
        set { unsafe state.pointee.owedToConnection = newValue }
    }

    /// Bytes waiting to be sent on all streams.
    package internal(set) var bufferedOutput: Int {
        get { unsafe state.pointee.bufferedOutput }
        set { unsafe state.pointee.bufferedOutput = newValue }
    }

    /// Streams that are open.
    package internal(set) var openStreams: Int {
        get { unsafe state.pointee.openStreams }
        set { unsafe state.pointee.openStreams = newValue }
    }

    /// Frames sent.
    package internal(set) var framesSent: Int {
        get { unsafe state.pointee.framesSent }
        set { unsafe state.pointee.framesSent = newValue }
    }

    /// Body bytes sent on all streams.
    package internal(set) var bodySent: Int {
        get { unsafe state.pointee.bodySent }
        set { unsafe state.pointee.bodySent = newValue }
    }

    /// What is still to be sent before the connection is closed, in place of all that waits.
    var lastWords: [UInt8] {
        _read { yield unsafe state.pointee.lastWords }
        _modify { yield unsafe &state.pointee.lastWords }
    }

    /// Whether the connection ends because of what the peer did.
    package internal(set) var hasFailed: Bool {
        get { unsafe state.pointee.hasFailed }
        set { unsafe state.pointee.hasFailed = newValue }
    }

    /// Frames received.
    package var framesReceived: Int { unsafe state.pointee.scanner.frames }
}
