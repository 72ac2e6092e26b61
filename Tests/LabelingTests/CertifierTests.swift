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
