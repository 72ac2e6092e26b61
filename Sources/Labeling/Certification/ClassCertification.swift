internal import Domain

/// What the certifier reads about one predicted class.
package struct ClassExamples: Hashable, Sendable {
    /// The name of the class.
    package var name: String
    /// The confidences of the gate examples that are predicted as this class.
    package var gateConfidences: [Float]
    /// The certify examples that are predicted as this class.
    package var examples: [ScoredExample]

    package init(name: String, gateConfidences: [Float], examples: [ScoredExample]) {
        self.name = name
        self.gateConfidences = gateConfidences
        self.examples = examples
    }

    /// One entry per name, from what a model says about both splits; each has those that are `missing`.
    ///
    /// Outliers are in none: they are accepted as no class, and a class of outliers shares no level.
    static func all(
        _ names: [String],
        gate: SplitPredictions,
        certify: SplitPredictions,
        _ missing: [ScoredExample] = []
    ) -> [ClassExamples] {
        var classes = names.map { ClassExamples(name: $0, gateConfidences: [], examples: missing) }
        for (label, confidence) in zip(gate.predicted, gate.confidences)
        where confidence > ScoredExample.neverAccepted {
            classes[label].gateConfidences.append(confidence)
        }
        for (label, example) in zip(certify.predicted, certify.scored)
        where example.confidence > ScoredExample.neverAccepted {
            classes[label].examples.append(example)
        }
        return classes
    }
}

/// What a look at the certify split found about one predicted class.
package struct ClassCertification: Hashable, Sendable, Codable {
    /// The name of the class.
    package var name: String
    /// The certify examples that are predicted as this class.
    package var certifyCount: Int
    /// Every test made, from the highest threshold down; empty: it was left out, with too few examples.
    package var tests: [ThresholdTest]
    /// The last threshold that was not refused; nil: labels of this class are never accepted.
    package var certified: ThresholdTest?
    /// The accepted certify examples that are enough with as many wrong as the first test found; of a
    /// class that was left out, the certify examples with which it would not have been.
    package var needed: Int
    /// Whether gate examples are predicted as this class, from which its thresholds come.
    package var hasGate: Bool

    /// Why there is no threshold.
    var lack: String {
        guard hasGate else { return "class \(name) has no gate example that is predicted as it" }
        guard let test = tests.first else {
            return
                "class \(name) needs \(needed) certify examples that are predicted as it and has "
                + "\(certifyCount)"
        }
        let wrong = test.wrong == 0 ? "" : ", \(test.wrong) of them wrong as now,"
        return "class \(name) needs \(needed) accepted certify examples\(wrong) and has "
            + "\(test.accepted)"
    }
}

extension Certifier {
    /// Looks, for each predicted class by itself, for the lowest threshold that keeps the promise.
    ///
    /// Which class an example is predicted as does not depend on its label, so the examples of a
    /// class are a random sample of what is predicted as it. The level is shared by the classes of
    /// ``sharing(_:)``; the others get no threshold.
    ///
    /// - Parameter classes: one entry per class.
    /// - Returns: the outcome with every test that was made.
    package func certify(_ classes: [ClassExamples]) -> Certification {
        guard let sharing = sharing(classes) else { return tooFew(classes) }
        let results = classes.indices.map { index in
            sharing.classes.contains(index)
                ? sharing.certifier.certify(one: classes[index])
                : with(classCount: sharing.classes.count + 1).leftOut(classes[index])
        }
        return sharing.certifier.result(results, Self.outcome(results))
    }

    /// The classes that share the level of this look, and the certifier of each.
    ///
    /// Counts alone decide, and no label is read: of the classes with gate examples, by their number
    /// of certify examples, the most that each still have what a look is worth its price with.
    ///
    /// - Returns: nil where not even one class has enough.
    package func sharing(
        _ classes: [ClassExamples]
    ) -> (certifier: Certifier, classes: Set<Int>)? {
        let ranked = classes.indices.filter { !classes[$0].gateConfidences.isEmpty }
            .sorted { classes[$0].examples.count > classes[$1].examples.count }
        for count in stride(from: ranked.count, to: 0, by: -1) {
            let certifier = with(classCount: count)
            if classes[ranked[count - 1]].examples.count >= certifier.leastCount {
                return (certifier, Set(ranked.prefix(count)))
            }
        }
        return nil
    }

    /// Says how many labels are missing where no class has enough for a look; nil where one has.
    package func refusal(_ classes: [ClassExamples]) -> Certification? {
        sharing(classes) == nil ? tooFew(classes) : nil
    }

    private func tooFew(_ classes: [ClassExamples]) -> Certification {
        let alone = with(classCount: 1)
        let most = classes.lazy.filter { !$0.gateConfidences.isEmpty }.map(\.examples.count).max()
        let missing = alone.leastCount - (most ?? 0)
        return alone.result(classes.map(alone.leftOut), .tooFewLabels(missing: missing))
    }

    private static func outcome(_ results: [ClassCertification]) -> Certification.Outcome {
        let certified = results.compactMap(\.certified)
        guard let lowest = certified.map(\.threshold).min() else { return .errorTooHigh(more: nil) }
        return .certified(
            ThresholdTest(
                threshold: lowest,
                accepted: certified.reduce(0) { $0 + $1.accepted },
                wrong: certified.reduce(0) { $0 + $1.wrong },
                probability: certified.map(\.probability).max() ?? 1
            )
        )
    }

    private func certify(one examples: ClassExamples) -> ClassCertification {
        var result = leftOut(examples)
        (result.tests, result.certified) = sequence(
            grid: Self.grid(of: examples.gateConfidences),
            examples: examples.examples
        )
        result.needed = needed(wrong: result.tests[0].wrong)
        return result
    }

    /// What is known about a class that is not tested.
    private func leftOut(_ examples: ClassExamples) -> ClassCertification {
        ClassCertification(
            name: examples.name,
            certifyCount: examples.examples.count,
            tests: [],
            certified: nil,
            needed: leastCount,
            hasGate: !examples.gateConfidences.isEmpty
        )
    }

    /// The fewest accepted examples that show the promise with `wrong` of them wrong.
    private func needed(wrong: Int) -> Int {
        var (tooFew, enough) = (minimum - 1, max(minimum, wrong + 1))
        while Binomial.atMost(wrong, of: enough, at: epsilon) > testLevel {
            (tooFew, enough) = (enough, 2 * enough)
        }
        while enough - tooFew > 1 {
            let middle = (tooFew + enough) / 2
            if Binomial.atMost(wrong, of: middle, at: epsilon) <= testLevel {
                enough = middle
            } else {
                tooFew = middle
            }
        }
        return enough
    }

    private func result(
        _ classes: [ClassCertification],
        _ outcome: Certification.Outcome
    ) -> Certification {
        Certification(
            epsilon: epsilon,
            look: look,
            level: level,
            sharedBy: classCount,
            minimum: minimum,
            certifyCount: classes.reduce(0) { $0 + $1.certifyCount },
            tests: [],
            outcome: outcome,
            classes: classes
        )
    }
}

extension Certification {
    /// The most classes whose lack is told.
    private static let toldClasses = 20

    /// How many classes were certified, and what those lack that were not.
    func reason(_ classes: [ClassCertification]) -> String {
        let lacking = classes.filter { $0.certified == nil }
        var parts = ["\(summary(classes.count - lacking.count, of: classes.count))"]
        parts += lacking.prefix(Self.toldClasses).map(\.lack)
        if lacking.count > Self.toldClasses {
            parts.append("and so on for \(lacking.count - Self.toldClasses) more classes")
        }
        return parts.joined(separator: "; ")
    }

    private func summary(_ certified: Int, of count: Int) -> String {
        let share =
            "level \(rounded(level / Double(max(1, sharedBy ?? 1)))) for each, look \(look)"
        return switch outcome {
        case .certified(let test):
            "certified \(certified) of \(count) classes: \(test.accepted) of \(certifyCount) certify "
                + "examples are accepted and \(test.wrong) of those are wrong (\(share))"
        case .errorTooHigh:
            "no certificate: none of \(sharedBy ?? count) classes can be promised an error rate of "
                + "\(percent(epsilon)) (\(share))"
        case .tooFewLabels(let missing):
            "no certificate: none of \(count) classes has enough certify examples for an error rate "
                + "of \(percent(epsilon)) (\(share)); the class with the most needs \(missing) more "
                + "for a look to be worth its price (they must be random examples, not chosen ones)"
        }
    }
}
