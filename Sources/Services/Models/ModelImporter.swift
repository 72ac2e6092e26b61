internal import Domain
internal import Files
internal import Networks
internal import Store

/// Checks imported weights, one file at a time: a check holds a file and its network in memory.
package actor ModelImporter {
    /// What a weights file is.
    struct Weights: Sendable {
        /// Its size.
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
        _ specification: NetworkSpecification,
        in store: DataStore
    ) async throws -> ModelVersion? {
        let json = try StoredJSON.encode(specification)
        let unknown = try await store.read { try $0.modelsWithoutTensors(project, json) }
        for model in unknown {
            let path = store.directory.model(model.fileName)
            let found = try check(path, specification).tensors
            try await store.write { try $0.setTensors(project, model.version, found) }
        }
        return try await store.read { try $0.model(project, withTensors: tensors) }
    }

    /// Checks that the file at `path` has the weights of `specification`.
    ///
    /// - Throws: ``Failure`` (invalid argument) that says what was expected and what came.
    func check(_ path: String, _ specification: NetworkSpecification) throws -> Weights {
        let network: Network
        do {
            network = try Network(specification)
        } catch {
            throw error.failure
        }
        let file = try MappedFile(path: path)
        let layout = network.layout
        do throws(Failure) {
            let bytes = file.bytes(0..<file.byteCount)
            let parameters = try Safetensors.decodeParameters(bytes, for: network)
            return Weights(
                byteCount: file.byteCount,
                tensors: Digest(of: Safetensors.encode(parameters, of: network))
            )
        } catch {
            let values = layout.parameterCount + layout.statisticsCount
            throw Failure.invalid(
                "expected a safetensors file with the \(values) values of the network; got a file "
                    + "of \(file.byteCount) bytes: \(error.message)",
                field: "chunk"
            )
        }
    }

    /// The most bytes that a weights file of `specification` can have: 8 for each value, and the
    /// longest header.
    static func byteLimit(_ specification: NetworkSpecification) throws -> Int {
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
