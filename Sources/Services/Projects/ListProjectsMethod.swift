internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Projects/ListProjects`.
package struct ListProjectsMethod: UnaryMethod {
    package static let path = RPC.listProjects.path

    let services: DataServices

    package func call(
        _ request: ListProjectsRequest,
        context: CallContext
    ) async throws -> ListProjectsReply {
        let page = try Page(size: request.pageSize, token: request.pageToken)
        let runs = services.runs
        return try await services.store.read { reader in
            var reply = ListProjectsReply()
            var bytes = 0
            for project in try reader.projects(after: page.after, limit: page.size + 1) {
                guard reply.projects.count < page.size, bytes < Page.byteLimit else {
                    let last = reply.projects.last?.name ?? ""
                    reply.nextPageToken = Page.token(after: last)
                    break
                }
                let message = try Messages.Project(
                    project,
                    champion: try reader.currentRelease(project.name)?.version,
                    runs: runs
                )
                bytes += message.encodedSize
                reply.projects.append(message)
            }
            return reply
        }
    }
}
