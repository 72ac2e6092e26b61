import Kernels
import Synchronization
import Testing

@Suite("The thread pool does every task once")
struct ThreadPoolTests {
    @Test(
        "Counts of tasks around the number of threads",
        arguments: [1, 2, 3, 5],
        [0, 1, 2, 7, 64]
    )
    func once(threads: Int, tasks: Int) {
        let pool = ThreadPool(threads: threads)
        for _ in 0..<50 {
            let done = Mutex(Array(repeating: 0, count: tasks))
            let workers = Mutex(Set<Int>())
            pool.run(tasks: tasks) { worker, task in
                done.withLock { $0[task] += 1 }
                workers.withLock { _ = $0.insert(worker) }
            }
            #expect(done.withLock { $0 } == Array(repeating: 1, count: tasks))
            #expect(workers.withLock { $0.allSatisfy { (0..<threads).contains($0) } })
        }
    }

    @Test("Rows computed apart are those of their numbers", arguments: [1, 2, 3], [0, 1, 2, 9])
    func rows(threads: Int, count: Int) {
        var rows = [Float](repeating: -1, count: 5 * count)
        ThreadPool(threads: threads).writeRows(of: &rows, count: count) { row, values in
            for index in values.indices where index > 0 { values[index] = Float(10 * row + index) }
        }
        let want = (0..<count).flatMap { row in
            (0..<5).map { $0 == 0 ? -1 : Float(10 * row + $0) }
        }
        #expect(rows == want)
        var nothing: [Float] = []
        ThreadPool(threads: threads).writeRows(of: &nothing, count: count) { _, _ in }
        #expect(nothing.isEmpty)
    }

    @Test("Helpers that fell asleep wake up again")
    func asleep() async throws {
        let pool = ThreadPool(threads: 3)
        let sum = Atomic(0)
        for _ in 0..<5 {
            try await Task.sleep(for: .milliseconds(20))
            pool.run(tasks: 9) { _, task in sum.add(task, ordering: .relaxed) }
        }
        #expect(sum.load(ordering: .relaxed) == 5 * 36)
    }
}
