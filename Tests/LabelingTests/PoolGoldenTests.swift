import Domain
import Labeling
import Testing

private struct Vectors: Decodable {
    struct Finite: Decodable {
        var pool: Int
        var checked: Int
        var wrong: Int
        var epsilon: Double
        var p: Double
    }
    struct Certificate: Decodable {
        struct Expect: Decodable {
            struct Test: Decodable {
                var threshold: Double
                var pool_accepted: Int
                var accepted: Int
                var wrong: Int
                var p: Double
            }
            var reason: String
            var minimum: Int
            var missing: Int?
            var threshold: Double?
            var tests: [Test]
        }
        var epsilon: Double
        var level: Double
        var pool_confidence: [Float]
        var drawn: [Int]
        var correct: [Bool]
        var expect: Expect
    }
    var finite_pool: [Finite]
    var pool_certificate: [Certificate]
}

@Suite("Golden: certificates of pools agree with the vectors of guarantee")
struct PoolGoldenTests {
    private let vectors: Vectors

    init() throws {
        vectors = try goldenFile("guarantee/promises.json", as: Vectors.self)
        try #require(!vectors.finite_pool.isEmpty)
        try #require(!vectors.pool_certificate.isEmpty)
    }

    @Test("Hypergeometric tails")
    func tails() {
        for (index, vector) in vectors.finite_pool.enumerated() {
            let marked = Int((vector.epsilon * Double(vector.pool) + 1e-9).rounded(.down)) + 1
            let probability = Hypergeometric.atMost(
                vector.wrong,
                drawn: vector.checked,
                marked: marked,
                population: vector.pool
            )
            #expect(
                isClose(probability, vector.p, relative: 1e-9),
                "case \(index): \(probability) against \(vector.p)"
            )
        }
    }

    @Test("Minimum, tests, threshold and reason of every certificate")
    func certificates() throws {
        for (index, vector) in vectors.pool_certificate.enumerated() {
            // The first look has delta / 2.
            let certifier = PoolCertifier(
                epsilon: vector.epsilon,
                delta: 2 * vector.level,
                look: 1,
                number: 1
            )
            let drawn = zip(vector.drawn, vector.correct).map {
                ScoredExample(confidence: vector.pool_confidence[$0], isCorrect: $1)
            }
            let result = certifier.certify(pool: vector.pool_confidence, drawn: drawn)
            let expect = vector.expect
            #expect(result.word == expect.reason, "case \(index)")
            #expect(result.minimum == expect.minimum, "case \(index)")
            try #require(result.tests.count == expect.tests.count, "case \(index)")
            for (test, wanted) in zip(result.tests, expect.tests) {
                #expect(test.threshold == Float(wanted.threshold), "case \(index)")
                #expect(test.poolAccepted == wanted.pool_accepted, "case \(index)")
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
            case .errorTooHigh:
                #expect(expect.threshold == nil, "case \(index)")
            case .tooFewLabels(let missing):
                #expect(missing == expect.missing, "case \(index)")
                #expect(!result.isLookSpent, "case \(index)")
            }
        }
    }
}
