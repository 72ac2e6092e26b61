// Generated from Protos by Scripts/generate. Do not edit.
// swift-format-ignore-file

package import GRPC
package import Messages

extension RPC where Request == Wire.HealthCheckRequest, Response == Wire.HealthCheckResponse {
    package static var check: RPC<Wire.HealthCheckRequest, Wire.HealthCheckResponse> {
        Self("grpc.health.v1.Health", "Check")
    }
}

extension RPC where Request == Wire.HealthCheckRequest, Response == Wire.HealthCheckResponse {
    package static var watch: RPC<Wire.HealthCheckRequest, Wire.HealthCheckResponse> {
        Self("grpc.health.v1.Health", "Watch")
    }
}

extension RPC where Request == Wire.ServerReflectionRequest, Response == Wire.ServerReflectionResponse {
    package static var serverReflectionInfo: RPC<Wire.ServerReflectionRequest, Wire.ServerReflectionResponse> {
        Self("grpc.reflection.v1.ServerReflection", "ServerReflectionInfo")
    }
}

extension RPC where Request == Wire.ServerLiveRequest, Response == Wire.ServerLiveResponse {
    package static var serverLive: RPC<Wire.ServerLiveRequest, Wire.ServerLiveResponse> {
        Self("inference.GRPCInferenceService", "ServerLive")
    }
}

extension RPC where Request == Wire.ServerReadyRequest, Response == Wire.ServerReadyResponse {
    package static var serverReady: RPC<Wire.ServerReadyRequest, Wire.ServerReadyResponse> {
        Self("inference.GRPCInferenceService", "ServerReady")
    }
}

extension RPC where Request == Wire.ModelReadyRequest, Response == Wire.ModelReadyResponse {
    package static var modelReady: RPC<Wire.ModelReadyRequest, Wire.ModelReadyResponse> {
        Self("inference.GRPCInferenceService", "ModelReady")
    }
}

extension RPC where Request == Wire.ServerMetadataRequest, Response == Wire.ServerMetadataResponse {
    package static var serverMetadata: RPC<Wire.ServerMetadataRequest, Wire.ServerMetadataResponse> {
        Self("inference.GRPCInferenceService", "ServerMetadata")
    }
}

extension RPC where Request == Wire.ModelMetadataRequest, Response == Wire.ModelMetadataResponse {
    package static var modelMetadata: RPC<Wire.ModelMetadataRequest, Wire.ModelMetadataResponse> {
        Self("inference.GRPCInferenceService", "ModelMetadata")
    }
}

extension RPC where Request == Wire.ModelInferRequest, Response == Wire.ModelInferResponse {
    package static var modelInfer: RPC<Wire.ModelInferRequest, Wire.ModelInferResponse> {
        Self("inference.GRPCInferenceService", "ModelInfer")
    }
}

extension RPC where Request == Wire.ModelInferRequest, Response == Wire.ModelStreamInferResponse {
    package static var modelStreamInfer: RPC<Wire.ModelInferRequest, Wire.ModelStreamInferResponse> {
        Self("inference.GRPCInferenceService", "ModelStreamInfer")
    }
}

extension RPC where Request == Wire.ModelConfigRequest, Response == Wire.ModelConfigResponse {
    package static var modelConfig: RPC<Wire.ModelConfigRequest, Wire.ModelConfigResponse> {
        Self("inference.GRPCInferenceService", "ModelConfig")
    }
}

extension RPC where Request == Wire.ModelStatisticsRequest, Response == Wire.ModelStatisticsResponse {
    package static var modelStatistics: RPC<Wire.ModelStatisticsRequest, Wire.ModelStatisticsResponse> {
        Self("inference.GRPCInferenceService", "ModelStatistics")
    }
}

extension RPC where Request == Wire.RepositoryIndexRequest, Response == Wire.RepositoryIndexResponse {
    package static var repositoryIndex: RPC<Wire.RepositoryIndexRequest, Wire.RepositoryIndexResponse> {
        Self("inference.GRPCInferenceService", "RepositoryIndex")
    }
}

extension RPC where Request == Wire.RepositoryModelLoadRequest, Response == Wire.RepositoryModelLoadResponse {
    package static var repositoryModelLoad: RPC<Wire.RepositoryModelLoadRequest, Wire.RepositoryModelLoadResponse> {
        Self("inference.GRPCInferenceService", "RepositoryModelLoad")
    }
}

extension RPC where Request == Wire.RepositoryModelUnloadRequest, Response == Wire.RepositoryModelUnloadResponse {
    package static var repositoryModelUnload: RPC<Wire.RepositoryModelUnloadRequest, Wire.RepositoryModelUnloadResponse> {
        Self("inference.GRPCInferenceService", "RepositoryModelUnload")
    }
}

extension RPC where Request == Wire.SystemSharedMemoryStatusRequest, Response == Wire.SystemSharedMemoryStatusResponse {
    package static var systemSharedMemoryStatus: RPC<Wire.SystemSharedMemoryStatusRequest, Wire.SystemSharedMemoryStatusResponse> {
        Self("inference.GRPCInferenceService", "SystemSharedMemoryStatus")
    }
}

extension RPC where Request == Wire.SystemSharedMemoryRegisterRequest, Response == Wire.SystemSharedMemoryRegisterResponse {
    package static var systemSharedMemoryRegister: RPC<Wire.SystemSharedMemoryRegisterRequest, Wire.SystemSharedMemoryRegisterResponse> {
        Self("inference.GRPCInferenceService", "SystemSharedMemoryRegister")
    }
}

extension RPC where Request == Wire.SystemSharedMemoryUnregisterRequest, Response == Wire.SystemSharedMemoryUnregisterResponse {
    package static var systemSharedMemoryUnregister: RPC<Wire.SystemSharedMemoryUnregisterRequest, Wire.SystemSharedMemoryUnregisterResponse> {
        Self("inference.GRPCInferenceService", "SystemSharedMemoryUnregister")
    }
}

extension RPC where Request == Wire.CudaSharedMemoryStatusRequest, Response == Wire.CudaSharedMemoryStatusResponse {
    package static var cudaSharedMemoryStatus: RPC<Wire.CudaSharedMemoryStatusRequest, Wire.CudaSharedMemoryStatusResponse> {
        Self("inference.GRPCInferenceService", "CudaSharedMemoryStatus")
    }
}

extension RPC where Request == Wire.CudaSharedMemoryRegisterRequest, Response == Wire.CudaSharedMemoryRegisterResponse {
    package static var cudaSharedMemoryRegister: RPC<Wire.CudaSharedMemoryRegisterRequest, Wire.CudaSharedMemoryRegisterResponse> {
        Self("inference.GRPCInferenceService", "CudaSharedMemoryRegister")
    }
}

extension RPC where Request == Wire.CudaSharedMemoryUnregisterRequest, Response == Wire.CudaSharedMemoryUnregisterResponse {
    package static var cudaSharedMemoryUnregister: RPC<Wire.CudaSharedMemoryUnregisterRequest, Wire.CudaSharedMemoryUnregisterResponse> {
        Self("inference.GRPCInferenceService", "CudaSharedMemoryUnregister")
    }
}

extension RPC where Request == Wire.TraceSettingRequest, Response == Wire.TraceSettingResponse {
    package static var traceSetting: RPC<Wire.TraceSettingRequest, Wire.TraceSettingResponse> {
        Self("inference.GRPCInferenceService", "TraceSetting")
    }
}

extension RPC where Request == Wire.LogSettingsRequest, Response == Wire.LogSettingsResponse {
    package static var logSettings: RPC<Wire.LogSettingsRequest, Wire.LogSettingsResponse> {
        Self("inference.GRPCInferenceService", "LogSettings")
    }
}

extension RPC where Request == Wire.LeaseRequest, Response == Wire.LeaseReply {
    package static var lease: RPC<Wire.LeaseRequest, Wire.LeaseReply> {
        Self("tutelage.internal.v1.Worker", "Lease")
    }
}

extension RPC where Request == Wire.HeartbeatRequest, Response == Wire.HeartbeatReply {
    package static var heartbeat: RPC<Wire.HeartbeatRequest, Wire.HeartbeatReply> {
        Self("tutelage.internal.v1.Worker", "Heartbeat")
    }
}

extension RPC where Request == Wire.CompleteRequest, Response == Wire.CompleteReply {
    package static var complete: RPC<Wire.CompleteRequest, Wire.CompleteReply> {
        Self("tutelage.internal.v1.Worker", "Complete")
    }
}

extension RPC where Request == Wire.CompleteComparisonRequest, Response == Wire.CompleteComparisonReply {
    package static var completeComparison: RPC<Wire.CompleteComparisonRequest, Wire.CompleteComparisonReply> {
        Self("tutelage.internal.v1.Worker", "CompleteComparison")
    }
}

extension RPC where Request == Wire.FailRequest, Response == Wire.FailReply {
    package static var fail: RPC<Wire.FailRequest, Wire.FailReply> {
        Self("tutelage.internal.v1.Worker", "Fail")
    }
}

extension RPC where Request == Wire.StartTrainingRequest, Response == Wire.Job {
    package static var startTraining: RPC<Wire.StartTrainingRequest, Wire.Job> {
        Self("tutelage.v1.Training", "StartTraining")
    }
}

extension RPC where Request == Wire.StartSelfTrainingRequest, Response == Wire.Job {
    package static var startSelfTraining: RPC<Wire.StartSelfTrainingRequest, Wire.Job> {
        Self("tutelage.v1.Training", "StartSelfTraining")
    }
}

extension RPC where Request == Wire.StartComparisonRequest, Response == Wire.Job {
    package static var startComparison: RPC<Wire.StartComparisonRequest, Wire.Job> {
        Self("tutelage.v1.Training", "StartComparison")
    }
}

extension RPC where Request == Wire.GetJobRequest, Response == Wire.Job {
    package static var getJob: RPC<Wire.GetJobRequest, Wire.Job> {
        Self("tutelage.v1.Training", "GetJob")
    }
}

extension RPC where Request == Wire.ListJobsRequest, Response == Wire.ListJobsReply {
    package static var listJobs: RPC<Wire.ListJobsRequest, Wire.ListJobsReply> {
        Self("tutelage.v1.Training", "ListJobs")
    }
}

extension RPC where Request == Wire.WatchJobRequest, Response == Wire.WatchJobReply {
    package static var watchJob: RPC<Wire.WatchJobRequest, Wire.WatchJobReply> {
        Self("tutelage.v1.Training", "WatchJob")
    }
}

extension RPC where Request == Wire.CancelJobRequest, Response == Wire.Job {
    package static var cancelJob: RPC<Wire.CancelJobRequest, Wire.Job> {
        Self("tutelage.v1.Training", "CancelJob")
    }
}

extension RPC where Request == Wire.ListAlgorithmsRequest, Response == Wire.ListAlgorithmsReply {
    package static var listAlgorithms: RPC<Wire.ListAlgorithmsRequest, Wire.ListAlgorithmsReply> {
        Self("tutelage.v1.Training", "ListAlgorithms")
    }
}

extension RPC where Request == Wire.ListNetworksRequest, Response == Wire.ListNetworksReply {
    package static var listNetworks: RPC<Wire.ListNetworksRequest, Wire.ListNetworksReply> {
        Self("tutelage.v1.Training", "ListNetworks")
    }
}

extension RPC where Request == Wire.SoftLabelsRequest, Response == Wire.SoftLabelsReply {
    package static var softLabels: RPC<Wire.SoftLabelsRequest, Wire.SoftLabelsReply> {
        Self("tutelage.v1.Distillation", "SoftLabels")
    }
}

extension RPC where Request == Wire.StartDistillationRequest, Response == Wire.Job {
    package static var startDistillation: RPC<Wire.StartDistillationRequest, Wire.Job> {
        Self("tutelage.v1.Distillation", "StartDistillation")
    }
}

extension RPC where Request == Wire.LabelRequest, Response == Wire.LabelReply {
    package static var label: RPC<Wire.LabelRequest, Wire.LabelReply> {
        Self("tutelage.v1.Labeling", "Label")
    }
}

extension RPC where Request == Wire.LabelStreamRequest, Response == Wire.LabelStreamReply {
    package static var labelStream: RPC<Wire.LabelStreamRequest, Wire.LabelStreamReply> {
        Self("tutelage.v1.Labeling", "LabelStream")
    }
}

extension RPC where Request == Wire.IngestRequest, Response == Wire.IngestReply {
    package static var ingest: RPC<Wire.IngestRequest, Wire.IngestReply> {
        Self("tutelage.v1.Labeling", "Ingest")
    }
}

extension RPC where Request == Wire.DrawSampleRequest, Response == Wire.Draw {
    package static var drawSample: RPC<Wire.DrawSampleRequest, Wire.Draw> {
        Self("tutelage.v1.Labeling", "DrawSample")
    }
}

extension RPC where Request == Wire.ListDrawsRequest, Response == Wire.ListDrawsReply {
    package static var listDraws: RPC<Wire.ListDrawsRequest, Wire.ListDrawsReply> {
        Self("tutelage.v1.Labeling", "ListDraws")
    }
}

extension RPC where Request == Wire.ListReviewRequest, Response == Wire.ListReviewReply {
    package static var listReview: RPC<Wire.ListReviewRequest, Wire.ListReviewReply> {
        Self("tutelage.v1.Labeling", "ListReview")
    }
}

extension RPC where Request == Wire.StartRelabelRequest, Response == Wire.Job {
    package static var startRelabel: RPC<Wire.StartRelabelRequest, Wire.Job> {
        Self("tutelage.v1.Labeling", "StartRelabel")
    }
}

extension RPC where Request == Wire.SubmitLabelsRequest, Response == Wire.SubmitLabelsReply {
    package static var submitLabels: RPC<Wire.SubmitLabelsRequest, Wire.SubmitLabelsReply> {
        Self("tutelage.v1.Labeling", "SubmitLabels")
    }
}

extension RPC where Request == Wire.ExportLabelsRequest, Response == Wire.ExportLabelsReply {
    package static var exportLabels: RPC<Wire.ExportLabelsRequest, Wire.ExportLabelsReply> {
        Self("tutelage.v1.Labeling", "ExportLabels")
    }
}

extension RPC where Request == Wire.GetPoliciesRequest, Response == Wire.Policies {
    package static var getPolicies: RPC<Wire.GetPoliciesRequest, Wire.Policies> {
        Self("tutelage.v1.Labeling", "GetPolicies")
    }
}

extension RPC where Request == Wire.SetPoliciesRequest, Response == Wire.Policies {
    package static var setPolicies: RPC<Wire.SetPoliciesRequest, Wire.Policies> {
        Self("tutelage.v1.Labeling", "SetPolicies")
    }
}

extension RPC where Request == Wire.LabelReportRequest, Response == Wire.LabelReportReply {
    package static var labelReport: RPC<Wire.LabelReportRequest, Wire.LabelReportReply> {
        Self("tutelage.v1.Labeling", "LabelReport")
    }
}

extension RPC where Request == Wire.DeleteExamplesRequest, Response == Wire.DeleteExamplesReply {
    package static var deleteExamples: RPC<Wire.DeleteExamplesRequest, Wire.DeleteExamplesReply> {
        Self("tutelage.v1.Labeling", "DeleteExamples")
    }
}

extension RPC where Request == Wire.GetExampleRequest, Response == Wire.Example {
    package static var getExample: RPC<Wire.GetExampleRequest, Wire.Example> {
        Self("tutelage.v1.Labeling", "GetExample")
    }
}

extension RPC where Request == Wire.ListModelsRequest, Response == Wire.ListModelsReply {
    package static var listModels: RPC<Wire.ListModelsRequest, Wire.ListModelsReply> {
        Self("tutelage.v1.Models", "ListModels")
    }
}

extension RPC where Request == Wire.GetModelRequest, Response == Wire.Model {
    package static var getModel: RPC<Wire.GetModelRequest, Wire.Model> {
        Self("tutelage.v1.Models", "GetModel")
    }
}

extension RPC where Request == Wire.ImportModelRequest, Response == Wire.Model {
    package static var importModel: RPC<Wire.ImportModelRequest, Wire.Model> {
        Self("tutelage.v1.Models", "ImportModel")
    }
}

extension RPC where Request == Wire.ExportModelRequest, Response == Wire.ExportModelReply {
    package static var exportModel: RPC<Wire.ExportModelRequest, Wire.ExportModelReply> {
        Self("tutelage.v1.Models", "ExportModel")
    }
}

extension RPC where Request == Wire.PromoteRequest, Response == Wire.PromoteReply {
    package static var promote: RPC<Wire.PromoteRequest, Wire.PromoteReply> {
        Self("tutelage.v1.Models", "Promote")
    }
}

extension RPC where Request == Wire.CertifyRequest, Response == Wire.CertifyReply {
    package static var certify: RPC<Wire.CertifyRequest, Wire.CertifyReply> {
        Self("tutelage.v1.Models", "Certify")
    }
}

extension RPC where Request == Wire.RollbackRequest, Response == Wire.RollbackReply {
    package static var rollback: RPC<Wire.RollbackRequest, Wire.RollbackReply> {
        Self("tutelage.v1.Models", "Rollback")
    }
}

extension RPC where Request == Wire.SetTrafficRequest, Response == Wire.Traffic {
    package static var setTraffic: RPC<Wire.SetTrafficRequest, Wire.Traffic> {
        Self("tutelage.v1.Models", "SetTraffic")
    }
}

extension RPC where Request == Wire.GetTrafficRequest, Response == Wire.Traffic {
    package static var getTraffic: RPC<Wire.GetTrafficRequest, Wire.Traffic> {
        Self("tutelage.v1.Models", "GetTraffic")
    }
}

extension RPC where Request == Wire.DeleteModelRequest, Response == Wire.Model {
    package static var deleteModel: RPC<Wire.DeleteModelRequest, Wire.Model> {
        Self("tutelage.v1.Models", "DeleteModel")
    }
}

extension RPC where Request == Wire.CompareModelsRequest, Response == Wire.CompareModelsReply {
    package static var compareModels: RPC<Wire.CompareModelsRequest, Wire.CompareModelsReply> {
        Self("tutelage.v1.Models", "CompareModels")
    }
}

extension RPC where Request == Wire.ListReleasesRequest, Response == Wire.ListReleasesReply {
    package static var listReleases: RPC<Wire.ListReleasesRequest, Wire.ListReleasesReply> {
        Self("tutelage.v1.Models", "ListReleases")
    }
}

extension RPC where Request == Wire.PredictRequest, Response == Wire.PredictReply {
    package static var predict: RPC<Wire.PredictRequest, Wire.PredictReply> {
        Self("tutelage.v1.Prediction", "Predict")
    }
}

extension RPC where Request == Wire.PredictRequest, Response == Wire.PredictStreamReply {
    package static var predictStream: RPC<Wire.PredictRequest, Wire.PredictStreamReply> {
        Self("tutelage.v1.Prediction", "PredictStream")
    }
}

extension RPC where Request == Wire.EmbedRequest, Response == Wire.EmbedReply {
    package static var embed: RPC<Wire.EmbedRequest, Wire.EmbedReply> {
        Self("tutelage.v1.Prediction", "Embed")
    }
}

extension RPC where Request == Wire.CreateProjectRequest, Response == Wire.Project {
    package static var createProject: RPC<Wire.CreateProjectRequest, Wire.Project> {
        Self("tutelage.v1.Projects", "CreateProject")
    }
}

extension RPC where Request == Wire.GetProjectRequest, Response == Wire.Project {
    package static var getProject: RPC<Wire.GetProjectRequest, Wire.Project> {
        Self("tutelage.v1.Projects", "GetProject")
    }
}

extension RPC where Request == Wire.ListProjectsRequest, Response == Wire.ListProjectsReply {
    package static var listProjects: RPC<Wire.ListProjectsRequest, Wire.ListProjectsReply> {
        Self("tutelage.v1.Projects", "ListProjects")
    }
}

extension RPC where Request == Wire.DeleteProjectRequest, Response == Wire.DeleteProjectReply {
    package static var deleteProject: RPC<Wire.DeleteProjectRequest, Wire.DeleteProjectReply> {
        Self("tutelage.v1.Projects", "DeleteProject")
    }
}

extension RPC where Request == Wire.CreateTokenRequest, Response == Wire.CreateTokenReply {
    package static var createToken: RPC<Wire.CreateTokenRequest, Wire.CreateTokenReply> {
        Self("tutelage.v1.Tokens", "CreateToken")
    }
}

extension RPC where Request == Wire.ListTokensRequest, Response == Wire.ListTokensReply {
    package static var listTokens: RPC<Wire.ListTokensRequest, Wire.ListTokensReply> {
        Self("tutelage.v1.Tokens", "ListTokens")
    }
}

extension RPC where Request == Wire.RevokeTokenRequest, Response == Wire.Token {
    package static var revokeToken: RPC<Wire.RevokeTokenRequest, Wire.Token> {
        Self("tutelage.v1.Tokens", "RevokeToken")
    }
}
