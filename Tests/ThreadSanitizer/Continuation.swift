#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The standard library's continuation whose order ThreadSanitizer sees.
///
/// What orders a value that is handed over and the task that goes on with it is an atomic in
/// libswift_Concurrency, which is not instrumented; where the value comes before the task waits for
/// it, the runtime says nothing to the sanitizer. Here both also pass through one lock.
/// `Scripts/bench/thread-sanitizer`, and nothing else, builds each target with this file in it.
struct CheckedContinuation<T, E: Error>: Sendable {
    private let continuation: _Concurrency.CheckedContinuation<T, E>
    private let order: HandoverOrder

    init(_ continuation: _Concurrency.CheckedContinuation<T, E>, _ order: HandoverOrder) {
        self.continuation = continuation
        self.order = order
    }

    func resume(returning value: sending T) {
        order.pass()
        continuation.resume(returning: value)
    }

    func resume(throwing error: E) {
        order.pass()
        continuation.resume(throwing: error)
    }

    func resume(with result: sending Result<T, E>) {
        order.pass()
        continuation.resume(with: result)
    }

    func resume() where T == Void {
        order.pass()
        continuation.resume()
    }
}

/// A lock that is taken and given back by both sides.
@safe
final class HandoverOrder: @unchecked Sendable {
    // Safe: only the lock's own functions touch it.
    private let lock: UnsafeMutablePointer<pthread_mutex_t>

    init() {
        unsafe lock = .allocate(capacity: 1)
        unsafe pthread_mutex_init(lock, nil)
    }

    deinit {
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
    }

    func pass() {
        unsafe pthread_mutex_lock(lock)
        unsafe pthread_mutex_unlock(lock)
    }
}

// Without the parameters of the standard library's, which the compiler therefore takes second.
nonisolated(nonsending) func withCheckedContinuation<T>(
    _ body: (CheckedContinuation<T, Never>) -> Void
) async -> sending T {
    let order = HandoverOrder()
    defer { order.pass() }
    return await _Concurrency.withCheckedContinuation(isolation: #isolation) {
        body(CheckedContinuation($0, order))
    }
}

nonisolated(nonsending) func withCheckedThrowingContinuation<T>(
    _ body: (CheckedContinuation<T, any Error>) -> Void
) async throws -> sending T {
    let order = HandoverOrder()
    defer { order.pass() }
    return try await _Concurrency.withCheckedThrowingContinuation(isolation: #isolation) {
        body(CheckedContinuation($0, order))
    }
}
