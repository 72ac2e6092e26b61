internal import Synchronization

/// Whether the server serves, and a way to wait until something about that changes.
package final class HealthState: Sendable {
    private struct State {
        var isServing = true
        var services: Set<String> = []
        var changes = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter = 0
    }

    private let state = Mutex(State())

    /// Creates a state of a server that serves.
    package init() {}

    /// Whether calls are served; set by whoever starts and stops the server.
    package var isServing: Bool {
        get { state.withLock(\.isServing) }
        set {
            state.withLock { $0.isServing = newValue }
            noteChange()
        }
    }

    /// The full names of the services that are routed.
    package var services: Set<String> {
        get { state.withLock(\.services) }
        set {
            state.withLock { $0.services = newValue }
            noteChange()
        }
    }

    /// How often something has changed.
    var changes: Int { state.withLock(\.changes) }

    /// Wakes all who wait.
    package func noteChange() {
        let waiters = state.withLock { state in
            state.changes += 1
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns once ``changes`` is not `count` any more, or the task is cancelled.
    func waitForChange(after count: Int) async {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { wait($0, id: id, after: count) }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }

    private func wait(_ waiter: CheckedContinuation<Void, Never>, id: Int, after count: Int) {
        let isOver = state.withLock { state in
            guard state.changes == count, !Task.isCancelled else { return true }
            state.waiters[id] = waiter
            return false
        }
        if isOver { waiter.resume() }
    }
}
