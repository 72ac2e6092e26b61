internal import Domain
package import GRPC
package import Messages
internal import Serving
internal import Store

/// `Projects/CreateProject`.
package struct CreateProjectMethod: UnaryMethod {
    package static let path = RPC.createProject.path

    let services: DataServices

    package func call(
        _ request: CreateProjectRequest,
        context: CallContext
    ) async throws -> Messages.Project {
        let name = try Self.name(request.name)
        let input = try Domain.InputSpecification(request.input)
        try input.validate()
        let runs = services.runs
        let policies = try Domain.Policies(request.policies, field: "policies") { run in
            try runs.order(run, input: input, classes: request.classes.count)
        }
        let project = Store.Project(
            name: name,
            classes: request.classes,
            input: input,
            policies: policies
        )
        let reply = try await services.replay.run(
            request,
            id: request.requestID,
            project: "",
            path: Self.path
        ) { writer in
            try Messages.Project(try writer.createProject(project), champion: nil, runs: runs)
        }
        services.registry.add(name)
        return reply
    }

    private static func name(_ text: String) throws(Failure) -> ProjectName {
        do {
            return try ProjectName(text)
        } catch {
            throw .invalid(error.message, field: "name")
        }
    }
}
