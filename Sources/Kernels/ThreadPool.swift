internal import CKernels

/// A fork-join pool of threads with a fixed share of the tasks for each.
///
/// One call of ``run(tasks:_:)`` at a time; the caller works too. Which thread does which task never
/// reaches the results.
@safe
package final class ThreadPool: @unchecked Sendable {
    // Safe to share: the pointer never changes, and the C pool hands work over through atomics.
    private let pool: OpaquePointer?
    /// The number of threads, the caller included.
    package let threads: Int

    /// Starts `threads - 1` helpers.
    package init(threads: Int) {
        precondition((1...1024).contains(threads), "\(threads) threads is not in 1...1024")
        unsafe pool = tk_pool_create(Int32(threads))
        self.threads = threads
    }

    deinit {
        if let pool = unsafe pool { unsafe tk_pool_destroy(pool) }
    }

    /// Calls `body(worker, task)` for each task in `0..<tasks` and returns when all are done.
    ///
    /// - Parameters:
    ///   - tasks: The number of tasks.
    ///   - body: The work; `worker` is below ``threads`` and no two calls at once have the same.
    package func run(tasks: Int, _ body: @Sendable (_ worker: Int, _ task: Int) -> Void) {
        guard let pool = unsafe pool, threads > 1, tasks > 1 else {
            for task in 0..<tasks { body(0, task) }
            return
        }
        typealias Body = @Sendable (Int, Int) -> Void
        withoutActuallyEscaping(body) { escaping in
            var context: Body = escaping
            unsafe withUnsafeMutablePointer(to: &context) { pointer in
                unsafe tk_pool_run(
                    pool,
                    { context, worker, task in
                        guard let context = unsafe context else { return }
                        let body = unsafe context.assumingMemoryBound(to: Body.self).pointee
                        body(worker, task)
                    },
                    pointer,
                    tasks
                )
            }
        }
    }
}

extension ThreadPool {
    /// Writes rows that are computed apart over `result`, `[count, width]`, whose memory is used again.
    ///
    /// - Parameters:
    ///   - result: All rows, one after the other.
    ///   - count: The number of rows.
    ///   - body: Writes every value of row `row`; it must do the same whatever thread it is on.
    package func writeRows(
        of result: inout [Float],
        count: Int,
        _ body: @Sendable (_ row: Int, _ values: inout MutableSpan<Float>) -> Void
    ) {
        let width = count > 0 ? result.count / count : 0
        precondition(result.count == count * width, "\(count) rows of \(result.count) values")
        unsafe result.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            let target = unsafe Target(start: start)
            run(tasks: count) { _, row in
                // In bounds, and no other task has this row.
                let values = unsafe UnsafeMutableBufferPointer(
                    start: target.start + row * width,
                    count: width
                )
                var span = unsafe MutableSpan(_unsafeElements: values)
                body(row, &span)
            }
        }
    }

    /// Safe to share: tasks write rows of their own, and end before the memory does.
    @safe
    private struct Target: @unchecked Sendable {
        let start: UnsafeMutablePointer<Float>
    }
}
