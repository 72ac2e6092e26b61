internal import NIOCore
internal import Synchronization

/// Finds out whether event loops answer: each is asked to run something, and has a time to do it.
final class LoopCheck: Sendable {
    private struct State {
        var loops: [any EventLoop] = []
        /// Since when a loop has owed an answer, by its number; it is not asked again before.
        var asked: [Int: ContinuousClock.Instant] = [:]
    }

    private let state = Mutex(State())

    /// Watches `loops`.
    func follow(_ loops: [any EventLoop]) {
        state.withLock { $0 = State(loops: loops) }
    }

    /// The numbers of the loops that take longer than `limit` to answer; waits at most that long.
    func silent(after limit: Duration) async -> [Int] {
        ask()
        let end = ContinuousClock.now + limit
        var nap = Duration.milliseconds(1)
        while true {
            let now = ContinuousClock.now
            let (asked, overdue) = state.withLock { state in
                (state.asked.count, state.asked.filter { now - $0.value >= limit }.keys.sorted())
            }
            if asked == 0 { return [] }
            if overdue.count == asked || now >= end { return overdue }
            guard (try? await Task.sleep(for: nap)) != nil else { return overdue }
            nap = min(nap * 2, .milliseconds(50))
        }
    }

    private func ask() {
        let now = ContinuousClock.now
        let loops = state.withLock { state in
            state.loops.enumerated().filter { number, _ in
                guard state.asked[number] == nil else { return false }
                state.asked[number] = now
                return true
            }
        }
        for (number, loop) in loops {
            loop.execute { [self] in
                state.withLock { _ = $0.asked.removeValue(forKey: number) }
            }
        }
    }
}
