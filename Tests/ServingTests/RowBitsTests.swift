import Domain
import Networks
import Serving
import Testing

@Suite("A row has the same bits in every batch")
struct RowBitsTests {
    static let networks: [Graph] = [
        .linear(inputs: 64, classes: 10),
        .perceptron(inputs: 64, hidden: [33], classes: 7),
        .smallConvolutional(height: 8, width: 8, channels: 1, classes: 10, width: 8),
    ]

    @Test("Batches of 1 to 64, each position", arguments: networks)
    func positions(_ network: Graph) async throws {
        let release = try makeRelease(network: network)
        let rows = makeRows(64, seed: 5)
        let options = PredictionOptions(embedding: true)
        let alone = try bitsAlone(rows, release, options)
        let batcher = try Batcher(oneThread())
        for size in 1...64 {
            let (gate, recorder) = (Gate(), Recorder())
            try await gate.hold(batcher, release)
            let before = batcher.statistics.batches
            for row in rows.prefix(size) {
                try batcher.submit(
                    PredictionRequest(
                        release: release,
                        inputs: row,
                        rows: 1,
                        options: options,
                        receiver: recorder
                    )
                )
            }
            gate.open()
            await recorder.wait(for: size)
            #expect(batcher.statistics.batches == before + 1, "\(size) requests are one batch")
            #expect(recorder.calls == 1, "\(size) answers come in one call")
            for (position, answer) in recorder.answers.enumerated() {
                let bits = RowBits(try answer.result.get(), 0)
                #expect(bits == alone[position], "row \(position) of \(size)")
            }
        }
        await batcher.shutdown()
    }

    @Test("Requests of many rows, views and temperatures in one batch")
    func mixedBatch() async throws {
        let release = try makeRelease(
            network: .smallConvolutional(height: 8, width: 8, channels: 1, classes: 10, width: 8)
        )
        let rows = makeRows(40, seed: 6)
        let kinds = [
            PredictionOptions(), PredictionOptions(views: 9), PredictionOptions(embedding: true),
            PredictionOptions(temperature: 4), PredictionOptions(views: 9, temperature: 0.5),
        ]
        let batcher = try Batcher(oneThread())
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, release)
        var expected: [[RowBits]] = []
        var first = 0
        for count in [3, 1, 7, 2, 11, 5, 8, 3] {
            let own = Array(rows[first..<first + count])
            let options = kinds[expected.count % kinds.count]
            first += count
            expected.append(try bitsAlone(own, release, options))
            try batcher.submit(
                PredictionRequest(
                    release: release,
                    inputs: own.flatMap { $0 },
                    rows: count,
                    options: options,
                    receiver: recorder
                )
            )
        }
        gate.open()
        await recorder.wait(for: expected.count)
        for (answer, expected) in zip(recorder.answers, expected) {
            let prediction = try answer.result.get()
            #expect(prediction.rows == expected.count)
            #expect((0..<prediction.rows).map { RowBits(prediction, $0) } == expected)
        }
        await batcher.shutdown()
    }
}
