internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Projects/GetProject`.
package struct GetProjectMethod: UnaryMethod {
    package static let path = RPC.getProject.path

    let services: DataServices

    package func call(
        _ request: Wire.GetProjectRequest,
        context: CallContext
    ) async throws -> Wire.Project {
        let name = try ProjectName(request.project)
        let runs = services.runs
        return try await services.store.read { reader in
            var project = try Wire.Project(
                try reader.project(name),
                champion: try reader.currentRelease(name)?.version,
                runs: runs
            )
            project.counts = Wire.ProjectCounts(try reader.counts(name))
            return project
        }
    }
}
