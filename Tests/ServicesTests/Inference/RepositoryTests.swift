import Domain
import Files
import Foundation
import GRPC
import Messages
import Services
import Serving
import Store
import Testing

@Suite("Models are described, listed, loaded and unloaded as Triton's clients ask")
struct RepositoryTests {
    private static func choice(_ version: Int64) -> [String: Wire.ModelRepositoryParameter] {
        ["version": .init(parameterChoice: .int64Param(version))]
    }

    @Test("Server and models say what they are")
    func metadata() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.createImageProject()
        let client = harness.client
        #expect(try await client.unary(.serverLive, .init()).live)
        #expect(try await client.unary(.serverReady, .init()).ready)
        harness.health.isServing = false
        #expect(try await !client.unary(.serverReady, .init()).ready)
        let server = try await client.unary(.serverMetadata, .init())
        #expect(server.name == "tutelage")
        #expect(server.version == Software.version)
        #expect(server.extensions.contains("model_repository"))
        let images = try await client.unary(.modelMetadata, .init(name: "images"))
        #expect(images.versions == ["1"])
        #expect(images.inputs.map(\.name) == ["input"])
        #expect(images.inputs.map(\.datatype) == ["UINT8"])
        #expect(images.inputs.map(\.shape) == [[-1, 2, 2, 1]])
        #expect(images.outputs.map(\.shape) == [[-1, 2], [-1, 2], [-1], [-1], [-1]])
        #expect(images.properties["classes"] == #"["no","yes"]"#)
        #expect(images.properties["layout"] == "NHWC")
        // A project without a model can be described, but is not ready.
        let numbers = try await client.unary(.modelMetadata, .init(name: "numbers"))
        #expect(numbers.versions == [])
        #expect(numbers.inputs.map(\.datatype) == ["FP32"])
        #expect(try await !client.unary(.modelReady, .init(name: "numbers")).ready)
        #expect(try await client.unary(.modelReady, .init(name: "images", version: "1")).ready)
        let malformed = await status {
            try await client.unary(.modelReady, .init(name: "images", version: "abc"))
        }
        #expect(malformed.code == .invalidArgument)
        let config = try #require(
            try await client.unary(.modelConfig, .init(name: "images")).config
        )
        #expect(config.maxBatchSize == 1024)
        #expect(config.input.map(\.format) == [.nhwc])
        #expect(config.input.map(\.dims) == [[2, 2, 1]])
        #expect(config.output.map(\.dataType.rawValue) == [11, 11, 9, 13, 11])
        #expect(config.dynamicBatching?.defaultQueuePolicy?.maxQueueSize == 4096)
        try await harness.end()
    }

    @Test("A version is loaded by name, stays through a hundred others, and leaves by name")
    func loading() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let champion = try await harness.promoteModel(seed: 1)
        let held = try await harness.addModel(seed: 2)
        let client = harness.client
        func isReady(_ version: Int64) async throws -> Bool {
            try await client.unary(
                .modelReady,
                .init(name: "numbers", version: String(version))
            ).ready
        }
        #expect(try await !isReady(held))
        _ = try await client.unary(
            .repositoryModelLoad,
            .init(modelName: "numbers", parameters: Self.choice(held))
        )
        #expect(try await isReady(held))
        // More versions than are kept without a holder pass through memory.
        for seed in 3..<23 {
            let version = try await harness.addModel(seed: UInt64(seed))
            _ = try await client.unary(
                .modelInfer,
                .rows("numbers", version: String(version), [[1, 2, 3, 4]])
            )
        }
        #expect(try await isReady(held))
        #expect(try await !isReady(3))
        _ = try await client.unary(
            .repositoryModelUnload,
            .init(modelName: "numbers", parameters: Self.choice(held))
        )
        #expect(try await !isReady(held))
        let again = await status {
            try await client.unary(
                .repositoryModelUnload,
                .init(modelName: "numbers", parameters: Self.choice(held))
            )
        }
        #expect(again.code == .notFound)
        #expect(again.message.contains("loaded: 1"))
        let refused = await status {
            try await client.unary(
                .repositoryModelUnload,
                .init(modelName: "numbers", parameters: Self.choice(champion))
            )
        }
        #expect(refused.code == .failedPrecondition)
        #expect(refused.message.contains("champion"))
        // Without a version: everything but the champion, then nothing is left to unload.
        _ = try await client.unary(.repositoryModelUnload, .init(modelName: "numbers"))
        #expect(harness.registry.loadedVersions(of: "numbers") == [champion])
        let last = await status {
            try await client.unary(.repositoryModelUnload, .init(modelName: "numbers"))
        }
        #expect(last.code == .failedPrecondition)
        try await harness.end()
    }

    @Test("Triton's version policy chooses versions; every other parameter is refused by name")
    func parameters() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let first = try await harness.promoteModel(seed: 1)
        _ = try await harness.addModel(seed: 2)
        let third = try await harness.addModel(seed: 3)
        func load(
            _ name: String,
            _ parameter: Wire.ModelRepositoryParameter.ParameterChoice
        ) async -> GRPCStatus {
            await status {
                try await harness.client.unary(
                    .repositoryModelLoad,
                    .init(
                        modelName: "numbers",
                        parameters: [name: .init(parameterChoice: parameter)]
                    )
                )
            }
        }
        let policy = #"{"version_policy": {"specific": {"versions": [3, 1]}}}"#
        #expect(await load("config", .stringParam(policy)).code == .ok)
        #expect(harness.registry.loadedVersions(of: "numbers") == [first, third])
        #expect(await load("version", .stringParam("2")).code == .ok)
        #expect(harness.registry.loadedVersions(of: "numbers") == [1, 2, 3])
        for (name, parameter, sentence) in [
            ("version", .stringParam("two"), "\"two\""), ("version", .boolParam(true), "version"),
            ("config", .stringParam("{}"), "version_policy"),
            ("config", .stringParam(#"{"backend": "onnx"}"#), "version_policy"),
            (
                "config", .stringParam(#"{"version_policy": {"specific": {"versions": []}}}"#),
                "version_policy"
            ), ("config", .bytesParam([1]), "JSON"),
            ("file:1/model.onnx", .bytesParam([1]), "file:1/model.onnx"),
        ] as [(String, Wire.ModelRepositoryParameter.ParameterChoice, String)] {
            let refused = await load(name, parameter)
            #expect(refused.code == .invalidArgument, "\(name): \(refused)")
            #expect(refused.message.contains(sentence), "\(refused)")
        }
        let missing = await load("version", .int64Param(99))
        #expect(missing.code == .notFound)
        #expect(missing.message.contains("loaded: 1, 2, 3"))
        for name in ["nowhere", "Not A Name"] {
            let unknown = await status {
                try await harness.client.unary(.repositoryModelLoad, .init(modelName: name))
            }
            #expect(unknown.code == .notFound)
            let unloaded = await status {
                try await harness.client.unary(.repositoryModelUnload, .init(modelName: name))
            }
            #expect(unloaded.code == .notFound)
        }
        let other = await status {
            try await harness.client.unary(
                .repositoryIndex,
                .init(repositoryName: "elsewhere")
            )
        }
        #expect(other.code == .notFound)
        try await harness.end()
    }

    @Test("A file that cannot be loaded is the error that the caller gets, from both ways to load")
    func damaged() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel(seed: 1)
        let damaged = try await harness.addModel(seed: 2)
        let path = harness.store.directory.model("numbers-2.safetensors")
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        let loaded = await status {
            try await harness.client.unary(
                .repositoryModelLoad,
                .init(modelName: "numbers", parameters: Self.choice(damaged))
            )
        }
        let inferred = await status {
            try await harness.client.unary(
                .modelInfer,
                .rows("numbers", version: String(damaged), [[1, 2, 3, 4]])
            )
        }
        for refused in [loaded, inferred] {
            #expect(refused.code == .dataLoss)
            #expect(refused.message.contains("numbers-2.safetensors"), "\(refused)")
        }
        try await harness.end()
    }

    @Test("The index lists every version with its state, and why it is not ready")
    func index() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.createProject("empty")
        try await harness.promoteModel(seed: 1)
        _ = try await harness.addModel(seed: 2)
        let all = try await harness.client.unary(.repositoryIndex, .init()).models
        #expect(all.map(\.name) == ["empty", "numbers", "numbers"])
        #expect(all.map(\.version) == ["", "1", "2"])
        #expect(all.map(\.state) == ["UNAVAILABLE", "READY", "UNAVAILABLE"])
        #expect(all[0].reason.contains("no trained model"))
        #expect(all[1].reason.isEmpty)
        #expect(all[2].reason.contains("RepositoryModelLoad"))
        let ready = try await harness.client.unary(.repositoryIndex, .init(ready: true)).models
        #expect(ready.map(\.version) == ["1"])
        try await harness.end()
    }

    @Test("Statistics count rows, batches and refusals for each version")
    func statistics() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel(seed: 1)
        _ = try await harness.addModel(seed: 2)
        let client = harness.client
        for _ in 0..<3 {
            let rows: [[Float]] = [[1, 2, 3, 4], [4, 3, 2, 1]]
            _ = try await client.unary(.modelInfer, .rows("numbers", rows))
        }
        _ = try await client.unary(.modelInfer, .rows("numbers", version: "2", [[1, 2, 3, 4]]))
        let all = try await client.unary(.modelStatistics, .init(name: "numbers")).modelStats
        #expect(all.map(\.version) == ["1", "2"])
        #expect(all.map(\.inferenceCount) == [6, 1])
        #expect(all.map(\.executionCount) == [3, 1])
        #expect(all[0].lastInference > 1_700_000_000_000)
        #expect(all[0].batchStats.map(\.batchSize) == [2])
        #expect(all[0].batchStats.map { $0.computeInfer?.count } == [3])
        let stats = try #require(all[0].inferenceStats)
        #expect(stats.success?.count == 3)
        #expect(stats.queue?.count == 3)
        #expect(stats.computeInfer?.count == 3)
        #expect((stats.computeInfer?.ns ?? 0) > 0)
        #expect((stats.success?.ns ?? 0) >= (stats.computeInfer?.ns ?? 0))
        let one = try await client.unary(
            .modelStatistics,
            .init(name: "numbers", version: "2")
        ).modelStats
        #expect(one.map(\.version) == ["2"])
        let every = try await client.unary(.modelStatistics, .init()).modelStats
        #expect(every.count == 2)
        for (name, version, code) in [
            ("nowhere", "", GRPCStatus.Code.notFound), ("numbers", "99", .notFound),
            ("numbers", "abc", .invalidArgument), ("", "1", .invalidArgument),
        ] {
            let refused = await status {
                try await client.unary(.modelStatistics, .init(name: name, version: version))
            }
            #expect(refused.code == code, "\(refused)")
        }
        try await harness.end()
    }
}
