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

    /// An object, so that a lookup copies no more than a reference.
    private final class Entry: Sendable {
        /// The champion's release; nil: the project has no trained model yet.
        let champion: Release?
        /// Why a champion that the project has cannot answer.
        let damage: Failure?
        /// The versions that share its calls; nil: it has them all.
        let traffic: ProjectTraffic?

        init(
            champion: Release? = nil,
            damage: Failure? = nil,
            traffic: ProjectTraffic? = nil
        ) {
            self.champion = champion
            self.damage = damage
            self.traffic = traffic
        }
    }

    private let table = Mutex(Table([:]))
    private let tellsProjects: Bool
    /// Held by the one writer while it makes a new table.
    private let writer = Mutex(())
    private let pinned: PinnedReleases
    private let retirement: Retirement
    private let observers = Mutex<[@Sendable () -> Void]>([])

    /// Creates a registry without projects that keeps at most `pinnedLimit` releases of versions that
    /// are not champions for calls that name them, and `heldLimit` that are loaded by name.
    ///
    /// Where callers may not see each other's projects, `tellsProjects` is false: who names one that
    /// is not there is not told which ones are.
    package init(pinnedLimit: Int = 16, heldLimit: Int = 64, tellsProjects: Bool = true) {
        self.tellsProjects = tellsProjects
        pinned = PinnedReleases(limit: pinnedLimit, heldLimit: heldLimit)
        retirement = Retirement()
    }

    /// Calls `body`, which must not block, after each change of what can answer.
    package func onChange(_ body: @escaping @Sendable () -> Void) {
        observers.withLock { $0.append(body) }
    }

    private func noteChange() {
        for body in observers.withLock(\.self) { body() }
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
        let entry = change { $0.removeValue(forKey: project.text) }
        let releases = [entry?.champion].compactMap(\.self) + (entry?.traffic?.releases ?? [])
        retirement.retire(pinned.removeAll(of: project) + releases)
    }

    /// Makes a release the one that answers for its project, from the next lookup on.
    ///
    /// The release has been warmed up (``ModelLoader``). Calls that hold the old release end on it; it
    /// is freed off the hot path when the last of them is over.
    ///
    /// - Returns: The release that answered until now.
    @discardableResult
    package func publish(_ release: Release) -> Release? {
        let old = change { projects -> Entry? in
            let old = projects[release.project.text]
            // The same version under other rules goes on with its traffic; another ends it.
            let goesOn = old?.champion?.modelVersion == release.modelVersion
            let traffic = goesOn ? old?.traffic : nil
            projects[release.project.text] = Entry(champion: release, traffic: traffic)
            return old
        }
        if let old = old?.champion, old !== release { retirement.retire([old]) }
        if old?.champion?.modelVersion != release.modelVersion, let traffic = old?.traffic {
            letGo(traffic.releases)
        }
        return old?.champion
    }

    /// Lets versions share the calls of a project, in place of those that did before.
    ///
    /// - Parameters:
    ///   - plan: the versions and their shares.
    ///   - releases: the plan's versions, loaded, in the order of ``TrafficPlan/versions``.
    ///   - project: the project.
    /// - Throws: ``Failure``: not found; failed precondition when it has no champion.
    package func setTraffic(
        _ plan: TrafficPlan,
        _ releases: [Release],
        of project: ProjectName
    ) throws(Failure) {
        precondition(
            releases.map(\.modelVersion) == plan.versions,
            "other versions than the plan's"
        )
        for release in releases {
            retirement.retire(try pinned.insert(release, holder: .traffic))
        }
        let result = change { projects -> Result<ProjectTraffic?, Failure> in
            guard let entry = projects[project.text] else {
                return .failure(unknown(project.text, projects))
            }
            let old = entry.traffic
            guard !plan.isEmpty else {
                projects[project.text] = Entry(champion: entry.champion, damage: entry.damage)
                return .success(old)
            }
            guard let champion = entry.champion else {
                return .failure(
                    .precondition("project \(project) has no champion whose calls could be shared")
                )
            }
            let canaries = zip(releases, plan.canaries).map { ($0, $1.basisPoints) }
            let shadows = Array(releases[plan.canaries.count...])
            let traffic = ProjectTraffic(
                canaries: canaries,
                shadows: shadows.isEmpty
                    ? nil
                    : ShadowTraffic(
                        shadows,
                        champion: champion,
                        earlier: old?.shadows?.snapshot ?? []
                    )
            )
            projects[project.text] = Entry(champion: champion, traffic: traffic)
            return .success(old)
        }
        switch result {
        case .success(let old):
            letGo((old?.releases ?? []).filter { !plan.versions.contains($0.modelVersion) })
        case .failure(let failure):
            letGo(releases)
            throw failure
        }
    }

    /// Ends the hold of traffic on releases.
    private func letGo(_ releases: [Release]) {
        for release in releases {
            let project = release.project.text
            retirement.retire(pinned.release(.traffic, of: project, release.modelVersion))
        }
    }

    /// What answers a call that names no version: the champion, or a canary whose turn it is.
    ///
    /// - Throws: as ``release(for:version:)``.
    package func route(_ project: String) throws(Failure) -> RoutedRelease {
        let projects = table.withLock(\.self).projects
        guard let entry = projects[project], let champion = entry.champion else {
            return RoutedRelease(release: try release(for: project))
        }
        return entry.traffic?.route(champion) ?? RoutedRelease(release: champion)
    }

    /// The versions that share the calls of a project now.
    package func trafficInForce(of project: ProjectName) -> TrafficPlan {
        table.withLock(\.self).projects[project.text]?.traffic?.plan ?? TrafficPlan()
    }

    /// What the shadows in force did, by project.
    package var shadowStatistics: [ShadowStatistics] {
        table.withLock(\.self).projects.values.compactMap { $0.traffic?.shadows }
            .flatMap(\.snapshot)
            .sorted { ($0.project.text, $0.modelVersion) < ($1.project.text, $1.modelVersion) }
    }

    /// Keeps a release for calls that name its version; the one used least recently leaves.
    ///
    /// Nothing happens when its project is not there: it was removed while the release was loaded.
    package func keep(_ release: Release) {
        guard table.withLock(\.self).projects[release.project.text] != nil else { return }
        // Without a holder there is no limit to be over.
        guard let leaving = try? pinned.insert(release) else { return }
        retirement.retire(leaving)
        noteChange()
    }

    /// Keeps a release until ``unload(_:version:)``, however long it is not used.
    ///
    /// - Throws: ``Failure``: not found when its project is not there; resource exhausted when too
    ///   many are held.
    package func hold(_ release: Release) throws(Failure) {
        let projects = table.withLock(\.self).projects
        guard projects[release.project.text] != nil else {
            throw unknown(release.project.text, projects)
        }
        retirement.retire(try pinned.insert(release, holder: .operators))
        noteChange()
    }

    /// Takes a version that is not the champion out of memory; calls that hold it end on it, and its
    /// memory goes back to the system after the last of them.
    ///
    /// - Returns: Whether it was loaded.
    /// - Throws: ``Failure``: not found when the project is not there; failed precondition when the
    ///   version is the champion, or a canary or shadow of the plan in force.
    @discardableResult
    package func unload(_ project: ProjectName, version: ModelVersion) throws(Failure) -> Bool {
        let projects = table.withLock(\.self).projects
        guard let entry = projects[project.text] else { throw unknown(project.text, projects) }
        guard entry.champion?.modelVersion != version else {
            throw .precondition(
                "version \(version) is the champion of project \(quoted(project.text)), which "
                    + "stays loaded; promote another or roll back first"
            )
        }
        let isShadow = entry.traffic?.plan.shadows.contains(version) ?? false
        guard let release = try pinned.remove(project, version, isShadow: isShadow) else {
            return false
        }
        retirement.retire([release])
        noteChange()
        return true
    }

    /// The versions of a project that are in memory, ascending.
    package func loadedVersions(of project: String) -> [ModelVersion] {
        let champion = table.withLock(\.self).projects[project]?.champion
        return Set(pinned.versions(of: project) + [champion?.modelVersion].compactMap(\.self))
            .sorted()
    }

    /// The names of all projects, ascending.
    package var projects: [String] { table.withLock(\.self).projects.keys.sorted() }

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
    package func loadedRelease(for project: String, version: ModelVersion) -> Release? {
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
        let value = writer.withLock { _ in
            let old = table.withLock(\.self)
            var projects = old.projects
            let value = body(&projects)
            let new = Table(projects)
            table.withLock { $0 = new }
            return value
        }
        noteChange()
        return value
    }

    private func unknown(_ project: String, _ projects: [String: Entry]) -> Failure {
        guard tellsProjects else { return .notFound("there is no project \(quoted(project))") }
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
