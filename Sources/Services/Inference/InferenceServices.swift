package import GRPC
internal import Messages

extension Services {
    /// Adds the Open Inference Protocol: `inference.GRPCInferenceService`.
    package static func registerInference(_ services: DataServices, in router: inout Router) {
        router.register(ServerLiveMethod())
        router.register(ServerReadyMethod(services: services))
        router.register(ServerMetadataMethod())
        router.register(ModelReadyMethod(services: services))
        router.register(ModelMetadataMethod(services: services))
        router.register(ModelConfigMethod(services: services))
        router.register(ModelStatisticsMethod(services: services))
        router.register(ModelInferMethod(services: services), reading: Wire.ModelInferRequest.self)
        router.register(ModelStreamInferMethod(services: services))
        router.register(RepositoryIndexMethod(services: services))
        router.register(RepositoryModelLoadMethod(services: services))
        router.register(RepositoryModelUnloadMethod(services: services))
        router.register(UnsupportedMethod<SystemSharedMemoryStatus>())
        router.register(UnsupportedMethod<SystemSharedMemoryRegister>())
        router.register(UnsupportedMethod<SystemSharedMemoryUnregister>())
        router.register(UnsupportedMethod<CudaSharedMemoryStatus>())
        router.register(UnsupportedMethod<CudaSharedMemoryRegister>())
        router.register(UnsupportedMethod<CudaSharedMemoryUnregister>())
        router.register(UnsupportedMethod<TraceSetting>())
        router.register(UnsupportedMethod<LogSettings>())
    }
}
