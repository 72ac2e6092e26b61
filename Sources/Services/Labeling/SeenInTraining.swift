internal import Domain
internal import Files
internal import Serving
internal import Store
internal import Synchronization

/// What a model version has seen in training, labelled or not.
struct SeenContent: Sendable {
    /// Nil: it was not trained here, so nothing that is stored here was seen.
    fileprivate let snapshot: SnapshotFile?

    /// Whether nothing was seen, so that contents need not be hashed.
    var isEmpty: Bool { snapshot == nil }

    /// Whether content with this hash was seen.
    func contains(_ content: Digest) -> Bool { snapshot?.contains(content: content) ?? false }
}

/// Finds what the version of a release has seen, and keeps it while the version serves.
final class SeenInTraining: Sendable {
    private struct Entry: Sendable {
        let version: ModelVersion
        let weights: Digest
        let content: SeenContent
    }

    private let store: DataStore
    private let entries = Mutex<[ProjectName: Entry]>([:])

    init(store: DataStore) { self.store = store }

    /// What the version has seen, where that is in memory.
    func cached(_ release: Serving.Release) -> SeenContent? {
        let entry = entries.withLock { $0[release.project] }
        guard let entry, entry.version == release.modelVersion,
            entry.weights == release.weightsDigest
        else { return nil }
        return entry.content
    }

    /// What the version has seen.
    ///
    /// - Throws: ``Failure`` (data loss) when its snapshot is not what was written.
    func content(of release: Serving.Release) async throws -> SeenContent {
        if let content = cached(release) { return content }
        let (project, version) = (release.project, release.modelVersion)
        let snapshot = try await store.read { reader in
            try reader.model(project, version).lineage.snapshot.map {
                try reader.snapshot(project, $0)
            }
        }
        let content = SeenContent(snapshot: try snapshot.map { try store.snapshotFile($0) })
        let entry = Entry(version: version, weights: release.weightsDigest, content: content)
        entries.withLock { $0[project] = entry }
        return content
    }

    /// Forgets a project that was deleted.
    func forget(_ project: ProjectName) { entries.withLock { $0[project] = nil } }
}
