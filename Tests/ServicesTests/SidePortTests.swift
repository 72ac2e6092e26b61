import Dispatch
import Domain
import Foundation
import GRPC
import HTTP2
import Logging
import Messages
import Services
import Synchronization
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

    @Test("While the server ends, /readyz says 503 with the reason and /livez still 200")
    func draining() async throws {
        let server = try await WholeServer { $0.grace = .seconds(60) }
        try await server.createClouds()
        // An import that is not whole yet, which the end of the server waits for.
        let upload = server.client.bidirectional(.importModel)
        let header = Wire.ImportModelHeader(
            project: "clouds",
            network: Wire.NetworkSpecification(architecture: .perceptron(.init(hidden: [8])))
        )
        try await upload.write(Wire.ImportModelRequest(part: .header(header)))
        let labels = [
            "grpc_type": "client_stream", "grpc_service": "tutelage.v1.Models",
            "grpc_method": "ImportModel",
        ]
        try await poll {
            try ParsedMetrics(try await server.metrics())["grpc_server_started_total", labels] == 1
        }
        #expect(try await get(server, "/readyz").hasPrefix("HTTP/1.1 200 "))
        let ending = Task { try await server.server.shutdown() }
        try await poll { try await get(server, "/readyz").hasPrefix("HTTP/1.1 503 ") }
        let ready = try await get(server, "/readyz")
        #expect(ready.hasPrefix("HTTP/1.1 503 "), "\(ready)")
        #expect(ready.hasSuffix("\r\n\r\nnot ready: the server is shutting down\n"), "\(ready)")
        #expect(try await get(server, "/livez").hasPrefix("HTTP/1.1 200 "))
        upload.finish()
        let refused = await status { for try await _ in upload.responses {} }
        #expect(refused.code == .invalidArgument, "\(refused)")
        try await ending.value
        await server.client.close()
        try FileManager.default.removeItem(atPath: server.path)
    }

    @Test("/livez says 503 while an event loop does not answer, and 200 when it does again")
    func hanging() async throws {
        let gate = LogGate()
        let logger = Logger(label: "test") { _ in gate.handler }
        let server = try await WholeServer(logger: logger)
        #expect(try await get(server, "/livez").hasPrefix("HTTP/1.1 200 "))
        gate.arm()
        defer { gate.open() }
        async let projects = server.client.unary(.listProjects, Wire.ListProjectsRequest())
        try await poll { gate.isHolding }
        let hung = try await get(server, "/livez")
        #expect(hung.hasPrefix("HTTP/1.1 503 "), "\(hung)")
        #expect(hung.hasSuffix(" has not answered for 2 s\n"), "\(hung)")
        #expect(try await get(server, "/readyz").hasPrefix("HTTP/1.1 200 "))
        gate.open()
        #expect(try await projects.projects.isEmpty)
        try await poll { try await get(server, "/livez").hasPrefix("HTTP/1.1 200 ") }
        #expect(try await get(server, "/livez").hasSuffix("\r\n\r\nlive\n"))
        try await server.end()
    }

    /// Waits until `condition` holds, at most a generous time.
    private func poll(_ condition: () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(30)
        while try await !condition(), ContinuousClock.now < end { await Task.yield() }
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

    @Test("Connections that say nothing lock no probe out: who has waited longest is closed")
    func silentConnections() async throws {
        let server = try await WholeServer()
        let port = try #require(server.httpPort)
        // One of them has been answered and rests, which is to wait too.
        let request = "GET /readyz HTTP/1.1\r\nHost: here\r\n\r\n"
        var silent = [try await RawHTTP(port: port, sending: request)]
        for _ in 1..<64 { silent.append(try await RawHTTP(port: port)) }
        for path in ["/livez", "/readyz", "/metrics"] {
            #expect(try await get(server, path).hasPrefix("HTTP/1.1 200 "), "\(path)")
        }
        for _ in 0..<128 { silent.append(try await RawHTTP(port: port)) }
        for path in ["/livez", "/readyz", "/metrics"] {
            #expect(try await get(server, path).hasPrefix("HTTP/1.1 200 "), "\(path)")
        }
        #expect(try await silent[1].readToEnd().isEmpty)
        for connection in silent { connection.close() }
        try await server.end()
    }

    @Test("A probe is answered while 64 connections wait for pages that take their time")
    func busyConnections() async throws {
        let gate = LogGate()
        let logger = Logger(label: "test") { _ in gate.handler }
        let server = try await WholeServer(logger: logger)
        let port = try #require(server.httpPort)
        gate.arm()
        defer { gate.open() }
        async let projects = server.client.unary(.listProjects, Wire.ListProjectsRequest())
        try await poll { gate.isHolding }
        // Each of these pages takes 2 s.
        var busy: [RawHTTP] = []
        for _ in 0..<64 {
            let request = "GET /livez HTTP/1.1\r\nHost: here\r\n\r\n"
            busy.append(try await RawHTTP(port: port, sending: request))
        }
        #expect(try await get(server, "/readyz").hasPrefix("HTTP/1.1 200 "))
        gate.open()
        #expect(try await projects.projects.isEmpty)
        for connection in busy { connection.close() }
        try await server.end()
    }

    @Test("A request whose head is not whole in 5 s is closed, also when its bytes come one by one")
    func slowHeads() async throws {
        let server = try await WholeServer()
        let port = try #require(server.httpPort)
        let (silent, slow) = (try await RawHTTP(port: port), try await RawHTTP(port: port))
        let bytes = Task {
            try await slow.send("GET /livez HTTP/1.1\r\nx: ")
            while true {
                try await slow.send("y")
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        #expect(try await silent.readToEnd().isEmpty)
        #expect(try await slow.readToEnd().isEmpty)
        bytes.cancel()
        _ = await bytes.result
        #expect(try await get(server, "/livez").hasPrefix("HTTP/1.1 200 "))
        try await server.end()
    }
}

/// A log that holds the event loop which writes the line of a call, until told to go on.
private final class LogGate: Sendable {
    private enum State { case idle, armed, holding, opened }

    private let state = Mutex(State.idle)
    private let opened = DispatchSemaphore(value: 0)

    var handler: any LogHandler { Handler(gate: self) }
    var isHolding: Bool { state.withLock { $0 == .holding } }

    /// Holds the loop of the next call.
    func arm() { state.withLock { $0 = .armed } }

    func open() {
        let wasHolding = state.withLock { state in
            defer { state = .opened }
            return state == .holding
        }
        if wasHolding { opened.signal() }
    }

    private func note(_ message: String) {
        guard message == "call" else { return }
        let holds = state.withLock { state in
            guard state == .armed else { return false }
            state = .holding
            return true
        }
        if holds { opened.wait() }
    }

    private struct Handler: LogHandler {
        let gate: LogGate
        var logLevel = Logger.Level.debug
        var metadata = Logger.Metadata()

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { gate.note("\(event.message)") }
    }
}
