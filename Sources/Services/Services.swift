package import GRPC
internal import Messages

/// Puts the methods of tutelage.v1 into a router, a line each.
package enum Services {
    /// Adds what the parts of `services` serve: projects, predictions, labels, soft labels.
    package static func register(_ services: DataServices, in router: inout Router) {
        router.register(CreateProjectMethod(services: services))
        router.register(GetProjectMethod(services: services))
        router.register(ListProjectsMethod(services: services))
        router.register(DeleteProjectMethod(services: services))
        router.register(PredictMethod(services: services), reading: Wire.PredictRequest.self)
        router.register(PredictStreamMethod(services: services))
        router.register(EmbedMethod(services: services))
        router.register(SetTrafficMethod(services: services))
        router.register(GetTrafficMethod(services: services))
        router.register(LabelMethod(services: services))
        router.register(LabelStreamMethod(services: services))
        router.register(IngestMethod(services: services))
        router.register(ListDrawsMethod(services: services))
        router.register(GetExampleMethod(services: services))
        router.register(ListReviewMethod(services: services))
        router.register(SubmitLabelsMethod(services: services))
        router.register(ExportLabelsMethod(services: services))
        router.register(GetPoliciesMethod(services: services))
        router.register(SetPoliciesMethod(services: services))
        router.register(LabelReportMethod(services: services))
        router.register(DeleteExamplesMethod(services: services))
        router.register(DeleteModelMethod(services: services))
        router.register(SoftLabelsMethod(services: services))
        registerInference(services, in: &router)
    }

    /// Adds what gRPC's interoperability tests call.
    package static func registerInterop(in router: inout Router) {
        router.register(EmptyCallMethod())
        router.register(UnaryCallMethod())
        router.register(CacheableUnaryCallMethod())
        router.register(StreamingOutputCallMethod())
        router.register(StreamingInputCallMethod())
        router.register(FullDuplexCallMethod())
        router.register(HalfDuplexCallMethod())
    }

    /// Adds health and reflection, which speak of the methods that are in `router` by then: register
    /// them last.
    package static func registerDirectory(_ services: DataServices, in router: inout Router) {
        let status = ServingStatus(services: services)
        router.register(HealthCheckMethod(status: status))
        router.register(HealthWatchMethod(status: status))
        let names = Set(router.paths.map(\.service)).union([
            ReflectionMethod.path.service, ReflectionAlphaMethod.path.service,
        ])
        let method = ReflectionMethod(index: ReflectionIndex(services: names))
        router.register(method)
        router.register(ReflectionAlphaMethod(method: method))
        services.health.services = names
    }
}
