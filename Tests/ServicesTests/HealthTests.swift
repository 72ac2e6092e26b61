import Domain
import Files
import Foundation
import GRPC
import Messages
import Services
import Serving
import Store
import Testing

@Suite("Health knows the server, its services, projects and model versions")
struct HealthTests {
    private typealias Status = Wire.HealthCheckResponse.ServingStatus

    private static let check = RPC<Wire.HealthCheckRequest, Wire.HealthCheckResponse>(
        HealthCheckMethod.path
    )
    private static let watch = RPC<Wire.HealthCheckRequest, Wire.HealthCheckResponse>(
        HealthWatchMethod.path
    )

    private func check(_ name: String, _ harness: Harness) async throws -> Status? {
        do {
            return try await harness.client.unary(
                Self.check,
                Wire.HealthCheckRequest(service: name)
            ).status
        } catch let status as GRPCStatus where status.code == .notFound {
            #expect(status.message.contains("\"\(name)\""))
            return nil
        }
    }

    private func watch(
        _ name: String,
        _ client: GRPCClient
    ) -> ResponseStream<Wire.HealthCheckResponse> {
        client.serverStreaming(Self.watch, Wire.HealthCheckRequest(service: name))
    }

    @Test("Every routed service serves until the server drains")
    func services() async throws {
        let harness = try await Harness()
        let names = Set(harness.paths.map(\.service)).union([""])
        #expect(names.count > 8)
        for name in names { #expect(try await check(name, harness) == .serving) }
        for name in ["nobody", "grpc.testing.TestService", "a/b", "/", "a/1", "a/-1"] {
            #expect(try await check(name, harness) == nil)
        }
        harness.health.isServing = false
        for name in names { #expect(try await check(name, harness) == .notServing) }
        try await harness.end()
    }

    @Test("A project serves while its champion can answer")
    func projects() async throws {
        let harness = try await Harness()
        #expect(try await check("numbers", harness) == nil)
        try await harness.createProject()
        #expect(try await check("numbers", harness) == .notServing)
        let version = try await harness.promoteModel()
        #expect(try await check("numbers", harness) == .serving)
        #expect(try await check("numbers/\(version)", harness) == .serving)
        #expect(try await check("numbers/0\(version)", harness) == nil)
        let other = try await harness.addModel(seed: 2)
        #expect(try await check("numbers/\(other)", harness) == .serving)
        #expect(try await check("numbers/\(other + 1)", harness) == nil)
        // A version whose weights are cut cannot be loaded.
        let model = try await harness.store.read {
            try $0.model(ProjectName("numbers"), other)
        }
        let file = URL(filePath: harness.store.directory.model(model.fileName))
        try Data(contentsOf: file).dropLast().write(to: file)
        #expect(try await check("numbers/\(other)", harness) == .notServing)
        harness.health.isServing = false
        #expect(try await check("numbers", harness) == .notServing)
        try await harness.end()
    }

    @Test("A damaged champion does not serve until another is promoted")
    func damage() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        harness.registry.note(.dataLoss("the weights are damaged"), of: try ProjectName("numbers"))
        #expect(try await check("numbers", harness) == .notServing)
        let watched = watch("numbers", harness.client)
        #expect(try await watched.next()?.status == .notServing)
        try await harness.promoteModel()
        #expect(try await watched.next()?.status == .serving)
        #expect(try await check("numbers", harness) == .serving)
        try await harness.end()
    }

    @Test("A watch tells of changes only, from before a project is there until it is gone")
    func watches() async throws {
        let harness = try await Harness()
        let (project, version) = (
            watch("numbers", harness.client), watch("numbers/1", harness.client)
        )
        #expect(try await project.next()?.status == .serviceUnknown)
        #expect(try await version.next()?.status == .serviceUnknown)
        try await harness.createProject()
        #expect(try await project.next()?.status == .notServing)
        // Changes of others, and those that change nothing, are not told.
        try await harness.createProject("others")
        try await harness.promoteModel("others")
        let first = try await harness.addModel()
        #expect(first == 1)
        #expect(try await version.next()?.status == .serving)
        try await harness.promoteModel(seed: 2)
        #expect(try await project.next()?.status == .serving)
        try await harness.promoteModel(seed: 3)
        harness.registry.remove(try ProjectName("numbers"))
        #expect(try await project.next()?.status == .serviceUnknown)
        try await harness.end()
    }

    @Test("Watches end when the server drains, and do not hold it", .timeLimit(.minutes(1)))
    func drain() async throws {
        let whole = try await WholeServer()
        let names = ["", "tutelage.v1.Prediction", "nobody"]
        let watches = names.map { watch($0, whole.client) }
        for (name, watched) in zip(names, watches) {
            let status: Status = name == "nobody" ? .serviceUnknown : .serving
            #expect(try await watched.next()?.status == status)
        }
        // These do not end by themselves either.
        let ingest = whole.client.bidirectional(.ingest)
        let labels = whole.client.bidirectional(.labelStream)
        let predictions = whole.client.bidirectional(.predictStream)
        let reflection = whole.client.bidirectional(
            RPC<Wire.ServerReflectionRequest, Wire.ServerReflectionResponse>(ReflectionMethod.path)
        )
        try await reflection.write(Wire.ServerReflectionRequest(messageRequest: .listServices("")))
        #expect(try await reflection.responses.next() != nil)
        // The grace period is longer than this test may take.
        try await whole.server.shutdown()
        for (name, watched) in zip(names, watches) {
            if name != "nobody" { #expect(try await watched.next()?.status == .notServing) }
            #expect(await status { try await watched.next() }.code == .unavailable)
        }
        #expect(await status { try await ingest.responses.next() }.code == .unavailable)
        #expect(await status { try await labels.responses.next() }.code == .unavailable)
        #expect(await status { try await predictions.responses.next() }.code == .unavailable)
        #expect(await status { try await reflection.responses.next() }.code == .unavailable)
        await whole.client.close()
        try FileManager.default.removeItem(atPath: whole.path)
    }
}
