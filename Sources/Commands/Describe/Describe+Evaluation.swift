import Messages
import Training

/// Which classes were taken for which.
struct Confusion {
    /// A class and how its examples and predictions fared.
    struct Line {
        var name: String
        var count: Int
        var found: Int
        var predicted: Int
        /// The class that it was most often taken for, and how often; nil: never for another.
        var taken: (name: String, count: Int)?
    }

    private let classes: [String]
    /// Counts by true class and predicted class.
    private var counts: [Int: [Int: Int]] = [:]

    /// An empty one.
    init(classes: [String]) { self.classes = classes }

    /// That of an evaluation.
    init(_ evaluation: Wire.Evaluation) {
        // Of very many classes the numbers are told alone.
        classes = evaluation.perClass.map {
            $0.className.isEmpty ? "\($0.classIndex)" : $0.className
        }
        for cell in evaluation.confusions {
            counts[Int(cell.classIndex), default: [:]][Int(cell.predictedIndex)] = Int(cell.count)
        }
    }

    /// Counts one example; names that are no classes are left out.
    mutating func count(_ label: String, as predicted: String) {
        guard let label = classes.firstIndex(of: label),
            let predicted = classes.firstIndex(of: predicted)
        else { return }
        counts[label, default: [:]][predicted, default: 0] += 1
    }

    /// All examples.
    var total: Int { counts.values.reduce(0) { $0 + $1.values.reduce(0, +) } }
    /// Those that were predicted right.
    var right: Int { counts.reduce(0) { $0 + ($1.value[$1.key] ?? 0) } }

    /// A line for each class that has examples or predictions, in the project's order.
    var lines: [Line] {
        var predicted: [Int: Int] = [:]
        for row in counts.values { predicted.merge(row, uniquingKeysWith: +) }
        return classes.indices.compactMap { label in
            let row = counts[label] ?? [:]
            let count = row.values.reduce(0, +)
            guard count > 0 || predicted[label] ?? 0 > 0 else { return nil }
            let worst = row.filter { $0.key != label }
                .max { ($0.value, $1.key) < ($1.value, $0.key) }
            return Line(
                name: classes[label],
                count: count,
                found: row[label] ?? 0,
                predicted: predicted[label] ?? 0,
                taken: worst.map { (classes[$0.key], $0.value) }
            )
        }
    }

    /// The classes most often taken for others: true class, predicted class, how often.
    func biggest(_ most: Int) -> [(label: String, predicted: String, count: Int)] {
        let all = counts.flatMap { label, row in
            row.filter { $0.key != label }.map { (label, $0.key, $0.value) }
        }
        return all.sorted { ($1.2, $0.0, $0.1) < ($0.2, $1.0, $1.1) }.prefix(most)
            .map { (classes[$0.0], classes[$0.1], $0.2) }
    }

    /// A table of the classes, the worst found first where there are many.
    var text: String {
        let most = 40
        let lines = lines
        var shown = lines
        if lines.count > most {
            func share(_ line: Line) -> Double { Double(line.found) / Double(max(1, line.count)) }
            shown = Array(lines.sorted { share($0) < share($1) }.prefix(most))
        }
        var table = Table("class", "examples", "recall", "predicted", "precision", "taken for")
        for line in shown {
            table.append(
                line.name,
                "\(line.count)",
                Self.share(line.found, of: line.count),
                "\(line.predicted)",
                Self.share(line.found, of: line.predicted),
                line.taken.map { "\($0.name) (\($0.count))" } ?? "-"
            )
        }
        let others = lines.count - shown.count
        return table.text + (others > 0 ? "\nand \(others) classes that were found more often" : "")
    }

    private static func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "-" : percent(Double(part) / Double(whole))
    }
}

/// The share that was right, with its exact 95 % interval.
struct Accuracy {
    /// Those that were right.
    let right: Int
    /// All.
    let count: Int

    /// The share.
    var share: Double { Double(right) / Double(max(1, count)) }
    private var interval: AccuracyInterval { AccuracyInterval(right: right, of: max(1, count)) }

    /// The accuracy for people.
    var text: String {
        "\(percent(share, 2)) (95 % interval \(percent(interval.low)) to \(percent(interval.high)), n = \(count))"
    }

    /// The members of an object.
    var json: [(String, JSONValue)] {
        [
            ("accuracy", count == 0 ? .null : .number(share)),
            ("accuracy_low", count == 0 ? .null : .number(interval.low)),
            ("accuracy_high", count == 0 ? .null : .number(interval.high)),
        ]
    }
}

extension Wire.Evaluation {
    /// The accuracy with its interval and its split.
    var text: String {
        "accuracy \(percent(accuracy, 2)) on the \(split.word) split (95 % interval "
            + "\(percent(accuracyLow)) to \(percent(accuracyHigh)), n = \(count))"
    }
}

extension Wire.Model {
    /// The latest evaluation on each split that has one, the gate split's first.
    var latestEvaluations: [Wire.Evaluation] {
        [Wire.Split.gate, .test].compactMap { evaluation(on: $0) }
    }
}
