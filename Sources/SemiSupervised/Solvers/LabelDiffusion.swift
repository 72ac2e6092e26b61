package import Networks

/// What is known of labelled rows, handed on over a graph until it settles.
package struct LabelDiffusion: Stateful, Sendable, Hashable {
    /// How it is handed on.
    package enum Rule: Sendable, Hashable {
        /// `F <- T F` of a walk `T`, then each row divided by its sum and the labelled ones set back; Zhu and
        /// Ghahramani 2002.
        case propagation
        /// `F <- alpha S F + (1 - alpha) Y` of a symmetric graph `S`, whose limit is
        /// `(1 - alpha) (I - alpha S)^-1 Y`; labels may change; Zhou et al. 2004.
        case spreading(alpha: Double)

        /// Makes a graph one that it hands on over.
        package func normalize(_ graph: inout LabelGraph) {
            switch self {
            case .propagation: graph.normalizeRows()
            case .spreading: graph.normalizeSymmetrically()
            }
        }
    }

    private let rule: Rule
    /// The sum of absolute changes below which it has settled.
    private let tolerance: Double
    /// How much of each class each row has, `[N, K]`.
    package private(set) var masses: DoubleMatrix
    /// Steps done.
    package private(set) var steps = 0
    /// The sum of absolute changes of the last step; at first what there is.
    package private(set) var change: Double

    /// Begins with the labels.
    ///
    /// - Parameters:
    ///   - rule: How they are handed on.
    ///   - tolerance: The sum of absolute changes below which it has settled.
    ///   - labels: The class of each row, nil: it has none, `[N]`.
    ///   - classes: `K`.
    package init(_ rule: Rule, tolerance: Double, labels: [Int?], classes: Int) {
        self.rule = rule
        self.tolerance = tolerance
        masses = Self.oneHot(labels, classes)
        change = Double(labels.count { $0 != nil })
    }

    private static func oneHot(_ labels: [Int?], _ classes: Int) -> DoubleMatrix {
        var matrix = DoubleMatrix(rows: labels.count, columns: classes)
        for (row, label) in labels.enumerated() {
            if let label { matrix[row, label] = 1 }
        }
        return matrix
    }

    /// Whether nothing moves any more.
    package var isSettled: Bool { change < tolerance }

    /// Does one step over a graph of ``Rule``'s kind.
    ///
    /// - Parameters:
    ///   - graph: What the rows have of each other, `[N, N]`.
    ///   - labels: The class of each row, nil: it has none, `[N]`.
    package mutating func advance(over graph: LabelGraph, labels: [Int?]) {
        let known = Self.oneHot(labels, masses.columns)
        var next = graph.times(masses)
        switch rule {
        case .propagation:
            next.divideRowsBySums()
            for (row, label) in labels.enumerated() where label != nil {
                for column in 0..<next.columns { next[row, column] = known[row, column] }
            }
        case .spreading(let alpha):
            for place in next.values.indices {
                next.values[place] = alpha * next.values[place] + (1 - alpha) * known.values[place]
            }
        }
        change = zip(next.values, masses.values).reduce(0) { $0 + abs($1.0 - $1.1) }
        masses = next
        steps += 1
    }

    /// The class distribution of each row, `[N, K]`; all 0 for one that nothing reaches.
    package var distributions: DoubleMatrix {
        var distributions = masses
        distributions.divideRowsBySums()
        return distributions
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        var columns = masses.columns
        visitor.integer("classes", &columns)
        var values = masses.values
        visitor.numbers("masses", &values)
        masses = DoubleMatrix(
            rows: values.count / max(1, columns),
            columns: columns,
            values: values
        )
        visitor.integer("steps", &steps)
        var last = [change]
        visitor.numbers("change", &last)
        change = last.first ?? change
    }
}

extension DoubleMatrix {
    /// Divides each row by its sum; one of zeros stays.
    package mutating func divideRowsBySums() {
        for row in 0..<rows {
            let range = row * columns..<(row + 1) * columns
            let sum = values[range].reduce(0, +)
            guard sum > 0 else { continue }
            for place in range { values[place] /= sum }
        }
    }
}
