package import Augmentation
package import Domain
package import Files
internal import SemiSupervised

/// The examples that a run learns from: labelled and unlabelled rows of raw bytes.
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
    /// The class of each labelled row.
    package let labels: [Int]
    /// The number of unlabelled rows.
    package let unlabeledCount: Int
    private let storage: Storage
    /// The places of the labelled rows in the storage; nil: all of them, in their order.
    private let kept: [Int]?

    /// The rows of a snapshot.
    ///
    /// - Throws: ``Failure`` (data loss) when a label is no class.
    package init(_ snapshot: SnapshotFile) throws(Failure) {
        input = snapshot.header.input
        classes = snapshot.header.classes.count
        labels = (0..<snapshot.labeledCount).map { snapshot.label(at: $0) }
        unlabeledCount = snapshot.unlabeledCount
        storage = .file(snapshot)
        kept = nil
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
                    + "\(labels.count) labels, and \(unlabeled.count) unlabelled bytes"
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
        kept = nil
    }

    private init(_ all: TrainingData, keeping rows: [Int]) {
        input = all.input
        classes = all.classes
        labels = rows.map { all.labels[$0] }
        unlabeledCount = all.unlabeledCount
        storage = all.storage
        kept = rows.map { all.kept?[$0] ?? $0 }
    }

    /// The same data with some of the labelled rows only; the others are nowhere in it.
    package func keeping(labeled rows: [Int]) -> TrainingData {
        TrainingData(self, keeping: rows)
    }

    /// The number of labelled rows.
    package var labeledCount: Int { labels.count }

    /// The number of rows of a pool.
    func count(of pool: StreamName) -> Int {
        switch pool {
        case .labeled: labeledCount
        case .unlabeled: unlabeledCount
        case .all: labeledCount + unlabeledCount
        default: preconditionFailure("\(pool) is no pool")
        }
    }

    /// Appends what the network sees of row `index` of a pool.
    func append(_ index: Int, of pool: StreamName, to rows: inout [Float]) {
        let isLabeled = pool == .labeled || pool == .all && index < labeledCount
        guard !isLabeled else { return appendLabeled(index, to: &rows) }
        appendUnlabeled(pool == .all ? index - labeledCount : index, to: &rows)
    }

    /// The labelled rows of each class.
    func rowsByClass() -> [[Int]] {
        var rows = Array(repeating: [Int](), count: classes)
        for (row, label) in labels.enumerated() { rows[label].append(row) }
        return rows
    }

    /// Appends what the network sees of labelled row `index`.
    package func appendLabeled(_ index: Int, to rows: inout [Float]) {
        let index = kept?[index] ?? index
        switch storage {
        case .arrays(let labeled, _):
            let start = index * input.byteCount
            append(labeled.span.extracting(start..<start + input.byteCount), to: &rows)
        case .file(let snapshot):
            snapshot.withLabeledRow(index) { append($0, to: &rows) }
        }
    }

    /// Appends what the network sees of unlabelled row `index`.
    package func appendUnlabeled(_ index: Int, to rows: inout [Float]) {
        switch storage {
        case .arrays(_, let unlabeled):
            let start = index * input.byteCount
            append(unlabeled.span.extracting(start..<start + input.byteCount), to: &rows)
        case .file(let snapshot):
            snapshot.withUnlabeledRow(index) { append($0, to: &rows) }
        }
    }

    /// Calls `body` with what the network sees of every `labeledStep`th labelled and every
    /// `unlabeledStep`th unlabelled row, in their order; one row is in memory at a time.
    func forEachRow(
        labeledStep: Int = 1,
        unlabeledStep: Int = 1,
        _ body: ([Float]) -> Void
    ) {
        var row: [Float] = []
        row.reserveCapacity(input.elements)
        for index in stride(from: 0, to: labeledCount, by: labeledStep) {
            row.removeAll(keepingCapacity: true)
            appendLabeled(index, to: &row)
            body(row)
        }
        for index in stride(from: 0, to: unlabeledCount, by: unlabeledStep) {
            row.removeAll(keepingCapacity: true)
            appendUnlabeled(index, to: &row)
            body(row)
        }
    }

    /// The range that augmentation's amounts are shares of.
    ///
    /// For images the least and largest value, for vectors one standard deviation about the mean,
    /// of at most 8,191 labelled and 8,191 unlabelled rows spread evenly over the data.
    package func valueRange() -> ValueRange {
        switch input {
        case .image:
            var ends: (low: Float, high: Float)?
            forEachSpreadRow { row in
                for value in row {
                    let (low, high) = ends ?? (value, value)
                    ends = (min(low, value), max(high, value))
                }
            }
            return ends.map { ValueRange(low: $0.low, high: $0.high) }
                ?? ValueRange(low: 0, high: 1)
        case .vector:
            var (count, sum, squares) = (0, 0.0, 0.0)
            forEachSpreadRow { row in
                count += row.count
                for value in row { sum += Double(value) }
            }
            guard count > 0 else { return ValueRange(low: 0, high: 1) }
            let mean = sum / Double(count)
            forEachSpreadRow { row in
                for value in row { squares += (Double(value) - mean) * (Double(value) - mean) }
            }
            let half = Float((squares / Double(count)).squareRoot() / 2)
            return ValueRange(low: Float(mean) - half, high: Float(mean) + half)
        }
    }

    private func forEachSpreadRow(_ body: ([Float]) -> Void) {
        forEachRow(
            labeledStep: max(1, labeledCount / 4096),
            unlabeledStep: max(1, unlabeledCount / 4096),
            body
        )
    }

    private func append(_ bytes: Span<UInt8>, to rows: inout [Float]) {
        input.appendNetworkInput(bytes, to: &rows)
    }
}
