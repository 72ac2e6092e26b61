import Domain
import Files
import Foundation
import GRPC
import HTTP2
import Logging
import Messages
import Services
import Store
import Synchronization
import Testing

@Suite("Tokens: who may call what")
struct AccessTests {
    @Test("Every public method has a rule for its own requests, and no other has one")
    func everyMethod() {
        let methods = MethodDescriptor.all.filter {
            !$0.service.hasPrefix("tutelage.internal.") && $0.method != "UnimplementedCall"
                && $0.service != "grpc.testing.UnimplementedService"
        }
        for method in methods {
            let path = MethodPath(service: method.service, method: method.method)
            #expect(AccessTable.paths.contains(path), "\(path) has no rule")
            if let request = AccessTable.request(of: path) {
                // Both versions of reflection share the messages of one.
                #expect(request == method.request.replacing("v1alpha", with: "v1"), "\(path)")
            }
        }
        #expect(AccessTable.paths.count == methods.count)
    }

    @Test("A secret is 256 random bits, read back, and told from one that differs in a digit")
    func secrets() throws {
        let (token, text) = BearerToken.random()
        #expect(text.wholeMatch(of: /tutelage_[0-9a-f]{16}_[0-9a-f]{64}/) != nil)
        #expect(Set((0..<100).map { _ in BearerToken.random().text }).count == 100)
        let read = try #require(BearerToken(authorization: Array("Bearer \(text)".utf8)))
        #expect(read.id == token.id)
        #expect(read.matches(token.digest))
        let other = text.dropLast() + (text.hasSuffix("0") ? "1" : "0")
        let near = try #require(BearerToken(authorization: Array("bearer \(other)".utf8)))
        #expect(!near.matches(token.digest))
        for bad in [
            "", "Bearer", "Basic \(text)", "Bearer \(text)0", "Bearer x\(text.dropFirst())",
        ] {
            #expect(BearerToken(authorization: Array(bad.utf8)) == nil, "\(bad)")
        }
    }

    @Test("Callers do what their token says, and nothing else")
    func scopes() async throws {
        let server = try await WholeServer { $0.security.requiresTokens = true }
        let owner = try await server.owner()
        func make(
            _ name: String,
            _ scopes: [Wire.Scope],
            _ projects: [String] = []
        ) async throws
            -> GRPCClient
        {
            let made = try await owner.unary(
                .createToken,
                Wire.CreateTokenRequest(name: name, scopes: scopes, projects: projects)
            )
            return try await server.client(made.secret)
        }
        let admin = try await make("admin", [.admin])
        for name in ["one", "two"] {
            _ = try await admin.unary(
                .createProject,
                Wire.CreateProjectRequest(
                    name: name,
                    classes: ["a", "b"],
                    input: Wire.InputSpecification(kind: .vector(Wire.VectorInput(dimension: 2)))
                )
            )
        }
        let reader = try await make("reader", [.predict], ["one"])
        let shown = try await reader.unary(.listProjects, Wire.ListProjectsRequest(pageSize: 1))
        #expect(shown.projects.map(\.name) == ["one"])
        #expect(
            try await reader.unary(.getProject, Wire.GetProjectRequest(project: "one")).name
                == "one"
        )
        let index = Wire.RepositoryIndexRequest()
        let (own, all) = try await (
            reader.unary(.repositoryIndex, index), admin.unary(.repositoryIndex, index)
        )
        #expect(own.models.map(\.name) == ["one"])
        #expect(all.models.map(\.name) == ["one", "two"])
        // Let through to the method, which has no model.
        let predict = Wire.PredictRequest(project: "one", inputs: tensor([[1, 2]]))
        #expect(
            await status { try await reader.unary(.predict, predict) }.code == .failedPrecondition
        )

        let elsewhere = Wire.PredictRequest(project: "two", inputs: tensor([[1, 2]]))
        let wrongProject = await status { try await reader.unary(.predict, elsewhere) }
        #expect(wrongProject.code == .permissionDenied)
        #expect(
            wrongProject.message
                == "/tutelage.v1.Prediction/Predict needs a token with the scope predict for project "
                + "\"two\"; the token reader has predict for project one"
        )
        let wrongScope = await status {
            try await reader.unary(.rollback, Wire.RollbackRequest(project: "one"))
        }
        #expect(wrongScope.code == .permissionDenied)
        #expect(
            wrongScope.message
                == "/tutelage.v1.Models/Rollback needs a token with the scope admin for project "
                + "\"one\"; the token reader has predict for project one"
        )
        // The same for a project that is not there, and no project where none was named.
        let nowhere = await status {
            try await reader.unary(.rollback, Wire.RollbackRequest(project: "nowhere"))
        }
        #expect(nowhere.code == .permissionDenied)
        #expect(nowhere.message == wrongScope.message.replacing("\"one\"", with: "\"nowhere\""))
        let nameless = await status { try await reader.unary(.rollback, Wire.RollbackRequest()) }
        #expect(nameless.code == .permissionDenied)
        #expect(nameless.message.contains("with the scope admin; the token reader"))
        let above = await status { try await reader.unary(.listTokens, Wire.ListTokensRequest()) }
        #expect(above.code == .permissionDenied)
        #expect(above.message.contains("the scope admin for all projects; the token reader"))
        let stream = await status { try await ingest(reader, ["one"]) }
        #expect(stream.code == .permissionDenied)
        #expect(stream.message.contains("with the scope label; the token reader"))
        for denied in [
            await status { try await reader.unary(.listJobs, Wire.ListJobsRequest()) },
            await status { try await reader.unary(.listTokens, Wire.ListTokensRequest()) },
            await status {
                try await reader.unary(.getProject, Wire.GetProjectRequest(project: "two"))
            },
            await status {
                try await reader.unary(.modelStatistics, Wire.ModelStatisticsRequest(name: "two"))
            },
            await status { try await ingest(reader, ["one"]) },
        ] { #expect(denied.code == .permissionDenied, "\(denied)") }

        let labeler = try await make("labeler", [.label], ["one"])
        try await ingest(labeler, ["one", "", "one"])
        #expect(await status { try await ingest(labeler, ["two"]) }.code == .permissionDenied)
        #expect(
            await status { try await ingest(labeler, ["one", "two"]) }.code == .permissionDenied
        )
        for client in [admin, reader, labeler, owner] { await client.close() }
        try await server.end()
    }

    @Test("A job belongs to its project")
    func jobs() async throws {
        let server = try await WholeServer { $0.security.requiresTokens = true }
        let owner = try await server.owner()
        func client(_ name: String, _ project: String) async throws -> GRPCClient {
            let made = try await owner.unary(
                .createToken,
                Wire.CreateTokenRequest(name: name, scopes: [.admin], projects: [project])
            )
            return try await server.client(made.secret)
        }
        let one = try await client("one", "one")
        let two = try await client("two", "two")
        let create = Wire.CreateProjectRequest(
            name: "one",
            classes: ["a", "b"],
            input: Wire.InputSpecification(kind: .vector(Wire.VectorInput(dimension: 2)))
        )
        #expect(
            await status { try await two.unary(.createProject, create) }.code == .permissionDenied
        )
        _ = try await one.unary(.createProject, create)
        let exchange = one.bidirectional(.ingest)
        let items = (0..<20).map { item([Float($0), 1], id: "\($0)", label: UInt32($0 % 2)) }
        try await exchange.write(Wire.IngestRequest(project: "one", items: items))
        exchange.finish()
        for try await _ in exchange.responses {}
        let job = try await one.unary(
            .startTraining,
            Wire.StartTrainingRequest(project: "one", run: WholeServer.smallRun())
        )
        let denied = await status {
            try await two.unary(.getJob, Wire.GetJobRequest(jobID: job.id))
        }
        // As if it were not there.
        #expect(denied.code == .notFound && denied.message == "there is no job \(job.id)")
        let cancel = Wire.CancelJobRequest(jobID: job.id)
        #expect(await status { try await two.unary(.cancelJob, cancel) }.code == .notFound)
        var watched = 0
        let watch = await status {
            for try await _ in two.serverStreaming(.watchJob, Wire.WatchJobRequest(jobID: job.id)) {
                watched += 1
            }
        }
        #expect(watch.code == .notFound && watched == 0)
        // Nor is the name of another's project told.
        for name in ["", "two"] {
            let exchange = two.bidirectional(.predictStream)
            try await exchange.write(Wire.PredictRequest(project: name))
            exchange.finish()
            var told: [String] = []
            for try await reply in exchange.responses {
                if case .refused(let item) = reply.result { told.append(item.message) }
            }
            #expect(told == ["there is no project \"\(name)\""])
        }
        #expect(try await one.unary(.getJob, Wire.GetJobRequest(jobID: job.id)).id == job.id)
        let unknown = await status { try await two.unary(.getJob, Wire.GetJobRequest(jobID: 999)) }
        #expect(unknown.code == .notFound)
        for client in [one, two, owner] { await client.close() }
        try await server.end()
    }

    @Test("Revocation and expiry take effect on the next call, and nothing secret is logged")
    func revocation() async throws {
        let lines = LogLines()
        let logger = Logger(label: "test") { _ in lines.handler }
        let server = try await WholeServer(logger: logger) { $0.security.requiresTokens = true }
        let owner = try await server.owner()
        let request = Wire.CreateTokenRequest(name: "long", scopes: [.admin])
        let long = try await owner.unary(.createToken, request)
        #expect(
            await status { try await owner.unary(.createToken, request) }.code == .alreadyExists
        )

        let nobody = try await server.client(nil)
        let refused = await status {
            try await nobody.unary(.listProjects, Wire.ListProjectsRequest())
        }
        #expect(refused.code == .unauthenticated)
        #expect(refused.message.contains("authorization: Bearer TOKEN"))
        let health = MethodPath(service: "grpc.health.v1.Health", method: "Check")
        let check = RPC<Wire.HealthCheckRequest, Wire.HealthCheckResponse>(health)
        #expect(try await nobody.unary(check, Wire.HealthCheckRequest()).status == .serving)
        let forged = "tutelage_\(long.token?.id ?? "")_\(String(repeating: "a", count: 64))"
        for wrong in [forged, "letmein", String(repeating: "x", count: 8000)] {
            let stranger = try await server.client(wrong)
            let status = await status {
                try await stranger.unary(.listProjects, Wire.ListProjectsRequest())
            }
            #expect(status.code == .unauthenticated)
            #expect(!status.message.contains(wrong))
            await stranger.close()
        }

        let client = try await server.client(long.secret)
        for _ in 0..<3 { _ = try await client.unary(.listProjects, Wire.ListProjectsRequest()) }
        let brief = Wire.CreateTokenRequest(name: "short", scopes: [.admin], lifetimeSeconds: 5)
        let short = try await owner.unary(.createToken, brief)
        let dying = try await server.client(short.secret)
        _ = try await dying.unary(.listProjects, Wire.ListProjectsRequest())
        let listed = try await client.unary(.listTokens, Wire.ListTokensRequest()).tokens
        #expect(listed.map(\.name) == ["long", "short"])
        var expired = GRPCStatus(.ok, "")
        while expired.code == .ok {
            try await Task.sleep(for: .milliseconds(100))
            expired = await status {
                try await dying.unary(.listProjects, Wire.ListProjectsRequest())
            }
        }
        #expect(expired.code == .unauthenticated)
        #expect(expired.message == "the token short has expired")
        let revoked = try await owner.unary(.revokeToken, Wire.RevokeTokenRequest(token: "long"))
        #expect(revoked.id == long.token?.id)
        let gone = await status {
            try await client.unary(.listProjects, Wire.ListProjectsRequest())
        }
        #expect(gone.code == .unauthenticated)
        #expect(
            await status {
                try await owner.unary(.revokeToken, Wire.RevokeTokenRequest(token: "long"))
            }
            .code == .notFound
        )
        for client in [client, dying, nobody, owner] { await client.close() }
        try await server.end()
        let log = lines.text
        #expect(log.contains("token long"))
        for secret in [long.secret, short.secret, forged, "letmein"] {
            #expect(!log.contains(secret.suffix(64)))
        }
        #expect(!log.lowercased().contains("bearer "))
    }

    @Test("Tokens outlive the server; where none are asked for, only the owner makes them")
    func persistence() async throws {
        let server = try await WholeServer()
        let request = Wire.CreateTokenRequest(name: "sneaky", scopes: [.admin])
        let refused = await status { try await server.client.unary(.createToken, request) }
        #expect(refused.code == .failedPrecondition)
        #expect(refused.message.contains("--data-dir"))
        // Who sends a token all the same is served like everybody.
        let other = try await server.client("anything")
        _ = try await other.unary(.listProjects, Wire.ListProjectsRequest())
        await other.close()
        let owner = try await server.owner()
        _ = try await owner.unary(
            .createToken,
            Wire.CreateTokenRequest(name: "kept", scopes: [.train])
        )
        for bad in [
            Wire.CreateTokenRequest(name: "Bad Name", scopes: [.train]),
            Wire.CreateTokenRequest(name: "none", scopes: []),
            Wire.CreateTokenRequest(name: "odd", scopes: [.unrecognized(9)]),
            Wire.CreateTokenRequest(name: "odd", scopes: [.train], projects: ["No Project"]),
            Wire.CreateTokenRequest(name: "odd", scopes: [.train], lifetimeSeconds: -1),
        ] {
            let status = await status { try await owner.unary(.createToken, bad) }
            #expect(status.code == .invalidArgument, "\(bad)")
        }
        await owner.close()
        await server.client.close()
        try await server.server.shutdown()
        let store = try DataStore(directory: DataDirectory(path: server.path))
        let kept = try await TokenVault(store: store).list()
        #expect(kept.map(\.grant.name) == ["kept"])
        #expect(kept.first?.grant.words == "train for all projects")
        try await store.close()
        try FileManager.default.removeItem(atPath: server.path)
    }

    @Test("A server listens elsewhere only with TLS or --insecure, and says what that means")
    func listening() throws {
        var security = ServerSecurity()
        let elsewhere = HTTP2Address.tcp(host: "0.0.0.0", port: 8600)
        let here = HTTP2Address.tcp(host: "127.0.0.1", port: 8600)
        try security.validate(here)
        #expect(!security.requiresTokens(on: here))
        #expect(security.requiresTokens(on: elsewhere))
        let refused = try #require(throws: Failure.self) { try security.validate(elsewhere) }
        #expect(
            refused.message.contains("--tls-certificate") && refused.message.contains("--insecure")
        )
        let pages = try #require(throws: Failure.self) {
            try security.validate(elsewhere, field: "http")
        }
        #expect(pages.message.contains("--http") && pages.field == "http")
        #expect(throws: Failure.self) {
            try security.validate(.tcp(host: "127.evil.com", port: 8600))
        }
        security.allowsClearText = true
        try security.validate(elsewhere)
        #expect(!security.requiresTokens(on: elsewhere))
        security.requiresTokens = true
        #expect(security.requiresTokens(on: here))
        security.tls = TLSFiles(certificate: "/nowhere.pem", key: "/nowhere.key")
        let missing = try #require(throws: Failure.self) { try security.makeTLS() }
        #expect(missing.message == "TLS cannot be set up: /nowhere.pem cannot be read")
    }

    /// Sends one item under each of these project names.
    private func ingest(_ client: GRPCClient, _ projects: [String]) async throws {
        let exchange = client.bidirectional(.ingest)
        for (index, project) in projects.enumerated() {
            let item = item([1, Float(index)], id: "\(UUID().uuidString)")
            try await exchange.write(Wire.IngestRequest(project: project, items: [item]))
        }
        exchange.finish()
        for try await _ in exchange.responses {}
    }
}

/// Every line that is logged, at every level.
private final class LogLines: Sendable {
    private let lines = Mutex("")

    var text: String { lines.withLock { $0 } }
    var handler: any LogHandler { Handler(lines: self) }

    private struct Handler: LogHandler {
        let lines: LogLines
        var logLevel = Logger.Level.trace
        var metadata = Logger.Metadata()

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.lines.withLock { $0 += "\(event.message) \(event.metadata ?? [:])\n" }
        }
    }
}
