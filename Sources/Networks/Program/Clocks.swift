internal import Domain

/// How many items a row of what an operation yields has.
package enum ItemRule: Hashable, Sendable {
    /// As many as a row of what it takes.
    case kept
    /// So many, whatever came: the patches of an image.
    case fixed(Int)
    /// As many as there are windows: `(items + gain) / stride + 1`, rounded down, and 1 at least.
    case windows(gain: Int, stride: Int)
    /// So many more than came.
    case more(Int)

    /// The items of a row of which `items` came.
    package func items(of items: Int) -> Int {
        switch self {
        case .kept: items
        case .fixed(let count): count
        case .windows(let gain, let stride): items + gain < 0 ? 1 : (items + gain) / stride + 1
        case .more(let count): items + count
        }
    }

    /// No fewer than the items of `rows` rows of which `items` came, all together.
    func most(rows: Int, items: Int) -> Int {
        switch self {
        case .kept: items
        case .fixed(let count): rows * count
        case .windows(let gain, let stride): (items + rows * max(0, gain)) / stride + rows
        case .more(let count): items + rows * count
        }
    }
}

/// The lengths of the rows of a network's values: those of what comes in, and what operations make of them.
///
/// Values with one clock have the same items.
struct Clocks: Sendable {
    private struct Clock: Hashable {
        /// What its lengths are made of; nil: those of rows, which are one item, or nothing.
        let parent: Int?
        let rule: ItemRule
    }

    private var clocks: [Clock] = []
    /// The most items of a row.
    private(set) var mostItems: [Int] = []
    /// Whether the first clock is that of what comes in.
    private let hasInput: Bool

    init(input: Shape) {
        hasInput = input.isSequence
        guard let most = input.mostItems else { return }
        clocks.append(Clock(parent: nil, rule: .kept))
        mostItems.append(most)
    }

    /// The clock of what is made by a rule of values with a clock, or of rows.
    mutating func derived(from parent: Int?, by rule: ItemRule, most: Int) -> Int {
        if let parent, rule == .kept { return parent }
        let clock = Clock(parent: parent, rule: rule)
        if let known = clocks.firstIndex(of: clock) { return known }
        clocks.append(clock)
        mostItems.append(most)
        return clocks.count - 1
    }

    /// Where the items of `rows` rows lie by each clock, of which that of `clock` is given; nil where they are made
    /// of what was not given.
    func offsets(rows: Int, given: RowOffsets?, at clock: Int?) -> [RowOffsets?] {
        var result: [RowOffsets?] = []
        result.reserveCapacity(clocks.count)
        for (index, own) in clocks.enumerated() {
            if index == clock {
                result.append(given)
            } else if let parent = own.parent {
                result.append(result[parent].map { $0.mapped { own.rule.items(of: $0) } })
            } else if case .fixed(let count) = own.rule {
                result.append(RowOffsets(lengths: Array(repeating: count, count: rows)))
            } else {
                result.append(nil)
            }
        }
        return result
    }

    /// No fewer than the items of `rows` rows by each clock, where `items` came in, or as many as may.
    func mostItems(rows: Int, items: Int?) throws(Failure) -> [Int] {
        var result: [Int] = []
        for (index, own) in clocks.enumerated() {
            let all = try TrainingPlan.product(rows, mostItems[index])
            if index == 0, hasInput {
                result.append(min(all, items ?? all))
            } else if let parent = own.parent {
                result.append(min(all, own.rule.most(rows: rows, items: result[parent])))
            } else {
                result.append(all)
            }
        }
        return result
    }
}

/// The rows of a batch, and the items that they have by each clock of a network: the most that memory is planned for.
struct BatchExtent: Sendable {
    let rows: Int
    private let items: [Int]

    /// - Parameters:
    ///   - network: The network.
    ///   - rows: The most rows.
    ///   - items: The most items of all rows together of what comes in; nil: as many as rows may have.
    /// - Throws: ``Failure`` (resource exhausted) where a number is beyond what there is.
    init(_ network: Network, rows: Int, items: Int? = nil) throws(Failure) {
        self.rows = rows
        self.items = try network.clocks.mostItems(rows: rows, items: items)
    }

    /// The most rows of a value, or items where it is one of sequences.
    func rows(of clock: Int?) -> Int { clock.map { items[$0] } ?? rows }

    /// The most floats of a value.
    func count(_ value: Int, of network: Network) throws(Failure) -> Int {
        try TrainingPlan.product(rows(of: network.clock(value)), network.shape(value).count)
    }

    /// How many rows a step's operation sees: of an operation on items, those.
    func rows(of step: Network.Step) -> Int {
        step.shapes.areItems(of: step.operation) ? rows(of: step.inputClock) : rows
    }
}
