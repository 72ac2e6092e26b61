import Domain
import Labeling
import Testing

private struct Vectors: Decodable {
    struct Certify: Decodable {
        struct Expect: Decodable {
            struct Test: Decodable {
                var threshold: Double
                var accepted: Int
                var wrong: Int
                var p: Double
            }
            var level: Double
            var minimum: Int
            var threshold: Double?
            var accepted: Int
            var wrong: Int
            var tests: [Test]
            var reason: String
            var missing: Int?
        }
        var epsilon: Double
        var delta: Double
        var look: Int
        var gate_confidence: [Float]
        var confidence: [Float]
        var correct: [Bool]
        var expect: Expect
    }
    struct Paired: Decodable {
        var won: Int
        var lost: Int
        var p: Double
    }
    struct Bound: Decodable {
        var n: Int
        var lost: Int
        var margin: Double
        var bound: Double
        var passes: Bool
        var least_n_for_margin: Int
    }
    var certify: [Certify]
    var mcnemar: [Paired]
    var non_inferior: [Bound]
}

@Suite("Golden: certificates and gates agree with the vectors of guarantee")
struct GuaranteeGoldenTests {
    private let vectors: Vectors

    init() throws {
        vectors = try goldenFile("guarantee/guarantee.json", as: Vectors.self)
        try #require(!vectors.certify.isEmpty)
        try #require(!vectors.mcnemar.isEmpty)
        try #require(!vectors.non_inferior.isEmpty)
    }

    @Test("Levels, tests, thresholds and reasons of every certificate")
    func certificates() {
        for (index, vector) in vectors.certify.enumerated() {
            let count = vector.confidence.count
            let place = "certify \(index), \(count) examples, look \(vector.look)"
            guard count == vector.correct.count, !vector.gate_confidence.isEmpty else {
                Issue.record("\(place): \(vector.correct.count) answers, no gate or no match")
                continue
            }
            check(vector, place)
        }
    }

    private func check(_ vector: Vectors.Certify, _ place: String) {
        let result = Certifier(epsilon: vector.epsilon, delta: vector.delta, look: vector.look)
            .certify(
                gateConfidences: vector.gate_confidence,
                examples: zip(vector.confidence, vector.correct).map {
                    ScoredExample(confidence: $0, isCorrect: $1)
                }
            )
        let expect = vector.expect
        #expect(abs(result.level - expect.level) <= 1e-12, "\(place)")
        #expect(result.minimum == expect.minimum, "\(place)")
        #expect(result.word == expect.reason, "\(place)")
        #expect(result.tests.count == expect.tests.count, "\(place)")
        for (test, wanted) in zip(result.tests, expect.tests) {
            #expect(test.threshold == Float(wanted.threshold), "\(place)")
            #expect(test.accepted == wanted.accepted, "\(place)")
            #expect(test.wrong == wanted.wrong, "\(place)")
            #expect(
                isClose(test.probability, wanted.p, relative: 1e-9),
                "\(place): \(test.probability) against \(wanted.p)"
            )
        }
        switch result.outcome {
        case .certified(let test):
            #expect(test.threshold == expect.threshold.map { Float($0) }, "\(place)")
            #expect(test.accepted == expect.accepted, "\(place)")
            #expect(test.wrong == expect.wrong, "\(place)")
        case .errorTooHigh:
            #expect(expect.threshold == nil, "\(place)")
        case .tooFewLabels(let missing):
            #expect(missing == expect.missing, "\(place)")
            #expect(!result.isLookSpent, "\(place)")
        }
    }

    @Test("McNemar's p")
    func mcnemar() {
        for vector in vectors.mcnemar {
            let probability = McNemar.probability(won: vector.won, lost: vector.lost)
            #expect(
                isClose(probability, vector.p, relative: 1e-9),
                "won \(vector.won), lost \(vector.lost): \(probability) against \(vector.p)"
            )
        }
    }

    @Test("Clopper-Pearson bounds, verdicts and the least number of examples")
    func nonInferior() {
        for vector in vectors.non_inferior {
            let bound = ClopperPearson.upperBound(vector.lost, of: vector.n)
            #expect(
                isClose(bound, vector.bound, relative: 1e-9),
                "\(vector.lost) of \(vector.n): \(bound) against \(vector.bound)"
            )
            let decision = Gate(.nonInferior(margin: vector.margin)).decide(
                GateComparison(count: vector.n, won: 0, lost: vector.lost),
                reference: 1
            )
            #expect(decision.passed == vector.passes, "\(vector.lost) of \(vector.n)")
            #expect(
                ClopperPearson.leastTrials(toShow: vector.margin) == vector.least_n_for_margin,
                "margin \(vector.margin)"
            )
        }
    }
}
