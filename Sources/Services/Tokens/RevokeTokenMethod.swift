package import GRPC
package import Messages

/// `Tokens/RevokeToken`.
package struct RevokeTokenMethod: UnaryMethod {
    package static let path = RPC.revokeToken.path

    let services: TokenServices

    package func call(
        _ request: Wire.RevokeTokenRequest,
        context: CallContext
    ) async throws -> Wire.Token {
        try services.require(context)
        let token = Wire.Token(try await services.vault.revoke(request.token))
        services.log("revoked", token, context)
        return token
    }
}
