import Benchmarks
import Domain
import Foundation
import SemiSupervised
import Testing
import Training

@Suite("The digits benchmark trains under its protocol")
struct DigitsTests {
    private static let folder = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Data/digits")
    private static let protocolPath = folder.appendingPathComponent("digits-protocol.json").path

    static func source(_ variant: DigitsVariant = .balanced) throws -> DigitsProtocol {
        try DigitsProtocol(
            dataPath: folder.appendingPathComponent("digits.csv").path,
            protocolPath: protocolPath,
            variant: variant
        )
    }

    private static func options(
        _ name: String,
        _ variant: DigitsVariant = .balanced
    ) throws -> FewLabelBenchmark.Options {
        FewLabelBenchmark.Options(
            source: try source(variant),
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
        let report = try FewLabelBenchmark(options).run()
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
        let report = try FewLabelBenchmark(options).run()
        #expect(report.teacherAccuracyMean != nil)
        #expect(report.table.contains("teacher"))
    }

    @Test("An unknown seed and other data than the protocol's are refused")
    func refusals() throws {
        var options = try Self.options("supervised")
        options.seeds = [7]
        let unknown = #expect(throws: Failure.self) { try FewLabelBenchmark(options).run() }
        #expect(unknown?.message.contains("got 7") == true)
        let other = #expect(throws: Failure.self) {
            try DigitsProtocol(dataPath: Self.protocolPath, protocolPath: Self.protocolPath)
        }
        #expect(other?.field == "data")
        options = try Self.options("supervised")
        var views = RandAugmentViewPolicy()
        views.operations = 99
        var policy = ImageViewPolicy()
        policy.strong = .randAugment(views)
        options.augmentation = .image(policy)
        let far = #expect(throws: Failure.self) { try FewLabelBenchmark(options).run() }
        #expect(far?.message.contains("99") == true)
    }

    @Test("Views are drawn as the policy says")
    func augmentation() throws {
        var options = try Self.options("supervised_strong")
        options.adjust = { $0.optimization.steps = 20 }
        let standard = try FewLabelBenchmark(options).run()
        var policy = ImageViewPolicy()
        options.augmentation = .image(policy)
        let affine = try FewLabelBenchmark(options).run()
        policy.strong = .randAugment(RandAugmentViewPolicy())
        options.augmentation = .image(policy)
        let other = try FewLabelBenchmark(options).run()
        // `affine` is what is drawn where nothing is said.
        #expect(affine.accuracyMean == standard.accuracyMean)
        #expect(other.accuracyMean != standard.accuracyMean)
    }

    @Test(
        "Of an open set unknown classes are told by softmax, and by a model's own classifiers of outliers"
    )
    func openSet() throws {
        for (name, hasOutliers) in [("supervised_strong", false), ("open_match", true)] {
            var options = try Self.options(name, .openSet(known: 6))
            options.adjust = { $0.optimization.steps = 60 }
            let report = try FewLabelBenchmark(options).run()
            #expect(report.accuracyMean > 50, "\(report.accuracyMean) %")
            let softmax = try #require(report.softmaxAreaMean)
            #expect((0...100).contains(softmax) && (report.outlierAreaMean != nil) == hasOutliers)
            #expect(report.table.contains("unknown classes told by the largest softmax"))
        }
        #expect(try Self.source(.openSet(known: 6)).name == "digits, 6 classes known")
        #expect(try Self.source(.longTail(ratio: 50)).name == "digits, long tail 50")
    }
}
