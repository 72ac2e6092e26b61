import Dispatch
import Domain
import GRPC
import HTTP2
import Messages
import Services
import Serving
import Synchronization
import Testing

@Suite("A full queue refuses at once, and says when to come back", .timeLimit(.minutes(3)))
struct OverloadTests {
    private func harness() async throws -> Harness {
        let harness = try await Harness {
            $0.threads = 1
            $0.maxQueueSize = 4
            $0.maxRequestRows = 4
            $0.inlineMultiplyAdds = 0
        }
        try await harness.createProject()
        try await harness.promoteModel()
        return harness
    }

    private func request(rows: Int = 1) -> Wire.PredictRequest {
        Wire.PredictRequest(
            project: "numbers",
            inputs: tensor(Array(repeating: [1, 2, 3, 4], count: rows))
        )
    }

    @Test("A hot call's refusal carries grpc-retry-pushback-ms and RetryInfo")
    func pushback() async throws {
        let harness = try await harness()
        let gate = ThreadGate()
        try await gate.hold(harness)
        async let waiting = harness.client.unary(.predict, request(rows: 4))
        while harness.batcher.statistics.waitingRows < 4 { await Task.yield() }
        let refused = await status { try await harness.client.unary(.predict, request()) }
        #expect(refused.code == .resourceExhausted)
        #expect(refused.message.contains("--max-queue"))
        let milliseconds = try #require(refused.retryPushbackMilliseconds)
        #expect((1...10_000).contains(milliseconds))
        let detail = try #require(try Wire.Status(decoding: refused.details).details.first)
        let delay = try #require(try Wire.RetryInfo(decoding: detail.value).retryDelay)
        #expect(Int(delay.seconds) * 1000 + Int(delay.nanos) / 1_000_000 == milliseconds)
        gate.open()
        #expect(try await waiting.rows.count == 4)
        try await harness.end()
    }

    @Test("What the queue refused is counted on when its project is deleted")
    func totals() async throws {
        let harness = try await harness()
        let gate = ThreadGate()
        try await gate.hold(harness)
        async let waiting = harness.client.unary(.predict, request(rows: 4))
        while harness.batcher.statistics.waitingRows < 4 { await Task.yield() }
        #expect(await status { try await harness.client.unary(.predict, request()) }.code != .ok)
        gate.open()
        #expect(try await waiting.rows.count == 4)
        #expect(harness.batcher.queueRefusals == (1, 0, 0))
        let delete = Wire.DeleteProjectRequest(project: "numbers")
        _ = try await harness.client.unary(.deleteProject, delete)
        #expect(harness.batcher.modelStatistics.isEmpty)
        #expect(harness.batcher.queueRefusals == (1, 0, 0))
        try await harness.end()
    }

    @Test("A project that was deleted under calls passes no figure on to the next of its name")
    func inheritance() async throws {
        let harness = try await harness()
        let gate = ThreadGate()
        try await gate.hold(harness)
        async let waiting = harness.client.unary(.predict, request(rows: 4))
        while harness.batcher.statistics.waitingRows < 4 { await Task.yield() }
        let delete = Wire.DeleteProjectRequest(project: "numbers")
        _ = try await harness.client.unary(.deleteProject, delete)
        gate.open()
        #expect(try await waiting.rows.count == 4)
        #expect(harness.batcher.modelStatistics.isEmpty)
        try await harness.createProject()
        try await harness.promoteModel()
        _ = try await harness.client.unary(.predict, request(rows: 2))
        let statistics = harness.batcher.modelStatistics
        #expect(statistics.map(\.rows) == [2])
        #expect(statistics.map(\.executions) == [1])
        try await harness.end()
    }

    @Test("Each call with too many rows names the limit in force, and is counted as its hit")
    func requestRows() async throws {
        let harness = try await harness()
        try await harness.createProject("unlearned")
        let sentence = "a request has at most 4 rows (--max-request-rows); got 5"
        let rows = Array(repeating: [1, 2, 3, 4] as [Float], count: 5)
        let client = harness.client
        var refused = [
            await status { try await client.unary(.predict, request(rows: 5)) },
            await status { try await client.unary(.modelInfer, .rows("numbers", rows)) },
        ]
        for project in ["numbers", "unlearned"] {
            let label = Wire.LabelRequest(project: project, inputs: tensor(rows))
            refused.append(await status { try await client.unary(.label, label) })
        }
        for status in refused {
            #expect(status.code == .invalidArgument)
            #expect(status.message.contains(sentence), "\(status)")
        }
        let stream = client.bidirectional(.predictStream)
        try await stream.write(request(rows: 5))
        stream.finish()
        for try await reply in stream.responses {
            guard case .refused(let item) = reply.result else {
                Issue.record("\(reply)")
                continue
            }
            #expect(item.message.contains(sentence), "\(item)")
        }
        #expect(harness.batcher.queueRefusals == (0, 0, 5))
        #expect(harness.batcher.modelStatistics.first?.refused(.requestRows) == 4)
        try await harness.end()
    }

    @Test("A cancelled call and one whose deadline passes leave the queue at once")
    func leaving() async throws {
        let harness = try await harness()
        let gate = ThreadGate()
        try await gate.hold(harness)
        let cancelled = Task { try await harness.client.unary(.predict, request(rows: 3)) }
        while harness.batcher.statistics.waitingRows < 3 { await Task.yield() }
        cancelled.cancel()
        while harness.batcher.statistics.waitingRows > 0 { await Task.yield() }
        #expect(await status { try await cancelled.value }.code == .cancelled)
        let late = await status {
            try await harness.client.unary(
                .predict,
                request(rows: 4),
                options: CallOptions(timeout: .seconds(1))
            )
        }
        #expect(late.code == .deadlineExceeded)
        while harness.batcher.statistics.waitingRows > 0 { await Task.yield() }
        gate.open()
        #expect(try await harness.client.unary(.predict, request()).rows.count == 1)
        let statistics = try #require(harness.batcher.modelStatistics.first)
        #expect(statistics.computed == 2, "the gate's and the last")
        #expect(statistics.refused(.cancelled) + statistics.refused(.deadline) == 2)
        try await harness.end()
    }
}

/// Holds the one compute thread of a harness until told to go on.
final class ThreadGate: PredictionReceiver {
    private let opened = DispatchSemaphore(value: 0)
    private let isIn = Atomic(false)

    func receive(_ answers: [PredictionAnswer]) {
        isIn.store(true, ordering: .releasing)
        opened.wait()
    }

    /// Occupies the thread; returns when it is held.
    func hold(_ harness: Harness, _ project: String = "numbers") async throws {
        let release = try harness.registry.release(for: project)
        try harness.batcher.submit(
            PredictionRequest(
                release: release,
                inputs: [UInt8](repeating: 0, count: release.input.mostBytes),
                rows: 1,
                receiver: self
            )
        )
        while !isIn.load(ordering: .acquiring) { await Task.yield() }
    }

    func open() { opened.signal() }
}
