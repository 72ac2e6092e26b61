import GRPC
import HTTP2
import Logging
import Synchronization
import Testing

@Suite("The log tells calls apart by request ids, and holds no other word of callers")
struct CallLogTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let fields = [
        ("x-request-id", "order-17/a"), ("authorization", "Bearer secret"),
        ("traceparent", "00-\(trace)-00f067aa0ba902b7-01"), ("cookie", "secret"),
    ]

    /// A server whose methods fail by a defect when asked to.
    private func start(
        _ log: LogBook,
        level: Logger.Level
    ) async throws -> (
        GRPCServer, HTTP2Address
    ) {
        var router = Router()
        router.register(
            Unary { request, _ in
                if request.text == "odd" { throw Odd() }
                return request
            }
        )
        router.register(
            Hot { request, _, reply in
                let defect = GRPCStatus(.internal, "internal error", cause: "the hot cause")
                reply.complete(request.text == "odd" ? .failure(defect) : .success(request))
            }
        )
        let logger = Logger(label: "test") { _ in LogBook.Handler(book: log, logLevel: level) }
        let server = GRPCServer(router: router, logger: logger) { error in
            GRPCStatus(.internal, "internal error", cause: "\(error)")
        }
        return (server, try await server.start(on: .tcp(host: "127.0.0.1", port: 0)))
    }

    /// The framed message `text`.
    private func body(_ text: String) -> [UInt8] {
        [0, 0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8)
    }

    @Test("A defect is one line, and its caller gets the request id", arguments: ["Unary", "Hot"])
    func defects(method: String) async throws {
        let log = LogBook()
        let (server, address) = try await start(log, level: .info)
        let client = try await RawClient.connect(to: address)
        let path = "/test.Service/\(method)"
        let answer = try await client.send(Self.fields, path: path, body: body("odd"))
        #expect(answer.fields["grpc-status"] == "13")
        #expect(answer.fields["grpc-message"]?.contains("request id order-17/a") == true)
        #expect(answer.fields["grpc-message"]?.contains("cause") == false)
        #expect(answer.fields["x-request-id"] == "order-17/a")
        let line = try #require(log.lines.first)
        #expect(log.lines.count == 1)
        #expect(line.level == .error)
        #expect(line.values["request_id"] == "order-17/a")
        #expect(line.values["method"] == path)
        #expect(line.values["peer"]?.hasPrefix("127.0.0.1:") == true)
        #expect(line.values["trace_id"] == Self.trace)
        #expect(line.values["span_id"] == "00f067aa0ba902b7")
        #expect(line.values["error"] == (method == "Hot" ? "the hot cause" : "Odd()"))
        try await client.close()
        await server.shutdown(grace: .seconds(5))
    }

    @Test("No two calls of the servers of a process have one id")
    func unique() async throws {
        let log = LogBook()
        for _ in 0..<2 {
            let (server, address) = try await start(log, level: .info)
            let client = try await RawClient.connect(to: address)
            for _ in 0..<2 { _ = try await client.send([], body: body("odd")) }
            try await client.close()
            await server.shutdown(grace: .seconds(5))
        }
        #expect(Set(log.lines.compactMap { $0.values["request_id"] }).count == 4)
    }

    @Test("An id that is not well formed is neither logged nor sent back; one is made")
    func malformed() async throws {
        let log = LogBook()
        let (server, address) = try await start(log, level: .info)
        let client = try await RawClient.connect(to: address)
        for id in ["", "two words", "a\"b", String(repeating: "x", count: 129)] {
            let fields = [("x-request-id", id), ("traceparent", "00-no")]
            let answer = try await client.send(fields, body: body("odd"))
            #expect(answer.fields["x-request-id"] == nil)
        }
        let made = log.lines.compactMap { $0.values["request_id"] }
        #expect(made.count == 4 && Set(made).count == 4)
        #expect(made.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{8}-\d+-\d+/) != nil })
        #expect(log.lines.allSatisfy { $0.values["trace_id"] == nil })
        try await client.close()
        await server.shutdown(grace: .seconds(5))
    }

    @Test("Where the caller sends an id it comes back; where none, nothing is added")
    func echo() async throws {
        let (server, address) = try await start(LogBook(), level: .info)
        let client = try await RawClient.connect(to: address)
        for method in ["Unary", "Hot"] {
            let path = "/test.Service/\(method)"
            let answer = try await client.send(Self.fields, path: path, body: body("fine"))
            #expect(answer.fields["grpc-status"] == "0")
            #expect(answer.fields["x-request-id"] == "order-17/a")
            let plain = try await client.send(path: path, body: body("fine"))
            #expect(plain.fields["grpc-status"] == "0")
            #expect(plain.fields["x-request-id"] == nil)
        }
        try await client.close()
        await server.shutdown(grace: .seconds(5))
    }

    @Test("At the level of debug every call has a line, and no line a secret")
    func everyCall() async throws {
        let log = LogBook()
        let (server, address) = try await start(log, level: .trace)
        let client = try await RawClient.connect(to: address)
        for (path, text) in [("Unary", "fine"), ("Hot", "fine"), ("Hot", "odd"), ("None", "")] {
            let fields = Self.fields
            _ = try await client.send(fields, path: "/test.Service/\(path)", body: body(text))
        }
        let calls = log.lines.filter { $0.message == "call" }
        #expect(
            calls.compactMap { $0.values["code"] } == ["OK", "OK", "INTERNAL", "UNIMPLEMENTED"]
        )
        #expect(calls.allSatisfy { Double($0.values["milliseconds"] ?? "") != nil })
        let everything = log.lines.map { "\($0)" }.joined()
        #expect(everything.contains("order-17/a"))
        #expect(!everything.contains("secret"))
        try await client.close()
        await server.shutdown(grace: .seconds(5))
    }
}

/// Keeps what is logged.
private final class LogBook: Sendable {
    struct Line: Sendable {
        let level: Logger.Level
        let message: String
        let values: [String: String]
    }

    private let state = Mutex<[Line]>([])

    var lines: [Line] { state.withLock(\.self) }

    struct Handler: LogHandler {
        let book: LogBook
        var logLevel: Logger.Level
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?

        init(book: LogBook, logLevel: Logger.Level) {
            self.book = book
            self.logLevel = logLevel
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let values = (event.metadata ?? [:]).mapValues(\.description)
            let message = event.message.description
            book.state.withLock {
                $0.append(Line(level: event.level, message: message, values: values))
            }
        }
    }
}
