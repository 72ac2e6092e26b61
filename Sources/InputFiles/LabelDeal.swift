package import Domain

/// Which rows of a labelled data set keep their labels: the rule of USB,
/// <https://github.com/microsoft/Semi-supervised-learning>.
///
/// The rows of each class are shuffled; the first keep their labels, those that follow have none. In a long tail
/// the classes have ``LongTail/counts(most:classes:ratio:)`` rows.
package struct LabelDeal: Sendable {
    /// How many rows of each class there are with and without labels.
    package struct Rule: Hashable, Sendable {
        /// The rows of the largest class that keep their labels.
        package var labeled: Int
        /// The largest class over the smallest one; below 0 the last class is the largest.
        package var ratio = 1
        /// The rows of the largest class without labels; nil: all others of every class.
        package var unlabeled: Int?
        /// The same as ``ratio`` of those.
        package var unlabeledRatio = 1

        /// So many rows of every class, and all others without labels.
        package init(labeled: Int) { self.labeled = labeled }
    }

    /// What becomes of a row.
    package enum Part: Sendable {
        case labeled
        case unlabeled
        /// It is in neither.
        case leftOut
    }

    /// What becomes of each row of a class, and how many of them have been dealt.
    private var parts: [String: (parts: [Part], dealt: Int)] = [:]

    /// Deals the rows of a data set.
    ///
    /// - Parameters:
    ///   - rows: how many each class has.
    ///   - classes: the classes in their order.
    ///   - rule: how many are asked for.
    ///   - seed: what the shuffling comes from.
    /// - Throws: ``Failure`` (invalid argument) where a class has fewer rows than are to keep their labels.
    package init(
        rows: [String: Int],
        classes: [String],
        rule: Rule,
        seed: UInt64
    ) throws(Failure) {
        let labeled = LongTail.counts(
            most: rule.labeled,
            classes: classes.count,
            ratio: rule.ratio
        )
        let unlabeled = rule.unlabeled.map {
            LongTail.counts(most: $0, classes: classes.count, ratio: rule.unlabeledRatio)
        }
        for (index, name) in classes.enumerated() {
            let count = rows[name] ?? 0
            guard labeled[index] <= count else {
                throw .invalid(
                    "\(labeled[index]) rows of class \(quoted(name)) are to keep their labels; the files "
                        + "have \(count)"
                )
            }
            var generator = SeededGenerator(seed: seed).fork(UInt64(index))
            var parts = [Part](repeating: .leftOut, count: count)
            let others = unlabeled?[index] ?? count
            for (place, row) in generator.permutation(count).enumerated() {
                if place < labeled[index] {
                    parts[row] = .labeled
                } else if place - labeled[index] < others {
                    parts[row] = .unlabeled
                }
            }
            self.parts[name] = (parts, 0)
        }
    }

    /// How many of the rows that were counted have not come.
    package var remaining: Int { parts.values.reduce(0) { $0 + $1.parts.count - $1.dealt } }

    /// What becomes of the next row of a class; of one without a class it stays unlabelled.
    package mutating func next(of label: String) -> Part {
        guard let dealing = parts[label] else { return .unlabeled }
        guard dealing.dealt < dealing.parts.count else { return .leftOut }
        parts[label]?.dealt += 1
        return dealing.parts[dealing.dealt]
    }
}
