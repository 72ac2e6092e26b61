package import Domain
package import Files
internal import Foundation
internal import GRDB

/// A token as it is kept: what it is compared with, never the secret.
package struct TokenRecord: Hashable, Sendable {
    /// The public part of the token, by which it is found.
    package let id: String
    /// Who it is for, and what its holder may do where.
    package let grant: TokenGrant
    /// The digest of the secret.
    package let digest: Digest
    /// Milliseconds since 1970.
    package let createdAt: Int64
    /// From when on it is refused, in milliseconds since 1970; nil: never.
    package let expiresAt: Int64?
}

extension StoreReader {
    /// All tokens, ordered by name.
    ///
    /// - Throws: ``Failure`` (data loss) when one is damaged: then nobody is let in by mistake.
    package func tokens() throws -> [TokenRecord] {
        try all(
            """
            SELECT id, name, scopes, projects, digest, created_at, expires_at
            FROM token ORDER BY name
            """,
            []
        ) { fields in
            let (id, name) = (try fields.text(), try fields.text())
            let scopes: Set<Scope> = try fields.json()
            let projects: Set<ProjectName>? = try fields.textIfAny().map { try JSON.decode($0) }
            return TokenRecord(
                id: id,
                grant: try TokenGrant(name: name, scopes: scopes, projects: projects),
                digest: try fields.digest(),
                createdAt: try fields.integer(),
                expiresAt: try fields.integerIfAny()
            )
        }
    }
}

extension StoreWriter {
    /// The most tokens that are kept.
    package static var tokenLimit: Int { 10_000 }

    /// Keeps a token that holds for `lifetime` milliseconds, or until it is revoked.
    ///
    /// - Throws: ``Failure``: already exists; resource exhausted past ``tokenLimit``.
    package func addToken(
        id: String,
        _ grant: TokenGrant,
        digest: Digest,
        lifetime: Int64?
    ) throws -> TokenRecord {
        let kept = try reader.tokens()
        guard !kept.contains(where: { $0.grant.name == grant.name || $0.id == id }) else {
            throw Failure(.alreadyExists, "there is a token \(grant.name); revoke it first")
        }
        guard kept.count < Self.tokenLimit else {
            throw Failure(
                .resourceExhausted,
                "a server keeps at most \(Self.tokenLimit) tokens; revoke some"
            )
        }
        let record = TokenRecord(
            id: id,
            grant: grant,
            digest: digest,
            createdAt: now,
            expiresAt: lifetime.map { now + $0 }
        )
        try execute(
            """
            INSERT INTO token (id, name, scopes, projects, digest, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, grant.name, try JSON.encode(grant.scopes.map(\.rawValue).sorted()),
                try grant.projects.map { try JSON.encode($0.sorted { $0.text < $1.text }) },
                Data(digest.bytes), now, record.expiresAt,
            ]
        )
        return record
    }

    /// Forgets the token whose id or name is `reference`.
    ///
    /// - Throws: ``Failure`` (not found).
    package func removeToken(_ reference: String) throws -> TokenRecord {
        let kept = try reader.tokens()
        guard
            let record = kept.first(where: { $0.id == reference })
                ?? kept.first(where: { $0.grant.name == reference })
        else { throw Failure.notFound("there is no token \(quoted(reference))") }
        try execute("DELETE FROM token WHERE id = ?", [record.id])
        return record
    }
}
