import Domain
import Foundation
import Networks
import SemiSupervised
import Testing
import Training

/// Clips of one of three tones, of any loudness and length.
enum Clips {
    static let classes = 3
    static let input = InputSpecification.audio(
        AudioSpecification(sampleRate: 8000, maxSeconds: 0.25)
    )

    static func draw(_ count: Int, seed: UInt64) -> (bytes: [UInt8], labels: [Int]) {
        var generator = SeededGenerator(seed: seed)
        var bytes: [UInt8] = []
        let labels = (0..<count).map { $0 % classes }
        for label in labels {
            let pitch = [300, 800, 1900][label] + Float(generator.below(80))
            let loudness = 200 + Float(generator.below(8000))
            var clip: [UInt8] = []
            for sample in 0..<1200 + generator.below(1200) {
                let phase = 2 * Float.pi * pitch * Float(sample) / 8000
                let value = loudness * Foundation.sin(phase) + 30 * generator.normal()
                clip.append(littleEndian: Int16(max(-32_768, min(32_767, value.rounded()))))
            }
            bytes.append(row: clip, of: input)
        }
        return (bytes, labels)
    }
}

@Suite("Runs over sound")
struct SoundRunTests {
    @Test("Algorithms learn from clips", arguments: ["supervised_strong", "fix_match"])
    func learns(name: String) throws {
        let known = Clips.draw(24, seed: 1)
        let data = try TrainingData(
            input: Clips.input,
            classes: Clips.classes,
            labeled: known.bytes,
            labels: known.labels,
            unlabeled: Clips.draw(60, seed: 2).bytes
        )
        var specification = TrainingJobSpecification(
            algorithm: try AlgorithmConfiguration(Algorithms.named(name)),
            network: TrainingJobSpecification.defaultNetwork(
                for: Clips.input,
                classes: Clips.classes,
                width: 4
            ),
            seed: 3
        )
        specification.optimization.steps = 150
        specification.optimization.labeledBatch = 24
        var run = try TrainingRun(specification, data: data, threads: 2)
        while !run.isFinished { _ = try run.advance() }
        let fresh = Clips.draw(60, seed: 5)
        let ranges = try RowRanges(allOf: Clips.input, in: fresh.bytes.span)
        var rows: [Float] = []
        for row in 0..<60 {
            data.frontEnd.append(fresh.bytes.span.extracting(ranges[row]), to: &rows)
        }
        let logits = try ModelPredictor(run.model()).logits(
            Matrix(rows: 60, columns: data.frontEnd.elements, values: rows)
        )
        let accuracy = try Evaluation.accuracy(scores: logits, labels: fresh.labels)
        #expect(accuracy > 0.9, "\(accuracy)")
    }

    @Test("Clips that are none are refused with what was expected")
    func refused() {
        func message(_ bytes: [UInt8], _ input: InputSpecification = Clips.input) -> String {
            do throws(Failure) {
                try input.validate(input: bytes, field: "input")
                return ""
            } catch {
                return error.message
            }
        }
        #expect(message([]).contains("at least one sample"))
        #expect(message([1, 2, 3]).contains("no half one"))
        #expect(message([0, 0, 0, 0]).contains("silent"))
        #expect(message([1, 0]) == "")
        let short = InputSpecification.audio(
            AudioSpecification(sampleRate: 1000, maxSeconds: 0.01, tooLong: .refuse)
        )
        #expect(message(Array(repeating: 1, count: 22), short).contains("at most 10 samples"))
        var floats: [UInt8] = []
        for value in [0.5, -2, 1] as [Float] { floats.append(littleEndian: value.bitPattern) }
        let samples = try? AudioSpecification.samples(floats: floats.span, field: "input")
        #expect(samples == [0x00, 0x40, 0x00, 0x80, 0xFF, 0x7F])
        floats.append(littleEndian: Float.nan.bitPattern)
        #expect(throws: Failure.self) {
            try AudioSpecification.samples(floats: floats.span, field: "input")
        }
    }
}
