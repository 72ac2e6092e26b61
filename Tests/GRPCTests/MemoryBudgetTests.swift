import GRPC
import HTTP2
import HTTP2Session
import Messages
import NIOCore
import Testing

@Suite("All connections together hold no more than the server's budget", .timeLimit(.minutes(2)))
struct MemoryBudgetTests {
    /// A message of 2 MiB of which half comes.
    private static let half: [UInt8] = [0, 0, 0x20, 0, 0] + [UInt8](repeating: 1, count: 1 << 20)

    @Test("Who only holds is closed, those first who hold most; who calls goes on")
    func unfinished() async throws {
        var limits = ServerLimits()
        limits.memoryBytes = 8 << 20
        let test = try await TestServer(limits: limits)
        let innocent = try await test.client()
        let holding = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                let client = try await RawClient.connect(to: test.address)
                group.addTask {
                    // Those that are closed fail; the others wait until the server ends.
                    (try? await client.send(body: Self.half, ends: false)) == nil
                }
                #expect(try await innocent.unary(.hot, Blob("a")) == Blob("a"))
            }
            while test.server.transportStatistics[.memory] < 12 {
                #expect(try await innocent.unary(.hot, Blob("a")) == Blob("a"))
            }
            let holding = test.server.heldBytes
            await innocent.close()
            await test.server.shutdown(grace: .zero)
            while try await group.next() != nil {}
            return holding
        }
        #expect(holding <= limits.memoryBytes)
        #expect(test.server.heldBytes == 0)
    }

    @Test("Answers that are not taken count")
    func untaken() async throws {
        var limits = ServerLimits()
        limits.memoryBytes = 4 << 20
        var own = ClientLimits()
        own.http2.streamWindow = 0
        let test = try await TestServer(limits: limits)
        let innocent = try await test.client()
        let blob = Blob([UInt8](repeating: 1, count: 1 << 20))
        var holders: [GRPCClient] = []
        var tasks: [Task<Void, Never>] = []
        for _ in 0..<8 {
            let client = try await test.client(own)
            holders.append(client)
            tasks.append(Task { _ = try? await client.unary(.hot, blob) })
        }
        while test.server.transportStatistics[.memory] < 3 {
            #expect(try await innocent.unary(.hot, Blob("a")) == Blob("a"))
        }
        for client in holders { await client.close() }
        for task in tasks { await task.value }
        #expect(try await innocent.unary(.hot, Blob("a")) == Blob("a"))
        await innocent.close()
        await test.stop()
        #expect(test.server.heldBytes == 0)
    }

    @Test("A message that does not end in time ends its call", arguments: ["Hot", "Unary", "Up"])
    func time(method: String) async throws {
        var limits = ServerLimits()
        limits.timeouts.message = .milliseconds(200)
        let test = try await TestServer(limits: limits)
        let client = try await RawClient.connect(to: test.address)
        let answer = try await client.send(
            path: "/test.Service/\(method)",
            body: Self.half,
            ends: false
        )
        #expect(answer.fields["grpc-status"] == "8")
        #expect(answer.fields["grpc-message"]?.contains("--message-timeout-seconds") == true)
        #expect(test.server.transportStatistics[.messageTime] == 1)
        #expect(try await client.send().fields["grpc-status"] == "0")
        try await client.close()
        await test.stop()
    }

    @Test("Before a right token is shown, 64 KiB of unfinished messages are enough")
    func stranger() async throws {
        var router = Router(authorizer: Door())
        router.register(Unary { request, _ in request })
        router.register(Hot { request, _, reply in reply.complete(.success(request)) })
        let test = try await TestServer(router)
        let client = try await RawClient.connect(to: test.address)
        let refused = try await client.send(body: Self.half, ends: false)
        #expect(refused.fields["grpc-status"] == "8")
        #expect(refused.fields["grpc-message"]?.contains("before a token is shown") == true)
        let small = [0, 0, 0, 0x80, 0] + [UInt8](repeating: 1, count: 1 << 15)
        #expect(try await client.send(body: small).fields["grpc-status"] == "0")
        let path = "/test.Service/Hot"
        let known = try await client.send([("authorization", "right")], path: path)
        #expect(known.fields["grpc-status"] == "0")
        let whole = Self.half + [UInt8](repeating: 1, count: 1 << 20)
        #expect(try await client.send(body: whole).fields["grpc-status"] == "0")
        try await client.close()
        await test.stop()
    }

    /// Lets everybody call all but `Hot`.
    private final class Door: Authorizer, Caller {
        let generation = 0
        let name = "somebody"
        let isValid = true

        func isOpen(_ path: MethodPath) -> Bool { path != Hot.path }

        func caller(_ authorization: [UInt8]?) throws(GRPCStatus) -> any Caller {
            guard authorization == Array("right".utf8) else {
                throw GRPCStatus(.unauthenticated, "who is there?")
            }
            return self
        }

        func admit(_ caller: any Caller, to path: MethodPath) throws(GRPCStatus) {}

        func check<Request: Message>(
            _ type: Request.Type,
            of path: MethodPath
        ) -> RequestCheck<Request> {
            .now { (_: Request, _: any Caller) throws(GRPCStatus) in }
        }
    }
}
