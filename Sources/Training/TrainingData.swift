package import Augmentation
package import Domain
package import Files
package import Networks
internal import SemiSupervised
internal import Text

/// The examples that a run learns from: labelled and unlabelled rows of raw bytes.
///
/// Rows become numbers as they are read, so that a mapped snapshot of any size costs no memory.
package struct TrainingData: Sendable {
    private enum Storage: Sendable {
        case arrays(labeled: HeldRows, unlabeled: HeldRows)
        case file(SnapshotFile)
        case embedded(labeled: EmbeddedRows, unlabeled: EmbeddedRows)
    }

    /// Rows in memory.
    private struct HeldRows: Sendable {
        var bytes: [UInt8]
        var ranges: RowRanges

        func withRow<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
            body(bytes.span.extracting(ranges[index]))
        }
    }

    /// What one input is.
    package let input: InputSpecification
    /// What a network sees of one.
    package let frontEnd: FrontEnd
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
    /// - Parameters:
    ///   - snapshot: The rows.
    ///   - frontEnd: What a network sees of them; nil: what a network that is made for such rows does.
    /// - Throws: ``Failure`` (data loss) when a label is no class.
    package init(_ snapshot: SnapshotFile, frontEnd: FrontEnd? = nil) throws(Failure) {
        input = snapshot.header.input
        self.frontEnd = if let frontEnd { frontEnd } else { try FrontEnd(defaultFor: input) }
        classes = snapshot.header.classes.count
        labels = (0..<snapshot.labeledCount).map { snapshot.label(at: $0) }
        unlabeledCount = snapshot.unlabeledCount
        storage = .file(snapshot)
        kept = nil
        if let wrong = labels.first(where: { !(0..<classes).contains($0) }) {
            throw .dataLoss("a label of the snapshot is \(wrong); there are \(classes) classes")
        }
    }

    /// Rows in memory: `labeled` has the raw bytes of `labels.count` inputs, as ``RowRanges`` has them.
    ///
    /// - Throws: ``Failure`` (invalid argument) when a size is wrong or a label is no class.
    package init(
        input: InputSpecification,
        classes: Int,
        labeled: [UInt8],
        labels: [Int],
        unlabeled: [UInt8] = [],
        frontEnd: FrontEnd? = nil
    ) throws(Failure) {
        try input.validate()
        let ranges = try RowRanges(allOf: input, in: labeled.span, field: "labeled")
        let others = try RowRanges(allOf: input, in: unlabeled.span, field: "unlabeled")
        guard ranges.count == labels.count else {
            throw .invalid(
                "expected \(labels.count) rows, one for each label; got \(ranges.count)",
                field: "labeled"
            )
        }
        if let wrong = labels.first(where: { !(0..<classes).contains($0) }) {
            throw .invalid("a class is 0 to \(classes - 1); got \(wrong)")
        }
        self.input = input
        self.classes = classes
        self.labels = labels
        self.frontEnd = if let frontEnd { frontEnd } else { try FrontEnd(defaultFor: input) }
        unlabeledCount = others.count
        storage = .arrays(
            labeled: HeldRows(bytes: labeled, ranges: ranges),
            unlabeled: HeldRows(bytes: unlabeled, ranges: others)
        )
        kept = nil
    }

    /// The same rows as features of some width.
    func embedded(
        width: Int,
        _ rows: (labeled: EmbeddedRows, unlabeled: EmbeddedRows)
    ) throws(Failure) -> TrainingData {
        try TrainingData(self, width: width, rows)
    }

    private init(
        _ all: TrainingData,
        width: Int,
        _ rows: (labeled: EmbeddedRows, unlabeled: EmbeddedRows)
    ) throws(Failure) {
        input = .vector(dimension: width)
        frontEnd = try FrontEnd(defaultFor: input)
        classes = all.classes
        labels = all.labels
        unlabeledCount = all.unlabeledCount
        storage = .embedded(labeled: rows.labeled, unlabeled: rows.unlabeled)
        // In memory there are those alone that are kept.
        if case .memory = rows.labeled.storage { kept = nil } else { kept = all.kept }
    }

    /// The snapshot of the rows, if it has segments.
    var segmentedSnapshot: SnapshotFile? {
        guard case .file(let snapshot) = storage, !snapshot.segments.isEmpty else { return nil }
        return snapshot
    }

    private init(_ all: TrainingData, keeping rows: [Int]) {
        input = all.input
        frontEnd = all.frontEnd
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
        withRow(index, of: pool) { frontEnd.append($0, to: &rows) }
    }

    /// Calls `body` with the raw bytes of row `index` of a pool.
    func withRow<Result>(
        _ index: Int,
        of pool: StreamName,
        _ body: (Span<UInt8>) -> Result
    ) -> Result {
        let isLabeled = pool == .labeled || pool == .all && index < labeledCount
        guard !isLabeled else { return withLabeledRow(index, body) }
        return withUnlabeledRow(pool == .all ? index - labeledCount : index, body)
    }

    /// What is known of the words of all texts, labelled and then unlabelled; nil: rows are no texts, or no view asks
    /// for it.
    ///
    /// One text is in memory at a time, and of words as many as ``WordCounter`` keeps.
    func wordStatistics(for settings: AugmentationSettings) -> WordStatistics? {
        guard case .text(let policy) = settings, policy.replacesWords else { return nil }
        var counter = WordCounter(foldsCase: frontEnd.foldsCase)
        for index in 0..<count(of: .all) {
            withRow(index, of: .all) { counter.add($0) }
        }
        return counter.statistics()
    }

    /// What the network sees of some rows of a pool, `[N, inputs]`.
    func matrix(_ rows: some Collection<Int>, of pool: StreamName) -> Matrix {
        var values: [Float] = []
        values.reserveCapacity(rows.count * frontEnd.elements)
        for index in rows { append(index, of: pool, to: &values) }
        return Matrix(rows: rows.count, columns: frontEnd.elements, values: values)
    }

    /// The classes with the fewest labels, where some have more.
    package var rarest: [Int] {
        let counts = rowsByClass().map(\.count)
        guard let least = counts.min(), least != counts.max() else { return [] }
        return counts.indices.filter { counts[$0] == least }
    }

    /// The labelled rows of each class.
    func rowsByClass() -> [[Int]] {
        var rows = Array(repeating: [Int](), count: classes)
        for (row, label) in labels.enumerated() { rows[label].append(row) }
        return rows
    }

    /// Appends what the network sees of labelled row `index`.
    package func appendLabeled(_ index: Int, to rows: inout [Float]) {
        withLabeledRow(index) { frontEnd.append($0, to: &rows) }
    }

    /// Appends what the network sees of unlabelled row `index`.
    package func appendUnlabeled(_ index: Int, to rows: inout [Float]) {
        withUnlabeledRow(index) { frontEnd.append($0, to: &rows) }
    }

    private func withLabeledRow<Result>(
        _ index: Int,
        _ body: (Span<UInt8>) -> Result
    ) -> Result {
        let index = kept?[index] ?? index
        switch storage {
        case .arrays(let labeled, _): return labeled.withRow(index, body)
        case .embedded(let labeled, _): return labeled.withRow(index, body)
        case .file(let snapshot): return snapshot.withLabeledRow(index, body)
        }
    }

    private func withUnlabeledRow<Result>(
        _ index: Int,
        _ body: (Span<UInt8>) -> Result
    ) -> Result {
        switch storage {
        case .arrays(_, let unlabeled): return unlabeled.withRow(index, body)
        case .embedded(_, let unlabeled): return unlabeled.withRow(index, body)
        case .file(let snapshot): return snapshot.withUnlabeledRow(index, body)
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
        row.reserveCapacity(frontEnd.elements)
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
    /// For images and features of sound the least and largest value, for vectors one standard deviation about the mean,
    /// of at most 8,191 labelled and 8,191 unlabelled rows spread evenly over the data; nothing is a share of texts.
    package func valueRange() -> ValueRange {
        switch input {
        case .text: return ValueRange(low: 0, high: 1)
        case .image, .audio:
            var ends: (low: Float, high: Float)?
            forEachSpreadRow { row in
                for value in row where !value.isNaN {
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
}
