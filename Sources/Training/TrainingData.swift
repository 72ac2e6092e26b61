package import Augmentation
package import Domain
package import Files

/// The examples that a run learns from: labeled and unlabeled rows of raw bytes.
///
/// Rows become numbers as they are read, so that a mapped snapshot of any size costs no memory.
package struct TrainingData: Sendable {
    private enum Storage: Sendable {
        case arrays(labeled: [UInt8], unlabeled: [UInt8])
        case file(SnapshotFile)
    }

    /// What one input is.
    package let input: InputSpecification
    /// The number of classes.
    package let classes: Int
    /// The class of each labeled row.
    package let labels: [Int]
    /// The number of unlabeled rows.
    package let unlabeledCount: Int
    private let storage: Storage

    /// The rows of a snapshot.
    ///
    /// - Throws: ``Failure`` (data loss) when a label is no class.
    package init(_ snapshot: SnapshotFile) throws(Failure) {
        input = snapshot.header.input
        classes = snapshot.header.classes.count
        labels = (0..<snapshot.labeledCount).map { snapshot.label(at: $0) }
        unlabeledCount = snapshot.unlabeledCount
        storage = .file(snapshot)
        if let wrong = labels.first(where: { !(0..<classes).contains($0) }) {
            throw .dataLoss("a label of the snapshot is \(wrong); there are \(classes) classes")
        }
    }

    /// Rows in memory: `labeled` has the raw bytes of `labels.count` inputs, one after the other.
    ///
    /// - Throws: ``Failure`` (invalid argument) when a size is wrong or a label is no class.
    package init(
        input: InputSpecification,
        classes: Int,
        labeled: [UInt8],
        labels: [Int],
        unlabeled: [UInt8] = []
    ) throws(Failure) {
        try input.validate()
        guard labeled.count == labels.count * input.byteCount,
            unlabeled.count % input.byteCount == 0
        else {
            throw .invalid(
                "expected rows of \(input.byteCount) bytes; got \(labeled.count) bytes for "
                    + "\(labels.count) labels, and \(unlabeled.count) unlabeled bytes"
            )
        }
        if let wrong = labels.first(where: { !(0..<classes).contains($0) }) {
            throw .invalid("a class is 0 to \(classes - 1); got \(wrong)")
        }
        self.input = input
        self.classes = classes
        self.labels = labels
        unlabeledCount = unlabeled.count / input.byteCount
        storage = .arrays(labeled: labeled, unlabeled: unlabeled)
    }

    /// The number of labeled rows.
    package var labeledCount: Int { labels.count }

    /// Appends what the network sees of labeled row `index`.
    package func appendLabeled(_ index: Int, to rows: inout [Float]) {
        switch storage {
        case .arrays(let labeled, _):
            let start = index * input.byteCount
            append(labeled.span.extracting(start..<start + input.byteCount), to: &rows)
        case .file(let snapshot):
            snapshot.withLabeledRow(index) { append($0, to: &rows) }
        }
    }

    /// Appends what the network sees of unlabeled row `index`.
    package func appendUnlabeled(_ index: Int, to rows: inout [Float]) {
        switch storage {
        case .arrays(_, let unlabeled):
            let start = index * input.byteCount
            append(unlabeled.span.extracting(start..<start + input.byteCount), to: &rows)
        case .file(let snapshot):
            snapshot.withUnlabeledRow(index) { append($0, to: &rows) }
        }
    }

    /// The range that augmentation's amounts are shares of.
    ///
    /// For images the least and largest value, for vectors one standard deviation about the mean,
    /// of at most 4,096 labeled and 4,096 unlabeled rows spread evenly over the data.
    package func valueRange() -> ValueRange {
        var rows: [Float] = []
        for index in Self.spread(labeledCount) { appendLabeled(index, to: &rows) }
        for index in Self.spread(unlabeledCount) { appendUnlabeled(index, to: &rows) }
        guard let first = rows.first else { return ValueRange(low: 0, high: 1) }
        switch input {
        case .image:
            let ends = rows.reduce((first, first)) { (min($0.0, $1), max($0.1, $1)) }
            return ValueRange(low: ends.0, high: ends.1)
        case .vector:
            let count = Double(rows.count)
            let mean = rows.reduce(0.0) { $0 + Double($1) } / count
            let variance =
                rows.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
            let half = Float(variance.squareRoot() / 2)
            return ValueRange(low: Float(mean) - half, high: Float(mean) + half)
        }
    }

    private static func spread(_ count: Int) -> StrideTo<Int> {
        stride(from: 0, to: count, by: max(1, count / 4096))
    }

    private func append(_ bytes: Span<UInt8>, to rows: inout [Float]) {
        switch input {
        case .image(let image):
            for index in bytes.indices {
                rows.append(Float(bytes[index]) * image.scale + image.offset)
            }
        case .vector(let dimension):
            for index in 0..<dimension {
                let start = index * 4
                let bits =
                    UInt32(bytes[start]) | UInt32(bytes[start + 1]) << 8
                    | UInt32(bytes[start + 2]) << 16 | UInt32(bytes[start + 3]) << 24
                rows.append(Float(bitPattern: bits))
            }
        }
    }
}
