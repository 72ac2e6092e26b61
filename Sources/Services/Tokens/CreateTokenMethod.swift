internal import Domain
package import GRPC
package import Messages

/// `Tokens/CreateToken`.
package struct CreateTokenMethod: UnaryMethod {
    package static let path = RPC.createToken.path

    let services: TokenServices

    package func call(
        _ request: Wire.CreateTokenRequest,
        context: CallContext
    ) async throws -> Wire.CreateTokenReply {
        try services.require(context)
        let (record, secret) = try await services.vault.create(
            try TokenGrant(request),
            lifetime: request.lifetimeSeconds
        )
        let token = Wire.Token(record)
        services.log("made", token, context)
        return Wire.CreateTokenReply(token: token, secret: secret)
    }
}
