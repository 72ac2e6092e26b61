import Domain
import GRPC
import Messages
import Services
import Serving
import Testing

@Suite("ModelStreamInfer answers in the order of the requests and outlives their errors")
struct ModelStreamInferTests {
    @Test("A thousand requests, every seventh wrong, have their answers in order")
    func order() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let first = try await harness.promoteModel(seed: 1)
        let second = try await harness.addModel(seed: 2)
        let exchange = harness.client.bidirectional(.modelStreamInfer)
        async let writing: Void = {
            for number in 0..<1000 {
                var request = Wire.ModelInferRequest.rows(
                    "numbers",
                    version: number % 3 == 0 ? String(second) : "",
                    [[Float(number), 1, 2, 3]]
                )
                request.id = String(number)
                if number % 7 == 3 { request.inputs[0].shape = [1, 5] }
                try await exchange.write(request)
            }
            exchange.finish()
        }()
        var number = 0
        for try await answer in exchange.responses {
            let response = try #require(answer.inferResponse)
            #expect(response.id == String(number))
            if number % 7 == 3 {
                #expect(answer.errorMessage.hasPrefix("INVALID_ARGUMENT: input \"input\": "))
                #expect(response.outputs.isEmpty)
            } else {
                #expect(answer.errorMessage.isEmpty)
                #expect(response.modelVersion == String(number % 3 == 0 ? second : first))
                #expect(
                    response.parameters["triton_final_response"]?.parameterChoice
                        == .boolParam(true)
                )
                let alone = try await harness.client.unary(
                    .modelInfer,
                    .rows("numbers", version: response.modelVersion, [[Float(number), 1, 2, 3]])
                )
                #expect(response.rawOutputContents == alone.rawOutputContents)
            }
            number += 1
        }
        try await writing
        #expect(number == 1000)
        try await harness.end()
    }

    @Test("An answer comes while the stream is open, and a lone error too")
    func pingPong() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        let exchange = harness.client.bidirectional(.modelStreamInfer)
        var answers = exchange.responses.makeAsyncIterator()
        for name in ["numbers", "nowhere", "numbers"] {
            try await exchange.write(.rows(name, [[1, 2, 3, 4]]))
            let answer = try #require(try await answers.next())
            #expect(answer.errorMessage.isEmpty == (name == "numbers"))
            #expect(answer.errorMessage.contains("NOT_FOUND") == (name == "nowhere"))
        }
        exchange.finish()
        #expect(try await answers.next() == nil)
        try await harness.end()
    }

    @Test("Requests that fill the queue many times wait for room instead of being refused")
    func largeRequests() async throws {
        let harness = try await Harness {
            $0.maxQueueSize = 64; $0.maxRequestRows = 64
        }
        try await harness.createProject()
        try await harness.promoteModel()
        let rows = [[Float]](repeating: [1, 2, 3, 4], count: 64)
        let exchange = harness.client.bidirectional(.modelStreamInfer)
        async let writing: Void = {
            for _ in 0..<100 { try await exchange.write(.rows("numbers", rows)) }
            exchange.finish()
        }()
        var count = 0
        for try await answer in exchange.responses {
            #expect(answer.errorMessage.isEmpty)
            count += 1
        }
        try await writing
        #expect(count == 100)
        try await harness.end()
    }

    @Test("A stream whose answers nobody reads is read no further", .timeLimit(.minutes(2)))
    func backPressure() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        let exchange = harness.client.bidirectional(.modelStreamInfer)
        let rows = [[Float]](repeating: [1, 2, 3, 4], count: 1024)
        let writing = Task {
            for _ in 0..<10_000 { try await exchange.write(.rows("numbers", rows)) }
        }
        // The windows of both sides fill, then the count stands still.
        var last = 0
        while last == 0 || harness.batcher.statistics.requests != last {
            last = harness.batcher.statistics.requests
            try await Task.sleep(for: .milliseconds(300))
        }
        #expect(last > 0)
        #expect(last < 5_000)
        exchange.cancel()
        writing.cancel()
        _ = await writing.result
        let answer = try await harness.client.unary(
            .modelInfer,
            .rows("numbers", [[1, 2, 3, 4]])
        )
        #expect(answer.outputs.count == 5)
        try await harness.end()
    }
}
