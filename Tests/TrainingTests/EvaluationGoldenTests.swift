import Domain
import Networks
import TestSupport
import Testing
import Training

@Suite("Golden: evaluation metrics are scikit-learn's, as USB reports them")
struct EvaluationGoldenTests {
    @Test("Cross-entropy, accuracy, precision, recall, F1, confusion")
    func metrics() throws {
        try GoldenCases(reading: "usb/metrics.json").forEach { record, place in
            let logits = try Matrix(record.get("inputs").get("logits"))
            let labels = try record.get("inputs").get("labels")
                .labels(rows: logits.rows, classes: logits.columns)
            let found = try values(logits, labels)
            let tolerance = try Tolerance(record)
            for (name, expected) in try record.get("expected").object() {
                let what = "\(place), \(name)"
                if let values = found[name] {
                    try tolerance.check(values, expected, what)
                } else if name.hasPrefix("top_") {
                    withKnownIssue("\(what) is not applied") {
                        Issue.record("an answer here is one class: no metric counts the next ones")
                    }
                } else {
                    throw GoldenError(description: "no test of \(name)")
                }
            }
        }
    }

    /// Each metric by its recorded name.
    private func values(_ logits: Matrix, _ labels: [Int]) throws -> [String: [Double]] {
        // Any increasing function of the logits has the same metrics of classes.
        let metrics = try Evaluation.metrics(probabilities: logits, labels: labels, split: .test)
        let counts = ClassCounts(metrics.confusion)
        // scikit-learn knows the classes that occur, and means of recall only those with examples.
        let examples = metrics.confusion.examples
        let predictions = metrics.confusion.predictions
        let known = examples.indices.filter { examples[$0] > 0 || predictions[$0] > 0 }
        let rows = metrics.confusion.rows
        func mean(_ values: [Double], _ classes: [Int]) -> [Double] {
            [classes.reduce(0) { $0 + values[$1] } / Double(classes.count)]
        }
        let accuracy = try Evaluation.accuracy(scores: logits, labels: labels)
        return [
            "mean_cross_entropy": [try Evaluation.crossEntropy(logits: logits, labels: labels)],
            "top_1": [metrics.accuracy],
            "top_1_accuracy": [accuracy],
            "balanced_accuracy": mean(metrics.recall, known.filter { examples[$0] > 0 }),
            "precision_macro": mean(metrics.precision, known),
            "recall_macro": mean(metrics.recall, known),
            "f1_macro": mean(counts.f1, known),
            "confusion_row_normalised": known.flatMap { row in
                known.map {
                    Double(rows[row][$0]) / Double(max(1, examples[row]))
                }
            },
        ]
    }
}
