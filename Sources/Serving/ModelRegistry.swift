package import Domain
internal import Synchronization

/// What answers for each project now.
///
/// A lookup locks for the copy of one reference and searches outside the lock; publishing makes a new
/// table and swaps it in. Callers publish for one project from one place at a time.
package final class ModelRegistry: Sendable {
    /// All projects at one moment.
    private final class Table: Sendable {
        let projects: [String: Entry]

        init(_ projects: [String: Entry]) { self.projects = projects }
    }

    private struct Entry: Sendable {
        /// The champion's release; nil: the project has no trained model yet.
        var champion: Release?
        /// Why a champion that the project has cannot answer.
        var damage: Failure?
    }

    private let table = Mutex(Table([:]))
    /// Held by the one writer while it makes a new table.
    private let writer = Mutex(())
    private let pinned: PinnedReleases
    private let retirement: Retirement

    /// Creates a registry without projects that keeps at most `pinnedLimit` releases of versions that
    /// are not champions.
    package init(pinnedLimit: Int = 16) {
        pinned = PinnedReleases(limit: pinnedLimit)
        retirement = Retirement()
    }

    /// Adds a project without a trained model; one that is there stays as it is.
    package func add(_ project: ProjectName) {
        change { if $0[project.text] == nil { $0[project.text] = Entry() } }
    }

    /// Notes why the champion of a project cannot answer; calls are told so until one is published.
    package func note(_ damage: Failure, of project: ProjectName) {
        change { projects in
            guard let entry = projects[project.text], entry.champion == nil else { return }
            projects[project.text] = Entry(damage: damage)
        }
    }

    /// Removes a project with everything that is loaded of it.
    package func remove(_ project: ProjectName) {
        let champion = change { $0.removeValue(forKey: project.text) }?.champion
        retirement.retire(pinned.removeAll(of: project) + [champion].compactMap(\.self))
    }

    /// Makes a release the one that answers for its project, from the next lookup on.
    ///
    /// The release has been warmed up (``ModelLoader``). Calls that hold the old release end on it; it
    /// is freed off the hot path when the last of them is over.
    ///
    /// - Returns: The release that answered until now.
    @discardableResult
    package func publish(_ release: Release) -> Release? {
        let entry = Entry(champion: release)
        let old = change { $0.updateValue(entry, forKey: release.project.text) }?.champion
        if let old, old !== release { retirement.retire([old]) }
        return old
    }

    /// Keeps a release for calls that name its version; the one used least recently leaves.
    ///
    /// Nothing happens when its project is not there: it was removed while the release was loaded.
    package func keep(_ release: Release) {
        guard table.withLock(\.self).projects[release.project.text] != nil else { return }
        retirement.retire(pinned.insert(release))
    }

    /// The release that answers for a project's champion, or for a version that is loaded.
    ///
    /// - Parameters:
    ///   - project: The project's name, as the caller gave it.
    ///   - version: The model version that must answer; nil: the champion.
    /// - Returns: The release, to be kept by the call until its answer.
    /// - Throws: ``Failure``: not found, naming what is loaded; failed precondition when the project
    ///   has no trained model yet; what was noted about a champion that cannot answer.
    package func release(
        for project: String,
        version: ModelVersion? = nil
    ) throws(Failure) -> Release {
        let projects = table.withLock(\.self).projects
        guard let entry = projects[project] else { throw unknown(project, projects) }
        guard let version else {
            guard let champion = entry.champion else {
                throw entry.damage
                    ?? .precondition(
                        "project \(quoted(project)) has no trained model yet; start a training or "
                            + "import a model, and promote it"
                    )
            }
            return champion
        }
        if let release = loadedRelease(for: project, version: version) { return release }
        throw notLoaded(project, version, champion: entry.champion)
    }

    /// The release of a version, if it is loaded.
    func loadedRelease(for project: String, version: ModelVersion) -> Release? {
        let champion = table.withLock(\.self).projects[project]?.champion
        return champion?.modelVersion == version ? champion : pinned.release(for: project, version)
    }

    /// The champions' releases, by project name.
    package var champions: [Release] {
        table.withLock(\.self).projects.values.compactMap(\.champion)
            .sorted { $0.project.text < $1.project.text }
    }

    /// Waits until every replaced release that no call holds any more is freed.
    package func sweep() async { await retirement.sweep() }

    @discardableResult
    private func change<Value: Sendable>(_ body: (inout [String: Entry]) -> Value) -> Value {
        writer.withLock { _ in
            let old = table.withLock(\.self)
            var projects = old.projects
            let value = body(&projects)
            let new = Table(projects)
            table.withLock { $0 = new }
            return value
        }
    }

    private func unknown(_ project: String, _ projects: [String: Entry]) -> Failure {
        let named = projects.keys.sorted().prefix(10).joined(separator: ", ")
        let rest = projects.count > 10 ? " and \(projects.count - 10) more" : ""
        return .notFound(
            "there is no project \(quoted(project)); "
                + (projects.isEmpty ? "there are none" : "there are \(named)\(rest)")
        )
    }

    private func notLoaded(
        _ project: String,
        _ version: ModelVersion,
        champion: Release?
    ) -> Failure {
        var loaded = champion.map { ["\($0.modelVersion) (champion)"] } ?? []
        loaded += pinned.versions(of: project).map(String.init)
        return .notFound(
            "model version \(version) of project \(quoted(project)) is not loaded; "
                + (loaded.isEmpty ? "none is" : "loaded: \(loaded.joined(separator: ", "))")
        )
    }
}
