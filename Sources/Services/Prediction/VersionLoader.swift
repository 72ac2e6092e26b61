package import Domain
internal import Files
internal import Foundation
internal import Networks
package import Serving
package import Store

/// Loads model versions that calls name and that are not in memory, once each at a time.
package actor VersionLoader {
    private struct Key: Hashable {
        let project: ProjectName
        let version: ModelVersion
    }

    private let store: DataStore
    private let registry: ModelRegistry
    private let loader: ModelLoader
    private var loading: [Key: Task<Serving.Release, any Error>] = [:]

    /// Creates a loader that keeps what it loads in `registry`.
    package init(store: DataStore, registry: ModelRegistry, loader: ModelLoader) {
        self.store = store
        self.registry = registry
        self.loader = loader
    }

    /// A release of a version, from memory or from its file.
    ///
    /// - Throws: ``Failure``: not found, or data loss where the weights are not what was stored.
    package func release(
        _ project: String,
        _ version: ModelVersion
    ) async throws -> Serving.Release {
        if let release = try? registry.release(for: project, version: version) { return release }
        let key = Key(project: try ProjectName(project), version: version)
        let task = loading[key] ?? Task { try await load(key) }
        loading[key] = task
        defer { loading[key] = nil }
        return try await task.value
    }

    private func load(_ key: Key) async throws -> Serving.Release {
        let (row, model) = try await store.read { reader in
            (try reader.project(key.project), try reader.model(key.project, key.version))
        }
        let specification: NetworkSpecification
        do {
            specification = try JSONDecoder().decode(
                NetworkSpecification.self,
                from: Data(model.specification.utf8)
            )
        } catch {
            throw Failure.dataLoss(
                "the network of model version \(key.version) of project \(key.project) is damaged"
            )
        }
        let release = try await loader.load(
            ModelFile(
                project: key.project,
                modelVersion: key.version,
                path: store.directory.model(model.fileName),
                digest: model.digest,
                network: specification,
                input: row.input,
                classes: row.classes,
                autoLabel: row.policies.autoLabel,
                policyVersion: row.policyVersion
            )
        )
        // A project may have been deleted, and one of its name made, while the file was read.
        let now = try await store.read { try $0.project(key.project) }
        guard now.createdAt == row.createdAt else {
            throw Failure.notFound("project \(key.project) was deleted")
        }
        registry.keep(release)
        return release
    }
}
