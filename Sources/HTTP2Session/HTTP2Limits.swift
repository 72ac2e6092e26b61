/// What one HTTP/2 connection may use; every figure is a bound on what a peer can make us keep or do.
package struct HTTP2Limits: Sendable, Hashable {
    /// Bytes of one header list: names, values and 32 for each field (RFC 9113, section 6.5.2).
    package var headerListBytes = 16 << 10
    /// Compressed bytes of one header block, HEADERS and CONTINUATION frames together; past it the
    /// connection ends, so it is well above the list's limit, which costs a caller one call.
    package var headerBlockBytes = 64 << 10
    /// CONTINUATION frames of one header block.
    package var continuationFrames = 8
    /// Streams that a peer may have open.
    package var concurrentStreams = 256
    /// Bytes a peer may send on one stream before the handler takes a message.
    package var streamWindow = 1 << 20
    /// Bytes a peer may send on the connection before they enter a stream's buffer.
    package var connectionWindow = 4 << 20
    /// Received bytes held for all streams; past it the connection window is not given back.
    package var bufferedInputBytes = 16 << 20
    /// Bytes waiting to be sent on all streams; past it new streams are refused.
    package var bufferedOutputBytes = 16 << 20
    /// Bytes waiting on one stream above which a writer should wait.
    package var streamOutputHighWater = 256 << 10
    /// Bytes waiting on one stream below which a waiting writer may go on.
    package var streamOutputLowWater = 64 << 10
    /// Stream resets, received and sent, that the bucket holds at first and at most.
    package var resetTokens = 200
    /// Resets that come back each second; each completed call brings back one more.
    package var resetTokensPerSecond = 7
    /// Control frames (acknowledgements, resets) waiting to be sent.
    package var controlFrames = 1_000
    /// DATA frames in a row that carry nothing.
    package var emptyDataFrames = 100

    /// Creates the default limits.
    package init() {}
}
