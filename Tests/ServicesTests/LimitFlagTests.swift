import Foundation
import GRPC
import HTTP2
import HTTP2Session
import Services
import Testing

@Suite("Every limit has a flag, a gauge and a text that names it")
struct LimitFlagTests {
    /// The flags by the fields that they set.
    private static let flags: [String: String] = [
        "messageBytes": "max-message-bytes", "connections": "max-connections",
        "headerListBytes": "max-header-bytes", "concurrentStreams": "max-streams",
        "bufferedOutputBytes": "max-buffered-bytes", "resetTokens": "max-resets",
        "preface": "preface-timeout-seconds", "idle": "idle-timeout-seconds",
        "write": "write-timeout-seconds", "keepalive": "keepalive-seconds",
        "keepaliveAnswer": "keepalive-timeout-seconds",
        "memoryBytes": "memory-budget-mib", "message": "message-timeout-seconds",
        "connectionAge": "max-connection-age-seconds",
        "connectionAgeGrace": "max-connection-age-grace-seconds",
    ]
    /// Fields that are no limit of their own: they follow from another, or bound a frame.
    private static let constants: Set<String> = [
        "http2", "timeouts", "unfinishedBytes", "heldBytes", "eventLoops", "continuationFrames",
        "streamWindow",
        "connectionWindow", "discardedBytes", "bufferedInputBytes", "streamOutputHighWater",
        "streamOutputLowWater", "resetTokensPerSecond", "controlFrames",
        "controlFramesPerSecond", "emptyDataFrames", "check", "compressedResponseBytes",
    ]

    @Test("Each field of the limits is set by a flag or is a constant")
    func fields() {
        let limits = ServerLimits()
        let fields =
            [Mirror(reflecting: limits), Mirror(reflecting: limits.http2)]
            + [Mirror(reflecting: limits.timeouts)]
        let names = fields.flatMap { $0.children.compactMap(\.label) }
        #expect(names.count > 20)
        for name in names {
            #expect(
                (Self.flags[name] != nil) != Self.constants.contains(name),
                "\(name) is a new limit: give it a flag"
            )
        }
        let gauges = ServerConfiguration(dataDirectory: "x", cores: 2).limitValues.map(\.flag)
        #expect(Set(Self.flags.values).isSubset(of: gauges))
        #expect(Set(gauges).count == gauges.count)
    }

    private func document() throws -> String {
        try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "docs/operations.md"),
            encoding: .utf8
        )
    }

    @Test(
        "Each flag's hits are on the page, and so are those that docs/operations.md names besides"
    )
    func hits() async throws {
        let text = try document()
        let sentence = try #require(text.firstMatch(of: /\nHits that no flag sets: ([^.]+)\./))
        let besides = sentence.1.matches(of: /`([a-z-]+)`/).map { String($0.1) }
        #expect(besides.count > 2)
        let server = try await WholeServer()
        let page = try ParsedMetrics(try await server.metrics())
        try await server.end()
        let hits = try #require(page.families["tutelage_limit_hits_total"]).samples
        let gauges = ServerConfiguration(dataDirectory: "x", cores: 2).limitValues.map(\.flag)
        #expect(hits.compactMap { $0.labels["limit"] }.sorted() == (gauges + besides).sorted())
    }

    @Test("docs/operations.md has a row for each flag")
    func documented() throws {
        let rows = try document().matches(of: /\n\| `--([a-z-]+)` \|/).map { String($0.1) }
        let gauges = ServerConfiguration(dataDirectory: "x", cores: 2).limitValues.map(\.flag)
        #expect(rows.sorted() == gauges.sorted())
    }

    @Test("The text of a limit names the flag that sets it", arguments: TransportLimit.allCases)
    func texts(limit: TransportLimit) {
        let gauges = ServerConfiguration(dataDirectory: "x", cores: 2).limitValues.map(\.flag)
        #expect(limit.text.contains("(--\(limit.label))") == gauges.contains(limit.label))
    }
}
