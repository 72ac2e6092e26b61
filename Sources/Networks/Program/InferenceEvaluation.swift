internal import Kernels

extension InferenceEngine {
    /// Evaluates all rows of `inputs`, tiles shared out over the pool's threads.
    func evaluate(
        _ inputs: [Matrix],
        pool: ThreadPool,
        scratch: [InferenceScratch]
    ) -> HeadValues {
        var classifier: [Float] = []
        var embedding: [Float] = []
        var rows = 0
        for matrix in inputs {
            precondition(
                matrix.columns == network.inputs,
                "\(matrix.columns) columns, the network takes \(network.inputs)"
            )
            let tiles = (matrix.rows + tileRows - 1) / tileRows
            let results = TileResults(count: tiles)
            pool.run(tasks: tiles) { worker, tile in
                let first = tile * self.tileRows
                let range = first..<min(first + self.tileRows, matrix.rows)
                results.set(tile, self.evaluate(matrix, range, scratch[worker]))
            }
            for tile in results.take() {
                classifier += tile.classifier
                embedding += tile.embedding
            }
            rows += matrix.rows
        }
        return [
            .classifier: Matrix(rows: rows, columns: network.classes, values: classifier),
            .embedding: Matrix(rows: rows, columns: network.features, values: embedding),
        ]
    }

    private func evaluate(
        _ matrix: Matrix,
        _ range: Range<Int>,
        _ scratch: InferenceScratch
    ) -> TileResults.Tile {
        let first = range.lowerBound * network.inputs
        let end = range.upperBound * network.inputs
        scratch.buffer.load(matrix.values, first..<end, to: input)
        run(rows: range.count, scratch)
        return TileResults.Tile(
            classifier: scratch.buffer.read(logits(rows: range.count)),
            embedding: scratch.buffer.read(features(rows: range.count))
        )
    }
}
