/// A token bucket for stream resets, received and caused (CVE-2023-44487, CVE-2025-8671).
///
/// Honest clients cancel calls, so each completed call brings a token back. A client that runs dry gets
/// no new calls for a while; only one that resets far more streams than that, though they are refused,
/// runs out of ``patience`` too.
struct ResetBudget {
    private let capacity: Int
    private let perSecond: Int
    /// How many resets are left.
    private(set) var tokens: Int
    /// How many resets are left that the peer makes us send by breaking the rules.
    private(set) var breaches: Int
    /// How many more are left before the connection ends.
    private(set) var patience: Int
    private var refilledAt: UInt64

    /// How many times as many resets the connection outlives, of streams that cost next to nothing.
    static let patienceFactor = 16

    init(limits: HTTP2Limits, now: UInt64) {
        capacity = limits.resetCapacity
        perSecond = limits.resetTokensPerSecond
        tokens = capacity
        breaches = capacity
        patience = capacity * Self.patienceFactor
        refilledAt = now
    }

    /// Notes a completed call.
    mutating func completed() {
        if tokens < capacity { tokens += 1 }
        if breaches < capacity { breaches += 1 }
        if patience < capacity * Self.patienceFactor { patience += 1 }
    }

    /// Whether there is a token at `now` (nanoseconds).
    mutating func hasToken(now: UInt64) -> Bool {
        if tokens == 0 { refill(now: now) }
        return tokens > 0
    }

    /// Takes one token; false when there is none.
    mutating func take(now: UInt64) -> Bool {
        refill(now: now)
        guard tokens > 0 else { return false }
        tokens -= 1
        return true
    }

    /// Takes one breach; false when there is none.
    mutating func takeBreach(now: UInt64) -> Bool {
        refill(now: now)
        guard breaches > 0 else { return false }
        breaches -= 1
        return true
    }

    /// Takes one bit of patience; false when there is none.
    mutating func endure(now: UInt64) -> Bool {
        refill(now: now)
        guard patience > 0 else { return false }
        patience -= 1
        return true
    }

    private mutating func refill(now: UInt64) {
        guard perSecond > 0, now > refilledAt else { return }
        let interval = 1_000_000_000 / UInt64(perSecond)
        let earned = (now - refilledAt) / interval
        guard earned > 0 else { return }
        refilledAt += earned * interval
        let more = Int(min(earned, UInt64(capacity)))
        tokens = min(capacity, tokens + more)
        breaches = min(capacity, breaches + more)
        patience = min(capacity * Self.patienceFactor, patience + more * Self.patienceFactor)
    }
}

extension HTTP2Session {
    /// What a new stream is refused for; nil where it may open.
    var refusal: TransportLimit? {
        if openStreams >= limits.concurrentStreams { return .streams }
        if bufferedOutput > limits.bufferedOutputBytes { return .bufferedOutput }
        return resets.tokens > 0 || resets.hasToken(now: now()) ? nil : .resets
    }

    /// Notes that the peer reset a stream; `slot` is nil where we had forgotten or refused it.
    ///
    /// To cancel a call that was handed to the application, or answered, is what honest clients do. One
    /// that is taken back within the read that it came in costs a token.
    func noteReset(_ slot: Int?) {
        guard role == .server, !isTerminating else { return }
        if let slot {
            slots[slot].wasReset = true
            let isKnown = unsafe slots[slot].firstBatch != state.pointee.batchNumber
            if isKnown || slots[slot].isAnswered || resets.take(now: now()) { return }
        }
        if !resets.endure(now: now()) { _ = cutOff(.resets) }
    }

    /// Notes that a reset was sent.
    ///
    /// A refused stream has cost nothing; who opens too many need not lose the others. An answered one is
    /// over. All others are what a peer made us do that broke the rules, and nobody else does.
    func noteSentReset(_ code: UInt32) {
        guard role == .server, !isTerminating,
            code != HTTP2ErrorCode.refusedStream.rawValue, code != HTTP2ErrorCode.noError.rawValue
        else { return }
        if !resets.takeBreach(now: now()) { _ = cutOff(.resets) }
    }
}
