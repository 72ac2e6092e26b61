package import GRPC
package import Messages

/// `Tokens/RevokeToken`.
package struct RevokeTokenMethod: UnaryMethod {
    package static let path = RPC.revokeToken.path

    let services: TokenServices

    package func call(
        _ request: RevokeTokenRequest,
        context: CallContext
    ) async throws -> Messages.Token {
        try services.require(context)
        let token = Messages.Token(try await services.vault.revoke(request.token))
        services.log("revoked", token, context)
        return token
    }
}
