internal import Domain
internal import Synchronization

/// Releases of versions that are not champions, loaded for calls that name them; the one used least
/// recently leaves when there are too many.
final class PinnedReleases: Sendable {
    private struct Entry {
        let release: Release
        var lastUse: UInt64
    }

    private struct State {
        var entries: [Entry] = []
        var uses: UInt64 = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) { self.limit = max(1, limit) }

    /// Adds a release or replaces the one of its version; returns those that leave.
    func insert(_ release: Release) -> [Release] {
        state.withLock { state in
            state.uses += 1
            var leaving: [Release] = []
            state.entries.removeAll { entry in
                let isSame =
                    entry.release.project == release.project
                    && entry.release.modelVersion == release.modelVersion
                if isSame, entry.release !== release { leaving.append(entry.release) }
                return isSame
            }
            state.entries.append(Entry(release: release, lastUse: state.uses))
            while state.entries.count > limit,
                let oldest = state.entries.indices.min(by: {
                    state.entries[$0].lastUse < state.entries[$1].lastUse
                })
            {
                leaving.append(state.entries.remove(at: oldest).release)
            }
            return leaving
        }
    }

    /// The release of a version, which now counts as used.
    func release(for project: String, _ version: ModelVersion) -> Release? {
        state.withLock { state in
            guard
                let index = state.entries.firstIndex(where: {
                    $0.release.modelVersion == version && $0.release.project.text == project
                })
            else { return nil }
            state.uses += 1
            state.entries[index].lastUse = state.uses
            return state.entries[index].release
        }
    }

    func versions(of project: String) -> [ModelVersion] {
        state.withLock { state in
            state.entries.map(\.release).filter { $0.project.text == project }
                .map(\.modelVersion).sorted()
        }
    }

    func removeAll(of project: ProjectName) -> [Release] {
        state.withLock { state in
            let leaving = state.entries.map(\.release).filter { $0.project == project }
            state.entries.removeAll { $0.release.project == project }
            return leaving
        }
    }
}
