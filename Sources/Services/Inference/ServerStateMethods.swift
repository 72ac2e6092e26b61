internal import Domain
package import GRPC
package import Messages
internal import Serving

/// `GRPCInferenceService/ServerLive`: whether the server runs.
package struct ServerLiveMethod: UnaryMethod {
    package static let path = RPC.serverLive.path

    package func call(
        _ request: ServerLiveRequest,
        context: CallContext
    ) async throws -> ServerLiveResponse {
        ServerLiveResponse(live: true)
    }
}

/// `GRPCInferenceService/ServerReady`: whether the server takes calls.
package struct ServerReadyMethod: UnaryMethod {
    package static let path = RPC.serverReady.path

    let services: DataServices

    package func call(
        _ request: ServerReadyRequest,
        context: CallContext
    ) async throws -> ServerReadyResponse {
        ServerReadyResponse(ready: services.health.isServing)
    }
}

/// `GRPCInferenceService/ServerMetadata`: what the server is and can do.
package struct ServerMetadataMethod: UnaryMethod {
    package static let path = RPC.serverMetadata.path

    /// What there is of Triton's extensions.
    static let extensions = [
        "classification", "model_configuration", "model_repository", "schedule_policy",
        "statistics",
    ]

    package func call(
        _ request: ServerMetadataRequest,
        context: CallContext
    ) async throws -> ServerMetadataResponse {
        ServerMetadataResponse(
            name: Software.name,
            version: Software.version,
            extensions: Self.extensions
        )
    }
}

/// `GRPCInferenceService/ModelReady`: whether a call would be answered without loading anything.
package struct ModelReadyMethod: UnaryMethod {
    package static let path = RPC.modelReady.path

    let services: DataServices

    package func call(
        _ request: ModelReadyRequest,
        context: CallContext
    ) async throws -> ModelReadyResponse {
        guard let version = try VersionText.read(request.version, field: "version") else {
            let champion = try? services.registry.release(for: request.name)
            return ModelReadyResponse(ready: champion != nil)
        }
        let loaded = services.registry.loadedVersions(of: request.name)
        return ModelReadyResponse(ready: loaded.contains(version))
    }
}
