/* Generated from Protos by Scripts/generate. Do not edit. */
#pragma once
#include "arena.h"
#include "table.h"

struct inference_InferParameter {
    ProtobufCMessage base;
    _Alignas(8) uint32_t parameter_choice_case;
    _Alignas(8) union {
        protobuf_c_boolean bool_param;
        int64_t int64_param;
        char *string_param;
        double double_param;
        uint64_t uint64_param;
    };
};

struct inference_InferTensorContents {
    ProtobufCMessage base;
    size_t n_bool_contents;
    protobuf_c_boolean *bool_contents;
    size_t n_int_contents;
    int32_t *int_contents;
    size_t n_int64_contents;
    int64_t *int64_contents;
    size_t n_uint_contents;
    uint32_t *uint_contents;
    size_t n_uint64_contents;
    uint64_t *uint64_contents;
    size_t n_fp32_contents;
    float *fp32_contents;
    size_t n_fp64_contents;
    double *fp64_contents;
    size_t n_bytes_contents;
    ProtobufCBinaryData *bytes_contents;
};

struct inference_ModelInferRequest {
    ProtobufCMessage base;
    char *model_name;
    char *model_version;
    char *id;
    size_t n_parameters;
    struct inference_ModelInferRequest_ParametersEntry **parameters;
    size_t n_inputs;
    struct inference_ModelInferRequest_InferInputTensor **inputs;
    size_t n_outputs;
    struct inference_ModelInferRequest_InferRequestedOutputTensor **outputs;
    size_t n_raw_input_contents;
    ProtobufCBinaryData *raw_input_contents;
};

struct inference_ModelInferRequest_InferInputTensor {
    ProtobufCMessage base;
    char *name;
    char *datatype;
    size_t n_shape;
    int64_t *shape;
    size_t n_parameters;
    struct inference_ModelInferRequest_InferInputTensor_ParametersEntry **parameters;
    struct inference_InferTensorContents *contents;
};

struct inference_ModelInferRequest_InferInputTensor_ParametersEntry {
    ProtobufCMessage base;
    char *key;
    struct inference_InferParameter *value;
};

struct inference_ModelInferRequest_InferRequestedOutputTensor {
    ProtobufCMessage base;
    char *name;
    size_t n_parameters;
    struct inference_ModelInferRequest_InferRequestedOutputTensor_ParametersEntry **parameters;
};

struct inference_ModelInferRequest_InferRequestedOutputTensor_ParametersEntry {
    ProtobufCMessage base;
    char *key;
    struct inference_InferParameter *value;
};

struct inference_ModelInferRequest_ParametersEntry {
    ProtobufCMessage base;
    char *key;
    struct inference_InferParameter *value;
};

struct inference_ModelInferResponse {
    ProtobufCMessage base;
    char *model_name;
    char *model_version;
    char *id;
    size_t n_parameters;
    struct inference_ModelInferResponse_ParametersEntry **parameters;
    size_t n_outputs;
    struct inference_ModelInferResponse_InferOutputTensor **outputs;
    size_t n_raw_output_contents;
    ProtobufCBinaryData *raw_output_contents;
};

struct inference_ModelInferResponse_InferOutputTensor {
    ProtobufCMessage base;
    char *name;
    char *datatype;
    size_t n_shape;
    int64_t *shape;
    size_t n_parameters;
    struct inference_ModelInferResponse_InferOutputTensor_ParametersEntry **parameters;
    struct inference_InferTensorContents *contents;
};

struct inference_ModelInferResponse_InferOutputTensor_ParametersEntry {
    ProtobufCMessage base;
    char *key;
    struct inference_InferParameter *value;
};

struct inference_ModelInferResponse_ParametersEntry {
    ProtobufCMessage base;
    char *key;
    struct inference_InferParameter *value;
};

struct tutelage_v1_Tensor {
    ProtobufCMessage base;
    int32_t data_type;
    size_t n_shape;
    int64_t *shape;
    ProtobufCBinaryData data;
    size_t n_rows;
    ProtobufCBinaryData *rows;
    uint32_t sample_rate;
};

struct tutelage_v1_ClassProbability {
    ProtobufCMessage base;
    uint32_t class_index;
    char *class_name;
    float probability;
};

struct tutelage_v1_PredictRequest {
    ProtobufCMessage base;
    char *project;
    int64_t model_version;
    struct tutelage_v1_Tensor *inputs;
    struct tutelage_v1_PredictOptions *options;
    uint32_t priority;
};

struct tutelage_v1_PredictOptions {
    ProtobufCMessage base;
    uint32_t top_k;
    protobuf_c_boolean probabilities;
    protobuf_c_boolean logits;
    protobuf_c_boolean embedding;
};

struct tutelage_v1_PredictReply {
    ProtobufCMessage base;
    int64_t model_version;
    size_t n_rows;
    struct tutelage_v1_RowPrediction **rows;
};

struct tutelage_v1_RowPrediction {
    ProtobufCMessage base;
    uint32_t class_index;
    char *class_name;
    float confidence;
    _Alignas(8) uint32_t optional_calibrated_confidence_case;
    _Alignas(8) union {
        float calibrated_confidence;
    };
    size_t n_probabilities;
    float *probabilities;
    size_t n_top_k;
    struct tutelage_v1_ClassProbability **top_k;
    size_t n_logits;
    float *logits;
    size_t n_embedding;
    float *embedding;
};

TABLE(google_protobuf_Any)
TABLE(google_protobuf_Duration)
TABLE(google_protobuf_Timestamp)
TABLE(google_rpc_RetryInfo)
TABLE(google_rpc_BadRequest)
TABLE(google_rpc_BadRequest_FieldViolation)
TABLE(google_rpc_Status)
TABLE(grpc_health_v1_HealthCheckRequest)
TABLE(grpc_health_v1_HealthCheckResponse)
TABLE(grpc_reflection_v1_ServerReflectionRequest)
TABLE(grpc_reflection_v1_ExtensionRequest)
TABLE(grpc_reflection_v1_ServerReflectionResponse)
TABLE(grpc_reflection_v1_FileDescriptorResponse)
TABLE(grpc_reflection_v1_ExtensionNumberResponse)
TABLE(grpc_reflection_v1_ListServiceResponse)
TABLE(grpc_reflection_v1_ServiceResponse)
TABLE(grpc_reflection_v1_ErrorResponse)
TABLE(grpc_testing_Empty)
TABLE(grpc_testing_BoolValue)
TABLE(grpc_testing_Payload)
TABLE(grpc_testing_EchoStatus)
TABLE(grpc_testing_SimpleRequest)
TABLE(grpc_testing_SimpleResponse)
TABLE(grpc_testing_StreamingInputCallRequest)
TABLE(grpc_testing_StreamingInputCallResponse)
TABLE(grpc_testing_ResponseParameters)
TABLE(grpc_testing_StreamingOutputCallRequest)
TABLE(grpc_testing_StreamingOutputCallResponse)
TABLE(inference_ModelInstanceGroup)
TABLE(inference_ModelInput)
TABLE(inference_ModelOutput)
TABLE(inference_ModelVersionPolicy)
TABLE(inference_ModelVersionPolicy_Latest)
TABLE(inference_ModelVersionPolicy_All)
TABLE(inference_ModelVersionPolicy_Specific)
TABLE(inference_ModelQueuePolicy)
TABLE(inference_ModelDynamicBatching)
TABLE(inference_ModelParameter)
TABLE(inference_ModelConfig)
TABLE(inference_ModelConfig_ParametersEntry)
TABLE(inference_ServerLiveRequest)
TABLE(inference_ServerLiveResponse)
TABLE(inference_ServerReadyRequest)
TABLE(inference_ServerReadyResponse)
TABLE(inference_ModelReadyRequest)
TABLE(inference_ModelReadyResponse)
TABLE(inference_ServerMetadataRequest)
TABLE(inference_ServerMetadataResponse)
TABLE(inference_ModelMetadataRequest)
TABLE(inference_ModelMetadataResponse)
TABLE(inference_ModelMetadataResponse_TensorMetadata)
TABLE(inference_ModelMetadataResponse_PropertiesEntry)
TABLE(inference_InferParameter)
TABLE(inference_InferTensorContents)
TABLE(inference_ModelInferRequest)
TABLE(inference_ModelInferRequest_InferInputTensor)
TABLE(inference_ModelInferRequest_InferInputTensor_ParametersEntry)
TABLE(inference_ModelInferRequest_InferRequestedOutputTensor)
TABLE(inference_ModelInferRequest_InferRequestedOutputTensor_ParametersEntry)
TABLE(inference_ModelInferRequest_ParametersEntry)
TABLE(inference_ModelInferResponse)
TABLE(inference_ModelInferResponse_InferOutputTensor)
TABLE(inference_ModelInferResponse_InferOutputTensor_ParametersEntry)
TABLE(inference_ModelInferResponse_ParametersEntry)
TABLE(inference_ModelStreamInferResponse)
TABLE(inference_ModelConfigRequest)
TABLE(inference_ModelConfigResponse)
TABLE(inference_ModelStatisticsRequest)
TABLE(inference_StatisticDuration)
TABLE(inference_InferStatistics)
TABLE(inference_InferBatchStatistics)
TABLE(inference_ModelStatistics)
TABLE(inference_ModelStatisticsResponse)
TABLE(inference_ModelRepositoryParameter)
TABLE(inference_RepositoryIndexRequest)
TABLE(inference_RepositoryIndexResponse)
TABLE(inference_RepositoryIndexResponse_ModelIndex)
TABLE(inference_RepositoryModelLoadRequest)
TABLE(inference_RepositoryModelLoadRequest_ParametersEntry)
TABLE(inference_RepositoryModelLoadResponse)
TABLE(inference_RepositoryModelUnloadRequest)
TABLE(inference_RepositoryModelUnloadRequest_ParametersEntry)
TABLE(inference_RepositoryModelUnloadResponse)
TABLE(inference_SystemSharedMemoryStatusRequest)
TABLE(inference_SystemSharedMemoryStatusResponse)
TABLE(inference_SystemSharedMemoryStatusResponse_RegionStatus)
TABLE(inference_SystemSharedMemoryStatusResponse_RegionsEntry)
TABLE(inference_SystemSharedMemoryRegisterRequest)
TABLE(inference_SystemSharedMemoryRegisterResponse)
TABLE(inference_SystemSharedMemoryUnregisterRequest)
TABLE(inference_SystemSharedMemoryUnregisterResponse)
TABLE(inference_CudaSharedMemoryStatusRequest)
TABLE(inference_CudaSharedMemoryStatusResponse)
TABLE(inference_CudaSharedMemoryStatusResponse_RegionStatus)
TABLE(inference_CudaSharedMemoryStatusResponse_RegionsEntry)
TABLE(inference_CudaSharedMemoryRegisterRequest)
TABLE(inference_CudaSharedMemoryRegisterResponse)
TABLE(inference_CudaSharedMemoryUnregisterRequest)
TABLE(inference_CudaSharedMemoryUnregisterResponse)
TABLE(inference_TraceSettingRequest)
TABLE(inference_TraceSettingRequest_SettingValue)
TABLE(inference_TraceSettingRequest_SettingsEntry)
TABLE(inference_TraceSettingResponse)
TABLE(inference_TraceSettingResponse_SettingValue)
TABLE(inference_TraceSettingResponse_SettingsEntry)
TABLE(inference_LogSettingsRequest)
TABLE(inference_LogSettingsRequest_SettingValue)
TABLE(inference_LogSettingsRequest_SettingsEntry)
TABLE(inference_LogSettingsResponse)
TABLE(inference_LogSettingsResponse_SettingValue)
TABLE(inference_LogSettingsResponse_SettingsEntry)
TABLE(tutelage_internal_v1_LeaseRequest)
TABLE(tutelage_internal_v1_LeaseReply)
TABLE(tutelage_internal_v1_Lease)
TABLE(tutelage_internal_v1_HeartbeatRequest)
TABLE(tutelage_internal_v1_HeartbeatRequest_MetricsEntry)
TABLE(tutelage_internal_v1_HeartbeatReply)
TABLE(tutelage_internal_v1_CompleteRequest)
TABLE(tutelage_internal_v1_CompleteRequest_MetricsEntry)
TABLE(tutelage_internal_v1_CompleteReply)
TABLE(tutelage_internal_v1_CompleteComparisonRequest)
TABLE(tutelage_internal_v1_CompleteComparisonReply)
TABLE(tutelage_internal_v1_FailRequest)
TABLE(tutelage_internal_v1_FailReply)
TABLE(tutelage_v1_Tensor)
TABLE(tutelage_v1_InputSpecification)
TABLE(tutelage_v1_ImageInput)
TABLE(tutelage_v1_VectorInput)
TABLE(tutelage_v1_TextInput)
TABLE(tutelage_v1_HashedNGrams)
TABLE(tutelage_v1_AudioInput)
TABLE(tutelage_v1_ClassReference)
TABLE(tutelage_v1_ClassProbability)
TABLE(tutelage_v1_LabelDecision)
TABLE(tutelage_v1_RefusedItem)
TABLE(tutelage_v1_GatePolicy)
TABLE(tutelage_v1_GatePolicy_Better)
TABLE(tutelage_v1_GatePolicy_NonInferior)
TABLE(tutelage_v1_GatePolicy_Always)
TABLE(tutelage_v1_GateDecision)
TABLE(tutelage_v1_Look)
TABLE(tutelage_v1_Certificate)
TABLE(tutelage_v1_ClassThreshold)
TABLE(tutelage_v1_Release)
TABLE(tutelage_v1_NetworkSpecification)
TABLE(tutelage_v1_NetworkSpecification_Linear)
TABLE(tutelage_v1_NetworkSpecification_Perceptron)
TABLE(tutelage_v1_NetworkSpecification_SmallConvolutional)
TABLE(tutelage_v1_NetworkPreset)
TABLE(tutelage_v1_NetworkPreset_ParametersEntry)
TABLE(tutelage_v1_AlgorithmConfiguration)
TABLE(tutelage_v1_AlgorithmConfiguration_HyperParametersEntry)
TABLE(tutelage_v1_HyperParameterValue)
TABLE(tutelage_v1_OptimizerConfiguration)
TABLE(tutelage_v1_OptimizerConfiguration_SGD)
TABLE(tutelage_v1_OptimizerConfiguration_AdamW)
TABLE(tutelage_v1_TrainingRun)
TABLE(tutelage_v1_SelfTrainingRun)
TABLE(tutelage_v1_DistillationRun)
TABLE(tutelage_v1_StartTrainingRequest)
TABLE(tutelage_v1_StartSelfTrainingRequest)
TABLE(tutelage_v1_ComparisonRun)
TABLE(tutelage_v1_StartComparisonRequest)
TABLE(tutelage_v1_ComparisonReport)
TABLE(tutelage_v1_ComparedAlgorithm)
TABLE(tutelage_v1_PairedDifference)
TABLE(tutelage_v1_Job)
TABLE(tutelage_v1_RelabelSummary)
TABLE(tutelage_v1_SnapshotSummary)
TABLE(tutelage_v1_JobProgress)
TABLE(tutelage_v1_MetricValue)
TABLE(tutelage_v1_GetJobRequest)
TABLE(tutelage_v1_ListJobsRequest)
TABLE(tutelage_v1_ListJobsReply)
TABLE(tutelage_v1_WatchJobRequest)
TABLE(tutelage_v1_WatchJobReply)
TABLE(tutelage_v1_CancelJobRequest)
TABLE(tutelage_v1_ListAlgorithmsRequest)
TABLE(tutelage_v1_ListAlgorithmsReply)
TABLE(tutelage_v1_Algorithm)
TABLE(tutelage_v1_HyperParameter)
TABLE(tutelage_v1_ListNetworksRequest)
TABLE(tutelage_v1_ListNetworksReply)
TABLE(tutelage_v1_NetworkArchitecture)
TABLE(tutelage_v1_SoftLabelsRequest)
TABLE(tutelage_v1_SoftLabelsReply)
TABLE(tutelage_v1_StartDistillationRequest)
TABLE(tutelage_v1_LabelRequest)
TABLE(tutelage_v1_LabelReply)
TABLE(tutelage_v1_ExampleLabel)
TABLE(tutelage_v1_IngestItem)
TABLE(tutelage_v1_IngestRequest)
TABLE(tutelage_v1_MadeID)
TABLE(tutelage_v1_IngestReply)
TABLE(tutelage_v1_LabelStreamRequest)
TABLE(tutelage_v1_LabelStreamReply)
TABLE(tutelage_v1_ItemDecision)
TABLE(tutelage_v1_DrawSampleRequest)
TABLE(tutelage_v1_Draw)
TABLE(tutelage_v1_ListDrawsRequest)
TABLE(tutelage_v1_ListDrawsReply)
TABLE(tutelage_v1_StartRelabelRequest)
TABLE(tutelage_v1_ListReviewRequest)
TABLE(tutelage_v1_ListReviewReply)
TABLE(tutelage_v1_ReviewItem)
TABLE(tutelage_v1_SubmittedLabel)
TABLE(tutelage_v1_SubmitLabelsRequest)
TABLE(tutelage_v1_SubmitLabelsReply)
TABLE(tutelage_v1_SubmittedLabelResult)
TABLE(tutelage_v1_ExportLabelsRequest)
TABLE(tutelage_v1_ExportLabelsReply)
TABLE(tutelage_v1_LabelRecord)
TABLE(tutelage_v1_Policies)
TABLE(tutelage_v1_AugmentationPolicy)
TABLE(tutelage_v1_TextViews)
TABLE(tutelage_v1_TextViews_Changes)
TABLE(tutelage_v1_SoundViews)
TABLE(tutelage_v1_ImageViews)
TABLE(tutelage_v1_ImageViews_Affine)
TABLE(tutelage_v1_ImageViews_RandAugment)
TABLE(tutelage_v1_ImageViews_CTAugment)
TABLE(tutelage_v1_ImageViews_Color)
TABLE(tutelage_v1_VectorViews)
TABLE(tutelage_v1_AutoLabelPolicy)
TABLE(tutelage_v1_AutoLabelPolicy_Guarantee)
TABLE(tutelage_v1_AutoLabelPolicy_Fixed)
TABLE(tutelage_v1_AutoLabelPolicy_Off)
TABLE(tutelage_v1_ReviewPolicy)
TABLE(tutelage_v1_RetrainPolicy)
TABLE(tutelage_v1_GetPoliciesRequest)
TABLE(tutelage_v1_SetPoliciesRequest)
TABLE(tutelage_v1_LabelReportRequest)
TABLE(tutelage_v1_LabelReportReply)
TABLE(tutelage_v1_UnfinishedRelabel)
TABLE(tutelage_v1_CertifiedLabels)
TABLE(tutelage_v1_ClassReport)
TABLE(tutelage_v1_CorrectionReport)
TABLE(tutelage_v1_ReasonCount)
TABLE(tutelage_v1_DeleteExamplesRequest)
TABLE(tutelage_v1_DeleteExamplesReply)
TABLE(tutelage_v1_GetExampleRequest)
TABLE(tutelage_v1_Example)
TABLE(tutelage_v1_Model)
TABLE(tutelage_v1_Lineage)
TABLE(tutelage_v1_Evaluation)
TABLE(tutelage_v1_ConfusionCell)
TABLE(tutelage_v1_ClassMetrics)
TABLE(tutelage_v1_ListModelsRequest)
TABLE(tutelage_v1_ListModelsReply)
TABLE(tutelage_v1_GetModelRequest)
TABLE(tutelage_v1_ImportModelRequest)
TABLE(tutelage_v1_ImportModelHeader)
TABLE(tutelage_v1_WordPiece)
TABLE(tutelage_v1_ExportModelRequest)
TABLE(tutelage_v1_ExportModelReply)
TABLE(tutelage_v1_PromoteRequest)
TABLE(tutelage_v1_PromoteReply)
TABLE(tutelage_v1_CertifyRequest)
TABLE(tutelage_v1_CertifyReply)
TABLE(tutelage_v1_RollbackRequest)
TABLE(tutelage_v1_RollbackReply)
TABLE(tutelage_v1_SetTrafficRequest)
TABLE(tutelage_v1_CanaryPlan)
TABLE(tutelage_v1_GetTrafficRequest)
TABLE(tutelage_v1_Traffic)
TABLE(tutelage_v1_CanaryShare)
TABLE(tutelage_v1_ShadowReport)
TABLE(tutelage_v1_DeleteModelRequest)
TABLE(tutelage_v1_CompareModelsRequest)
TABLE(tutelage_v1_CompareModelsReply)
TABLE(tutelage_v1_ListReleasesRequest)
TABLE(tutelage_v1_ListReleasesReply)
TABLE(tutelage_v1_PredictRequest)
TABLE(tutelage_v1_PredictOptions)
TABLE(tutelage_v1_PredictReply)
TABLE(tutelage_v1_PredictStreamReply)
TABLE(tutelage_v1_RowPrediction)
TABLE(tutelage_v1_EmbedRequest)
TABLE(tutelage_v1_EmbedReply)
TABLE(tutelage_v1_Project)
TABLE(tutelage_v1_ProjectCounts)
TABLE(tutelage_v1_CreateProjectRequest)
TABLE(tutelage_v1_GetProjectRequest)
TABLE(tutelage_v1_ListProjectsRequest)
TABLE(tutelage_v1_ListProjectsReply)
TABLE(tutelage_v1_DeleteProjectRequest)
TABLE(tutelage_v1_DeleteProjectReply)
TABLE(tutelage_v1_Token)
TABLE(tutelage_v1_CreateTokenRequest)
TABLE(tutelage_v1_CreateTokenReply)
TABLE(tutelage_v1_ListTokensRequest)
TABLE(tutelage_v1_ListTokensReply)
TABLE(tutelage_v1_RevokeTokenRequest)
