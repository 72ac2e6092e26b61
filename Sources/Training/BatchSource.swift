internal import Augmentation
internal import Domain
internal import Kernels
internal import Networks
internal import SemiSupervised

/// The rows of a phase's batches.
struct BatchRows: Hashable, Sendable {
    /// The rows of each stream.
    let streams: [StreamName: Int]
    /// The rows of all views of a batch.
    let ofBatch: Int
    /// The most rows of one pass, by the shape of a row.
    let ofPass: [Shape: Int]

    /// Labelled rows are as many as there are, at most the batch size; other streams go by them.
    init(_ needs: Needs, labeledBatch: Int, labeledCount: Int, classes: Int, input: Shape) {
        let batch = labeledCount > 0 ? min(labeledBatch, labeledCount) : labeledBatch
        var streams: [StreamName: Int] = [:]
        var ofPass = [input: 0]
        var all = 0
        for (name, plan) in needs.streams {
            let rows = plan.rows(labeled: batch, classes: classes)
            streams[name] = rows
            for view in plan.views {
                let shape = view.shape(of: input)
                let known = ofPass[shape] ?? 0
                ofPass[shape] = needs.rowsOfPass == .all ? known + rows : max(known, rows)
                all += rows
            }
        }
        self.streams = streams
        self.ofPass = ofPass.mapValues { max(1, $0) }
        ofBatch = all
    }
}

/// Draws the batches of a phase: which rows, in which views.
struct BatchSource: Sendable {
    /// What a checkpoint holds: the sampler of each stream, by its name.
    typealias State = [String: StreamSampler]

    private let data: TrainingData
    private let plans: [(name: StreamName, plan: StreamPlan)]
    /// What draws views; between steps it may learn.
    var augmenter: Augmenter
    /// The shape of a row.
    private let input: Shape
    private let rows: BatchRows
    /// What a survey has made of a pool.
    private var change: PoolChange?
    private let root: SeededGenerator
    /// The labelled rows of each class, where a stream asks for it.
    private let members: [[Int]]
    /// The rows of a stream as they are read, before views are drawn of them.
    private var read: [Float] = []
    private(set) var state: State
    /// What was drawn last; the next batch is written over it, unless somebody keeps it.
    private(set) var batch: Batch

    /// Creates a source at the beginning, or one that continues `state`.
    ///
    /// - Throws: ``Failure``: failed precondition when there is nothing to draw from, data loss when
    ///   `state` is of other data.
    init(
        data: TrainingData,
        needs: Needs,
        input: Shape,
        rows: BatchRows,
        augmenter: Augmenter,
        change: PoolChange?,
        seed: UInt64,
        state: State?
    ) throws(Failure) {
        let root = SeededGenerator(seed: seed)
        let members = data.rowsByClass()
        let classes = members.count { !$0.isEmpty }
        var start: State = [:]
        for (name, plan) in needs.streams {
            let count = try Self.count(of: plan.pool ?? name, data, change)
            var generator = root.fork(name.randomStream)
            start[name.name] = StreamSampler(
                plan.sampling,
                count: count,
                classes: classes,
                seed: generator.next()
            )
        }
        if let state {
            guard state.keys == start.keys,
                state.allSatisfy({ name, sampler in start[name].map(sampler.isOf) ?? false })
            else { throw .dataLoss("the checkpoint was made with other data") }
        }
        self.state = state ?? start
        self.data = data
        plans = needs.streams.map { ($0, $1) }
        self.members = members
        self.input = input
        self.rows = rows
        self.augmenter = augmenter
        self.change = change
        self.root = root
        batch = Batch(
            needs.streams.reduce(into: [:]) { streams, stream in
                let count = rows.streams[stream.key] ?? 0
                streams[stream.key] = Batch.Stream(
                    views: stream.value.views.map {
                        Matrix(rows: count, columns: $0.shape(of: input).mostValues)
                    }
                )
            }
        )
    }

    /// The rows that a stream of a pool draws from.
    private static func count(
        of pool: StreamName,
        _ data: TrainingData,
        _ change: PoolChange?
    ) throws(Failure) -> Int {
        let selected = pool == change?.pool ? change?.selection?.count : nil
        let count = selected ?? data.count(of: pool)
        guard count > 0 else {
            throw .precondition(
                "no \(pool == .labeled ? "labelled" : "unlabelled") example is left to learn from"
                    + (change == nil
                        ? "" : ": the teacher is sure of none of \(data.unlabeledCount)")
            )
        }
        return count
    }

    /// Draws from what a survey made of a pool from `step` on, in a new order where other rows were
    /// chosen.
    mutating func follow(_ change: PoolChange, step: Int) throws(Failure) {
        let isChosenAnew = change.selection != self.change?.selection
        for (name, plan) in plans where isChosenAnew && (plan.pool ?? name) == change.pool {
            var generator = root.fork(name.randomStream).fork(UInt64(step))
            state[name.name] = StreamSampler(
                plan.sampling,
                count: try Self.count(of: change.pool, data, change),
                classes: members.count { !$0.isEmpty },
                seed: generator.next()
            )
        }
        self.change = change
    }

    /// Whether views are drawn of what is written, not of numbers.
    private var isText: Bool { if case .text = data.input { true } else { false } }

    /// Draws the batch of `step`; views are drawn on the threads of `pool`, which change no bit.
    mutating func draw(step: Int, on pool: ThreadPool) {
        for (name, plan) in plans {
            let count = rows.streams[name] ?? 0
            let wanted = plan.turns == .every ? count / 4 : count
            guard var drawn = state[name.name]?.next(wanted, of: members) else { continue }
            if plan.turns == .every { drawn += drawn + drawn + drawn }
            let source = plan.pool ?? name
            let isChosen = source == change?.pool
            let chosen = isChosen ? change?.selection : nil
            let indices = chosen.map { chosen in drawn.map { chosen[$0] } } ?? drawn
            read.removeAll(keepingCapacity: true)
            if !isText { for index in indices { data.append(index, of: source, to: &read) } }
            for (position, view) in plan.views.enumerated() {
                augmenter.write(
                    view,
                    of: indices,
                    in: source,
                    of: data,
                    read: read,
                    input,
                    step: step,
                    stream: name.viewStream + position,
                    on: pool,
                    to: &batch[name].views[position]
                )
            }
            batch[name].labels = source == .labeled ? indices.map { data.labels[$0] } : []
            if plan.turns != .none { turn(name, plan.turns, step: step) }
            batch[name].indices = indices
            batch[name].targets = isChosen ? targets(of: indices) : nil
        }
    }

    /// Turns the rows of a stream by quarters, which become their labels.
    private mutating func turn(_ name: StreamName, _ turns: StreamPlan.Turns, step: Int) {
        let count = batch[name].count
        var generator = root.fork(name.randomStream).fork(0x7475_726E).fork(UInt64(step))
        let labels = (0..<count).map { row in
            turns == .every ? row / max(count / 4, 1) : generator.below(4)
        }
        for position in batch[name].views.indices {
            QuarterTurns.turn(
                &batch[name].views[position].values,
                by: labels,
                side: input.height,
                channels: input.channels
            )
        }
        batch[name].labels = labels
    }

    private func targets(of indices: [Int]) -> Matrix? {
        change?.targets.map { targets in
            Matrix(
                rows: indices.count,
                columns: targets.columns,
                values: indices.flatMap { row in
                    targets.values[row * targets.columns..<(row + 1) * targets.columns]
                }
            )
        }
    }
}

extension StreamName {
    /// Those whose numbers have a place of their own; others have one by their name.
    private static let numbered: [StreamName] = [.labeled, .unlabeled, .all, .balanced, .support]

    private var number: UInt64 {
        if let place = Self.numbered.firstIndex(of: self) { return UInt64(place) }
        return name.utf8.reduce(UInt64(Self.numbered.count)) { ($0 &* 31 &+ UInt64($1)) & 0xFFFF }
    }

    /// Where the numbers of its sampler come from, below the phase's seed.
    fileprivate var randomStream: UInt64 { number < 2 ? 3 + number : 16 + number }
    /// Where those of its first view come from; further views follow.
    fileprivate var viewStream: Int { 16 * Int(number) }
}
