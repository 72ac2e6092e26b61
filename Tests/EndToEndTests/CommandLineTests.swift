import Foundation
import TestSupport
import Testing

@Suite("The command line, as its users type it", .serialized)
struct CommandLineTests {
    @Test("From an empty server to labels, with the words of the help texts")
    func wholeLoop() async throws {
        let server = try await TestServer()
        func run(_ words: String...) async throws -> String {
            let result = try await tutelage(words + ["--server", server.address])
            #expect(result.status == 0, "\(words): \(result.errors)")
            return result.output
        }
        let digits = "Tests/Data/digits/digits.csv"
        let classes = (0..<10).map(String.init).joined(separator: ",")
        _ = try await run(
            "project",
            "create",
            "digits",
            "--classes",
            classes,
            "--image",
            "8x8x1",
            "--scale",
            "0.0625"
        )
        #expect(try await run("project", "list").contains("digits"))
        let stored = try await run(
            "ingest",
            "digits",
            digits,
            "--no-header",
            "--label-column",
            "65"
        )
        #expect(stored.contains("1797 examples are durable, 0 refused"))
        let trained = try await run(
            "train",
            "digits",
            "--algorithm",
            "supervised",
            "--steps",
            "100",
            "--json"
        )
        #expect(trained.contains("\"state\":\"succeeded\""))
        let shown = try await run("models", "show", "digits")
        #expect(shown.contains("champion") && shown.contains("supervised"))
        let predicted = try await run(
            "predict",
            "digits",
            digits,
            "--no-header",
            "--label-column",
            "65",
            "--summary"
        )
        #expect(predicted.contains("version 1: 1797 rows"))
        let guarantee = "guarantee:0.05,0.05"
        let perClass = try await run(
            "policies",
            "set",
            "digits",
            "--auto-label",
            guarantee,
            "--per-class"
        )
        /// A table without its columns: long cells go on in the next line.
        func words(_ text: String) -> String {
            text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        #expect(words(perClass).contains("per_class true"))
        let views = try await run("policies", "set", "digits", "--views", "1")
        #expect(words(views).contains("per_class true"))
        #expect(
            try await run("policies", "set", "digits", "--auto-label", "fixed:0.9").contains(
                "fixed"
            )
        )
        let labels = try await run("label", "digits", digits, "--no-header", "--label-column", "65")
        #expect(labels.contains("seen_in_training") || labels.contains("fixed_threshold"))
        let lines = try await run("export", "digits").split(separator: "\n")
        #expect(lines.count == 1797)
        #expect(lines.allSatisfy { $0.hasPrefix("{\"id\":") && $0.hasSuffix("}") })
        #expect(try await run("algorithms").contains("2001.07685"))
        #expect(try await run("jobs", "list").contains("succeeded"))
        #expect(await server.stop() == 0)
    }

    @Test("Labelled files are dealt by lot and group: one group, one split, whatever the file")
    func splitShares() async throws {
        let server = try await TestServer()
        defer { server.crash() }
        let folder = server.directory.deletingLastPathComponent()
            .appending(path: "shares-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func run(_ words: String...) async throws -> String {
            let result = try await tutelage(words + ["--server", server.address])
            #expect(result.status == 0, "\(words): \(result.errors)")
            return result.output
        }
        _ = try await run("project", "create", "shares", "--classes", "a,b", "--vector", "2")
        // 300 groups of 4, whose members lie in two files.
        for (name, rows) in [("one", 0..<600), ("two", 600..<1_200)] {
            let lines = rows.map { row in
                "p\(row % 300)-\(row),\(row),1,\(row % 300),\(row % 2 == 0 ? "a" : "b")"
            }
            let text = (["name,x,y,patient,label"] + lines).joined(separator: "\n") + "\n"
            let file = folder.appending(path: "\(name).csv")
            try text.write(to: file, atomically: true, encoding: .utf8)
            _ = try await run(
                "ingest",
                "shares",
                file.path,
                "--id-column",
                "name",
                "--label-column",
                "label",
                "--group-column",
                "patient",
                "--split-shares",
                "train=.2,gate=.2,certify=.5,test=.1"
            )
        }
        struct Line: Decodable {
            var id: String
            var split: String

            /// What its id begins with.
            var group: String { String(id.prefix { $0 != "-" }) }
        }
        let decoder = JSONDecoder()
        let lines = try await run("export", "shares").split(separator: "\n")
            .map { try decoder.decode(Line.self, from: Data($0.utf8)) }
        #expect(lines.count == 1_200)
        let splits = Dictionary(grouping: lines, by: \.group).mapValues { Set($0.map(\.split)) }
        #expect(splits.count == 300 && splits.values.allSatisfy { $0.count == 1 })
        let counts = Dictionary(grouping: splits.values, by: { $0.first ?? "" }).mapValues(\.count)
        // Each within four standard deviations of its share of 300 groups.
        for (split, share) in ["train": 0.2, "gate": 0.2, "certify": 0.5, "test": 0.1] {
            let spread = 4 * (300 * share * (1 - share)).squareRoot()
            #expect(abs(Double(counts[split] ?? 0) - 300 * share) < spread, "\(split): \(counts)")
        }
        for wrong in ["train=.5", "train=.5,train=.5", "train=1.5,gate=-.5", "all=1"] {
            let result = try await tutelage(["ingest", "shares", "x.csv", "--split-shares", wrong])
            #expect(result.status == 2 && result.errors.contains("split-shares"), "\(wrong)")
        }
    }

    @Test(
        "Mistakes are told with exit code 2",
        arguments: [
            ["project", "create", "x", "--classes", "a,b"],
            ["project", "delete", "x"],
            ["project", "create", "x", "--classes", "a,b", "--image", "8xfoox8x1"],
            ["project", "create", "x", "--classes", "a,b", "--image", "8x8"],
            ["project", "create", "x", "--classes", "a,\"b", "--vector", "2"],
            ["project", "create", "x", "--classes", "a,b", "--class", "c", "--vector", "2"],
            ["project", "create", "x", "--vector", "2"],
            ["policies", "set", "x", "--auto-label", "guarantee:x,0.05,0.05"],
            ["policies", "set", "x", "--auto-label", "guarantee:0.05,,0.05"],
            ["policies", "set", "x", "--auto-label", "fixed:"],
            ["ingest", "x", "rows.csv", "--delimiter", ";;"],
            ["policies", "set", "x", "--gate", "best"],
            ["policies", "set", "x"],
            ["policies", "set", "x", "--auto-label", "fixed:0.9", "--per-class"],
            ["ingest", "x"],
            ["ingest", "x", "gate.csv", "--split", "gate"],
            ["train", "x", "--algorithm", "supervised", "--threshold", "0.5"],
            ["train", "x", "--network", "linear", "--dropout", "0.5"],
            ["project", "list", "--server", "nowhere"],
            ["serve", "--data-dir", "x", "--listen", "nowhere"],
            ["nothing"],
        ]
    )
    func usage(words: [String]) async throws {
        let result = try await tutelage(words)
        #expect(result.status == 2, "\(words): \(result.status)")
        #expect(!result.errors.isEmpty)
    }

    @Test("Failures are told with exit code 1 and a hint")
    func failures() async throws {
        let nobody = try await tutelage(["project", "list", "--server", "127.0.0.1:1"])
        #expect(nobody.status == 1)
        #expect(nobody.errors.contains("127.0.0.1:1") && nobody.errors.contains("hint:"))
        let server = try await TestServer()
        let unknown = try await tutelage(["project", "show", "nowhere", "--server", server.address])
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("nowhere"))
        #expect(await server.stop() == 0)
    }

    @Test("A server that listens on a name answers at all of its addresses, and says where it is")
    func listensOnName() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "name-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try Program(
            binary.path,
            ["serve", "--data-dir", folder.path, "--listen", "localhost:0", "--http", "off"]
        )
        defer { server.kill() }
        var ready = ""
        while !ready.contains("\n") {
            try #require(server.isRunning, "\(server.errors)")
            try await Task.sleep(for: .milliseconds(5))
            ready = String(decoding: server.output, as: UTF8.self)
        }
        let match = try #require(ready.firstMatch(of: /grpc=(\S+):(\d+)/))
        let found = try await run(
            URL(filePath: "/bin/sh"),
            ["-c", "getent ahosts localhost | cut -d ' ' -f 1 | sort -u"],
            in: root
        )
        let hosts = found.output.split(separator: "\n").map(String.init)
            .map { $0.contains(":") ? "[\($0)]" : $0 }
        #expect(!hosts.isEmpty)
        #expect(hosts.count == 1 ? hosts[0] == match.1 : match.1 == "localhost")
        for host in hosts {
            let listed = try await tutelage(["project", "list", "--server", "\(host):\(match.2)"])
            #expect(listed.status == 0, "\(host): \(listed.errors)")
        }
        server.terminate()
        #expect(server.wait() == 0)
    }
}
