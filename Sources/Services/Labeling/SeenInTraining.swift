internal import Domain
internal import Files
internal import Serving
internal import Store
internal import Synchronization

/// Finds what the version of a release may have seen, and keeps it while the version serves.
final class SeenInTraining: Sendable {
    private struct Entry: Sendable {
        let version: ModelVersion
        let weights: Digest
        let content: SeenContents
    }

    private let store: DataStore
    private let entries = Mutex<[ProjectName: Entry]>([:])

    init(store: DataStore) { self.store = store }

    /// What the version has seen, where that is in memory.
    func cached(_ release: Serving.Release) -> SeenContents? {
        let entry = entries.withLock { $0[release.project] }
        guard let entry, entry.version == release.modelVersion,
            entry.weights == release.weightsDigest
        else { return nil }
        return entry.content
    }

    /// What the version has seen.
    ///
    /// - Throws: ``Failure`` (data loss) when its snapshot is not what was written.
    func content(of release: Serving.Release) async throws -> SeenContents {
        if let content = cached(release) { return content }
        let (project, version) = (release.project, release.modelVersion)
        let content = try await store.seenContents(project, version)
        let entry = Entry(version: version, weights: release.weightsDigest, content: content)
        entries.withLock { $0[project] = entry }
        return content
    }

    /// Forgets a project that was deleted.
    func forget(_ project: ProjectName) { entries.withLock { $0[project] = nil } }
}
