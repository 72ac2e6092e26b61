internal import Synchronization

/// Contexts that wait for their next use, at most `limit` of them.
final class ContextPool<Context: Sendable>: Sendable {
    private let idle = Mutex<[Context]>([])
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// A context that nobody else has: one that waits, or else a new one.
    func take(
        orMake make: () throws(CompressionError) -> Context
    ) throws(CompressionError) -> Context {
        if let context = idle.withLock({ $0.popLast() }) { return context }
        return try make()
    }

    /// Lets others use a context.
    func giveBack(_ context: Context) {
        idle.withLock { idle in
            if idle.count < limit { idle.append(context) }
        }
    }
}
