package import Domain
package import Files
package import Networks

/// A model version in the data directory, with all that its release needs.
package struct ModelFile: Sendable {
    /// The project.
    package var project: ProjectName
    /// The model version.
    package var modelVersion: ModelVersion
    /// The path of the weights, a safetensors file.
    package var path: String
    /// The SHA-256 that the file had when it was written.
    package var digest: Digest
    /// The network's description.
    package var network: Graph
    /// What one input is.
    package var input: InputSpecification
    /// The names of the classes.
    package var classes: [String]
    /// What its labels promise, if anything.
    package var certificate: Certificate?
    /// The rule and the views of automatic labels.
    package var autoLabel: AutoLabelPolicy
    /// The version of the policies that `autoLabel` comes from.
    package var policyVersion: Int64

    /// Creates a description; what its labels are decided by may come later, with
    /// ``Release/with(certificate:autoLabel:policyVersion:)``.
    package init(
        project: ProjectName,
        modelVersion: ModelVersion,
        path: String,
        digest: Digest,
        network: Graph,
        input: InputSpecification,
        classes: [String],
        certificate: Certificate? = nil,
        autoLabel: AutoLabelPolicy = AutoLabelPolicy(),
        policyVersion: Int64 = 0
    ) {
        self.project = project
        self.modelVersion = modelVersion
        self.path = path
        self.digest = digest
        self.network = network
        self.input = input
        self.classes = classes
        self.certificate = certificate
        self.autoLabel = autoLabel
        self.policyVersion = policyVersion
    }
}

/// Makes releases from weights files on a thread of its own, one at a time.
///
/// What it returns has been checked and warmed up, so that its first call costs what the next one
/// does.
package final class ModelLoader: Sendable {
    private let thread = BackgroundThread(name: "loader")
    private let largestPass: Int

    /// Creates a loader that warms releases up for batches of at most `maxBatchSize` network rows.
    package init(maxBatchSize: Int = 64) { largestPass = max(1, maxBatchSize) }

    /// Reads, checks and warms up a model version.
    ///
    /// - Returns: A release that can be published.
    /// - Throws: ``Failure``, naming the file: data loss when the file is not there or not what was
    ///   written; invalid argument when the network, the input and the classes do not fit.
    package func load(_ model: ModelFile) async throws -> Release {
        let largestPass = largestPass
        return try await thread.run { () throws(Failure) in
            try Self.load(model, largestPass: largestPass)
        }
    }

    /// Computes rows that nobody waits for, such as a split's, beside the serving threads.
    ///
    /// The bits are those of a served answer.
    ///
    /// - Throws: ``Failure`` (invalid argument) when the inputs are not `rows` inputs of the release.
    package func evaluate(
        _ release: Release,
        inputs: [UInt8],
        rows: Int,
        options: PredictionOptions = PredictionOptions()
    ) async throws -> Prediction {
        let largestPass = largestPass
        return try await thread.run { () throws(Failure) in
            var inference = Inference(batchRows: largestPass)
            return try inference.predict(release, inputs: inputs, rows: rows, options: options)
        }
    }

    private static func load(_ model: ModelFile, largestPass: Int) throws(Failure) -> Release {
        let what = "model version \(model.modelVersion) of project \(model.project)"
        guard !model.network.isEncoder else {
            throw .precondition(
                "\(what) is an encoder without classes; it answers Embed, and trainings start from it"
            )
        }
        let (network, parameters) = try weights(model, what)
        let release = try Release(
            project: model.project,
            modelVersion: model.modelVersion,
            network: ServingNetwork(network: network, parameters: parameters),
            input: model.input,
            frontEnd: frontEnd(of: model),
            classes: model.classes,
            weightsDigest: model.digest,
            outlierRule: OutlierRule(network, parameters),
            certificate: model.certificate,
            autoLabel: model.autoLabel,
            policyVersion: model.policyVersion
        )
        try warmUp(release, largestPass)
        return release
    }

    /// What a model version makes of its project's inputs.
    ///
    /// - Throws: ``Failure``: data loss where its vocabulary is not there, invalid argument where it does not fit.
    static func frontEnd(of model: ModelFile) throws(Failure) -> FrontEnd {
        var vocabulary: VocabularyFile?
        if model.network.frontEnd?.vocabularyDigest != nil {
            let file = try MappedFile(path: model.path)
            vocabulary = VocabularyFile(
                metadata: try Safetensors.metadata(byteCount: file.byteCount, file.bytes)
            )
        }
        return try FrontEnd(model.input, model.network.frontEnd, vocabulary: vocabulary)
    }

    /// The compiled network of a model version and its weights, checked.
    static func weights(
        _ model: ModelFile,
        _ what: String
    ) throws(Failure) -> (network: Network, parameters: Parameters) {
        let bytes = try read(model, what)
        let network: Network
        do {
            network = try Network(model.network)
        } catch {
            throw Failure(.dataLoss, "the network of \(what): \(error.description)")
        }
        do throws(Failure) {
            return (network, try Safetensors.decodeParameters(bytes, for: network))
        } catch {
            throw .dataLoss("\(model.fileName), the weights of \(what): \(error.message)")
        }
    }

    /// The bytes of the weights file: the very bytes whose digest is checked are decoded.
    private static func read(_ model: ModelFile, _ what: String) throws(Failure) -> [UInt8] {
        let file: MappedFile
        do throws(Failure) {
            file = try MappedFile(path: model.path)
        } catch {
            guard error.kind == .notFound else { throw error }
            throw .dataLoss("\(model.fileName), the weights of \(what), is not there")
        }
        let bytes = file.bytes(0..<file.byteCount)
        let digest = Digest(of: bytes)
        guard digest == model.digest else {
            throw .dataLoss(
                "\(model.fileName), the weights of \(what), has \(bytes.count) bytes with SHA-256 "
                    + "\(digest); \(model.digest) was written"
            )
        }
        return bytes
    }

    /// Computes a row alone and a whole pass, and checks that the row comes to the same bits.
    private static func warmUp(_ release: Release, _ rows: Int) throws(Failure) {
        var inference = Inference(batchRows: rows)
        var row: [UInt8] = []
        row.append(row: release.input.sample, of: release.input)
        let alone = try inference.predict(release, inputs: row, rows: 1)
        let together = try inference.predict(
            release,
            inputs: Array(repeating: row, count: rows).flatMap(\.self),
            rows: rows
        )
        for index in 0..<rows where together.logits(index) != alone.logits(0) {
            throw Failure(
                .internal,
                "row \(index) of \(rows) of model version \(release.modelVersion) differs from the "
                    + "same row alone"
            )
        }
    }
}

extension ModelFile {
    /// The file's name alone: callers, who are told about damage too, have no use for our folders.
    fileprivate var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }
}
