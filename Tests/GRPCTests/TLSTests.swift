import Foundation
import GRPC
import HTTP2
import NIOCore
import NIOPosix
import TestSupport
import Testing

@Suite("TLS: who is served, and under which certificate")
struct TLSTests {
    private func files(
        _ identity: TestCertificates.Identity,
        _ authorities: String? = nil
    ) -> TLSFiles {
        TLSFiles(
            certificate: identity.certificate,
            key: identity.key,
            authorities: authorities
        )
    }

    /// A server that answers with who called.
    private func server(_ tls: ServerTLS) async throws -> TestServer {
        let who = TestServer.only(Unary { _, context in Blob(context.peer) })
        return try await TestServer(tls: tls, who)
    }

    @Test("A call goes through TLS, at a name and at an address", arguments: ["127.0.0.1", "::1"])
    func call(host: String) async throws {
        let certificates = try TestCertificates()
        let tls = try ServerTLS(files(try certificates.issue("server")))
        let server = try await TestServer(on: .tcp(host: host, port: 0), tls: tls)
        let trust = ClientSecurity(tls: ClientTLS(authorities: certificates.authority))
        let client = try await GRPCClient.connect(to: server.address, security: trust)
        let large = Blob([UInt8](repeating: 7, count: 3 << 20))
        #expect(try await client.unary(.unary, large) == large)
        #expect(try await client.unary(.hot, Blob("hot")).text == "hot")
        await client.close()
        var named = trust
        named.tls?.serverName = "localhost"
        let other = try await GRPCClient.connect(to: server.address, security: named)
        #expect(try await other.unary(.unary, Blob("name")).text == "name")
        await other.close()
        await server.stop()
        #expect(tls.statistics.handshakes == 2)
        #expect(tls.statistics.failures == 0)
    }

    @Test("A client refuses a server that it cannot trust, and says why")
    func distrust() async throws {
        let certificates = try TestCertificates()
        let tls = try ServerTLS(files(try certificates.issue("server")))
        let server = try await TestServer(tls: tls)
        let stranger = try TestCertificates("another authority")
        var security = ClientSecurity(tls: ClientTLS(authorities: stranger.authority))
        let refused = await status {
            try await GRPCClient.connect(to: server.address, security: security)
        }
        #expect(refused?.code == .unavailable)
        #expect(refused?.message.contains("not to be trusted") == true)
        await server.stop()

        let other = try ServerTLS(
            files(try certificates.issue("other", names: "DNS:elsewhere.org"))
        )
        let elsewhere = try await TestServer(tls: other)
        security.tls = ClientTLS(authorities: certificates.authority)
        let misnamed = await status {
            try await GRPCClient.connect(to: elsewhere.address, security: security)
        }
        #expect(misnamed?.message.contains("does not name this host") == true)
        await elsewhere.stop()
    }

    @Test("A certificate that has expired is refused at the start as it is later")
    func expired() async throws {
        let certificates = try TestCertificates()
        let old = try certificates.issue("old", days: -1)
        let refused = #expect(throws: TLSError.self) { try ServerTLS(files(old)) }
        #expect(refused?.description.contains(old.certificate) == true)
        #expect(refused?.description.contains("has expired at ") == true)
        let tls = try ServerTLS(files(try certificates.issue("server")))
        #expect(tls.warning?.contains("expires at ") == true)
        for (source, target) in [
            (old.key, tls.files.key), (old.certificate, tls.files.certificate),
        ] {
            let bytes = try Data(contentsOf: URL(filePath: source))
            try bytes.write(to: URL(filePath: target), options: .atomic)
        }
        let later = #expect(throws: TLSError.self) { try tls.reload() }
        #expect(later?.description.contains("has expired at ") == true)
        #expect(try !tls.reload())
        #expect(tls.statistics.refusals == 1)
    }

    @Test("mTLS: only a certificate of the authority is let in, and it names the caller")
    func mutual() async throws {
        let certificates = try TestCertificates()
        let stranger = try TestCertificates("another authority")
        let tls = try ServerTLS(
            files(try certificates.issue("server"), certificates.authority)
        )
        let server = try await server(tls)
        func call(_ identity: TestCertificates.Identity?) async throws -> String {
            let tls = ClientTLS(
                authorities: certificates.authority,
                identity: identity.map { files($0) }
            )
            let client = try await GRPCClient.connect(
                to: server.address,
                security: ClientSecurity(tls: tls)
            )
            do {
                let reply = try await client.unary(.unary, Blob("who"))
                await client.close()
                return reply.text
            } catch {
                await client.close()
                throw error
            }
        }
        let alice = try await call(try certificates.issue("alice"))
        #expect(alice.hasPrefix("127.0.0.1:") && alice.hasSuffix(" (alice)"), "\(alice)")
        for identity in [
            nil, try stranger.issue("mallory"), try certificates.issue("late", days: -1),
        ] {
            let refused = await status { try await call(identity) }
            #expect(refused?.code == .unavailable, "\(String(describing: refused))")
        }
        await server.stop()
        #expect(tls.statistics.handshakes == 1)
        #expect(tls.statistics.failures == 3)
    }

    @Test("New files serve new connections; bad ones change nothing, and are told of once")
    func reload() async throws {
        let certificates = try TestCertificates()
        let next = try TestCertificates("next authority")
        let identity = try certificates.issue("server")
        let tls = try ServerTLS(files(identity))
        let server = try await TestServer(tls: tls)
        let old = try await GRPCClient.connect(
            to: server.address,
            security: ClientSecurity(tls: ClientTLS(authorities: certificates.authority))
        )
        #expect(try tls.reload() == false)
        let replacement = try next.issue("server")
        try replace(identity.certificate, with: replacement.certificate)
        // The certificate without its key.
        let mismatch = try #require(throws: TLSError.self) { try tls.reload() }
        #expect(mismatch.description.contains("\(identity.key) is not that of"))
        #expect(try tls.reload() == false)
        try replace(identity.key, with: replacement.key)
        #expect(try tls.reload())
        #expect(try tls.reload() == false)
        #expect(tls.statistics.reloads == 1)

        #expect(try await old.unary(.unary, Blob("old")).text == "old")
        let new = try await GRPCClient.connect(
            to: server.address,
            security: ClientSecurity(tls: ClientTLS(authorities: next.authority))
        )
        #expect(try await new.unary(.unary, Blob("new")).text == "new")

        try Data("-----BEGIN PRIVATE KEY-----\nsecret".utf8).write(to: URL(filePath: identity.key))
        let damaged = try #require(throws: TLSError.self) { try tls.reload() }
        #expect(damaged.description == "\(identity.key) holds no unencrypted private key in PEM")
        try FileManager.default.removeItem(atPath: identity.key)
        let missing = try #require(throws: TLSError.self) { try tls.reload() }
        #expect(missing.description == "\(identity.key) cannot be read")
        #expect(try tls.reload() == false)
        #expect(tls.statistics.refusals == 3)
        try replace(identity.key, with: replacement.key)
        #expect(try tls.reload() == false)
        #expect(try await new.unary(.unary, Blob("new")).text == "new")
        await old.close()
        await new.close()
        await server.stop()
    }

    private func replace(_ path: String, with other: String) throws {
        try Data(contentsOf: URL(filePath: other)).write(to: URL(filePath: path), options: .atomic)
    }

    @Test("Whoever does not speak HTTP/2 over TLS is closed and counted; others go on")
    func strangers() async throws {
        let certificates = try TestCertificates()
        let tls = try ServerTLS(files(try certificates.issue("server")))
        var limits = ServerLimits()
        limits.timeouts.preface = .milliseconds(300)
        limits.timeouts.check = .milliseconds(50)
        let server = try await TestServer(limits: limits, tls: tls)
        let innocent = try await GRPCClient.connect(
            to: server.address,
            security: ClientSecurity(tls: ClientTLS(authorities: certificates.authority))
        )
        #expect(try await innocent.unary(.unary, Blob("before")).text == "before")
        let preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
        for text in [preface, "GET / HTTP/1.1\r\n\r\n", "\u{16}\u{3}", ""] {
            let answer = try await Bytes.exchange(text, with: server.address)
            #expect(answer.count < 64, "\(text): \(answer)")
        }
        #expect(tls.statistics.failures == 4)
        let port = try #require(server.address.port)
        for arguments in [["-alpn", "http/1.1"], [], ["-tls1_1"]] {
            let output = try TestCertificates.openssl(
                ["s_client", "-connect", "127.0.0.1:\(port)"] + arguments
            )
            #expect(!output.text.contains("ALPN protocol: h2"), "\(arguments): \(output.text)")
        }
        #expect(tls.statistics.failures == 7)
        #expect(try await innocent.unary(.unary, Blob("after")).text == "after")
        #expect(tls.statistics.handshakes == 1)
        await innocent.close()
        await server.stop()
    }

    @Test("TLS bytes on a plain port are closed; plain calls go on")
    func plainPort() async throws {
        let server = try await TestServer()
        let client = try await server.client()
        let certificates = try TestCertificates()
        let refused = await status {
            try await GRPCClient.connect(
                to: server.address,
                security: ClientSecurity(tls: ClientTLS(authorities: certificates.authority))
            )
        }
        #expect(refused?.code == .unavailable)
        #expect(try await client.unary(.unary, Blob("plain")).text == "plain")
        await client.close()
        await server.stop()
    }
}

/// Sends bytes and collects the answer until the server closes the connection.
enum Bytes {
    static func exchange(_ text: String, with address: HTTP2Address) async throws -> [UInt8] {
        let port = try #require(address.port)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let box = try await loop.submit { NIOLoopBound(Collector(), eventLoop: loop) }.get()
        let channel = try await ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(box.value)
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        try? await channel.writeAndFlush(ByteBuffer(string: text)).get()
        try await channel.closeFuture.get()
        return try await loop.submit { box.value.bytes }.get()
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        var bytes: [UInt8] = []

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += Array(unwrapInboundIn(data).readableBytesView)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}

extension HTTP2Address {
    fileprivate var port: Int? {
        if case .tcp(_, let port) = self { port } else { nil }
    }
}
