import GRPC
import HTTP2
import Testing

/// An error that is no status.
struct Odd: Error {}

/// A server on a free port with the usual methods, unless others are given.
struct TestServer {
    let server: GRPCServer
    let address: HTTP2Address

    init(
        limits: ServerLimits = ServerLimits(),
        on address: HTTP2Address = .tcp(host: "127.0.0.1", port: 0),
        tls: ServerTLS? = nil,
        _ router: Router = TestServer.echo()
    ) async throws {
        server = GRPCServer(router: router, limits: limits) { error in
            GRPCStatus(.internal, "mapped \(type(of: error))")
        }
        self.address = try await server.start(on: address, tls: tls)
    }

    func client(_ limits: ClientLimits = ClientLimits()) async throws -> GRPCClient {
        try await GRPCClient.connect(to: address, limits: limits)
    }

    func stop() async { await server.shutdown(grace: .seconds(5)) }

    /// Methods that answer with what came.
    static func echo() -> Router {
        var router = Router()
        router.register(Unary { request, _ in request })
        router.register(Hot { request, _, reply in reply.complete(.success(request)) })
        router.register(
            Down { request, _, writer in
                for index in 0..<request.bytes.count {
                    try await writer.write(Blob(Array(request.bytes[...index])))
                }
            }
        )
        router.register(
            Up { requests, _ in
                var all: [UInt8] = []
                for try await request in requests { all += request.bytes }
                return Blob(all)
            }
        )
        router.register(
            Both { requests, _, writer in
                for try await request in requests { try await writer.write(request) }
            }
        )
        return router
    }

    /// One method alone.
    static func only(_ method: some UnaryMethod) -> Router {
        var router = Router()
        router.register(method)
        return router
    }
}

/// The status that `body` fails with.
func status(_ body: () async throws -> some Any) async -> GRPCStatus? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? GRPCStatus
    }
}
