internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Store

/// `Labeling/SetPolicies`: new policies, in force and in service when this returns.
package struct SetPoliciesMethod: UnaryMethod {
    package static let path = RPC.setPolicies.path

    let services: DataServices

    package func call(
        _ request: SetPoliciesRequest,
        context: CallContext
    ) async throws -> Messages.Policies {
        let name = try ProjectName(request.project)
        guard request.expectedVersion >= 0 else {
            throw Failure.invalid(
                "a policy version is at least 1, or 0; got \(request.expectedVersion)",
                field: "expected_version"
            )
        }
        let project = try await services.store.read { try $0.project(name) }
        let runs = services.runs
        let policies = try Domain.Policies(request.policies, field: "policies") { run in
            try runs.order(run, input: project.input, classes: project.classes.count)
        }
        let expected = request.expectedVersion == 0 ? nil : request.expectedVersion
        let reply = try await services.replay.run(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path
        ) { writer in
            try Messages.Policies(
                try writer.setPolicies(name, policies, expecting: expected),
                runs: runs
            )
        }
        // In a task of its own: the policies are in force, whether their caller is still there or not.
        let promotion = services.promotion
        _ = try await Task { try await promotion.refresh(name) }.value
        return reply
    }
}
