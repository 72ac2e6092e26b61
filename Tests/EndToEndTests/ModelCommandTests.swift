import Foundation
import Testing

@Suite("Commands about models, releases and examples, as their users read them", .serialized)
struct ModelCommandTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "models-\(UUID().uuidString.prefix(8))")
    private let server: TestServer

    init() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        server = try await TestServer()
    }

    private func run(_ words: String) async throws -> String {
        let all = words.split(separator: " ").map(String.init)
        let result = try await tutelage(all + ["--server", server.address], in: folder)
        #expect(result.status == 0, "\(words): \(result.errors)")
        return result.output
    }

    private func fits(_ text: String) -> Bool {
        text.split(separator: "\n").filter { $0.contains("  ") }.allSatisfy { $0.count <= 80 }
    }

    /// Rows of two clouds, each with an id, some labels wrong.
    private func write(_ name: String, _ numbers: Range<Int>) throws {
        let lines = numbers.map { number in
            let isCat = number % 2 == 0
            let x = Double(number % 50) / 50 + (isCat ? 0 : 2)
            let label = (number % 10 == 3) != isCat ? "cat" : "dog"
            return "r\(number),\(x),\(Double(number) / 1_000),\(label)"
        }
        try (["id,a,b,y"] + lines).joined(separator: "\n")
            .write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }

    private func prepare(held: Bool = true) async throws {
        _ = try await run("project create v --classes cat,dog --vector 2")
        try write("train.csv", 0..<100)
        try write("gate.csv", 100..<200)
        _ = try await run("ingest v train.csv --id-column id --label-column y")
        guard held else { return }
        _ = try await run("ingest v gate.csv --id-column id --label-column y --split gate")
    }

    @Test(
        "A training ends with accuracy, interval and duration; without labels it says how to get some"
    )
    func training() async throws {
        defer { server.crash() }
        try await prepare(held: false)
        let blind = try await run("train v --algorithm supervised --steps 20")
        #expect(blind.contains("job 1 succeeded after "))
        #expect(blind.contains("its accuracy is not known, since nothing held out has labels"))
        #expect(blind.contains("tutelage ingest v FILE --label-column COLUMN --split gate"))
        #expect(try await run("models show v").contains("nothing held out had labels when it"))
        _ = try await run("ingest v gate.csv --id-column id --label-column y --split gate")
        let seen = try await run("train v --algorithm supervised --steps 100 --gate always")
        let line = /version 2: accuracy \d+\.\d\d % on the gate split \(95 % interval .* n = 100\)/
        #expect(seen.contains(line), "\(seen)")
        let json = try await run("train v --algorithm supervised --steps 5 --gate always --json")
        #expect(json.contains(/"duration_seconds":\d/))
        #expect(json.contains(/"evaluations":\[\{"split":"gate","count":100,"accuracy":/))
    }

    @Test("Versions by class, compared, evaluated on a file; releases; an example's history")
    func shown() async throws {
        defer { server.crash() }
        try await prepare()
        _ = try await run("train v --algorithm supervised --steps 1 --gate always")
        _ = try await run("train v --algorithm supervised --steps 300 --gate always")
        let shown = try await run("models show v")
        #expect(shown.contains("by class, on the gate split:"))
        #expect(shown.contains(/class +examples +recall +predicted +precision +taken for/))
        #expect(fits(shown))
        let compared = try await run("models compare v 1 2")
        #expect(compared.contains("of 100 gate examples both are right on "))
        #expect(compared.contains("exact two-sided McNemar p = "))
        #expect(compared.contains("this was comparison 2 on the gate split"))
        #expect(
            try await run("models compare v 1 0 --json").contains(
                /"p_value":[0-9.e-]+,"comparisons":3/
            )
        )
        let releases = try await run("releases list v")
        #expect(releases.contains(/release +version +threshold +certificates +policies +since/))
        #expect(releases.contains("a model promoted without a test"))
        #expect(fits(releases))
        #expect(try await run("releases list v --limit 1 --json").contains(#""model_version":2"#))
        let example = try await run("examples show v r7")
        #expect(example.contains(/champion +version 2 may have learned from it/))
        #expect(example.contains(/label +(cat|dog)\n/) && fits(example))
        #expect(
            try await run("examples show v r107").contains(/champion +version 2 has not seen it/)
        )
        try write("both.csv", 50..<150)
        let evaluated = try await run("models evaluate v both.csv --id-column id --label-column y")
        #expect(
            evaluated.contains(
                "it has learned from 50 of them, which prove nothing; on the others "
            )
        )
        #expect(evaluated.contains("most often mistaken: ") && fits(evaluated))
        let old = "models evaluate v both.csv --id-column id --label-column y --model-version 1"
        #expect(try await run(old).contains("whether it learned from these rows is not known"))
        let likely = try await run("predict v gate.csv --id-column id --label-column y --top-k 2")
        #expect(likely.contains(/r100 +1 +(cat|dog) +0\.\d{4} +cat\n +2 +(cat|dog) +0\.\d{4}\n/))
    }

    @Test(
        "Every hyper-parameter that `algorithms` lists can be set, and a run starts from a version"
    )
    func hyperParameters() async throws {
        defer { server.crash() }
        try await prepare()
        _ = try await run("project show v")
        try write("more.csv", 200..<300)
        let text = try String(contentsOf: folder.appending(path: "more.csv"), encoding: .utf8)
        let bare = text.split(separator: "\n").map { line in
            line.split(separator: ",").prefix(3).joined(separator: ",")
        }
        try bare.joined(separator: "\n")
            .write(to: folder.appending(path: "bare.csv"), atomically: true, encoding: .utf8)
        _ = try await run("ingest v bare.csv --id-column id")
        struct Listed: Decodable {
            struct Parameter: Decodable {
                var name: String
                var minimum: Double?
                var integer: Bool
                var choices: [String]
            }
            var name: String
            var hyper_parameters: [Parameter]
        }
        let listed = try JSONDecoder().decode(
            [Listed].self,
            from: Data(try await run("algorithms --json").utf8)
        )
        #expect(listed.count >= 6)
        for line in try await run("algorithms").split(separator: "\n") {
            #expect(line.count <= 80, "\(line)")
        }
        _ = try await run("train v --algorithm supervised --steps 5 --network perceptron:6")
        for algorithm in listed {
            let words = algorithm.hyper_parameters.map { parameter in
                // 0 is for a model to start from.
                let least = parameter.name == "pretraining" ? 0.5 : parameter.minimum ?? 0
                let value = parameter.integer ? "\(Int(least))" : "\(least)"
                return "--set \(parameter.name)=\(parameter.choices.first ?? value)"
            }
            let command =
                switch algorithm.name {
                case "noisy_student": "self-train v"
                case "distillation": "distill v"
                default: "train v --algorithm \(algorithm.name)"
                }
            let job = try await run(
                "\(command) --steps 2 --json --no-wait \(words.joined(separator: " "))"
            )
            #expect(job.contains("\"state\":\"queued\""), "\(algorithm.name)")
        }
        let warm = try await run(
            "train v --algorithm supervised --steps 5 --warm-start 1 --gate always"
        )
        let version = try #require(warm.firstMatch(of: /version (\d+)/)?.1)
        #expect(try await run("models show v \(version)").contains(/network +perceptron 6\n/))
    }
}
