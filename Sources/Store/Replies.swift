internal import Domain
package import Files
internal import Foundation

/// What makes a retried call harmless: the caller's id for it, in the scope of project and method.
package struct RequestKey: Hashable, Sendable {
    /// The most bytes of a request id.
    package static let byteLimit = 128

    /// The project; empty for methods above projects.
    package var project: String
    /// The method, such as `/tutelage.v1.Projects/CreateProject`.
    package var method: String
    /// The caller's id; empty for none: a retry may then act twice.
    package var requestID: String
    /// The SHA-256 of the request's body.
    package var body: Digest

    package init(project: String, method: String, requestID: String, body: Digest) {
        self.project = project
        self.method = method
        self.requestID = requestID
        self.body = body
    }
}

extension DataStore {
    /// Runs `body` in the next group commit and keeps the reply that it returns, both or neither;
    /// the same request again within 24 hours gets that reply without running `body`.
    ///
    /// - Throws: ``Failure``: already exists when the id came with another body; what `body` threw,
    ///   which is not kept, so that a retry runs again.
    package func once(
        _ request: RequestKey,
        bytes: Int = 0,
        purpose: WritePurpose = .adds,
        _ body: @escaping @Sendable (StoreWriter) throws -> [UInt8]
    ) async throws -> [UInt8] {
        try await write(bytes: bytes, purpose: purpose) { writer in
            guard !request.requestID.isEmpty else { return try body(writer) }
            if let reply = try writer.reply(to: request) { return reply }
            let reply = try body(writer)
            try writer.keep(reply, for: request)
            return reply
        }
    }

    /// The reply that was kept for `request`; nil without one.
    ///
    /// For calls whose work happens outside a transaction: ask here first, and
    /// ``StoreWriter/keep(_:for:)`` with the work's last write.
    ///
    /// - Throws: ``Failure`` (already exists) when the id came with another body.
    package func reply(to request: RequestKey) async throws -> [UInt8]? {
        let now = clock.wallMilliseconds
        let lifetime = settings.replyLifetimeMilliseconds
        return try await read { try $0.reply(to: request, now: now, lifetime: lifetime) }
    }
}

extension StoreReader {
    func reply(to request: RequestKey, now: Int64, lifetime: Int64) throws -> [UInt8]? {
        guard !request.requestID.isEmpty else { return nil }
        guard request.requestID.utf8.count <= RequestKey.byteLimit else {
            throw Failure.invalid(
                "a request id has at most \(RequestKey.byteLimit) bytes; got "
                    + "\(request.requestID.utf8.count)",
                field: "request_id"
            )
        }
        let kept = try one(
            "SELECT digest, body FROM reply WHERE scope = ? AND request = ? AND created_at > ?",
            [request.scope, request.requestID, now - lifetime]
        ) { (digest: try $0.digest(), body: try $0.bytes()) }
        guard let kept else { return nil }
        guard kept.digest == request.body else {
            throw Failure(
                .alreadyExists,
                "the request id \(quoted(request.requestID)) came before with another body",
                field: "request_id"
            )
        }
        return kept.body
    }
}

extension StoreWriter {
    /// The reply that was kept for `request`; nil without one.
    ///
    /// - Throws: ``Failure`` (already exists) when the id came with another body.
    package func reply(to request: RequestKey) throws -> [UInt8]? {
        try reader.reply(to: request, now: now, lifetime: settings.replyLifetimeMilliseconds)
    }

    /// Keeps `reply` for `request`, and forgets some that are too old.
    ///
    /// - Throws: ``Failure``.
    package func keep(_ reply: [UInt8], for request: RequestKey) throws {
        guard !request.requestID.isEmpty else { return }
        let oldest = now - settings.replyLifetimeMilliseconds
        try execute(
            "DELETE FROM reply WHERE scope = ? AND request = ? AND created_at <= ?",
            [request.scope, request.requestID, oldest]
        )
        // In order of arrival, so that no index over the time is needed.
        try execute(
            """
            DELETE FROM reply WHERE created_at <= ?
                AND key IN (SELECT key FROM reply ORDER BY key LIMIT 8)
            """,
            [oldest]
        )
        try execute(
            "INSERT INTO reply (scope, request, digest, body, created_at) VALUES (?, ?, ?, ?, ?)",
            [request.scope, request.requestID, Data(request.body.bytes), Data(reply), now]
        )
    }
}

extension RequestKey {
    /// Project and method; neither holds the separator.
    var scope: String { "\(project)\u{1F}\(method)" }
}
