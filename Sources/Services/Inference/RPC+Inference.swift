package import GRPC
package import Messages

// Every method of inference.GRPCInferenceService by name, with its message types.

extension RPC where Request == ServerLiveRequest, Response == ServerLiveResponse {
    /// `inference.GRPCInferenceService/ServerLive`.
    package static var serverLive: RPC<ServerLiveRequest, ServerLiveResponse> {
        Self("inference.GRPCInferenceService", "ServerLive")
    }
}

extension RPC where Request == ServerReadyRequest, Response == ServerReadyResponse {
    /// `inference.GRPCInferenceService/ServerReady`.
    package static var serverReady: RPC<ServerReadyRequest, ServerReadyResponse> {
        Self("inference.GRPCInferenceService", "ServerReady")
    }
}

extension RPC where Request == ModelReadyRequest, Response == ModelReadyResponse {
    /// `inference.GRPCInferenceService/ModelReady`.
    package static var modelReady: RPC<ModelReadyRequest, ModelReadyResponse> {
        Self("inference.GRPCInferenceService", "ModelReady")
    }
}

extension RPC where Request == ServerMetadataRequest, Response == ServerMetadataResponse {
    /// `inference.GRPCInferenceService/ServerMetadata`.
    package static var serverMetadata: RPC<ServerMetadataRequest, ServerMetadataResponse> {
        Self("inference.GRPCInferenceService", "ServerMetadata")
    }
}

extension RPC where Request == ModelMetadataRequest, Response == ModelMetadataResponse {
    /// `inference.GRPCInferenceService/ModelMetadata`.
    package static var modelMetadata: RPC<ModelMetadataRequest, ModelMetadataResponse> {
        Self("inference.GRPCInferenceService", "ModelMetadata")
    }
}

extension RPC where Request == ModelInferRequest, Response == ModelInferResponse {
    /// `inference.GRPCInferenceService/ModelInfer`.
    package static var modelInfer: RPC<ModelInferRequest, ModelInferResponse> {
        Self("inference.GRPCInferenceService", "ModelInfer")
    }
}

extension RPC where Request == ModelInferRequest, Response == ModelStreamInferResponse {
    /// `inference.GRPCInferenceService/ModelStreamInfer`.
    package static var modelStreamInfer: RPC<ModelInferRequest, ModelStreamInferResponse> {
        Self("inference.GRPCInferenceService", "ModelStreamInfer")
    }
}

extension RPC where Request == ModelConfigRequest, Response == ModelConfigResponse {
    /// `inference.GRPCInferenceService/ModelConfig`.
    package static var modelConfig: RPC<ModelConfigRequest, ModelConfigResponse> {
        Self("inference.GRPCInferenceService", "ModelConfig")
    }
}

extension RPC where Request == ModelStatisticsRequest, Response == ModelStatisticsResponse {
    /// `inference.GRPCInferenceService/ModelStatistics`.
    package static var modelStatistics: RPC<ModelStatisticsRequest, ModelStatisticsResponse> {
        Self("inference.GRPCInferenceService", "ModelStatistics")
    }
}

extension RPC where Request == RepositoryIndexRequest, Response == RepositoryIndexResponse {
    /// `inference.GRPCInferenceService/RepositoryIndex`.
    package static var repositoryIndex: RPC<RepositoryIndexRequest, RepositoryIndexResponse> {
        Self("inference.GRPCInferenceService", "RepositoryIndex")
    }
}

extension RPC
where Request == RepositoryModelLoadRequest, Response == RepositoryModelLoadResponse {
    /// `inference.GRPCInferenceService/RepositoryModelLoad`.
    package static var repositoryModelLoad:
        RPC<RepositoryModelLoadRequest, RepositoryModelLoadResponse>
    {
        Self("inference.GRPCInferenceService", "RepositoryModelLoad")
    }
}

extension RPC
where Request == RepositoryModelUnloadRequest, Response == RepositoryModelUnloadResponse {
    /// `inference.GRPCInferenceService/RepositoryModelUnload`.
    package static var repositoryModelUnload:
        RPC<RepositoryModelUnloadRequest, RepositoryModelUnloadResponse>
    {
        Self("inference.GRPCInferenceService", "RepositoryModelUnload")
    }
}
