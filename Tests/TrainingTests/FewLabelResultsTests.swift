import Benchmarks
import Domain
import Foundation
import SemiSupervised
import Testing

@Suite("Runs of benchmarks in a file")
struct FewLabelResultsTests {
    private static func run(_ seed: Int, _ accuracy: Double) -> FewLabelReport.Run {
        FewLabelReport.Run(
            seed: seed,
            initialisation: 0,
            accuracy: accuracy,
            teacherAccuracy: nil,
            wallSeconds: 1,
            cpuSeconds: 2
        )
    }

    @Test("What was added stands, under its own settings alone")
    func stands() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("results-\(UUID()).jsonl").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        func options(
            _ algorithm: AlgorithmConfiguration,
            _ variant: DigitsVariant = .balanced
        ) throws -> FewLabelBenchmark.Options {
            FewLabelBenchmark.Options(
                source: try DigitsTests.source(variant),
                algorithm: algorithm,
                seeds: [0]
            )
        }
        let configuration = try AlgorithmConfiguration(FixMatch.self)
        let chosen = try options(configuration)
        var results = try FewLabelResults(path: path)
        try results.add(Self.run(0, 97.5), of: chosen)
        try results.add(Self.run(1, 96), of: chosen)
        let again = try FewLabelResults(path: path)
        #expect(again.runs(of: chosen).map(\.accuracy) == [97.5, 96])
        var changed = chosen
        changed.steps = 10
        #expect(again.runs(of: changed).isEmpty)
        changed = chosen
        changed.augmentation = .image(ImageViewPolicy())
        #expect(again.runs(of: changed).isEmpty)
        #expect(try again.runs(of: options(configuration, .longTail(ratio: 50))).isEmpty)
        let other = try AlgorithmConfiguration(FixMatch.self, settings: ["threshold": "0.9"])
        #expect(try again.runs(of: options(other)).isEmpty)
        #expect(try again.runs(of: options(AlgorithmConfiguration(Supervised.self))).isEmpty)
    }

    @Test("A line that is none is named")
    func damaged() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("results-\(UUID()).jsonl").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "{}\n".write(toFile: path, atomically: true, encoding: .utf8)
        let failure = #expect(throws: Failure.self) { try FewLabelResults(path: path) }
        #expect(failure?.message.contains("line 1 of \(path)") == true)
    }

    @Test("The table pairs the splits with those of the standard")
    func table() throws {
        func report(_ name: String, _ accuracies: [Double]) -> FewLabelReport {
            FewLabelReport(
                algorithm: name,
                instructionSet: "any",
                runs: accuracies.enumerated().map { Self.run($0.offset, $0.element) }
            )
        }
        let table = FewLabelResults.table(
            [report("a", [90, 92]), report("b", [91, 94]), report("c", [80, 81])],
            standard: "a"
        )
        let lines = table.split(separator: "\n").map(String.init)
        #expect(lines.count == 5)
        #expect(lines[2].hasPrefix("| `b` | 92.50 | 2.12 | +1.50 |"))
        #expect(lines[3].hasPrefix("| `a` | 91.00 | 1.41 | - |"))
        #expect(lines[4].hasPrefix("| `c` | 80.50 | 0.71 | -10.50 |"))
    }
}
