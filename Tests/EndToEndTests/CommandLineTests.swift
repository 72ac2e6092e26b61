import Foundation
import Testing

@Suite("The command line, as its users type it", .serialized)
struct CommandLineTests {
    @Test("From an empty server to labels, with the words of the help texts")
    func wholeLoop() throws {
        let server = try TestServer()
        func run(_ words: String...) throws -> String {
            let result = try tutelage(words + ["--server", server.address])
            #expect(result.status == 0, "\(words): \(result.errors)")
            return result.output
        }
        let digits = "Tests/Data/digits/digits.csv"
        let classes = (0..<10).map(String.init).joined(separator: ",")
        _ = try run(
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
        #expect(try run("project", "list").contains("digits"))
        let stored = try run("ingest", "digits", digits, "--no-header", "--label-column", "65")
        #expect(stored.contains("1797 examples are durable, 0 refused"))
        let trained = try run(
            "train",
            "digits",
            "--algorithm",
            "supervised",
            "--steps",
            "100",
            "--json"
        )
        #expect(trained.contains("\"state\":\"succeeded\""))
        let shown = try run("models", "show", "digits")
        #expect(shown.contains("champion") && shown.contains("supervised"))
        let predicted = try run(
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
        let perClass = try run(
            "policies",
            "set",
            "digits",
            "--auto-label",
            guarantee,
            "--per-class"
        )
        #expect(perClass.contains("per_class true"))
        #expect(try run("policies", "set", "digits", "--views", "1").contains("per_class true"))
        #expect(try run("policies", "set", "digits", "--auto-label", "fixed:0.9").contains("fixed"))
        let labels = try run("label", "digits", digits, "--no-header", "--label-column", "65")
        #expect(labels.contains("seen_in_training") || labels.contains("fixed_threshold"))
        let lines = try run("export", "digits").split(separator: "\n")
        #expect(lines.count == 1797)
        #expect(lines.allSatisfy { $0.hasPrefix("{\"id\":") && $0.hasSuffix("}") })
        #expect(try run("algorithms").contains("2001.07685"))
        #expect(try run("jobs", "list").contains("succeeded"))
        #expect(server.stop() == 0)
    }

    @Test(
        "Mistakes are told with exit code 2",
        arguments: [
            ["project", "create", "x", "--classes", "a,b"],
            ["project", "delete", "x"],
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
    func usage(words: [String]) throws {
        let result = try tutelage(words)
        #expect(result.status == 2, "\(words): \(result.status)")
        #expect(!result.errors.isEmpty)
    }

    @Test("Failures are told with exit code 1 and a hint")
    func failures() throws {
        let nobody = try tutelage(["project", "list", "--server", "127.0.0.1:1"])
        #expect(nobody.status == 1)
        #expect(nobody.errors.contains("127.0.0.1:1") && nobody.errors.contains("hint:"))
        let server = try TestServer()
        let unknown = try tutelage(["project", "show", "nowhere", "--server", server.address])
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("nowhere"))
        #expect(server.stop() == 0)
    }
}
