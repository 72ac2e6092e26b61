import GRPC
import HTTP2
import Messages
import NIOCore
import TestSupport
import Testing

@Suite("A live server conforms", .serialized)
struct ServerTests {
    @Test("In clear text", arguments: ConformanceCase.all)
    func conforms(test: ConformanceCase) async throws {
        let server = Self.server()
        let address = try await server.start(on: .tcp(host: "127.0.0.1", port: 0))
        let socket = try await RawSocket(to: address)
        try await Self.run(test, on: socket)
        await socket.close()
        await server.shutdown(grace: .zero)
    }

    @Test("Over TLS")
    func conformsOverTLS() async throws {
        let certificates = try TestCertificates()
        let identity = try certificates.issue("server")
        let tls = try ServerTLS(
            TLSFiles(certificate: identity.certificate, key: identity.key)
        )
        let server = Self.server()
        let address = try await server.start(on: .tcp(host: "127.0.0.1", port: 0), tls: tls)
        var count = 0
        for test in ConformanceCase.all {
            let socket = try await RawSocket(to: address, authority: certificates.authority)
            try await Self.run(test, on: socket)
            await socket.close()
            count += 1
        }
        #expect(count == 147)
        #expect(tls.statistics.handshakes == 147)
        await server.shutdown(grace: .zero)
    }

    @Test(
        "What needs an open stream, after its answer: twenty times alike",
        arguments: [false, true]
    )
    func answered(overTLS: Bool) async throws {
        let certificates = try TestCertificates()
        let identity = try certificates.issue("server")
        let files = TLSFiles(certificate: identity.certificate, key: identity.key)
        let server = Self.server()
        let address = try await server.start(
            on: .tcp(host: "127.0.0.1", port: 0),
            tls: overTLS ? try ServerTLS(files) : nil
        )
        for _ in 0..<20 {
            for test in ConformanceCase.answered {
                let socket = try await RawSocket(
                    to: address,
                    authority: overTLS ? certificates.authority : nil
                )
                try await Self.run(test, on: socket)
                await socket.close()
            }
        }
        await server.shutdown(grace: .zero)
    }

    @Test("A request of HTTP/1.1 gets a short answer of HTTP/1.1")
    func http1() async throws {
        let server = Self.server()
        let address = try await server.start(on: .tcp(host: "127.0.0.1", port: 0))
        let socket = try await RawSocket(to: address)
        await socket.send(Array("GET / HTTP/1.1\r\nhost: here\r\n\r\n".utf8))
        #expect(try await socket.closes())
        let answer = String(decoding: socket.rest, as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 505 "))
        #expect(answer.hasSuffix("(gRPC), not HTTP/1.1\n"))
        await server.shutdown(grace: .zero)
    }

    /// A server without methods, whose time-outs a busy machine does not meet.
    private static func server() -> GRPCServer {
        var limits = ServerLimits()
        limits.timeouts.preface = .minutes(10)
        return GRPCServer(router: Router(), limits: limits) { _ in GRPCStatus(.internal, "") }
    }

    static func run(_ test: ConformanceCase, on socket: RawSocket) async throws {
        var isFirst = true
        if test.shakesHands {
            await socket.send(Frames.magic + Frames.window(65_535) + Frames.frame(4, 1))
            let settled = try await settles(.settingsAcknowledged, socket, &isFirst)
            #expect(settled, "\(test): the handshake")
        }
        for step in test.steps {
            switch step {
            case .send(let bytes): await socket.send(bytes)
            case .await(let verdict):
                let settled = try await settles(verdict, socket, &isFirst)
                #expect(settled, "\(test): \(socket.seen)")
            }
        }
    }

    private static func settles(
        _ verdict: Verdict,
        _ socket: RawSocket,
        _ isFirst: inout Bool
    ) async throws -> Bool {
        while let frame = try await socket.next() {
            defer { isFirst = false }
            if let judgement = verdict.judge(frame, isFirst: isFirst) {
                guard judgement, case .connectionError = verdict else { return judgement }
                return try await socket.closes()
            }
        }
        return verdict.mayClose
    }
}
