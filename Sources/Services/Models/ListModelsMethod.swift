internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Models/ListModels`.
package struct ListModelsMethod: UnaryMethod {
    package static let path = RPC.listModels.path

    let services: TrainingServices

    package func call(
        _ request: Wire.ListModelsRequest,
        context: CallContext
    ) async throws -> Wire.ListModelsReply {
        let name = try ProjectName(request.project)
        let page = try Page(size: request.pageSize, token: request.pageToken)
        let before = try page.after(orStart: .max)
        return try await services.store.read { reader in
            let project = try reader.project(name)
            let models = try reader.models(name, before: before, limit: page.size + 1)
            var reply = Wire.ListModelsReply()
            var bytes = 0
            for model in models.prefix(page.size) {
                let message = try Wire.Model(model, of: project, reader)
                bytes += message.encodedSize
                if !reply.models.isEmpty, bytes > Page.byteLimit { break }
                reply.models.append(message)
            }
            if reply.models.count < models.count, let last = reply.models.last {
                reply.nextPageToken = Page.token(after: last.version)
            }
            return reply
        }
    }
}
