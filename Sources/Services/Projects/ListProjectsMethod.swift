internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Projects/ListProjects`.
package struct ListProjectsMethod: UnaryMethod {
    package static let path = RPC.listProjects.path

    private static let rowsAtOnce = 32

    let services: DataServices

    package func call(
        _ request: Wire.ListProjectsRequest,
        context: CallContext
    ) async throws -> Wire.ListProjectsReply {
        let page = try Page(size: request.pageSize, token: request.pageToken)
        let runs = services.runs
        let caller = context.caller as? TokenCaller
        return try await services.store.read { reader in
            var reply = Wire.ListProjectsReply()
            var bytes = 0
            var after = page.after
            while true {
                // Few at a time: the names of ten thousand classes are a megabyte.
                let projects = try reader.projects(after: after, limit: Self.rowsAtOnce)
                for project in projects {
                    if let caller, !caller.covers(project.name.text) {
                        after = project.name.text
                        continue
                    }
                    guard reply.projects.count < page.size, bytes < Page.byteLimit else {
                        reply.nextPageToken = Page.token(after: after)
                        return reply
                    }
                    let message = try Wire.Project(
                        project,
                        champion: try reader.currentRelease(project.name)?.version,
                        runs: runs
                    )
                    after = project.name.text
                    bytes += message.encodedSize
                    reply.projects.append(message)
                }
                if projects.count < Self.rowsAtOnce { return reply }
            }
        }
    }
}
