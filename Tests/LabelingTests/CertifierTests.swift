import Domain
import Labeling
import Testing

private func examples(_ count: Int, wrong: Int = 0) -> [ScoredExample] {
    (0..<count).map { ScoredExample(confidence: 0.99, isCorrect: $0 >= wrong) }
}

@Suite("A certificate is had when the labels can show it, and else says what is missing")
struct CertifierTests {
    private let gate: [Float] = (0..<100).map { 0.9 + 0.0009 * Float($0) }

    @Test(
        "The labels needed when none is wrong",
        arguments: [(0.05, 1, 72), (0.05, 2, 94), (0.05, 3, 107), (0.05, 4, 117), (0.05, 5, 125)]
    )
    func minimum(epsilon: Double, look: Int, expected: Int) {
        #expect(Certifier(epsilon: epsilon, delta: 0.05, look: look).minimum == expected)
    }

    @Test("The levels of all looks sum to delta")
    func levels() {
        let sum = (1...100_000).reduce(0.0) {
            $0 + Certifier(epsilon: 0.05, delta: 0.05, look: $1).level
        }
        #expect(sum < 0.05)
        #expect(isClose(sum, 0.05, relative: 1e-4))
    }

    @Test("A perfect model with enough certify labels certifies")
    func perfect() throws {
        let result = Certifier(epsilon: 0.05, delta: 0.05, look: 1)
            .certify(gateConfidences: gate, examples: examples(87))
        guard case .certified(let test) = result.outcome else {
            Issue.record("\(result.reason)")
            return
        }
        #expect(test.threshold == gate.min())
        #expect(test.accepted == 87)
        #expect(test.wrong == 0)
        let certificate = try #require(
            result.certificate(modelVersion: 3, delta: 0.05, views: 9)
        )
        #expect(certificate.level == 0.025)
        #expect(certificate.views == 9)
        #expect(certificate.certifyCount == 87)
    }

    @Test("Outliers are accepted at no threshold, in the gate split and in the certify split alike")
    func outliers() throws {
        let outlier = ScoredExample(confidence: ScoredExample.neverAccepted, isCorrect: false)
        let strange = gate + Array(repeating: ScoredExample.neverAccepted, count: 300)
        let result = Certifier(epsilon: 0.05, delta: 0.05, look: 1).certify(
            gateConfidences: strange,
            examples: examples(200) + Array(repeating: outlier, count: 400)
        )
        guard case .certified(let test) = result.outcome else {
            Issue.record("\(result.reason)")
            return
        }
        #expect(test.threshold == gate.min() && test.accepted == 200 && test.wrong == 0)
        let none = Certifier(epsilon: 0.05, delta: 0.05, look: 1).certify(
            gateConfidences: Array(repeating: ScoredExample.neverAccepted, count: 50),
            examples: examples(200)
        )
        guard case .errorTooHigh = none.outcome else {
            Issue.record("\(none.reason)")
            return
        }
        #expect(none.tests.map(\.accepted) == [0])
        let pool = PoolCertifier(epsilon: 0.05, delta: 0.05, look: 1, number: 1).certify(
            pool: strange,
            drawn: examples(80) + Array(repeating: outlier, count: 100)
        )
        guard case .certified(let test) = pool.outcome else {
            Issue.record("\(pool.reason)")
            return
        }
        #expect(test.poolAccepted == 100 && test.wrong == 0)
        let empty = PoolCertifier(epsilon: 0.05, delta: 0.05, look: 1, number: 1).certify(
            pool: Array(repeating: ScoredExample.neverAccepted, count: 200),
            drawn: Array(repeating: outlier, count: 150)
        )
        #expect(empty.tests.allSatisfy { $0.accepted == 0 })
    }

    @Test("A perfect model with too few abstains and says how many are missing")
    func tooFew() {
        let result = Certifier(epsilon: 0.05, delta: 0.05, look: 1)
            .certify(gateConfidences: gate, examples: examples(86))
        #expect(result.outcome == .tooFewLabels(missing: 1))
        #expect(result.certificate(modelVersion: 3, delta: 0.05, views: 1) == nil)
        #expect(!result.isLookSpent)
        #expect(result.reason.contains("needs at least 87 certify labels"))
        #expect(result.reason.contains("there are 86, 1 too few"))
    }

    @Test("Too many errors say how many more labels would be enough, and that many are")
    func moreLabels() throws {
        let first = Certifier(epsilon: 0.05, delta: 0.05, look: 1)
            .certify(gateConfidences: gate, examples: examples(150, wrong: 4))
        guard case .errorTooHigh(let more?) = first.outcome else {
            Issue.record("\(first.reason)")
            return
        }
        #expect(first.reason.contains("about \(more) more certify labels would be enough"))
        let size = 150 + more
        let wrong = Int((4 * Double(size) / 150).rounded(.up))
        let second = Certifier(epsilon: 0.05, delta: 0.05, look: 2)
            .certify(gateConfidences: [0.99], examples: examples(size, wrong: wrong))
        #expect(second.word == "certified", "\(second.reason)")
    }

    @Test("An error rate above the promise says that no number of labels would be enough")
    func hopeless() {
        let result = Certifier(epsilon: 0.05, delta: 0.05, look: 1)
            .certify(gateConfidences: [0.99], examples: examples(200, wrong: 12))
        #expect(result.outcome == .errorTooHigh(more: nil))
        #expect(result.reason.contains("no number of certify labels would be enough"))
        #expect(result.isLookSpent)
    }

    private func classes(_ counts: [Int], wrong: [Int: Int] = [:]) -> [ClassExamples] {
        counts.enumerated().map { index, count in
            ClassExamples(
                name: "c\(index)",
                gateConfidences: gate,
                examples: examples(count, wrong: wrong[index] ?? 0)
            )
        }
    }

    @Test("A perfect model with enough certify labels of each class certifies every class")
    func everyClass() throws {
        let certifier = Certifier(epsilon: 0.05, delta: 0.05, look: 1)
        let result = certifier.certify(classes([Int](repeating: 141, count: 10)))
        let certificate = try #require(
            result.certificate(modelVersion: 3, delta: 0.05, views: 1)
        )
        #expect(certificate.perClass == [Float?](repeating: gate.min(), count: 10))
        #expect(certificate.accepted == 1410 && certificate.certifyCount == 1410)
        #expect(certificate.level == 0.025)
        #expect(result.reason.hasPrefix("certified 10 of 10 classes: 1410 of 1410 "))
    }

    @Test(
        "The most classes that have enough share the level; others get no threshold, and it is said"
    )
    func someClasses() throws {
        let certifier = Certifier(epsilon: 0.05, delta: 0.05, look: 1)
        var all = classes(
            [200, 200, 200, 200, 200, 200, 200, 132, 131, 133],
            wrong: [5: 60, 9: 1]
        )
        all[6].gateConfidences = []
        // With 7 classes 110 labels certify and 132 are worth a look; with 8, 113 and 136.
        let result = certifier.certify(all)
        #expect(result.sharedBy == 8 || result.sharedBy == 7)
        let shared = try #require(result.sharedBy)
        #expect(shared == 7)
        let certificate = try #require(
            result.certificate(modelVersion: 3, delta: 0.05, views: 1)
        )
        let has = certificate.perClass.map { $0 != nil }
        #expect(has == [true, true, true, true, true, false, false, false, false, false])
        #expect(certificate.leavesClassesOut)
        let reason = result.reason
        #expect(reason.hasPrefix("certified 5 of 10 classes: "), "\(reason)")
        #expect(
            reason.contains(
                "class c8 needs 136 certify examples that are predicted as it and has 131"
            ),
            "\(reason)"
        )
        #expect(reason.contains("class c6 has no gate example that is predicted as it"))
        let needed = try #require(result.classes?[9].needed)
        let level = 0.025 / 7
        #expect(Binomial.atMost(1, of: needed, at: 0.05) <= level)
        #expect(Binomial.atMost(1, of: needed - 1, at: 0.05) > level)
        #expect(
            reason.contains(
                "class c9 needs \(needed) accepted certify examples, 1 of them wrong as now, and "
                    + "has 133"
            ),
            "\(reason)"
        )
    }

    @Test("One class with many labels is certified whatever the others lack")
    func oneClass() throws {
        let certifier = Certifier(epsilon: 0.05, delta: 0.05, look: 1)
        let result = certifier.certify(classes([90, 3, 0, 1]))
        #expect(result.sharedBy == 1)
        let certificate = try #require(
            result.certificate(modelVersion: 3, delta: 0.05, views: 1)
        )
        #expect(certificate.perClass.map { $0 != nil } == [true, false, false, false])
    }

    @Test("No class certified is no certificate; too few for each class spend no look")
    func noClass() {
        let certifier = Certifier(epsilon: 0.05, delta: 0.05, look: 1)
        let few = certifier.certify(classes([86, 80]))
        #expect(few.outcome == .tooFewLabels(missing: 1))
        #expect(!few.isLookSpent)
        let bad = certifier.certify(classes([200, 80], wrong: [0: 40]))
        #expect(bad.word == "error_too_high" && bad.isLookSpent)
        #expect(bad.certificate(modelVersion: 3, delta: 0.05, views: 1) == nil)
        #expect(bad.reason.hasPrefix("no certificate: none of 1 classes"), "\(bad.reason)")
    }

    @Test("Thresholds follow the gate examples of their own class")
    func ownGrids() {
        let certifier = Certifier(epsilon: 0.05, delta: 0.05, look: 1)
        var all = classes([150, 150])
        all[1].gateConfidences = [Float](repeating: 0.5, count: 50)
        let result = certifier.certify(all)
        #expect(result.classes?.map { $0.certified?.threshold } == [gate.min(), 0.5])
    }

    @Test("The order of the certify examples does not matter")
    func order() {
        var generator = SeededGenerator(seed: 4)
        let sample = (0..<300).map { _ in
            let confidence = generator.uniform(0.5, 1)
            return ScoredExample(
                confidence: confidence,
                isCorrect: generator.uniform() < 0.9 + 0.1 * confidence
            )
        }
        let certifier = Certifier(epsilon: 0.05, delta: 0.05, look: 1)
        let gate = (0..<200).map { _ in generator.uniform(0.5, 1) }
        let one = certifier.certify(gateConfidences: gate, examples: sample)
        let other = certifier.certify(
            gateConfidences: gate.reversed(),
            examples: sample.shuffled(using: &generator)
        )
        #expect(one == other)
    }
}
