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
        _ request: Wire.SetPoliciesRequest,
        context: CallContext
    ) async throws -> Wire.Policies {
        let name = try ProjectName(request.project)
        guard request.expectedVersion >= 0 else {
            throw Failure.invalid(
                "a policy version is at least 1, or 0; got \(request.expectedVersion)",
                field: "expected_version"
            )
        }
        let project = try await services.store.read { try $0.project(name) }
        let runs = services.runs
        let policies = try Policies(request.policies, field: "policies", input: project.input) {
            run in
            try runs.order(run, input: project.input, classes: project.classes.count)
        }
        if request.dryRun { return try await price(policies, of: project) }
        let expected = request.expectedVersion == 0 ? nil : request.expectedVersion
        let reply = try await services.replay.run(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path
        ) { writer in
            try Wire.Policies(
                try writer.setPolicies(name, policies, expecting: expected),
                runs: runs
            )
        }
        // In a task of its own: the policies are in force, whether their caller is still there or not.
        let promotion = services.promotion
        let looks = try await Task { try await promotion.refresh(name) }.value.looks
        var answer = reply
        answer.looks = looks.map { Wire.Look($0) }
        return answer
    }

    /// What the looks would cost that new policies take; nothing is changed.
    private func price(
        _ policies: Policies,
        of project: Project
    ) async throws -> Wire.Policies {
        var answer = try Wire.Policies(
            policies,
            version: project.policyVersion,
            run: services.runs.run
        )
        let release = try await services.store.read { try $0.currentRelease(project.name) }
        guard release != nil, policies.autoLabel != project.policies.autoLabel else {
            return answer
        }
        answer.looks = try await services.promotion.price(
            project.name,
            policy: policies.autoLabel
        ).map { Wire.Look($0) }
        return answer
    }
}
