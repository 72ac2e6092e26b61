internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Labeling/ListDraws`: what is needed to repeat and audit the draws of a project.
package struct ListDrawsMethod: UnaryMethod {
    package static let path = RPC.listDraws.path

    let services: DataServices

    package func call(
        _ request: Wire.ListDrawsRequest,
        context: CallContext
    ) async throws -> Wire.ListDrawsReply {
        let name = try ProjectName(request.project)
        let draws = try await services.store.read { try $0.draws(name) }
        return Wire.ListDrawsReply(draws: draws.map { Wire.Draw($0) })
    }
}
