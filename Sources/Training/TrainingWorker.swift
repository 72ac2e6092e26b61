package import Domain
internal import Files
package import Networks

/// What a worker process is given beside the specification: files, and no database.
package struct TrainingFiles: Hashable, Sendable, Codable {
    /// A teacher's weights.
    package struct Teacher: Hashable, Sendable, Codable {
        /// Its network.
        package var network: Graph
        /// Its safetensors file.
        package var weightsPath: String

        /// Creates a teacher.
        package init(network: Graph, weightsPath: String) {
            self.network = network
            self.weightsPath = weightsPath
        }
    }

    /// The snapshot to learn from.
    package var snapshotPath: String
    /// Where checkpoints are written, and where a run goes on when there is one.
    package var checkpointPath: String
    /// Where the weights are written, as safetensors, in the end.
    package var weightsPath: String
    /// The teacher of a distillation, or the first teacher of Noisy Student.
    package var teacher: Teacher?

    /// Creates the files of a run.
    package init(
        snapshotPath: String,
        checkpointPath: String,
        weightsPath: String,
        teacher: Teacher? = nil
    ) {
        self.snapshotPath = snapshotPath
        self.checkpointPath = checkpointPath
        self.weightsPath = weightsPath
        self.teacher = teacher
    }
}

/// Runs a job from files to files: what a worker process does.
///
/// Killed at any moment and started again with the same arguments, it ends with the same weights.
package enum TrainingWorker {
    /// Runs a job, from its checkpoint where there is one.
    ///
    /// - Parameters:
    ///   - specification: What to run.
    ///   - files: What to read and write.
    ///   - threads: The number of threads; it does not change the result.
    ///   - allowingOtherHardware: Whether a checkpoint of another instruction set or BLAS core is
    ///     taken.
    ///   - report: Called after each step; its answer is what happens next.
    /// - Returns: How the run ended; when finished, the weights file is there and durable.
    /// - Throws: ``Failure``; a checkpoint that is damaged or of another run is data loss.
    package static func run(
        _ specification: TrainingJobSpecification,
        _ files: TrainingFiles,
        threads: Int = 1,
        allowingOtherHardware: Bool = false,
        _ report: (TrainingProgress) -> TrainingDirective
    ) throws(Failure) -> TrainingOutcome {
        let data = try TrainingData(SnapshotFile(path: files.snapshotPath))
        let teacher: TrainedModel? =
            if let teacher = files.teacher { try model(teacher) } else { nil }
        var run = try TrainingRun(
            specification,
            data: data,
            teacher: teacher,
            threads: threads,
            resuming: checkpoint(at: files.checkpointPath),
            allowingOtherHardware: allowingOtherHardware
        )
        let outcome = try run.run(checkpointPath: files.checkpointPath, report)
        if case .finished(let model) = outcome {
            let network = try compiled(model.network)
            let bytes = Safetensors.encode(model.parameters, of: network)
            try AtomicFile.write(bytes, to: files.weightsPath)
        }
        return outcome
    }

    /// Compares algorithms over a snapshot, from what was done before where there is something.
    ///
    /// - Parameters:
    ///   - plan: What is compared.
    ///   - snapshotPath: The snapshot to learn from.
    ///   - files: What to read and write.
    ///   - threads: The number of threads; it does not change the result.
    ///   - report: Called after each step; its answer is what happens next.
    /// - Returns: How the comparison ended.
    /// - Throws: ``Failure`` as ``ComparisonRun``.
    package static func compare(
        _ plan: ComparisonPlan,
        snapshotPath: String,
        files: ComparisonRun.Files,
        threads: Int = 1,
        _ report: @escaping (TrainingProgress) -> TrainingDirective
    ) throws(Failure) -> ComparisonOutcome {
        let data = try TrainingData(SnapshotFile(path: snapshotPath))
        let run = try ComparisonRun(plan, data: data, files: files, threads: threads)
        return try run.run(report)
    }

    private static func checkpoint(at path: String) throws(Failure) -> Checkpoint? {
        do {
            return try Checkpoint.read(from: path)
        } catch {
            guard error.kind == .notFound else { throw error }
            return nil
        }
    }

    private static func model(_ teacher: TrainingFiles.Teacher) throws(Failure) -> TrainedModel {
        let network = try compiled(teacher.network)
        let file = try MappedFile(path: teacher.weightsPath)
        let bytes = file.bytes(0..<file.byteCount)
        return TrainedModel(
            network: teacher.network,
            parameters: try Safetensors.decodeParameters(bytes, for: network)
        )
    }

    private static func compiled(_ network: Graph) throws(Failure) -> Network {
        do {
            return try Network(network)
        } catch {
            throw error.failure
        }
    }
}
