package import Networks

/// Which rows of co-training have labels, and which get one next; Blum and Mitchell 1998.
///
/// Two classifiers, each of its own view of the rows, are asked of a small pool of rows without labels. Each names
/// the rows that it is surest of, so many of each class, and those are labelled for both.
package struct CoTrainingLabels: Stateful, Sendable, Hashable {
    /// What a row without a label has instead of a class.
    private static let none = -1

    /// The class of each row, or -1.
    package private(set) var labels: [Int]
    /// The rows that are asked about.
    package private(set) var pool: [Int]
    /// The rows that come into the pool after those, in this order.
    private var waiting: [Int]

    /// Begins with the labels that are given.
    ///
    /// - Parameters:
    ///   - given: The class of each row; nil: it has none.
    ///   - order: The rows without labels, in the order in which they come into the pool.
    ///   - poolSize: How many of them are asked about at a time.
    package init(_ given: [Int?], order: [Int], poolSize: Int) {
        labels = given.map { $0 ?? Self.none }
        pool = Array(order.prefix(poolSize))
        waiting = Array(order.dropFirst(poolSize))
    }

    /// The rows that have labels.
    package var known: [Int] { labels.indices.filter { labels[$0] >= 0 } }

    /// Does one round; it does nothing where no row is left.
    ///
    /// - Parameters:
    ///   - counts: How many rows of each class a view names, `[K]`.
    ///   - probabilities: What the classifier of the view 0 or 1, fitted to the labels so far, says of the rows of
    ///     the pool, `[pool, K]`.
    /// - Returns: The rows that got labels, in this order: those of the first view before those of the second, and of
    ///   each view the last class first. A row that is named twice has the label that came first.
    @discardableResult
    package mutating func advance(
        counts: [Int],
        _ probabilities: (_ view: Int, _ pool: [Int]) -> DoubleMatrix
    ) -> [Int] {
        guard !pool.isEmpty else { return [] }
        let asked = pool
        let said = (0..<2).map { probabilities($0, asked) }
        var added: [Int] = []
        for view in said {
            for label in counts.indices.reversed() {
                let surest = asked.indices.sorted {
                    (view[$0, label], asked[$1]) > (view[$1, label], asked[$0])
                }
                for place in surest.prefix(counts[label]) where labels[asked[place]] < 0 {
                    labels[asked[place]] = label
                    added.append(asked[place])
                }
            }
        }
        pool.removeAll { labels[$0] >= 0 }
        let coming = waiting.prefix(asked.count - pool.count)
        pool += coming
        waiting.removeFirst(coming.count)
        return added
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.integers("labels", &labels)
        visitor.integers("pool", &pool)
        visitor.integers("waiting", &waiting)
    }
}
