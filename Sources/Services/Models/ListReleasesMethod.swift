internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Models/ListReleases`: what was put into service and why.
package struct ListReleasesMethod: UnaryMethod {
    package static let path = RPC.listReleases.path

    let services: TrainingServices

    package func call(
        _ request: Wire.ListReleasesRequest,
        context: CallContext
    ) async throws -> Wire.ListReleasesReply {
        let name = try ProjectName(request.project)
        let page = try Page(size: request.pageSize, token: request.pageToken)
        let before = try page.after(orStart: .max)
        let releases = try await services.store.read { reader in
            try reader.releases(name, before: before, limit: page.size + 1)
        }
        var reply = Wire.ListReleasesReply()
        var bytes = 0
        for release in releases.prefix(page.size) {
            let message = Wire.Release(release)
            bytes += message.encodedSize
            if !reply.releases.isEmpty, bytes > Page.byteLimit { break }
            reply.releases.append(message)
        }
        if reply.releases.count < releases.count, let last = reply.releases.last {
            reply.nextPageToken = Page.token(after: last.number)
        }
        return reply
    }
}
