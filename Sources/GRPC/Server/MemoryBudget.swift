internal import NIOCore
internal import Synchronization

/// The bytes that all connections of a server may hold together: unfinished messages, messages and
/// answers on their way to and from methods, and answers that are not taken.
///
/// Each connection says what it holds where that has changed by much. Past the limit the one that holds
/// most is asked to give it up, of those first whose figure has stood still for a while: who sends and
/// takes is not cut off for those who only hold.
final class MemoryBudget: Sendable {
    private struct Holder {
        var bytes: Int
        var changedAt: NIODeadline
        /// Whether it was asked to give up, and has not said since what it holds.
        var isAsked = false
        let giveUp: @Sendable () -> Void
    }

    private struct State {
        var holders: [Int: Holder] = [:]
        var sum = 0
        /// The most that was held since little was.
        var peak = 0

        /// Whether little is held again after much was; told once.
        mutating func isRelieved(_ limit: Int) -> Bool {
            peak = max(peak, sum)
            guard sum <= limit / 16, peak >= limit / 4 else { return false }
            peak = 0
            return true
        }
    }

    /// Changes of less are not told: most calls are small, and cost nothing here.
    static let step = 16 << 10
    /// What a connection may hold of unfinished messages before it has shown a right token.
    static let strangerBytes = 64 << 10
    /// How long a figure stands still before its connection counts as idle.
    private static let rest = TimeAmount.seconds(1)

    /// The most bytes.
    let limit: Int
    private let state = Mutex(State())

    private let onRelief: @Sendable () -> Void

    /// Creates a budget of which nothing is held; `onRelief` is called when little is held again after
    /// much was.
    init(limit: Int, onRelief: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.onRelief = onRelief
    }

    /// What is held now.
    var held: Int { state.withLock(\.sum) }

    /// Whether more is held than may be.
    var isOver: Bool { held > limit }

    /// Notes what connection `number` holds, and asks another one, or itself, to give up where that is
    /// too much; `giveUp` may be called on any thread.
    func set(
        _ number: Int,
        _ bytes: Int,
        at now: NIODeadline,
        giveUp: @escaping @Sendable () -> Void
    ) {
        let (asked, isRelieved) = state.withLock { state -> ((@Sendable () -> Void)?, Bool) in
            state.sum += bytes - (state.holders[number]?.bytes ?? 0)
            state.holders[number] =
                bytes == 0 ? nil : Holder(bytes: bytes, changedAt: now, giveUp: giveUp)
            let isRelieved = state.isRelieved(limit)
            return (state.sum > limit ? Self.ask(&state, now) : nil, isRelieved)
        }
        asked?()
        if isRelieved { onRelief() }
    }

    /// Asks the next one to give up, where too much is held still.
    func relieve(at now: NIODeadline) {
        let asked = state.withLock { $0.sum > limit ? Self.ask(&$0, now) : nil }
        asked?()
    }

    /// Forgets a connection that ends.
    func remove(_ number: Int) {
        let isRelieved = state.withLock { state in
            state.sum -= state.holders.removeValue(forKey: number)?.bytes ?? 0
            return state.isRelieved(limit)
        }
        if isRelieved { onRelief() }
    }

    private static func ask(_ state: inout State, _ now: NIODeadline) -> (@Sendable () -> Void)? {
        func rank(_ holder: Holder) -> (Int, Int) {
            (now - holder.changedAt >= rest ? 1 : 0, holder.bytes)
        }
        let largest = state.holders.lazy.filter { !$0.value.isAsked }
            .max { rank($0.value) < rank($1.value) }
        guard let largest else { return nil }
        state.holders[largest.key]?.isAsked = true
        return largest.value.giveUp
    }
}
