internal import Domain
internal import Files
package import GRPC
package import Messages
package import Store

/// Makes retried calls harmless: the reply to a `request_id` is kept with what the call wrote.
///
/// Every mutating unary method goes through it. The scope of an id is a project and a method; the
/// same id with another request is refused with ALREADY_EXISTS.
package struct Replay: Sendable {
    private let store: DataStore

    /// Keeps replies in `store`.
    package init(store: DataStore) { self.store = store }

    /// Runs `body` in one transaction and keeps its reply, both or neither; the same request again
    /// gets the kept reply and `body` does not run.
    ///
    /// - Parameters:
    ///   - request: the request, whose encoding tells it from another with the same id.
    ///   - id: its `request_id`; empty: nothing is kept.
    ///   - project: the project of the scope; empty for methods above projects.
    ///   - path: the method.
    ///   - purpose: what it does to the disk.
    ///   - body: what is written, and the reply; on the writer's thread, so it must be quick.
    /// - Returns: the reply of `body`, or the one that was kept.
    /// - Throws: ``Failure``: what `body` threw; already exists; invalid argument for an id that is
    ///   too long.
    package func run<Request: Message, Response: Message>(
        _ request: Request,
        id: String,
        project: String,
        path: MethodPath,
        purpose: WritePurpose = .adds,
        _ body: @escaping @Sendable (StoreWriter) throws -> Response
    ) async throws -> Response {
        let key = key(request, id: id, project: project, path: path)
        let reply = try await store.once(key, purpose: purpose) { try body($0).encoded() }
        return try decode(reply)
    }

    /// The reply that was kept for a request; nil: there is none, the work is to be done.
    ///
    /// For methods that work outside a transaction: ask here first, and give ``key(_:id:project:path:)``
    /// to ``StoreWriter/keep(_:for:)`` with the last write, or to ``keep(_:for:)`` after it.
    ///
    /// - Throws: ``Failure``: already exists; invalid argument for an id that is too long.
    package func reply<Response: Message>(to key: RequestKey) async throws -> Response? {
        guard let reply = try await store.reply(to: key) else { return nil }
        return try decode(reply)
    }

    /// Keeps the reply of work that is done.
    ///
    /// - Throws: ``Failure``.
    package func keep(_ reply: some Message, for key: RequestKey) async throws {
        guard !key.requestID.isEmpty else { return }
        try await store.write { writer in
            if try writer.reply(to: key) == nil { try writer.keep(reply.encoded(), for: key) }
        }
    }

    /// What tells a request from others.
    package func key(
        _ request: some Message,
        id: String,
        project: String,
        path: MethodPath
    ) -> RequestKey {
        // Without an id nothing is compared, so nothing is hashed.
        let body = id.isEmpty ? [] : request.encoded()
        return RequestKey(
            project: project,
            method: path.text,
            requestID: id,
            body: Digest(of: body)
        )
    }

    private func decode<Response: Message>(_ reply: [UInt8]) throws -> Response {
        do {
            return try Response(decoding: reply)
        } catch {
            throw Failure.dataLoss("a kept reply is damaged: \(error.description)")
        }
    }
}
