import Labeling
import Synchronization

/// Workers that do what the test does in their name.
final class ManualWorkers: WorkerLauncher {
    private let started = Mutex<[ManualWorker]>([])

    /// Every worker that was started, in order.
    var all: [ManualWorker] { started.withLock { $0 } }

    func launch() throws -> any RunningWorker {
        started.withLock { workers in
            let worker = ManualWorker(process: Int32(1000 + workers.count))
            workers.append(worker)
            return worker
        }
    }
}

/// A worker that ends when the test says so, or when it is told to.
final class ManualWorker: RunningWorker {
    private struct State {
        var end: String?
        var waiters: [CheckedContinuation<String, Never>] = []
        var isTerminated = false
    }

    let process: Int32
    private let state = Mutex(State())

    init(process: Int32) { self.process = process }

    var isTerminated: Bool { state.withLock { $0.isTerminated } }

    func end(_ how: String) {
        let waiters = state.withLock { state in
            state.end = state.end ?? how
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(returning: how) }
    }

    func wait() async -> String {
        await withCheckedContinuation { continuation in
            let end = state.withLock { state in
                if state.end == nil { state.waiters.append(continuation) }
                return state.end
            }
            if let end { continuation.resume(returning: end) }
        }
    }

    func terminate() { state.withLock { $0.isTerminated = true } }

    func kill() { end("signal 9") }
}
