package import Domain
internal import Files
internal import Foundation
internal import Networks
package import Serving
package import Store

/// Finds and loads model versions that calls name and that are not in memory.
package struct VersionLoader: Sendable {
    private let store: DataStore
    private let loader: ModelLoader
    private let loads: VersionLoads

    /// Creates a loader that keeps what it loads in `registry`.
    package init(store: DataStore, registry: ModelRegistry, loader: ModelLoader) {
        self.store = store
        self.loader = loader
        loads = VersionLoads(registry: registry)
    }

    /// A release of a version, from memory or from its file.
    ///
    /// - Throws: ``Failure``: not found, or data loss where the weights are not what was stored.
    package func release(
        _ project: String,
        _ version: ModelVersion
    ) async throws -> Serving.Release {
        let project = try ProjectName(project)
        return try await loads.release(for: project, version: version) {
            try await load(project, version)
        }
    }

    /// A version's file with all that a release of it needs.
    ///
    /// - Throws: ``Failure``: not found; data loss where its network is damaged.
    func file(_ project: ProjectName, _ version: ModelVersion) async throws -> ModelFile {
        try await stored(project, version).file
    }

    private func stored(
        _ project: ProjectName,
        _ version: ModelVersion
    ) async throws -> (file: ModelFile, row: Project) {
        let (row, model) = try await store.read { reader in
            (try reader.project(project), try reader.model(project, version))
        }
        let specification: Graph
        do {
            specification = try JSONDecoder().decode(
                Graph.self,
                from: Data(model.specification.utf8)
            )
        } catch {
            throw Failure.dataLoss(
                "the network of model version \(version) of project \(project) is damaged"
            )
        }
        let file = ModelFile(
            project: project,
            modelVersion: version,
            path: store.directory.model(try model.weights),
            digest: model.digest,
            network: specification,
            input: row.input,
            classes: row.classes,
            autoLabel: row.policies.autoLabel,
            policyVersion: row.policyVersion
        )
        return (file, row)
    }

    private func load(
        _ project: ProjectName,
        _ version: ModelVersion
    ) async throws -> Serving.Release {
        let (file, row) = try await stored(project, version)
        let release = try await loader.load(file)
        // A project may have been deleted, and one of its name made, while the file was read.
        let now = try await store.read { try $0.project(project) }
        guard now.createdAt == row.createdAt else {
            throw Failure.notFound("project \(project) was deleted")
        }
        return release
    }
}
