internal import Domain

/// What the certifier reads about one predicted class.
package struct ClassExamples: Hashable, Sendable {
    /// The name of the class.
    package var name: String
    /// The confidences of the gate examples that are predicted as this class.
    package var gateConfidences: [Float]
    /// The certify examples that are predicted as this class.
    package var examples: [ScoredExample]

    /// Creates the examples of a class.
    package init(name: String, gateConfidences: [Float], examples: [ScoredExample]) {
        self.name = name
        self.gateConfidences = gateConfidences
        self.examples = examples
    }

    /// One entry per name, from what a model says about both splits.
    static func all(
        _ names: [String],
        gate: SplitPredictions,
        certify: SplitPredictions
    ) -> [ClassExamples] {
        var classes = names.map { ClassExamples(name: $0, gateConfidences: [], examples: []) }
        for (label, confidence) in zip(gate.predicted, gate.confidences) {
            classes[label].gateConfidences.append(confidence)
        }
        for (label, example) in zip(certify.predicted, certify.scored) {
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
    /// Every test made, from the highest threshold down; empty: there were too few examples.
    package var tests: [ThresholdTest]
    /// The last threshold that was not refused; nil: labels of this class are never accepted.
    package var certified: ThresholdTest?
    /// The accepted certify examples that are enough with as many wrong as the first test found.
    package var needed: Int
    /// Whether gate examples are predicted as this class, from which its thresholds come.
    package var hasGate: Bool

    /// Why there is no threshold.
    var lack: String {
        guard hasGate else { return "class \(name) has no gate example that is predicted as it" }
        guard let test = tests.first else {
            return "class \(name) needs \(needed) accepted certify examples and has \(certifyCount)"
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
    /// class are a random sample of what is predicted as it. The classes share the level of the look.
    ///
    /// - Parameter classes: one entry per class.
    /// - Returns: the outcome with every test that was made.
    package func certify(_ classes: [ClassExamples]) -> Certification {
        precondition(classes.count == classCount, "\(classes.count) of \(classCount) classes")
        if let refusal = refusal(classes) { return refusal }
        let results = classes.map(certify)
        let certified = results.compactMap(\.certified)
        guard let lowest = certified.map(\.threshold).min() else {
            return result(results, .errorTooHigh(more: nil))
        }
        let sum = ThresholdTest(
            threshold: lowest,
            accepted: certified.reduce(0) { $0 + $1.accepted },
            wrong: certified.reduce(0) { $0 + $1.wrong },
            probability: certified.map(\.probability).max() ?? 1
        )
        return result(results, .certified(sum))
    }

    /// Says how many labels are missing where no class has enough for a look; nil where one has.
    package func refusal(_ classes: [ClassExamples]) -> Certification? {
        let most = classes.lazy.filter { !$0.gateConfidences.isEmpty }.map(\.examples.count).max()
        guard most ?? 0 < leastCount else { return nil }
        let results = classes.map { untested($0) }
        return result(results, .tooFewLabels(missing: leastCount - (most ?? 0)))
    }

    private func certify(_ examples: ClassExamples) -> ClassCertification {
        var result = untested(examples)
        // The look is paid for by then: whoever has the least number may try.
        guard result.hasGate, examples.examples.count >= minimum else { return result }
        (result.tests, result.certified) = sequence(
            grid: Self.grid(of: examples.gateConfidences),
            examples: examples.examples
        )
        result.needed = needed(wrong: result.tests[0].wrong)
        return result
    }

    private func untested(_ examples: ClassExamples) -> ClassCertification {
        ClassCertification(
            name: examples.name,
            certifyCount: examples.examples.count,
            tests: [],
            certified: nil,
            needed: minimum,
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
        let share = "level \(rounded(level / Double(count))) for each, look \(look)"
        return switch outcome {
        case .certified(let test):
            "certified \(certified) of \(count) classes: \(test.accepted) of \(certifyCount) certify "
                + "examples are accepted and \(test.wrong) of those are wrong (\(share))"
        case .errorTooHigh:
            "no certificate: none of \(count) classes can be promised an error rate of "
                + "\(percent(epsilon)) (\(share))"
        case .tooFewLabels(let missing):
            "no certificate: none of \(count) classes has enough certify examples for an error rate "
                + "of \(percent(epsilon)) (\(share)); the class with the most needs \(missing) more "
                + "for a look to be worth its price (they must be random examples, not chosen ones)"
        }
    }
}
