internal import Domain
internal import GRPC
internal import Serving
internal import Store

extension DataServices {
    /// What answers an inference: the version that it names, or the champion or a canary in its
    /// place; nil: the version is to be loaded.
    ///
    /// - Throws: ``Failure``: not found, naming the projects there are; failed precondition without
    ///   a champion.
    func inferenceRoute(
        _ project: String,
        _ version: ModelVersion?
    ) throws(Failure) -> RoutedRelease? {
        guard let version else { return try registry.route(project) }
        return registry.loadedRelease(for: project, version: version)
            .map { RoutedRelease(release: $0) }
    }

    /// A version that is not in memory, from its file.
    ///
    /// - Throws: ``Failure``: not found, naming what is loaded; data loss, naming the file.
    func load(_ project: String, _ version: ModelVersion) async throws -> Serving.Release {
        try requireProject(project)
        do {
            return try await versions.release(project, version)
        } catch let failure as Failure where failure.kind == .notFound {
            throw notLoaded(project, failure.message)
        }
    }

    /// The project behind a model, with the version that was named found in memory or stored.
    ///
    /// - Throws: ``Failure``: not found, naming what is loaded; invalid argument for a version that
    ///   is no number.
    func described(_ name: String, version text: String) async throws -> Project {
        let version = try VersionText.read(text, field: "version")
        try requireProject(name)
        let project = try ProjectName(name)
        do {
            return try await store.read { reader in
                if let version { _ = try reader.model(project, version) }
                return try reader.project(project)
            }
        } catch let failure as Failure where failure.kind == .notFound {
            throw notLoaded(name, failure.message)
        }
    }

    /// Refuses a project that does not exist, naming those that do.
    func requireProject(_ name: String) throws(Failure) {
        guard !registry.projects.contains(name) else { return }
        _ = try registry.release(for: name)
    }

    /// The projects that the caller of a method may see.
    func projects(shownTo context: CallContext) -> [String] {
        guard let caller = context.caller as? TokenCaller else { return registry.projects }
        return registry.projects.filter(caller.covers)
    }

    /// The failure of a version that does not exist.
    func notLoaded(_ project: String, _ message: String) -> Failure {
        let loaded = registry.loadedVersions(of: project).map(String.init)
        return .notFound(
            "\(message); "
                + (loaded.isEmpty ? "none is loaded" : "loaded: \(loaded.joined(separator: ", "))")
        )
    }
}
