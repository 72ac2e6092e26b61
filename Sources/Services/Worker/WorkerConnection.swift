internal import Domain
internal import GRPC
internal import Messages

/// A worker's way to its server, opened again when it is lost.
actor WorkerConnection {
    private let socketPath: String
    private var client: GRPCClient?
    private let callTimeout = Duration.seconds(10)

    init(socketPath: String) { self.socketPath = socketPath }

    /// Calls once; a connection that fails is opened anew by the next call.
    ///
    /// - Throws: ``GRPCStatus``: unavailable or deadline exceeded where the server is away.
    func call<Request: Message, Response: Message>(
        _ rpc: RPC<Request, Response>,
        _ request: Request,
        timeout: Duration? = nil
    ) async throws -> Response {
        let client = try await connected()
        do {
            return try await client.unary(
                rpc,
                request,
                options: CallOptions(timeout: timeout ?? callTimeout)
            )
        } catch let status as GRPCStatus where Self.isAway(status) {
            self.client = nil
            await client.close()
            throw status
        }
    }

    /// Calls until the server answers, at most for `patience`.
    ///
    /// - Throws: ``GRPCStatus``.
    func callPatiently<Request: Message, Response: Message>(
        _ rpc: RPC<Request, Response>,
        _ request: Request,
        patience: Duration,
        timeout: Duration? = nil
    ) async throws -> Response {
        let end = ContinuousClock.now + patience
        while true {
            do {
                return try await call(rpc, request, timeout: timeout)
            } catch let status as GRPCStatus
                where Self.isAway(status) && ContinuousClock.now < end
            {
                try await Task.sleep(for: .milliseconds(250))
            }
        }
    }

    /// Closes the connection.
    func close() async {
        await client?.close()
        client = nil
    }

    /// Whether a status says that nobody answers.
    static func isAway(_ status: GRPCStatus) -> Bool {
        status.code == .unavailable || status.code == .deadlineExceeded
    }

    private func connected() async throws -> GRPCClient {
        if let client { return client }
        let client = try await GRPCClient.connect(unixSocket: socketPath)
        self.client = client
        return client
    }
}
