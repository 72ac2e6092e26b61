internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Serving
internal import Store

/// `Projects/CreateProject`.
package struct CreateProjectMethod: UnaryMethod {
    package static let path = RPC.createProject.path

    let services: DataServices

    package func call(
        _ request: Wire.CreateProjectRequest,
        context: CallContext
    ) async throws -> Wire.Project {
        let name = try Self.name(request.name)
        let input = try InputSpecification(request.input)
        try input.validate()
        try Self.requireSendable(input)
        let runs = services.runs
        let policies = try Policies(request.policies, field: "policies", input: input) { run in
            try runs.order(run, input: input, classes: request.classes.count)
        }
        let project = Project(
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
            try Wire.Project(try writer.createProject(project), champion: nil, runs: runs)
        }
        // A kept reply may be that of a project that was deleted since; alone, because a deletion
        // under way would take its name out first.
        try await services.promotion.alone(name) {
            let isThere = (try? await services.store.read { try $0.project(name) }) != nil
            if isThere { services.registry.add(name) }
        }
        return reply
    }

    /// The most bytes of an input: a message takes 4 MiB by default, and more than the input is in it.
    private static let inputBytes = (4 << 20) - (64 << 10)

    private static func requireSendable(_ input: InputSpecification) throws(Failure) {
        guard input.mostBytes <= inputBytes else {
            throw .invalid(
                "an input has at most \(inputBytes) bytes, so that a message carries it; \(input.summary) "
                    + "has \(input.mostBytes)",
                field: "input"
            )
        }
    }

    private static func name(_ text: String) throws(Failure) -> ProjectName {
        do {
            return try ProjectName(text)
        } catch {
            throw .invalid(error.message, field: "name")
        }
    }
}
