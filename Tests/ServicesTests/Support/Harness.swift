import Domain
import Files
import Foundation
import GRPC
import HTTP2
import Labeling
import Logging
import Messages
import Networks
import Services
import Serving
import Store

/// A server with a store in a temporary directory, on a port of the loopback, and a client of it.
final class Harness: Sendable {
    let store: DataStore
    let registry = ModelRegistry()
    let loader = ModelLoader()
    let batcher: Batcher
    let promotion: Promotion
    let health = HealthState()
    let paths: [MethodPath]
    let server: GRPCServer
    let client: GRPCClient
    let relabeler: Relabeler
    private let path: String

    /// Starts the server; `configure` changes the batcher's limits.
    init(_ configure: (inout BatcherConfiguration) -> Void = { _ in }) async throws {
        path = NSTemporaryDirectory() + "services-\(UUID().uuidString)"
        store = try DataStore(directory: DataDirectory(path: path), seed: 1)
        var configuration = BatcherConfiguration(cores: 2)
        configure(&configuration)
        batcher = try Batcher(configuration)
        let host = ServingHost(store: store, registry: registry, loader: loader)
        promotion = Promotion(store: store, host: host)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        // It is not run: jobs only stand in the queue.
        let coordinator = JobCoordinator(
            store: store,
            promotion: promotion,
            launcher: ChildWorkers(executable: "", socketPath: ""),
            logger: logger
        )
        let services = DataServices(
            store: store,
            registry: registry,
            batcher: batcher,
            loader: loader,
            promotion: promotion,
            jobs: CoordinatedJobs(store: store, coordinator: coordinator),
            runs: StoredRuns(),
            health: health
        )
        var router = Router()
        Services.register(services, in: &router)
        // Neither is this: relabels stand in the queue until a test runs it.
        relabeler = Relabeler(
            store: store,
            host: host,
            signal: RelabelSignal(),
            logger: logger
        ) { await coordinator.queue.changed($0) }
        let training = TrainingServices(
            store: store,
            coordinator: coordinator,
            promotion: promotion,
            relabeler: relabeler
        )
        Services.register(training, in: &router)
        TokenServices(vault: TokenVault(store: store), isLocal: true, logger: logger)
            .register(in: &router)
        Services.registerDirectory(services, in: &router)
        paths = router.paths
        server = GRPCServer(router: router, statusMapper: StatusMapping.mapper)
        let address = try await server.start(on: .tcp(host: "127.0.0.1", port: 0))
        client = try await GRPCClient.connect(to: address)
    }

    /// Ends everything and removes the directory.
    func end() async throws {
        await client.close()
        await server.shutdown(grace: .seconds(5))
        await batcher.shutdown()
        try await store.close()
        try FileManager.default.removeItem(atPath: path)
    }

    /// Creates a project of vectors with the classes `no` and `yes`.
    @discardableResult
    func createProject(
        _ name: String = "numbers",
        dimension: UInt32 = 4,
        policies: Wire.Policies? = nil
    ) async throws -> Wire.Project {
        try await client.unary(
            .createProject,
            Wire.CreateProjectRequest(
                name: name,
                classes: ["no", "yes"],
                input: Wire.InputSpecification(
                    kind: .vector(Wire.VectorInput(dimension: dimension))
                ),
                policies: policies
            )
        )
    }

    /// Adds a model, of random weights where none are given.
    func addModel(
        _ name: String = "numbers",
        _ specification: Graph = .linear(inputs: 4, classes: 2),
        seed: UInt64 = 1,
        snapshot: Int64? = nil,
        parameters given: Parameters? = nil
    ) async throws -> ModelVersion {
        let project = try ProjectName(name)
        let network = try Network(specification)
        let parameters = given ?? network.initialParameters(seed: seed)
        let bytes = Safetensors.encode(parameters, of: network)
        let file = "\(name)-\(seed).safetensors"
        try Data(bytes).write(to: URL(fileURLWithPath: store.directory.model(file)))
        let model = NewModel(
            specification: String(
                decoding: try JSONEncoder().encode(specification),
                as: UTF8.self
            ),
            fileName: file,
            byteCount: Int64(bytes.count),
            digest: Digest(of: bytes),
            lineage: Lineage(snapshot: snapshot, algorithm: "fix_match")
        )
        return try await store.write { try $0.addModel(project, model).version }
    }

    /// Adds a model and makes it the champion.
    @discardableResult
    func promoteModel(
        _ name: String = "numbers",
        seed: UInt64 = 1,
        snapshot: Int64? = nil
    ) async throws -> ModelVersion {
        let version = try await addModel(name, seed: seed, snapshot: snapshot)
        let outcome = try await promotion.promote(version, of: ProjectName(name), gate: .always)
        precondition(outcome.isPromoted)
        return version
    }

    /// Sends items in one message and returns all replies together.
    func ingest(
        _ items: [Wire.IngestItem],
        to project: String = "numbers"
    ) async throws -> Wire.IngestReply {
        let exchange = client.bidirectional(.ingest)
        try await exchange.write(Wire.IngestRequest(project: project, items: items))
        exchange.finish()
        var all = Wire.IngestReply()
        for try await reply in exchange.responses {
            all.durableCount = reply.durableCount
            all.madeIDs += reply.madeIDs
            all.refused += reply.refused
        }
        return all
    }

    /// The labels of a project.
    func export(_ request: Wire.ExportLabelsRequest) async throws -> [Wire.LabelRecord] {
        var records: [Wire.LabelRecord] = []
        for try await reply in client.serverStreaming(.exportLabels, request) {
            records += reply.records
        }
        return records
    }
}

/// The raw bytes of numbers.
func bytes(_ values: [Float]) -> [UInt8] {
    values.flatMap { value in
        (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) }
    }
}

/// An item of a stream, as Python sends it: bytes only.
func item(
    _ values: [Float],
    id: String = "",
    label: UInt32? = nil,
    split: Wire.Split = .unspecified
) -> Wire.IngestItem {
    Wire.IngestItem(
        exampleID: id,
        input: Wire.Tensor(data: bytes(values)),
        split: split,
        label: label.map {
            Wire.ExampleLabel(classReference: Wire.ClassReference(reference: .index($0)))
        }
    )
}

/// Rows of numbers as a tensor.
func tensor(_ rows: [[Float]]) -> Wire.Tensor {
    Wire.Tensor(
        dataType: .float32,
        shape: [Int64(rows.count), Int64(rows.first?.count ?? 0)],
        data: bytes(rows.flatMap(\.self))
    )
}

/// The status that a call ends with.
func status(_ call: () async throws -> some Any) async -> GRPCStatus {
    do {
        _ = try await call()
        return GRPCStatus(.ok, "")
    } catch let status as GRPCStatus {
        return status
    } catch {
        return GRPCStatus(.unknown, "\(error)")
    }
}

extension Harness {
    /// Creates a project of images of 2 x 2 pixels with the classes `no` and `yes`, and a champion.
    func createImageProject(_ name: String = "images") async throws {
        _ = try await client.unary(
            .createProject,
            Wire.CreateProjectRequest(
                name: name,
                classes: ["no", "yes"],
                input: Wire.InputSpecification(
                    kind: .image(Wire.ImageInput(height: 2, width: 2, channels: 1))
                )
            )
        )
        try await promoteModel(name)
    }
}
