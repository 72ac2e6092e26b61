package import Domain
internal import Files

extension StoreWriter {
    /// Deletes the weights of a version; the file goes with ``DataStore/removeDeletedModels()``.
    ///
    /// The row stays: what the version has seen, its descendants have seen.
    ///
    /// - Throws: ``Failure``: not found; failed precondition for the champion, and for what shares its
    ///   calls.
    package func deleteModel(_ name: ProjectName, _ version: ModelVersion) throws {
        let model = try reader.model(name, version)
        guard model.state != .deleted else { return }
        guard try reader.currentRelease(name)?.version != version else {
            throw Failure.precondition(
                "version \(version) is the champion of project \(name); promote another or roll back "
                    + "first"
            )
        }
        guard try !reader.traffic(name).versions.contains(version) else {
            throw Failure.precondition(
                "version \(version) is a \(model.state.rawValue) of project \(name); take it out of "
                    + "the traffic first"
            )
        }
        try setState(name, version, .deleted, reason: "its weights were deleted")
        if try !reader.fileNames().contains(model.fileName) { try announce(file: model.fileName) }
    }
}

extension DataStore {
    /// Removes the weights of deleted versions that are still there.
    ///
    /// - Throws: ``Failure`` when a file stays.
    package func removeDeletedModels() async throws {
        let names = try await read { try $0.deletedModelFiles() }
        for name in names {
            try FileSystem.remove(directory.model(name))
            try await write(purpose: .frees) { try $0.settle(file: name) }
        }
    }
}

extension StoreReader {
    /// The weights files of deleted versions that were not removed yet.
    func deletedModelFiles() throws -> [String] {
        try all(
            """
            SELECT DISTINCT file FROM model JOIN unfinished_file ON unfinished_file.name = file
            WHERE EXISTS (SELECT 1 FROM model_event WHERE model_event.project = model.project
                AND model_event.version = model.version AND model_event.state = ?)
            """,
            [ModelState.deleted.code]
        ) { try $0.text() }
    }
}
