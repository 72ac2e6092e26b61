/// A token bucket for stream resets, received and sent (CVE-2023-44487, CVE-2025-8671).
///
/// Honest clients cancel calls, so each completed call brings a token back; a client that only
/// resets runs dry.
struct ResetBudget {
    private let capacity: Int
    private let perSecond: Int
    /// How many resets are left.
    private(set) var tokens: Int
    private var refilledAt: UInt64

    init(limits: HTTP2Limits, now: UInt64) {
        capacity = limits.resetCapacity
        perSecond = limits.resetTokensPerSecond
        tokens = capacity
        refilledAt = now
    }

    /// Notes a completed call.
    mutating func completed() {
        if tokens < capacity { tokens += 1 }
    }

    /// Takes one token at `now` (nanoseconds); false when there is none.
    mutating func take(now: UInt64) -> Bool {
        refill(now: now)
        guard tokens > 0 else { return false }
        tokens -= 1
        return true
    }

    private mutating func refill(now: UInt64) {
        guard perSecond > 0, now > refilledAt else { return }
        let interval = 1_000_000_000 / UInt64(perSecond)
        let earned = (now - refilledAt) / interval
        guard earned > 0 else { return }
        refilledAt += earned * interval
        tokens = Int(min(UInt64(capacity), UInt64(tokens) + min(earned, UInt64(capacity))))
    }
}
