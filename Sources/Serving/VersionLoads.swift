package import Domain

/// Loads versions for calls that name them, each once however many calls wait for it.
package actor VersionLoads {
    private struct Key: Hashable {
        let project: ProjectName
        let version: ModelVersion
    }

    private let registry: ModelRegistry
    private var loads: [Key: Task<Release, any Error>] = [:]

    /// Creates loads that keep what they loaded in `registry`.
    package init(registry: ModelRegistry) { self.registry = registry }

    /// The release of a version, loaded when it is not there.
    ///
    /// - Parameters:
    ///   - project: The project.
    ///   - version: The model version.
    ///   - load: Finds and loads the version (``ModelLoader``); called when no other call does it.
    /// - Returns: The release, kept in the registry until others are used more recently.
    /// - Throws: what `load` throws; nothing is kept then, and the next call tries again.
    package func release(
        for project: ProjectName,
        version: ModelVersion,
        load: @escaping @Sendable () async throws -> Release
    ) async throws -> Release {
        if let release = registry.loadedRelease(for: project.text, version: version) {
            return release
        }
        let key = Key(project: project, version: version)
        if let running = loads[key] { return try await running.value }
        // Whoever came first, others wait for it too.
        let task = Task(priority: .medium) { try await load() }
        loads[key] = task
        defer { loads[key] = nil }
        let release = try await task.value
        registry.keep(release)
        return release
    }
}
