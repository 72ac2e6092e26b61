/* Generated from Protos by Scripts/generate. Do not edit. */
#include "CMessages.h"
#include "../fields.h"

MESSAGE(google_protobuf_Any, "google.protobuf.Any", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "type_url", STRING, 24),
    ONE(2, "value", BYTES, 32)))

MESSAGE(google_protobuf_Duration, "google.protobuf.Duration", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "seconds", INT64, 24),
    ONE(2, "nanos", INT32, 32)))

MESSAGE(google_protobuf_Timestamp, "google.protobuf.Timestamp", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "seconds", INT64, 24),
    ONE(2, "nanos", INT32, 32)))

MESSAGE(google_rpc_RetryInfo, "google.rpc.RetryInfo", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "retry_delay", MESSAGE, 24, OF(google_protobuf_Duration))))

MESSAGE(google_rpc_BadRequest, "google.rpc.BadRequest", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "field_violations", MESSAGE, 32, OF(google_rpc_BadRequest_FieldViolation))))

MESSAGE(google_rpc_BadRequest_FieldViolation, "google.rpc.BadRequest.FieldViolation", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "field", STRING, 24),
    ONE(2, "description", STRING, 32)))

MESSAGE(google_rpc_Status, "google.rpc.Status", 56, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "code", INT32, 24),
    ONE(2, "message", STRING, 32),
    MANY(3, "details", MESSAGE, 48, OF(google_protobuf_Any))))

MESSAGE(grpc_health_v1_HealthCheckRequest, "grpc.health.v1.HealthCheckRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "service", STRING, 24)))

MESSAGE(grpc_health_v1_HealthCheckResponse, "grpc.health.v1.HealthCheckResponse", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "status", ENUM, 24)))

MESSAGE(grpc_reflection_v1_ServerReflectionRequest, "grpc.reflection.v1.ServerReflectionRequest", 48, RANGES({1, 0}, {3, 1}, {0, 6}), FIELDS(
    ONE(1, "host", STRING, 24),
    ONE_OF(3, "file_by_filename", STRING, 40),
    ONE_OF(4, "file_containing_symbol", STRING, 40),
    ONE_OF(5, "file_containing_extension", MESSAGE, 40, OF(grpc_reflection_v1_ExtensionRequest)),
    ONE_OF(6, "all_extension_numbers_of_type", STRING, 40),
    ONE_OF(7, "list_services", STRING, 40)))

MESSAGE(grpc_reflection_v1_ExtensionRequest, "grpc.reflection.v1.ExtensionRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "containing_type", STRING, 24),
    ONE(2, "extension_number", INT32, 32)))

MESSAGE(grpc_reflection_v1_ServerReflectionResponse, "grpc.reflection.v1.ServerReflectionResponse", 56, RANGES({1, 0}, {4, 2}, {0, 6}), FIELDS(
    ONE(1, "valid_host", STRING, 24),
    ONE(2, "original_request", MESSAGE, 32, OF(grpc_reflection_v1_ServerReflectionRequest)),
    ONE_OF(4, "file_descriptor_response", MESSAGE, 48, OF(grpc_reflection_v1_FileDescriptorResponse)),
    ONE_OF(5, "all_extension_numbers_response", MESSAGE, 48, OF(grpc_reflection_v1_ExtensionNumberResponse)),
    ONE_OF(6, "list_services_response", MESSAGE, 48, OF(grpc_reflection_v1_ListServiceResponse)),
    ONE_OF(7, "error_response", MESSAGE, 48, OF(grpc_reflection_v1_ErrorResponse))))

MESSAGE(grpc_reflection_v1_FileDescriptorResponse, "grpc.reflection.v1.FileDescriptorResponse", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "file_descriptor_proto", BYTES, 32)))

MESSAGE(grpc_reflection_v1_ExtensionNumberResponse, "grpc.reflection.v1.ExtensionNumberResponse", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "base_type_name", STRING, 24),
    MANY(2, "extension_number", INT32, 40)))

MESSAGE(grpc_reflection_v1_ListServiceResponse, "grpc.reflection.v1.ListServiceResponse", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "service", MESSAGE, 32, OF(grpc_reflection_v1_ServiceResponse))))

MESSAGE(grpc_reflection_v1_ServiceResponse, "grpc.reflection.v1.ServiceResponse", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "name", STRING, 24)))

MESSAGE(grpc_reflection_v1_ErrorResponse, "grpc.reflection.v1.ErrorResponse", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "error_code", INT32, 24),
    ONE(2, "error_message", STRING, 32)))

EMPTY_MESSAGE(grpc_testing_Empty, "grpc.testing.Empty")

MESSAGE(grpc_testing_BoolValue, "grpc.testing.BoolValue", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "value", BOOL, 24)))

MESSAGE(grpc_testing_Payload, "grpc.testing.Payload", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "type", ENUM, 24),
    ONE(2, "body", BYTES, 32)))

MESSAGE(grpc_testing_EchoStatus, "grpc.testing.EchoStatus", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "code", INT32, 24),
    ONE(2, "message", STRING, 32)))

MESSAGE(grpc_testing_SimpleRequest, "grpc.testing.SimpleRequest", 80, RANGES({1, 0}, {0, 9}), FIELDS(
    ONE(1, "response_type", ENUM, 24),
    ONE(2, "response_size", INT32, 28),
    ONE(3, "payload", MESSAGE, 32, OF(grpc_testing_Payload)),
    ONE(4, "fill_username", BOOL, 40),
    ONE(5, "fill_oauth_scope", BOOL, 44),
    ONE(6, "response_compressed", MESSAGE, 48, OF(grpc_testing_BoolValue)),
    ONE(7, "response_status", MESSAGE, 56, OF(grpc_testing_EchoStatus)),
    ONE(8, "expect_compressed", MESSAGE, 64, OF(grpc_testing_BoolValue)),
    ONE(9, "fill_server_id", BOOL, 72)))

MESSAGE(grpc_testing_SimpleResponse, "grpc.testing.SimpleResponse", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "payload", MESSAGE, 24, OF(grpc_testing_Payload)),
    ONE(2, "username", STRING, 32),
    ONE(3, "oauth_scope", STRING, 40),
    ONE(4, "server_id", STRING, 48)))

MESSAGE(grpc_testing_StreamingInputCallRequest, "grpc.testing.StreamingInputCallRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "payload", MESSAGE, 24, OF(grpc_testing_Payload)),
    ONE(2, "expect_compressed", MESSAGE, 32, OF(grpc_testing_BoolValue))))

MESSAGE(grpc_testing_StreamingInputCallResponse, "grpc.testing.StreamingInputCallResponse", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "aggregated_payload_size", INT32, 24)))

MESSAGE(grpc_testing_ResponseParameters, "grpc.testing.ResponseParameters", 40, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "size", INT32, 24),
    ONE(2, "interval_us", INT32, 28),
    ONE(3, "compressed", MESSAGE, 32, OF(grpc_testing_BoolValue))))

MESSAGE(grpc_testing_StreamingOutputCallRequest, "grpc.testing.StreamingOutputCallRequest", 64, RANGES({1, 0}, {7, 3}, {0, 4}), FIELDS(
    ONE(1, "response_type", ENUM, 24),
    MANY(2, "response_parameters", MESSAGE, 40, OF(grpc_testing_ResponseParameters)),
    ONE(3, "payload", MESSAGE, 48, OF(grpc_testing_Payload)),
    ONE(7, "response_status", MESSAGE, 56, OF(grpc_testing_EchoStatus))))

MESSAGE(grpc_testing_StreamingOutputCallResponse, "grpc.testing.StreamingOutputCallResponse", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "payload", MESSAGE, 24, OF(grpc_testing_Payload))))

MESSAGE(inference_ModelInstanceGroup, "inference.ModelInstanceGroup", 40, RANGES({1, 0}, {4, 2}, {0, 3}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "count", INT32, 32),
    ONE(4, "kind", ENUM, 36)))

MESSAGE(inference_ModelInput, "inference.ModelInput", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "data_type", ENUM, 32),
    ONE(3, "format", ENUM, 36),
    MANY(4, "dims", INT64, 48)))

MESSAGE(inference_ModelOutput, "inference.ModelOutput", 56, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "data_type", ENUM, 32),
    MANY(3, "dims", INT64, 48)))

MESSAGE(inference_ModelVersionPolicy, "inference.ModelVersionPolicy", 40, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE_OF(1, "latest", MESSAGE, 32, OF(inference_ModelVersionPolicy_Latest)),
    ONE_OF(2, "all", MESSAGE, 32, OF(inference_ModelVersionPolicy_All)),
    ONE_OF(3, "specific", MESSAGE, 32, OF(inference_ModelVersionPolicy_Specific))))

MESSAGE(inference_ModelVersionPolicy_Latest, "inference.ModelVersionPolicy.Latest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "num_versions", UINT32, 24)))

EMPTY_MESSAGE(inference_ModelVersionPolicy_All, "inference.ModelVersionPolicy.All")

MESSAGE(inference_ModelVersionPolicy_Specific, "inference.ModelVersionPolicy.Specific", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "versions", INT64, 32)))

MESSAGE(inference_ModelQueuePolicy, "inference.ModelQueuePolicy", 48, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "timeout_action", ENUM, 24),
    ONE(2, "default_timeout_microseconds", UINT64, 32),
    ONE(3, "allow_timeout_override", BOOL, 40),
    ONE(4, "max_queue_size", UINT32, 44)))

MESSAGE(inference_ModelDynamicBatching, "inference.ModelDynamicBatching", 80, RANGES({1, 0}, {0, 6}), FIELDS(
    MANY(1, "preferred_batch_size", INT32, 32),
    ONE(2, "max_queue_delay_microseconds", UINT64, 40),
    ONE(3, "preserve_ordering", BOOL, 48),
    ONE(4, "priority_levels", UINT64, 56),
    ONE(5, "default_priority_level", UINT64, 64),
    ONE(6, "default_queue_policy", MESSAGE, 72, OF(inference_ModelQueuePolicy))))

MESSAGE(inference_ModelParameter, "inference.ModelParameter", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "string_value", STRING, 24)))

MESSAGE(inference_ModelConfig, "inference.ModelConfig", 144, RANGES({1, 0}, {11, 7}, {14, 8}, {17, 9}, {0, 10}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "platform", STRING, 32),
    ONE(3, "version_policy", MESSAGE, 40, OF(inference_ModelVersionPolicy)),
    ONE(4, "max_batch_size", INT32, 48),
    MANY(5, "input", MESSAGE, 64, OF(inference_ModelInput)),
    MANY(6, "output", MESSAGE, 80, OF(inference_ModelOutput)),
    MANY(7, "instance_group", MESSAGE, 96, OF(inference_ModelInstanceGroup)),
    ONE_OF(11, "dynamic_batching", MESSAGE, 112, OF(inference_ModelDynamicBatching)),
    MANY(14, "parameters", MESSAGE, 128, OF(inference_ModelConfig_ParametersEntry)),
    ONE(17, "backend", STRING, 136)))

MESSAGE(inference_ModelConfig_ParametersEntry, "inference.ModelConfig.ParametersEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_ModelParameter))))

EMPTY_MESSAGE(inference_ServerLiveRequest, "inference.ServerLiveRequest")

MESSAGE(inference_ServerLiveResponse, "inference.ServerLiveResponse", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "live", BOOL, 24)))

EMPTY_MESSAGE(inference_ServerReadyRequest, "inference.ServerReadyRequest")

MESSAGE(inference_ServerReadyResponse, "inference.ServerReadyResponse", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "ready", BOOL, 24)))

MESSAGE(inference_ModelReadyRequest, "inference.ModelReadyRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "version", STRING, 32)))

MESSAGE(inference_ModelReadyResponse, "inference.ModelReadyResponse", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "ready", BOOL, 24)))

EMPTY_MESSAGE(inference_ServerMetadataRequest, "inference.ServerMetadataRequest")

MESSAGE(inference_ServerMetadataResponse, "inference.ServerMetadataResponse", 56, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "version", STRING, 32),
    MANY(3, "extensions", STRING, 48)))

MESSAGE(inference_ModelMetadataRequest, "inference.ModelMetadataRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "version", STRING, 32)))

MESSAGE(inference_ModelMetadataResponse, "inference.ModelMetadataResponse", 104, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "name", STRING, 24),
    MANY(2, "versions", STRING, 40),
    ONE(3, "platform", STRING, 48),
    MANY(4, "inputs", MESSAGE, 64, OF(inference_ModelMetadataResponse_TensorMetadata)),
    MANY(5, "outputs", MESSAGE, 80, OF(inference_ModelMetadataResponse_TensorMetadata)),
    MANY(6, "properties", MESSAGE, 96, OF(inference_ModelMetadataResponse_PropertiesEntry))))

MESSAGE(inference_ModelMetadataResponse_TensorMetadata, "inference.ModelMetadataResponse.TensorMetadata", 56, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "datatype", STRING, 32),
    MANY(3, "shape", INT64, 48)))

MESSAGE(inference_ModelMetadataResponse_PropertiesEntry, "inference.ModelMetadataResponse.PropertiesEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", STRING, 32)))

MESSAGE(inference_InferParameter, "inference.InferParameter", 40, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE_OF(1, "bool_param", BOOL, 32),
    ONE_OF(2, "int64_param", INT64, 32),
    ONE_OF(3, "string_param", STRING, 32),
    ONE_OF(4, "double_param", DOUBLE, 32),
    ONE_OF(5, "uint64_param", UINT64, 32)))
_Static_assert(sizeof(struct inference_InferParameter) == 40, "");
_Static_assert(offsetof(struct inference_InferParameter, bool_param) == 32, "");
_Static_assert(offsetof(struct inference_InferParameter, int64_param) == 32, "");
_Static_assert(offsetof(struct inference_InferParameter, string_param) == 32, "");
_Static_assert(offsetof(struct inference_InferParameter, double_param) == 32, "");
_Static_assert(offsetof(struct inference_InferParameter, uint64_param) == 32, "");

MESSAGE(inference_InferTensorContents, "inference.InferTensorContents", 152, RANGES({1, 0}, {0, 8}), FIELDS(
    MANY(1, "bool_contents", BOOL, 32),
    MANY(2, "int_contents", INT32, 48),
    MANY(3, "int64_contents", INT64, 64),
    MANY(4, "uint_contents", UINT32, 80),
    MANY(5, "uint64_contents", UINT64, 96),
    MANY(6, "fp32_contents", FLOAT, 112),
    MANY(7, "fp64_contents", DOUBLE, 128),
    MANY(8, "bytes_contents", BYTES, 144)))
_Static_assert(sizeof(struct inference_InferTensorContents) == 152, "");
_Static_assert(offsetof(struct inference_InferTensorContents, bool_contents) == 32, "");
_Static_assert(offsetof(struct inference_InferTensorContents, int_contents) == 48, "");
_Static_assert(offsetof(struct inference_InferTensorContents, int64_contents) == 64, "");
_Static_assert(offsetof(struct inference_InferTensorContents, uint_contents) == 80, "");
_Static_assert(offsetof(struct inference_InferTensorContents, uint64_contents) == 96, "");
_Static_assert(offsetof(struct inference_InferTensorContents, fp32_contents) == 112, "");
_Static_assert(offsetof(struct inference_InferTensorContents, fp64_contents) == 128, "");
_Static_assert(offsetof(struct inference_InferTensorContents, bytes_contents) == 144, "");

MESSAGE(inference_ModelInferRequest, "inference.ModelInferRequest", 112, RANGES({1, 0}, {0, 7}), FIELDS(
    ONE(1, "model_name", STRING, 24),
    ONE(2, "model_version", STRING, 32),
    ONE(3, "id", STRING, 40),
    MANY(4, "parameters", MESSAGE, 56, OF(inference_ModelInferRequest_ParametersEntry)),
    MANY(5, "inputs", MESSAGE, 72, OF(inference_ModelInferRequest_InferInputTensor)),
    MANY(6, "outputs", MESSAGE, 88, OF(inference_ModelInferRequest_InferRequestedOutputTensor)),
    MANY(7, "raw_input_contents", BYTES, 104)))
_Static_assert(sizeof(struct inference_ModelInferRequest) == 112, "");
_Static_assert(offsetof(struct inference_ModelInferRequest, model_name) == 24, "");
_Static_assert(offsetof(struct inference_ModelInferRequest, model_version) == 32, "");
_Static_assert(offsetof(struct inference_ModelInferRequest, id) == 40, "");
_Static_assert(offsetof(struct inference_ModelInferRequest, parameters) == 56, "");
_Static_assert(offsetof(struct inference_ModelInferRequest, inputs) == 72, "");
_Static_assert(offsetof(struct inference_ModelInferRequest, outputs) == 88, "");
_Static_assert(offsetof(struct inference_ModelInferRequest, raw_input_contents) == 104, "");

MESSAGE(inference_ModelInferRequest_InferInputTensor, "inference.ModelInferRequest.InferInputTensor", 80, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "datatype", STRING, 32),
    MANY(3, "shape", INT64, 48),
    MANY(4, "parameters", MESSAGE, 64, OF(inference_ModelInferRequest_InferInputTensor_ParametersEntry)),
    ONE(5, "contents", MESSAGE, 72, OF(inference_InferTensorContents))))
_Static_assert(sizeof(struct inference_ModelInferRequest_InferInputTensor) == 80, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_InferInputTensor, name) == 24, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_InferInputTensor, datatype) == 32, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_InferInputTensor, shape) == 48, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_InferInputTensor, parameters) == 64, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_InferInputTensor, contents) == 72, "");

MESSAGE(inference_ModelInferRequest_InferInputTensor_ParametersEntry, "inference.ModelInferRequest.InferInputTensor.ParametersEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_InferParameter))))
_Static_assert(sizeof(struct inference_ModelInferRequest_InferInputTensor_ParametersEntry) == 40, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_InferInputTensor_ParametersEntry, key) == 24, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_InferInputTensor_ParametersEntry, value) == 32, "");

MESSAGE(inference_ModelInferRequest_InferRequestedOutputTensor, "inference.ModelInferRequest.InferRequestedOutputTensor", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "name", STRING, 24),
    MANY(2, "parameters", MESSAGE, 40, OF(inference_ModelInferRequest_InferRequestedOutputTensor_ParametersEntry))))
_Static_assert(sizeof(struct inference_ModelInferRequest_InferRequestedOutputTensor) == 48, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_InferRequestedOutputTensor, name) == 24, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_InferRequestedOutputTensor, parameters) == 40, "");

MESSAGE(inference_ModelInferRequest_InferRequestedOutputTensor_ParametersEntry, "inference.ModelInferRequest.InferRequestedOutputTensor.ParametersEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_InferParameter))))
_Static_assert(sizeof(struct inference_ModelInferRequest_InferRequestedOutputTensor_ParametersEntry) == 40, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_InferRequestedOutputTensor_ParametersEntry, key) == 24, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_InferRequestedOutputTensor_ParametersEntry, value) == 32, "");

MESSAGE(inference_ModelInferRequest_ParametersEntry, "inference.ModelInferRequest.ParametersEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_InferParameter))))
_Static_assert(sizeof(struct inference_ModelInferRequest_ParametersEntry) == 40, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_ParametersEntry, key) == 24, "");
_Static_assert(offsetof(struct inference_ModelInferRequest_ParametersEntry, value) == 32, "");

MESSAGE(inference_ModelInferResponse, "inference.ModelInferResponse", 96, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "model_name", STRING, 24),
    ONE(2, "model_version", STRING, 32),
    ONE(3, "id", STRING, 40),
    MANY(4, "parameters", MESSAGE, 56, OF(inference_ModelInferResponse_ParametersEntry)),
    MANY(5, "outputs", MESSAGE, 72, OF(inference_ModelInferResponse_InferOutputTensor)),
    MANY(6, "raw_output_contents", BYTES, 88)))
_Static_assert(sizeof(struct inference_ModelInferResponse) == 96, "");
_Static_assert(offsetof(struct inference_ModelInferResponse, model_name) == 24, "");
_Static_assert(offsetof(struct inference_ModelInferResponse, model_version) == 32, "");
_Static_assert(offsetof(struct inference_ModelInferResponse, id) == 40, "");
_Static_assert(offsetof(struct inference_ModelInferResponse, parameters) == 56, "");
_Static_assert(offsetof(struct inference_ModelInferResponse, outputs) == 72, "");
_Static_assert(offsetof(struct inference_ModelInferResponse, raw_output_contents) == 88, "");

MESSAGE(inference_ModelInferResponse_InferOutputTensor, "inference.ModelInferResponse.InferOutputTensor", 80, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "datatype", STRING, 32),
    MANY(3, "shape", INT64, 48),
    MANY(4, "parameters", MESSAGE, 64, OF(inference_ModelInferResponse_InferOutputTensor_ParametersEntry)),
    ONE(5, "contents", MESSAGE, 72, OF(inference_InferTensorContents))))
_Static_assert(sizeof(struct inference_ModelInferResponse_InferOutputTensor) == 80, "");
_Static_assert(offsetof(struct inference_ModelInferResponse_InferOutputTensor, name) == 24, "");
_Static_assert(offsetof(struct inference_ModelInferResponse_InferOutputTensor, datatype) == 32, "");
_Static_assert(offsetof(struct inference_ModelInferResponse_InferOutputTensor, shape) == 48, "");
_Static_assert(offsetof(struct inference_ModelInferResponse_InferOutputTensor, parameters) == 64, "");
_Static_assert(offsetof(struct inference_ModelInferResponse_InferOutputTensor, contents) == 72, "");

MESSAGE(inference_ModelInferResponse_InferOutputTensor_ParametersEntry, "inference.ModelInferResponse.InferOutputTensor.ParametersEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_InferParameter))))
_Static_assert(sizeof(struct inference_ModelInferResponse_InferOutputTensor_ParametersEntry) == 40, "");
_Static_assert(offsetof(struct inference_ModelInferResponse_InferOutputTensor_ParametersEntry, key) == 24, "");
_Static_assert(offsetof(struct inference_ModelInferResponse_InferOutputTensor_ParametersEntry, value) == 32, "");

MESSAGE(inference_ModelInferResponse_ParametersEntry, "inference.ModelInferResponse.ParametersEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_InferParameter))))
_Static_assert(sizeof(struct inference_ModelInferResponse_ParametersEntry) == 40, "");
_Static_assert(offsetof(struct inference_ModelInferResponse_ParametersEntry, key) == 24, "");
_Static_assert(offsetof(struct inference_ModelInferResponse_ParametersEntry, value) == 32, "");

MESSAGE(inference_ModelStreamInferResponse, "inference.ModelStreamInferResponse", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "error_message", STRING, 24),
    ONE(2, "infer_response", MESSAGE, 32, OF(inference_ModelInferResponse))))

MESSAGE(inference_ModelConfigRequest, "inference.ModelConfigRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "version", STRING, 32)))

MESSAGE(inference_ModelConfigResponse, "inference.ModelConfigResponse", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "config", MESSAGE, 24, OF(inference_ModelConfig))))

MESSAGE(inference_ModelStatisticsRequest, "inference.ModelStatisticsRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "version", STRING, 32)))

MESSAGE(inference_StatisticDuration, "inference.StatisticDuration", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "count", UINT64, 24),
    ONE(2, "ns", UINT64, 32)))

MESSAGE(inference_InferStatistics, "inference.InferStatistics", 88, RANGES({1, 0}, {0, 8}), FIELDS(
    ONE(1, "success", MESSAGE, 24, OF(inference_StatisticDuration)),
    ONE(2, "fail", MESSAGE, 32, OF(inference_StatisticDuration)),
    ONE(3, "queue", MESSAGE, 40, OF(inference_StatisticDuration)),
    ONE(4, "compute_input", MESSAGE, 48, OF(inference_StatisticDuration)),
    ONE(5, "compute_infer", MESSAGE, 56, OF(inference_StatisticDuration)),
    ONE(6, "compute_output", MESSAGE, 64, OF(inference_StatisticDuration)),
    ONE(7, "cache_hit", MESSAGE, 72, OF(inference_StatisticDuration)),
    ONE(8, "cache_miss", MESSAGE, 80, OF(inference_StatisticDuration))))

MESSAGE(inference_InferBatchStatistics, "inference.InferBatchStatistics", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "batch_size", UINT64, 24),
    ONE(2, "compute_input", MESSAGE, 32, OF(inference_StatisticDuration)),
    ONE(3, "compute_infer", MESSAGE, 40, OF(inference_StatisticDuration)),
    ONE(4, "compute_output", MESSAGE, 48, OF(inference_StatisticDuration))))

MESSAGE(inference_ModelStatistics, "inference.ModelStatistics", 88, RANGES({1, 0}, {0, 7}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "version", STRING, 32),
    ONE(3, "last_inference", UINT64, 40),
    ONE(4, "inference_count", UINT64, 48),
    ONE(5, "execution_count", UINT64, 56),
    ONE(6, "inference_stats", MESSAGE, 64, OF(inference_InferStatistics)),
    MANY(7, "batch_stats", MESSAGE, 80, OF(inference_InferBatchStatistics))))

MESSAGE(inference_ModelStatisticsResponse, "inference.ModelStatisticsResponse", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "model_stats", MESSAGE, 32, OF(inference_ModelStatistics))))

MESSAGE(inference_ModelRepositoryParameter, "inference.ModelRepositoryParameter", 48, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE_OF(1, "bool_param", BOOL, 32),
    ONE_OF(2, "int64_param", INT64, 32),
    ONE_OF(3, "string_param", STRING, 32),
    ONE_OF(4, "bytes_param", BYTES, 32)))

MESSAGE(inference_RepositoryIndexRequest, "inference.RepositoryIndexRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "repository_name", STRING, 24),
    ONE(2, "ready", BOOL, 32)))

MESSAGE(inference_RepositoryIndexResponse, "inference.RepositoryIndexResponse", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "models", MESSAGE, 32, OF(inference_RepositoryIndexResponse_ModelIndex))))

MESSAGE(inference_RepositoryIndexResponse_ModelIndex, "inference.RepositoryIndexResponse.ModelIndex", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "version", STRING, 32),
    ONE(3, "state", STRING, 40),
    ONE(4, "reason", STRING, 48)))

MESSAGE(inference_RepositoryModelLoadRequest, "inference.RepositoryModelLoadRequest", 56, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "repository_name", STRING, 24),
    ONE(2, "model_name", STRING, 32),
    MANY(3, "parameters", MESSAGE, 48, OF(inference_RepositoryModelLoadRequest_ParametersEntry))))

MESSAGE(inference_RepositoryModelLoadRequest_ParametersEntry, "inference.RepositoryModelLoadRequest.ParametersEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_ModelRepositoryParameter))))

EMPTY_MESSAGE(inference_RepositoryModelLoadResponse, "inference.RepositoryModelLoadResponse")

MESSAGE(inference_RepositoryModelUnloadRequest, "inference.RepositoryModelUnloadRequest", 56, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "repository_name", STRING, 24),
    ONE(2, "model_name", STRING, 32),
    MANY(3, "parameters", MESSAGE, 48, OF(inference_RepositoryModelUnloadRequest_ParametersEntry))))

MESSAGE(inference_RepositoryModelUnloadRequest_ParametersEntry, "inference.RepositoryModelUnloadRequest.ParametersEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_ModelRepositoryParameter))))

EMPTY_MESSAGE(inference_RepositoryModelUnloadResponse, "inference.RepositoryModelUnloadResponse")

MESSAGE(inference_SystemSharedMemoryStatusRequest, "inference.SystemSharedMemoryStatusRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "name", STRING, 24)))

MESSAGE(inference_SystemSharedMemoryStatusResponse, "inference.SystemSharedMemoryStatusResponse", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "regions", MESSAGE, 32, OF(inference_SystemSharedMemoryStatusResponse_RegionsEntry))))

MESSAGE(inference_SystemSharedMemoryStatusResponse_RegionStatus, "inference.SystemSharedMemoryStatusResponse.RegionStatus", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "key", STRING, 32),
    ONE(3, "offset", UINT64, 40),
    ONE(4, "byte_size", UINT64, 48)))

MESSAGE(inference_SystemSharedMemoryStatusResponse_RegionsEntry, "inference.SystemSharedMemoryStatusResponse.RegionsEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_SystemSharedMemoryStatusResponse_RegionStatus))))

MESSAGE(inference_SystemSharedMemoryRegisterRequest, "inference.SystemSharedMemoryRegisterRequest", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "key", STRING, 32),
    ONE(3, "offset", UINT64, 40),
    ONE(4, "byte_size", UINT64, 48)))

EMPTY_MESSAGE(inference_SystemSharedMemoryRegisterResponse, "inference.SystemSharedMemoryRegisterResponse")

MESSAGE(inference_SystemSharedMemoryUnregisterRequest, "inference.SystemSharedMemoryUnregisterRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "name", STRING, 24)))

EMPTY_MESSAGE(inference_SystemSharedMemoryUnregisterResponse, "inference.SystemSharedMemoryUnregisterResponse")

MESSAGE(inference_CudaSharedMemoryStatusRequest, "inference.CudaSharedMemoryStatusRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "name", STRING, 24)))

MESSAGE(inference_CudaSharedMemoryStatusResponse, "inference.CudaSharedMemoryStatusResponse", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "regions", MESSAGE, 32, OF(inference_CudaSharedMemoryStatusResponse_RegionsEntry))))

MESSAGE(inference_CudaSharedMemoryStatusResponse_RegionStatus, "inference.CudaSharedMemoryStatusResponse.RegionStatus", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "device_id", UINT64, 32),
    ONE(3, "byte_size", UINT64, 40)))

MESSAGE(inference_CudaSharedMemoryStatusResponse_RegionsEntry, "inference.CudaSharedMemoryStatusResponse.RegionsEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_CudaSharedMemoryStatusResponse_RegionStatus))))

MESSAGE(inference_CudaSharedMemoryRegisterRequest, "inference.CudaSharedMemoryRegisterRequest", 64, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "raw_handle", BYTES, 32),
    ONE(3, "device_id", INT64, 48),
    ONE(4, "byte_size", UINT64, 56)))

EMPTY_MESSAGE(inference_CudaSharedMemoryRegisterResponse, "inference.CudaSharedMemoryRegisterResponse")

MESSAGE(inference_CudaSharedMemoryUnregisterRequest, "inference.CudaSharedMemoryUnregisterRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "name", STRING, 24)))

EMPTY_MESSAGE(inference_CudaSharedMemoryUnregisterResponse, "inference.CudaSharedMemoryUnregisterResponse")

MESSAGE(inference_TraceSettingRequest, "inference.TraceSettingRequest", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    MANY(1, "settings", MESSAGE, 32, OF(inference_TraceSettingRequest_SettingsEntry)),
    ONE(2, "model_name", STRING, 40)))

MESSAGE(inference_TraceSettingRequest_SettingValue, "inference.TraceSettingRequest.SettingValue", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "value", STRING, 32)))

MESSAGE(inference_TraceSettingRequest_SettingsEntry, "inference.TraceSettingRequest.SettingsEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_TraceSettingRequest_SettingValue))))

MESSAGE(inference_TraceSettingResponse, "inference.TraceSettingResponse", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "settings", MESSAGE, 32, OF(inference_TraceSettingResponse_SettingsEntry))))

MESSAGE(inference_TraceSettingResponse_SettingValue, "inference.TraceSettingResponse.SettingValue", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "value", STRING, 32)))

MESSAGE(inference_TraceSettingResponse_SettingsEntry, "inference.TraceSettingResponse.SettingsEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_TraceSettingResponse_SettingValue))))

MESSAGE(inference_LogSettingsRequest, "inference.LogSettingsRequest", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "settings", MESSAGE, 32, OF(inference_LogSettingsRequest_SettingsEntry))))

MESSAGE(inference_LogSettingsRequest_SettingValue, "inference.LogSettingsRequest.SettingValue", 40, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE_OF(1, "bool_param", BOOL, 32),
    ONE_OF(2, "uint32_param", UINT32, 32),
    ONE_OF(3, "string_param", STRING, 32)))

MESSAGE(inference_LogSettingsRequest_SettingsEntry, "inference.LogSettingsRequest.SettingsEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_LogSettingsRequest_SettingValue))))

MESSAGE(inference_LogSettingsResponse, "inference.LogSettingsResponse", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "settings", MESSAGE, 32, OF(inference_LogSettingsResponse_SettingsEntry))))

MESSAGE(inference_LogSettingsResponse_SettingValue, "inference.LogSettingsResponse.SettingValue", 40, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE_OF(1, "bool_param", BOOL, 32),
    ONE_OF(2, "uint32_param", UINT32, 32),
    ONE_OF(3, "string_param", STRING, 32)))

MESSAGE(inference_LogSettingsResponse_SettingsEntry, "inference.LogSettingsResponse.SettingsEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(inference_LogSettingsResponse_SettingValue))))

MESSAGE(tutelage_internal_v1_LeaseRequest, "tutelage.internal.v1.LeaseRequest", 64, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "worker", STRING, 24),
    ONE(2, "process_id", INT64, 32),
    ONE(3, "job_id", INT64, 40),
    ONE(4, "instruction_set", STRING, 48),
    ONE(5, "blas_core", STRING, 56)))

MESSAGE(tutelage_internal_v1_LeaseReply, "tutelage.internal.v1.LeaseReply", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "lease", MESSAGE, 24, OF(tutelage_internal_v1_Lease))))

MESSAGE(tutelage_internal_v1_Lease, "tutelage.internal.v1.Lease", 104, RANGES({1, 0}, {0, 10}), FIELDS(
    ONE(1, "job_id", INT64, 24),
    ONE(2, "fencing_token", INT64, 32),
    ONE(3, "attempt", UINT32, 40),
    ONE(4, "specification_json", BYTES, 48),
    ONE(5, "snapshot_path", STRING, 64),
    ONE(6, "checkpoint_path", STRING, 72),
    ONE(7, "weights_path", STRING, 80),
    ONE(8, "teacher_weights_path", STRING, 88),
    ONE(9, "heartbeat_milliseconds", UINT32, 96),
    ONE(10, "lease_milliseconds", UINT32, 100)))

MESSAGE(tutelage_internal_v1_HeartbeatRequest, "tutelage.internal.v1.HeartbeatRequest", 88, RANGES({1, 0}, {0, 8}), FIELDS(
    ONE(1, "job_id", INT64, 24),
    ONE(2, "fencing_token", INT64, 32),
    ONE(3, "phase", STRING, 40),
    ONE(4, "step", UINT64, 48),
    ONE(5, "steps", UINT64, 56),
    ONE(6, "round", UINT32, 64),
    ONE(7, "rounds", UINT32, 68),
    MANY(8, "metrics", MESSAGE, 80, OF(tutelage_internal_v1_HeartbeatRequest_MetricsEntry))))

MESSAGE(tutelage_internal_v1_HeartbeatRequest_MetricsEntry, "tutelage.internal.v1.HeartbeatRequest.MetricsEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", DOUBLE, 32)))

MESSAGE(tutelage_internal_v1_HeartbeatReply, "tutelage.internal.v1.HeartbeatReply", 32, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "cancel", BOOL, 24),
    ONE(2, "stop", BOOL, 28)))

MESSAGE(tutelage_internal_v1_CompleteRequest, "tutelage.internal.v1.CompleteRequest", 128, RANGES({1, 0}, {0, 9}), FIELDS(
    ONE(1, "job_id", INT64, 24),
    ONE(2, "fencing_token", INT64, 32),
    ONE(3, "weights_path", STRING, 40),
    ONE(4, "weights_sha256", BYTES, 48),
    ONE(5, "network_json", BYTES, 64),
    ONE(6, "hyper_parameters_json", BYTES, 80),
    MANY(7, "metrics", MESSAGE, 104, OF(tutelage_internal_v1_CompleteRequest_MetricsEntry)),
    ONE(8, "instruction_set", STRING, 112),
    ONE(9, "blas_core", STRING, 120)))

MESSAGE(tutelage_internal_v1_CompleteRequest_MetricsEntry, "tutelage.internal.v1.CompleteRequest.MetricsEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", DOUBLE, 32)))

MESSAGE(tutelage_internal_v1_CompleteReply, "tutelage.internal.v1.CompleteReply", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "model_version", INT64, 24)))

MESSAGE(tutelage_internal_v1_CompleteComparisonRequest, "tutelage.internal.v1.CompleteComparisonRequest", 56, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "job_id", INT64, 24),
    ONE(2, "fencing_token", INT64, 32),
    ONE(3, "report_json", BYTES, 40)))

EMPTY_MESSAGE(tutelage_internal_v1_CompleteComparisonReply, "tutelage.internal.v1.CompleteComparisonReply")

MESSAGE(tutelage_internal_v1_FailRequest, "tutelage.internal.v1.FailRequest", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "job_id", INT64, 24),
    ONE(2, "fencing_token", INT64, 32),
    ONE(3, "outcome", ENUM, 40),
    ONE(4, "message", STRING, 48)))

EMPTY_MESSAGE(tutelage_internal_v1_FailReply, "tutelage.internal.v1.FailReply")

MESSAGE(tutelage_v1_Tensor, "tutelage.v1.Tensor", 88, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "data_type", ENUM, 24),
    MANY(2, "shape", INT64, 40),
    ONE(3, "data", BYTES, 48),
    MANY(4, "rows", BYTES, 72),
    ONE(5, "sample_rate", UINT32, 80)))
_Static_assert(sizeof(struct tutelage_v1_Tensor) == 88, "");
_Static_assert(offsetof(struct tutelage_v1_Tensor, data_type) == 24, "");
_Static_assert(offsetof(struct tutelage_v1_Tensor, shape) == 40, "");
_Static_assert(offsetof(struct tutelage_v1_Tensor, data) == 48, "");
_Static_assert(offsetof(struct tutelage_v1_Tensor, rows) == 72, "");
_Static_assert(offsetof(struct tutelage_v1_Tensor, sample_rate) == 80, "");

MESSAGE(tutelage_v1_InputSpecification, "tutelage.v1.InputSpecification", 40, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE_OF(1, "image", MESSAGE, 32, OF(tutelage_v1_ImageInput)),
    ONE_OF(2, "vector", MESSAGE, 32, OF(tutelage_v1_VectorInput)),
    ONE_OF(3, "text", MESSAGE, 32, OF(tutelage_v1_TextInput)),
    ONE_OF(4, "audio", MESSAGE, 32, OF(tutelage_v1_AudioInput))))

MESSAGE(tutelage_v1_ImageInput, "tutelage.v1.ImageInput", 64, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "height", UINT32, 24),
    ONE(2, "width", UINT32, 28),
    ONE(3, "channels", UINT32, 32),
    ONE_OF(4, "scale", FLOAT, 48),
    ONE(5, "offset", FLOAT, 56),
    ONE(6, "flips", BOOL, 60)))

MESSAGE(tutelage_v1_VectorInput, "tutelage.v1.VectorInput", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "dimension", UINT32, 24)))

MESSAGE(tutelage_v1_TextInput, "tutelage.v1.TextInput", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "max_tokens", UINT32, 24),
    ONE(2, "tokenizer", MESSAGE, 32, OF(tutelage_v1_HashedNGrams)),
    ONE(3, "too_long", ENUM, 40)))

MESSAGE(tutelage_v1_HashedNGrams, "tutelage.v1.HashedNGrams", 48, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "buckets", UINT32, 24),
    ONE(2, "least_words", UINT32, 28),
    ONE(3, "most_words", UINT32, 32),
    ONE(4, "least_characters", UINT32, 36),
    ONE(5, "most_characters", UINT32, 40)))

MESSAGE(tutelage_v1_AudioInput, "tutelage.v1.AudioInput", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "sample_rate", UINT32, 24),
    ONE_OF(2, "max_seconds", DOUBLE, 40),
    ONE(3, "too_long", ENUM, 48),
    ONE(4, "takes_silence", BOOL, 52)))

MESSAGE(tutelage_v1_ClassReference, "tutelage.v1.ClassReference", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE_OF(1, "index", UINT32, 32),
    ONE_OF(2, "name", STRING, 32)))

MESSAGE(tutelage_v1_ClassProbability, "tutelage.v1.ClassProbability", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "class_index", UINT32, 24),
    ONE(2, "class_name", STRING, 32),
    ONE(3, "probability", FLOAT, 40)))
_Static_assert(sizeof(struct tutelage_v1_ClassProbability) == 48, "");
_Static_assert(offsetof(struct tutelage_v1_ClassProbability, class_index) == 24, "");
_Static_assert(offsetof(struct tutelage_v1_ClassProbability, class_name) == 32, "");
_Static_assert(offsetof(struct tutelage_v1_ClassProbability, probability) == 40, "");

MESSAGE(tutelage_v1_LabelDecision, "tutelage.v1.LabelDecision", 120, RANGES({1, 0}, {7, 5}, {0, 10}), FIELDS(
    ONE(1, "decision", ENUM, 24),
    ONE(2, "reason", ENUM, 28),
    ONE_OF(3, "class_index", UINT32, 40),
    ONE(4, "class_name", STRING, 48),
    ONE_OF(5, "confidence", FLOAT, 64),
    ONE_OF(7, "threshold", FLOAT, 80),
    ONE(8, "certificate_id", INT64, 88),
    ONE(9, "policy_version", INT64, 96),
    ONE(10, "model_version", INT64, 104),
    ONE(11, "kind", ENUM, 112)))

MESSAGE(tutelage_v1_RefusedItem, "tutelage.v1.RefusedItem", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "index", UINT64, 24),
    ONE(2, "code", INT32, 32),
    ONE(3, "message", STRING, 40),
    ONE(4, "field", STRING, 48)))

MESSAGE(tutelage_v1_GatePolicy, "tutelage.v1.GatePolicy", 40, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE_OF(1, "better", MESSAGE, 32, OF(tutelage_v1_GatePolicy_Better)),
    ONE_OF(2, "non_inferior", MESSAGE, 32, OF(tutelage_v1_GatePolicy_NonInferior)),
    ONE_OF(3, "always", MESSAGE, 32, OF(tutelage_v1_GatePolicy_Always))))

EMPTY_MESSAGE(tutelage_v1_GatePolicy_Better, "tutelage.v1.GatePolicy.Better")

MESSAGE(tutelage_v1_GatePolicy_NonInferior, "tutelage.v1.GatePolicy.NonInferior", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE_OF(1, "margin", DOUBLE, 32)))

EMPTY_MESSAGE(tutelage_v1_GatePolicy_Always, "tutelage.v1.GatePolicy.Always")

MESSAGE(tutelage_v1_GateDecision, "tutelage.v1.GateDecision", 104, RANGES({1, 0}, {0, 10}), FIELDS(
    ONE(1, "passed", BOOL, 24),
    ONE(2, "policy", MESSAGE, 32, OF(tutelage_v1_GatePolicy)),
    ONE(3, "reference_version", INT64, 40),
    ONE(4, "compared", UINT32, 48),
    ONE(5, "won", UINT32, 52),
    ONE(6, "lost", UINT32, 56),
    ONE_OF(7, "statistic", DOUBLE, 72),
    ONE(8, "comparisons", UINT32, 80),
    ONE(9, "reason", STRING, 88),
    ONE(10, "standard_version", INT64, 96)))

MESSAGE(tutelage_v1_Look, "tutelage.v1.Look", 72, RANGES({1, 0}, {0, 8}), FIELDS(
    ONE(1, "kind", ENUM, 24),
    ONE(2, "pool", INT64, 32),
    ONE(3, "result", ENUM, 40),
    ONE(4, "number", UINT32, 44),
    ONE(5, "level", DOUBLE, 48),
    ONE(6, "minimum", UINT32, 56),
    ONE(7, "labels", UINT32, 60),
    ONE(8, "reason", STRING, 64)))

MESSAGE(tutelage_v1_Certificate, "tutelage.v1.Certificate", 168, RANGES({1, 0}, {15, 13}, {0, 18}), FIELDS(
    ONE(1, "id", INT64, 24),
    ONE(2, "model_version", INT64, 32),
    ONE(3, "threshold", FLOAT, 40),
    ONE(4, "epsilon", DOUBLE, 48),
    ONE(5, "delta", DOUBLE, 56),
    ONE(6, "look", UINT32, 64),
    ONE(7, "level", DOUBLE, 72),
    ONE(8, "views", UINT32, 80),
    ONE(9, "certify_count", UINT32, 84),
    ONE(10, "accepted", UINT32, 88),
    ONE(11, "wrong", UINT32, 92),
    ONE(12, "promise", STRING, 96),
    MANY(13, "per_class", MESSAGE, 112, OF(tutelage_v1_ClassThreshold)),
    ONE(15, "kind", ENUM, 120),
    ONE(16, "pool", INT64, 128),
    ONE(17, "pool_count", UINT64, 136),
    ONE(18, "pool_accepted", UINT64, 144),
    MANY(19, "attestations", STRING, 160)))

MESSAGE(tutelage_v1_ClassThreshold, "tutelage.v1.ClassThreshold", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "class_index", UINT32, 24),
    ONE_OF(2, "threshold", FLOAT, 40)))

MESSAGE(tutelage_v1_Release, "tutelage.v1.Release", 96, RANGES({1, 0}, {0, 8}), FIELDS(
    ONE(1, "number", INT64, 24),
    ONE(2, "model_version", INT64, 32),
    ONE(3, "certificate", MESSAGE, 40, OF(tutelage_v1_Certificate)),
    ONE(4, "certificate_missing", STRING, 48),
    ONE(5, "policy_version", INT64, 56),
    ONE(6, "published_at", MESSAGE, 64, OF(google_protobuf_Timestamp)),
    MANY(7, "pool_certificates", MESSAGE, 80, OF(tutelage_v1_Certificate)),
    ONE(8, "reason", STRING, 88)))

MESSAGE(tutelage_v1_NetworkSpecification, "tutelage.v1.NetworkSpecification", 72, RANGES({1, 0}, {0, 7}), FIELDS(
    ONE_OF(1, "linear", MESSAGE, 32, OF(tutelage_v1_NetworkSpecification_Linear)),
    ONE_OF(2, "perceptron", MESSAGE, 32, OF(tutelage_v1_NetworkSpecification_Perceptron)),
    ONE_OF(3, "small_convolutional", MESSAGE, 32, OF(tutelage_v1_NetworkSpecification_SmallConvolutional)),
    ONE(4, "standardization", ENUM, 40),
    ONE_OF(5, "preset", MESSAGE, 56, OF(tutelage_v1_NetworkPreset)),
    ONE_OF(6, "graph_json", STRING, 56),
    ONE(7, "encoder", BOOL, 64)))

EMPTY_MESSAGE(tutelage_v1_NetworkSpecification_Linear, "tutelage.v1.NetworkSpecification.Linear")

MESSAGE(tutelage_v1_NetworkSpecification_Perceptron, "tutelage.v1.NetworkSpecification.Perceptron", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    MANY(1, "hidden", UINT32, 32),
    ONE(2, "dropout", FLOAT, 40)))

MESSAGE(tutelage_v1_NetworkSpecification_SmallConvolutional, "tutelage.v1.NetworkSpecification.SmallConvolutional", 32, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "width", UINT32, 24),
    ONE(2, "dropout", FLOAT, 28)))

MESSAGE(tutelage_v1_NetworkPreset, "tutelage.v1.NetworkPreset", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "name", STRING, 24),
    MANY(2, "parameters", MESSAGE, 40, OF(tutelage_v1_NetworkPreset_ParametersEntry))))

MESSAGE(tutelage_v1_NetworkPreset_ParametersEntry, "tutelage.v1.NetworkPreset.ParametersEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(tutelage_v1_HyperParameterValue))))

MESSAGE(tutelage_v1_AlgorithmConfiguration, "tutelage.v1.AlgorithmConfiguration", 48, RANGES({5, 0}, {0, 2}), FIELDS(
    ONE(5, "name", STRING, 24),
    MANY(6, "hyper_parameters", MESSAGE, 40, OF(tutelage_v1_AlgorithmConfiguration_HyperParametersEntry))))

MESSAGE(tutelage_v1_AlgorithmConfiguration_HyperParametersEntry, "tutelage.v1.AlgorithmConfiguration.HyperParametersEntry", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "key", STRING, 24),
    ONE(2, "value", MESSAGE, 32, OF(tutelage_v1_HyperParameterValue))))

MESSAGE(tutelage_v1_HyperParameterValue, "tutelage.v1.HyperParameterValue", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE_OF(1, "number", DOUBLE, 32),
    ONE_OF(2, "text", STRING, 32)))

MESSAGE(tutelage_v1_OptimizerConfiguration, "tutelage.v1.OptimizerConfiguration", 64, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE_OF(1, "sgd", MESSAGE, 32, OF(tutelage_v1_OptimizerConfiguration_SGD)),
    ONE_OF(2, "adam_w", MESSAGE, 32, OF(tutelage_v1_OptimizerConfiguration_AdamW)),
    ONE(3, "schedule", ENUM, 40),
    ONE(4, "warm_up_steps", UINT32, 44),
    ONE_OF(5, "gradient_norm_limit", FLOAT, 56)))

MESSAGE(tutelage_v1_OptimizerConfiguration_SGD, "tutelage.v1.OptimizerConfiguration.SGD", 72, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE_OF(1, "learning_rate", FLOAT, 32),
    ONE_OF(2, "momentum", FLOAT, 48),
    ONE_OF(3, "weight_decay", FLOAT, 64)))

MESSAGE(tutelage_v1_OptimizerConfiguration_AdamW, "tutelage.v1.OptimizerConfiguration.AdamW", 72, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE_OF(1, "learning_rate", FLOAT, 32),
    ONE_OF(2, "weight_decay", FLOAT, 48),
    ONE_OF(3, "layer_decay", FLOAT, 64)))

MESSAGE(tutelage_v1_TrainingRun, "tutelage.v1.TrainingRun", 128, RANGES({1, 0}, {0, 10}), FIELDS(
    ONE(1, "algorithm", MESSAGE, 24, OF(tutelage_v1_AlgorithmConfiguration)),
    ONE(2, "network", MESSAGE, 32, OF(tutelage_v1_NetworkSpecification)),
    ONE_OF(3, "steps", UINT32, 48),
    ONE_OF(4, "batch_size", UINT32, 64),
    ONE(5, "seed", UINT64, 72),
    ONE(6, "optimizer", MESSAGE, 80, OF(tutelage_v1_OptimizerConfiguration)),
    ONE_OF(7, "ema_decay", FLOAT, 96),
    ONE(8, "initial_version", INT64, 104),
    ONE(9, "teacher_version", INT64, 112),
    ONE(10, "regime", ENUM, 120)))

MESSAGE(tutelage_v1_SelfTrainingRun, "tutelage.v1.SelfTrainingRun", 128, RANGES({1, 0}, {0, 8}), FIELDS(
    ONE(1, "teacher_version", INT64, 24),
    ONE_OF(2, "rounds", UINT32, 40),
    ONE_OF(3, "threshold", FLOAT, 56),
    ONE_OF(4, "examples_per_class", UINT32, 72),
    ONE(5, "targets", ENUM, 80),
    ONE_OF(6, "temperature", FLOAT, 96),
    ONE_OF(7, "unlabeled_ratio", UINT32, 112),
    ONE(8, "student", MESSAGE, 120, OF(tutelage_v1_TrainingRun))))

MESSAGE(tutelage_v1_DistillationRun, "tutelage.v1.DistillationRun", 80, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "teacher_version", INT64, 24),
    ONE(2, "targets", ENUM, 32),
    ONE_OF(3, "temperature", FLOAT, 48),
    ONE_OF(4, "label_weight", FLOAT, 64),
    ONE(5, "student", MESSAGE, 72, OF(tutelage_v1_TrainingRun))))

MESSAGE(tutelage_v1_StartTrainingRequest, "tutelage.v1.StartTrainingRequest", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "run", MESSAGE, 32, OF(tutelage_v1_TrainingRun)),
    ONE(3, "gate", MESSAGE, 40, OF(tutelage_v1_GatePolicy)),
    ONE(4, "request_id", STRING, 48)))

MESSAGE(tutelage_v1_StartSelfTrainingRequest, "tutelage.v1.StartSelfTrainingRequest", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "run", MESSAGE, 32, OF(tutelage_v1_SelfTrainingRun)),
    ONE(3, "gate", MESSAGE, 40, OF(tutelage_v1_GatePolicy)),
    ONE(4, "request_id", STRING, 48)))

MESSAGE(tutelage_v1_ComparisonRun, "tutelage.v1.ComparisonRun", 104, RANGES({1, 0}, {0, 6}), FIELDS(
    MANY(1, "algorithms", MESSAGE, 32, OF(tutelage_v1_AlgorithmConfiguration)),
    ONE(2, "run", MESSAGE, 40, OF(tutelage_v1_TrainingRun)),
    ONE_OF(3, "folds", UINT32, 56),
    ONE_OF(4, "seeds", UINT32, 72),
    ONE_OF(5, "cpu_seconds", DOUBLE, 88),
    ONE(6, "draws", UINT32, 96)))

MESSAGE(tutelage_v1_StartComparisonRequest, "tutelage.v1.StartComparisonRequest", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "run", MESSAGE, 32, OF(tutelage_v1_ComparisonRun)),
    ONE(3, "request_id", STRING, 40)))

MESSAGE(tutelage_v1_ComparisonReport, "tutelage.v1.ComparisonReport", 88, RANGES({1, 0}, {0, 9}), FIELDS(
    MANY(1, "algorithms", MESSAGE, 32, OF(tutelage_v1_ComparedAlgorithm)),
    ONE(2, "reference", UINT32, 40),
    ONE(3, "recommended", UINT32, 44),
    ONE(4, "settings", MESSAGE, 48, OF(tutelage_v1_AlgorithmConfiguration)),
    ONE(5, "distinguishable", BOOL, 56),
    ONE(6, "splits", UINT32, 60),
    ONE(7, "planned_splits", UINT32, 64),
    ONE(8, "labeled", UINT64, 72),
    ONE(9, "verdict", STRING, 80)))

MESSAGE(tutelage_v1_ComparedAlgorithm, "tutelage.v1.ComparedAlgorithm", 80, RANGES({1, 0}, {0, 7}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "algorithm", MESSAGE, 32, OF(tutelage_v1_AlgorithmConfiguration)),
    ONE(3, "accuracy", DOUBLE, 40),
    ONE(4, "deviation", DOUBLE, 48),
    ONE(5, "difference", MESSAGE, 56, OF(tutelage_v1_PairedDifference)),
    ONE(6, "cpu_seconds", DOUBLE, 64),
    ONE(7, "failure", STRING, 72)))

MESSAGE(tutelage_v1_PairedDifference, "tutelage.v1.PairedDifference", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "mean", DOUBLE, 24),
    ONE(2, "low", DOUBLE, 32),
    ONE(3, "high", DOUBLE, 40)))

MESSAGE(tutelage_v1_Job, "tutelage.v1.Job", 200, RANGES({1, 0}, {0, 23}), FIELDS(
    ONE(1, "id", INT64, 24),
    ONE(2, "project", STRING, 32),
    ONE(3, "kind", ENUM, 40),
    ONE(4, "state", ENUM, 44),
    ONE(5, "trigger", ENUM, 48),
    ONE_OF(6, "training", MESSAGE, 64, OF(tutelage_v1_TrainingRun)),
    ONE_OF(7, "self_training", MESSAGE, 64, OF(tutelage_v1_SelfTrainingRun)),
    ONE_OF(8, "distillation", MESSAGE, 64, OF(tutelage_v1_DistillationRun)),
    ONE(9, "snapshot", MESSAGE, 72, OF(tutelage_v1_SnapshotSummary)),
    ONE(10, "progress", MESSAGE, 80, OF(tutelage_v1_JobProgress)),
    MANY(11, "metrics", MESSAGE, 96, OF(tutelage_v1_MetricValue)),
    ONE(12, "attempts", UINT32, 104),
    ONE(13, "model_version", INT64, 112),
    ONE(14, "gate", MESSAGE, 120, OF(tutelage_v1_GateDecision)),
    ONE(15, "release", MESSAGE, 128, OF(tutelage_v1_Release)),
    ONE(16, "failure", STRING, 136),
    ONE(17, "cancel_requested", BOOL, 144),
    ONE(18, "created_at", MESSAGE, 152, OF(google_protobuf_Timestamp)),
    ONE(19, "started_at", MESSAGE, 160, OF(google_protobuf_Timestamp)),
    ONE(20, "finished_at", MESSAGE, 168, OF(google_protobuf_Timestamp)),
    ONE(21, "relabel", MESSAGE, 176, OF(tutelage_v1_RelabelSummary)),
    ONE(22, "comparison", MESSAGE, 184, OF(tutelage_v1_ComparisonRun)),
    ONE(23, "comparison_report", MESSAGE, 192, OF(tutelage_v1_ComparisonReport))))

MESSAGE(tutelage_v1_RelabelSummary, "tutelage.v1.RelabelSummary", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "release_number", INT64, 24),
    ONE(2, "accepted", UINT64, 32),
    ONE(3, "withdrawn", UINT64, 40)))

MESSAGE(tutelage_v1_SnapshotSummary, "tutelage.v1.SnapshotSummary", 80, RANGES({1, 0}, {0, 7}), FIELDS(
    ONE(1, "id", INT64, 24),
    ONE(2, "sequence", INT64, 32),
    ONE(3, "labeled", UINT64, 40),
    ONE(4, "unlabeled", UINT64, 48),
    ONE(5, "reserved", UINT64, 56),
    ONE(6, "held_out", UINT64, 64),
    ONE(7, "erased", BOOL, 72)))

MESSAGE(tutelage_v1_JobProgress, "tutelage.v1.JobProgress", 56, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "phase", STRING, 24),
    ONE(2, "step", UINT64, 32),
    ONE(3, "steps", UINT64, 40),
    ONE(4, "round", UINT32, 48),
    ONE(5, "rounds", UINT32, 52)))

MESSAGE(tutelage_v1_MetricValue, "tutelage.v1.MetricValue", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "value", DOUBLE, 32),
    ONE(3, "step", UINT64, 40)))

MESSAGE(tutelage_v1_GetJobRequest, "tutelage.v1.GetJobRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "job_id", INT64, 24)))

MESSAGE(tutelage_v1_ListJobsRequest, "tutelage.v1.ListJobsRequest", 64, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "project", STRING, 24),
    MANY(2, "states", ENUM, 40),
    ONE(3, "page_size", UINT32, 48),
    ONE(4, "page_token", STRING, 56)))

MESSAGE(tutelage_v1_ListJobsReply, "tutelage.v1.ListJobsReply", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    MANY(1, "jobs", MESSAGE, 32, OF(tutelage_v1_Job)),
    ONE(2, "next_page_token", STRING, 40)))

MESSAGE(tutelage_v1_WatchJobRequest, "tutelage.v1.WatchJobRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "job_id", INT64, 24)))

MESSAGE(tutelage_v1_WatchJobReply, "tutelage.v1.WatchJobReply", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "job", MESSAGE, 24, OF(tutelage_v1_Job))))

MESSAGE(tutelage_v1_CancelJobRequest, "tutelage.v1.CancelJobRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "job_id", INT64, 24),
    ONE(2, "request_id", STRING, 32)))

EMPTY_MESSAGE(tutelage_v1_ListAlgorithmsRequest, "tutelage.v1.ListAlgorithmsRequest")

MESSAGE(tutelage_v1_ListAlgorithmsReply, "tutelage.v1.ListAlgorithmsReply", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "algorithms", MESSAGE, 32, OF(tutelage_v1_Algorithm))))

MESSAGE(tutelage_v1_Algorithm, "tutelage.v1.Algorithm", 128, RANGES({1, 0}, {0, 12}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "title", STRING, 32),
    ONE(3, "summary", STRING, 40),
    ONE(4, "paper", STRING, 48),
    ONE(5, "paper_url", STRING, 56),
    ONE(6, "uses_unlabeled", BOOL, 64),
    ONE(7, "recipe", BOOL, 68),
    MANY(8, "hyper_parameters", MESSAGE, 80, OF(tutelage_v1_HyperParameter)),
    ONE(9, "family", STRING, 88),
    ONE(10, "formula", STRING, 96),
    ONE(11, "when_to_use", STRING, 104),
    MANY(12, "deviations", STRING, 120)))

MESSAGE(tutelage_v1_HyperParameter, "tutelage.v1.HyperParameter", 112, RANGES({1, 0}, {0, 8}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "summary", STRING, 32),
    ONE(3, "default_value", STRING, 40),
    ONE_OF(4, "minimum", DOUBLE, 56),
    ONE_OF(5, "maximum", DOUBLE, 72),
    ONE(6, "integer", BOOL, 80),
    MANY(7, "choices", STRING, 96),
    ONE(8, "most_values", UINT32, 104)))

EMPTY_MESSAGE(tutelage_v1_ListNetworksRequest, "tutelage.v1.ListNetworksRequest")

MESSAGE(tutelage_v1_ListNetworksReply, "tutelage.v1.ListNetworksReply", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "networks", MESSAGE, 32, OF(tutelage_v1_NetworkArchitecture))))

MESSAGE(tutelage_v1_NetworkArchitecture, "tutelage.v1.NetworkArchitecture", 80, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "name", STRING, 24),
    ONE(2, "title", STRING, 32),
    ONE(3, "summary", STRING, 40),
    ONE(4, "paper", STRING, 48),
    ONE(5, "paper_url", STRING, 56),
    MANY(6, "parameters", MESSAGE, 72, OF(tutelage_v1_HyperParameter))))

MESSAGE(tutelage_v1_SoftLabelsRequest, "tutelage.v1.SoftLabelsRequest", 64, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "teacher_version", INT64, 32),
    ONE_OF(3, "temperature", FLOAT, 48),
    ONE(4, "inputs", MESSAGE, 56, OF(tutelage_v1_Tensor))))

MESSAGE(tutelage_v1_SoftLabelsReply, "tutelage.v1.SoftLabelsReply", 56, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "teacher_version", INT64, 24),
    ONE(2, "probabilities", MESSAGE, 32, OF(tutelage_v1_Tensor)),
    MANY(3, "classes", STRING, 48)))

MESSAGE(tutelage_v1_StartDistillationRequest, "tutelage.v1.StartDistillationRequest", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "run", MESSAGE, 32, OF(tutelage_v1_DistillationRun)),
    ONE(3, "gate", MESSAGE, 40, OF(tutelage_v1_GatePolicy)),
    ONE(4, "request_id", STRING, 48)))

MESSAGE(tutelage_v1_LabelRequest, "tutelage.v1.LabelRequest", 56, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "inputs", MESSAGE, 32, OF(tutelage_v1_Tensor)),
    MANY(3, "groups", STRING, 48)))

MESSAGE(tutelage_v1_LabelReply, "tutelage.v1.LabelReply", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "model_version", INT64, 24),
    MANY(2, "rows", MESSAGE, 40, OF(tutelage_v1_LabelDecision))))

MESSAGE(tutelage_v1_ExampleLabel, "tutelage.v1.ExampleLabel", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "class_reference", MESSAGE, 24, OF(tutelage_v1_ClassReference)),
    ONE(2, "annotator", STRING, 32)))

MESSAGE(tutelage_v1_IngestItem, "tutelage.v1.IngestItem", 72, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "example_id", STRING, 24),
    ONE(2, "input", MESSAGE, 32, OF(tutelage_v1_Tensor)),
    ONE(3, "split", ENUM, 40),
    ONE(4, "label", MESSAGE, 48, OF(tutelage_v1_ExampleLabel)),
    ONE(5, "group", STRING, 56),
    ONE(6, "place", STRING, 64)))

MESSAGE(tutelage_v1_IngestRequest, "tutelage.v1.IngestRequest", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "project", STRING, 24),
    MANY(2, "items", MESSAGE, 40, OF(tutelage_v1_IngestItem))))

MESSAGE(tutelage_v1_MadeID, "tutelage.v1.MadeID", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "index", UINT64, 24),
    ONE(2, "example_id", STRING, 32)))

MESSAGE(tutelage_v1_IngestReply, "tutelage.v1.IngestReply", 64, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "durable_count", UINT64, 24),
    MANY(2, "made_ids", MESSAGE, 40, OF(tutelage_v1_MadeID)),
    MANY(3, "refused", MESSAGE, 56, OF(tutelage_v1_RefusedItem))))

MESSAGE(tutelage_v1_LabelStreamRequest, "tutelage.v1.LabelStreamRequest", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "project", STRING, 24),
    MANY(2, "items", MESSAGE, 40, OF(tutelage_v1_IngestItem))))

MESSAGE(tutelage_v1_LabelStreamReply, "tutelage.v1.LabelStreamReply", 80, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "durable_count", UINT64, 24),
    MANY(2, "made_ids", MESSAGE, 40, OF(tutelage_v1_MadeID)),
    MANY(3, "refused", MESSAGE, 56, OF(tutelage_v1_RefusedItem)),
    MANY(4, "decisions", MESSAGE, 72, OF(tutelage_v1_ItemDecision))))

MESSAGE(tutelage_v1_ItemDecision, "tutelage.v1.ItemDecision", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "index", UINT64, 24),
    ONE(2, "example_id", STRING, 32),
    ONE(3, "decision", MESSAGE, 40, OF(tutelage_v1_LabelDecision))))

MESSAGE(tutelage_v1_DrawSampleRequest, "tutelage.v1.DrawSampleRequest", 72, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "split", ENUM, 32),
    ONE(3, "count", UINT32, 36),
    ONE(4, "pool", INT64, 40),
    ONE_OF(5, "seed", UINT64, 56),
    ONE(6, "request_id", STRING, 64)))

MESSAGE(tutelage_v1_Draw, "tutelage.v1.Draw", 104, RANGES({1, 0}, {0, 10}), FIELDS(
    ONE(1, "id", INT64, 24),
    ONE(2, "split", ENUM, 32),
    ONE(3, "pool", INT64, 40),
    ONE(4, "first_sequence", INT64, 48),
    ONE(5, "last_sequence", INT64, 56),
    ONE(6, "seed", UINT64, 64),
    ONE(7, "count", UINT32, 72),
    ONE(8, "population", UINT64, 80),
    ONE(9, "open", UINT32, 88),
    ONE(10, "created_at", MESSAGE, 96, OF(google_protobuf_Timestamp))))

MESSAGE(tutelage_v1_ListDrawsRequest, "tutelage.v1.ListDrawsRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "project", STRING, 24)))

MESSAGE(tutelage_v1_ListDrawsReply, "tutelage.v1.ListDrawsReply", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "draws", MESSAGE, 32, OF(tutelage_v1_Draw))))

MESSAGE(tutelage_v1_StartRelabelRequest, "tutelage.v1.StartRelabelRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "request_id", STRING, 32)))

MESSAGE(tutelage_v1_ListReviewRequest, "tutelage.v1.ListReviewRequest", 80, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "page_size", UINT32, 32),
    ONE(3, "page_token", STRING, 40),
    MANY(4, "questions", ENUM, 56),
    ONE(5, "annotator", STRING, 64),
    ONE(6, "claim_seconds", UINT32, 72)))

MESSAGE(tutelage_v1_ListReviewReply, "tutelage.v1.ListReviewReply", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    MANY(1, "items", MESSAGE, 32, OF(tutelage_v1_ReviewItem)),
    ONE(2, "next_page_token", STRING, 40)))

MESSAGE(tutelage_v1_ReviewItem, "tutelage.v1.ReviewItem", 72, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "example_id", STRING, 24),
    ONE(2, "input", MESSAGE, 32, OF(tutelage_v1_Tensor)),
    ONE(3, "decision", MESSAGE, 40, OF(tutelage_v1_LabelDecision)),
    ONE(4, "created_at", MESSAGE, 48, OF(google_protobuf_Timestamp)),
    ONE(5, "question", ENUM, 56),
    ONE(6, "draw_id", INT64, 64)))

MESSAGE(tutelage_v1_SubmittedLabel, "tutelage.v1.SubmittedLabel", 72, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "example_id", STRING, 24),
    ONE(2, "class_reference", MESSAGE, 32, OF(tutelage_v1_ClassReference)),
    ONE(3, "label_id", STRING, 40),
    ONE(4, "annotator", STRING, 48),
    ONE(5, "question", ENUM, 56),
    ONE(6, "skip_reason", STRING, 64)))

MESSAGE(tutelage_v1_SubmitLabelsRequest, "tutelage.v1.SubmitLabelsRequest", 56, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "project", STRING, 24),
    MANY(2, "labels", MESSAGE, 40, OF(tutelage_v1_SubmittedLabel)),
    ONE(3, "request_id", STRING, 48)))

MESSAGE(tutelage_v1_SubmitLabelsReply, "tutelage.v1.SubmitLabelsReply", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "results", MESSAGE, 32, OF(tutelage_v1_SubmittedLabelResult))))

MESSAGE(tutelage_v1_SubmittedLabelResult, "tutelage.v1.SubmittedLabelResult", 80, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "label_id", STRING, 24),
    ONE(2, "supersedes", STRING, 32),
    ONE(3, "source", ENUM, 40),
    ONE(4, "sequence", INT64, 48),
    ONE(5, "disagrees", BOOL, 56),
    MANY(6, "voided_certificates", INT64, 72)))

MESSAGE(tutelage_v1_ExportLabelsRequest, "tutelage.v1.ExportLabelsRequest", 64, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "after_sequence", INT64, 32),
    MANY(3, "sources", ENUM, 48),
    ONE(4, "include_superseded", BOOL, 56),
    ONE(5, "include_undecided", BOOL, 60)))

MESSAGE(tutelage_v1_ExportLabelsReply, "tutelage.v1.ExportLabelsReply", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "records", MESSAGE, 32, OF(tutelage_v1_LabelRecord))))

MESSAGE(tutelage_v1_LabelRecord, "tutelage.v1.LabelRecord", 192, RANGES({1, 0}, {14, 12}, {0, 18}), FIELDS(
    ONE(1, "label_id", STRING, 24),
    ONE(2, "example_id", STRING, 32),
    ONE(3, "input_sha256", BYTES, 40),
    ONE_OF(4, "class_index", UINT32, 64),
    ONE(5, "class_name", STRING, 72),
    ONE(6, "source", ENUM, 80),
    ONE(7, "decision", MESSAGE, 88, OF(tutelage_v1_LabelDecision)),
    MANY(8, "probabilities", MESSAGE, 104, OF(tutelage_v1_ClassProbability)),
    ONE(9, "weights_sha256", BYTES, 112),
    ONE(10, "annotator", STRING, 128),
    ONE(11, "supersedes", STRING, 136),
    ONE(12, "split", ENUM, 144),
    ONE(14, "created_at", MESSAGE, 152, OF(google_protobuf_Timestamp)),
    ONE(15, "sequence", INT64, 160),
    ONE(16, "certificate_void", BOOL, 168),
    ONE(17, "question", ENUM, 172),
    ONE(18, "disagrees", BOOL, 176),
    ONE(19, "place", STRING, 184)))

MESSAGE(tutelage_v1_Policies, "tutelage.v1.Policies", 96, RANGES({1, 0}, {0, 8}), FIELDS(
    ONE(1, "version", INT64, 24),
    ONE(2, "auto_label", MESSAGE, 32, OF(tutelage_v1_AutoLabelPolicy)),
    ONE(3, "review", MESSAGE, 40, OF(tutelage_v1_ReviewPolicy)),
    ONE(4, "retrain", MESSAGE, 48, OF(tutelage_v1_RetrainPolicy)),
    ONE(5, "gate", MESSAGE, 56, OF(tutelage_v1_GatePolicy)),
    ONE(6, "hold_out", DOUBLE, 64),
    MANY(7, "looks", MESSAGE, 80, OF(tutelage_v1_Look)),
    ONE(8, "augmentation", MESSAGE, 88, OF(tutelage_v1_AugmentationPolicy))))

MESSAGE(tutelage_v1_AugmentationPolicy, "tutelage.v1.AugmentationPolicy", 40, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE_OF(1, "image", MESSAGE, 32, OF(tutelage_v1_ImageViews)),
    ONE_OF(2, "vector", MESSAGE, 32, OF(tutelage_v1_VectorViews)),
    ONE_OF(3, "text", MESSAGE, 32, OF(tutelage_v1_TextViews)),
    ONE_OF(4, "sound", MESSAGE, 32, OF(tutelage_v1_SoundViews))))

MESSAGE(tutelage_v1_TextViews, "tutelage.v1.TextViews", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "weak", MESSAGE, 24, OF(tutelage_v1_TextViews_Changes)),
    ONE(2, "strong", MESSAGE, 32, OF(tutelage_v1_TextViews_Changes))))

MESSAGE(tutelage_v1_TextViews_Changes, "tutelage.v1.TextViews.Changes", 72, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "paraphrase", DOUBLE, 24),
    ONE(2, "replacement", DOUBLE, 32),
    ONE(3, "swap", DOUBLE, 40),
    ONE(4, "dropout", DOUBLE, 48),
    ONE(5, "mask", DOUBLE, 56),
    ONE(6, "span", UINT32, 64)))

MESSAGE(tutelage_v1_SoundViews, "tutelage.v1.SoundViews", 152, RANGES({1, 0}, {0, 8}), FIELDS(
    ONE_OF(1, "shift", DOUBLE, 32),
    ONE_OF(2, "speed", DOUBLE, 48),
    ONE_OF(3, "pitch", DOUBLE, 64),
    ONE_OF(4, "gain", DOUBLE, 80),
    ONE_OF(5, "contrast", DOUBLE, 96),
    ONE_OF(6, "noise", DOUBLE, 112),
    ONE_OF(7, "masks", UINT32, 128),
    ONE_OF(8, "mask", DOUBLE, 144)))

MESSAGE(tutelage_v1_ImageViews, "tutelage.v1.ImageViews", 56, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE_OF(1, "affine", MESSAGE, 32, OF(tutelage_v1_ImageViews_Affine)),
    ONE_OF(2, "rand_augment", MESSAGE, 32, OF(tutelage_v1_ImageViews_RandAugment)),
    ONE_OF(3, "ct_augment", MESSAGE, 32, OF(tutelage_v1_ImageViews_CTAugment)),
    ONE_OF(4, "color", MESSAGE, 32, OF(tutelage_v1_ImageViews_Color)),
    ONE_OF(5, "cutout", DOUBLE, 48)))

EMPTY_MESSAGE(tutelage_v1_ImageViews_Affine, "tutelage.v1.ImageViews.Affine")

MESSAGE(tutelage_v1_ImageViews_RandAugment, "tutelage.v1.ImageViews.RandAugment", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "list", ENUM, 24),
    ONE(2, "operations", UINT32, 28),
    ONE_OF(3, "magnitude", DOUBLE, 40)))

MESSAGE(tutelage_v1_ImageViews_CTAugment, "tutelage.v1.ImageViews.CTAugment", 64, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "operations", UINT32, 24),
    ONE_OF(2, "threshold", DOUBLE, 40),
    ONE_OF(3, "decay", DOUBLE, 56)))

MESSAGE(tutelage_v1_ImageViews_Color, "tutelage.v1.ImageViews.Color", 96, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE_OF(1, "strength", DOUBLE, 32),
    ONE_OF(2, "grayscale", DOUBLE, 48),
    ONE_OF(3, "blur", DOUBLE, 64),
    ONE(4, "solarize", DOUBLE, 72),
    ONE_OF(5, "least_area", DOUBLE, 88)))

MESSAGE(tutelage_v1_VectorViews, "tutelage.v1.VectorViews", 72, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "weak_noise", DOUBLE, 24),
    ONE_OF(2, "strong_noise", DOUBLE, 40),
    ONE_OF(3, "feature_dropout", DOUBLE, 56),
    ONE(4, "swap_noise", DOUBLE, 64)))

MESSAGE(tutelage_v1_AutoLabelPolicy, "tutelage.v1.AutoLabelPolicy", 48, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE_OF(1, "guarantee", MESSAGE, 32, OF(tutelage_v1_AutoLabelPolicy_Guarantee)),
    ONE_OF(2, "fixed", MESSAGE, 32, OF(tutelage_v1_AutoLabelPolicy_Fixed)),
    ONE_OF(3, "off", MESSAGE, 32, OF(tutelage_v1_AutoLabelPolicy_Off)),
    ONE(4, "views", UINT32, 40),
    ONE(5, "relabel_by_hand", BOOL, 44)))

MESSAGE(tutelage_v1_AutoLabelPolicy_Guarantee, "tutelage.v1.AutoLabelPolicy.Guarantee", 64, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE_OF(1, "epsilon", DOUBLE, 32),
    ONE_OF(2, "delta", DOUBLE, 48),
    ONE(3, "per_class", BOOL, 56)))

MESSAGE(tutelage_v1_AutoLabelPolicy_Fixed, "tutelage.v1.AutoLabelPolicy.Fixed", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "threshold", FLOAT, 24)))

EMPTY_MESSAGE(tutelage_v1_AutoLabelPolicy_Off, "tutelage.v1.AutoLabelPolicy.Off")

MESSAGE(tutelage_v1_ReviewPolicy, "tutelage.v1.ReviewPolicy", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE_OF(1, "queue_limit", UINT32, 32)))

MESSAGE(tutelage_v1_RetrainPolicy, "tutelage.v1.RetrainPolicy", 72, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "interval_seconds", UINT64, 24),
    ONE(2, "new_labels", UINT64, 32),
    ONE(3, "new_examples", UINT64, 40),
    ONE_OF(4, "training", MESSAGE, 56, OF(tutelage_v1_TrainingRun)),
    ONE_OF(5, "self_training", MESSAGE, 56, OF(tutelage_v1_SelfTrainingRun)),
    ONE(6, "gate", MESSAGE, 64, OF(tutelage_v1_GatePolicy))))

MESSAGE(tutelage_v1_GetPoliciesRequest, "tutelage.v1.GetPoliciesRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "project", STRING, 24)))

MESSAGE(tutelage_v1_SetPoliciesRequest, "tutelage.v1.SetPoliciesRequest", 64, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "policies", MESSAGE, 32, OF(tutelage_v1_Policies)),
    ONE(3, "expected_version", INT64, 40),
    ONE(4, "request_id", STRING, 48),
    ONE(5, "dry_run", BOOL, 56)))

MESSAGE(tutelage_v1_LabelReportRequest, "tutelage.v1.LabelReportRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "project", STRING, 24)))

MESSAGE(tutelage_v1_LabelReportReply, "tutelage.v1.LabelReportReply", 176, RANGES({1, 0}, {10, 8}, {0, 16}), FIELDS(
    ONE(1, "unlabeled_examples", UINT64, 24),
    ONE(2, "accepted", UINT64, 32),
    ONE(3, "abstained", UINT64, 40),
    ONE(4, "review", UINT64, 48),
    ONE(5, "coverage", DOUBLE, 56),
    ONE(6, "human_labels", UINT64, 64),
    ONE(7, "imported_labels", UINT64, 72),
    ONE(8, "release", MESSAGE, 80, OF(tutelage_v1_Release)),
    MANY(10, "per_class", MESSAGE, 96, OF(tutelage_v1_ClassReport)),
    ONE(11, "corrections", MESSAGE, 104, OF(tutelage_v1_CorrectionReport)),
    ONE(12, "looks", UINT32, 112),
    MANY(13, "reasons", MESSAGE, 128, OF(tutelage_v1_ReasonCount)),
    MANY(14, "certified", MESSAGE, 144, OF(tutelage_v1_CertifiedLabels)),
    ONE(15, "open_samples", UINT64, 152),
    ONE(16, "relabel", MESSAGE, 160, OF(tutelage_v1_UnfinishedRelabel)),
    ONE(17, "out_of_distribution", UINT64, 168)))

MESSAGE(tutelage_v1_UnfinishedRelabel, "tutelage.v1.UnfinishedRelabel", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "job_id", INT64, 24),
    ONE(2, "state", ENUM, 32),
    ONE(3, "done", UINT64, 40),
    ONE(4, "total", UINT64, 48)))

MESSAGE(tutelage_v1_CertifiedLabels, "tutelage.v1.CertifiedLabels", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "certificate", MESSAGE, 24, OF(tutelage_v1_Certificate)),
    ONE(2, "accepted", UINT64, 32),
    ONE(3, "voided", BOOL, 40)))

MESSAGE(tutelage_v1_ClassReport, "tutelage.v1.ClassReport", 72, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "class_index", UINT32, 24),
    ONE(2, "class_name", STRING, 32),
    ONE(3, "accepted", UINT64, 40),
    ONE(4, "given", UINT64, 48),
    ONE(5, "checked", UINT64, 56),
    ONE(6, "wrong", UINT64, 64)))

MESSAGE(tutelage_v1_CorrectionReport, "tutelage.v1.CorrectionReport", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "checked", UINT64, 24),
    ONE(2, "wrong", UINT64, 32)))

MESSAGE(tutelage_v1_ReasonCount, "tutelage.v1.ReasonCount", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "reason", ENUM, 24),
    ONE(2, "count", UINT64, 32)))

MESSAGE(tutelage_v1_DeleteExamplesRequest, "tutelage.v1.DeleteExamplesRequest", 56, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "project", STRING, 24),
    MANY(2, "example_ids", STRING, 40),
    ONE(3, "request_id", STRING, 48)))

MESSAGE(tutelage_v1_DeleteExamplesReply, "tutelage.v1.DeleteExamplesReply", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "deleted", UINT64, 24),
    MANY(2, "refused", MESSAGE, 40, OF(tutelage_v1_RefusedItem))))

MESSAGE(tutelage_v1_GetExampleRequest, "tutelage.v1.GetExampleRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "example_id", STRING, 32)))

MESSAGE(tutelage_v1_Example, "tutelage.v1.Example", 120, RANGES({1, 0}, {0, 10}), FIELDS(
    ONE(1, "example_id", STRING, 24),
    ONE(2, "sequence", INT64, 32),
    ONE(3, "created_at", MESSAGE, 40, OF(google_protobuf_Timestamp)),
    ONE(4, "split", ENUM, 48),
    ONE(5, "group", STRING, 56),
    ONE(6, "input", MESSAGE, 64, OF(tutelage_v1_Tensor)),
    ONE(7, "input_sha256", BYTES, 72),
    MANY(8, "records", MESSAGE, 96, OF(tutelage_v1_LabelRecord)),
    ONE(9, "champion_version", INT64, 104),
    ONE(10, "seen_by_champion", BOOL, 112)))

MESSAGE(tutelage_v1_Model, "tutelage.v1.Model", 144, RANGES({1, 0}, {0, 12}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "version", INT64, 32),
    ONE(3, "state", ENUM, 40),
    ONE(4, "network", MESSAGE, 48, OF(tutelage_v1_NetworkSpecification)),
    ONE(5, "parameter_count", UINT64, 56),
    ONE(6, "weights_bytes", UINT64, 64),
    ONE(7, "weights_sha256", BYTES, 72),
    ONE(8, "lineage", MESSAGE, 88, OF(tutelage_v1_Lineage)),
    MANY(9, "evaluations", MESSAGE, 104, OF(tutelage_v1_Evaluation)),
    MANY(10, "gate_decisions", MESSAGE, 120, OF(tutelage_v1_GateDecision)),
    ONE(11, "created_at", MESSAGE, 128, OF(google_protobuf_Timestamp)),
    ONE(12, "graph_json", STRING, 136)))

MESSAGE(tutelage_v1_Lineage, "tutelage.v1.Lineage", 120, RANGES({1, 0}, {0, 12}), FIELDS(
    ONE(1, "teacher_version", INT64, 24),
    ONE(2, "snapshot", MESSAGE, 32, OF(tutelage_v1_SnapshotSummary)),
    ONE(3, "job_id", INT64, 40),
    ONE(4, "algorithm", STRING, 48),
    ONE(5, "hyper_parameters_json", STRING, 56),
    ONE(6, "seed", UINT64, 64),
    ONE(7, "git_revision", STRING, 72),
    ONE(8, "instruction_set", STRING, 80),
    ONE(9, "blas_core", STRING, 88),
    ONE(10, "note", STRING, 96),
    ONE(11, "same_as_version", INT64, 104),
    ONE(12, "attestation", STRING, 112)))

MESSAGE(tutelage_v1_Evaluation, "tutelage.v1.Evaluation", 120, RANGES({1, 0}, {0, 10}), FIELDS(
    ONE(1, "split", ENUM, 24),
    ONE(2, "count", UINT32, 28),
    ONE(3, "accuracy", DOUBLE, 32),
    ONE(4, "accuracy_low", DOUBLE, 40),
    ONE(5, "accuracy_high", DOUBLE, 48),
    ONE(6, "calibration_error", DOUBLE, 56),
    MANY(7, "per_class", MESSAGE, 72, OF(tutelage_v1_ClassMetrics)),
    MANY(8, "confusion", UINT32, 88),
    ONE(9, "evaluated_at", MESSAGE, 96, OF(google_protobuf_Timestamp)),
    MANY(10, "confusions", MESSAGE, 112, OF(tutelage_v1_ConfusionCell))))

MESSAGE(tutelage_v1_ConfusionCell, "tutelage.v1.ConfusionCell", 40, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "class_index", UINT32, 24),
    ONE(2, "predicted_index", UINT32, 28),
    ONE(3, "count", UINT32, 32)))

MESSAGE(tutelage_v1_ClassMetrics, "tutelage.v1.ClassMetrics", 64, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "class_index", UINT32, 24),
    ONE(2, "class_name", STRING, 32),
    ONE(3, "precision", DOUBLE, 40),
    ONE(4, "recall", DOUBLE, 48),
    ONE(5, "count", UINT32, 56)))

MESSAGE(tutelage_v1_ListModelsRequest, "tutelage.v1.ListModelsRequest", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "page_size", UINT32, 32),
    ONE(3, "page_token", STRING, 40)))

MESSAGE(tutelage_v1_ListModelsReply, "tutelage.v1.ListModelsReply", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    MANY(1, "models", MESSAGE, 32, OF(tutelage_v1_Model)),
    ONE(2, "next_page_token", STRING, 40)))

MESSAGE(tutelage_v1_GetModelRequest, "tutelage.v1.GetModelRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "model_version", INT64, 32)))

MESSAGE(tutelage_v1_ImportModelRequest, "tutelage.v1.ImportModelRequest", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE_OF(1, "header", MESSAGE, 32, OF(tutelage_v1_ImportModelHeader)),
    ONE_OF(2, "chunk", BYTES, 32)))

MESSAGE(tutelage_v1_ImportModelHeader, "tutelage.v1.ImportModelHeader", 96, RANGES({1, 0}, {0, 8}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "network", MESSAGE, 32, OF(tutelage_v1_NetworkSpecification)),
    ONE(3, "weights_sha256", BYTES, 40),
    ONE(4, "note", STRING, 56),
    ONE(5, "request_id", STRING, 64),
    ONE(6, "attest_unseen", STRING, 72),
    ONE(7, "word_piece", MESSAGE, 80, OF(tutelage_v1_WordPiece)),
    ONE(8, "ignores_other_tensors", BOOL, 88)))

MESSAGE(tutelage_v1_WordPiece, "tutelage.v1.WordPiece", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "vocabulary", BYTES, 24),
    ONE(2, "is_cased", BOOL, 40)))

MESSAGE(tutelage_v1_ExportModelRequest, "tutelage.v1.ExportModelRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "model_version", INT64, 32)))

MESSAGE(tutelage_v1_ExportModelReply, "tutelage.v1.ExportModelReply", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE_OF(1, "model", MESSAGE, 32, OF(tutelage_v1_Model)),
    ONE_OF(2, "chunk", BYTES, 32)))

MESSAGE(tutelage_v1_PromoteRequest, "tutelage.v1.PromoteRequest", 64, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "model_version", INT64, 32),
    ONE(3, "gate", MESSAGE, 40, OF(tutelage_v1_GatePolicy)),
    ONE(4, "request_id", STRING, 48),
    ONE(5, "dry_run", BOOL, 56)))

MESSAGE(tutelage_v1_PromoteReply, "tutelage.v1.PromoteReply", 64, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "promoted", BOOL, 24),
    ONE(2, "gate", MESSAGE, 32, OF(tutelage_v1_GateDecision)),
    ONE(3, "release", MESSAGE, 40, OF(tutelage_v1_Release)),
    MANY(4, "looks", MESSAGE, 56, OF(tutelage_v1_Look))))

MESSAGE(tutelage_v1_CertifyRequest, "tutelage.v1.CertifyRequest", 48, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "again", BOOL, 32),
    ONE(3, "dry_run", BOOL, 36),
    ONE(4, "request_id", STRING, 40)))

MESSAGE(tutelage_v1_CertifyReply, "tutelage.v1.CertifyReply", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    MANY(1, "looks", MESSAGE, 32, OF(tutelage_v1_Look)),
    ONE(2, "release", MESSAGE, 40, OF(tutelage_v1_Release))))

MESSAGE(tutelage_v1_RollbackRequest, "tutelage.v1.RollbackRequest", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "release_number", INT64, 32),
    ONE(3, "request_id", STRING, 40)))

MESSAGE(tutelage_v1_RollbackReply, "tutelage.v1.RollbackReply", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "release", MESSAGE, 24, OF(tutelage_v1_Release))))

MESSAGE(tutelage_v1_SetTrafficRequest, "tutelage.v1.SetTrafficRequest", 72, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "project", STRING, 24),
    MANY(2, "canaries", MESSAGE, 40, OF(tutelage_v1_CanaryPlan)),
    MANY(3, "shadow_versions", INT64, 56),
    ONE(4, "request_id", STRING, 64)))

MESSAGE(tutelage_v1_CanaryPlan, "tutelage.v1.CanaryPlan", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "model_version", INT64, 24),
    ONE(2, "percent", DOUBLE, 32)))

MESSAGE(tutelage_v1_GetTrafficRequest, "tutelage.v1.GetTrafficRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "project", STRING, 24)))

MESSAGE(tutelage_v1_Traffic, "tutelage.v1.Traffic", 88, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "champion_version", INT64, 32),
    ONE(3, "champion_percent", DOUBLE, 40),
    MANY(4, "canaries", MESSAGE, 56, OF(tutelage_v1_CanaryShare)),
    MANY(5, "shadows", MESSAGE, 72, OF(tutelage_v1_ShadowReport)),
    ONE(6, "not_in_force", STRING, 80)))

MESSAGE(tutelage_v1_CanaryShare, "tutelage.v1.CanaryShare", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "model_version", INT64, 24),
    ONE(2, "percent", DOUBLE, 32),
    ONE(3, "succeeded", UINT64, 40),
    ONE(4, "failed", UINT64, 48)))

MESSAGE(tutelage_v1_ShadowReport, "tutelage.v1.ShadowReport", 72, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "model_version", INT64, 24),
    ONE(2, "rows", UINT64, 32),
    ONE(3, "disagreements", UINT64, 40),
    ONE(4, "mean_confidence_difference", DOUBLE, 48),
    ONE(5, "dropped_rows", UINT64, 56),
    ONE(6, "failed_rows", UINT64, 64)))

MESSAGE(tutelage_v1_DeleteModelRequest, "tutelage.v1.DeleteModelRequest", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "model_version", INT64, 32),
    ONE(3, "request_id", STRING, 40)))

MESSAGE(tutelage_v1_CompareModelsRequest, "tutelage.v1.CompareModelsRequest", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "first_version", INT64, 32),
    ONE(3, "second_version", INT64, 40),
    ONE(4, "split", ENUM, 48)))

MESSAGE(tutelage_v1_CompareModelsReply, "tutelage.v1.CompareModelsReply", 88, RANGES({1, 0}, {0, 10}), FIELDS(
    ONE(1, "first_version", INT64, 24),
    ONE(2, "first", MESSAGE, 32, OF(tutelage_v1_Evaluation)),
    ONE(3, "second_version", INT64, 40),
    ONE(4, "second", MESSAGE, 48, OF(tutelage_v1_Evaluation)),
    ONE(5, "both_right", UINT32, 56),
    ONE(6, "only_first_right", UINT32, 60),
    ONE(7, "only_second_right", UINT32, 64),
    ONE(8, "both_wrong", UINT32, 68),
    ONE(9, "p_value", DOUBLE, 72),
    ONE(10, "comparisons", UINT32, 80)))

MESSAGE(tutelage_v1_ListReleasesRequest, "tutelage.v1.ListReleasesRequest", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "page_size", UINT32, 32),
    ONE(3, "page_token", STRING, 40)))

MESSAGE(tutelage_v1_ListReleasesReply, "tutelage.v1.ListReleasesReply", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    MANY(1, "releases", MESSAGE, 32, OF(tutelage_v1_Release)),
    ONE(2, "next_page_token", STRING, 40)))

MESSAGE(tutelage_v1_PredictRequest, "tutelage.v1.PredictRequest", 64, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "model_version", INT64, 32),
    ONE(3, "inputs", MESSAGE, 40, OF(tutelage_v1_Tensor)),
    ONE(4, "options", MESSAGE, 48, OF(tutelage_v1_PredictOptions)),
    ONE(5, "priority", UINT32, 56)))
_Static_assert(sizeof(struct tutelage_v1_PredictRequest) == 64, "");
_Static_assert(offsetof(struct tutelage_v1_PredictRequest, project) == 24, "");
_Static_assert(offsetof(struct tutelage_v1_PredictRequest, model_version) == 32, "");
_Static_assert(offsetof(struct tutelage_v1_PredictRequest, inputs) == 40, "");
_Static_assert(offsetof(struct tutelage_v1_PredictRequest, options) == 48, "");
_Static_assert(offsetof(struct tutelage_v1_PredictRequest, priority) == 56, "");

MESSAGE(tutelage_v1_PredictOptions, "tutelage.v1.PredictOptions", 40, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "top_k", UINT32, 24),
    ONE(2, "probabilities", BOOL, 28),
    ONE(3, "logits", BOOL, 32),
    ONE(4, "embedding", BOOL, 36)))
_Static_assert(sizeof(struct tutelage_v1_PredictOptions) == 40, "");
_Static_assert(offsetof(struct tutelage_v1_PredictOptions, top_k) == 24, "");
_Static_assert(offsetof(struct tutelage_v1_PredictOptions, probabilities) == 28, "");
_Static_assert(offsetof(struct tutelage_v1_PredictOptions, logits) == 32, "");
_Static_assert(offsetof(struct tutelage_v1_PredictOptions, embedding) == 36, "");

MESSAGE(tutelage_v1_PredictReply, "tutelage.v1.PredictReply", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "model_version", INT64, 24),
    MANY(2, "rows", MESSAGE, 40, OF(tutelage_v1_RowPrediction))))
_Static_assert(sizeof(struct tutelage_v1_PredictReply) == 48, "");
_Static_assert(offsetof(struct tutelage_v1_PredictReply, model_version) == 24, "");
_Static_assert(offsetof(struct tutelage_v1_PredictReply, rows) == 40, "");

MESSAGE(tutelage_v1_PredictStreamReply, "tutelage.v1.PredictStreamReply", 48, RANGES({1, 0}, {0, 3}), FIELDS(
    ONE(1, "index", UINT64, 24),
    ONE_OF(2, "reply", MESSAGE, 40, OF(tutelage_v1_PredictReply)),
    ONE_OF(3, "refused", MESSAGE, 40, OF(tutelage_v1_RefusedItem))))

MESSAGE(tutelage_v1_RowPrediction, "tutelage.v1.RowPrediction", 128, RANGES({1, 0}, {0, 8}), FIELDS(
    ONE(1, "class_index", UINT32, 24),
    ONE(2, "class_name", STRING, 32),
    ONE(3, "confidence", FLOAT, 40),
    ONE_OF(4, "calibrated_confidence", FLOAT, 56),
    MANY(5, "probabilities", FLOAT, 72),
    MANY(6, "top_k", MESSAGE, 88, OF(tutelage_v1_ClassProbability)),
    MANY(7, "logits", FLOAT, 104),
    MANY(8, "embedding", FLOAT, 120)))
_Static_assert(sizeof(struct tutelage_v1_RowPrediction) == 128, "");
_Static_assert(offsetof(struct tutelage_v1_RowPrediction, class_index) == 24, "");
_Static_assert(offsetof(struct tutelage_v1_RowPrediction, class_name) == 32, "");
_Static_assert(offsetof(struct tutelage_v1_RowPrediction, confidence) == 40, "");
_Static_assert(offsetof(struct tutelage_v1_RowPrediction, calibrated_confidence) == 56, "");
_Static_assert(offsetof(struct tutelage_v1_RowPrediction, probabilities) == 72, "");
_Static_assert(offsetof(struct tutelage_v1_RowPrediction, top_k) == 88, "");
_Static_assert(offsetof(struct tutelage_v1_RowPrediction, logits) == 104, "");
_Static_assert(offsetof(struct tutelage_v1_RowPrediction, embedding) == 120, "");

MESSAGE(tutelage_v1_EmbedRequest, "tutelage.v1.EmbedRequest", 56, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "model_version", INT64, 32),
    ONE(3, "inputs", MESSAGE, 40, OF(tutelage_v1_Tensor)),
    ONE(4, "node", STRING, 48)))

MESSAGE(tutelage_v1_EmbedReply, "tutelage.v1.EmbedReply", 64, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "model_version", INT64, 24),
    ONE(2, "node", STRING, 32),
    MANY(3, "shape", UINT32, 48),
    ONE(4, "values", MESSAGE, 56, OF(tutelage_v1_Tensor))))

MESSAGE(tutelage_v1_Project, "tutelage.v1.Project", 88, RANGES({1, 0}, {0, 7}), FIELDS(
    ONE(1, "name", STRING, 24),
    MANY(2, "classes", STRING, 40),
    ONE(3, "input", MESSAGE, 48, OF(tutelage_v1_InputSpecification)),
    ONE(4, "policies", MESSAGE, 56, OF(tutelage_v1_Policies)),
    ONE(5, "created_at", MESSAGE, 64, OF(google_protobuf_Timestamp)),
    ONE(6, "champion_version", INT64, 72),
    ONE(7, "counts", MESSAGE, 80, OF(tutelage_v1_ProjectCounts))))

MESSAGE(tutelage_v1_ProjectCounts, "tutelage.v1.ProjectCounts", 80, RANGES({1, 0}, {0, 7}), FIELDS(
    ONE(1, "examples", UINT64, 24),
    ONE(2, "unlabeled", UINT64, 32),
    ONE(3, "train", UINT64, 40),
    ONE(4, "gate", UINT64, 48),
    ONE(5, "certify", UINT64, 56),
    ONE(6, "test", UINT64, 64),
    ONE(7, "review", UINT64, 72)))

MESSAGE(tutelage_v1_CreateProjectRequest, "tutelage.v1.CreateProjectRequest", 72, RANGES({1, 0}, {0, 5}), FIELDS(
    ONE(1, "name", STRING, 24),
    MANY(2, "classes", STRING, 40),
    ONE(3, "input", MESSAGE, 48, OF(tutelage_v1_InputSpecification)),
    ONE(4, "policies", MESSAGE, 56, OF(tutelage_v1_Policies)),
    ONE(5, "request_id", STRING, 64)))

MESSAGE(tutelage_v1_GetProjectRequest, "tutelage.v1.GetProjectRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "project", STRING, 24)))

MESSAGE(tutelage_v1_ListProjectsRequest, "tutelage.v1.ListProjectsRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "page_size", UINT32, 24),
    ONE(2, "page_token", STRING, 32)))

MESSAGE(tutelage_v1_ListProjectsReply, "tutelage.v1.ListProjectsReply", 48, RANGES({1, 0}, {0, 2}), FIELDS(
    MANY(1, "projects", MESSAGE, 32, OF(tutelage_v1_Project)),
    ONE(2, "next_page_token", STRING, 40)))

MESSAGE(tutelage_v1_DeleteProjectRequest, "tutelage.v1.DeleteProjectRequest", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "project", STRING, 24),
    ONE(2, "request_id", STRING, 32)))

EMPTY_MESSAGE(tutelage_v1_DeleteProjectReply, "tutelage.v1.DeleteProjectReply")

MESSAGE(tutelage_v1_Token, "tutelage.v1.Token", 88, RANGES({1, 0}, {0, 6}), FIELDS(
    ONE(1, "id", STRING, 24),
    ONE(2, "name", STRING, 32),
    MANY(3, "scopes", ENUM, 48),
    MANY(4, "projects", STRING, 64),
    ONE(5, "created_at", MESSAGE, 72, OF(google_protobuf_Timestamp)),
    ONE(6, "expires_at", MESSAGE, 80, OF(google_protobuf_Timestamp))))

MESSAGE(tutelage_v1_CreateTokenRequest, "tutelage.v1.CreateTokenRequest", 72, RANGES({1, 0}, {0, 4}), FIELDS(
    ONE(1, "name", STRING, 24),
    MANY(2, "scopes", ENUM, 40),
    MANY(3, "projects", STRING, 56),
    ONE(4, "lifetime_seconds", INT64, 64)))

MESSAGE(tutelage_v1_CreateTokenReply, "tutelage.v1.CreateTokenReply", 40, RANGES({1, 0}, {0, 2}), FIELDS(
    ONE(1, "token", MESSAGE, 24, OF(tutelage_v1_Token)),
    ONE(2, "secret", STRING, 32)))

EMPTY_MESSAGE(tutelage_v1_ListTokensRequest, "tutelage.v1.ListTokensRequest")

MESSAGE(tutelage_v1_ListTokensReply, "tutelage.v1.ListTokensReply", 40, RANGES({1, 0}, {0, 1}), FIELDS(
    MANY(1, "tokens", MESSAGE, 32, OF(tutelage_v1_Token))))

MESSAGE(tutelage_v1_RevokeTokenRequest, "tutelage.v1.RevokeTokenRequest", 32, RANGES({1, 0}, {0, 1}), FIELDS(
    ONE(1, "token", STRING, 24)))
