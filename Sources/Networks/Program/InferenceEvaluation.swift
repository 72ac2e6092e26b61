internal import Kernels

extension InferenceEngine {
    /// Evaluates all rows of `inputs`, tiles shared out over the pool's threads.
    func evaluate(
        _ inputs: [Matrix],
        pool: ThreadPool,
        scratch: [InferenceScratch]
    ) -> HeadValues {
        let tiles = inputs.flatMap {
            self.tiles(of: $0, offsets: nil, pool: pool, scratch: scratch)
        }
        return joined(tiles, rows: inputs.reduce(0) { $0 + $1.rows })
    }

    /// Evaluates sequences.
    func evaluate(
        _ sequences: Matrix,
        offsets: RowOffsets,
        pool: ThreadPool,
        scratch: [InferenceScratch]
    ) -> HeadValues {
        joined(
            tiles(of: sequences, offsets: offsets, pool: pool, scratch: scratch),
            rows: offsets.rows
        )
    }

    private func joined(_ tiles: [TileResults.Tile], rows: Int) -> HeadValues {
        var classifier: [Float] = []
        var embedding: [Float] = []
        classifier.reserveCapacity(rows * network.classes)
        embedding.reserveCapacity(rows * network.features)
        for tile in tiles {
            classifier += tile.classifier
            embedding += tile.embedding
        }
        return [
            .classifier: Matrix(rows: rows, columns: network.classes, values: classifier),
            .embedding: Matrix(rows: rows, columns: network.features, values: embedding),
        ]
    }

    private func tiles(
        of matrix: Matrix,
        offsets: RowOffsets?,
        pool: ThreadPool,
        scratch: [InferenceScratch]
    ) -> [TileResults.Tile] {
        precondition(
            matrix.columns == network.inputs,
            "\(matrix.columns) columns, the network takes \(network.inputs)"
        )
        check(offsets, items: matrix.rows)
        let rows = offsets?.rows ?? matrix.rows
        var ranges: [Range<Int>] = []
        while let first = ranges.isEmpty ? 0 : ranges.last?.upperBound, first < rows {
            ranges.append(tile(from: first, of: rows, offsets))
        }
        let (tiles, results) = (ranges, TileResults(count: ranges.count))
        pool.run(tasks: tiles.count) { worker, tile in
            results.set(tile, self.evaluate(matrix, tiles[tile], offsets, scratch[worker]))
        }
        return results.take()
    }

    private func evaluate(
        _ matrix: Matrix,
        _ rows: Range<Int>,
        _ offsets: RowOffsets?,
        _ scratch: InferenceScratch
    ) -> TileResults.Tile {
        let items = offsets?.items(of: rows) ?? rows
        let values = items.lowerBound * network.inputs..<items.upperBound * network.inputs
        scratch.buffer.load(matrix.values, values, to: input)
        run(rows: rows.count, offsets: offsets?.part(rows), scratch)
        return TileResults.Tile(
            classifier: scratch.buffer.read(logits(rows: rows.count)),
            embedding: scratch.buffer.read(features(rows: rows.count))
        )
    }
}
