import Files
import GRPC
import Messages
import Services
import Testing

@Suite("Models move in, out and into service")
struct ModelsTransferTests {
    @Test("An exported model is imported, promoted and rolled back")
    func roundTrip() async throws {
        let whole = try await trained()
        let client = whole.client
        let (model, bytes) = try await export(client)
        #expect(Digest(of: bytes).bytes == model.weightsSHA256)
        var header = header
        header.weightsSHA256 = model.weightsSHA256
        header.note = "from the test"
        header.requestID = "import"
        let imported = try await send(client, header, bytes)
        #expect(imported.version == 2)
        #expect(imported.state == .candidate)
        #expect(imported.weightsSHA256 == model.weightsSHA256)
        #expect(imported.lineage?.note == "from the test")
        #expect(imported.lineage?.algorithm == "imported")
        #expect(try await send(client, header, bytes).version == 2)

        let refused = try await client.unary(
            .promote,
            Wire.PromoteRequest(project: "clouds", modelVersion: 2)
        )
        #expect(!refused.promoted)
        #expect(refused.gate?.compared == 20)
        #expect(refused.release?.modelVersion == 1)
        let promoted = try await client.unary(
            .promote,
            Wire.PromoteRequest(
                project: "clouds",
                modelVersion: 2,
                gate: Wire.GatePolicy(rule: .always(.init()))
            )
        )
        #expect(promoted.promoted)
        #expect(promoted.release?.modelVersion == 2)
        let back = try await client.unary(.rollback, Wire.RollbackRequest(project: "clouds"))
        #expect(back.release?.modelVersion == 1)
        let listed = try await client.unary(
            .listModels,
            Wire.ListModelsRequest(project: "clouds", pageSize: 1)
        )
        #expect(listed.models.map(\.version) == [2])
        let rest = try await client.unary(
            .listModels,
            Wire.ListModelsRequest(project: "clouds", pageToken: listed.nextPageToken)
        )
        #expect(rest.models.map(\.version) == [1])
        #expect(rest.models.first?.state == .champion)
        try await whole.end()
    }

    @Test("Truncated, wrong and damaged files are refused, and nothing is stored")
    func wrongFiles() async throws {
        let whole = try await trained()
        let client = whole.client
        let (_, bytes) = try await export(client)
        let short = await status { _ = try await send(client, header, Array(bytes.dropLast(9))) }
        #expect(short?.code == .invalidArgument)
        #expect(short?.message.contains("\(bytes.count - 9) bytes") == true)
        var other = header
        other.network = Wire.NetworkSpecification(architecture: .perceptron(.init(hidden: [9])))
        let wrong = await status { _ = try await send(client, other, bytes) }
        #expect(wrong?.code == .invalidArgument)
        var digest = header
        digest.weightsSHA256 = [UInt8](repeating: 1, count: 32)
        let damaged = await status { _ = try await send(client, digest, bytes) }
        #expect(damaged?.code == .dataLoss)
        let listed = try await client.unary(.listModels, Wire.ListModelsRequest(project: "clouds"))
        #expect(listed.models.count == 1)
        try await whole.end()
    }

    private let header = Wire.ImportModelHeader(
        project: "clouds",
        network: Wire.NetworkSpecification(architecture: .perceptron(.init(hidden: [8])))
    )

    private func trained() async throws -> WholeServer {
        let whole = try await WholeServer()
        try await whole.createClouds()
        let job = try await whole.client.unary(
            .startTraining,
            Wire.StartTrainingRequest(project: "clouds", run: WholeServer.smallRun())
        )
        _ = try await whole.watch(job.id)
        return whole
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
        _ header: Wire.ImportModelHeader,
        _ bytes: [UInt8]
    ) async throws -> Wire.Model {
        try await client.clientStreaming(.importModel) { writer in
            try await writer.write(Wire.ImportModelRequest(part: .header(header)))
            let half = bytes.count / 2
            try await writer.write(Wire.ImportModelRequest(part: .chunk(Array(bytes[..<half]))))
            try await writer.write(Wire.ImportModelRequest(part: .chunk(Array(bytes[half...]))))
        }
    }

    private func status(_ body: () async throws -> Void) async -> GRPCStatus? {
        do {
            try await body()
            return nil
        } catch {
            return error as? GRPCStatus
        }
    }
}
