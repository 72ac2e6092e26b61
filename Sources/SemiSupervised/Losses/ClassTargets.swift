package import Networks

/// What each row should be: one class, or probabilities of all.
package enum ClassTargets: Sendable, Hashable {
    /// The class of each row, `[N]`.
    case hard([Int])
    /// The probabilities of each row, `[N, C]`.
    case soft(Matrix)

    /// The class of each row, or the likeliest, `[N]`.
    package var labels: [Int] {
        switch self {
        case .hard(let labels): labels
        case .soft(let probabilities): probabilities.largestColumns()
        }
    }

    /// The targets as probabilities, `[N, classes]`.
    package func probabilities(classes: Int) -> Matrix {
        switch self {
        case .hard(let labels): smoothedTargets(labels, classes: classes, smoothing: .none)
        case .soft(let probabilities): probabilities
        }
    }
}

/// How some of a hard label's probability is spread over the classes.
package enum LabelSmoothing: Sendable, Hashable {
    /// Nothing is spread.
    case none
    /// A share `e` over all `C` classes: `1 - e + e / C` on the label, `e / C` elsewhere, as in
    /// <https://arxiv.org/abs/1512.00567>.
    case uniform(Float)
    /// A share `e` over the other classes: `1 - e` on the label, `e / (C - 1)` elsewhere, as in USB.
    case others(Float)
}

/// The probabilities of smoothed hard labels, `[N, classes]`; each row sums to 1.
package func smoothedTargets(
    _ labels: [Int],
    classes: Int,
    smoothing: LabelSmoothing
) -> Matrix {
    let (label, other): (Float, Float) =
        switch smoothing {
        case .none: (1, 0)
        case .uniform(let share): (1 - share + share / Float(classes), share / Float(classes))
        case .others(let share): (1 - share, share / Float(max(classes - 1, 1)))
        }
    var values = [Float](repeating: other, count: labels.count * classes)
    for (row, target) in labels.enumerated() {
        precondition((0..<classes).contains(target), "label \(target) of \(classes) classes")
        values[row * classes + target] = label
    }
    return Matrix(rows: labels.count, columns: classes, values: values)
}

/// The classes of a support by their places in it, as they come.
package struct ClassPositions: Sendable, Hashable {
    /// The class at each place.
    package private(set) var labels: [Int] = []
    /// The place of each row's class.
    private var places: [Int] = []

    /// Numbers the classes of rows.
    package init(_ rows: [Int]) {
        var known: [Int: Int] = [:]
        for label in rows {
            let place = known[label] ?? labels.count
            if place == labels.count {
                known[label] = place
                labels.append(label)
            }
            places.append(place)
        }
    }

    /// The smoothed labels of several views of the rows, `[views * rows, places]`, view after view.
    package func targets(views: Int, _ smoothing: LabelSmoothing) -> Matrix {
        smoothedTargets(
            (0..<views).flatMap { _ in places },
            classes: labels.count,
            smoothing: smoothing
        )
    }
}
