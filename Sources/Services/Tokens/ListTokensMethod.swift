package import GRPC
package import Messages

/// `Tokens/ListTokens`.
package struct ListTokensMethod: UnaryMethod {
    package static let path = RPC.listTokens.path

    let services: TokenServices

    package func call(
        _ request: ListTokensRequest,
        context: CallContext
    ) async throws -> ListTokensReply {
        try services.require(context)
        return ListTokensReply(tokens: try await services.vault.list().map { Messages.Token($0) })
    }
}
