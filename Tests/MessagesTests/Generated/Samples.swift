// Generated from Protos by Scripts/generate. Do not edit.
// swift-format-ignore-file

import Messages

extension AnyMessage: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = AnyMessage()
        message.typeURL = source.string()
        message.value = source.bytes()
        return message
    }
}

extension DurationMessage: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = DurationMessage()
        message.seconds = source.int64()
        message.nanos = source.int32()
        return message
    }
}

extension Timestamp: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Timestamp()
        message.seconds = source.int64()
        message.nanos = source.int32()
        return message
    }
}

extension RetryInfo: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RetryInfo()
        message.retryDelay = DurationMessage.sample(from: &source)
        return message
    }
}

extension BadRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = BadRequest()
        for _ in 0..<source.count() { message.fieldViolations.append(BadRequest.FieldViolation.sample(from: &source)) }
        return message
    }
}

extension BadRequest.FieldViolation: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = BadRequest.FieldViolation()
        message.field = source.string()
        message.description = source.string()
        return message
    }
}

extension RPCStatus: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RPCStatus()
        message.code = source.int32()
        message.message = source.string()
        for _ in 0..<source.count() { message.details.append(AnyMessage.sample(from: &source)) }
        return message
    }
}

extension HealthCheckRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = HealthCheckRequest()
        message.service = source.string()
        return message
    }
}

extension HealthCheckResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = HealthCheckResponse()
        message.status = HealthCheckResponse.ServingStatus(rawValue: source.number(HealthCheckResponse.ServingStatus.known.map(\.rawValue)))
        return message
    }
}

extension ServerReflectionRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ServerReflectionRequest()
        message.host = source.string()
        switch source.choice(5) {
        case 0: message.messageRequest = .fileByFilename(source.string())
        case 1: message.messageRequest = .fileContainingSymbol(source.string())
        case 2: message.messageRequest = .fileContainingExtension(ExtensionRequest.sample(from: &source))
        case 3: message.messageRequest = .allExtensionNumbersOfType(source.string())
        default: message.messageRequest = .listServices(source.string())
        }
        return message
    }
}

extension ExtensionRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ExtensionRequest()
        message.containingType = source.string()
        message.extensionNumber = source.int32()
        return message
    }
}

extension ServerReflectionResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ServerReflectionResponse()
        message.validHost = source.string()
        message.originalRequest = ServerReflectionRequest.sample(from: &source)
        switch source.choice(4) {
        case 0: message.messageResponse = .fileDescriptorResponse(FileDescriptorResponse.sample(from: &source))
        case 1: message.messageResponse = .allExtensionNumbersResponse(ExtensionNumberResponse.sample(from: &source))
        case 2: message.messageResponse = .listServicesResponse(ListServiceResponse.sample(from: &source))
        default: message.messageResponse = .errorResponse(ErrorResponse.sample(from: &source))
        }
        return message
    }
}

extension FileDescriptorResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = FileDescriptorResponse()
        for _ in 0..<source.count() { message.fileDescriptorProto.append(source.bytes()) }
        return message
    }
}

extension ExtensionNumberResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ExtensionNumberResponse()
        message.baseTypeName = source.string()
        for _ in 0..<source.count() { message.extensionNumber.append(source.int32()) }
        return message
    }
}

extension ListServiceResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListServiceResponse()
        for _ in 0..<source.count() { message.service.append(ServiceResponse.sample(from: &source)) }
        return message
    }
}

extension ServiceResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ServiceResponse()
        message.name = source.string()
        return message
    }
}

extension ErrorResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ErrorResponse()
        message.errorCode = source.int32()
        message.errorMessage = source.string()
        return message
    }
}

extension Empty: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = Empty()
        return message
    }
}

extension BoolValue: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = BoolValue()
        message.value = source.bool()
        return message
    }
}

extension Payload: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Payload()
        message.type = PayloadType(rawValue: source.number(PayloadType.known.map(\.rawValue)))
        message.body = source.bytes()
        return message
    }
}

extension EchoStatus: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = EchoStatus()
        message.code = source.int32()
        message.message = source.string()
        return message
    }
}

extension SimpleRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SimpleRequest()
        message.responseType = PayloadType(rawValue: source.number(PayloadType.known.map(\.rawValue)))
        message.responseSize = source.int32()
        message.payload = Payload.sample(from: &source)
        message.fillUsername = source.bool()
        message.fillOauthScope = source.bool()
        message.responseCompressed = BoolValue.sample(from: &source)
        message.responseStatus = EchoStatus.sample(from: &source)
        message.expectCompressed = BoolValue.sample(from: &source)
        message.fillServerID = source.bool()
        return message
    }
}

extension SimpleResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SimpleResponse()
        message.payload = Payload.sample(from: &source)
        message.username = source.string()
        message.oauthScope = source.string()
        message.serverID = source.string()
        return message
    }
}

extension StreamingInputCallRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = StreamingInputCallRequest()
        message.payload = Payload.sample(from: &source)
        message.expectCompressed = BoolValue.sample(from: &source)
        return message
    }
}

extension StreamingInputCallResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = StreamingInputCallResponse()
        message.aggregatedPayloadSize = source.int32()
        return message
    }
}

extension ResponseParameters: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ResponseParameters()
        message.size = source.int32()
        message.intervalUs = source.int32()
        message.compressed = BoolValue.sample(from: &source)
        return message
    }
}

extension StreamingOutputCallRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = StreamingOutputCallRequest()
        message.responseType = PayloadType(rawValue: source.number(PayloadType.known.map(\.rawValue)))
        for _ in 0..<source.count() { message.responseParameters.append(ResponseParameters.sample(from: &source)) }
        message.payload = Payload.sample(from: &source)
        message.responseStatus = EchoStatus.sample(from: &source)
        return message
    }
}

extension StreamingOutputCallResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = StreamingOutputCallResponse()
        message.payload = Payload.sample(from: &source)
        return message
    }
}

extension ModelInstanceGroup: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelInstanceGroup()
        message.name = source.string()
        message.count = source.int32()
        message.kind = ModelInstanceGroup.Kind(rawValue: source.number(ModelInstanceGroup.Kind.known.map(\.rawValue)))
        return message
    }
}

extension ModelInput: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelInput()
        message.name = source.string()
        message.dataType = TensorDataType(rawValue: source.number(TensorDataType.known.map(\.rawValue)))
        message.format = ModelInput.Format(rawValue: source.number(ModelInput.Format.known.map(\.rawValue)))
        for _ in 0..<source.count() { message.dims.append(source.int64()) }
        return message
    }
}

extension ModelOutput: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelOutput()
        message.name = source.string()
        message.dataType = TensorDataType(rawValue: source.number(TensorDataType.known.map(\.rawValue)))
        for _ in 0..<source.count() { message.dims.append(source.int64()) }
        return message
    }
}

extension ModelVersionPolicy: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelVersionPolicy()
        switch source.choice(3) {
        case 0: message.policyChoice = .latest(ModelVersionPolicy.Latest.sample(from: &source))
        case 1: message.policyChoice = .all(ModelVersionPolicy.All.sample(from: &source))
        default: message.policyChoice = .specific(ModelVersionPolicy.Specific.sample(from: &source))
        }
        return message
    }
}

extension ModelVersionPolicy.Latest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelVersionPolicy.Latest()
        message.numVersions = source.uint32()
        return message
    }
}

extension ModelVersionPolicy.All: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = ModelVersionPolicy.All()
        return message
    }
}

extension ModelVersionPolicy.Specific: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelVersionPolicy.Specific()
        for _ in 0..<source.count() { message.versions.append(source.int64()) }
        return message
    }
}

extension ModelQueuePolicy: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelQueuePolicy()
        message.timeoutAction = ModelQueuePolicy.TimeoutAction(rawValue: source.number(ModelQueuePolicy.TimeoutAction.known.map(\.rawValue)))
        message.defaultTimeoutMicroseconds = source.uint64()
        message.allowTimeoutOverride = source.bool()
        message.maxQueueSize = source.uint32()
        return message
    }
}

extension ModelDynamicBatching: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelDynamicBatching()
        for _ in 0..<source.count() { message.preferredBatchSize.append(source.int32()) }
        message.maxQueueDelayMicroseconds = source.uint64()
        message.preserveOrdering = source.bool()
        message.priorityLevels = source.uint64()
        message.defaultPriorityLevel = source.uint64()
        message.defaultQueuePolicy = ModelQueuePolicy.sample(from: &source)
        return message
    }
}

extension ModelParameter: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelParameter()
        message.stringValue = source.string()
        return message
    }
}

extension ModelConfig: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelConfig()
        message.name = source.string()
        message.platform = source.string()
        message.versionPolicy = ModelVersionPolicy.sample(from: &source)
        message.maxBatchSize = source.int32()
        for _ in 0..<source.count() { message.input.append(ModelInput.sample(from: &source)) }
        for _ in 0..<source.count() { message.output.append(ModelOutput.sample(from: &source)) }
        for _ in 0..<source.count() { message.instanceGroup.append(ModelInstanceGroup.sample(from: &source)) }
        message.dynamicBatching = ModelDynamicBatching.sample(from: &source)
        for _ in 0..<source.count() {
            let key = source.string()
            message.parameters[key] = ModelParameter.sample(from: &source)
        }
        message.backend = source.string()
        return message
    }
}

extension ServerLiveRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = ServerLiveRequest()
        return message
    }
}

extension ServerLiveResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ServerLiveResponse()
        message.live = source.bool()
        return message
    }
}

extension ServerReadyRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = ServerReadyRequest()
        return message
    }
}

extension ServerReadyResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ServerReadyResponse()
        message.ready = source.bool()
        return message
    }
}

extension ModelReadyRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelReadyRequest()
        message.name = source.string()
        message.version = source.string()
        return message
    }
}

extension ModelReadyResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelReadyResponse()
        message.ready = source.bool()
        return message
    }
}

extension ServerMetadataRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = ServerMetadataRequest()
        return message
    }
}

extension ServerMetadataResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ServerMetadataResponse()
        message.name = source.string()
        message.version = source.string()
        for _ in 0..<source.count() { message.extensions.append(source.string()) }
        return message
    }
}

extension ModelMetadataRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelMetadataRequest()
        message.name = source.string()
        message.version = source.string()
        return message
    }
}

extension ModelMetadataResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelMetadataResponse()
        message.name = source.string()
        for _ in 0..<source.count() { message.versions.append(source.string()) }
        message.platform = source.string()
        for _ in 0..<source.count() { message.inputs.append(ModelMetadataResponse.TensorMetadata.sample(from: &source)) }
        for _ in 0..<source.count() { message.outputs.append(ModelMetadataResponse.TensorMetadata.sample(from: &source)) }
        for _ in 0..<source.count() {
            let key = source.string()
            message.properties[key] = source.string()
        }
        return message
    }
}

extension ModelMetadataResponse.TensorMetadata: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelMetadataResponse.TensorMetadata()
        message.name = source.string()
        message.datatype = source.string()
        for _ in 0..<source.count() { message.shape.append(source.int64()) }
        return message
    }
}

extension InferParameter: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = InferParameter()
        switch source.choice(5) {
        case 0: message.parameterChoice = .boolParam(source.bool())
        case 1: message.parameterChoice = .int64Param(source.int64())
        case 2: message.parameterChoice = .stringParam(source.string())
        case 3: message.parameterChoice = .doubleParam(source.double())
        default: message.parameterChoice = .uint64Param(source.uint64())
        }
        return message
    }
}

extension InferTensorContents: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = InferTensorContents()
        for _ in 0..<source.count() { message.boolContents.append(source.bool()) }
        for _ in 0..<source.count() { message.intContents.append(source.int32()) }
        for _ in 0..<source.count() { message.int64Contents.append(source.int64()) }
        for _ in 0..<source.count() { message.uintContents.append(source.uint32()) }
        for _ in 0..<source.count() { message.uint64Contents.append(source.uint64()) }
        for _ in 0..<source.count() { message.fp32Contents.append(source.float()) }
        for _ in 0..<source.count() { message.fp64Contents.append(source.double()) }
        for _ in 0..<source.count() { message.bytesContents.append(source.bytes()) }
        return message
    }
}

extension ModelInferRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelInferRequest()
        message.modelName = source.string()
        message.modelVersion = source.string()
        message.id = source.string()
        for _ in 0..<source.count() {
            let key = source.string()
            message.parameters[key] = InferParameter.sample(from: &source)
        }
        for _ in 0..<source.count() { message.inputs.append(ModelInferRequest.InferInputTensor.sample(from: &source)) }
        for _ in 0..<source.count() { message.outputs.append(ModelInferRequest.InferRequestedOutputTensor.sample(from: &source)) }
        for _ in 0..<source.count() { message.rawInputContents.append(source.bytes()) }
        return message
    }
}

extension ModelInferRequest.InferInputTensor: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelInferRequest.InferInputTensor()
        message.name = source.string()
        message.datatype = source.string()
        for _ in 0..<source.count() { message.shape.append(source.int64()) }
        for _ in 0..<source.count() {
            let key = source.string()
            message.parameters[key] = InferParameter.sample(from: &source)
        }
        message.contents = InferTensorContents.sample(from: &source)
        return message
    }
}

extension ModelInferRequest.InferRequestedOutputTensor: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelInferRequest.InferRequestedOutputTensor()
        message.name = source.string()
        for _ in 0..<source.count() {
            let key = source.string()
            message.parameters[key] = InferParameter.sample(from: &source)
        }
        return message
    }
}

extension ModelInferResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelInferResponse()
        message.modelName = source.string()
        message.modelVersion = source.string()
        message.id = source.string()
        for _ in 0..<source.count() {
            let key = source.string()
            message.parameters[key] = InferParameter.sample(from: &source)
        }
        for _ in 0..<source.count() { message.outputs.append(ModelInferResponse.InferOutputTensor.sample(from: &source)) }
        for _ in 0..<source.count() { message.rawOutputContents.append(source.bytes()) }
        return message
    }
}

extension ModelInferResponse.InferOutputTensor: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelInferResponse.InferOutputTensor()
        message.name = source.string()
        message.datatype = source.string()
        for _ in 0..<source.count() { message.shape.append(source.int64()) }
        for _ in 0..<source.count() {
            let key = source.string()
            message.parameters[key] = InferParameter.sample(from: &source)
        }
        message.contents = InferTensorContents.sample(from: &source)
        return message
    }
}

extension ModelStreamInferResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelStreamInferResponse()
        message.errorMessage = source.string()
        message.inferResponse = ModelInferResponse.sample(from: &source)
        return message
    }
}

extension ModelConfigRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelConfigRequest()
        message.name = source.string()
        message.version = source.string()
        return message
    }
}

extension ModelConfigResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelConfigResponse()
        message.config = ModelConfig.sample(from: &source)
        return message
    }
}

extension ModelStatisticsRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelStatisticsRequest()
        message.name = source.string()
        message.version = source.string()
        return message
    }
}

extension StatisticDuration: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = StatisticDuration()
        message.count = source.uint64()
        message.ns = source.uint64()
        return message
    }
}

extension InferStatistics: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = InferStatistics()
        message.success = StatisticDuration.sample(from: &source)
        message.fail = StatisticDuration.sample(from: &source)
        message.queue = StatisticDuration.sample(from: &source)
        message.computeInput = StatisticDuration.sample(from: &source)
        message.computeInfer = StatisticDuration.sample(from: &source)
        message.computeOutput = StatisticDuration.sample(from: &source)
        message.cacheHit = StatisticDuration.sample(from: &source)
        message.cacheMiss = StatisticDuration.sample(from: &source)
        return message
    }
}

extension InferBatchStatistics: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = InferBatchStatistics()
        message.batchSize = source.uint64()
        message.computeInput = StatisticDuration.sample(from: &source)
        message.computeInfer = StatisticDuration.sample(from: &source)
        message.computeOutput = StatisticDuration.sample(from: &source)
        return message
    }
}

extension ModelStatistics: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelStatistics()
        message.name = source.string()
        message.version = source.string()
        message.lastInference = source.uint64()
        message.inferenceCount = source.uint64()
        message.executionCount = source.uint64()
        message.inferenceStats = InferStatistics.sample(from: &source)
        for _ in 0..<source.count() { message.batchStats.append(InferBatchStatistics.sample(from: &source)) }
        return message
    }
}

extension ModelStatisticsResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelStatisticsResponse()
        for _ in 0..<source.count() { message.modelStats.append(ModelStatistics.sample(from: &source)) }
        return message
    }
}

extension ModelRepositoryParameter: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ModelRepositoryParameter()
        switch source.choice(4) {
        case 0: message.parameterChoice = .boolParam(source.bool())
        case 1: message.parameterChoice = .int64Param(source.int64())
        case 2: message.parameterChoice = .stringParam(source.string())
        default: message.parameterChoice = .bytesParam(source.bytes())
        }
        return message
    }
}

extension RepositoryIndexRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RepositoryIndexRequest()
        message.repositoryName = source.string()
        message.ready = source.bool()
        return message
    }
}

extension RepositoryIndexResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RepositoryIndexResponse()
        for _ in 0..<source.count() { message.models.append(RepositoryIndexResponse.ModelIndex.sample(from: &source)) }
        return message
    }
}

extension RepositoryIndexResponse.ModelIndex: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RepositoryIndexResponse.ModelIndex()
        message.name = source.string()
        message.version = source.string()
        message.state = source.string()
        message.reason = source.string()
        return message
    }
}

extension RepositoryModelLoadRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RepositoryModelLoadRequest()
        message.repositoryName = source.string()
        message.modelName = source.string()
        for _ in 0..<source.count() {
            let key = source.string()
            message.parameters[key] = ModelRepositoryParameter.sample(from: &source)
        }
        return message
    }
}

extension RepositoryModelLoadResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = RepositoryModelLoadResponse()
        return message
    }
}

extension RepositoryModelUnloadRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RepositoryModelUnloadRequest()
        message.repositoryName = source.string()
        message.modelName = source.string()
        for _ in 0..<source.count() {
            let key = source.string()
            message.parameters[key] = ModelRepositoryParameter.sample(from: &source)
        }
        return message
    }
}

extension RepositoryModelUnloadResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = RepositoryModelUnloadResponse()
        return message
    }
}

extension SystemSharedMemoryStatusRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SystemSharedMemoryStatusRequest()
        message.name = source.string()
        return message
    }
}

extension SystemSharedMemoryStatusResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SystemSharedMemoryStatusResponse()
        for _ in 0..<source.count() {
            let key = source.string()
            message.regions[key] = SystemSharedMemoryStatusResponse.RegionStatus.sample(from: &source)
        }
        return message
    }
}

extension SystemSharedMemoryStatusResponse.RegionStatus: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SystemSharedMemoryStatusResponse.RegionStatus()
        message.name = source.string()
        message.key = source.string()
        message.offset = source.uint64()
        message.byteSize = source.uint64()
        return message
    }
}

extension SystemSharedMemoryRegisterRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SystemSharedMemoryRegisterRequest()
        message.name = source.string()
        message.key = source.string()
        message.offset = source.uint64()
        message.byteSize = source.uint64()
        return message
    }
}

extension SystemSharedMemoryRegisterResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = SystemSharedMemoryRegisterResponse()
        return message
    }
}

extension SystemSharedMemoryUnregisterRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SystemSharedMemoryUnregisterRequest()
        message.name = source.string()
        return message
    }
}

extension SystemSharedMemoryUnregisterResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = SystemSharedMemoryUnregisterResponse()
        return message
    }
}

extension CudaSharedMemoryStatusRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CudaSharedMemoryStatusRequest()
        message.name = source.string()
        return message
    }
}

extension CudaSharedMemoryStatusResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CudaSharedMemoryStatusResponse()
        for _ in 0..<source.count() {
            let key = source.string()
            message.regions[key] = CudaSharedMemoryStatusResponse.RegionStatus.sample(from: &source)
        }
        return message
    }
}

extension CudaSharedMemoryStatusResponse.RegionStatus: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CudaSharedMemoryStatusResponse.RegionStatus()
        message.name = source.string()
        message.deviceID = source.uint64()
        message.byteSize = source.uint64()
        return message
    }
}

extension CudaSharedMemoryRegisterRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CudaSharedMemoryRegisterRequest()
        message.name = source.string()
        message.rawHandle = source.bytes()
        message.deviceID = source.int64()
        message.byteSize = source.uint64()
        return message
    }
}

extension CudaSharedMemoryRegisterResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = CudaSharedMemoryRegisterResponse()
        return message
    }
}

extension CudaSharedMemoryUnregisterRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CudaSharedMemoryUnregisterRequest()
        message.name = source.string()
        return message
    }
}

extension CudaSharedMemoryUnregisterResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = CudaSharedMemoryUnregisterResponse()
        return message
    }
}

extension TraceSettingRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = TraceSettingRequest()
        for _ in 0..<source.count() {
            let key = source.string()
            message.settings[key] = TraceSettingRequest.SettingValue.sample(from: &source)
        }
        message.modelName = source.string()
        return message
    }
}

extension TraceSettingRequest.SettingValue: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = TraceSettingRequest.SettingValue()
        for _ in 0..<source.count() { message.value.append(source.string()) }
        return message
    }
}

extension TraceSettingResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = TraceSettingResponse()
        for _ in 0..<source.count() {
            let key = source.string()
            message.settings[key] = TraceSettingResponse.SettingValue.sample(from: &source)
        }
        return message
    }
}

extension TraceSettingResponse.SettingValue: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = TraceSettingResponse.SettingValue()
        for _ in 0..<source.count() { message.value.append(source.string()) }
        return message
    }
}

extension LogSettingsRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LogSettingsRequest()
        for _ in 0..<source.count() {
            let key = source.string()
            message.settings[key] = LogSettingsRequest.SettingValue.sample(from: &source)
        }
        return message
    }
}

extension LogSettingsRequest.SettingValue: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LogSettingsRequest.SettingValue()
        switch source.choice(3) {
        case 0: message.parameterChoice = .boolParam(source.bool())
        case 1: message.parameterChoice = .uint32Param(source.uint32())
        default: message.parameterChoice = .stringParam(source.string())
        }
        return message
    }
}

extension LogSettingsResponse: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LogSettingsResponse()
        for _ in 0..<source.count() {
            let key = source.string()
            message.settings[key] = LogSettingsResponse.SettingValue.sample(from: &source)
        }
        return message
    }
}

extension LogSettingsResponse.SettingValue: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LogSettingsResponse.SettingValue()
        switch source.choice(3) {
        case 0: message.parameterChoice = .boolParam(source.bool())
        case 1: message.parameterChoice = .uint32Param(source.uint32())
        default: message.parameterChoice = .stringParam(source.string())
        }
        return message
    }
}

extension LeaseRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LeaseRequest()
        message.worker = source.string()
        message.processID = source.int64()
        message.jobID = source.int64()
        message.instructionSet = source.string()
        message.blasCore = source.string()
        return message
    }
}

extension LeaseReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LeaseReply()
        message.lease = Lease.sample(from: &source)
        return message
    }
}

extension Lease: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Lease()
        message.jobID = source.int64()
        message.fencingToken = source.int64()
        message.attempt = source.uint32()
        message.specificationJSON = source.bytes()
        message.snapshotPath = source.string()
        message.checkpointPath = source.string()
        message.weightsPath = source.string()
        message.teacherWeightsPath = source.string()
        message.heartbeatMilliseconds = source.uint32()
        message.leaseMilliseconds = source.uint32()
        return message
    }
}

extension HeartbeatRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = HeartbeatRequest()
        message.jobID = source.int64()
        message.fencingToken = source.int64()
        message.phase = source.string()
        message.step = source.uint64()
        message.steps = source.uint64()
        message.round = source.uint32()
        message.rounds = source.uint32()
        for _ in 0..<source.count() {
            let key = source.string()
            message.metrics[key] = source.double()
        }
        return message
    }
}

extension HeartbeatReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = HeartbeatReply()
        message.cancel = source.bool()
        message.stop = source.bool()
        return message
    }
}

extension CompleteRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CompleteRequest()
        message.jobID = source.int64()
        message.fencingToken = source.int64()
        message.weightsPath = source.string()
        message.weightsSHA256 = source.bytes()
        message.networkJSON = source.bytes()
        message.hyperParametersJSON = source.bytes()
        for _ in 0..<source.count() {
            let key = source.string()
            message.metrics[key] = source.double()
        }
        message.instructionSet = source.string()
        message.blasCore = source.string()
        return message
    }
}

extension CompleteReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CompleteReply()
        message.modelVersion = source.int64()
        return message
    }
}

extension FailRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = FailRequest()
        message.jobID = source.int64()
        message.fencingToken = source.int64()
        message.outcome = FailRequest.Outcome(rawValue: source.number(FailRequest.Outcome.known.map(\.rawValue)))
        message.message = source.string()
        return message
    }
}

extension FailReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = FailReply()
        return message
    }
}

extension Tensor: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Tensor()
        message.dataType = DataType(rawValue: source.number(DataType.known.map(\.rawValue)))
        for _ in 0..<source.count() { message.shape.append(source.int64()) }
        message.data = source.bytes()
        return message
    }
}

extension InputSpecification: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = InputSpecification()
        switch source.choice(2) {
        case 0: message.kind = .image(ImageInput.sample(from: &source))
        default: message.kind = .vector(VectorInput.sample(from: &source))
        }
        return message
    }
}

extension ImageInput: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ImageInput()
        message.height = source.uint32()
        message.width = source.uint32()
        message.channels = source.uint32()
        message.scale = source.float()
        message.offset = source.float()
        message.flips = source.bool()
        return message
    }
}

extension VectorInput: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = VectorInput()
        message.dimension = source.uint32()
        return message
    }
}

extension ClassReference: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ClassReference()
        switch source.choice(2) {
        case 0: message.reference = .index(source.uint32())
        default: message.reference = .name(source.string())
        }
        return message
    }
}

extension ClassProbability: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ClassProbability()
        message.classIndex = source.uint32()
        message.className = source.string()
        message.probability = source.float()
        return message
    }
}

extension LabelDecision: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LabelDecision()
        message.decision = Decision(rawValue: source.number(Decision.known.map(\.rawValue)))
        message.reason = DecisionReason(rawValue: source.number(DecisionReason.known.map(\.rawValue)))
        message.classIndex = source.uint32()
        message.className = source.string()
        message.confidence = source.float()
        message.threshold = source.float()
        message.certificateID = source.int64()
        message.policyVersion = source.int64()
        message.modelVersion = source.int64()
        message.kind = CertificateKind(rawValue: source.number(CertificateKind.known.map(\.rawValue)))
        return message
    }
}

extension RefusedItem: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RefusedItem()
        message.index = source.uint64()
        message.code = source.int32()
        message.message = source.string()
        message.field = source.string()
        return message
    }
}

extension GatePolicy: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = GatePolicy()
        switch source.choice(3) {
        case 0: message.rule = .better(GatePolicy.Better.sample(from: &source))
        case 1: message.rule = .nonInferior(GatePolicy.NonInferior.sample(from: &source))
        default: message.rule = .always(GatePolicy.Always.sample(from: &source))
        }
        return message
    }
}

extension GatePolicy.Better: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = GatePolicy.Better()
        return message
    }
}

extension GatePolicy.NonInferior: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = GatePolicy.NonInferior()
        message.margin = source.double()
        return message
    }
}

extension GatePolicy.Always: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = GatePolicy.Always()
        return message
    }
}

extension GateDecision: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = GateDecision()
        message.passed = source.bool()
        message.policy = GatePolicy.sample(from: &source)
        message.referenceVersion = source.int64()
        message.compared = source.uint32()
        message.won = source.uint32()
        message.lost = source.uint32()
        message.statistic = source.double()
        message.comparisons = source.uint32()
        message.reason = source.string()
        message.standardVersion = source.int64()
        return message
    }
}

extension Look: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Look()
        message.kind = CertificateKind(rawValue: source.number(CertificateKind.known.map(\.rawValue)))
        message.pool = source.int64()
        message.result = Look.Result(rawValue: source.number(Look.Result.known.map(\.rawValue)))
        message.number = source.uint32()
        message.level = source.double()
        message.minimum = source.uint32()
        message.labels = source.uint32()
        message.reason = source.string()
        return message
    }
}

extension Certificate: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Certificate()
        message.id = source.int64()
        message.modelVersion = source.int64()
        message.threshold = source.float()
        message.epsilon = source.double()
        message.delta = source.double()
        message.look = source.uint32()
        message.level = source.double()
        message.views = source.uint32()
        message.certifyCount = source.uint32()
        message.accepted = source.uint32()
        message.wrong = source.uint32()
        message.promise = source.string()
        for _ in 0..<source.count() { message.perClass.append(ClassThreshold.sample(from: &source)) }
        message.kind = CertificateKind(rawValue: source.number(CertificateKind.known.map(\.rawValue)))
        message.pool = source.int64()
        message.poolCount = source.uint64()
        message.poolAccepted = source.uint64()
        for _ in 0..<source.count() { message.attestations.append(source.string()) }
        return message
    }
}

extension ClassThreshold: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ClassThreshold()
        message.classIndex = source.uint32()
        message.threshold = source.float()
        return message
    }
}

extension Release: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Release()
        message.number = source.int64()
        message.modelVersion = source.int64()
        message.certificate = Certificate.sample(from: &source)
        message.certificateMissing = source.string()
        message.policyVersion = source.int64()
        message.publishedAt = Timestamp.sample(from: &source)
        for _ in 0..<source.count() { message.poolCertificates.append(Certificate.sample(from: &source)) }
        message.reason = source.string()
        return message
    }
}

extension NetworkSpecification: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = NetworkSpecification()
        switch source.choice(3) {
        case 0: message.architecture = .linear(NetworkSpecification.Linear.sample(from: &source))
        case 1: message.architecture = .perceptron(NetworkSpecification.Perceptron.sample(from: &source))
        default: message.architecture = .smallConvolutional(NetworkSpecification.SmallConvolutional.sample(from: &source))
        }
        message.standardization = Standardization(rawValue: source.number(Standardization.known.map(\.rawValue)))
        switch source.choice(2) {
        case 0: message.namedArchitecture = .preset(NetworkPreset.sample(from: &source))
        default: message.namedArchitecture = .graphJSON(source.string())
        }
        message.encoder = source.bool()
        return message
    }
}

extension NetworkSpecification.Linear: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = NetworkSpecification.Linear()
        return message
    }
}

extension NetworkSpecification.Perceptron: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = NetworkSpecification.Perceptron()
        for _ in 0..<source.count() { message.hidden.append(source.uint32()) }
        message.dropout = source.float()
        return message
    }
}

extension NetworkSpecification.SmallConvolutional: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = NetworkSpecification.SmallConvolutional()
        message.width = source.uint32()
        message.dropout = source.float()
        return message
    }
}

extension NetworkPreset: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = NetworkPreset()
        message.name = source.string()
        for _ in 0..<source.count() {
            let key = source.string()
            message.parameters[key] = HyperParameterValue.sample(from: &source)
        }
        return message
    }
}

extension AlgorithmConfiguration: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = AlgorithmConfiguration()
        message.name = source.string()
        for _ in 0..<source.count() {
            let key = source.string()
            message.hyperParameters[key] = HyperParameterValue.sample(from: &source)
        }
        return message
    }
}

extension HyperParameterValue: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = HyperParameterValue()
        switch source.choice(2) {
        case 0: message.value = .number(source.double())
        default: message.value = .text(source.string())
        }
        return message
    }
}

extension OptimizerConfiguration: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = OptimizerConfiguration()
        switch source.choice(2) {
        case 0: message.optimizer = .sgd(OptimizerConfiguration.SGD.sample(from: &source))
        default: message.optimizer = .adamW(OptimizerConfiguration.AdamW.sample(from: &source))
        }
        message.schedule = OptimizerConfiguration.Schedule(rawValue: source.number(OptimizerConfiguration.Schedule.known.map(\.rawValue)))
        message.warmUpSteps = source.uint32()
        message.gradientNormLimit = source.float()
        return message
    }
}

extension OptimizerConfiguration.SGD: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = OptimizerConfiguration.SGD()
        message.learningRate = source.float()
        message.momentum = source.float()
        message.weightDecay = source.float()
        return message
    }
}

extension OptimizerConfiguration.AdamW: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = OptimizerConfiguration.AdamW()
        message.learningRate = source.float()
        message.weightDecay = source.float()
        return message
    }
}

extension TrainingRun: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = TrainingRun()
        message.algorithm = AlgorithmConfiguration.sample(from: &source)
        message.network = NetworkSpecification.sample(from: &source)
        message.steps = source.uint32()
        message.batchSize = source.uint32()
        message.seed = source.uint64()
        message.optimizer = OptimizerConfiguration.sample(from: &source)
        message.emaDecay = source.float()
        message.initialVersion = source.int64()
        message.teacherVersion = source.int64()
        return message
    }
}

extension SelfTrainingRun: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SelfTrainingRun()
        message.teacherVersion = source.int64()
        message.rounds = source.uint32()
        message.threshold = source.float()
        message.examplesPerClass = source.uint32()
        message.targets = TargetKind(rawValue: source.number(TargetKind.known.map(\.rawValue)))
        message.temperature = source.float()
        message.unlabeledRatio = source.uint32()
        message.student = TrainingRun.sample(from: &source)
        return message
    }
}

extension DistillationRun: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = DistillationRun()
        message.teacherVersion = source.int64()
        message.targets = TargetKind(rawValue: source.number(TargetKind.known.map(\.rawValue)))
        message.temperature = source.float()
        message.labelWeight = source.float()
        message.student = TrainingRun.sample(from: &source)
        return message
    }
}

extension StartTrainingRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = StartTrainingRequest()
        message.project = source.string()
        message.run = TrainingRun.sample(from: &source)
        message.gate = GatePolicy.sample(from: &source)
        message.requestID = source.string()
        return message
    }
}

extension StartSelfTrainingRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = StartSelfTrainingRequest()
        message.project = source.string()
        message.run = SelfTrainingRun.sample(from: &source)
        message.gate = GatePolicy.sample(from: &source)
        message.requestID = source.string()
        return message
    }
}

extension Job: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Job()
        message.id = source.int64()
        message.project = source.string()
        message.kind = JobKind(rawValue: source.number(JobKind.known.map(\.rawValue)))
        message.state = JobState(rawValue: source.number(JobState.known.map(\.rawValue)))
        message.trigger = JobTrigger(rawValue: source.number(JobTrigger.known.map(\.rawValue)))
        switch source.choice(3) {
        case 0: message.run = .training(TrainingRun.sample(from: &source))
        case 1: message.run = .selfTraining(SelfTrainingRun.sample(from: &source))
        default: message.run = .distillation(DistillationRun.sample(from: &source))
        }
        message.snapshot = SnapshotSummary.sample(from: &source)
        message.progress = JobProgress.sample(from: &source)
        for _ in 0..<source.count() { message.metrics.append(MetricValue.sample(from: &source)) }
        message.attempts = source.uint32()
        message.modelVersion = source.int64()
        message.gate = GateDecision.sample(from: &source)
        message.release = Release.sample(from: &source)
        message.failure = source.string()
        message.cancelRequested = source.bool()
        message.createdAt = Timestamp.sample(from: &source)
        message.startedAt = Timestamp.sample(from: &source)
        message.finishedAt = Timestamp.sample(from: &source)
        message.relabel = RelabelSummary.sample(from: &source)
        return message
    }
}

extension RelabelSummary: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RelabelSummary()
        message.releaseNumber = source.int64()
        message.accepted = source.uint64()
        message.withdrawn = source.uint64()
        return message
    }
}

extension SnapshotSummary: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SnapshotSummary()
        message.id = source.int64()
        message.sequence = source.int64()
        message.labeled = source.uint64()
        message.unlabeled = source.uint64()
        message.reserved = source.uint64()
        message.heldOut = source.uint64()
        message.erased = source.bool()
        return message
    }
}

extension JobProgress: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = JobProgress()
        message.phase = source.string()
        message.step = source.uint64()
        message.steps = source.uint64()
        message.round = source.uint32()
        message.rounds = source.uint32()
        return message
    }
}

extension MetricValue: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = MetricValue()
        message.name = source.string()
        message.value = source.double()
        message.step = source.uint64()
        return message
    }
}

extension GetJobRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = GetJobRequest()
        message.jobID = source.int64()
        return message
    }
}

extension ListJobsRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListJobsRequest()
        message.project = source.string()
        for _ in 0..<source.count() { message.states.append(JobState(rawValue: source.number(JobState.known.map(\.rawValue)))) }
        message.pageSize = source.uint32()
        message.pageToken = source.string()
        return message
    }
}

extension ListJobsReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListJobsReply()
        for _ in 0..<source.count() { message.jobs.append(Job.sample(from: &source)) }
        message.nextPageToken = source.string()
        return message
    }
}

extension WatchJobRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = WatchJobRequest()
        message.jobID = source.int64()
        return message
    }
}

extension WatchJobReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = WatchJobReply()
        message.job = Job.sample(from: &source)
        return message
    }
}

extension CancelJobRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CancelJobRequest()
        message.jobID = source.int64()
        message.requestID = source.string()
        return message
    }
}

extension ListAlgorithmsRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = ListAlgorithmsRequest()
        return message
    }
}

extension ListAlgorithmsReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListAlgorithmsReply()
        for _ in 0..<source.count() { message.algorithms.append(Algorithm.sample(from: &source)) }
        return message
    }
}

extension Algorithm: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Algorithm()
        message.name = source.string()
        message.title = source.string()
        message.summary = source.string()
        message.paper = source.string()
        message.paperURL = source.string()
        message.usesUnlabeled = source.bool()
        message.recipe = source.bool()
        for _ in 0..<source.count() { message.hyperParameters.append(HyperParameter.sample(from: &source)) }
        message.family = source.string()
        message.formula = source.string()
        message.whenToUse = source.string()
        for _ in 0..<source.count() { message.deviations.append(source.string()) }
        return message
    }
}

extension HyperParameter: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = HyperParameter()
        message.name = source.string()
        message.summary = source.string()
        message.defaultValue = source.string()
        message.minimum = source.double()
        message.maximum = source.double()
        message.integer = source.bool()
        for _ in 0..<source.count() { message.choices.append(source.string()) }
        message.mostValues = source.uint32()
        return message
    }
}

extension ListNetworksRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = ListNetworksRequest()
        return message
    }
}

extension ListNetworksReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListNetworksReply()
        for _ in 0..<source.count() { message.networks.append(NetworkArchitecture.sample(from: &source)) }
        return message
    }
}

extension NetworkArchitecture: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = NetworkArchitecture()
        message.name = source.string()
        message.title = source.string()
        message.summary = source.string()
        message.paper = source.string()
        message.paperURL = source.string()
        for _ in 0..<source.count() { message.parameters.append(HyperParameter.sample(from: &source)) }
        return message
    }
}

extension SoftLabelsRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SoftLabelsRequest()
        message.project = source.string()
        message.teacherVersion = source.int64()
        message.temperature = source.float()
        message.inputs = Tensor.sample(from: &source)
        return message
    }
}

extension SoftLabelsReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SoftLabelsReply()
        message.teacherVersion = source.int64()
        message.probabilities = Tensor.sample(from: &source)
        for _ in 0..<source.count() { message.classes.append(source.string()) }
        return message
    }
}

extension StartDistillationRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = StartDistillationRequest()
        message.project = source.string()
        message.run = DistillationRun.sample(from: &source)
        message.gate = GatePolicy.sample(from: &source)
        message.requestID = source.string()
        return message
    }
}

extension LabelRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LabelRequest()
        message.project = source.string()
        message.inputs = Tensor.sample(from: &source)
        for _ in 0..<source.count() { message.groups.append(source.string()) }
        return message
    }
}

extension LabelReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LabelReply()
        message.modelVersion = source.int64()
        for _ in 0..<source.count() { message.rows.append(LabelDecision.sample(from: &source)) }
        return message
    }
}

extension ExampleLabel: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ExampleLabel()
        message.classReference = ClassReference.sample(from: &source)
        message.annotator = source.string()
        return message
    }
}

extension IngestItem: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = IngestItem()
        message.exampleID = source.string()
        message.input = Tensor.sample(from: &source)
        message.split = Split(rawValue: source.number(Split.known.map(\.rawValue)))
        message.label = ExampleLabel.sample(from: &source)
        message.group = source.string()
        message.place = source.string()
        return message
    }
}

extension IngestRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = IngestRequest()
        message.project = source.string()
        for _ in 0..<source.count() { message.items.append(IngestItem.sample(from: &source)) }
        return message
    }
}

extension MadeID: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = MadeID()
        message.index = source.uint64()
        message.exampleID = source.string()
        return message
    }
}

extension IngestReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = IngestReply()
        message.durableCount = source.uint64()
        for _ in 0..<source.count() { message.madeIDs.append(MadeID.sample(from: &source)) }
        for _ in 0..<source.count() { message.refused.append(RefusedItem.sample(from: &source)) }
        return message
    }
}

extension LabelStreamRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LabelStreamRequest()
        message.project = source.string()
        for _ in 0..<source.count() { message.items.append(IngestItem.sample(from: &source)) }
        return message
    }
}

extension LabelStreamReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LabelStreamReply()
        message.durableCount = source.uint64()
        for _ in 0..<source.count() { message.madeIDs.append(MadeID.sample(from: &source)) }
        for _ in 0..<source.count() { message.refused.append(RefusedItem.sample(from: &source)) }
        for _ in 0..<source.count() { message.decisions.append(ItemDecision.sample(from: &source)) }
        return message
    }
}

extension ItemDecision: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ItemDecision()
        message.index = source.uint64()
        message.exampleID = source.string()
        message.decision = LabelDecision.sample(from: &source)
        return message
    }
}

extension DrawSampleRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = DrawSampleRequest()
        message.project = source.string()
        message.split = Split(rawValue: source.number(Split.known.map(\.rawValue)))
        message.count = source.uint32()
        message.pool = source.int64()
        message.seed = source.uint64()
        message.requestID = source.string()
        return message
    }
}

extension Draw: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Draw()
        message.id = source.int64()
        message.split = Split(rawValue: source.number(Split.known.map(\.rawValue)))
        message.pool = source.int64()
        message.firstSequence = source.int64()
        message.lastSequence = source.int64()
        message.seed = source.uint64()
        message.count = source.uint32()
        message.population = source.uint64()
        message.open = source.uint32()
        message.createdAt = Timestamp.sample(from: &source)
        return message
    }
}

extension ListDrawsRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListDrawsRequest()
        message.project = source.string()
        return message
    }
}

extension ListDrawsReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListDrawsReply()
        for _ in 0..<source.count() { message.draws.append(Draw.sample(from: &source)) }
        return message
    }
}

extension StartRelabelRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = StartRelabelRequest()
        message.project = source.string()
        message.requestID = source.string()
        return message
    }
}

extension ListReviewRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListReviewRequest()
        message.project = source.string()
        message.pageSize = source.uint32()
        message.pageToken = source.string()
        for _ in 0..<source.count() { message.questions.append(Question(rawValue: source.number(Question.known.map(\.rawValue)))) }
        message.annotator = source.string()
        message.claimSeconds = source.uint32()
        return message
    }
}

extension ListReviewReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListReviewReply()
        for _ in 0..<source.count() { message.items.append(ReviewItem.sample(from: &source)) }
        message.nextPageToken = source.string()
        return message
    }
}

extension ReviewItem: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ReviewItem()
        message.exampleID = source.string()
        message.input = Tensor.sample(from: &source)
        message.decision = LabelDecision.sample(from: &source)
        message.createdAt = Timestamp.sample(from: &source)
        message.question = Question(rawValue: source.number(Question.known.map(\.rawValue)))
        message.drawID = source.int64()
        return message
    }
}

extension SubmittedLabel: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SubmittedLabel()
        message.exampleID = source.string()
        message.classReference = ClassReference.sample(from: &source)
        message.labelID = source.string()
        message.annotator = source.string()
        message.question = Question(rawValue: source.number(Question.known.map(\.rawValue)))
        message.skipReason = source.string()
        return message
    }
}

extension SubmitLabelsRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SubmitLabelsRequest()
        message.project = source.string()
        for _ in 0..<source.count() { message.labels.append(SubmittedLabel.sample(from: &source)) }
        message.requestID = source.string()
        return message
    }
}

extension SubmitLabelsReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SubmitLabelsReply()
        for _ in 0..<source.count() { message.results.append(SubmittedLabelResult.sample(from: &source)) }
        return message
    }
}

extension SubmittedLabelResult: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SubmittedLabelResult()
        message.labelID = source.string()
        message.supersedes = source.string()
        message.source = LabelSource(rawValue: source.number(LabelSource.known.map(\.rawValue)))
        message.sequence = source.int64()
        message.disagrees = source.bool()
        for _ in 0..<source.count() { message.voidedCertificates.append(source.int64()) }
        return message
    }
}

extension ExportLabelsRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ExportLabelsRequest()
        message.project = source.string()
        message.afterSequence = source.int64()
        for _ in 0..<source.count() { message.sources.append(LabelSource(rawValue: source.number(LabelSource.known.map(\.rawValue)))) }
        message.includeSuperseded = source.bool()
        message.includeUndecided = source.bool()
        return message
    }
}

extension ExportLabelsReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ExportLabelsReply()
        for _ in 0..<source.count() { message.records.append(LabelRecord.sample(from: &source)) }
        return message
    }
}

extension LabelRecord: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LabelRecord()
        message.labelID = source.string()
        message.exampleID = source.string()
        message.inputSHA256 = source.bytes()
        message.classIndex = source.uint32()
        message.className = source.string()
        message.source = LabelSource(rawValue: source.number(LabelSource.known.map(\.rawValue)))
        message.decision = LabelDecision.sample(from: &source)
        for _ in 0..<source.count() { message.probabilities.append(ClassProbability.sample(from: &source)) }
        message.weightsSHA256 = source.bytes()
        message.annotator = source.string()
        message.supersedes = source.string()
        message.split = Split(rawValue: source.number(Split.known.map(\.rawValue)))
        message.createdAt = Timestamp.sample(from: &source)
        message.sequence = source.int64()
        message.certificateVoid = source.bool()
        message.question = Question(rawValue: source.number(Question.known.map(\.rawValue)))
        message.disagrees = source.bool()
        message.place = source.string()
        return message
    }
}

extension Policies: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Policies()
        message.version = source.int64()
        message.autoLabel = AutoLabelPolicy.sample(from: &source)
        message.review = ReviewPolicy.sample(from: &source)
        message.retrain = RetrainPolicy.sample(from: &source)
        message.gate = GatePolicy.sample(from: &source)
        message.holdOut = source.double()
        for _ in 0..<source.count() { message.looks.append(Look.sample(from: &source)) }
        return message
    }
}

extension AutoLabelPolicy: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = AutoLabelPolicy()
        switch source.choice(3) {
        case 0: message.rule = .guarantee(AutoLabelPolicy.Guarantee.sample(from: &source))
        case 1: message.rule = .fixed(AutoLabelPolicy.Fixed.sample(from: &source))
        default: message.rule = .off(AutoLabelPolicy.Off.sample(from: &source))
        }
        message.views = source.uint32()
        message.relabelByHand = source.bool()
        return message
    }
}

extension AutoLabelPolicy.Guarantee: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = AutoLabelPolicy.Guarantee()
        message.epsilon = source.double()
        message.delta = source.double()
        message.perClass = source.bool()
        return message
    }
}

extension AutoLabelPolicy.Fixed: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = AutoLabelPolicy.Fixed()
        message.threshold = source.float()
        return message
    }
}

extension AutoLabelPolicy.Off: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = AutoLabelPolicy.Off()
        return message
    }
}

extension ReviewPolicy: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ReviewPolicy()
        message.queueLimit = source.uint32()
        return message
    }
}

extension RetrainPolicy: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RetrainPolicy()
        message.intervalSeconds = source.uint64()
        message.newLabels = source.uint64()
        message.newExamples = source.uint64()
        switch source.choice(2) {
        case 0: message.run = .training(TrainingRun.sample(from: &source))
        default: message.run = .selfTraining(SelfTrainingRun.sample(from: &source))
        }
        message.gate = GatePolicy.sample(from: &source)
        return message
    }
}

extension GetPoliciesRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = GetPoliciesRequest()
        message.project = source.string()
        return message
    }
}

extension SetPoliciesRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SetPoliciesRequest()
        message.project = source.string()
        message.policies = Policies.sample(from: &source)
        message.expectedVersion = source.int64()
        message.requestID = source.string()
        message.dryRun = source.bool()
        return message
    }
}

extension LabelReportRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LabelReportRequest()
        message.project = source.string()
        return message
    }
}

extension LabelReportReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = LabelReportReply()
        message.unlabeledExamples = source.uint64()
        message.accepted = source.uint64()
        message.abstained = source.uint64()
        message.review = source.uint64()
        message.coverage = source.double()
        message.humanLabels = source.uint64()
        message.importedLabels = source.uint64()
        message.release = Release.sample(from: &source)
        for _ in 0..<source.count() { message.perClass.append(ClassReport.sample(from: &source)) }
        message.corrections = CorrectionReport.sample(from: &source)
        message.looks = source.uint32()
        for _ in 0..<source.count() { message.reasons.append(ReasonCount.sample(from: &source)) }
        for _ in 0..<source.count() { message.certified.append(CertifiedLabels.sample(from: &source)) }
        message.openSamples = source.uint64()
        message.relabel = UnfinishedRelabel.sample(from: &source)
        return message
    }
}

extension UnfinishedRelabel: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = UnfinishedRelabel()
        message.jobID = source.int64()
        message.state = JobState(rawValue: source.number(JobState.known.map(\.rawValue)))
        message.done = source.uint64()
        message.total = source.uint64()
        return message
    }
}

extension CertifiedLabels: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CertifiedLabels()
        message.certificate = Certificate.sample(from: &source)
        message.accepted = source.uint64()
        message.voided = source.bool()
        return message
    }
}

extension ClassReport: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ClassReport()
        message.classIndex = source.uint32()
        message.className = source.string()
        message.accepted = source.uint64()
        message.given = source.uint64()
        message.checked = source.uint64()
        message.wrong = source.uint64()
        return message
    }
}

extension CorrectionReport: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CorrectionReport()
        message.checked = source.uint64()
        message.wrong = source.uint64()
        return message
    }
}

extension ReasonCount: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ReasonCount()
        message.reason = DecisionReason(rawValue: source.number(DecisionReason.known.map(\.rawValue)))
        message.count = source.uint64()
        return message
    }
}

extension DeleteExamplesRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = DeleteExamplesRequest()
        message.project = source.string()
        for _ in 0..<source.count() { message.exampleIDs.append(source.string()) }
        message.requestID = source.string()
        return message
    }
}

extension DeleteExamplesReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = DeleteExamplesReply()
        message.deleted = source.uint64()
        for _ in 0..<source.count() { message.refused.append(RefusedItem.sample(from: &source)) }
        return message
    }
}

extension GetExampleRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = GetExampleRequest()
        message.project = source.string()
        message.exampleID = source.string()
        return message
    }
}

extension Example: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Example()
        message.exampleID = source.string()
        message.sequence = source.int64()
        message.createdAt = Timestamp.sample(from: &source)
        message.split = Split(rawValue: source.number(Split.known.map(\.rawValue)))
        message.group = source.string()
        message.input = Tensor.sample(from: &source)
        message.inputSHA256 = source.bytes()
        for _ in 0..<source.count() { message.records.append(LabelRecord.sample(from: &source)) }
        message.championVersion = source.int64()
        message.seenByChampion = source.bool()
        return message
    }
}

extension Model: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Model()
        message.project = source.string()
        message.version = source.int64()
        message.state = ModelState(rawValue: source.number(ModelState.known.map(\.rawValue)))
        message.network = NetworkSpecification.sample(from: &source)
        message.parameterCount = source.uint64()
        message.weightsBytes = source.uint64()
        message.weightsSHA256 = source.bytes()
        message.lineage = Lineage.sample(from: &source)
        for _ in 0..<source.count() { message.evaluations.append(Evaluation.sample(from: &source)) }
        for _ in 0..<source.count() { message.gateDecisions.append(GateDecision.sample(from: &source)) }
        message.createdAt = Timestamp.sample(from: &source)
        message.graphJSON = source.string()
        return message
    }
}

extension Lineage: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Lineage()
        message.teacherVersion = source.int64()
        message.snapshot = SnapshotSummary.sample(from: &source)
        message.jobID = source.int64()
        message.algorithm = source.string()
        message.hyperParametersJSON = source.string()
        message.seed = source.uint64()
        message.gitRevision = source.string()
        message.instructionSet = source.string()
        message.blasCore = source.string()
        message.note = source.string()
        message.sameAsVersion = source.int64()
        message.attestation = source.string()
        return message
    }
}

extension Evaluation: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Evaluation()
        message.split = Split(rawValue: source.number(Split.known.map(\.rawValue)))
        message.count = source.uint32()
        message.accuracy = source.double()
        message.accuracyLow = source.double()
        message.accuracyHigh = source.double()
        message.calibrationError = source.double()
        for _ in 0..<source.count() { message.perClass.append(ClassMetrics.sample(from: &source)) }
        for _ in 0..<source.count() { message.confusion.append(source.uint32()) }
        message.evaluatedAt = Timestamp.sample(from: &source)
        for _ in 0..<source.count() { message.confusions.append(ConfusionCell.sample(from: &source)) }
        return message
    }
}

extension ConfusionCell: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ConfusionCell()
        message.classIndex = source.uint32()
        message.predictedIndex = source.uint32()
        message.count = source.uint32()
        return message
    }
}

extension ClassMetrics: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ClassMetrics()
        message.classIndex = source.uint32()
        message.className = source.string()
        message.precision = source.double()
        message.recall = source.double()
        message.count = source.uint32()
        return message
    }
}

extension ListModelsRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListModelsRequest()
        message.project = source.string()
        message.pageSize = source.uint32()
        message.pageToken = source.string()
        return message
    }
}

extension ListModelsReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListModelsReply()
        for _ in 0..<source.count() { message.models.append(Model.sample(from: &source)) }
        message.nextPageToken = source.string()
        return message
    }
}

extension GetModelRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = GetModelRequest()
        message.project = source.string()
        message.modelVersion = source.int64()
        return message
    }
}

extension ImportModelRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ImportModelRequest()
        switch source.choice(2) {
        case 0: message.part = .header(ImportModelHeader.sample(from: &source))
        default: message.part = .chunk(source.bytes())
        }
        return message
    }
}

extension ImportModelHeader: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ImportModelHeader()
        message.project = source.string()
        message.network = NetworkSpecification.sample(from: &source)
        message.weightsSHA256 = source.bytes()
        message.note = source.string()
        message.requestID = source.string()
        message.attestUnseen = source.string()
        return message
    }
}

extension ExportModelRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ExportModelRequest()
        message.project = source.string()
        message.modelVersion = source.int64()
        return message
    }
}

extension ExportModelReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ExportModelReply()
        switch source.choice(2) {
        case 0: message.part = .model(Model.sample(from: &source))
        default: message.part = .chunk(source.bytes())
        }
        return message
    }
}

extension PromoteRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = PromoteRequest()
        message.project = source.string()
        message.modelVersion = source.int64()
        message.gate = GatePolicy.sample(from: &source)
        message.requestID = source.string()
        message.dryRun = source.bool()
        return message
    }
}

extension PromoteReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = PromoteReply()
        message.promoted = source.bool()
        message.gate = GateDecision.sample(from: &source)
        message.release = Release.sample(from: &source)
        for _ in 0..<source.count() { message.looks.append(Look.sample(from: &source)) }
        return message
    }
}

extension CertifyRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CertifyRequest()
        message.project = source.string()
        message.again = source.bool()
        message.dryRun = source.bool()
        message.requestID = source.string()
        return message
    }
}

extension CertifyReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CertifyReply()
        for _ in 0..<source.count() { message.looks.append(Look.sample(from: &source)) }
        message.release = Release.sample(from: &source)
        return message
    }
}

extension RollbackRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RollbackRequest()
        message.project = source.string()
        message.releaseNumber = source.int64()
        message.requestID = source.string()
        return message
    }
}

extension RollbackReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RollbackReply()
        message.release = Release.sample(from: &source)
        return message
    }
}

extension SetTrafficRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = SetTrafficRequest()
        message.project = source.string()
        for _ in 0..<source.count() { message.canaries.append(CanaryPlan.sample(from: &source)) }
        for _ in 0..<source.count() { message.shadowVersions.append(source.int64()) }
        message.requestID = source.string()
        return message
    }
}

extension CanaryPlan: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CanaryPlan()
        message.modelVersion = source.int64()
        message.percent = source.double()
        return message
    }
}

extension GetTrafficRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = GetTrafficRequest()
        message.project = source.string()
        return message
    }
}

extension Traffic: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Traffic()
        message.project = source.string()
        message.championVersion = source.int64()
        message.championPercent = source.double()
        for _ in 0..<source.count() { message.canaries.append(CanaryShare.sample(from: &source)) }
        for _ in 0..<source.count() { message.shadows.append(ShadowReport.sample(from: &source)) }
        message.notInForce = source.string()
        return message
    }
}

extension CanaryShare: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CanaryShare()
        message.modelVersion = source.int64()
        message.percent = source.double()
        message.succeeded = source.uint64()
        message.failed = source.uint64()
        return message
    }
}

extension ShadowReport: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ShadowReport()
        message.modelVersion = source.int64()
        message.rows = source.uint64()
        message.disagreements = source.uint64()
        message.meanConfidenceDifference = source.double()
        message.droppedRows = source.uint64()
        message.failedRows = source.uint64()
        return message
    }
}

extension DeleteModelRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = DeleteModelRequest()
        message.project = source.string()
        message.modelVersion = source.int64()
        message.requestID = source.string()
        return message
    }
}

extension CompareModelsRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CompareModelsRequest()
        message.project = source.string()
        message.firstVersion = source.int64()
        message.secondVersion = source.int64()
        message.split = Split(rawValue: source.number(Split.known.map(\.rawValue)))
        return message
    }
}

extension CompareModelsReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CompareModelsReply()
        message.firstVersion = source.int64()
        message.first = Evaluation.sample(from: &source)
        message.secondVersion = source.int64()
        message.second = Evaluation.sample(from: &source)
        message.bothRight = source.uint32()
        message.onlyFirstRight = source.uint32()
        message.onlySecondRight = source.uint32()
        message.bothWrong = source.uint32()
        message.pValue = source.double()
        message.comparisons = source.uint32()
        return message
    }
}

extension ListReleasesRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListReleasesRequest()
        message.project = source.string()
        message.pageSize = source.uint32()
        message.pageToken = source.string()
        return message
    }
}

extension ListReleasesReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListReleasesReply()
        for _ in 0..<source.count() { message.releases.append(Release.sample(from: &source)) }
        message.nextPageToken = source.string()
        return message
    }
}

extension PredictRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = PredictRequest()
        message.project = source.string()
        message.modelVersion = source.int64()
        message.inputs = Tensor.sample(from: &source)
        message.options = PredictOptions.sample(from: &source)
        message.priority = source.uint32()
        return message
    }
}

extension PredictOptions: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = PredictOptions()
        message.topK = source.uint32()
        message.probabilities = source.bool()
        message.logits = source.bool()
        message.embedding = source.bool()
        return message
    }
}

extension PredictReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = PredictReply()
        message.modelVersion = source.int64()
        for _ in 0..<source.count() { message.rows.append(RowPrediction.sample(from: &source)) }
        return message
    }
}

extension PredictStreamReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = PredictStreamReply()
        message.index = source.uint64()
        switch source.choice(2) {
        case 0: message.result = .reply(PredictReply.sample(from: &source))
        default: message.result = .refused(RefusedItem.sample(from: &source))
        }
        return message
    }
}

extension RowPrediction: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RowPrediction()
        message.classIndex = source.uint32()
        message.className = source.string()
        message.confidence = source.float()
        message.calibratedConfidence = source.float()
        for _ in 0..<source.count() { message.probabilities.append(source.float()) }
        for _ in 0..<source.count() { message.topK.append(ClassProbability.sample(from: &source)) }
        for _ in 0..<source.count() { message.logits.append(source.float()) }
        for _ in 0..<source.count() { message.embedding.append(source.float()) }
        return message
    }
}

extension EmbedRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = EmbedRequest()
        message.project = source.string()
        message.modelVersion = source.int64()
        message.inputs = Tensor.sample(from: &source)
        message.node = source.string()
        return message
    }
}

extension EmbedReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = EmbedReply()
        message.modelVersion = source.int64()
        message.node = source.string()
        for _ in 0..<source.count() { message.shape.append(source.uint32()) }
        message.values = Tensor.sample(from: &source)
        return message
    }
}

extension Project: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Project()
        message.name = source.string()
        for _ in 0..<source.count() { message.classes.append(source.string()) }
        message.input = InputSpecification.sample(from: &source)
        message.policies = Policies.sample(from: &source)
        message.createdAt = Timestamp.sample(from: &source)
        message.championVersion = source.int64()
        message.counts = ProjectCounts.sample(from: &source)
        return message
    }
}

extension ProjectCounts: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ProjectCounts()
        message.examples = source.uint64()
        message.unlabeled = source.uint64()
        message.train = source.uint64()
        message.gate = source.uint64()
        message.certify = source.uint64()
        message.test = source.uint64()
        message.review = source.uint64()
        return message
    }
}

extension CreateProjectRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CreateProjectRequest()
        message.name = source.string()
        for _ in 0..<source.count() { message.classes.append(source.string()) }
        message.input = InputSpecification.sample(from: &source)
        message.policies = Policies.sample(from: &source)
        message.requestID = source.string()
        return message
    }
}

extension GetProjectRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = GetProjectRequest()
        message.project = source.string()
        return message
    }
}

extension ListProjectsRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListProjectsRequest()
        message.pageSize = source.uint32()
        message.pageToken = source.string()
        return message
    }
}

extension ListProjectsReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListProjectsReply()
        for _ in 0..<source.count() { message.projects.append(Project.sample(from: &source)) }
        message.nextPageToken = source.string()
        return message
    }
}

extension DeleteProjectRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = DeleteProjectRequest()
        message.project = source.string()
        message.requestID = source.string()
        return message
    }
}

extension DeleteProjectReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = DeleteProjectReply()
        return message
    }
}

extension Token: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = Token()
        message.id = source.string()
        message.name = source.string()
        for _ in 0..<source.count() { message.scopes.append(Scope(rawValue: source.number(Scope.known.map(\.rawValue)))) }
        for _ in 0..<source.count() { message.projects.append(source.string()) }
        message.createdAt = Timestamp.sample(from: &source)
        message.expiresAt = Timestamp.sample(from: &source)
        return message
    }
}

extension CreateTokenRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CreateTokenRequest()
        message.name = source.string()
        for _ in 0..<source.count() { message.scopes.append(Scope(rawValue: source.number(Scope.known.map(\.rawValue)))) }
        for _ in 0..<source.count() { message.projects.append(source.string()) }
        message.lifetimeSeconds = source.int64()
        return message
    }
}

extension CreateTokenReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = CreateTokenReply()
        message.token = Token.sample(from: &source)
        message.secret = source.string()
        return message
    }
}

extension ListTokensRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        let message = ListTokensRequest()
        return message
    }
}

extension ListTokensReply: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = ListTokensReply()
        for _ in 0..<source.count() { message.tokens.append(Token.sample(from: &source)) }
        return message
    }
}

extension RevokeTokenRequest: Sampled {
    static func sample(from source: inout some SampleSource) -> Self {
        var message = RevokeTokenRequest()
        message.token = source.string()
        return message
    }
}

/// Every message type, in the order of the files.
let allMessageTypes: [any Sampled.Type] = [
    AnyMessage.self,
    DurationMessage.self,
    Timestamp.self,
    RetryInfo.self,
    BadRequest.self,
    BadRequest.FieldViolation.self,
    RPCStatus.self,
    HealthCheckRequest.self,
    HealthCheckResponse.self,
    ServerReflectionRequest.self,
    ExtensionRequest.self,
    ServerReflectionResponse.self,
    FileDescriptorResponse.self,
    ExtensionNumberResponse.self,
    ListServiceResponse.self,
    ServiceResponse.self,
    ErrorResponse.self,
    Empty.self,
    BoolValue.self,
    Payload.self,
    EchoStatus.self,
    SimpleRequest.self,
    SimpleResponse.self,
    StreamingInputCallRequest.self,
    StreamingInputCallResponse.self,
    ResponseParameters.self,
    StreamingOutputCallRequest.self,
    StreamingOutputCallResponse.self,
    ModelInstanceGroup.self,
    ModelInput.self,
    ModelOutput.self,
    ModelVersionPolicy.self,
    ModelVersionPolicy.Latest.self,
    ModelVersionPolicy.All.self,
    ModelVersionPolicy.Specific.self,
    ModelQueuePolicy.self,
    ModelDynamicBatching.self,
    ModelParameter.self,
    ModelConfig.self,
    ServerLiveRequest.self,
    ServerLiveResponse.self,
    ServerReadyRequest.self,
    ServerReadyResponse.self,
    ModelReadyRequest.self,
    ModelReadyResponse.self,
    ServerMetadataRequest.self,
    ServerMetadataResponse.self,
    ModelMetadataRequest.self,
    ModelMetadataResponse.self,
    ModelMetadataResponse.TensorMetadata.self,
    InferParameter.self,
    InferTensorContents.self,
    ModelInferRequest.self,
    ModelInferRequest.InferInputTensor.self,
    ModelInferRequest.InferRequestedOutputTensor.self,
    ModelInferResponse.self,
    ModelInferResponse.InferOutputTensor.self,
    ModelStreamInferResponse.self,
    ModelConfigRequest.self,
    ModelConfigResponse.self,
    ModelStatisticsRequest.self,
    StatisticDuration.self,
    InferStatistics.self,
    InferBatchStatistics.self,
    ModelStatistics.self,
    ModelStatisticsResponse.self,
    ModelRepositoryParameter.self,
    RepositoryIndexRequest.self,
    RepositoryIndexResponse.self,
    RepositoryIndexResponse.ModelIndex.self,
    RepositoryModelLoadRequest.self,
    RepositoryModelLoadResponse.self,
    RepositoryModelUnloadRequest.self,
    RepositoryModelUnloadResponse.self,
    SystemSharedMemoryStatusRequest.self,
    SystemSharedMemoryStatusResponse.self,
    SystemSharedMemoryStatusResponse.RegionStatus.self,
    SystemSharedMemoryRegisterRequest.self,
    SystemSharedMemoryRegisterResponse.self,
    SystemSharedMemoryUnregisterRequest.self,
    SystemSharedMemoryUnregisterResponse.self,
    CudaSharedMemoryStatusRequest.self,
    CudaSharedMemoryStatusResponse.self,
    CudaSharedMemoryStatusResponse.RegionStatus.self,
    CudaSharedMemoryRegisterRequest.self,
    CudaSharedMemoryRegisterResponse.self,
    CudaSharedMemoryUnregisterRequest.self,
    CudaSharedMemoryUnregisterResponse.self,
    TraceSettingRequest.self,
    TraceSettingRequest.SettingValue.self,
    TraceSettingResponse.self,
    TraceSettingResponse.SettingValue.self,
    LogSettingsRequest.self,
    LogSettingsRequest.SettingValue.self,
    LogSettingsResponse.self,
    LogSettingsResponse.SettingValue.self,
    LeaseRequest.self,
    LeaseReply.self,
    Lease.self,
    HeartbeatRequest.self,
    HeartbeatReply.self,
    CompleteRequest.self,
    CompleteReply.self,
    FailRequest.self,
    FailReply.self,
    Tensor.self,
    InputSpecification.self,
    ImageInput.self,
    VectorInput.self,
    ClassReference.self,
    ClassProbability.self,
    LabelDecision.self,
    RefusedItem.self,
    GatePolicy.self,
    GatePolicy.Better.self,
    GatePolicy.NonInferior.self,
    GatePolicy.Always.self,
    GateDecision.self,
    Look.self,
    Certificate.self,
    ClassThreshold.self,
    Release.self,
    NetworkSpecification.self,
    NetworkSpecification.Linear.self,
    NetworkSpecification.Perceptron.self,
    NetworkSpecification.SmallConvolutional.self,
    NetworkPreset.self,
    AlgorithmConfiguration.self,
    HyperParameterValue.self,
    OptimizerConfiguration.self,
    OptimizerConfiguration.SGD.self,
    OptimizerConfiguration.AdamW.self,
    TrainingRun.self,
    SelfTrainingRun.self,
    DistillationRun.self,
    StartTrainingRequest.self,
    StartSelfTrainingRequest.self,
    Job.self,
    RelabelSummary.self,
    SnapshotSummary.self,
    JobProgress.self,
    MetricValue.self,
    GetJobRequest.self,
    ListJobsRequest.self,
    ListJobsReply.self,
    WatchJobRequest.self,
    WatchJobReply.self,
    CancelJobRequest.self,
    ListAlgorithmsRequest.self,
    ListAlgorithmsReply.self,
    Algorithm.self,
    HyperParameter.self,
    ListNetworksRequest.self,
    ListNetworksReply.self,
    NetworkArchitecture.self,
    SoftLabelsRequest.self,
    SoftLabelsReply.self,
    StartDistillationRequest.self,
    LabelRequest.self,
    LabelReply.self,
    ExampleLabel.self,
    IngestItem.self,
    IngestRequest.self,
    MadeID.self,
    IngestReply.self,
    LabelStreamRequest.self,
    LabelStreamReply.self,
    ItemDecision.self,
    DrawSampleRequest.self,
    Draw.self,
    ListDrawsRequest.self,
    ListDrawsReply.self,
    StartRelabelRequest.self,
    ListReviewRequest.self,
    ListReviewReply.self,
    ReviewItem.self,
    SubmittedLabel.self,
    SubmitLabelsRequest.self,
    SubmitLabelsReply.self,
    SubmittedLabelResult.self,
    ExportLabelsRequest.self,
    ExportLabelsReply.self,
    LabelRecord.self,
    Policies.self,
    AutoLabelPolicy.self,
    AutoLabelPolicy.Guarantee.self,
    AutoLabelPolicy.Fixed.self,
    AutoLabelPolicy.Off.self,
    ReviewPolicy.self,
    RetrainPolicy.self,
    GetPoliciesRequest.self,
    SetPoliciesRequest.self,
    LabelReportRequest.self,
    LabelReportReply.self,
    UnfinishedRelabel.self,
    CertifiedLabels.self,
    ClassReport.self,
    CorrectionReport.self,
    ReasonCount.self,
    DeleteExamplesRequest.self,
    DeleteExamplesReply.self,
    GetExampleRequest.self,
    Example.self,
    Model.self,
    Lineage.self,
    Evaluation.self,
    ConfusionCell.self,
    ClassMetrics.self,
    ListModelsRequest.self,
    ListModelsReply.self,
    GetModelRequest.self,
    ImportModelRequest.self,
    ImportModelHeader.self,
    ExportModelRequest.self,
    ExportModelReply.self,
    PromoteRequest.self,
    PromoteReply.self,
    CertifyRequest.self,
    CertifyReply.self,
    RollbackRequest.self,
    RollbackReply.self,
    SetTrafficRequest.self,
    CanaryPlan.self,
    GetTrafficRequest.self,
    Traffic.self,
    CanaryShare.self,
    ShadowReport.self,
    DeleteModelRequest.self,
    CompareModelsRequest.self,
    CompareModelsReply.self,
    ListReleasesRequest.self,
    ListReleasesReply.self,
    PredictRequest.self,
    PredictOptions.self,
    PredictReply.self,
    PredictStreamReply.self,
    RowPrediction.self,
    EmbedRequest.self,
    EmbedReply.self,
    Project.self,
    ProjectCounts.self,
    CreateProjectRequest.self,
    GetProjectRequest.self,
    ListProjectsRequest.self,
    ListProjectsReply.self,
    DeleteProjectRequest.self,
    DeleteProjectReply.self,
    Token.self,
    CreateTokenRequest.self,
    CreateTokenReply.self,
    ListTokensRequest.self,
    ListTokensReply.self,
    RevokeTokenRequest.self,
]
