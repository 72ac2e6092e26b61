import Foundation
import GRPC
import Messages
import Services
import Testing

@Suite("The page of metrics: Prometheus' text format, and docs/operations.md names all of it")
struct MetricsTests {
    @Test("The page parses, counts calls by method and status, and jobs by state")
    func counts() async throws {
        let server = try await WholeServer()
        try await server.createClouds()
        for _ in 0..<3 {
            let missing = await status {
                try await server.client.unary(
                    .getProject,
                    Wire.GetProjectRequest(project: "nowhere")
                )
            }
            #expect(missing.code == .notFound)
        }
        let page = try ParsedMetrics(try await server.metrics())
        let labels = [
            "grpc_type": "unary", "grpc_service": "tutelage.v1.Projects",
            "grpc_method": "GetProject",
        ]
        #expect(page["grpc_server_started_total", labels] == 3)
        let handled = labels.merging(["grpc_code": "NotFound"]) { $1 }
        #expect(page["grpc_server_handled_total", handled] == 3)
        #expect(page["grpc_server_handling_seconds_count", labels] == 3)
        #expect(page["grpc_server_msg_received_total", labels] == 3)
        #expect(page["grpc_server_msg_sent_total", labels] == 0)
        let ingest = [
            "grpc_type": "bidi_stream", "grpc_service": "tutelage.v1.Labeling",
            "grpc_method": "Ingest",
        ]
        #expect(page["grpc_server_msg_received_total", ingest] == 1)
        #expect(try #require(page["grpc_server_msg_sent_total", ingest]) >= 1)
        #expect(page.families["tutelage_tls_handshakes_total"]?.samples.isEmpty == true)
        #expect(page["tutelage_ready"] == 1)
        #expect(try #require(page["process_resident_memory_bytes"]) > 1_048_576)
        #expect(try #require(page["process_open_fds"]) >= 5)
        #expect(try #require(page["process_threads"]) >= 3)
        let start = try #require(page["process_start_time_seconds"])
        #expect(abs(start - Date.now.timeIntervalSince1970) < 86_400)
        // 60 examples, and the rows of the project.
        #expect(try #require(page["tutelage_store_rows_total"]) > 60)
        #expect(try #require(page["tutelage_store_commit_seconds_count"]) >= 2)
        #expect(page["tutelage_jobs", ["state": "queued"]] == 0)
        #expect(page["tutelage_limit", ["limit": "max-streams"]] != nil)
        try await server.end()
    }

    @Test("Every metric is documented with its type, and every documented one is there")
    func documented() async throws {
        let server = try await WholeServer()
        let page = try await pageAfterShadow(server)
        try await server.end()
        let document = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "docs/operations.md"),
            encoding: .utf8
        )
        var rows: [String: String] = [:]
        var labels: [String: Set<String>] = [:]
        for line in document.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells.count == 4, ["counter", "gauge", "histogram"].contains(cells[1]) else {
                continue
            }
            let name = cells[0].replacingOccurrences(of: "`", with: "")
            rows[name] = cells[1]
            labels[name] = Set(cells[2].matches(of: /`(\w+)`/).map { String($0.1) })
        }
        #expect(page.families.count > 20)
        #expect(rows == page.families.mapValues(\.kind))
        // Without TLS and certificates these have no samples; every other family shows its labels.
        let empty = page.families.filter(\.value.samples.isEmpty).keys.sorted()
        #expect(
            empty == [
                "tutelage_certificate_level", "tutelage_certified_labels",
                "tutelage_tls_certificate_changes_total", "tutelage_tls_handshakes_total",
            ]
        )
        for (name, family) in page.families where !family.samples.isEmpty {
            let used = Set(family.samples.flatMap(\.labels.keys)).subtracting(["le"])
            #expect(labels[name] == used, "\(name)")
        }
    }

    /// The page after one row was answered by a champion and computed by a shadow.
    private func pageAfterShadow(_ server: WholeServer) async throws -> ParsedMetrics {
        try await server.createClouds()
        for seed in 3...4 as ClosedRange<UInt64> {
            let run = WholeServer.smallRun(seed: seed)
            let request = Wire.StartTrainingRequest(project: "clouds", run: run)
            let job = try await server.client.unary(.startTraining, request)
            _ = try await server.watch(job.id)
        }
        let before = try await server.client.unary(
            .getTraffic,
            Wire.GetTrafficRequest(project: "clouds")
        )
        let champion = before.championVersion
        let shadow = 3 - champion
        _ = try await server.client.unary(
            .setTraffic,
            Wire.SetTrafficRequest(project: "clouds", shadowVersions: [shadow])
        )
        let answer = try await server.client.unary(
            .predict,
            Wire.PredictRequest(project: "clouds", inputs: tensor([[1, 0]]))
        )
        #expect(answer.modelVersion == champion)
        let compared = [
            "model": "clouds", "version": "\(shadow)", "champion": "\(champion)",
        ]
        let end = ContinuousClock.now + .seconds(30)
        var page = try ParsedMetrics(try await server.metrics())
        while page["tutelage_shadow_rows_total", compared] != 1, ContinuousClock.now < end {
            page = try ParsedMetrics(try await server.metrics())
        }
        #expect(page["tutelage_shadow_rows_total", compared] == 1)
        let labels = ["model": "clouds", "version": "\(champion)"]
        #expect(page["nv_inference_request_success", labels] == 1)
        #expect(page["nv_inference_exec_count", labels] == 1)
        #expect(page["tutelage_batch_rows_count", labels] == 1)
        let unasked = ["model": "clouds", "version": "\(shadow)"]
        #expect(page["nv_inference_exec_count", unasked] == nil, "only as a shadow")
        return page
    }

    @Test("What a label or a help text holds cannot break the page")
    func escapes() throws {
        let label = "a\"b\\c\nd\u{e9}} 1\n# TYPE x gauge"
        var page = MetricsText()
        page.write(.gauge("a", "first\nsecond \\ \"third\"")) { values in
            values.add(0.25, [("x", label), ("y", "")])
            values.add(3)
        }
        page.write(.histogram("h", "sizes")) { values in
            values.add(bounds: [0.5, 4], counts: [1, 0, 2], sum: 20.5, [("x", label)])
        }
        let parsed = try ParsedMetrics(page.text)
        #expect(parsed["a", ["x": label, "y": ""]] == 0.25)
        #expect(parsed["a"] == 3)
        #expect(parsed.families["a"]?.help == "first\\nsecond \\\\ \"third\"")
        #expect(parsed["h_bucket", ["x": label, "le": "0.5"]] == 1)
        #expect(parsed["h_bucket", ["x": label, "le": "4"]] == 1)
        #expect(parsed["h_bucket", ["x": label, "le": "+Inf"]] == 3)
        #expect(parsed["h_sum", ["x": label]] == 20.5)
    }

    @Test(
        "Dates are written as HTTP writes them",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_827_696, "Tue, 29 Feb 2000 12:34:56 GMT"),
            (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
        ]
    )
    func dates(seconds: Int, text: String) {
        #expect(HTTPDate.text(secondsSince1970: seconds) == text)
    }

    @Test(
        "The parser refuses what is not the format",
        arguments: [
            "a 1\n", "# HELP a b\n# TYPE a gauge\na 1", "# HELP a b\n# TYPE a gauge\nb 1\n",
            "# HELP a b\n# TYPE a gauge\na{x=\"1} 1\n", "# HELP a b\n# TYPE a gauge\na one\n",
            "# HELP a b\n# TYPE a gauge\na 1\na 2\n", "# HELP a b\n# TYPE a counter\na -1\n",
            "# HELP a b\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n",
            "# HELP a b\n# TYPE a gauge\na{x=\"\\t\"} 1\n", "# HELP a b\n# TYPE a gauge\n\n",
        ]
    )
    func parserIsStrict(page: String) {
        #expect(throws: ParsedMetrics.Problem.self) { try ParsedMetrics(page) }
    }
}
