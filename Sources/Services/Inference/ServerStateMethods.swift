internal import Domain
package import GRPC
package import Messages
internal import Serving

/// `GRPCInferenceService/ServerLive`: whether the server runs.
package struct ServerLiveMethod: UnaryMethod {
    package static let path = RPC.serverLive.path

    package func call(
        _ request: Wire.ServerLiveRequest,
        context: CallContext
    ) async throws -> Wire.ServerLiveResponse {
        Wire.ServerLiveResponse(live: true)
    }
}

/// `GRPCInferenceService/ServerReady`: whether the server takes calls.
package struct ServerReadyMethod: UnaryMethod {
    package static let path = RPC.serverReady.path

    let services: DataServices

    package func call(
        _ request: Wire.ServerReadyRequest,
        context: CallContext
    ) async throws -> Wire.ServerReadyResponse {
        Wire.ServerReadyResponse(ready: services.health.isServing)
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
        _ request: Wire.ServerMetadataRequest,
        context: CallContext
    ) async throws -> Wire.ServerMetadataResponse {
        Wire.ServerMetadataResponse(
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
        _ request: Wire.ModelReadyRequest,
        context: CallContext
    ) async throws -> Wire.ModelReadyResponse {
        guard let version = try VersionText.read(request.version, field: "version") else {
            let champion = try? services.registry.release(for: request.name)
            return Wire.ModelReadyResponse(ready: champion != nil)
        }
        let loaded = services.registry.loadedVersions(of: request.name)
        return Wire.ModelReadyResponse(ready: loaded.contains(version))
    }
}
