import Domain
import Files
import Foundation
import Labeling
import Logging
import Networks
import SemiSupervised
import Store
import Testing
import Training

@Suite("Jobs are seen through, whatever happens to their workers")
struct JobCoordinatorTests {
    private let fixture: Fixture
    private let workers = ManualWorkers()
    private let clock = ManualTime()
    private let coordinator: JobCoordinator
    private let host: ScriptedHost

    init() async throws {
        fixture = try await Fixture(clock: clock)
        try await fixture.add(20, .train)
        try await fixture.add(30, nil)
        try await fixture.add(100, .gate)
        host = ScriptedHost(classes: 2, inputBytes: 8) { _, input in
            (Int(InputSpecification.float(in: input, at: 0)), 0.9)
        }
        var settings = JobSettings()
        settings.attemptLimit = 3
        coordinator = JobCoordinator(
            store: fixture.store,
            promotion: Promotion(store: fixture.store, host: host),
            launcher: workers,
            time: clock.time,
            settings: settings,
            logger: Logger(label: "test")
        )
    }

    private func order(
        _ kind: JobKind = .train,
        _ algorithm: any Algorithm = Supervised()
    ) -> JobOrder {
        JobOrder(
            kind: kind,
            specification: TrainingJobSpecification(
                algorithm: AlgorithmConfiguration(algorithm),
                network: .perceptron(inputs: 2, hidden: [4], classes: 2),
                seed: 3
            )
        )
    }

    private func submit() async throws -> JobID {
        try await coordinator.queue.submit(order(), for: fixture.project, cause: "manual").id
    }

    private func job(_ id: JobID) async throws -> JobRecord {
        try await fixture.store.read { try $0.job(id) }
    }

    /// Waits until something holds; the suite fails rather than hangs when it never does.
    private func eventually(_ condition: () async throws -> Bool) async throws {
        for _ in 0..<2000 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("waited in vain")
    }

    private func complete(_ lease: WorkerLease) async throws -> ModelVersion {
        let weights: [UInt8] = [1, 2, 3]
        try AtomicFile.write(weights, to: lease.weightsPath)
        let network = try JSONEncoder().encode(lease.assignment.specification.network)
        return try await coordinator.intake.complete(
            lease.job,
            token: lease.token,
            CompletedRun(
                digest: Digest(of: weights),
                network: String(decoding: network, as: UTF8.self),
                hyperParameters: "{}",
                metrics: ["loss": 0.5],
                instructionSet: "avx2",
                blasCore: "Haswell"
            )
        )
    }

    @Test("From the queue to the champion, with every change seen by who watches")
    func wholeLife() async throws {
        let id = try await submit()
        let watched = try await coordinator.queue.watch(id)
        let lease = try #require(try await coordinator.leases.lease(worker: "w", process: 1))
        #expect(lease.job == id)
        #expect(lease.attempt == 1)
        #expect(lease.assignment.teacherNetwork == nil)
        #expect(FileManager.default.fileExists(atPath: lease.snapshotPath))
        var progress = JobProgress()
        progress.phase = "train"
        progress.step = 5
        progress.steps = 10
        let directive = try await coordinator.leases.heartbeat(
            id,
            token: lease.token,
            progress: progress
        )
        #expect(directive == .proceed)
        let version = try await complete(lease)
        #expect(version == 1)
        var states: [JobState] = []
        for try await change in watched { states.append(change.state) }
        #expect(states.last == .succeeded)
        let record = try await job(id)
        let result = try JSONDecoder().decode(
            JobResult.self,
            from: Data(try #require(record.result).utf8)
        )
        #expect(result.model == 1)
        #expect(result.gate?.passed == true)
        #expect(result.release != nil)
        #expect(result.reason.hasPrefix("promoted as the first model of the project"))
        #expect(host.releases.map(\.version) == [1])
        let project = fixture.project
        let (model, metrics) = try await fixture.store.read { reader in
            (try reader.model(project, 1), try reader.evaluations(project, 1))
        }
        #expect(model.lineage.job == id)
        #expect(model.lineage.snapshot != nil)
        #expect(model.state == .champion)
        #expect(metrics.map(\.split) == [.gate])
        #expect(metrics.first?.accuracy == 1)
        let path = fixture.store.directory.model(model.fileName)
        #expect(try Digest(ofFile: path) == model.digest)
        #expect(!FileManager.default.fileExists(atPath: lease.weightsPath))
    }

    @Test("Who reads late gets the last state, not all that were before")
    func lateWatcher() async throws {
        let id = try await submit()
        let watched = try await coordinator.queue.watch(id)
        let lease = try #require(try await coordinator.leases.lease(worker: "w", process: 1))
        for step in 1...20 {
            var progress = JobProgress()
            progress.step = step
            _ = try await coordinator.leases.heartbeat(id, token: lease.token, progress: progress)
            try await Task.sleep(for: .milliseconds(2))
        }
        _ = try await complete(lease)
        try await eventually { try await job(id).state == .succeeded }
        var states: [JobState] = []
        for try await change in watched { states.append(change.state) }
        #expect(states.count <= 2)
        #expect(states.last == .succeeded)
    }

    @Test("One run at a time per project")
    func oneAtATime() async throws {
        let first = try await submit()
        let second = try await submit()
        let lease = try #require(try await coordinator.leases.lease(worker: "a", process: 1))
        #expect(lease.job == first)
        #expect(try await coordinator.leases.lease(worker: "b", process: 2) == nil)
        _ = try await complete(lease)
        try await eventually { try await job(first).state.isFinal }
        #expect(try await coordinator.leases.lease(worker: "b", process: 2)?.job == second)
    }

    @Test("A worker that lost its lease can write nothing")
    func fencing() async throws {
        let id = try await submit()
        let old = try #require(try await coordinator.leases.lease(worker: "a", process: 1))
        try await coordinator.leases.fail(
            id,
            token: old.token,
            outcome: .stopped,
            message: "draining"
        )
        let new = try #require(try await coordinator.leases.lease(worker: "b", process: 2))
        #expect(new.token > old.token)
        #expect(new.attempt == 2)
        #expect(new.checkpointPath == old.checkpointPath)
        await #expect(throws: Failure.self) {
            try await coordinator.leases.heartbeat(id, token: old.token, progress: JobProgress())
        }
        await #expect(throws: Failure.self) { try await complete(old) }
        await #expect(throws: Failure.self) {
            try await coordinator.leases.fail(
                id,
                token: old.token,
                outcome: .failed,
                message: "late"
            )
        }
        #expect(try await job(id).state == .running)
        let project = fixture.project
        #expect(try await fixture.store.read { try $0.models(project, limit: 9) }.isEmpty)
    }

    @Test("Weights with another digest than the worker's are refused")
    func damagedWeights() async throws {
        let id = try await submit()
        let lease = try #require(try await coordinator.leases.lease(worker: "a", process: 1))
        try AtomicFile.write([9], to: lease.weightsPath)
        let run = CompletedRun(
            digest: Digest(of: [1]),
            network: "{}",
            hyperParameters: "{}",
            instructionSet: "avx2",
            blasCore: "Haswell"
        )
        do {
            _ = try await coordinator.intake.complete(id, token: lease.token, run)
            Issue.record("damaged weights were taken")
        } catch let failure as Failure {
            #expect(failure.kind == .dataLoss)
        }
    }

    @Test("A cancelled job tells its worker to stop, and ends as cancelled")
    func cancel() async throws {
        let id = try await submit()
        let waiting = try await submit()
        let lease = try #require(try await coordinator.leases.lease(worker: "a", process: 1))
        #expect(try await coordinator.queue.cancel(waiting).state == .cancelled)
        #expect(try await coordinator.queue.cancel(id).state == .running)
        let directive = try await coordinator.leases.heartbeat(
            id,
            token: lease.token,
            progress: JobProgress()
        )
        #expect(directive == .cancel)
        try await coordinator.leases.fail(
            id,
            token: lease.token,
            outcome: .cancelled,
            message: "asked to"
        )
        #expect(try await job(id).state == .cancelled)
        await #expect(throws: Never.self) { try await coordinator.queue.cancel(id) }
    }

    @Test("A worker is started for a queued job; when it dies, the next one resumes")
    func workerDies() async throws {
        let running = Task { await coordinator.run() }
        let id = try await submit()
        try await eventually { workers.all.count == 1 }
        let lease = try #require(try await coordinator.leases.lease(worker: "a", process: 1000))
        try AtomicFile.write([1], to: lease.checkpointPath)
        workers.all[0].end("signal 9")
        try await eventually { workers.all.count == 2 }
        #expect(try await job(id).state == .queued)
        let next = try #require(try await coordinator.leases.lease(worker: "b", process: 1001))
        #expect(next.job == id)
        #expect(next.attempt == 2)
        #expect(FileManager.default.fileExists(atPath: next.checkpointPath))
        workers.all[1].end("signal 9")
        try await eventually { workers.all.count == 3 }
        _ = try #require(try await coordinator.leases.lease(worker: "c", process: 1002))
        workers.all[2].end("exit code 1")
        try await eventually { try await job(id).state == .failed }
        let failure = try await job(id).failure
        #expect(failure == "its worker died 3 times, the last time with exit code 1")
        #expect(!FileManager.default.fileExists(atPath: lease.checkpointPath))
        running.cancel()
        await coordinator.drain()
    }

    @Test("A worker that falls silent is killed, and its job resumes under a new lease")
    func silentWorker() async throws {
        let running = Task { await coordinator.run() }
        let id = try await submit()
        try await eventually { workers.all.count == 1 }
        let lease = try #require(try await coordinator.leases.lease(worker: "a", process: 1000))
        clock.advance(by: .seconds(10))
        _ = try await coordinator.leases.heartbeat(id, token: lease.token, progress: JobProgress())
        clock.advance(by: .seconds(10))
        try await eventually { clock.sleeperCount > 0 }
        #expect(workers.all.count == 1, "the heartbeat has prolonged the lease")
        try await eventually {
            clock.advance(by: .seconds(1))
            return workers.all.count == 2
        }
        #expect(await workers.all[0].wait() == "signal 9")
        let next = try #require(try await coordinator.leases.lease(worker: "b", process: 1001))
        #expect(next.job == id)
        #expect(next.token > lease.token)
        running.cancel()
        for worker in workers.all { worker.end("exit code 0") }
        await coordinator.drain()
    }

    @Test("A worker that ends without a job is not replaced at once")
    func pause() async throws {
        let running = Task { await coordinator.run() }
        _ = try await submit()
        try await eventually { workers.all.count == 1 }
        workers.all[0].end("exit code 127")
        try await eventually { clock.sleeperCount > 0 }
        clock.advance(by: .milliseconds(500))
        try await eventually { clock.sleeperCount > 0 }
        #expect(workers.all.count == 1)
        try await eventually {
            clock.advance(by: .seconds(1))
            return workers.all.count == 2
        }
        running.cancel()
        for worker in workers.all { worker.end("exit code 0") }
        await coordinator.drain()
    }

    @Test("At the end of the server workers are asked for a checkpoint, and jobs stay queued")
    func drain() async throws {
        let running = Task { await coordinator.run() }
        let id = try await submit()
        try await eventually { workers.all.count == 1 }
        let lease = try #require(try await coordinator.leases.lease(worker: "a", process: 1000))
        let draining = Task { await coordinator.drain() }
        try await eventually { workers.all[0].isTerminated }
        let directive = try await coordinator.leases.heartbeat(
            id,
            token: lease.token,
            progress: JobProgress()
        )
        #expect(directive == .stop)
        try await coordinator.leases.fail(
            id,
            token: lease.token,
            outcome: .stopped,
            message: "stopped"
        )
        workers.all[0].end("exit code 0")
        await draining.value
        #expect(try await job(id).state == .queued)
        await #expect(throws: Failure.self) { try await submit() }
        running.cancel()
    }

    @Test("A job whose model was stored before a crash is finished after it")
    func resumeFinishing() async throws {
        let id = try await submit()
        let lease = try #require(try await coordinator.leases.lease(worker: "a", process: 1))
        let version = try await fixture.addModel()
        _ = try await fixture.store.write {
            try $0.handOver(id, token: lease.token, version)
        }
        let running = Task { await coordinator.run() }
        try await eventually { try await job(id).state == .succeeded }
        #expect(host.releases.map(\.version) == [version])
        running.cancel()
        await coordinator.drain()
    }

    @Test("A model that was handed over is finished, whatever comes late, dies or expires")
    func handedOver() async throws {
        let id = try await submit()
        let lease = try #require(try await coordinator.leases.lease(worker: "a", process: 1))
        let version = try await fixture.addModel()
        _ = try await fixture.store.write {
            try $0.handOver(id, token: lease.token, version)
        }
        _ = try await coordinator.leases.heartbeat(id, token: lease.token, progress: JobProgress())
        #expect(try await job(id).handedOver == version)
        clock.advance(by: .seconds(60))
        #expect(try await coordinator.leases.lease(worker: "b", process: 2) == nil)
        try await eventually { try await job(id).state == .succeeded }
        #expect(host.releases.map(\.version) == [version])
    }

    @Test("A job that is cancelled while its worker is gone ends, and who watches hears of it")
    func cancelledWithoutWorker() async throws {
        let id = try await submit()
        _ = try #require(try await coordinator.leases.lease(worker: "a", process: 1))
        #expect(try await coordinator.queue.cancel(id).state == .running)
        var changes = try await coordinator.queue.watch(id).makeAsyncIterator()
        let before = try await changes.next()
        #expect(before?.state == .running)
        clock.advance(by: .seconds(60))
        #expect(try await coordinator.leases.lease(worker: "b", process: 2) == nil)
        #expect(try await job(id).state == .cancelled)
        let after = try await changes.next()
        #expect(after?.state == .cancelled)
    }

    @Test("A run without anything to learn from cuts no snapshot: its labels still count as new")
    func nothingToLearnFrom() async throws {
        let labeled = try await Fixture()
        try await labeled.add(20, .train)
        let coordinator = JobCoordinator(
            store: labeled.store,
            promotion: Promotion(store: labeled.store, host: host),
            launcher: workers,
            logger: Logger(label: "test")
        )
        do {
            _ = try await coordinator.queue.submit(
                order(.train, FixMatch()),
                for: labeled.project,
                cause: "new_labels"
            )
            Issue.record("queued a run on nothing")
        } catch let failure as Failure {
            #expect(failure.kind == .failedPrecondition)
        }
        let project = labeled.project
        #expect(try await labeled.store.read { try $0.lastSnapshot(project) } == nil)
    }

    @Test("What a comparison learned from is new to the retrain triggers: it makes no model")
    func comparisonCountsNothing() async throws {
        let project = fixture.project
        let plan = ComparisonPlan(
            candidates: [order().specification, order(.train, S3VM()).specification]
        )
        let job = try await coordinator.queue.submit(
            JobOrder(comparing: plan),
            for: project,
            cause: "manual"
        )
        #expect(job.kind == .compare)
        #expect(try await fixture.store.read { try $0.lastSnapshot(project) } == nil)
        let lease = try #require(try await coordinator.leases.lease(worker: "w", process: 1))
        #expect(lease.assignment.comparison?.plan.candidates == plan.candidates)
        #expect(lease.assignment.comparison?.plan.memoryLimit != nil)
        #expect(lease.assignment.comparison?.trialsPath.hasSuffix("/\(job.id).comparison") == true)
        // A table is none of a training's, and a model none of a comparison's.
        let trials = [0, 1].map {
            ComparisonTrial(candidate: $0, split: 0, right: 1, tested: 2, trained: 3, cpuSeconds: 1)
        }
        let report = try ComparisonReport(plan, trials, labeled: 5)
        try AtomicFile.write([1], to: lease.assignment.comparison?.trialsPath ?? "")
        try await coordinator.leases.complete(job.id, token: lease.token, report)
        #expect(try await self.job(job.id).state == .succeeded)
        let left = try FileManager.default.contentsOfDirectory(
            atPath: fixture.store.directory.checkpointsPath
        )
        #expect(left.isEmpty)
        let training = try await submit()
        #expect(try await fixture.store.read { try $0.lastSnapshot(project) } != nil)
        let other = try #require(try await coordinator.leases.lease(worker: "w", process: 2))
        #expect(other.job == training)
        await #expect(throws: Failure.self) {
            try await coordinator.leases.complete(training, token: other.token, report)
        }
    }

    @Test("A model that is handed over twice is one version")
    func repeatedCompletion() async throws {
        let id = try await submit()
        let lease = try #require(try await coordinator.leases.lease(worker: "a", process: 1))
        let version = try await fixture.addModel()
        _ = try await fixture.store.write {
            try $0.handOver(id, token: lease.token, version)
        }
        #expect(try await complete(lease) == version)
        try await eventually { try await job(id).state == .succeeded }
        let project = fixture.project
        #expect(try await fixture.store.read { try $0.models(project, limit: 9) }.count == 1)
    }

    @Test("Distillation needs a teacher; a network must fit the project")
    func refusals() async throws {
        do {
            _ = try await coordinator.queue.submit(
                order(.distil, Distillation()),
                for: fixture.project,
                cause: "manual"
            )
            Issue.record("distilled without a teacher")
        } catch let failure as Failure {
            #expect(failure.kind == .failedPrecondition)
            #expect(failure.message.contains("has no champion"))
        }
        var wide = order()
        wide.specification.network = .perceptron(inputs: 3, hidden: [4], classes: 2)
        do {
            _ = try await coordinator.queue.submit(wide, for: fixture.project, cause: "manual")
            Issue.record("took a network of another size")
        } catch let failure as Failure {
            #expect(failure.kind == .invalidArgument)
            #expect(failure.message == "expected a network of 2 inputs and 2 classes; got 3 and 2")
        }
    }

    @Test("Self-training is given the champion as its teacher")
    func teacher() async throws {
        let first = try await submit()
        _ = try await complete(
            try #require(try await coordinator.leases.lease(worker: "a", process: 1))
        )
        try await eventually { try await job(first).state.isFinal }
        _ = try await coordinator.queue.submit(
            order(.selfTrain, NoisyStudent()),
            for: fixture.project,
            cause: "interval"
        )
        let lease = try #require(try await coordinator.leases.lease(worker: "a", process: 1))
        #expect(lease.assignment.kind == .selfTrain)
        #expect(lease.assignment.teacherNetwork == order().specification.network)
        #expect(FileManager.default.fileExists(atPath: try #require(lease.teacherWeightsPath)))
    }

    @Test("The scheduler starts one run when enough came in, and not another until it is over")
    func scheduler() async throws {
        let scheduler = RetrainScheduler(
            store: fixture.store,
            coordinator: coordinator,
            time: clock.time,
            logger: Logger(label: "test")
        )
        let project = fixture.project
        @Sendable func jobs() async throws -> [JobRecord] {
            try await fixture.store.read { try $0.jobs(project, limit: 9) }
        }
        try await fixture.set { policies in
            policies.retrain.newExamples = 10
            policies.retrain.gate = .nonInferior(margin: 0.05)
        }
        await scheduler.check()
        await scheduler.check()
        #expect(try await jobs().map(\.cause) == ["new_examples"])
        await scheduler.check()
        #expect(try await jobs().count == 1)
        let order = try JobOrder(json: try #require(try await jobs().first?.specification))
        #expect(order.kind == .selfTrain)
        #expect(order.gate == .nonInferior(margin: 0.05))
        _ = try await coordinator.queue.cancel(try #require(try await jobs().first?.id))
        await scheduler.check()
        #expect(try await jobs().count == 1, "nothing came in since the snapshot")
        try await fixture.add(9, nil, from: 30)
        await scheduler.check()
        #expect(try await jobs().count == 1)
        try await fixture.set { $0.retrain.intervalSeconds = 3600 }
        clock.advance(by: .seconds(3600))
        await scheduler.check()
        #expect(try await jobs().map(\.cause) == ["interval", "new_examples"])
    }

    @Test("Where people answer samples, a run's pool is drawn before its snapshot")
    func schedulerDraws() async throws {
        let scheduler = RetrainScheduler(
            store: fixture.store,
            coordinator: coordinator,
            time: clock.time,
            logger: Logger(label: "test")
        )
        let (project, store) = (fixture.project, fixture.store)
        try await fixture.set { policies in
            policies.autoLabel.rule = .guarantee(epsilon: 0.05, delta: 0.05)
            policies.retrain.newExamples = 400
        }
        // Nobody has answered a sample yet, so none is drawn.
        try await fixture.add(400, nil, from: 1_000)
        await scheduler.check()
        await scheduler.check()
        #expect(try await store.read { try $0.draws(project) }.isEmpty)
        let first = try #require(try await store.read { try $0.jobs(project, limit: 1) }.first)
        _ = try await coordinator.queue.cancel(first.id)
        // People answer one that was asked for by hand, and then more comes in.
        _ = try await store.drawSample(project, DrawOrder(split: .certifyPool, size: 80))
        let shown = try await store.read {
            try $0.reviewQueue(project, ReviewQuery(questions: [.sample]), limit: 1_000)
        }
        let answers = shown.map { Answer(example: $0.item.example, label: 0, question: .sample) }
        for result in try await store.write({ try $0.submit(project, answers) }) {
            _ = try result.get()
        }
        try await fixture.add(600, nil, from: 2_000)
        await scheduler.check()
        await scheduler.check()
        let draws = try await store.read { try $0.draws(project) }
        let drawn = try #require(draws.last)
        #expect(draws.count == 2 && drawn.split == .certifyPool && drawn.size >= 80)
        // Its examples stand in the snapshot as unlabelled ones: they were drawn before it.
        let snapshot = try #require(try await store.read { try $0.lastSnapshot(project) })
        #expect(drawn.id <= snapshot.sequence)
        let file = try store.snapshotFile(snapshot)
        let sample = try await store.read {
            try $0.reviewQueue(project, ReviewQuery(questions: [.sample]), limit: 1_000)
        }
        #expect(sample.count == drawn.size)
        #expect(sample.allSatisfy { file.containsUnlabeled(example: $0.item.key) })
    }
}
