internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Labeling/GetPolicies`.
package struct GetPoliciesMethod: UnaryMethod {
    package static let path = RPC.getPolicies.path

    let services: DataServices

    package func call(
        _ request: GetPoliciesRequest,
        context: CallContext
    ) async throws -> Messages.Policies {
        let name = try ProjectName(request.project)
        let project = try await services.store.read { try $0.project(name) }
        return try Messages.Policies(project, runs: services.runs)
    }
}
