internal import Augmentation
internal import Domain
internal import Networks
internal import SemiSupervised

/// The rows of a phase's batches.
struct BatchRows: Hashable, Sendable {
    /// The rows of each stream.
    let streams: [StreamName: Int]
    /// The rows of all views of a batch.
    let ofBatch: Int
    /// The most rows of one pass.
    let ofPass: Int

    /// Labelled rows are as many as there are, at most the batch size; other streams go by them.
    init(_ needs: Needs, labeledBatch: Int, labeledCount: Int) {
        let batch = labeledCount > 0 ? min(labeledBatch, labeledCount) : labeledBatch
        let streams = needs.streams.mapValues { batch * $0.ratio }
        self.streams = streams
        let all = needs.streams.reduce(0) { $0 + $1.value.views.count * batch * $1.value.ratio }
        ofBatch = all
        ofPass = max(1, needs.rowsOfPass == .all ? all : streams.values.max() ?? 1)
    }
}

/// Draws the batches of a phase: which rows, in which views.
struct BatchSource: Sendable {
    /// What a checkpoint holds: the sampler of each stream, by its name.
    typealias State = [String: PermutationSampler]

    private let data: TrainingData
    private let plans: [StreamName: StreamPlan]
    private let augmenter: Augmenter
    private let rows: BatchRows
    /// What a survey has made of the unlabelled rows.
    private let change: PoolChange?
    private(set) var state: State

    /// Creates a source at the beginning, or one that continues `state`.
    ///
    /// - Throws: ``Failure``: failed precondition when there is nothing to draw from, data loss when
    ///   `state` is of other data.
    init(
        data: TrainingData,
        needs: Needs,
        rows: BatchRows,
        augmenter: Augmenter,
        change: PoolChange?,
        seed: UInt64,
        state: State?
    ) throws(Failure) {
        let root = SeededGenerator(seed: seed)
        let pools = [
            StreamName.labeled: data.labeledCount,
            .unlabeled: change?.selection?.count ?? data.unlabeledCount,
        ]
        var start: State = [:]
        for name in needs.streams.keys {
            let count = pools[name] ?? 0
            guard count > 0 else {
                throw .precondition(
                    "no \(name == .labeled ? "labelled" : "unlabelled") example is left to learn from"
                        + (change == nil
                            ? "" : ": the teacher is sure of none of \(data.unlabeledCount)")
                )
            }
            var generator = root.fork(name.randomStream)
            start[name.name] = PermutationSampler(count: count, seed: generator.next())
        }
        if let state {
            guard state.mapValues(\.count) == start.mapValues(\.count) else {
                throw .dataLoss("the checkpoint was made with other data")
            }
        }
        self.state = state ?? start
        self.data = data
        plans = needs.streams
        self.rows = rows
        self.augmenter = augmenter
        self.change = change
    }

    /// Draws the batch of `step`.
    mutating func next(step: Int) -> Batch {
        var streams: [StreamName: Batch.Stream] = [:]
        for (name, plan) in plans {
            guard let drawn = state[name.name]?.next(rows.streams[name] ?? 0) else { continue }
            streams[name] = name == .labeled ? labeled(drawn) : unlabeled(drawn)
            let kinds = plan.views
            let rows = streams[name]?.views[0].values ?? []
            streams[name]?.views = views(kinds, of: rows, step: step, first: name.viewStream)
        }
        return Batch(streams)
    }

    private func labeled(_ indices: [Int]) -> Batch.Stream {
        let rows = read(indices) { data.appendLabeled($0, to: &$1) }
        return Batch.Stream(
            views: [rows],
            labels: indices.map { data.labels[$0] },
            indices: indices
        )
    }

    private func unlabeled(_ drawn: [Int]) -> Batch.Stream {
        let indices = change?.selection.map { chosen in drawn.map { chosen[$0] } } ?? drawn
        let rows = read(indices) { data.appendUnlabeled($0, to: &$1) }
        let targets = change?.targets.map { targets in
            Matrix(
                rows: indices.count,
                columns: targets.columns,
                values: indices.flatMap { row in
                    targets.values[row * targets.columns..<(row + 1) * targets.columns]
                }
            )
        }
        return Batch.Stream(views: [rows], indices: indices, targets: targets)
    }

    private func read(_ indices: [Int], _ append: (Int, inout [Float]) -> Void) -> Matrix {
        var rows: [Float] = []
        rows.reserveCapacity(indices.count * data.input.elements)
        for index in indices { append(index, &rows) }
        return Matrix(rows: indices.count, columns: data.input.elements, values: rows)
    }

    private func views(_ kinds: [View], of rows: [Float], step: Int, first: Int) -> [Matrix] {
        let columns = data.input.elements
        return kinds.enumerated().map { position, view in
            Matrix(
                rows: rows.count / columns,
                columns: columns,
                values: augmenter.views(view.kind, of: rows, step: step, stream: first + position)
            )
        }
    }
}

extension StreamName {
    /// Where the numbers of its sampler come from, below the phase's seed.
    fileprivate var randomStream: UInt64 { self == .labeled ? 3 : 4 }
    /// Where those of its first view come from; further views follow.
    fileprivate var viewStream: Int { self == .labeled ? 0 : 16 }
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
