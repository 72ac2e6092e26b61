package import Domain
package import Files
package import Logging
package import Store

/// Starts workers, and takes back the jobs of those that die or fall silent.
package actor WorkerSupervisor {
    private let store: DataStore
    private let queue: JobQueue
    private let pipeline: ReleasePipeline
    private let launcher: any WorkerLauncher
    private let time: Clocks
    private let settings: JobSettings
    private let logger: Logger
    private let files: JobFiles

    /// The workers that run, by the number of their launch.
    private var workers: [Int: Entry] = [:]
    private var launches = 0
    /// Launches in a row that ended without a lease, and until when none is tried.
    private var idleLaunches = 0
    private var pauseEnd = Duration.zero
    /// Whether the server ends: no worker is started, and those that run are to stop.
    package private(set) var isDraining = false

    /// A worker that was started.
    private struct Entry {
        var worker: any RunningWorker
        /// When it was started.
        var start: Duration
        /// What it leased; nil before.
        var lease: (job: JobID, token: Int64)?
        /// The kills for want of memory before it started.
        var memoryKills: Int?
    }

    package init(
        store: DataStore,
        queue: JobQueue,
        pipeline: ReleasePipeline,
        launcher: any WorkerLauncher,
        time: Clocks,
        settings: JobSettings,
        logger: Logger
    ) {
        self.store = store
        self.queue = queue
        self.pipeline = pipeline
        self.launcher = launcher
        self.time = time
        self.settings = settings
        self.logger = logger
        files = JobFiles(directory: store.directory)
    }

    /// Remembers what the worker with this process id holds.
    package func leased(_ job: JobID, token: Int64, to process: Int32) {
        if let launch = workers.first(where: { $0.value.worker.process == process })?.key {
            workers[launch]?.lease = (job, token)
        }
        idleLaunches = 0
    }

    /// Starts workers for what is queued and takes back the jobs of workers that died, until its
    /// task is cancelled or the workers are drained.
    package func run() async {
        let ticker = Task { [time, settings, queue] in
            while !Task.isCancelled {
                try? await time.sleep(for: settings.pollInterval)
                queue.wake()
            }
        }
        queue.wake()
        for await _ in queue.wakes {
            if Task.isCancelled || isDraining { break }
            await endSilentWorkers()
            await dispatch()
        }
        ticker.cancel()
    }

    /// Asks all workers to write a checkpoint and end, waits for them, and ends those that stay.
    package func drain() async {
        isDraining = true
        let running = workers.values.map(\.worker)
        for worker in running { worker.terminate() }
        let deadline = Task { [time, settings] in
            // Not cancelled by the end of the server, only by the end of the workers.
            do { try await time.sleep(for: settings.drainLimit) } catch { return }
            for worker in running { worker.kill() }
        }
        for worker in running { _ = await worker.wait() }
        deadline.cancel()
    }

    /// Starts a worker if there is a job that may run and room for it.
    private func dispatch() async {
        guard !isDraining, time.now >= pauseEnd else { return }
        let waiting = workers.values.count { $0.lease == nil }
        guard workers.count < settings.workerLimit, waiting == 0 else { return }
        do {
            guard try await hasWork() else { return }
            let kills = settings.memoryKills()
            let worker = try launcher.launch()
            launches += 1
            let launch = launches
            workers[launch] = Entry(
                worker: worker,
                start: time.now,
                lease: nil,
                memoryKills: kills
            )
            Task { [weak self] in
                let end = await worker.wait()
                await self?.ended(launch, end)
            }
        } catch {
            pause()
            logger.error("cannot start a worker: \(error)")
        }
    }

    /// Ends workers that were not heard of for as long as a lease lasts; their jobs are taken back
    /// when they have ended.
    private func endSilentWorkers() async {
        for (launch, entry) in workers {
            do {
                guard let lease = entry.lease else {
                    if time.now - entry.start > settings.lease { entry.worker.kill() }
                    continue
                }
                let isDone = await pipeline.releasing.contains(lease.job)
                guard !isDone, workers[launch] != nil, try await store.isLeaseExpired(lease.job)
                else { continue }
                logger.warning("killed a worker that was silent", metadata: ["job": "\(lease.job)"])
                entry.worker.kill()
            } catch {
                logger.error("cannot look at the lease of a worker: \(error)")
            }
        }
    }

    /// Whether a worker would get a job: one is queued, or its lease may have expired.
    private func hasWork() async throws -> Bool {
        let open = try await store.read { try $0.openJobs() }
        let releasing = await pipeline.releasing
        let held = Set(workers.values.compactMap(\.lease?.job)).union(releasing)
        let running = Set(open.filter { $0.state == .running }.map(\.project))
        if open.contains(where: { $0.state == .queued && !running.contains($0.project) }) {
            return true
        }
        for job in open where job.state == .running && !held.contains(job.id) {
            if try await store.isLeaseExpired(job.id) { return true }
        }
        return false
    }

    /// Takes back what a worker held that has ended.
    private func ended(_ launch: Int, _ how: String) async {
        guard let entry = workers.removeValue(forKey: launch) else { return }
        guard let lease = entry.lease else {
            if !isDraining { pause() }
            logger.warning("a worker ended without a job: \(how)")
            queue.wake()
            return
        }
        do {
            try await takeBack(lease.job, lease.token, how, entry.memoryKills)
        } catch let failure as Failure where failure.kind == .aborted {
            // The usual end: the worker had handed over its job before.
        } catch {
            logger.error("cannot take back job \(lease.job): \(error)")
        }
        await queue.changed(lease.job)
    }

    private func takeBack(
        _ id: JobID,
        _ token: Int64,
        _ how: String,
        _ killsBefore: Int?
    ) async throws {
        let limit = settings.attemptLimit
        let kills = killsBefore.map { before in (settings.memoryKills() ?? before) - before } ?? 0
        let isMemory = how == "signal 9" && kills > 0
        let how = isMemory ? Self.killedForMemory : how
        let job = try await store.write { writer in
            let job = try writer.requireLease(id, token)
            if job.handedOver != nil { return job }
            if isMemory, try writer.reader.requeues(id, reason: Self.died(how)) > 0 {
                let advice = try JobOrder(json: job.specification).memoryAdvice
                let reason = "the kernel killed its worker for want of memory twice; \(advice)"
                return try writer.failJob(id, token: token, reason: reason)
            }
            let losses = job.attempts - (try writer.reader.stops(id))
            if losses >= limit {
                let reason = "its worker died \(losses) times, the last time with \(how)"
                return try writer.failJob(id, token: token, reason: reason)
            }
            return try writer.requeueJob(id, token: token, reason: Self.died(how))
        }
        if let version = job.handedOver { return try await pipeline.resume(id, token, version) }
        logger.warning("the worker died: \(how)", metadata: job.logMetadata)
        if job.state.isFinal { files.remove(of: id) }
    }

    private static let killedForMemory = "the kernel killed it for want of memory"

    private static func died(_ how: String) -> String { "its worker died: \(how)" }

    /// Waits longer with each worker that came to nothing: 1, 2, 4, up to 60 seconds.
    private func pause() {
        idleLaunches = min(idleLaunches + 1, 7)
        pauseEnd = time.now + min(.seconds(1 << (idleLaunches - 1)), .seconds(60))
    }
}
