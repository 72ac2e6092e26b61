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
    func certificates() throws {
        for (index, vector) in vectors.certify.enumerated() {
            let certifier = Certifier(
                epsilon: vector.epsilon,
                delta: vector.delta,
                look: vector.look
            )
            let examples = zip(vector.confidence, vector.correct).map {
                ScoredExample(confidence: $0, isCorrect: $1)
            }
            let result = certifier.certify(
                gateConfidences: vector.gate_confidence,
                examples: examples
            )
            let expect = vector.expect
            #expect(abs(result.level - expect.level) <= 1e-12, "case \(index)")
            #expect(result.minimum == expect.minimum, "case \(index)")
            #expect(result.word == expect.reason, "case \(index)")
            try #require(result.tests.count == expect.tests.count, "case \(index)")
            for (test, wanted) in zip(result.tests, expect.tests) {
                #expect(test.threshold == Float(wanted.threshold), "case \(index)")
                #expect(test.accepted == wanted.accepted, "case \(index)")
                #expect(test.wrong == wanted.wrong, "case \(index)")
                #expect(
                    isClose(test.probability, wanted.p, relative: 1e-9),
                    "case \(index): \(test.probability) against \(wanted.p)"
                )
            }
            switch result.outcome {
            case .certified(let test):
                #expect(test.threshold == expect.threshold.map { Float($0) }, "case \(index)")
                #expect(test.accepted == expect.accepted, "case \(index)")
                #expect(test.wrong == expect.wrong, "case \(index)")
            case .errorTooHigh:
                #expect(expect.threshold == nil, "case \(index)")
            case .tooFewLabels(let missing):
                #expect(missing == expect.missing, "case \(index)")
                #expect(!result.isLookSpent, "case \(index)")
            }
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
