package import Domain
package import Store

/// Makes, lists and revokes tokens, in the store and then in memory.
package struct TokenVault: Sendable {
    let store: DataStore
    let authorizer: TokenAuthorizer?

    /// The longest that a token may hold, in seconds: a hundred years.
    package static let lifetimeLimit: Int64 = 100 * 366 * 86_400

    /// Works on `store`, and on the tokens that a server has in memory.
    package init(store: DataStore, authorizer: TokenAuthorizer? = nil) {
        self.store = store
        self.authorizer = authorizer
    }

    /// Makes a token that holds for `lifetime` seconds; 0: until it is revoked.
    ///
    /// - Returns: The token, and what its holder shows, which is kept nowhere.
    /// - Throws: ``Failure``: invalid argument, already exists, resource exhausted.
    package func create(
        _ grant: TokenGrant,
        lifetime: Int64
    ) async throws -> (record: TokenRecord, secret: String) {
        guard (0...Self.lifetimeLimit).contains(lifetime) else {
            throw Failure.invalid(
                "a token holds 0 to \(Self.lifetimeLimit) seconds; got \(lifetime)",
                field: "lifetime_seconds"
            )
        }
        let (token, text) = BearerToken.random()
        let record = try await store.write { writer in
            try writer.addToken(
                id: token.id,
                grant,
                digest: token.digest,
                lifetime: lifetime == 0 ? nil : lifetime * 1000
            )
        }
        authorizer?.add(record)
        return (record, text)
    }

    /// All tokens, ordered by name.
    package func list() async throws -> [TokenRecord] {
        try await store.read { try $0.tokens() }
    }

    /// Revokes the token whose id or name is `reference`.
    ///
    /// - Throws: ``Failure`` (not found).
    package func revoke(_ reference: String) async throws -> TokenRecord {
        let record = try await store.write { try $0.removeToken(reference) }
        authorizer?.remove(record.id)
        return record
    }
}
