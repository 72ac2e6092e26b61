package import Networks

/// Which rows of self-training have labels, and which get one next; the loop of scikit-learn's
/// `SelfTrainingClassifier`.
///
/// A label that a row has never changes.
package struct SelfTrainingLabels: Stateful, Sendable, Hashable {
    /// Which rows get the class that they most likely are of.
    package enum Criterion: Sendable, Hashable {
        /// All whose probability of it is above this.
        case above(Double)
        /// So many that are the surest, of equally sure ones the first.
        case best(Int)
    }

    /// What a row without a label has instead of a class.
    private static let none = -1

    /// The class of each row, or -1.
    package private(set) var labels: [Int]
    /// The round in which each row got its label: 0 for one that was given, -1 for one that is not known.
    package private(set) var rounds: [Int]
    /// Rounds done.
    package private(set) var round = 0
    /// Whether the last round added no label.
    private var hasStalled = false

    /// Begins with the labels that are given; nil: a row has none.
    package init(_ given: [Int?]) {
        labels = given.map { $0 ?? Self.none }
        rounds = given.map { $0 == nil ? Self.none : 0 }
    }

    /// The rows that have labels.
    package var known: [Int] { rounds.indices.filter { rounds[$0] >= 0 } }

    /// Whether another round would add nothing.
    package var isSettled: Bool { hasStalled || !rounds.contains(Self.none) }

    /// Does one round.
    ///
    /// - Parameters:
    ///   - criterion: Which rows get labels.
    ///   - probabilities: Fits a classifier to the rows `known` of the classes `labels`; returns what it says of the
    ///     rows `asked`, at least one, `[asked, K]`.
    package mutating func advance(
        _ criterion: Criterion,
        _ probabilities: (_ known: [Int], _ labels: [Int], _ asked: [Int]) -> DoubleMatrix
    ) {
        guard !isSettled else { return }
        round += 1
        let known = known
        let asked = rounds.indices.filter { rounds[$0] < 0 }
        let said = probabilities(known, known.map { labels[$0] }, asked)
        let guesses = asked.indices.map { place in
            let start = place * said.columns
            let row = said.values[start..<start + said.columns]
            // Of equal ones the first class.
            let best = row.indices.reduce(start) { row[$1] > row[$0] ? $1 : $0 }
            return (row: asked[place], label: best - start, confidence: row[best])
        }
        let chosen =
            switch criterion {
            case .above(let threshold): guesses.filter { $0.confidence > threshold }
            case .best(let count):
                Array(
                    guesses.sorted { ($0.confidence, $1.row) > ($1.confidence, $0.row) }
                        .prefix(count)
                )
            }
        for guess in chosen {
            labels[guess.row] = guess.label
            rounds[guess.row] = round
        }
        hasStalled = chosen.isEmpty
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.integers("labels", &labels)
        visitor.integers("rounds", &rounds)
        visitor.integer("round", &round)
        var stalled = hasStalled ? 1 : 0
        visitor.integer("has_stalled", &stalled)
        hasStalled = stalled == 1
    }
}
