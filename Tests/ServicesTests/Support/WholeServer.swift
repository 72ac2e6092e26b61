import Domain
import Files
import Foundation
import GRPC
import HTTP2
import Labeling
import Logging
import Messages
import Services
import Synchronization

/// A server as `serve` starts it, in a temporary directory, whose workers run in this process.
final class WholeServer: Sendable {
    let server: Server
    let client: GRPCClient
    let workers: InProcessWorkers
    let path: String

    init(
        heartbeat: Duration = .milliseconds(20),
        logger given: Logger? = nil,
        _ configure: (inout ServerConfiguration) -> Void = { _ in }
    ) async throws {
        path = NSTemporaryDirectory() + "whole-\(UUID().uuidString.prefix(8))"
        var configuration = ServerConfiguration(dataDirectory: path, cores: 2)
        configuration.port = 0
        configuration.http = .tcp(host: "127.0.0.1", port: 0)
        configuration.jobs.heartbeat = heartbeat
        configuration.jobs.pollInterval = .milliseconds(20)
        configure(&configuration)
        var quiet = Logger(label: "test")
        quiet.logLevel = .critical
        let logger = given ?? quiet
        let workers = InProcessWorkers(socketPath: path + "/worker.sock", logger: logger)
        server = try await Server.start(configuration, workers: { _ in workers }, logger: logger)
        self.workers = workers
        let port = Int(server.address.split(separator: ":").last ?? "") ?? 0
        client = try await GRPCClient.connect(host: "127.0.0.1", port: port)
    }

    /// The port of its pages for monitoring.
    var httpPort: Int? { server.httpAddress?.split(separator: ":").last.flatMap { Int($0) } }

    /// Its page of metrics, without the HTTP around it.
    func metrics() async throws -> String {
        let answer = try await RawHTTP.exchange(
            port: httpPort ?? 0,
            "GET /metrics HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
        )
        guard let head = answer.range(of: "\r\n\r\n"), answer.hasPrefix("HTTP/1.1 200 ") else {
            throw Failure.dataLoss("no page: \(answer.prefix(200))")
        }
        return String(answer[head.upperBound...])
    }

    /// Ends everything and removes the directory.
    func end() async throws {
        await client.close()
        try await server.shutdown()
        try FileManager.default.removeItem(atPath: path)
    }

    /// A client on the socket in the data directory, as its owner has it.
    func owner() async throws -> GRPCClient {
        try await GRPCClient.connect(unixSocket: path + "/worker.sock")
    }

    /// A client with a token.
    func client(_ token: String?) async throws -> GRPCClient {
        let port = Int(server.address.split(separator: ":").last ?? "") ?? 0
        return try await GRPCClient.connect(
            host: "127.0.0.1",
            port: port,
            security: ClientSecurity(token: token)
        )
    }

    /// Creates a project of two separable clouds in the plane, with `labeled` rows to learn from and
    /// as many without labels, and 20 in the gate split.
    func createClouds(_ name: String = "clouds", labeled: Int = 20) async throws {
        _ = try await client.unary(
            .createProject,
            Wire.CreateProjectRequest(
                name: name,
                classes: ["left", "right"],
                input: Wire.InputSpecification(kind: .vector(Wire.VectorInput(dimension: 2)))
            )
        )
        var items: [Wire.IngestItem] = []
        for index in 0..<labeled {
            items.append(cloudItem("train-\(index)", index, label: true))
            items.append(cloudItem("free-\(index)", index, label: false))
        }
        for index in 0..<20 { items.append(cloudItem("gate-\(index)", index, .gate, label: true)) }
        let exchange = client.bidirectional(.ingest)
        try await exchange.write(Wire.IngestRequest(project: name, items: items))
        exchange.finish()
        var durable: UInt64 = 0
        for try await reply in exchange.responses { durable = reply.durableCount }
        precondition(durable == UInt64(items.count), "\(durable) of \(items.count) are durable")
    }

    /// A small run that ends in a moment.
    static func smallRun(steps: UInt32 = 30, seed: UInt64 = 3) -> Wire.TrainingRun {
        Wire.TrainingRun(
            network: Wire.NetworkSpecification(architecture: .perceptron(.init(hidden: [8]))),
            steps: steps,
            batchSize: 16,
            seed: seed
        )
    }

    /// Watches a job to its end; returns every state that was sent.
    func watch(_ id: Int64) async throws -> [Wire.Job] {
        var jobs: [Wire.Job] = []
        for try await reply in client.serverStreaming(.watchJob, Wire.WatchJobRequest(jobID: id)) {
            if let job = reply.job { jobs.append(job) }
        }
        return jobs
    }
}

/// Row `index` of two clouds: the class is `index % 2`.
private func cloudItem(
    _ id: String,
    _ index: Int,
    _ split: Wire.Split = .unspecified,
    label: Bool
) -> Wire.IngestItem {
    let side: Float = index % 2 == 0 ? -1 : 1
    var generator = SeededGenerator(
        seed: UInt64(id.utf8.reduce(7) { $0 &* 31 &+ Int($1) & 0xffff })
    )
    let values = [side + generator.uniform(-0.5, 0.5), generator.uniform(-1, 1)]
    return item(values, id: id, label: label ? UInt32(index % 2) : nil, split: split)
}

/// Starts workers as tasks of this process: the logic of the command without its process.
final class InProcessWorkers: WorkerLauncher {
    private let socketPath: String
    private let logger: Logger
    private let launches = Mutex<Int32>(0)

    init(socketPath: String, logger: Logger) {
        self.socketPath = socketPath
        self.logger = logger
    }

    func launch() throws -> any RunningWorker {
        let number = launches.withLock { count in
            count += 1
            return 1_000_000 + count
        }
        var configuration = JobWorker.Configuration(
            socketPath: socketPath,
            process: number,
            instructionSet: "test",
            blasCore: "test"
        )
        configuration.checkpointInterval = .milliseconds(50)
        let worker = JobWorker(configuration, logger: logger)
        return TaskWorker(process: number, worker: worker, task: Task { try await worker.run() })
    }
}

private struct TaskWorker: RunningWorker {
    let process: Int32
    let worker: JobWorker
    let task: Task<JobWorker.Outcome, any Error>

    func wait() async -> String { "\(await task.result)" }
    func terminate() { worker.stop() }
    func kill() { worker.stop() }
}
