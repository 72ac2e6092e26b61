import ArgumentParser
import Benchmarks
import Domain

/// `tutelage bench guarantee`: how often certificates are broken.
struct BenchGuarantee: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guarantee",
        abstract: "Try to break the promise of certificates; exits with 1 where it is broken.",
        discussion: """
            Each repetition is a project in the real store with the real loop; models and people are
            simulated. A scenario passes when the broken repetitions are plausible at delta 5 %.
            """
    )
    @Option(help: "Repetitions of each scenario.") var repetitions = 1000
    @Option(help: "Only this scenario; repeat for several.") var scenario: [GuaranteeScenario] = []
    @Option(help: "The seed of every random choice.") var seed: UInt64 = 1
    @Option(help: "What real models said about the digits, for the scenarios of that name.")
    var models = "Tests/LabelingTests/Golden/guarantee/digits_confidence.json"
    @Flag(help: "Print JSON for programs instead of a table for people.") var json = false

    func run() async throws {
        let scenarios = scenario.isEmpty ? GuaranteeScenario.allCases : scenario
        let benchmark = try GuaranteeBenchmark(
            repetitions: repetitions,
            seed: seed,
            recordedModels: scenarios.contains(where: \.needsRecordedModels) ? models : nil
        )
        var results: [GuaranteeBenchmark.Result] = []
        for scenario in scenarios {
            var bar = ProgressBar(scenario.rawValue)
            let result = try await benchmark.run(scenario) { bar.update($0, of: repetitions) }
            bar.finish()
            results.append(result)
        }
        if json {
            Console.write(
                line: JSONValue.array(
                    results.map {
                        .object([
                            ("scenario", .string($0.scenario.rawValue)), ("runs", .count($0.runs)),
                            ("certified", .count($0.certified)), ("broken", .count($0.broken)),
                            ("within", .bool($0.isWithin)),
                        ])
                    }
                ).text
            )
        } else {
            var table = Table(
                "scenario",
                "runs",
                "with a certificate",
                "broken",
                "share",
                "at most 5 %"
            )
            for result in results {
                table.append(
                    result.scenario.rawValue,
                    "\(result.runs)",
                    "\(result.certified)",
                    "\(result.broken)",
                    percent(result.share, 1),
                    result.isWithin ? "yes" : "NO"
                )
            }
            Console.show(table.text)
        }
        if results.contains(where: { !$0.isWithin }) { throw ExitCode.failure }
    }
}

extension GuaranteeScenario: ExpressibleByArgument {}
