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
        let snapshot = try SnapshotFile(path: files.snapshotPath)
        let data = try TrainingData(
            snapshot,
            frontEnd: frontEnd(
                of: specification.regime?.isFrozen == true
                    ? files.teacher?.network ?? specification.network : specification.network,
                snapshot.header.input,
                files.teacher
            )
        )
        let teacher: TrainedModel? =
            if let teacher = files.teacher { try model(teacher) } else { nil }
        var metadata: [String: String] = [:]
        if let teacher = files.teacher {
            let file = try MappedFile(path: teacher.weightsPath)
            metadata = try Safetensors.metadata(byteCount: file.byteCount, file.bytes)
        }
        let work = Work(
            specification: specification,
            files: files,
            threads: threads,
            allowingOtherHardware
        )
        let outcome = try work.run(data, given: teacher, report)
        if case .finished(let model) = outcome {
            let network = try compiled(model.network)
            // A tokenizer is part of a model.
            let metadata = model.network.frontEnd?.vocabularyDigest == nil ? [:] : metadata
            let bytes = Safetensors.encode(model.parameters, of: network, metadata: metadata)
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

    /// What the network of a run sees of rows; a vocabulary comes with the model that the run is given.
    private static func frontEnd(
        of network: Graph,
        _ input: InputSpecification,
        _ teacher: TrainingFiles.Teacher?
    ) throws(Failure) -> FrontEnd {
        var vocabulary: VocabularyFile?
        if let digest = network.frontEnd?.vocabularyDigest {
            guard let teacher else {
                throw .precondition(
                    "the network reads texts by the vocabulary \(digest), which comes with a model to start from; "
                        + "none was given"
                )
            }
            let file = try MappedFile(path: teacher.weightsPath)
            vocabulary = VocabularyFile(
                metadata: try Safetensors.metadata(byteCount: file.byteCount, file.bytes)
            )
        }
        return try FrontEnd(input, network.frontEnd, vocabulary: vocabulary)
    }

    /// A run by its regime.
    private struct Work {
        let specification: TrainingJobSpecification
        let files: TrainingFiles
        let threads: Int
        let allowingOtherHardware: Bool

        init(
            specification: TrainingJobSpecification,
            files: TrainingFiles,
            threads: Int,
            _ allowingOtherHardware: Bool
        ) {
            self.specification = specification
            self.files = files
            self.threads = threads
            self.allowingOtherHardware = allowingOtherHardware
        }

        func run(
            _ data: TrainingData,
            given: TrainedModel?,
            _ report: (TrainingProgress) -> TrainingDirective
        ) throws(Failure) -> TrainingOutcome {
            guard specification.regime?.isFrozen == true else {
                return try steps(specification, data, given, files.checkpointPath, report)
            }
            guard let given else {
                throw .precondition(
                    "a frozen encoder is that of a version to start from; none was given"
                )
            }
            let isFirst = specification.regime == .frozenThenFineTuned
            let encoder = try FrozenEncoder(given)
            let features = try encoder.features(
                of: data,
                cache: EmbeddingCache(besides: files.snapshotPath),
                threads: threads
            )
            var head = specification
            head.regime = nil
            if isFirst { head.optimization.steps = max(1, specification.optimization.steps / 2) }
            // The head is trained again where all of the network was under way: the same bits, in little time.
            let outcome = try steps(
                head,
                features,
                nil,
                isFirst ? nil : files.checkpointPath,
                report
            )
            guard case .finished(let model) = outcome else { return outcome }
            let joined = try encoder.joined(with: model)
            guard isFirst else { return .finished(joined) }
            var whole = specification
            whole.regime = nil
            whole.network = joined.network
            // Views were of features.
            whole.augmentation = nil
            whole.optimization.steps = max(
                1,
                specification.optimization.steps - head.optimization.steps
            )
            return try steps(whole, data, joined, files.checkpointPath, report)
        }

        private func steps(
            _ specification: TrainingJobSpecification,
            _ data: TrainingData,
            _ given: TrainedModel?,
            _ checkpointPath: String?,
            _ report: (TrainingProgress) -> TrainingDirective
        ) throws(Failure) -> TrainingOutcome {
            var checkpoint: Checkpoint?
            if let checkpointPath { checkpoint = try TrainingWorker.checkpoint(at: checkpointPath) }
            var run = try TrainingRun(
                specification,
                data: data,
                teacher: given,
                threads: threads,
                resuming: checkpoint,
                allowingOtherHardware: allowingOtherHardware
            )
            return try run.run(checkpointPath: checkpointPath, report)
        }
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
