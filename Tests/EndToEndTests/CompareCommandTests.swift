import Foundation
import GRPC
import Messages
import Services
import Testing

@Suite("Algorithms are compared from the command line", .serialized)
struct CompareCommandTests {
    private let server: TestServer

    init() async throws { server = try await TestServer() }

    private func run(
        _ words: String
    ) async throws -> (status: Int32, output: String, errors: String) {
        let all = words.split(separator: " ").map(String.init)
        return try await tutelage(all + ["--server", server.address])
    }

    private func prepare() async throws {
        let client = try await server.connect()
        try await client.createDigits("d")
        try await client.store(Digit.all[..<60].map { $0.item(split: .train) }, in: "d")
        try await client.store(Digit.all[60..<300].map { $0.item() }, in: "d")
        await client.close()
    }

    @Test("A table, what follows from it, and the command that trains it")
    func table() async throws {
        defer { server.crash() }
        try await prepare()
        let words =
            "compare d --algorithms supervised,fix_match,label_spreading --folds 3 --steps 40"
        let people = try await run(words)
        #expect(people.status == 0, "\(people.errors)")
        let text = people.output
        #expect(text.contains(/algorithm +accuracy +\+- +difference +interval +CPU s/))
        #expect(text.contains(/fix_match +\d+\.\d % +\d+\.\d % +reference/), "\(text)")
        #expect(text.contains("over 3 splits of 60 labelled examples"))
        // A recommendation, or that there is none; a command only of the former.
        let isRecommended = text.contains("is recommended")
        #expect(isRecommended != text.contains("not distinguishable from fix_match"), "\(text)")
        #expect(isRecommended != text.contains("the highest mean is that of"), "\(text)")
        for advice in [
            /to train it, with the --steps, --network and others of this comparison:/,
            /\ntutelage train d --algorithm [a-z_]+\n/,
        ] {
            #expect(text.contains(advice) == isRecommended, "\(text)")
        }
        #expect(
            text.split(separator: "\n").filter { $0.contains("  ") }.allSatisfy { $0.count <= 80 }
        )
        let json = try await run(words + " --json")
        #expect(
            json.output.contains(
                /"comparison":\{"algorithms":\[\{"name":"supervised","accuracy":0\.\d/
            )
        )
        #expect(json.output.contains("\"reference\":\"fix_match\""))
        let list = try await run("jobs list d")
        let outcome = /compare +manual +succeeded +([a-z_]+ is recommended|not disting)/
        #expect(list.output.contains(outcome), "\(list.output)")
    }

    @Test("A search names the settings that it found")
    func tuned() async throws {
        defer { server.crash() }
        try await prepare()
        let found = try await run(
            "compare d --algorithms s3vm,label_spreading --folds 2 --seeds 1 --tune --draws 4"
        )
        #expect(found.status == 0, "\(found.errors)")
        // What is not recommended is not searched for.
        let isRecommended =
            found.output.contains("s3vm is recommended")
            || found.output.contains("label_spreading is recommended")
        let command = /\ntutelage train d --algorithm [a-z_0-9]+/
        #expect(found.output.contains(command) == isRecommended, "\(found.output)")
        #expect(
            found.output.contains("search for its settings among all labels") == isRecommended
        )
    }

    @Test("Mistakes are told before anything is sent")
    func mistakes() async throws {
        defer { server.crash() }
        for (words, expected) in [
            ("compare d --algorithms fix_match", "--algorithms is two or more names"),
            ("compare d --algorithms fix_match,fixmatch", "--algorithms names fix_match twice"),
            (
                "compare d --algorithms fix_match,soft_mach",
                "none of `tutelage algorithms` is called"
            ),
            ("compare d --algorithms vat,uda --folds 1", "--folds is 2 to 20; got 1"),
            ("compare d --algorithms vat,uda --seeds 0", "--seeds is 1 to 100; got 0"),
            ("compare d --algorithms vat,uda --draws 4", "--draws is for --tune"),
            ("compare d --algorithms vat,uda --cpu-minutes 0", "--cpu-minutes is"),
        ] {
            let result = try await run(words)
            #expect(result.status == 2 && result.errors.contains(expected), "\(result.errors)")
        }
        let none = try await run("compare d --algorithms vat,uda")
        #expect(none.status == 1 && none.errors.contains("d"), "\(none.errors)")
    }

    @Test("kill -9 of the server and its worker: the comparison goes on, and comes to the same")
    func killed() async throws {
        defer { server.crash() }
        try await prepare()
        var run = Wire.ComparisonRun(
            algorithms: ["supervised", "fix_match"].map { Wire.AlgorithmConfiguration(name: $0) },
            run: Wire.TrainingRun(steps: 60)
        )
        run.folds = 4
        let request = Wire.StartComparisonRequest(project: "d", run: run)
        var reports: [Wire.ComparisonReport] = []
        for kills in [0, 3] {
            var client = try await server.connect()
            let job = try await client.unary(.startComparison, request)
            for kill in 0..<kills {
                for try await reply in client.serverStreaming(
                    .watchJob,
                    Wire.WatchJobRequest(jobID: job.id)
                ) where reply.job?.progress?.phase.contains("split \(kill + 1)") == true { break }
                for child in server.children { Foundation.kill(child, SIGKILL) }
                server.crash()
                await client.close()
                try await server.start()
                client = try await server.connect()
            }
            let last = try await client.wait(for: job)
            #expect(last.state == .succeeded, "\(last.failure)")
            var report = try #require(last.comparisonReport)
            for index in report.algorithms.indices { report.algorithms[index].cpuSeconds = 0 }
            reports.append(report)
            await client.close()
        }
        #expect(reports[0] == reports[1])
    }
}
