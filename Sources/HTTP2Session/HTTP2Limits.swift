/// What one HTTP/2 connection may use; every figure is a bound on what a peer can make us keep or do.
package struct HTTP2Limits: Sendable, Hashable {
    /// Bytes of one header list: names, values and 32 for each field (RFC 9113, section 6.5.2).
    package var headerListBytes = 16 << 10
    /// CONTINUATION frames of one header block; past them the connection ends.
    package var continuationFrames = 8
    /// Bytes of the CONTINUATION frames of one header block; past them the connection ends.
    ///
    /// The HEADERS frame before them has up to 16 KiB more, so a list somewhat over its limit costs
    /// its caller one call, and only a flood costs the connection.
    package var continuationBytes: Int { max(16 << 10, headerListBytes) }
    /// Bytes of one header list past which its stream is reset, and the rest not looked at.
    ///
    /// Up to here a list over its limit gets an answer that says so. References to the HPACK table make
    /// a list of 57 MB out of 19 KB, and to check its fields takes 30 ms.
    package var expandedHeaderBytes: Int { 8 * headerListBytes }
    /// Streams that a peer may have open; fewer than ``resetTokens``, so that a client which cancels
    /// all its calls at once is not taken for an attacker.
    package var concurrentStreams = 128
    /// Bytes a peer may send on one stream before the handler takes a message.
    package var streamWindow = 1 << 20
    /// Bytes a peer may send on the connection before they enter a stream's buffer.
    package var connectionWindow = 4 << 20
    /// Bytes that a peer may still send on a stream that is answered; they are dropped.
    package var discardedBytes = 16 << 20
    /// Received bytes held for all streams; past it the connection window is not given back.
    package var bufferedInputBytes = 16 << 20
    /// Bytes waiting to be sent on all streams; past it new streams are refused, and past twice as many
    /// messages too.
    package var bufferedOutputBytes = 16 << 20
    /// Bytes waiting on one stream above which a writer should wait.
    package var streamOutputHighWater = 256 << 10
    /// Bytes waiting on one stream below which a waiting writer may go on.
    package var streamOutputLowWater = 64 << 10
    /// Stream resets, received before the call was handed on and caused, that the bucket holds at first
    /// and at most; without them new streams are refused.
    package var resetTokens = 200
    /// What it holds in truth: a client that cancels all its calls at once is no attacker.
    package var resetCapacity: Int { max(resetTokens, concurrentStreams) }
    /// Resets that come back each second; each completed call brings back one more.
    package var resetTokensPerSecond = 7
    /// Control frames (acknowledgements, resets) waiting to be sent, and SETTINGS and PING frames
    /// beyond those that the connection's work explains.
    package var controlFrames = 1_000
    /// SETTINGS and PING frames that are allowed again each second.
    package var controlFramesPerSecond = 100
    /// DATA frames in a row that carry nothing.
    package var emptyDataFrames = 100

    package init() {}
}
