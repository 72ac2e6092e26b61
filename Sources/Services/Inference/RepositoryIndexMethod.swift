internal import Domain
package import GRPC
package import Messages
internal import Serving
internal import Store

/// `GRPCInferenceService/RepositoryIndex`: the versions of all models that the caller may see.
package struct RepositoryIndexMethod: UnaryMethod {
    package static let path = RPC.repositoryIndex.path

    /// The most bytes of an index, which the protocol does not divide into pages.
    static let byteLimit = 64 << 20

    private typealias Entry = Wire.RepositoryIndexResponse.ModelIndex

    let services: DataServices

    package func call(
        _ request: Wire.RepositoryIndexRequest,
        context: CallContext
    ) async throws -> Wire.RepositoryIndexResponse {
        try Repository.check(request.repositoryName)
        var response = Wire.RepositoryIndexResponse()
        var bytes = 0
        for name in services.projects(shownTo: context) {
            try Task.checkCancellation()
            let entries =
                request.ready ? readyEntries(name) : try await allEntries(ProjectName(name))
            bytes += entries.reduce(0) { $0 + $1.encodedSize + 4 }
            guard bytes <= Self.byteLimit else {
                throw Failure(
                    .resourceExhausted,
                    "the index has more than \(Self.byteLimit) bytes; ask for what is ready, or use "
                        + "tutelage.v1.Models/ListModels, which has pages"
                )
            }
            response.models += entries
        }
        return response
    }

    private func readyEntries(_ project: String) -> [Entry] {
        services.registry.loadedVersions(of: project).map {
            Entry(name: project, version: String($0), state: "READY")
        }
    }

    private func allEntries(_ project: ProjectName) async throws -> [Entry] {
        let stored: (versions: [ModelVersion], champion: ModelVersion?)
        do {
            stored = try await services.store.read { reader in
                var versions: [ModelVersion] = []
                while true {
                    let page = try reader.models(project, after: versions.last ?? 0, limit: 1000)
                    versions += page.map(\.version)
                    if page.count < 1000 { break }
                }
                return (versions, try reader.currentRelease(project)?.version)
            }
        } catch let failure as Failure where failure.kind == .notFound {
            return []  // It was deleted meanwhile.
        }
        guard !stored.versions.isEmpty else {
            let reason = "there is no trained model yet"
            return [Entry(name: project.text, state: "UNAVAILABLE", reason: reason)]
        }
        let loaded = Set(services.registry.loadedVersions(of: project.text))
        return stored.versions.map { version in
            let isReady = loaded.contains(version)
            return Entry(
                name: project.text,
                version: String(version),
                state: isReady ? "READY" : "UNAVAILABLE",
                reason: isReady ? "" : reason(project, isChampion: version == stored.champion)
            )
        }
    }

    private func reason(_ project: ProjectName, isChampion: Bool) -> String {
        if isChampion {
            do {
                _ = try services.registry.release(for: project.text)
            } catch {
                return error.message
            }
        }
        return "not loaded; RepositoryModelLoad, or the first call that names it, loads it"
    }
}

/// The one repository of a server: its data directory.
enum Repository {
    /// Refuses the name of another repository.
    static func check(_ name: String) throws(Failure) {
        guard name.isEmpty else {
            throw .notFound("there is one repository, without a name; got \(quoted(name))")
        }
    }
}
