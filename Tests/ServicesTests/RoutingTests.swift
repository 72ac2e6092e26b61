import GRPC
import Messages
import Services
import Testing

@Suite("Every public method of the protos is served, and nothing else is")
struct RoutingTests {
    @Test("The router's paths are the descriptors' methods")
    func all() async throws {
        let harness = try await Harness()
        let declared = MethodDescriptor.all.filter {
            !$0.service.hasPrefix("tutelage.internal.") && !$0.service.hasPrefix("grpc.testing.")
        }.map { MethodPath(service: $0.service, method: $0.method) }
        #expect(declared.count > 25)
        #expect(Set(harness.paths) == Set(declared))
        #expect(harness.paths.count == declared.count)
        let missing = RPC<Wire.HealthCheckRequest, Wire.HealthCheckResponse>(
            "tutelage.v1.Prediction",
            "Nothing"
        )
        let refused = await status {
            try await harness.client.unary(missing, Wire.HealthCheckRequest())
        }
        #expect(refused.code == .unimplemented)
        #expect(refused.message.contains("Nothing"))
        try await harness.end()
    }

    @Test("With --interop, what the interoperability tests call is served too, as they expect")
    func interop() {
        var router = Router()
        Services.registerInterop(in: &router)
        let declared = MethodDescriptor.all.filter {
            $0.service.hasPrefix("grpc.testing.") && $0.method != "UnimplementedCall"
        }.map { MethodPath(service: $0.service, method: $0.method) }
        #expect(declared.count == 7)
        #expect(Set(router.paths) == Set(declared))
    }

    @Test("What a retrain policy runs comes back as it was set, with its defaults")
    func retrain() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let policies = Wire.Policies(
            retrain: Wire.RetrainPolicy(
                newExamples: 100,
                run: .selfTraining(Wire.SelfTrainingRun())
            )
        )
        let set = try await harness.client.unary(
            .setPolicies,
            Wire.SetPoliciesRequest(project: "numbers", policies: policies)
        )
        guard case .selfTraining = set.retrain?.run else {
            Issue.record("got \(String(describing: set.retrain?.run))")
            return
        }
        let again = try await harness.client.unary(
            .setPolicies,
            Wire.SetPoliciesRequest(project: "numbers", policies: set)
        )
        #expect(again.retrain == set.retrain)
        #expect(again.version == 3)
        try await harness.end()
    }
}
