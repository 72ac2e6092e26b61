internal import Domain
internal import Synchronization

/// Releases of versions that are not champions; of those that nobody holds on to, the one used least
/// recently leaves when there are too many.
final class PinnedReleases: Sendable {
    /// Who holds on to a release.
    struct Holders: OptionSet, Sendable {
        let rawValue: UInt8
        /// Somebody loaded it by name, until somebody unloads it.
        static let operators = Holders(rawValue: 1)
        /// A part of the calls goes to it.
        static let traffic = Holders(rawValue: 2)
    }

    private struct Entry {
        var release: Release
        var lastUse: UInt64
        var holders: Holders
    }

    private struct State {
        var entries: [Entry] = []
        var uses: UInt64 = 0

        func index(_ project: String, _ version: ModelVersion) -> Int? {
            entries.firstIndex {
                $0.release.modelVersion == version && $0.release.project.text == project
            }
        }
    }

    /// The most releases that nobody holds on to.
    private let limit: Int
    /// The most releases that operators hold on to.
    private let heldLimit: Int
    private let state = Mutex(State())

    init(limit: Int, heldLimit: Int) {
        self.limit = max(1, limit)
        self.heldLimit = max(1, heldLimit)
    }

    /// Adds a release or replaces the one of its version; returns those that leave.
    ///
    /// - Throws: ``Failure`` (resource exhausted) when operators hold on to too many.
    func insert(_ release: Release, holder: Holders = []) throws(Failure) -> [Release] {
        try state.withLock { state throws(Failure) in
            state.uses += 1
            let index = state.index(release.project.text, release.modelVersion)
            let holders = index.map { state.entries[$0].holders } ?? []
            if holder == .operators, !holders.contains(.operators) {
                let held = state.entries.count { $0.holders.contains(.operators) }
                guard held < heldLimit else {
                    throw Failure(
                        .resourceExhausted,
                        "\(held) versions are loaded by name, the most there may be; unload one"
                    )
                }
            }
            let entry = Entry(
                release: release,
                lastUse: state.uses,
                holders: holders.union(holder)
            )
            var leaving: [Release] = []
            if let index {
                if state.entries[index].release !== release {
                    leaving.append(state.entries[index].release)
                }
                state.entries[index] = entry
            } else {
                state.entries.append(entry)
            }
            return leaving + shrink(&state)
        }
    }

    /// Takes out those used least recently of those that nobody holds on to, while there are too many.
    private func shrink(_ state: inout State) -> [Release] {
        var leaving: [Release] = []
        while true {
            let free = state.entries.indices.filter { state.entries[$0].holders.isEmpty }
            guard free.count > limit,
                let oldest = free.min(by: { state.entries[$0].lastUse < state.entries[$1].lastUse })
            else { return leaving }
            leaving.append(state.entries.remove(at: oldest).release)
        }
    }

    /// Ends one hold on a version, which may leave then; returns those that leave.
    func release(_ holder: Holders, of project: String, _ version: ModelVersion) -> [Release] {
        state.withLock { state in
            guard let index = state.index(project, version) else { return [] }
            state.entries[index].holders.subtract(holder)
            return shrink(&state)
        }
    }

    /// Takes out a version unless it takes part in the calls; returns it, nil where it is not there.
    ///
    /// - Throws: ``Failure`` (failed precondition) when it takes part in the calls, as a shadow where
    ///   `isShadow`.
    func remove(
        _ project: ProjectName,
        _ version: ModelVersion,
        isShadow: Bool
    ) throws(Failure) -> Release? {
        try state.withLock { state throws(Failure) in
            guard let index = state.index(project.text, version) else { return nil }
            guard !state.entries[index].holders.contains(.traffic) else {
                let role =
                    isShadow ? "is a shadow of the traffic plan" : "takes a part of the calls"
                throw .precondition(
                    "version \(version) of project \(quoted(project.text)) \(role); take it out of "
                        + "the plan first (SetTraffic)"
                )
            }
            return state.entries.remove(at: index).release
        }
    }

    /// The release of a version, which now counts as used.
    func release(for project: String, _ version: ModelVersion) -> Release? {
        state.withLock { state in
            guard let index = state.index(project, version) else { return nil }
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
