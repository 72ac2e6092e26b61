package import Domain
internal import Files
internal import Kernels
internal import Networks
internal import SemiSupervised

/// An encoder that stays as it is: what it makes of rows is computed once, and algorithms learn on that.
///
/// Linear probing and more: any algorithm, with views in the space of features, at the cost of vectors.
package struct FrozenEncoder: Sendable {
    /// The encoder, up to its features.
    package let model: TrainedModel
    /// The digest of its weights, by which a cache knows it.
    let digest: Digest
    private let network: ServingNetwork

    /// The rows that are encoded at a time.
    private static let pieceRows = 256

    /// Takes the encoder of a model.
    ///
    /// - Throws: ``Failure`` where the network is not valid or the weights are not its.
    package init(_ model: TrainedModel) throws(Failure) {
        self.model = try model.part(model.network.encoder)
        network = try ServingNetwork(
            network: Network.compiled(self.model.network),
            parameters: self.model.parameters
        )
        var bytes = Array(try JSON.encode(self.model.network).utf8)
        bytes += Array("\(Checkpoint.fingerprint(of: self.model))".utf8)
        bytes += Array(InstructionSet.best.rawValue.utf8)
        digest = Digest(of: bytes)
    }

    /// The number of features.
    package var width: Int { network.network.features }

    /// The same data with features in place of rows.
    ///
    /// - Parameters:
    ///   - data: Rows that the encoder takes.
    ///   - cache: Where the features of a snapshot's rows are kept; nil: in memory.
    ///   - threads: How many compute; they change no bit.
    /// - Returns: Vectors, with the labels of `data`.
    /// - Throws: ``Failure``: invalid argument where a feature is not finite, unavailable when the disk does not take
    ///   the cache.
    package func features(
        of data: TrainingData,
        cache: EmbeddingCache? = nil,
        threads: Int = 1
    ) throws(Failure) -> TrainingData {
        let encoder = Worker(network: network, threads: threads)
        if let cache, let snapshot = data.segmentedSnapshot {
            return try data.embedded(width: width, try files(of: snapshot, data, cache, encoder))
        }
        func memory(_ pool: StreamName) throws(Failure) -> EmbeddedRows {
            var bytes: [UInt8] = []
            let count = data.count(of: pool)
            for start in stride(from: 0, to: count, by: Self.pieceRows) {
                let rows = start..<min(start + Self.pieceRows, count)
                bytes.append(littleEndian: try encoder.values(data.matrix(rows, of: pool)))
            }
            return EmbeddedRows(storage: .memory(bytes), width: width)
        }
        return try data.embedded(
            width: width,
            (labeled: try memory(.labeled), unlabeled: try memory(.unlabeled))
        )
    }

    private func files(
        of snapshot: SnapshotFile,
        _ data: TrainingData,
        _ cache: EmbeddingCache,
        _ encoder: Worker
    ) throws(Failure) -> (labeled: EmbeddedRows, unlabeled: EmbeddedRows) {
        var files: [MappedFile] = []
        for (number, segment) in snapshot.segments.enumerated() {
            let path = cache.path(digest, segment: segment.rowsDigest)
            if let file = cache.file(at: path, rows: segment.count, width: width) {
                files.append(file)
                continue
            }
            try cache.write(path, rows: segment.count, width: width, pieceRows: Self.pieceRows) {
                rows throws(Failure) in
                var values: [Float] = []
                for row in rows {
                    snapshot.withRow(row, ofSegment: number) {
                        data.frontEnd.append($0, to: &values)
                    }
                }
                return try encoder.values(
                    Matrix(rows: rows.count, columns: data.frontEnd.elements, values: values)
                )
            }
            guard let file = cache.file(at: path, rows: segment.count, width: width) else {
                throw Failure(
                    .unavailable,
                    "the features that were just written to \(path) are not there"
                )
            }
            files.append(file)
        }
        let all = files
        return (
            EmbeddedRows(
                storage: .files(all) { snapshot.place(ofLabeled: $0) },
                width: width
            ),
            EmbeddedRows(
                storage: .files(all) { snapshot.place(ofUnlabeled: $0) },
                width: width
            )
        )
    }

    /// A model of features on top of the encoder: one that takes the rows themselves.
    ///
    /// - Throws: ``Failure`` where they do not fit.
    package func joined(with head: TrainedModel) throws(Failure) -> TrainedModel {
        let graph = model.network.joined(with: head.network)
        let parameters = try Network.compiled(graph).joined(
            model.parameters,
            of: Network.compiled(model.network),
            with: head.parameters,
            of: Network.compiled(head.network)
        )
        return TrainedModel(network: graph, parameters: parameters)
    }

    /// Computes on the threads of a pool.
    private struct Worker {
        let network: ServingNetwork
        let pool: ThreadPool
        let scratch: ServingNetwork.ScratchPool

        init(network: ServingNetwork, threads: Int) {
            self.network = network
            pool = ThreadPool(threads: threads)
            scratch = network.makeScratchPool(threads: threads)
        }

        func values(_ rows: Matrix) throws(Failure) -> [Float] {
            let values = network.evaluate(rows, on: pool, scratch: scratch).features.values
            guard values.allSatisfy(\.isFinite) else {
                throw .invalid(
                    "the encoder yields features that are no finite numbers",
                    field: "encoder"
                )
            }
            return values
        }
    }
}
