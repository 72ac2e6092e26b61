import Domain
import Networks
import Serving
import Testing

@Suite("Small requests are computed where they come")
struct ComputeHereTests {
    /// `size` rows of `rows` together, by the compute thread.
    private func queued(
        _ batcher: Batcher,
        _ release: Release,
        _ rows: ArraySlice<[UInt8]>,
        _ options: PredictionOptions
    ) async throws -> [RowBits] {
        let prediction = try await batcher.predict(
            release,
            inputs: rows.flatMap { $0 },
            rows: rows.count,
            options: options
        )
        return (0..<rows.count).map { RowBits(prediction, $0) }
    }

    @Test("The bits are those of a compute thread", arguments: [1, 2, 7, 48, 51])
    func bits(_ size: Int) async throws {
        let release = try makeRelease()
        let rows = makeRows(size, seed: 9)
        let batcher = try Batcher(oneThread())
        for options in [
            PredictionOptions(), PredictionOptions(embedding: true),
            PredictionOptions(temperature: 3),
        ] {
            let inputs = rows.flatMap { $0 }
            var bits: [RowBits] = []
            let isHere = try batcher.computeHere(
                release,
                inputs: inputs.span,
                rows: size,
                options: options
            ) { prediction in
                for row in 0..<size { bits.append(RowBits(copy prediction, row)) }
            }
            #expect(isHere)
            #expect(bits == (try await queued(batcher, release, rows[...], options)))
            #expect(bits == (try bitsAlone(rows, release, options)))
        }
        let statistics = batcher.statistics
        #expect(statistics.requests == 6)
        #expect(statistics.rows == 6 * size)
        #expect(statistics.computed == 6)
        #expect(statistics.batches == 6)
        #expect(statistics.batchSizes.reduce(0, +) == 6)
        await batcher.shutdown()
    }

    @Test("Large networks, many rows, views and a configuration of 0 go to the compute threads")
    func rule() async throws {
        let small = try makeRelease()
        #expect(small.network.multiplyAdds == 640)
        let large = try makeRelease(network: .perceptron(inputs: 64, hidden: [512], classes: 10))
        #expect(large.network.multiplyAdds > 512 * 74)
        let rows = makeRows(65, seed: 3)
        var configuration = oneThread()
        let batcher = try Batcher(configuration)
        func isHere(
            _ batcher: Batcher,
            _ release: Release,
            _ count: Int,
            _ options: PredictionOptions = PredictionOptions(),
            ranked: Int = 0
        ) throws -> Bool {
            let inputs = rows.prefix(count).flatMap { $0 }
            var wasCalled = false
            let isHere = try batcher.computeHere(
                release,
                inputs: inputs.span,
                rows: count,
                options: options,
                rankedClasses: ranked
            ) { _ in wasCalled = true }
            #expect(wasCalled == isHere)
            return isHere
        }
        #expect(try isHere(batcher, small, 51))
        #expect(try !isHere(batcher, small, 52), "51 x 640 is the last below 32,768")
        #expect(try !isHere(batcher, large, 1))
        #expect(try isHere(batcher, small, 10, ranked: 10), "10 x (640 + 10 x 256) are 32,000")
        #expect(try !isHere(batcher, small, 11, ranked: 10))
        #expect(try !isHere(batcher, small, 1, PredictionOptions(views: 9)))
        await batcher.shutdown()

        configuration.inlineMultiplyAdds = 0
        let none = try Batcher(configuration)
        #expect(try !isHere(none, small, 1))
        await none.shutdown()
    }

    @Test("The small requests of a millisecond are computed up to a bound, and then queued")
    func share() async throws {
        let release = try makeRelease()
        let inputs = makeRows(51, seed: 5).flatMap { $0 }
        let batcher = try Batcher(oneThread())
        func taken(at now: UInt64) throws -> Int {
            var count = 0
            while count < 1000,
                try batcher.computeHere(release, inputs: inputs.span, rows: 51, now: now, { _ in })
            { count += 1 }
            return count
        }
        let most = 2_097_152 / (51 * 640)
        #expect(try taken(at: 5_000_000) == most)
        #expect(try taken(at: 5_999_999) == 0)
        #expect(try taken(at: 6_000_000) == most)
        #expect(batcher.statistics.requests == 2 * most)
        await batcher.shutdown()
    }

    @Test("Deadlines, draining and rows that are not finite are told")
    func failures() async throws {
        let release = try makeRelease()
        let row = makeRows(1, seed: 1)[0]
        let batcher = try Batcher(oneThread())
        let late = #expect(throws: Failure.self) {
            try batcher.computeHere(release, inputs: row.span, rows: 1, deadline: 1) { _ in }
        }
        #expect(late?.kind == .deadlineExceeded)
        let vector = try makeRelease(input: .vector(dimension: 64))
        let huge = (0..<64).flatMap { _ in [0xFF, 0xFF, 0x7F, 0x7F] as [UInt8] }
        let infinite = #expect(throws: Failure.self) {
            try batcher.computeHere(vector, inputs: huge.span, rows: 1) { _ in }
        }
        #expect(infinite?.message.contains("the logits of row 0 are not finite") == true)
        await batcher.shutdown()
        let draining = #expect(throws: Failure.self) {
            try batcher.computeHere(release, inputs: row.span, rows: 1) { _ in }
        }
        #expect(draining?.kind == .unavailable)
    }
}
