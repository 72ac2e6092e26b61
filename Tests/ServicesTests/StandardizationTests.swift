import Domain
import Files
import GRPC
import Labeling
import Messages
import Networks
import Services
import Testing
import Training

@Suite("Standardisation goes with a model wherever it goes")
struct StandardizationTests {
    private let vectors = RunProject(
        input: .vector(dimension: 3),
        classes: 2,
        hasUnlabeled: false
    )
    private let images = RunProject(
        input: .image(ImageSpecification(height: 8, width: 8, channels: 3)),
        classes: 2,
        hasUnlabeled: false
    )

    private func network(
        _ standardization: Wire.Standardization?,
        _ project: RunProject
    ) throws -> Wire.NetworkSpecification? {
        let run = standardization.map {
            Wire.TrainingRun(network: .init(standardization: $0))
        }
        let order = try JobOrder(training: run, for: project, field: "run")
        guard case .training(let echoed) = Wire.Job.Run(try JobOrder(json: order.json()))
        else { return nil }
        return echoed.network
    }

    @Test("Columns of vectors by default, images as they are; the architecture keeps its default")
    func defaults() throws {
        for standardization in [nil, Wire.Standardization.unspecified, .columns] {
            let found = try network(standardization, vectors)
            #expect(found?.standardization == .columns)
            #expect(found?.architecture == .perceptron(.init(hidden: [128, 128])))
        }
        let none = Wire.Standardization.none
        #expect(try network(none, vectors)?.standardization == none)
        #expect(try network(nil, images)?.standardization == none)
        let channels = try network(.channels, images)
        #expect(channels?.standardization == .channels)
        #expect(channels?.architecture == .smallConvolutional(.init(width: 16)))
    }

    @Test("What the input does not have is refused by its path")
    func refused() {
        for (asked, project) in [
            (Wire.Standardization.channels, vectors), (.columns, images),
            (.unrecognized(9), vectors),
        ] {
            let failure = #expect(throws: Failure.self) { _ = try network(asked, project) }
            #expect(failure?.field == "run.network.standardization")
        }
    }

    @Test("A run that starts from a version keeps its standardisation, or is refused")
    func starts() throws {
        var initial = Graph.perceptron(
            inputs: 3,
            hidden: [128, 128],
            classes: 2
        )
        let run = Wire.TrainingRun(initialVersion: 4)
        let order = try JobOrder(
            training: run,
            startingFrom: initial,
            for: vectors,
            field: "run"
        )
        #expect(order.specification.network == initial)
        initial.standardization = InputStandardization(channels: 3)
        var asked = run
        asked.network = .init(standardization: .none)
        let failure = #expect(throws: Failure.self) {
            _ = try JobOrder(training: asked, startingFrom: initial, for: vectors, field: "run")
        }
        #expect(failure?.field == "run.network.standardization")
    }

    @Test("Exported, imported and asked again, a model says the same to the bit")
    func transfer() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        let job = try await whole.client.unary(
            .startTraining,
            Wire.StartTrainingRequest(project: "clouds", run: WholeServer.smallRun())
        )
        _ = try await whole.watch(job.id)
        let client = whole.client
        let (model, bytes) = try await export(client)
        #expect(model.network?.standardization == .columns)
        let tensors = try Safetensors.decode(bytes).tensors.map(\.name)
        #expect(tensors.contains("standardization.mean"))

        // The tensors decide where the header does not.
        let imported = try await send(client, .unspecified, bytes)
        #expect(imported.network?.standardization == .columns)
        #expect(try await logits(client, 1) == logits(client, imported.version))
        let refused = await status { try await send(client, .none, bytes) }
        #expect(refused.code == .invalidArgument)
        #expect(refused.message.contains("standardization.mean"))

        var plain = try Safetensors.decode(bytes)
        plain.tensors.removeAll { $0.name.hasPrefix("standardization.") }
        let without = try await send(client, .unspecified, Safetensors.encode(plain))
        #expect(without.network?.standardization == Wire.Standardization.none)
        #expect(try await logits(client, without.version) != logits(client, 1))
        let missing = await status {
            try await send(client, .columns, Safetensors.encode(plain))
        }
        #expect(missing.message.contains("standardization.mean"))
        try await whole.end()
    }

    private func logits(_ client: GRPCClient, _ version: Int64) async throws -> [[Float]] {
        var request = Wire.PredictRequest(project: "clouds", modelVersion: version)
        request.inputs = tensor([[-1, 0.5], [0.9, -3], [0, 0]])
        request.options = Wire.PredictOptions(logits: true)
        return try await client.unary(.predict, request).rows.map(\.logits)
    }

    private func export(_ client: GRPCClient) async throws -> (Wire.Model, [UInt8]) {
        var model = Wire.Model()
        var bytes: [UInt8] = []
        let request = Wire.ExportModelRequest(project: "clouds")
        for try await reply in client.serverStreaming(.exportModel, request) {
            switch reply.part {
            case .model(let header): model = header
            case .chunk(let chunk): bytes += chunk
            case nil: Issue.record("a part of no kind")
            }
        }
        return (model, bytes)
    }

    private func send(
        _ client: GRPCClient,
        _ standardization: Wire.Standardization,
        _ bytes: [UInt8]
    ) async throws -> Wire.Model {
        let network = Wire.NetworkSpecification(
            architecture: .perceptron(.init(hidden: [8])),
            standardization: standardization
        )
        let header = Wire.ImportModelHeader(project: "clouds", network: network)
        return try await client.clientStreaming(.importModel) { writer in
            try await writer.write(Wire.ImportModelRequest(part: .header(header)))
            try await writer.write(Wire.ImportModelRequest(part: .chunk(bytes)))
        }
    }
}
