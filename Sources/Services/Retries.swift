internal import Domain
package import GRPC
package import Messages
package import Store

/// Makes retried calls harmless whose work takes longer than one transaction.
///
/// Such work goes on when its caller goes away, so that the retry finds it done; a retry that comes
/// while it goes on waits for it.
package actor Retries {
    private let replay: Replay
    private var running: [RequestKey: Task<Void, Never>] = [:]

    /// Keeps replies in `store`.
    package init(store: DataStore) { replay = Replay(store: store) }

    /// Runs `body` unless its reply was kept, and returns the reply.
    ///
    /// - Parameters:
    ///   - request: the request, whose encoding tells it from another with the same id.
    ///   - id: its `request_id`; empty: nothing is kept.
    ///   - project: the project of the scope; empty for methods above projects.
    ///   - path: the method.
    ///   - body: does the work; where its last write is a transaction of its own it keeps the reply
    ///     in it, with ``Kept/keep(_:_:)``, else that happens afterwards.
    /// - Returns: the reply, new or kept.
    /// - Throws: what `body` threw, which is not kept; ``Failure``: already exists, or invalid
    ///   argument for an id that is too long.
    package func run<Response: Message>(
        _ request: some Message,
        id: String,
        project: String,
        path: MethodPath,
        _ body: @escaping @Sendable (Kept) async throws -> Response
    ) async throws -> Response {
        let key = replay.key(request, id: id, project: project, path: path)
        let kept = Kept(key: key)
        guard !id.isEmpty else {
            return try await Task(priority: .medium) { try await body(kept) }.value
        }
        while let before = running[key] { await before.value }
        let work = Task(priority: .medium) { [replay] in
            if let reply: Response = try await replay.reply(to: key) { return reply }
            let reply = try await body(kept)
            try await replay.keep(reply, for: key)
            return reply
        }
        running[key] = Task { _ = await work.result }
        defer { running[key] = nil }
        return try await work.value
    }

    /// Keeps the reply of a request in the transaction of its work.
    package struct Kept: Sendable {
        let key: RequestKey

        /// Keeps `reply` with what `writer` writes, both or neither.
        ///
        /// - Throws: ``Failure``.
        package func keep(_ reply: some Message, _ writer: StoreWriter) throws {
            guard !key.requestID.isEmpty else { return }
            try writer.keep(reply.encoded(), for: key)
        }
    }
}
