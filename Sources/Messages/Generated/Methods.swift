// Generated from Protos by Scripts/generate. Do not edit.
// swift-format-ignore-file

extension MethodDescriptor {
    /// Every method of every service in Protos, in the order of the files.
    package static let all: [MethodDescriptor] = [
        MethodDescriptor(
            service: "grpc.health.v1.Health", method: "Check",
            request: "grpc.health.v1.HealthCheckRequest", response: "grpc.health.v1.HealthCheckResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "grpc.health.v1.Health", method: "Watch",
            request: "grpc.health.v1.HealthCheckRequest", response: "grpc.health.v1.HealthCheckResponse",
            clientStreaming: false, serverStreaming: true
        ),
        MethodDescriptor(
            service: "grpc.reflection.v1.ServerReflection", method: "ServerReflectionInfo",
            request: "grpc.reflection.v1.ServerReflectionRequest", response: "grpc.reflection.v1.ServerReflectionResponse",
            clientStreaming: true, serverStreaming: true
        ),
        MethodDescriptor(
            service: "grpc.reflection.v1alpha.ServerReflection", method: "ServerReflectionInfo",
            request: "grpc.reflection.v1alpha.ServerReflectionRequest", response: "grpc.reflection.v1alpha.ServerReflectionResponse",
            clientStreaming: true, serverStreaming: true
        ),
        MethodDescriptor(
            service: "grpc.testing.TestService", method: "EmptyCall",
            request: "grpc.testing.Empty", response: "grpc.testing.Empty",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "grpc.testing.TestService", method: "UnaryCall",
            request: "grpc.testing.SimpleRequest", response: "grpc.testing.SimpleResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "grpc.testing.TestService", method: "CacheableUnaryCall",
            request: "grpc.testing.SimpleRequest", response: "grpc.testing.SimpleResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "grpc.testing.TestService", method: "StreamingOutputCall",
            request: "grpc.testing.StreamingOutputCallRequest", response: "grpc.testing.StreamingOutputCallResponse",
            clientStreaming: false, serverStreaming: true
        ),
        MethodDescriptor(
            service: "grpc.testing.TestService", method: "StreamingInputCall",
            request: "grpc.testing.StreamingInputCallRequest", response: "grpc.testing.StreamingInputCallResponse",
            clientStreaming: true, serverStreaming: false
        ),
        MethodDescriptor(
            service: "grpc.testing.TestService", method: "FullDuplexCall",
            request: "grpc.testing.StreamingOutputCallRequest", response: "grpc.testing.StreamingOutputCallResponse",
            clientStreaming: true, serverStreaming: true
        ),
        MethodDescriptor(
            service: "grpc.testing.TestService", method: "HalfDuplexCall",
            request: "grpc.testing.StreamingOutputCallRequest", response: "grpc.testing.StreamingOutputCallResponse",
            clientStreaming: true, serverStreaming: true
        ),
        MethodDescriptor(
            service: "grpc.testing.TestService", method: "UnimplementedCall",
            request: "grpc.testing.Empty", response: "grpc.testing.Empty",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "grpc.testing.UnimplementedService", method: "UnimplementedCall",
            request: "grpc.testing.Empty", response: "grpc.testing.Empty",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "ServerLive",
            request: "inference.ServerLiveRequest", response: "inference.ServerLiveResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "ServerReady",
            request: "inference.ServerReadyRequest", response: "inference.ServerReadyResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "ModelReady",
            request: "inference.ModelReadyRequest", response: "inference.ModelReadyResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "ServerMetadata",
            request: "inference.ServerMetadataRequest", response: "inference.ServerMetadataResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "ModelMetadata",
            request: "inference.ModelMetadataRequest", response: "inference.ModelMetadataResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "ModelInfer",
            request: "inference.ModelInferRequest", response: "inference.ModelInferResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "ModelStreamInfer",
            request: "inference.ModelInferRequest", response: "inference.ModelStreamInferResponse",
            clientStreaming: true, serverStreaming: true
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "ModelConfig",
            request: "inference.ModelConfigRequest", response: "inference.ModelConfigResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "ModelStatistics",
            request: "inference.ModelStatisticsRequest", response: "inference.ModelStatisticsResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "RepositoryIndex",
            request: "inference.RepositoryIndexRequest", response: "inference.RepositoryIndexResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "RepositoryModelLoad",
            request: "inference.RepositoryModelLoadRequest", response: "inference.RepositoryModelLoadResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "RepositoryModelUnload",
            request: "inference.RepositoryModelUnloadRequest", response: "inference.RepositoryModelUnloadResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "SystemSharedMemoryStatus",
            request: "inference.SystemSharedMemoryStatusRequest", response: "inference.SystemSharedMemoryStatusResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "SystemSharedMemoryRegister",
            request: "inference.SystemSharedMemoryRegisterRequest", response: "inference.SystemSharedMemoryRegisterResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "SystemSharedMemoryUnregister",
            request: "inference.SystemSharedMemoryUnregisterRequest", response: "inference.SystemSharedMemoryUnregisterResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "CudaSharedMemoryStatus",
            request: "inference.CudaSharedMemoryStatusRequest", response: "inference.CudaSharedMemoryStatusResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "CudaSharedMemoryRegister",
            request: "inference.CudaSharedMemoryRegisterRequest", response: "inference.CudaSharedMemoryRegisterResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "CudaSharedMemoryUnregister",
            request: "inference.CudaSharedMemoryUnregisterRequest", response: "inference.CudaSharedMemoryUnregisterResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "TraceSetting",
            request: "inference.TraceSettingRequest", response: "inference.TraceSettingResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "inference.GRPCInferenceService", method: "LogSettings",
            request: "inference.LogSettingsRequest", response: "inference.LogSettingsResponse",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.internal.v1.Worker", method: "Lease",
            request: "tutelage.internal.v1.LeaseRequest", response: "tutelage.internal.v1.LeaseReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.internal.v1.Worker", method: "Heartbeat",
            request: "tutelage.internal.v1.HeartbeatRequest", response: "tutelage.internal.v1.HeartbeatReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.internal.v1.Worker", method: "Complete",
            request: "tutelage.internal.v1.CompleteRequest", response: "tutelage.internal.v1.CompleteReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.internal.v1.Worker", method: "CompleteComparison",
            request: "tutelage.internal.v1.CompleteComparisonRequest", response: "tutelage.internal.v1.CompleteComparisonReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.internal.v1.Worker", method: "Fail",
            request: "tutelage.internal.v1.FailRequest", response: "tutelage.internal.v1.FailReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Training", method: "StartTraining",
            request: "tutelage.v1.StartTrainingRequest", response: "tutelage.v1.Job",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Training", method: "StartSelfTraining",
            request: "tutelage.v1.StartSelfTrainingRequest", response: "tutelage.v1.Job",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Training", method: "StartComparison",
            request: "tutelage.v1.StartComparisonRequest", response: "tutelage.v1.Job",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Training", method: "GetJob",
            request: "tutelage.v1.GetJobRequest", response: "tutelage.v1.Job",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Training", method: "ListJobs",
            request: "tutelage.v1.ListJobsRequest", response: "tutelage.v1.ListJobsReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Training", method: "WatchJob",
            request: "tutelage.v1.WatchJobRequest", response: "tutelage.v1.WatchJobReply",
            clientStreaming: false, serverStreaming: true
        ),
        MethodDescriptor(
            service: "tutelage.v1.Training", method: "CancelJob",
            request: "tutelage.v1.CancelJobRequest", response: "tutelage.v1.Job",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Training", method: "ListAlgorithms",
            request: "tutelage.v1.ListAlgorithmsRequest", response: "tutelage.v1.ListAlgorithmsReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Training", method: "ListNetworks",
            request: "tutelage.v1.ListNetworksRequest", response: "tutelage.v1.ListNetworksReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Distillation", method: "SoftLabels",
            request: "tutelage.v1.SoftLabelsRequest", response: "tutelage.v1.SoftLabelsReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Distillation", method: "StartDistillation",
            request: "tutelage.v1.StartDistillationRequest", response: "tutelage.v1.Job",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "Label",
            request: "tutelage.v1.LabelRequest", response: "tutelage.v1.LabelReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "LabelStream",
            request: "tutelage.v1.LabelStreamRequest", response: "tutelage.v1.LabelStreamReply",
            clientStreaming: true, serverStreaming: true
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "Ingest",
            request: "tutelage.v1.IngestRequest", response: "tutelage.v1.IngestReply",
            clientStreaming: true, serverStreaming: true
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "DrawSample",
            request: "tutelage.v1.DrawSampleRequest", response: "tutelage.v1.Draw",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "ListDraws",
            request: "tutelage.v1.ListDrawsRequest", response: "tutelage.v1.ListDrawsReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "ListReview",
            request: "tutelage.v1.ListReviewRequest", response: "tutelage.v1.ListReviewReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "StartRelabel",
            request: "tutelage.v1.StartRelabelRequest", response: "tutelage.v1.Job",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "SubmitLabels",
            request: "tutelage.v1.SubmitLabelsRequest", response: "tutelage.v1.SubmitLabelsReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "ExportLabels",
            request: "tutelage.v1.ExportLabelsRequest", response: "tutelage.v1.ExportLabelsReply",
            clientStreaming: false, serverStreaming: true
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "GetPolicies",
            request: "tutelage.v1.GetPoliciesRequest", response: "tutelage.v1.Policies",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "SetPolicies",
            request: "tutelage.v1.SetPoliciesRequest", response: "tutelage.v1.Policies",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "LabelReport",
            request: "tutelage.v1.LabelReportRequest", response: "tutelage.v1.LabelReportReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "DeleteExamples",
            request: "tutelage.v1.DeleteExamplesRequest", response: "tutelage.v1.DeleteExamplesReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Labeling", method: "GetExample",
            request: "tutelage.v1.GetExampleRequest", response: "tutelage.v1.Example",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "ListModels",
            request: "tutelage.v1.ListModelsRequest", response: "tutelage.v1.ListModelsReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "GetModel",
            request: "tutelage.v1.GetModelRequest", response: "tutelage.v1.Model",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "ImportModel",
            request: "tutelage.v1.ImportModelRequest", response: "tutelage.v1.Model",
            clientStreaming: true, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "ExportModel",
            request: "tutelage.v1.ExportModelRequest", response: "tutelage.v1.ExportModelReply",
            clientStreaming: false, serverStreaming: true
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "Promote",
            request: "tutelage.v1.PromoteRequest", response: "tutelage.v1.PromoteReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "Certify",
            request: "tutelage.v1.CertifyRequest", response: "tutelage.v1.CertifyReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "Rollback",
            request: "tutelage.v1.RollbackRequest", response: "tutelage.v1.RollbackReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "SetTraffic",
            request: "tutelage.v1.SetTrafficRequest", response: "tutelage.v1.Traffic",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "GetTraffic",
            request: "tutelage.v1.GetTrafficRequest", response: "tutelage.v1.Traffic",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "DeleteModel",
            request: "tutelage.v1.DeleteModelRequest", response: "tutelage.v1.Model",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "CompareModels",
            request: "tutelage.v1.CompareModelsRequest", response: "tutelage.v1.CompareModelsReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Models", method: "ListReleases",
            request: "tutelage.v1.ListReleasesRequest", response: "tutelage.v1.ListReleasesReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Prediction", method: "Predict",
            request: "tutelage.v1.PredictRequest", response: "tutelage.v1.PredictReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Prediction", method: "PredictStream",
            request: "tutelage.v1.PredictRequest", response: "tutelage.v1.PredictStreamReply",
            clientStreaming: true, serverStreaming: true
        ),
        MethodDescriptor(
            service: "tutelage.v1.Prediction", method: "Embed",
            request: "tutelage.v1.EmbedRequest", response: "tutelage.v1.EmbedReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Projects", method: "CreateProject",
            request: "tutelage.v1.CreateProjectRequest", response: "tutelage.v1.Project",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Projects", method: "GetProject",
            request: "tutelage.v1.GetProjectRequest", response: "tutelage.v1.Project",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Projects", method: "ListProjects",
            request: "tutelage.v1.ListProjectsRequest", response: "tutelage.v1.ListProjectsReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Projects", method: "DeleteProject",
            request: "tutelage.v1.DeleteProjectRequest", response: "tutelage.v1.DeleteProjectReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Tokens", method: "CreateToken",
            request: "tutelage.v1.CreateTokenRequest", response: "tutelage.v1.CreateTokenReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Tokens", method: "ListTokens",
            request: "tutelage.v1.ListTokensRequest", response: "tutelage.v1.ListTokensReply",
            clientStreaming: false, serverStreaming: false
        ),
        MethodDescriptor(
            service: "tutelage.v1.Tokens", method: "RevokeToken",
            request: "tutelage.v1.RevokeTokenRequest", response: "tutelage.v1.Token",
            clientStreaming: false, serverStreaming: false
        ),
    ]
}
