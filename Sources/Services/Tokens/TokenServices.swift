internal import Domain
package import GRPC
package import Logging
internal import Messages

/// What the service of tokens works with.
package struct TokenServices: Sendable {
    let vault: TokenVault
    private let isLocal: Bool
    private let logger: Logger

    /// Serves the tokens of `vault`; `isLocal` where only the directory's owner can call.
    package init(vault: TokenVault, isLocal: Bool, logger: Logger) {
        self.vault = vault
        self.isLocal = isLocal
        self.logger = logger
    }

    /// Adds the methods.
    package func register(in router: inout Router) {
        router.register(CreateTokenMethod(services: self))
        router.register(ListTokensMethod(services: self))
        router.register(RevokeTokenMethod(services: self))
    }

    /// Refuses callers of whom nobody asked who they are: a token that they made would outlive that.
    func require(_ context: CallContext) throws(Failure) {
        guard isLocal || context.caller != nil else {
            throw .precondition(
                "this server asks for no tokens, so it manages them through its data directory "
                    + "alone: tutelage token --data-dir DIR"
            )
        }
    }

    /// Notes a change in the log: who made it, never the secret.
    func log(_ change: String, _ token: Wire.Token, _ context: CallContext) {
        logger.notice(
            "token \(token.name) (\(token.id)) was \(change) by \(context.caller?.name ?? "the owner")"
        )
    }
}
