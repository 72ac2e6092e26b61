import Domain
import GRPC
import HTTP2
import Messages
import Services
import Serving
import Testing

@Suite("The status table of the Open Inference Protocol holds row by row")
struct InferenceStatusTests {
    private typealias Request = Wire.ModelInferRequest

    private static let good = bytes([1, 2, 3, 4])

    private static func raw(_ shape: [Int64], _ content: [UInt8] = good) -> Request {
        .raw("numbers", shape: shape, content)
    }

    private static func changed(_ change: (inout Request) -> Void) -> Request {
        var request = raw([1, 4])
        change(&request)
        return request
    }

    /// What is refused with INVALID_ARGUMENT, and what the sentence says.
    private static let refusals: [(Request, String)] = [
        // Version.
        (changed { $0.modelVersion = "abc" }, "at least 1, or empty for the champion; got \"abc\""),
        (changed { $0.modelVersion = "0" }, "at least 1"),
        (changed { $0.modelVersion = "-1" }, "got \"-1\""),
        (changed { $0.modelVersion = "99999999999999999999" }, "at least 1"),
        // Names.
        (changed { $0.inputs = [] }, "expected one input, \"input\"; got none"),
        (changed { $0.inputs[0].name = "images" }, "no input \"images\"; expected one input"),
        (
            changed { request in
                request.inputs.append(request.inputs[0])
                request.rawInputContents.append(good)
            },
            "\"input\" came twice"
        ),
        (
            changed { request in
                request.inputs.append(request.inputs[0])
                request.inputs[1].name = "other"
            },
            "no input \"other\""
        ),
        (changed { $0.outputs = [.init(name: "scores")] }, "no output \"scores\"; expected some"),
        (
            changed { $0.outputs = [.init(name: "label"), .init(name: "label")] },
            "\"label\" is asked for twice"
        ),
        // Datatype.
        (changed { $0.inputs[0].datatype = "" }, "expected the datatype FP32"),
        (changed { $0.inputs[0].datatype = "FLOAT" }, "got \"FLOAT\""),
        (changed { $0.inputs[0].datatype = "BYTES" }, "got \"BYTES\""),
        (changed { $0.inputs[0].datatype = "BOOL" }, "got \"BOOL\""),
        // Shape.
        (raw([-1, 4]), "negative dimension"), (raw([1, -4]), "negative dimension"),
        (raw([1 << 40, 4]), "at most 1024 rows"), (raw([1, 1 << 62]), "[rows, 4]"),
        (raw([.max, .max]), "[rows, 4]"), (raw([0, 4], []), "a batch of no rows"),
        (raw([4]), "[rows, 4]"), (raw([]), "got []"), (raw([1, 3]), "got [1, 3]"),
        (raw([1, 1, 4]), "got [1, 1, 4]"),
        (raw([Int64](repeating: 1, count: 1000)), "1000 dimensions"),
        (raw([1025, 4]), "at most 1024 rows (--max-request-rows); got 1025"),
        // Content.
        (raw([1, 4], Array(good.dropLast())), "expected 16 raw bytes for FP32 [1, 4]; got 15"),
        (raw([1, 4], good + [0]), "expected 16 raw bytes for FP32 [1, 4]; got 17"),
        (raw([2, 4]), "expected 32 raw bytes for FP32 [2, 4]; got 16"),
        (changed { $0.rawInputContents = [] }, "expected 4 elements of FP32 [1, 4]"),
        (changed { $0.rawInputContents.append(good) }, "for each input, 1; got 2"),
        (
            changed { $0.inputs[0].contents = .init(fp32Contents: [1, 2, 3, 4]) },
            "in raw_input_contents and in fp32_contents"
        ),
        (
            .typed("numbers", "FP32", [1, 4], .init(fp32Contents: [1, 2, 3])),
            "raw_input_contents or fp32_contents; got 3"
        ),
        (
            .typed("numbers", "FP32", [1, 4], .init(fp64Contents: [1, 2, 3, 4])),
            "FP32 comes in fp32_contents or raw_input_contents; got fp64_contents"
        ),
        (.typed("numbers", "FP16", [1, 4], .init()), "FP16 comes in raw_input_contents; got none"),
        (
            .typed("numbers", "BF16", [1, 4], .init(fp32Contents: [1, 2, 3, 4])),
            "BF16 comes in raw_input_contents; got fp32_contents"
        ),
        (raw([1, 4], bytes([1, 2, .infinity, 4])), "element 2 of row 0 is inf"),
        // Parameters.
        (
            changed { $0.inputs[0].parameters = ["shared_memory_region": .number(1)] },
            "no shared memory"
        ),
        (
            changed {
                $0.outputs = [.init(name: "label", parameters: ["shared_memory_region": .init()])]
            }, "output \"label\": shared_memory_region: there is no shared memory"
        ),
        (
            changed {
                $0.outputs = [.init(name: "label", parameters: ["classification": .number(1)])]
            }, "\"label\" has no value for each class"
        ),
        (
            changed {
                $0.outputs = [.init(name: "logits", parameters: ["classification": .number(0)])]
            }, "at least 1; got 0"
        ),
    ]

    @Test("A request that is not what the model takes is INVALID_ARGUMENT, named and explained")
    func refused() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        let before = harness.batcher.statistics.requests
        for (request, sentence) in Self.refusals {
            let refused = await status { try await harness.client.unary(.modelInfer, request) }
            #expect(refused.code == .invalidArgument, "\(sentence): \(refused)")
            #expect(refused.message.contains(sentence), "\(sentence): \(refused)")
            #expect(!refused.details.isEmpty, "\(refused)")
        }
        #expect(harness.batcher.statistics.requests == before)
        let answer = try await harness.client.unary(.modelInfer, Self.raw([1, 4]))
        #expect(answer.outputs.count == 5)
        try await harness.end()
    }

    @Test("An unknown model or version is NOT_FOUND, and the sentence names what is loaded")
    func notFound() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let early = await status { try await harness.client.unary(.modelInfer, Self.raw([1, 4])) }
        #expect(early.code == .failedPrecondition)
        try await harness.promoteModel()
        for (name, version, sentence) in [
            ("digits", "", "there are numbers"), ("digits", "1", "there are numbers"),
            ("Not A Name", "", "there are numbers"), ("Not A Name", "3", "there are numbers"),
            ("numbers", "99", "no model version 99; loaded: 1"),
        ] {
            var request = Self.raw([1, 4])
            (request.modelName, request.modelVersion) = (name, version)
            let missing = await status { try await harness.client.unary(.modelInfer, request) }
            #expect(missing.code == .notFound, "\(missing)")
            #expect(missing.message.contains(sentence), "\(missing)")
            let metadata = await status {
                try await harness.client.unary(.modelMetadata, .init(name: name, version: version))
            }
            #expect(metadata.code == .notFound, "\(metadata)")
            #expect(metadata.message.contains(sentence), "\(metadata)")
            let ready = try await harness.client.unary(
                .modelReady,
                .init(name: name, version: version)
            )
            #expect(!ready.ready)
        }
        try await harness.end()
    }

    @Test("A message over the limit is RESOURCE_EXHAUSTED and names the flag")
    func overLimit() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        let limit = ServerLimits().messageBytes
        let request = Self.raw([1, 4], [UInt8](repeating: 0, count: limit))
        let refused = await status { try await harness.client.unary(.modelInfer, request) }
        #expect(refused.code == .resourceExhausted, "\(refused)")
        #expect(refused.message.contains("--max-message-bytes"), "\(refused)")
        #expect(refused.message.contains("\(limit)"), "\(refused)")
        try await harness.end()
    }

    @Test("A full queue is RESOURCE_EXHAUSTED, and the calls that found room are answered")
    func full() async throws {
        let harness = try await Harness {
            $0.threads = 1
            $0.maxQueueSize = 8
            $0.maxRequestRows = 8
            $0.inlineMultiplyAdds = 0
        }
        try await harness.createProject()
        try await harness.promoteModel()
        let rows: [[Float]] = (0..<8).map { [Float($0), 1, 2, 3] }
        let request = Wire.ModelInferRequest.rows("numbers", rows)
        let gate = ThreadGate()
        try await gate.hold(harness)
        async let waiting = harness.client.unary(.modelInfer, request)
        while harness.batcher.statistics.waitingRows < 8 { await Task.yield() }
        let refused = await withTaskGroup(of: GRPCStatus.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    await status { try await harness.client.unary(.modelInfer, request) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refused.count == 50)
        for status in refused {
            #expect(status.code == .resourceExhausted, "\(status)")
            #expect(status.message.contains("--max-queue"), "\(status)")
            let pushback = try #require(status.retryPushbackMilliseconds, "\(status)")
            #expect((1...10_000).contains(pushback))
        }
        gate.open()
        #expect(try await waiting.outputs.first?.shape.first == 8)
        #expect(try await harness.client.unary(.modelInfer, request).outputs.count == 5)
        try await harness.end()
    }

    @Test("What makes no sense here is UNIMPLEMENTED with a sentence")
    func unimplemented() async throws {
        let harness = try await Harness()
        let names = [
            "SystemSharedMemoryStatus", "SystemSharedMemoryRegister",
            "SystemSharedMemoryUnregister", "CudaSharedMemoryStatus", "CudaSharedMemoryRegister",
            "CudaSharedMemoryUnregister", "TraceSetting", "LogSettings",
        ]
        for name in names {
            let rpc = RPC<Wire.ServerLiveRequest, Wire.ServerLiveResponse>(
                "inference.GRPCInferenceService",
                name
            )
            let refused = await status { try await harness.client.unary(rpc, .init()) }
            #expect(refused.code == .unimplemented)
            #expect(refused.message.contains("this server") || refused.message.contains("serve"))
        }
        try await harness.end()
    }
}
