import Benchmarks
import Domain
import Foundation
import Networks
import SemiSupervised
import Testing

@Suite("Protocols of data sets")
struct IndexedProtocolTests {
    private static let input = InputSpecification.image(
        ImageSpecification(height: 6, width: 6, channels: 1)
    )

    /// Images of one of four quarters that is bright, 6 x 6: the class.
    private static func images(_ count: Int, seed: UInt64) -> ExampleSet {
        var generator = SeededGenerator(seed: seed)
        var set = ExampleSet(of: input)
        for number in 0..<count {
            let label = number % 4
            var pixels: [UInt8] = []
            for row in 0..<6 {
                for column in 0..<6 {
                    let isBright = row / 3 * 2 + column / 3 == label
                    pixels.append(UInt8((isBright ? 150 : 20) + generator.below(80)))
                }
            }
            set.append(pixels, label: label)
        }
        return set
    }

    private func source(
        _ text: String,
        network: any NetworkPreset = SmallConvolutionalPreset()
    ) throws -> IndexedProtocol {
        let scratch = try ScratchFolder()
        let path = scratch.file("protocol.json")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return try IndexedProtocol(
            path: path,
            classes: 4,
            train: Self.images(120, seed: 1),
            test: Self.images(80, seed: 2),
            preset: network
        )
    }

    private func text(_ labeled: Range<Int> = 0..<16, more: String = "") -> String {
        func list(_ range: Range<Int>) -> String {
            "[\(range.map(String.init).joined(separator: ","))]"
        }
        let split = """
            {"labeled": \(list(labeled)), "unlabeled": \(list(40..<120)), "test": \(list(0..<80))}
            """
        return """
            {"schema": "few-label-protocol/1", "name": "quarters", "seeds": {"0": \(split)}, \(more)
            "tuning_seeds": {"100": \(split)}}
            """
    }

    private func report(_ source: IndexedProtocol, _ name: String) throws -> FewLabelReport {
        var options = FewLabelBenchmark.Options(
            source: source,
            algorithm: try AlgorithmConfiguration(Algorithms.named(name)),
            seeds: [0]
        )
        options.steps = 60
        return try FewLabelBenchmark(options).run()
    }

    @Test("A network is trained on a split and tested on the examples of the test file")
    func plain() throws {
        var preset = ConvolutionalPreset()
        preset.widths = [8, 8]
        preset.pools = 1
        let source = try source(text(), network: preset)
        #expect(source.name == "quarters, convolutional, pools=1, widths=8,8")
        let report = try report(source, "fix_match")
        #expect(report.accuracyMean > 60, "\(report.accuracyMean) %")
        #expect(report.tailRecallMean == nil && report.softmaxAreaMean == nil)
    }

    @Test("Classes with few labels, and unknown ones, are told apart")
    func variants() throws {
        let tailed = try source(text(more: "\"labeled_counts\": [4, 4, 4, 4],"))
        #expect(try report(tailed, "supervised").tailRecallMean != nil)
        let open = try source(text(0..<3, more: "\"known\": [0, 1, 2],"))
        let found = try report(open, "open_match")
        #expect(found.softmaxAreaMean != nil && found.outlierAreaMean != nil)
    }

    @Test("What is no protocol of these examples is refused in words")
    func refusals() throws {
        for (wrong, words) in [
            ("{}", "is no protocol of few labels"),
            (text().replacing("few-label-protocol/1", with: "other"), "has the schema \"other\""),
            (text(110..<121), "names examples that the data do not have"),
            (text(50..<60), "or one with its label and without"),
        ] {
            let failure = #expect(throws: Failure.self) { try source(wrong) }
            #expect(failure?.message.contains(words) == true, "\(failure?.message ?? "")")
        }
        let unknown = #expect(throws: Failure.self) { try source(text()).problem(seed: 9) }
        #expect(unknown?.message == "the protocol has the seeds [0, 100]; got 9")
        var preset = ConvolutionalPreset()
        preset.pools = 4
        let small = try source(text(), network: preset)
        #expect(throws: Failure.self) { try small.network(classes: 4, narrowing: 1, dropout: 0) }
    }
}
