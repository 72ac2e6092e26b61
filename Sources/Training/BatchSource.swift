internal import Augmentation
internal import Domain
internal import Networks
internal import SemiSupervised

/// The rows of a phase's batches.
struct BatchRows: Hashable, Sendable {
    /// Labeled rows: as many as there are, at most the batch size; 0 when they are not learned from.
    let labeled: Int
    /// Unlabelled rows.
    let unlabeled: Int

    init(_ plan: ViewPlan, labeledBatch: Int, labeledCount: Int, unlabeledRatio: Int) {
        let batch = labeledCount > 0 ? min(labeledBatch, labeledCount) : labeledBatch
        labeled = plan.labeled.isEmpty ? 0 : batch
        unlabeled = plan.unlabeled.isEmpty ? 0 : batch * unlabeledRatio
    }

    /// The most rows of one pass: all views of a batch together.
    func ofPass(_ plan: ViewPlan) -> Int {
        max(1, labeled * plan.labeled.count + unlabeled * plan.unlabeled.count)
    }
}

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
    private let sizes: BatchRows
    /// The unlabelled rows to learn from, each as often as it shall count; nil: all once.
    private let selection: [Int]?
    /// What the teacher said of all unlabelled rows.
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
        let sizes = BatchRows(
            plan,
            labeledBatch: labeledBatch,
            labeledCount: data.labeledCount,
            unlabeledRatio: unlabeledRatio
        )
        self.sizes = sizes
        let pool = selection?.count ?? data.unlabeledCount
        guard sizes.unlabeled == 0 || pool > 0 else {
            throw .precondition(
                "no unlabelled example is left to learn from: the teacher is sure of none of "
                    + "\(data.unlabeledCount)"
            )
        }
        func sampler(_ count: Int, _ stream: UInt64) -> PermutationSampler {
            var generator = root.fork(stream)
            return PermutationSampler(count: count, seed: generator.next())
        }
        let start = State(
            labeled: sizes.labeled > 0 ? sampler(data.labeledCount, 3) : nil,
            unlabeled: sizes.unlabeled > 0 ? sampler(pool, 4) : nil
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
    var rowsOfPass: Int { sizes.ofPass(plan) }

    /// Draws the batch of `step`.
    mutating func next(step: Int) -> Batch {
        var labels: [Int] = []
        var labeled: [Matrix] = []
        if sizes.labeled > 0, let indices = state.labeled?.next(sizes.labeled) {
            labels = indices.map { data.labels[$0] }
            let rows = read(indices) { data.appendLabeled($0, to: &$1) }
            labeled = views(plan.labeled, of: rows, step: step, firstStream: 0)
        }
        guard sizes.unlabeled > 0, let drawn = state.unlabeled?.next(sizes.unlabeled) else {
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
