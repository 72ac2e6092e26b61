import Dispatch
import Domain
import Files
import Labeling
import Logging
import Networks
import SemiSupervised
import Store
import Synchronization
import Testing
import Training

/// Reading of weights that takes as long as the test says.
private final class SlowReading: Sendable {
    private let gate = DispatchSemaphore(value: 0)
    private let state = Mutex((running: 0, started: 0))

    /// Whether weights are being read now.
    var isRunning: Bool { state.withLock { $0.running > 0 } }
    /// How often reading has begun.
    var started: Int { state.withLock { $0.started } }

    func finish() { gate.signal() }

    func take(_ source: String, _ target: String, _ digest: Digest) throws -> Int {
        state.withLock { $0 = ($0.running + 1, $0.started + 1) }
        defer { state.withLock { $0.running -= 1 } }
        // An end all the same, so that who waits for this fails instead of hanging.
        _ = gate.wait(timeout: .now() + 300)
        return try AtomicFile.copy(source, to: target, expecting: digest)
    }
}

@Suite("Models are taken over without keeping anything else waiting")
struct ModelIntakeTests {
    private let fixture: Fixture
    private let clock = ManualTime()
    private let reading = SlowReading()
    private let queue: JobQueue
    private let leases: WorkerLeases
    private let intake: ModelIntake
    /// Another connection of the same worker.
    private let other: ModelIntake

    init() async throws {
        fixture = try await Fixture(clock: clock)
        try await fixture.add(20, .train)
        try await fixture.add(100, .gate)
        let host = ScriptedHost(classes: 2, inputBytes: 8) { _, input in
            (Int(InputSpecification.float(in: input, at: 0)), 0.9)
        }
        let (store, settings) = (fixture.store, JobSettings())
        let logger = Logger(label: "test")
        queue = JobQueue(store: store, logger: logger)
        let pipeline = ReleasePipeline(
            store: store,
            queue: queue,
            promotion: Promotion(store: store, host: host),
            settings: settings,
            logger: logger
        )
        let supervisor = WorkerSupervisor(
            store: store,
            queue: queue,
            pipeline: pipeline,
            launcher: ManualWorkers(),
            time: clock.time,
            settings: settings,
            logger: logger
        )
        leases = WorkerLeases(
            store: store,
            queue: queue,
            supervisor: supervisor,
            pipeline: pipeline,
            settings: settings,
            logger: logger
        )
        let (queue, take) = (queue, reading.take)
        let intakes = (0..<2).map { _ in
            ModelIntake(
                store: store,
                queue: queue,
                pipeline: pipeline,
                settings: settings,
                logger: logger,
                take: take
            )
        }
        (intake, other) = (intakes[0], intakes[1])
    }

    private func lease() async throws -> WorkerLease {
        let order = JobOrder(
            kind: .train,
            specification: TrainingJobSpecification(
                algorithm: AlgorithmConfiguration(Supervised()),
                network: .perceptron(inputs: 2, hidden: [4], classes: 2),
                seed: 3
            )
        )
        _ = try await queue.submit(order, for: fixture.project, cause: "manual")
        return try #require(try await leases.lease(worker: "a", process: 1))
    }

    /// Hands over weights of one byte; the digest may be that of others.
    private func complete(
        _ lease: WorkerLease,
        _ byte: UInt8 = 7,
        again: Bool = false
    ) async throws -> ModelVersion {
        try AtomicFile.write([7], to: lease.weightsPath)
        let run = CompletedRun(
            digest: Digest(of: [byte]),
            network: "{}",
            hyperParameters: "{}",
            instructionSet: "avx2",
            blasCore: "Haswell"
        )
        return try await (again ? other : intake).complete(lease.job, token: lease.token, run)
    }

    private func heartbeat(_ lease: WorkerLease) async throws -> WorkerDirective {
        try await leases.heartbeat(lease.job, token: lease.token, progress: JobProgress())
    }

    private func waitForReading(_ count: Int = 1) async throws {
        for _ in 0..<2000 where reading.started < count {
            try await Task.sleep(for: .milliseconds(5))
        }
        try #require(reading.isRunning)
    }

    @Test("Heartbeats are answered while weights are read, and do not shorten the lease")
    func heartbeats() async throws {
        let lease = try await lease()
        let completion = Task { try await complete(lease) }
        try await waitForReading()
        for _ in 0..<50 { #expect(try await heartbeat(lease) == .proceed) }
        #expect(reading.isRunning, "the heartbeats waited for the weights")
        // Longer than a heartbeat's lease.
        clock.advance(by: .seconds(60))
        #expect(try await !fixture.store.isLeaseExpired(lease.job))
        #expect(try await leases.lease(worker: "b", process: 2) == nil)
        reading.finish()
        #expect(try await completion.value == 1)
    }

    @Test("What is handed over again while it is read is one version")
    func twice() async throws {
        let lease = try await lease()
        let first = Task { try await complete(lease) }
        try await waitForReading()
        let second = Task { try await complete(lease, again: true) }
        try await waitForReading(2)
        reading.finish()
        reading.finish()
        // The one that comes later may find the job over.
        let versions = [await first.result, await second.result].compactMap { try? $0.get() }
        #expect(Set(versions) == [1])
        let project = fixture.project
        #expect(try await fixture.store.read { try $0.models(project, limit: 9) }.count == 1)
    }

    @Test("Weights that are not the worker's leave no file, no model, and a lease like before")
    func damaged() async throws {
        let lease = try await lease()
        reading.finish()
        await #expect(throws: Failure.self) { try await complete(lease, 8) }
        #expect(try FileSystem.entries(of: fixture.store.directory.modelsPath).isEmpty)
        let record = try await fixture.store.read { try $0.job(lease.job) }
        #expect(record.handedOver == nil)
        #expect(record.state == .running)
        clock.advance(by: .seconds(60))
        #expect(try await fixture.store.isLeaseExpired(lease.job))
    }

    @Test("A queue that is closed takes nothing")
    func closed() async throws {
        await queue.close()
        await #expect(throws: Failure.self) { _ = try await lease() }
    }
}
