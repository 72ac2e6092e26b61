package import GRPC

/// Puts the methods of tutelage.v1 into a router, a line each.
package enum Services {
    /// Adds what the parts of `services` serve: projects, predictions, labels, soft labels, health.
    package static func register(_ services: DataServices, in router: inout Router) {
        router.register(CreateProjectMethod(services: services))
        router.register(GetProjectMethod(services: services))
        router.register(ListProjectsMethod(services: services))
        router.register(DeleteProjectMethod(services: services))
        router.register(PredictMethod(services: services))
        router.register(LabelMethod(services: services))
        router.register(LabelStreamMethod(services: services))
        router.register(IngestMethod(services: services))
        router.register(ListReviewMethod(services: services))
        router.register(SubmitLabelsMethod(services: services))
        router.register(ExportLabelsMethod(services: services))
        router.register(GetPoliciesMethod(services: services))
        router.register(SetPoliciesMethod(services: services))
        router.register(LabelReportMethod(services: services))
        router.register(SoftLabelsMethod(services: services))
        router.register(HealthCheckMethod(health: services.health))
    }
    /// Adds reflection, which describes the methods that are in `router` by then: register it last.
    package static func registerReflection(in router: inout Router) {
        var services = Set(router.paths.map(\.service))
        services.insert(ReflectionMethod.path.service)
        services.insert(ReflectionAlphaMethod.path.service)
        let method = ReflectionMethod(index: ReflectionIndex(services: services))
        router.register(method)
        router.register(ReflectionAlphaMethod(method: method))
    }
}
