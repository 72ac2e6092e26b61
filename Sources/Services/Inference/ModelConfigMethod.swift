internal import Domain
package import GRPC
package import Messages
internal import Serving
internal import Store

/// `GRPCInferenceService/ModelConfig`: how a model is served.
package struct ModelConfigMethod: UnaryMethod {
    package static let path = RPC.modelConfig.path

    let services: DataServices

    package func call(
        _ request: Wire.ModelConfigRequest,
        context: CallContext
    ) async throws -> Wire.ModelConfigResponse {
        let project = try await services.described(request.name, version: request.version)
        let limits = services.batcher.configuration
        let loaded = services.registry.loadedVersions(of: request.name)
        return Wire.ModelConfigResponse(
            config: Wire.ModelConfig(
                name: request.name,
                platform: ModelMetadataMethod.platform,
                versionPolicy: Wire.ModelVersionPolicy(
                    policyChoice: .specific(.init(versions: loaded))
                ),
                maxBatchSize: Int32(clamping: limits.maxRequestRows),
                input: [Self.input(project.input)],
                output: InferenceOutput.allCases.map { output in
                    Wire.ModelOutput(
                        name: output.rawValue,
                        dataType: output.datatype.configured,
                        dims: output.dimensions(classes: project.classes.count)
                    )
                },
                instanceGroup: [
                    Wire.ModelInstanceGroup(
                        name: "compute",
                        count: Int32(clamping: limits.threads),
                        kind: .cpu
                    )
                ],
                dynamicBatching: Self.batching(limits),
                parameters: try project.inferenceProperties.mapValues {
                    Wire.ModelParameter(stringValue: $0)
                },
                backend: Software.name
            )
        )
    }

    private static func input(_ input: InputSpecification) -> Wire.ModelInput {
        var description = Wire.ModelInput(
            name: InferenceInput.name,
            dataType: input.datatype.configured,
            dims: input.inferenceDimensions
        )
        if case .image = input { description.format = .nhwc }
        return description
    }

    private static func batching(_ limits: BatcherConfiguration) -> Wire.ModelDynamicBatching {
        Wire.ModelDynamicBatching(
            preferredBatchSize: [Int32(clamping: limits.maxBatchSize)],
            maxQueueDelayMicroseconds: UInt64(clamping: limits.maxQueueDelayMicroseconds),
            priorityLevels: UInt64(RequestPriority.leastUrgent),
            defaultPriorityLevel: UInt64(RequestPriority.standard.level),
            defaultQueuePolicy: Wire.ModelQueuePolicy(
                timeoutAction: .reject,
                defaultTimeoutMicroseconds: UInt64(clamping: limits.maxQueueMilliseconds) * 1000,
                allowTimeoutOverride: true,
                maxQueueSize: UInt32(clamping: limits.maxQueueSize)
            )
        )
    }
}
