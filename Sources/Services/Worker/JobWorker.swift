package import Domain
internal import Files
internal import GRPC
internal import Labeling
package import Logging
internal import Messages
internal import Networks
internal import Synchronization
internal import Training

/// What a worker process does: leases one job, runs it, and hands over its model.
package final class JobWorker: Sendable {
    /// What a worker is told when it starts.
    package struct Configuration: Sendable {
        /// The socket of the server's internal service.
        package var socketPath: String
        /// The worker's process, by which its server knows it.
        package var process: Int32
        /// The instruction set of its kernels.
        package var instructionSet: String
        /// The core that its BLAS chose.
        package var blasCore: String
        /// The threads of a training; they change no bit.
        package var threads = 1
        /// How often a checkpoint is written.
        package var checkpointInterval = Duration.seconds(5)
        /// How long it goes on without its server.
        package var patience = Duration.seconds(60)

        /// Describes a worker.
        package init(
            socketPath: String,
            process: Int32,
            instructionSet: String,
            blasCore: String
        ) {
            self.socketPath = socketPath
            self.process = process
            self.instructionSet = instructionSet
            self.blasCore = blasCore
        }
    }

    /// What came of a worker.
    package enum Outcome: Hashable, Sendable {
        /// There was no job.
        case idle
        /// The model of this version is the server's.
        case completed(ModelVersion)
        /// The server has what a comparison came to.
        case compared
        /// The lease ended without a model; the server was told so if it was there.
        case ended(String)
        /// Another worker has the job; nothing was written.
        case lost
    }

    private struct State {
        var run: WorkerRun?
        var shouldStop = false
    }

    private let configuration: Configuration
    private let logger: Logger
    private let connection: WorkerConnection
    private let state = Mutex(State())

    /// Creates a worker that has not leased yet.
    package init(_ configuration: Configuration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        connection = WorkerConnection(socketPath: configuration.socketPath)
    }

    /// Asks the worker to write a checkpoint and end.
    package func stop() {
        let run = state.withLock { state in
            state.shouldStop = true
            return state.run
        }
        run?.tell(.checkpointAndStop)
    }

    /// Leases a job and sees it through.
    ///
    /// - Throws: `GRPCStatus` when the server cannot be reached.
    package func run() async throws -> Outcome {
        let request = Wire.LeaseRequest(
            worker: "worker \(configuration.process)",
            processID: Int64(configuration.process),
            instructionSet: configuration.instructionSet,
            blasCore: configuration.blasCore
        )
        let reply = try await connection.callPatiently(.lease, request, patience: .seconds(10))
        guard let lease = reply.lease else {
            await connection.close()
            return .idle
        }
        logger.info("leased job \(lease.jobID), attempt \(lease.attempt)")
        let outcome = try await carryOut(lease)
        await connection.close()
        return outcome
    }

    private func carryOut(_ lease: Wire.Lease) async throws -> Outcome {
        let assignment: JobAssignment
        do {
            assignment = try JSON.decode(
                String(decoding: lease.specificationJSON, as: UTF8.self)
            )
        } catch {
            return try await fail(lease, .failed, "\(error)")
        }
        let run = WorkerRun(checkpointInterval: configuration.checkpointInterval)
        let shouldStop = state.withLock { state in
            state.run = run
            return state.shouldStop
        }
        if shouldStop { run.tell(.checkpointAndStop) }
        run.start(assignment, TrainingFiles(lease, assignment), threads: configuration.threads)
        let beats = Task { await beat(lease, assignment, run) }
        let end = await run.end()
        beats.cancel()
        if await beats.value { return .lost }
        switch end {
        case .success(.model(let model)):
            return try await complete(lease, assignment, run, model)
        case .success(.comparison(let report)):
            return try await complete(lease, report)
        case .success(.stopped):
            return try await fail(lease, .stopped, "stopped after a checkpoint")
        case .success(.cancelled):
            return try await fail(lease, .cancelled, "cancelled")
        case .failure(let failure):
            return try await fail(lease, .failed, failure.message)
        }
    }

    /// Sends heartbeats until the run ends; true: the lease is lost.
    private func beat(
        _ lease: Wire.Lease,
        _ assignment: JobAssignment,
        _ run: WorkerRun
    ) async -> Bool {
        var lastContact = ContinuousClock.now
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(max(10, lease.heartbeatMilliseconds)))
            if Task.isCancelled { return false }
            do {
                let order = try await heartbeat(lease, assignment, run)
                lastContact = .now
                if order.cancel { run.tell(.cancel) }
                if order.stop { run.tell(.checkpointAndStop) }
            } catch let status as GRPCStatus where status.code == .aborted {
                logger.warning("\(status.message)")
                run.tell(.cancel)
                return true
            } catch {
                logger.warning("no heartbeat: \(error)")
                guard ContinuousClock.now - lastContact >= configuration.patience else { continue }
                run.tell(.checkpointAndStop)
                return false
            }
        }
        return false
    }

    private func heartbeat(
        _ lease: Wire.Lease,
        _ assignment: JobAssignment,
        _ run: WorkerRun
    ) async throws -> Wire.HeartbeatReply {
        let request = Wire.HeartbeatRequest(lease, assignment, run.progress)
        // A task of its own: a heartbeat under way is not torn off, so that none comes after the end.
        return try await Task { try await connection.call(.heartbeat, request) }.value
    }

    private func complete(
        _ lease: Wire.Lease,
        _ assignment: JobAssignment,
        _ run: WorkerRun,
        _ model: TrainedModel
    ) async throws -> Outcome {
        do {
            let last = try? await heartbeat(lease, assignment, run)
            if last?.cancel == true { return try await fail(lease, .cancelled, "cancelled") }
            let specification = try JSON.encode(assignment.specification)
            let request = Wire.CompleteRequest(
                jobID: lease.jobID,
                fencingToken: lease.fencingToken,
                weightsPath: lease.weightsPath,
                weightsSHA256: try Digest(ofFile: lease.weightsPath).bytes,
                networkJSON: Array(try JSON.encode(model.network).utf8),
                hyperParametersJSON: Array(specification.utf8),
                metrics: run.progress?.metrics ?? [:],
                instructionSet: configuration.instructionSet,
                blasCore: configuration.blasCore
            )
            let reply = try await connection.callPatiently(
                .complete,
                request,
                patience: configuration.patience,
                timeout: .seconds(60)
            )
            return .completed(reply.modelVersion)
        } catch let status as GRPCStatus where status.code == .aborted {
            logger.warning("\(status.message)")
            return .lost
        }
    }

    private func complete(_ lease: Wire.Lease, _ report: ComparisonReport) async throws -> Outcome {
        let request = Wire.CompleteComparisonRequest(
            jobID: lease.jobID,
            fencingToken: lease.fencingToken,
            reportJSON: Array(try JSON.encode(report).utf8)
        )
        do {
            _ = try await connection.callPatiently(
                .completeComparison,
                request,
                patience: configuration.patience
            )
            return .compared
        } catch let status as GRPCStatus where status.code == .aborted {
            logger.warning("\(status.message)")
            return .lost
        }
    }

    private func fail(
        _ lease: Wire.Lease,
        _ outcome: Wire.FailRequest.Outcome,
        _ message: String
    ) async throws -> Outcome {
        let request = Wire.FailRequest(
            jobID: lease.jobID,
            fencingToken: lease.fencingToken,
            outcome: outcome,
            message: message
        )
        do {
            _ = try await connection.callPatiently(.fail, request, patience: .seconds(2))
        } catch let status as GRPCStatus where status.code == .aborted {
            return .lost
        } catch {
            // The server finds out when the lease expires.
            logger.warning("cannot report \"\(message)\": \(error)")
        }
        return .ended(message)
    }
}
