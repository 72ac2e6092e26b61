internal import Augmentation
internal import Domain
internal import Networks
internal import SemiSupervised

/// Draws the batches of a phase: which rows, in which views.
struct BatchSource: Sendable {
    /// What a checkpoint holds.
    struct State: Hashable, Sendable, Codable {
        var labeled: PermutationSampler?
        var unlabeled: PermutationSampler?
    }

    private let data: TrainingData
    private let plan: ViewPlan
    private let augmenter: Augmenter
    private let labeledRows: Int
    private let unlabeledRows: Int
    /// The unlabeled rows to learn from, each as often as it shall count; nil: all once.
    private let selection: [Int]?
    /// What the teacher said of all unlabeled rows.
    private let storedTargets: Matrix?
    private(set) var state: State

    /// Creates a source at the beginning, or one that continues `state`.
    ///
    /// - Throws: ``Failure``: failed precondition when there is nothing to draw from, data loss when
    ///   `state` is of other data.
    init(
        data: TrainingData,
        plan: ViewPlan,
        augmenter: Augmenter,
        labeledBatch: Int,
        unlabeledRatio: Int,
        selection: [Int]?,
        storedTargets: Matrix?,
        seed: UInt64,
        state: State?
    ) throws(Failure) {
        let root = SeededGenerator(seed: seed)
        let batch = data.labeledCount > 0 ? min(labeledBatch, data.labeledCount) : labeledBatch
        labeledRows = plan.labeled.isEmpty ? 0 : batch
        let pool = selection?.count ?? data.unlabeledCount
        unlabeledRows = plan.unlabeled.isEmpty ? 0 : batch * unlabeledRatio
        guard unlabeledRows == 0 || pool > 0 else {
            throw .precondition(
                "no unlabeled example is left to learn from: the teacher is sure of none of "
                    + "\(data.unlabeledCount)"
            )
        }
        func sampler(_ count: Int, _ stream: UInt64) -> PermutationSampler {
            var generator = root.fork(stream)
            return PermutationSampler(count: count, seed: generator.next())
        }
        let start = State(
            labeled: labeledRows > 0 ? sampler(data.labeledCount, 3) : nil,
            unlabeled: unlabeledRows > 0 ? sampler(pool, 4) : nil
        )
        if let state {
            guard state.labeled?.count == start.labeled?.count,
                state.unlabeled?.count == start.unlabeled?.count
            else { throw .dataLoss("the checkpoint was made with other data") }
        }
        self.state = state ?? start
        self.data = data
        self.plan = plan
        self.augmenter = augmenter
        self.selection = selection
        self.storedTargets = storedTargets
    }

    /// The most rows of one pass: all views of a batch together.
    var rowsOfPass: Int {
        max(1, labeledRows * plan.labeled.count + unlabeledRows * plan.unlabeled.count)
    }

    /// Draws the batch of `step`.
    mutating func next(step: Int) -> Batch {
        var labels: [Int] = []
        var labeled: [Matrix] = []
        if labeledRows > 0, let indices = state.labeled?.next(labeledRows) {
            labels = indices.map { data.labels[$0] }
            let rows = read(indices) { data.appendLabeled($0, to: &$1) }
            labeled = views(plan.labeled, of: rows, step: step, firstStream: 0)
        }
        guard unlabeledRows > 0, let drawn = state.unlabeled?.next(unlabeledRows) else {
            return Batch(labeled: labeled, labels: labels)
        }
        let indices = selection.map { chosen in drawn.map { chosen[$0] } } ?? drawn
        let rows = read(indices) { data.appendUnlabeled($0, to: &$1) }
        return Batch(
            labeled: labeled,
            labels: labels,
            unlabeled: views(plan.unlabeled, of: rows, step: step, firstStream: 16),
            indices: indices,
            storedTargets: storedTargets.map { targets in
                Matrix(
                    rows: indices.count,
                    columns: targets.columns,
                    values: indices.flatMap { row in
                        targets.values[row * targets.columns..<(row + 1) * targets.columns]
                    }
                )
            }
        )
    }

    private func read(_ indices: [Int], _ append: (Int, inout [Float]) -> Void) -> [Float] {
        var rows: [Float] = []
        rows.reserveCapacity(indices.count * data.input.elements)
        for index in indices { append(index, &rows) }
        return rows
    }

    private func views(
        _ kinds: [View],
        of rows: [Float],
        step: Int,
        firstStream: Int
    ) -> [Matrix] {
        let columns = data.input.elements
        return kinds.enumerated().map { position, view in
            Matrix(
                rows: rows.count / columns,
                columns: columns,
                values: augmenter.views(
                    view.kind,
                    of: rows,
                    step: step,
                    stream: firstStream + position
                )
            )
        }
    }
}

extension View {
    /// How the view is drawn.
    fileprivate var kind: ViewKind {
        switch self {
        case .clean: .clean
        case .weak: .weak
        case .strong: .strong
        case .cleanOrStrong: .cleanOrStrong
        }
    }
}
