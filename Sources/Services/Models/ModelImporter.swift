internal import Domain
internal import Files
internal import Networks
internal import Store
internal import Text

/// The network of an import, before its file is there.
struct ImportedNetwork: Sendable {
    /// The network, as the header has it.
    var specification: Graph
    /// What the tensors of a standardisation are for; nil: the header has said whether there are any.
    var standardization: InputStandardization?
    /// The vocabulary that the header brings; nil: that of the file, if there is one.
    var vocabulary: VocabularyFile?
    /// The project's input.
    var input: InputSpecification
    /// Whether tensors that the network does not have are left out.
    var ignoresOthers = false

    /// The network with all tensors that its file can have.
    var largest: Graph {
        var largest = specification
        largest.standardization = largest.standardization ?? standardization
        return largest
    }

    /// The network of a file: where the header leaves it open, one with the tensors of a
    /// standardisation has one.
    func network(of file: Safetensors.File) throws(Failure) -> Network {
        var specification = specification
        if let standardization {
            let names = [ParameterLayout.meanName, ParameterLayout.deviationName]
            let isThere = file.tensors.contains { names.contains($0.name) }
            specification.standardization = isThere ? standardization : nil
        }
        if case .text(let text) = input {
            try specification.takeTokenizer(vocabulary, file.metadata, maxTokens: text.maxTokens)
        }
        do {
            return try Network(specification)
        } catch {
            throw error.failure
        }
    }
}

/// Checks imported weights, one file at a time: a check holds a file and its network in memory.
package actor ModelImporter {
    /// What a weights file is.
    struct Weights: Sendable {
        /// The network, with what the file says about it.
        var specification: Graph
        /// The bytes of the file.
        var byteCount: Int
        /// The SHA-256 of names, shapes and values of its tensors, however the file lays them out.
        var tensors: Digest
    }

    /// The version of a project with the same tensors, whose lineage they share; nil: there is none.
    ///
    /// Versions whose tensors were never hashed are, once.
    ///
    /// - Throws: ``Failure`` of the store.
    func version(
        of project: ProjectName,
        withTensors tensors: Digest,
        _ specification: Graph,
        in store: DataStore
    ) async throws -> ModelVersion? {
        let unknown = try await store.read { try $0.modelsWithoutTensors(project) }
        // Of a deleted version there is no file: it was hashed before it went.
        for model in unknown where model.state != .deleted {
            let other: Graph = try JSON.decode(model.specification)
            guard other == specification else { continue }
            try await hashTensors(of: model, project, specification, in: store)
        }
        return try await store.read { try $0.model(project, withTensors: tensors) }
    }

    /// Hashes the tensors of a version where that was not done, so that its weights are known when they
    /// come back after its deletion.
    ///
    /// - Throws: ``Failure``: not found; of the file or the store.
    func hashTensors(
        ofVersion version: ModelVersion,
        _ project: ProjectName,
        in store: DataStore
    ) async throws {
        let model = try await store.read { try $0.model(project, version) }
        guard model.state != .deleted,
            try await store.read({ try $0.isWithoutTensors(project, version) })
        else { return }
        let network: Graph = try JSON.decode(model.specification)
        try await hashTensors(of: model, project, network, in: store)
    }

    private func hashTensors(
        of model: ModelRecord,
        _ project: ProjectName,
        _ specification: Graph,
        in store: DataStore
    ) async throws {
        let path = store.directory.model(model.fileName)
        let found = try check(
            path,
            ImportedNetwork(specification: specification, input: .vector(dimension: 1))
        ).tensors
        let version = model.version
        try await store.write(purpose: .frees) { try $0.setTensors(project, version, found) }
    }

    /// Checks that the file at `path` has the weights of `imported`.
    ///
    /// - Throws: ``Failure`` (invalid argument) that says what was expected and what came.
    func check(_ path: String, _ imported: ImportedNetwork) throws -> Weights {
        let file = try MappedFile(path: path)
        var network = try imported.network(of: Safetensors.File(tensors: []))
        do throws(Failure) {
            var content = try Safetensors.decode(file.bytes(0..<file.byteCount))
            network = try imported.network(of: content)
            let others = imported.ignoresOthers ? content.dropOthers(than: network) : false
            let parameters = try Safetensors.parameters(of: network, in: content)
            var byteCount = file.byteCount
            let own = imported.vocabulary?.metadata
            if others || own != nil {
                // What is stored is what the network has, with its tokenizer.
                let bytes = Safetensors.encode(
                    parameters,
                    of: network,
                    metadata: own ?? content.metadata
                )
                try AtomicFile.write(bytes, to: path)
                byteCount = bytes.count
            }
            return Weights(
                specification: network.graph,
                byteCount: byteCount,
                tensors: Digest(of: Safetensors.encode(parameters, of: network))
            )
        } catch {
            let values = network.layout.parameterCount + network.layout.statisticsCount
            throw Failure.invalid(
                "expected a safetensors file with the \(values) values of the network; got a file "
                    + "of \(file.byteCount) bytes: \(error.message)",
                field: "chunk"
            )
        }
    }

    /// The most bytes that a weights file of `specification` can have: 8 for each value, and the
    /// longest header.
    static func byteLimit(_ specification: Graph) throws -> Int {
        let layout: ParameterLayout
        do {
            layout = try Network(specification).layout
        } catch {
            throw error.failure
        }
        let values = layout.parameterCount + layout.statisticsCount + layout.statistics.count
        return 8 + Safetensors.headerLimit + 8 * values
    }
}

extension Safetensors.File {
    /// Leaves out the tensors that a network does not have.
    ///
    /// - Returns: Whether there were any.
    fileprivate mutating func dropOthers(than network: Network) -> Bool {
        let names = Set((network.layout.parameters + network.layout.statistics).map(\.name))
        let count = tensors.count
        tensors.removeAll { tensor in
            !names.contains(tensor.name) && !tensor.name.hasSuffix(".num_batches_tracked")
        }
        return tensors.count < count
    }
}

extension Graph {
    /// Takes the tokenizer of an imported model: that of the header, or of the file.
    ///
    /// - Throws: ``Failure`` (invalid argument) where the vocabulary is none, or has more tokens than the network.
    fileprivate mutating func takeTokenizer(
        _ given: VocabularyFile?,
        _ metadata: [String: String],
        maxTokens: Int
    ) throws(Failure) {
        guard let vocabulary = given ?? VocabularyFile(metadata: metadata) else { return }
        let tokens = try Vocabulary(file: vocabulary.bytes).count
        if let table = nodes.lazy.compactMap({ $0.operation as? Embedding }).first,
            tokens > table.count
        {
            throw .invalid(
                "the vocabulary has \(tokens) tokens, the network's table \(table.count)",
                field: "header.word_piece.vocabulary"
            )
        }
        var pieces = WordPieceSpecification(vocabularyDigest: vocabulary.digest, tokens: tokens)
        if vocabulary.isCased {
            pieces.normalization = TextNormalization(stripsAccents: false, lowercases: false)
        }
        frontEnd = .text(TextFrontEnd(tokenizer: .wordPiece(pieces), maxTokens: maxTokens))
    }
}
