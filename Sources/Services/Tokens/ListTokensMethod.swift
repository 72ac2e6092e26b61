package import GRPC
package import Messages

/// `Tokens/ListTokens`.
package struct ListTokensMethod: UnaryMethod {
    package static let path = RPC.listTokens.path

    let services: TokenServices

    package func call(
        _ request: Wire.ListTokensRequest,
        context: CallContext
    ) async throws -> Wire.ListTokensReply {
        try services.require(context)
        return Wire.ListTokensReply(tokens: try await services.vault.list().map { Wire.Token($0) })
    }
}
