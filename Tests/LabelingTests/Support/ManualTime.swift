import Files
import Labeling
import Synchronization

/// A clock that goes forward when the test says so.
final class ManualTime: Sendable {
    private struct Sleeper {
        var wakes: Duration
        var id: Int
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Duration.zero
        var nextID = 0
        var sleepers: [Sleeper] = []
        var cancelled: Set<Int> = []
    }

    private let state = Mutex(State())

    var now: Duration { state.withLock { $0.now } }

    /// How many tasks wait.
    var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    var time: Clocks {
        Clocks(
            monotonic: { UInt64(self.now / .nanoseconds(1)) },
            wait: { try await self.sleep(for: $0) }
        )
    }

    /// Goes forward and wakes whoever waited for that.
    func advance(by duration: Duration) {
        let awake = state.withLock { state -> [Sleeper] in
            state.now += duration
            let now = state.now
            let awake = state.sleepers.filter { $0.wakes <= now }
            state.sleepers.removeAll { $0.wakes <= now }
            return awake
        }
        for sleeper in awake { sleeper.continuation.resume() }
    }

    private func sleep(for duration: Duration) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if state.cancelled.remove(id) != nil { return true }
                    let wakes = state.now + duration
                    state.sleepers.append(
                        Sleeper(wakes: wakes, id: id, continuation: continuation)
                    )
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.sleepers.remove(at: index)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
