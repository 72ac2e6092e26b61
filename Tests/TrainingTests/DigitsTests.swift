import Benchmarks
import Domain
import Foundation
import SemiSupervised
import Testing
import Training

@Suite("The digits benchmark trains under its protocol")
struct DigitsTests {
    private static func options(_ name: String) throws -> DigitsBenchmark.Options {
        let folder = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Data/digits")
        return DigitsBenchmark.Options(
            dataPath: folder.appendingPathComponent("digits.csv").path,
            protocolPath: folder.appendingPathComponent("digits-protocol.json").path,
            algorithm: try AlgorithmConfiguration(Algorithms.named(name)),
            seeds: [100]
        )
    }

    @Test(
        "Fifty steps already read most digits",
        arguments: ["supervised_strong", "fix_match"]
    )
    func shortRun(name: String) throws {
        var options = try Self.options(name)
        options.initialisations = 2
        options.adjust = { $0.optimization.steps = 50 }
        let report = try DigitsBenchmark(options).run()
        #expect(report.runs.count == 2)
        #expect(report.seeds.map(\.seed) == [100])
        #expect(report.accuracyMean > 50, "\(report.accuracyMean) %")
        #expect(report.runs[0].accuracy != 0)
        let object = try JSONSerialization.jsonObject(with: Data(report.json().utf8))
        let keys = try #require(object as? [String: Any])
        for key in ["accuracy_mean", "accuracy_sd", "cpu_seconds_mean", "runs", "seeds"] {
            #expect(keys[key] != nil, "no \(key)")
        }
    }

    @Test("A distilled student is measured beside its teacher")
    func distillation() throws {
        var options = try Self.options("distillation")
        options.adjust = { $0.optimization.steps = 40 }
        let report = try DigitsBenchmark(options).run()
        #expect(report.teacherAccuracyMean != nil)
        #expect(report.table.contains("teacher"))
    }

    @Test("An unknown seed and other data than the protocol's are refused")
    func refusals() throws {
        var options = try Self.options("supervised")
        options.seeds = [7]
        let unknown = #expect(throws: Failure.self) { try DigitsBenchmark(options).run() }
        #expect(unknown?.message.contains("got 7") == true)
        options.seeds = [0]
        options.dataPath = options.protocolPath
        let other = #expect(throws: Failure.self) { try DigitsBenchmark(options).run() }
        #expect(other?.field == "data")
    }
}
