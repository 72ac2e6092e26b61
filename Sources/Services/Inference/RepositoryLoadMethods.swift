internal import Domain
package import GRPC
package import Messages
internal import Serving

/// `GRPCInferenceService/RepositoryModelLoad`: loads versions, which stay in memory until they are
/// unloaded.
package struct RepositoryModelLoadMethod: UnaryMethod {
    package static let path = RPC.repositoryModelLoad.path

    let services: DataServices

    package func call(
        _ request: Wire.RepositoryModelLoadRequest,
        context: CallContext
    ) async throws -> Wire.RepositoryModelLoadResponse {
        try Repository.check(request.repositoryName)
        let versions = try VersionChoice(load: request.parameters).versions
        let registry = services.registry
        if versions.isEmpty {
            // The champion is in memory from its promotion on, or there is none.
            _ = try registry.release(for: request.modelName)
        }
        for version in versions {
            let release =
                if let loaded = registry.loadedRelease(for: request.modelName, version: version) {
                    loaded
                } else {
                    try await services.load(request.modelName, version)
                }
            try registry.hold(release)
        }
        return Wire.RepositoryModelLoadResponse()
    }
}

/// `GRPCInferenceService/RepositoryModelUnload`: takes versions out of memory.
package struct RepositoryModelUnloadMethod: UnaryMethod {
    package static let path = RPC.repositoryModelUnload.path

    let services: DataServices

    package func call(
        _ request: Wire.RepositoryModelUnloadRequest,
        context: CallContext
    ) async throws -> Wire.RepositoryModelUnloadResponse {
        try Repository.check(request.repositoryName)
        let choice = try VersionChoice(unload: request.parameters)
        let registry = services.registry
        try services.requireProject(request.modelName)
        let project = try ProjectName(request.modelName)
        for version in choice.versions {
            guard try registry.unload(project, version: version) else {
                throw services.notLoaded(
                    request.modelName,
                    "model version \(version) of project \(quoted(request.modelName)) is not loaded"
                )
            }
        }
        if choice.versions.isEmpty {
            try unloadAll(project)
        }
        return Wire.RepositoryModelUnloadResponse()
    }

    /// Unloads every version that may be; refuses where there is none.
    private func unloadAll(_ project: ProjectName) throws(Failure) {
        var unloaded = false
        var refusal: Failure?
        for version in services.registry.loadedVersions(of: project.text) {
            do {
                if try services.registry.unload(project, version: version) { unloaded = true }
            } catch {
                refusal = error
            }
        }
        if !unloaded {
            throw refusal
                ?? services.notLoaded(
                    project.text,
                    "no model version of project \(quoted(project.text)) is in memory"
                )
        }
    }
}
