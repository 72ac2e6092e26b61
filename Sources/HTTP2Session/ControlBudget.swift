internal import CNgHTTP2

/// Tells a flood of SETTINGS and PING frames from those that come with honest work.
///
/// A client that measures its connection sends a ping now and then while messages go to and fro; so
/// each frame that we send besides answers to pings allows one, and so does time.
struct ControlBudget {
    private var since: UInt64
    private var framesSent = 0

    init(now: UInt64) { since = now }

    /// How many of `count` control frames nothing explains.
    mutating func excess(_ count: Int, framesSent sent: Int, perSecond: Int, now: UInt64) -> Int {
        let work = max(0, sent - framesSent - count)
        let seconds = Int(clamping: (max(now, since) - since) / 1_000_000_000)
        let rest = seconds.multipliedReportingOverflow(by: perSecond)
        since = max(now, since)
        framesSent = sent
        return rest.overflow ? 0 : max(0, count - work - min(rest.partialValue, count))
    }
}

extension HTTP2Session {
    /// Whether the control frames since the last look are fewer than the limit after all.
    func allowsControlFrames() -> Bool {
        let count = unsafe state.pointee.scanner.controlFrames
        let excess = unsafe state.pointee.control.excess(
            count,
            framesSent: framesSent,
            perSecond: limits.controlFramesPerSecond,
            now: now()
        )
        unsafe state.pointee.scanner.controlFrames = excess
        return excess <= limits.controlFrames
    }
}
