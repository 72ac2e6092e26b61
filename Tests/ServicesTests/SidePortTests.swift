import Domain
import Foundation
import HTTP2
import Services
import Testing

@Suite("The side port: pages for monitoring")
struct SidePortTests {
    /// Sends `request` as it is and reads until the server closes, or until `count` answers ended.
    private func exchange(_ server: WholeServer, _ request: String) async throws -> String {
        let port = try #require(server.httpPort)
        return try await RawHTTP.exchange(port: port, request)
    }

    private func get(
        _ server: WholeServer,
        _ path: String,
        method: String = "GET"
    ) async throws
        -> String
    {
        try await exchange(
            server,
            "\(method) \(path) HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
        )
    }

    @Test("Health pages say 200 while the server serves")
    func health() async throws {
        let server = try await WholeServer()
        #expect(try await get(server, "/livez").hasPrefix("HTTP/1.1 200 "))
        let ready = try await get(server, "/readyz")
        #expect(ready.hasPrefix("HTTP/1.1 200 ") && ready.hasSuffix("\r\n\r\nready\n"))
        try await server.end()
    }

    @Test("The pages are shown beyond this machine only where calls may be too")
    func elsewhere() async throws {
        let refused = await #expect(throws: Failure.self) {
            try await WholeServer { $0.http = .tcp(host: "0.0.0.0", port: 0) }
        }
        #expect(refused?.message.contains("--http") == true)
        let server = try await WholeServer {
            $0.http = .tcp(host: "0.0.0.0", port: 0)
            $0.security.allowsClearText = true
        }
        #expect(try await get(server, "/livez").hasPrefix("HTTP/1.1 200 "))
        try await server.end()
    }

    @Test("Other methods, paths and bodies are refused by their names")
    func refusals() async throws {
        let server = try await WholeServer()
        let post = try await get(server, "/metrics", method: "POST")
        #expect(post.hasPrefix("HTTP/1.1 405 ") && post.lowercased().contains("allow: get, head"))
        let unknown = try await get(server, "/favicon.ico")
        #expect(unknown.hasPrefix("HTTP/1.1 404 ") && unknown.contains("/metrics"))
        let body = try await exchange(
            server,
            "GET /metrics HTTP/1.1\r\nHost: here\r\nContent-Length: 1000000000\r\n\r\nx"
        )
        #expect(body.hasPrefix("HTTP/1.1 413 "))
        let header = String(repeating: "x", count: 40_000)
        let long = try await exchange(
            server,
            "GET /metrics HTTP/1.1\r\nHost: here\r\nx-long: \(header)\r\n\r\n"
        )
        #expect(!long.contains("200 OK"))
        let nonsense = try await exchange(server, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        #expect(!nonsense.contains("200 OK"))
        // None of it did harm.
        #expect(try await get(server, "/livez").hasPrefix("HTTP/1.1 200 "))
        try await server.end()
    }

    @Test("HEAD answers with the head alone, and a connection serves several requests")
    func headAndKeepAlive() async throws {
        let server = try await WholeServer()
        let head = try await get(server, "/readyz", method: "HEAD")
        #expect(head.hasPrefix("HTTP/1.1 200 ") && head.hasSuffix("\r\n\r\n"))
        #expect(head.lowercased().contains("content-length: 6\r\n"))
        let twice = try await exchange(
            server,
            "GET /readyz HTTP/1.1\r\nHost: here\r\n\r\n"
                + "GET /livez HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
        )
        #expect(twice.contains("ready\n") && twice.hasSuffix("live\n"))
        try await server.end()
    }

    @Test("Too many connections are closed, and the port works again when they are gone")
    func connections() async throws {
        let server = try await WholeServer()
        let port = try #require(server.httpPort)
        var idle: [RawHTTP] = []
        for _ in 0..<80 { idle.append(try await RawHTTP(port: port)) }
        // The server has seen them all when the last one, which it refuses, is closed.
        #expect(try await idle[79].readToEnd().isEmpty)
        for connection in idle { connection.close() }
        var answer = ""
        let end = ContinuousClock.now + .seconds(20)
        while !answer.hasPrefix("HTTP/1.1 200 "), ContinuousClock.now < end {
            answer = (try? await get(server, "/livez")) ?? ""
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 "))
        try await server.end()
    }
}
