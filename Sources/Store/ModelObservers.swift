internal import Synchronization

/// Who wants to know that there are new model versions.
final class ModelObservers: Sendable {
    private let bodies = Mutex<[@Sendable () -> Void]>([])

    func add(_ body: @escaping @Sendable () -> Void) { bodies.withLock { $0.append(body) } }

    /// Tells all of them, on the writer's thread.
    func notify() {
        for body in bodies.withLock(\.self) { body() }
    }
}
