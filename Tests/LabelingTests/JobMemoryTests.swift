import Domain
import Labeling
import Logging
import Networks
import SemiSupervised
import Store
import Synchronization
import Testing
import Training

@Suite("A run's memory is known before it starts, and a kill for want of it is not tried for ever")
struct JobMemoryTests {
    private let fixture: Fixture
    private let workers = ManualWorkers()
    private let coordinator: JobCoordinator
    private let system: System

    /// What the operating system says.
    private final class System: Sendable {
        let available = Mutex<Int?>(nil)
        let kills = Mutex<Int?>(7)
    }

    init() async throws {
        let clock = ManualTime()
        fixture = try await Fixture(clock: clock)
        try await fixture.add(20, .train)
        try await fixture.add(30, nil)
        let system = System()
        self.system = system
        var settings = JobSettings()
        settings.availableMemory = { system.available.withLock { $0 } }
        settings.memoryKills = { system.kills.withLock { $0 } }
        let host = ScriptedHost(classes: 2, inputBytes: 8) { _, _ in (0, 0.9) }
        coordinator = JobCoordinator(
            store: fixture.store,
            promotion: Promotion(store: fixture.store, host: host),
            launcher: workers,
            time: clock.time,
            settings: settings,
            logger: Logger(label: "test")
        )
    }

    private func order(hidden: Int = 4) -> JobOrder {
        JobOrder(
            kind: .train,
            specification: TrainingJobSpecification(
                algorithm: AlgorithmConfiguration(FixMatch()),
                network: .perceptron(inputs: 2, hidden: [hidden, hidden], classes: 2),
                seed: 3
            )
        )
    }

    private func refusal(_ order: JobOrder) async -> Failure? {
        do {
            _ = try await coordinator.queue.submit(order, for: fixture.project, cause: "manual")
            return nil
        } catch {
            return error as? Failure
        }
    }

    /// Waits until something holds; the suite fails rather than hangs when it never does.
    private func eventually(_ condition: () async throws -> Bool) async throws {
        for _ in 0..<2000 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("waited in vain")
    }

    @Test("What does not fit is refused with the bytes and what to lower, and cuts no snapshot")
    func refused() async throws {
        system.available.withLock { $0 = 200 << 20 }
        #expect(await refusal(order()) == nil)
        let failure = try #require(await refusal(order(hidden: 4096)))
        #expect(failure.kind == .resourceExhausted)
        for part in ["MiB of memory", "201 MiB are available", "batch_size (64)", "(4)", "width"] {
            #expect(failure.message.contains(part), "\(failure.message)")
        }
        let project = fixture.project
        let jobs = try await fixture.store.read { try $0.jobs(project, limit: 9) }
        #expect(jobs.count == 1)
        system.available.withLock { $0 = nil }
        #expect(await refusal(order(hidden: 4096)) == nil, "nothing is known of memory")
    }

    @Test("One block beyond the engine's limit is refused whatever there is")
    func limit() async throws {
        // 20 labelled and 160 unlabelled rows of 2^20 values, in each of eight stages.
        var large = order()
        var builder = GraphBuilder(input: large.specification.network.input)
        builder.add(Dense(outputs: 1 << 20), named: "wide")
        for _ in 0..<7 { builder.add(LeakyReLU(slope: 0.1)) }
        builder.add(Dense(outputs: large.specification.network.classes), named: "classifier")
        large.specification.network = builder.classifier()
        let failure = try #require(await refusal(large))
        #expect(failure.kind == .resourceExhausted)
        #expect(failure.message.contains("batch_size (64)"), "\(failure.message)")
    }

    @Test("The second kill for want of memory ends the job with what to lower")
    func killed() async throws {
        let running = Task { await coordinator.run() }
        let id = try await coordinator.queue.submit(order(), for: fixture.project, cause: "manual")
            .id
        for attempt in 1...2 {
            try await eventually { workers.all.count == attempt }
            _ = try #require(
                try await coordinator.leases.lease(worker: "a", process: Int32(999 + attempt))
            )
            system.kills.withLock { $0 = ($0 ?? 0) + 1 }
            workers.all[attempt - 1].end("signal 9")
        }
        try await eventually { try await fixture.store.read { try $0.job(id) }.state == .failed }
        for worker in workers.all { worker.end("exit code 0") }
        let failure = try await fixture.store.read { try $0.job(id) }.failure
        #expect(
            failure == "the kernel killed its worker for want of memory twice; lower batch_size "
                + "(64), unlabeled_ratio (4) or the network's width"
        )
        running.cancel()
        await coordinator.drain()
    }

    @Test("Kills that the kernel did not count are deaths like any other")
    func otherKills() async throws {
        let running = Task { await coordinator.run() }
        let id = try await coordinator.queue.submit(order(), for: fixture.project, cause: "manual")
            .id
        for attempt in 1...3 {
            try await eventually { workers.all.count == attempt }
            _ = try #require(
                try await coordinator.leases.lease(worker: "a", process: Int32(999 + attempt))
            )
            workers.all[attempt - 1].end("signal 9")
        }
        try await eventually { workers.all.count == 4 }
        #expect(try await fixture.store.read { try $0.job(id) }.state == .queued)
        running.cancel()
        workers.all[3].end("exit code 0")
        await coordinator.drain()
    }
}
