internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Labeling/GetPolicies`.
package struct GetPoliciesMethod: UnaryMethod {
    package static let path = RPC.getPolicies.path

    let services: DataServices

    package func call(
        _ request: Wire.GetPoliciesRequest,
        context: CallContext
    ) async throws -> Wire.Policies {
        let name = try ProjectName(request.project)
        let project = try await services.store.read { try $0.project(name) }
        return try Wire.Policies(project, runs: services.runs)
    }
}
