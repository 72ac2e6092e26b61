import Augmentation
import Domain
import Foundation
import Networks
import Serving
import Testing

@Suite("From input bytes to confidences")
struct InferenceTests {
    private let release: Release
    private let rows = makeRows(12, seed: 21)

    init() throws {
        release = try makeRelease(
            network: .smallConvolutional(height: 8, width: 8, channels: 1, classes: 10, width: 8)
        )
    }

    /// The softmax of `logits` divided by `temperature`, in double precision.
    private func softmax(_ logits: [Float], _ temperature: Double) -> [Double] {
        let scaled = logits.map { exp(Double($0) / temperature) }
        return scaled.map { $0 / scaled.reduce(0, +) }
    }

    private func evaluate(_ rows: [[Float]]) -> HeadValues {
        let input = Matrix(rows: rows.count, columns: 64, values: rows.flatMap { $0 })
        return release.network.evaluate(input, scratch: release.network.makeScratch())
    }

    private func networkInput(_ row: [UInt8]) -> [Float] { row.map { Float($0) * (1 / 16) } }

    @Test("A comparison answers for every row, whatever the classes of the stored rows")
    func comparison() throws {
        for (neighbors, labels) in [(1, [0, 1, 2, 3]), (2, [0, 0, 3, 3]), (0, [1, 1, 1, 1])] {
            let graph = Graph.nearestSupport(
                of: .perceptron(inputs: 64, hidden: [16], classes: 4),
                rows: 4,
                classes: 4,
                temperature: 0.01,
                neighbors: neighbors
            )
            let network = try Network(graph)
            var parameters = network.initialParameters(seed: 3)
            var generator = SeededGenerator(seed: 9)
            let support = Matrix(
                rows: 4,
                columns: 16,
                values: (0..<64).map { _ in generator.normal() }
            )
            network.setSupport(support, labels: labels, in: &parameters)
            let release = try makeRelease(network: graph, parameters: parameters)
            var inference = Inference()
            let prediction = try inference.predict(
                release,
                inputs: rows.flatMap { $0 },
                rows: rows.count,
                options: PredictionOptions()
            )
            for row in rows.indices {
                #expect(labels.contains(prediction.label(row)))
                #expect(prediction.logits(row).allSatisfy { $0.isFinite })
            }
        }
    }

    @Test("Probabilities are the softmax at the temperature", arguments: [1, 0.5, 4] as [Float])
    func temperature(_ temperature: Float) throws {
        var inference = Inference()
        let prediction = try inference.predict(
            release,
            inputs: rows.flatMap { $0 },
            rows: rows.count,
            options: PredictionOptions(embedding: true, temperature: temperature)
        )
        let heads = evaluate(rows.map(networkInput))
        let logits = try #require(heads[.classifier])
        let features = try #require(heads[.embedding])
        for row in rows.indices {
            let own = Array(logits.values[row * 10..<row * 10 + 10])
            #expect(Array(prediction.logits(row)) == own)
            let width = features.columns
            let embedding = features.values[row * width..<(row + 1) * width]
            #expect(prediction.embedding(row).map(Array.init) == Array(embedding))
            let expected = softmax(own, Double(temperature))
            for (index, probability) in prediction.probabilities(row).enumerated() {
                #expect(abs(Double(probability) - expected[index]) < 1e-6, "row \(row)")
            }
            let best = try #require(own.indices.max { own[$0] < own[$1] })
            #expect(prediction.label(row) == best)
            #expect(prediction.confidence(row) == prediction.probabilities(row).max())
        }
    }

    @Test("Nine views: the mean softmax of the row and its shifts, with the row's own logits")
    func views() throws {
        var inference = Inference()
        let options = PredictionOptions(views: 9)
        let prediction = try inference.predict(
            release,
            inputs: rows.flatMap { $0 },
            rows: rows.count,
            options: options
        )
        let fixed = try FixedViews(9, of: images)
        for row in rows.indices {
            var views: [Float] = []
            let input = networkInput(rows[row])
            fixed.append(input.span, to: &views)
            #expect(views.count == 9 * 64)
            let split = (0..<9).map { Array(views[$0 * 64..<($0 + 1) * 64]) }
            let logits = try #require(evaluate(split)[.classifier])
            var mean = [Double](repeating: 0, count: 10)
            for view in 0..<9 {
                let own = softmax(Array(logits.values[view * 10..<view * 10 + 10]), 1)
                for index in mean.indices { mean[index] += own[index] / 9 }
            }
            for (index, probability) in prediction.probabilities(row).enumerated() {
                #expect(abs(Double(probability) - mean[index]) < 1e-6, "row \(row)")
            }
            #expect(Array(prediction.logits(row)) == Array(logits.values[0..<10]))
            #expect(prediction.confidence(row) == prediction.probabilities(row).max())
        }
        let single = try inference.predict(release, inputs: rows[0], rows: 1)
        #expect(single.probabilities(0) != prediction.probabilities(0), "views matter")
        #expect(single.embedding(0) == nil)
    }

    @Test("A pass of any size gives the same bits")
    func passes() throws {
        for options in [PredictionOptions(embedding: true), PredictionOptions(views: 9)] {
            let alone = try bitsAlone(rows, release, options)
            for batchRows in [1, 2, 9, 10, 64, 500] {
                var inference = Inference(batchRows: batchRows)
                let all = try inference.predict(
                    release,
                    inputs: rows.flatMap { $0 },
                    rows: rows.count,
                    options: options
                )
                #expect(rows.indices.map { RowBits(all, $0) } == alone, "passes of \(batchRows)")
            }
        }
    }

    @Test("A vector goes in as it is, with one view")
    func vectors() throws {
        let vector = try makeRelease(input: .vector(dimension: 64))
        let values = (0..<64).map { Float($0) * 0.37 - 5 }
        let bytes = values.flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
        }
        var inference = Inference()
        let options = PredictionOptions(views: 9)
        let prediction = try inference.predict(vector, inputs: bytes, rows: 1, options: options)
        let matrix = Matrix(rows: 1, columns: 64, values: values)
        let logits = vector.network.logits(matrix, scratch: vector.network.makeScratch())
        #expect(Array(prediction.logits(0)) == logits.values)
    }

    @Test("Logits that are not finite fail their own request only")
    func overflow() async throws {
        let vector = try makeRelease(input: .vector(dimension: 64))
        let batcher = try Batcher(oneThread())
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, vector)
        let huge: [UInt8] = (0..<64).flatMap { _ in [0xFF, 0xFF, 0x7F, 0x7F] as [UInt8] }
        let small = [UInt8](repeating: 0, count: 256)
        for inputs in [small, small + huge, small] {
            let rows = inputs.count / 256
            try batcher.submit(
                PredictionRequest(release: vector, inputs: inputs, rows: rows, receiver: recorder)
            )
        }
        gate.open()
        await recorder.wait(for: 3)
        let failures = recorder.answers.map { answer -> Failure? in
            if case .failure(let failure) = answer.result { failure } else { nil }
        }
        #expect(failures[0] == nil)
        #expect(failures[1]?.kind == .invalidArgument)
        #expect(failures[1]?.message.contains("row 1") == true)
        #expect(failures[2] == nil)
        await batcher.shutdown()
    }

    @Test("Requests that are not whole rows are refused")
    func shapes() {
        let recorder = Recorder()
        for (rows, bytes) in [(0, 0), (1, 63), (2, 64), (-1, 64), (Int.max / 32, 64)] {
            let failure = #expect(throws: Failure.self) {
                try PredictionRequest(
                    release: release,
                    inputs: [UInt8](repeating: 0, count: bytes),
                    rows: rows,
                    receiver: recorder
                )
            }
            #expect(failure?.kind == .invalidArgument, "\(rows) rows in \(bytes) bytes")
        }
        for options in [
            PredictionOptions(views: 2), PredictionOptions(temperature: 0),
            PredictionOptions(temperature: .nan), PredictionOptions(temperature: -1),
        ] {
            #expect(throws: Failure.self) {
                try PredictionRequest(
                    release: release,
                    inputs: rows[0],
                    rows: 1,
                    options: options,
                    receiver: recorder
                )
            }
        }
    }
}
