internal import Dispatch
internal import Domain
internal import Files
internal import Foundation
internal import Synchronization

/// A thread that does one job after the other, for work that would hold up event loops, compute
/// threads or Swift's own threads; it yields to them, sleeps without jobs and ends with its owner.
final class BackgroundThread: Sendable {
    /// What the thread keeps: not the owner, so that the owner can end.
    private final class Jobs: Sendable {
        struct State {
            var waiting: [@Sendable () -> Void] = []
            var isOver = false
        }

        let state = Mutex(State())
        let ready = DispatchSemaphore(value: 0)

        func work() {
            while true {
                ready.wait()
                let (jobs, isOver) = state.withLock { state in
                    defer { state.waiting = [] }
                    return (state.waiting, state.isOver)
                }
                for job in jobs { job() }
                if isOver { return }
            }
        }
    }

    private let jobs = Jobs()

    /// Starts a thread.
    init(name: String) {
        let jobs = jobs
        let thread = Thread { jobs.work() }
        thread.name = name
        thread.start()
    }

    deinit {
        jobs.state.withLock { $0.isOver = true }
        jobs.ready.signal()
    }

    /// Adds a job; those that were added are done even when the owner ends.
    func add(_ job: @escaping @Sendable () -> Void) {
        jobs.state.withLock { $0.waiting.append(job) }
        jobs.ready.signal()
    }

    /// Adds a job that yields to calls, and returns what it comes to.
    func run<Value: Sendable>(
        _ job: @escaping @Sendable () throws(Failure) -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            add { continuation.resume(with: YieldingWork.run { Result(catching: job) }) }
        }
    }
}
