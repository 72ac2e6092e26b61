import Domain
import Foundation
import Networks
import TestSupport
import Testing
import Training

@Suite("Evaluation states accuracy with its interval, and calibration")
struct EvaluationTests {
    @Test(
        "The interval is the exact one of Clopper and Pearson",
        arguments: [
            // From sums of exact binomial coefficients.
            (0, 10, 0.0, 0.3084971), (10, 10, 0.6915029, 1.0), (5, 10, 0.1870860, 0.8129140),
            (81, 263, 0.2527367, 0.3676219), (1, 1, 0.025, 1.0), (388, 400, 0.9481828, 0.9844045),
        ]
    )
    func interval(right: Int, count: Int, low: Double, high: Double) {
        let interval = AccuracyInterval(right: right, of: count)
        expectClose([interval.low, interval.high], [low, high], absolute: 2e-7, relative: 0)
    }

    @Test("A large split's interval is narrow and around the share")
    func largeInterval() {
        let interval = AccuracyInterval(right: 97_000, of: 100_000)
        #expect(interval.low < 0.97 && interval.high > 0.97)
        #expect(interval.high - interval.low < 0.0025)
    }

    @Test("The calibration error is the mean gap between confidence and accuracy")
    func calibration() throws {
        // Four of confidence 0.9 with three right, two of confidence 0.6 with one right.
        let sure = [Float](repeating: 0.9, count: 4).flatMap { [$0, 1 - $0] }
        let unsure = [Float](repeating: 0.6, count: 2).flatMap { [$0, 1 - $0] }
        let matrix = Matrix(rows: 6, columns: 2, values: sure + unsure)
        let metrics = try Evaluation.metrics(
            probabilities: matrix,
            labels: [0, 0, 0, 1, 0, 1],
            split: .test
        )
        let expected = (4 * abs(0.75 - 0.9) + 2 * abs(0.5 - 0.6)) / 6
        expectClose([metrics.calibrationError], [expected], absolute: 1e-6)
        #expect(metrics.confusion.rows == [[4, 0], [2, 0]])
        #expect(metrics.precision == [4.0 / 6, 0])
        #expect(metrics.recall == [1, 0])
        #expect(metrics.count == 6)
    }

    @Test("No examples, other counts and labels that are no class are refused")
    func refusals() {
        let matrix = Matrix(rows: 1, columns: 2, values: [0.5, 0.5])
        for labels in [[], [0, 1], [2], [-1]] {
            #expect(throws: Failure.self) {
                try Evaluation.metrics(probabilities: matrix, labels: labels, split: .gate)
            }
        }
    }

    @Test("Confusion keeps what occurred, is read as squares of before too, and refuses nonsense")
    func confusion() throws {
        let pairs = [(2, 0), (2, 0), (0, 0), (1, 2), (2, 2)].map { (label: $0.0, predicted: $0.1) }
        let confusion = Confusion(classes: 3, pairs: pairs)
        #expect(confusion.rows == [[1, 0, 0], [0, 0, 1], [2, 0, 1]])
        #expect(confusion == Confusion(rows: confusion.rows))
        #expect(confusion.examples == [1, 1, 3] && confusion.predictions == [3, 0, 2])
        #expect(confusion.right == [1, 0, 1])
        let coded = try JSONEncoder().encode(confusion)
        #expect(try JSONDecoder().decode(Confusion.self, from: coded) == confusion)
        let square = try JSONEncoder().encode(confusion.rows)
        #expect(try JSONDecoder().decode(Confusion.self, from: square) == confusion)
        for text in [
            #"{"classes":2,"cells":[0,1]}"#, #"{"classes":2,"cells":[0,2,1]}"#,
            #"{"classes":2,"cells":[-1,0,1]}"#,
        ] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(Confusion.self, from: Data(text.utf8))
            }
        }
        // Ten thousand classes are a few cells.
        let many = (0..<10_000).map { (label: $0, predicted: 9_999 - $0) }
        let sparse = Confusion(classes: 10_000, pairs: many)
        #expect(sparse.cells.count == 10_000)
        #expect(try JSONEncoder().encode(sparse).count < 200_000)
    }
}
