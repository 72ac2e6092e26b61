import Dispatch
import NIOCore
import NIOPosix
import Synchronization

/// An event loop of one thread that works when it is told to, and that other threads may call: what
/// `EmbeddedEventLoop` is not, so that methods that run in tasks can be driven.
final class PumpedLoop: EventLoop {
    private struct Timer {
        let id: Int
        let deadline: NIODeadline
        let body: @Sendable () -> Void
    }

    private struct State {
        var ready: [@Sendable () -> Void] = []
        var timers: [Timer] = []
        var nextID = 0
    }

    /// Marks the thread that pumps.
    private final class Mark: Sendable {}

    private let state = Mutex(State())
    private let own = ThreadSpecificVariable<Mark>()
    private let arrived = DispatchSemaphore(value: 0)

    var inEventLoop: Bool { own.currentValue != nil }

    /// Makes the calling thread the loop's own while `body` runs.
    func own<Result>(_ body: () throws -> Result) rethrows -> Result {
        own.currentValue = Mark()
        defer { own.currentValue = nil }
        return try body()
    }

    /// Does what is to be done now; waits up to `patience` microseconds for the first of it.
    ///
    /// - Returns: Whether there was something.
    @discardableResult
    func pump(patience: Int = 0) -> Bool {
        var worked = false
        if !hasWork { _ = arrived.wait(timeout: .now() + .microseconds(patience)) }
        while let bodies = takeWork(until: .now()) {
            worked = true
            for body in bodies { body() }
        }
        return worked
    }

    /// Lets the timers of the next while fire now, each once.
    func fireTimers(of time: TimeAmount) {
        for body in takeWork(until: .now() + time) ?? [] { body() }
    }

    private var hasWork: Bool { state.withLock { !$0.ready.isEmpty } }

    private func takeWork(until now: NIODeadline) -> [@Sendable () -> Void]? {
        state.withLock { state in
            var bodies = state.ready
            state.ready = []
            bodies += state.timers.filter { $0.deadline <= now }.map(\.body)
            state.timers.removeAll { $0.deadline <= now }
            return bodies.isEmpty ? nil : bodies
        }
    }

    func execute(_ task: @escaping @Sendable () -> Void) {
        state.withLock { $0.ready.append(task) }
        if !inEventLoop { arrived.signal() }
    }

    func scheduleTask<T>(
        deadline: NIODeadline,
        _ task: @escaping @Sendable () throws -> T
    ) -> Scheduled<T> {
        let promise = makePromise(of: T.self)
        let id = state.withLock { state in
            state.nextID += 1
            let body: @Sendable () -> Void = {
                do {
                    promise.assumeIsolated().succeed(try task())
                } catch {
                    promise.fail(error)
                }
            }
            state.timers.append(Timer(id: state.nextID, deadline: deadline, body: body))
            return state.nextID
        }
        return Scheduled(promise: promise) { [self] in
            state.withLock { $0.timers.removeAll { $0.id == id } }
        }
    }

    func scheduleTask<T>(
        in delay: TimeAmount,
        _ task: @escaping @Sendable () throws -> T
    ) -> Scheduled<T> {
        scheduleTask(deadline: .now() + delay, task)
    }

    /// The loop lives as long as the process.
    func shutdownGracefully(
        queue: DispatchQueue,
        _ callback: @escaping @Sendable ((any Error)?) -> Void
    ) {
        queue.async { callback(EventLoopError.unsupportedOperation) }
    }
}
