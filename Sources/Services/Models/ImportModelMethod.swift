internal import Domain
internal import Files
package import GRPC
package import Messages
internal import Networks
internal import Store

/// `Models/ImportModel`: the header, then one safetensors file in chunks; a new candidate.
package struct ImportModelMethod: ClientStreamingMethod {
    package static let path = RPC.importModel.path

    /// The most bytes of a note, and of an attestation.
    private static let noteLimit = 1024

    let services: TrainingServices

    package func call(
        _ requests: RequestStream<Wire.ImportModelRequest>,
        context: CallContext
    ) async throws -> Wire.Model {
        guard case .header(let header)? = try await requests.next()?.part else {
            throw Failure.invalid("an import starts with its header", field: "header")
        }
        let name = try ProjectName(header.project)
        let project = try await services.store.read { try $0.project(name) }
        let network = try Self.check(header, project)
        let fileName =
            "import-\(String(UInt64.random(in: 0...UInt64.max), radix: 16)).safetensors"
        let file = services.store.directory.model(fileName)
        try await services.store.write { try $0.announce(file: fileName) }
        try await Self.receive(requests, file, limit: try ModelImporter.byteLimit(network.largest))
        let new: NewModel
        do {
            new = try await check(file, header, network)
        } catch {
            try? FileSystem.remove(file)
            throw error
        }
        return try await store(new, header, name)
    }

    private static func check(
        _ header: Wire.ImportModelHeader,
        _ project: Project
    ) throws -> ImportedNetwork {
        guard let network = header.network, !network.isOpen else {
            throw Failure.invalid(
                "the weights' network is required: one of ListNetworks, or a graph",
                field: "header.network"
            )
        }
        guard [0, 32].contains(header.weightsSHA256.count) else {
            throw Failure.invalid(
                "a SHA-256 has 32 bytes; got \(header.weightsSHA256.count)",
                field: "header.weights_sha256"
            )
        }
        guard header.note.utf8.count <= noteLimit else {
            throw Failure.invalid(
                "a note has at most \(noteLimit) bytes; got \(header.note.utf8.count)",
                field: "header.note"
            )
        }
        guard header.attestUnseen.utf8.count <= noteLimit else {
            throw Failure.invalid(
                "an attestation has at most \(noteLimit) bytes; got "
                    + "\(header.attestUnseen.utf8.count)",
                field: "header.attest_unseen"
            )
        }
        let specification = try Graph(
            network,
            input: project.input,
            classes: project.classes.count,
            allowsEncoder: true,
            field: "header.network"
        )
        var isOpen = network.standardization == .unspecified
        if case .graphJSON? = network.namedArchitecture, specification.standardization != nil {
            isOpen = false
        }
        return ImportedNetwork(
            specification: specification,
            standardization: isOpen ? InputStandardization(of: project.input) : nil,
            vocabulary: try vocabulary(header, project),
            input: project.input,
            ignoresOthers: header.ignoresOtherTensors
        )
    }

    /// The most bytes of a vocabulary.
    private static let vocabularyLimit = 2 << 20

    private static func vocabulary(
        _ header: Wire.ImportModelHeader,
        _ project: Project
    ) throws -> VocabularyFile? {
        guard let pieces = header.wordPiece else { return nil }
        let field = "header.word_piece"
        guard case .text = project.input else {
            throw Failure.invalid(
                "a tokenizer is for texts; the project has \(project.input.summary)",
                field: field
            )
        }
        guard (1...vocabularyLimit).contains(pieces.vocabulary.count) else {
            throw Failure.invalid(
                "a vocabulary has 1 to \(vocabularyLimit) bytes; got \(pieces.vocabulary.count)",
                field: "\(field).vocabulary"
            )
        }
        guard (try? UTF8Span(validating: pieces.vocabulary.span)) != nil else {
            throw Failure.invalid("a vocabulary is UTF-8", field: "\(field).vocabulary")
        }
        var vocabulary = VocabularyFile(pieces.vocabulary)
        vocabulary.isCased = pieces.isCased
        return vocabulary
    }

    /// Writes the chunks to `path`.
    private static func receive(
        _ requests: RequestStream<Wire.ImportModelRequest>,
        _ path: String,
        limit: Int
    ) async throws {
        var file = try AtomicFile(path: path)
        while let request = try await requests.next() {
            guard case .chunk(let chunk)? = request.part else {
                throw Failure.invalid(
                    "after the header come chunks of the file, and nothing else",
                    field: "chunk"
                )
            }
            guard chunk.count <= limit - file.byteCount else {
                throw Failure.invalid(
                    "a weights file of this network has at most \(limit) bytes; more than "
                        + "\(file.byteCount + chunk.count) came",
                    field: "chunk"
                )
            }
            try file.append(chunk)
        }
        guard file.byteCount > 0 else {
            throw Failure.invalid("expected the bytes of a weights file; none came", field: "chunk")
        }
        try file.commit()
    }

    private func check(
        _ file: String,
        _ header: Wire.ImportModelHeader,
        _ network: ImportedNetwork
    ) async throws -> NewModel {
        let digest = try Digest(ofFile: file)
        guard header.weightsSHA256.isEmpty || header.weightsSHA256 == digest.bytes else {
            let expected = try Digest(stored: header.weightsSHA256)
            throw Failure.dataLoss(
                "the file that came has SHA-256 \(digest); the header says \(expected)"
            )
        }
        let weights = try await services.importer.check(file, network)
        // Where tensors were left out or a tokenizer came with the header, the file is another now.
        let stored = try Digest(ofFile: file)
        let specification = weights.specification
        let name = try ProjectName(header.project)
        let same = try await services.importer.version(
            of: name,
            withTensors: weights.tensors,
            specification,
            in: services.store
        )
        return NewModel(
            specification: try JSON.encode(specification),
            fileName: String(file.split(separator: "/").last ?? ""),
            byteCount: Int64(weights.byteCount),
            digest: stored,
            tensors: weights.tensors,
            lineage: Lineage(
                algorithm: Lineage.imported,
                note: header.note,
                same: same,
                attestation: header.attestUnseen.isEmpty ? nil : header.attestUnseen
            )
        )
    }

    private func store(
        _ new: NewModel,
        _ header: Wire.ImportModelHeader,
        _ name: ProjectName
    ) async throws -> Wire.Model {
        var request = header
        request.weightsSHA256 = new.digest.bytes
        let store = services.store
        let reply: Wire.Model = try await services.retries.run(
            request,
            id: header.requestID,
            project: name.text,
            path: Self.path
        ) { kept in
            try await store.write { writer in
                let record = try writer.addModel(name, new)
                let project = try writer.reader.project(name)
                let model = try Wire.Model(record, of: project, writer.reader)
                try kept.keep(model, writer)
                return model
            }
        }
        // A retry of an import that was stored before: its file is not needed. Files that a failure
        // here leaves are swept at the next start.
        let stored = try? await store.read { try $0.model(name, reply.version).fileName }
        if let stored, stored != new.fileName {
            try? FileSystem.remove(store.directory.model(new.fileName))
        }
        return reply
    }
}
