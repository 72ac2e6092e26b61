internal import Domain
internal import Files
internal import Serving
internal import Store
internal import Synchronization

/// What a model version has seen in training, labelled or not.
struct SeenContent: Sendable {
    /// Of the version and of all its ancestors; empty: none was trained here, so nothing that is stored
    /// here was seen.
    fileprivate let snapshots: [SnapshotFile]

    /// Whether nothing was seen, so that contents need not be hashed.
    var isEmpty: Bool { snapshots.isEmpty }

    /// Whether content with this hash was seen.
    func contains(_ content: Digest) -> Bool {
        snapshots.contains { $0.contains(content: content) }
    }
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
        let seen = try await store.read { try $0.seen(project, version) }
        let content = SeenContent(
            snapshots: try seen.snapshots.map { try store.snapshotFile($0) }
        )
        let entry = Entry(version: version, weights: release.weightsDigest, content: content)
        entries.withLock { $0[project] = entry }
        return content
    }

    /// Forgets a project that was deleted.
    func forget(_ project: ProjectName) { entries.withLock { $0[project] = nil } }
}
