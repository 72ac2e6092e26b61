import Domain
import GRPC
import HTTP2
import Messages
import Services
import Serving
import Testing

@Suite("PredictStream answers in order, each request by itself", .timeLimit(.minutes(3)))
struct PredictStreamTests {
    private func request(_ value: Float, rows: Int = 1) -> Wire.PredictRequest {
        Wire.PredictRequest(
            project: "numbers",
            inputs: tensor(Array(repeating: [value, 2, 3, 4], count: rows)),
            options: Wire.PredictOptions(logits: true)
        )
    }

    @Test("Each reply has the bits of Predict, and a bad request does not end the stream")
    func order() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        let stream = harness.client.bidirectional(.predictStream)
        let writer = Task {
            for index in 0..<300 {
                var item = request(Float(index))
                if index > 0 { item.project = "" }
                if index % 50 == 7 { item.inputs = tensor([[1, 2]]) }
                if index % 50 == 8 { item.priority = 9 }
                if index % 50 == 9 { item.modelVersion = 99 }
                try await stream.write(item)
            }
            stream.finish()
        }
        var next: UInt64 = 0
        for try await reply in stream.responses {
            #expect(reply.index == next)
            switch (reply.result, next % 50) {
            case (.refused(let item), 7):
                #expect(item.index == next)
                #expect(item.code == 3)
                #expect(item.field == "inputs.shape")
            case (.refused(let item), 8): #expect(item.message.contains("got 9"))
            case (.refused(let item), 9): #expect(item.code == 5)
            case (.reply(let answer), _):
                let alone = try await harness.client.unary(.predict, request(Float(next)))
                #expect(answer == alone, "\(next)")
            default: Issue.record("\(next): \(reply)")
            }
            next += 1
        }
        #expect(next == 300)
        try await writer.value
        try await harness.end()
    }

    @Test("The end of the call takes what waits out of the queue, by cancellation or deadline")
    func leaving() async throws {
        let harness = try await Harness { $0.threads = 1 }
        try await harness.createProject()
        try await harness.promoteModel()
        let gate = ThreadGate()
        try await gate.hold(harness)
        let cancelled = harness.client.bidirectional(.predictStream)
        for index in 0..<5 { try await cancelled.write(request(Float(index), rows: 3)) }
        while harness.batcher.statistics.waitingRows < 15 { await Task.yield() }
        cancelled.cancel()
        while harness.batcher.statistics.waitingRows > 0 { await Task.yield() }
        let late = harness.client.bidirectional(
            .predictStream,
            options: CallOptions(timeout: .milliseconds(200))
        )
        for index in 0..<5 { try await late.write(request(Float(index), rows: 3)) }
        let ended = await status { for try await _ in late.responses {} }
        #expect(ended.code == .deadlineExceeded)
        while harness.batcher.statistics.waitingRows > 0 { await Task.yield() }
        gate.open()
        #expect(try await harness.client.unary(.predict, request(1)).rows.count == 1)
        #expect(harness.batcher.modelStatistics.first?.computed == 2)
        try await harness.end()
    }

    @Test("A stream with more than fits waits for room, and every request is answered")
    func pressure() async throws {
        let harness = try await Harness {
            $0.threads = 1
            $0.maxQueueSize = 8
            $0.maxRequestRows = 8
        }
        try await harness.createProject()
        try await harness.promoteModel()
        let stream = harness.client.bidirectional(.predictStream)
        let writer = Task {
            for index in 0..<500 { try await stream.write(request(Float(index), rows: 5)) }
            stream.finish()
        }
        var answered = 0
        for try await reply in stream.responses {
            guard case .reply(let answer) = reply.result else {
                Issue.record("\(reply)")
                continue
            }
            #expect(answer.rows.count == 5)
            answered += 1
        }
        #expect(answered == 500)
        #expect(harness.batcher.queueRefusals == (0, 0, 0), "who waits for room is not refused")
        #expect(harness.batcher.modelStatistics.first?.failed == 0)
        try await writer.value
        try await harness.end()
    }
}
