package import GRPC
package import Messages

// Every method of tutelage.v1 by name, with its message types: what clients call and servers route.

extension RPC where Request == CreateProjectRequest, Response == Project {
    /// `tutelage.v1.Projects/CreateProject`.
    package static var createProject: RPC<CreateProjectRequest, Project> {
        Self("tutelage.v1.Projects", "CreateProject")
    }
}

extension RPC where Request == GetProjectRequest, Response == Project {
    /// `tutelage.v1.Projects/GetProject`.
    package static var getProject: RPC<GetProjectRequest, Project> {
        Self("tutelage.v1.Projects", "GetProject")
    }
}

extension RPC where Request == ListProjectsRequest, Response == ListProjectsReply {
    /// `tutelage.v1.Projects/ListProjects`.
    package static var listProjects: RPC<ListProjectsRequest, ListProjectsReply> {
        Self("tutelage.v1.Projects", "ListProjects")
    }
}

extension RPC where Request == DeleteProjectRequest, Response == DeleteProjectReply {
    /// `tutelage.v1.Projects/DeleteProject`.
    package static var deleteProject: RPC<DeleteProjectRequest, DeleteProjectReply> {
        Self("tutelage.v1.Projects", "DeleteProject")
    }
}

extension RPC where Request == PredictRequest, Response == PredictReply {
    /// `tutelage.v1.Prediction/Predict`.
    package static var predict: RPC<PredictRequest, PredictReply> {
        Self("tutelage.v1.Prediction", "Predict")
    }
}

extension RPC where Request == EmbedRequest, Response == EmbedReply {
    /// `tutelage.v1.Prediction/Embed`.
    package static var embed: RPC<EmbedRequest, EmbedReply> {
        Self("tutelage.v1.Prediction", "Embed")
    }
}

extension RPC where Request == LabelRequest, Response == LabelReply {
    /// `tutelage.v1.Labeling/Label`.
    package static var label: RPC<LabelRequest, LabelReply> {
        Self("tutelage.v1.Labeling", "Label")
    }
}

extension RPC where Request == LabelStreamRequest, Response == LabelStreamReply {
    /// `tutelage.v1.Labeling/LabelStream`.
    package static var labelStream: RPC<LabelStreamRequest, LabelStreamReply> {
        Self("tutelage.v1.Labeling", "LabelStream")
    }
}

extension RPC where Request == IngestRequest, Response == IngestReply {
    /// `tutelage.v1.Labeling/Ingest`.
    package static var ingest: RPC<IngestRequest, IngestReply> {
        Self("tutelage.v1.Labeling", "Ingest")
    }
}

extension RPC where Request == ListReviewRequest, Response == ListReviewReply {
    /// `tutelage.v1.Labeling/ListReview`.
    package static var listReview: RPC<ListReviewRequest, ListReviewReply> {
        Self("tutelage.v1.Labeling", "ListReview")
    }
}

extension RPC where Request == SubmitLabelsRequest, Response == SubmitLabelsReply {
    /// `tutelage.v1.Labeling/SubmitLabels`.
    package static var submitLabels: RPC<SubmitLabelsRequest, SubmitLabelsReply> {
        Self("tutelage.v1.Labeling", "SubmitLabels")
    }
}

extension RPC where Request == ExportLabelsRequest, Response == ExportLabelsReply {
    /// `tutelage.v1.Labeling/ExportLabels`.
    package static var exportLabels: RPC<ExportLabelsRequest, ExportLabelsReply> {
        Self("tutelage.v1.Labeling", "ExportLabels")
    }
}

extension RPC where Request == GetPoliciesRequest, Response == Policies {
    /// `tutelage.v1.Labeling/GetPolicies`.
    package static var getPolicies: RPC<GetPoliciesRequest, Policies> {
        Self("tutelage.v1.Labeling", "GetPolicies")
    }
}

extension RPC where Request == SetPoliciesRequest, Response == Policies {
    /// `tutelage.v1.Labeling/SetPolicies`.
    package static var setPolicies: RPC<SetPoliciesRequest, Policies> {
        Self("tutelage.v1.Labeling", "SetPolicies")
    }
}

extension RPC where Request == LabelReportRequest, Response == LabelReportReply {
    /// `tutelage.v1.Labeling/LabelReport`.
    package static var labelReport: RPC<LabelReportRequest, LabelReportReply> {
        Self("tutelage.v1.Labeling", "LabelReport")
    }
}

extension RPC where Request == StartDistillationRequest, Response == Job {
    /// `tutelage.v1.Distillation/StartDistillation`.
    package static var startDistillation: RPC<StartDistillationRequest, Job> {
        Self("tutelage.v1.Distillation", "StartDistillation")
    }
}

extension RPC where Request == SoftLabelsRequest, Response == SoftLabelsReply {
    /// `tutelage.v1.Distillation/SoftLabels`.
    package static var softLabels: RPC<SoftLabelsRequest, SoftLabelsReply> {
        Self("tutelage.v1.Distillation", "SoftLabels")
    }
}

extension RPC where Request == StartTrainingRequest, Response == Job {
    /// `tutelage.v1.Training/StartTraining`.
    package static var startTraining: RPC<StartTrainingRequest, Job> {
        Self("tutelage.v1.Training", "StartTraining")
    }
}

extension RPC where Request == StartSelfTrainingRequest, Response == Job {
    /// `tutelage.v1.Training/StartSelfTraining`.
    package static var startSelfTraining: RPC<StartSelfTrainingRequest, Job> {
        Self("tutelage.v1.Training", "StartSelfTraining")
    }
}

extension RPC where Request == GetJobRequest, Response == Job {
    /// `tutelage.v1.Training/GetJob`.
    package static var getJob: RPC<GetJobRequest, Job> {
        Self("tutelage.v1.Training", "GetJob")
    }
}

extension RPC where Request == ListJobsRequest, Response == ListJobsReply {
    /// `tutelage.v1.Training/ListJobs`.
    package static var listJobs: RPC<ListJobsRequest, ListJobsReply> {
        Self("tutelage.v1.Training", "ListJobs")
    }
}

extension RPC where Request == WatchJobRequest, Response == WatchJobReply {
    /// `tutelage.v1.Training/WatchJob`.
    package static var watchJob: RPC<WatchJobRequest, WatchJobReply> {
        Self("tutelage.v1.Training", "WatchJob")
    }
}

extension RPC where Request == CancelJobRequest, Response == Job {
    /// `tutelage.v1.Training/CancelJob`.
    package static var cancelJob: RPC<CancelJobRequest, Job> {
        Self("tutelage.v1.Training", "CancelJob")
    }
}

extension RPC where Request == ListNetworksRequest, Response == ListNetworksReply {
    /// `tutelage.v1.Training/ListNetworks`.
    package static var listNetworks: RPC<ListNetworksRequest, ListNetworksReply> {
        Self("tutelage.v1.Training", "ListNetworks")
    }
}

extension RPC where Request == ListAlgorithmsRequest, Response == ListAlgorithmsReply {
    /// `tutelage.v1.Training/ListAlgorithms`.
    package static var listAlgorithms: RPC<ListAlgorithmsRequest, ListAlgorithmsReply> {
        Self("tutelage.v1.Training", "ListAlgorithms")
    }
}

extension RPC where Request == ListModelsRequest, Response == ListModelsReply {
    /// `tutelage.v1.Models/ListModels`.
    package static var listModels: RPC<ListModelsRequest, ListModelsReply> {
        Self("tutelage.v1.Models", "ListModels")
    }
}

extension RPC where Request == GetModelRequest, Response == Model {
    /// `tutelage.v1.Models/GetModel`.
    package static var getModel: RPC<GetModelRequest, Model> {
        Self("tutelage.v1.Models", "GetModel")
    }
}

extension RPC where Request == ImportModelRequest, Response == Model {
    /// `tutelage.v1.Models/ImportModel`.
    package static var importModel: RPC<ImportModelRequest, Model> {
        Self("tutelage.v1.Models", "ImportModel")
    }
}

extension RPC where Request == ExportModelRequest, Response == ExportModelReply {
    /// `tutelage.v1.Models/ExportModel`.
    package static var exportModel: RPC<ExportModelRequest, ExportModelReply> {
        Self("tutelage.v1.Models", "ExportModel")
    }
}

extension RPC where Request == PromoteRequest, Response == PromoteReply {
    /// `tutelage.v1.Models/Promote`.
    package static var promote: RPC<PromoteRequest, PromoteReply> {
        Self("tutelage.v1.Models", "Promote")
    }
}

extension RPC where Request == RollbackRequest, Response == RollbackReply {
    /// `tutelage.v1.Models/Rollback`.
    package static var rollback: RPC<RollbackRequest, RollbackReply> {
        Self("tutelage.v1.Models", "Rollback")
    }
}

extension RPC where Request == SetTrafficRequest, Response == Traffic {
    /// `tutelage.v1.Models/SetTraffic`.
    package static var setTraffic: RPC<SetTrafficRequest, Traffic> {
        Self("tutelage.v1.Models", "SetTraffic")
    }
}

extension RPC where Request == GetTrafficRequest, Response == Traffic {
    /// `tutelage.v1.Models/GetTraffic`.
    package static var getTraffic: RPC<GetTrafficRequest, Traffic> {
        Self("tutelage.v1.Models", "GetTraffic")
    }
}

extension RPC where Request == PredictRequest, Response == PredictStreamReply {
    /// `tutelage.v1.Prediction/PredictStream`.
    package static var predictStream: RPC<PredictRequest, PredictStreamReply> {
        Self("tutelage.v1.Prediction", "PredictStream")
    }
}

extension RPC where Request == DeleteExamplesRequest, Response == DeleteExamplesReply {
    /// `tutelage.v1.Labeling/DeleteExamples`.
    package static var deleteExamples: RPC<DeleteExamplesRequest, DeleteExamplesReply> {
        Self("tutelage.v1.Labeling", "DeleteExamples")
    }
}

extension RPC where Request == DeleteModelRequest, Response == Model {
    /// `tutelage.v1.Models/DeleteModel`.
    package static var deleteModel: RPC<DeleteModelRequest, Model> {
        Self("tutelage.v1.Models", "DeleteModel")
    }
}

extension RPC where Request == DrawSampleRequest, Response == Draw {
    /// `tutelage.v1.Labeling/DrawSample`.
    package static var drawSample: RPC<DrawSampleRequest, Draw> {
        Self("tutelage.v1.Labeling", "DrawSample")
    }
}

extension RPC where Request == ListDrawsRequest, Response == ListDrawsReply {
    /// `tutelage.v1.Labeling/ListDraws`.
    package static var listDraws: RPC<ListDrawsRequest, ListDrawsReply> {
        Self("tutelage.v1.Labeling", "ListDraws")
    }
}

extension RPC where Request == StartRelabelRequest, Response == Job {
    /// `tutelage.v1.Labeling/StartRelabel`.
    package static var startRelabel: RPC<StartRelabelRequest, Job> {
        Self("tutelage.v1.Labeling", "StartRelabel")
    }
}

extension RPC where Request == CertifyRequest, Response == CertifyReply {
    /// `tutelage.v1.Models/Certify`.
    package static var certify: RPC<CertifyRequest, CertifyReply> {
        Self("tutelage.v1.Models", "Certify")
    }
}

extension RPC where Request == CompareModelsRequest, Response == CompareModelsReply {
    /// `tutelage.v1.Models/CompareModels`.
    package static var compareModels: RPC<CompareModelsRequest, CompareModelsReply> {
        Self("tutelage.v1.Models", "CompareModels")
    }
}

extension RPC where Request == ListReleasesRequest, Response == ListReleasesReply {
    /// `tutelage.v1.Models/ListReleases`.
    package static var listReleases: RPC<ListReleasesRequest, ListReleasesReply> {
        Self("tutelage.v1.Models", "ListReleases")
    }
}

extension RPC where Request == GetExampleRequest, Response == Example {
    /// `tutelage.v1.Labeling/GetExample`.
    package static var getExample: RPC<GetExampleRequest, Example> {
        Self("tutelage.v1.Labeling", "GetExample")
    }
}
