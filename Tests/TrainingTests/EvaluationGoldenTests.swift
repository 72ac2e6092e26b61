import Domain
import Networks
import TestSupport
import Testing
import Training

@Suite("Golden: evaluation metrics are scikit-learn's, as USB reports them")
struct EvaluationGoldenTests {
    @Test("Cross-entropy, accuracy, precision, recall, F1, confusion")
    func metrics() throws {
        let record = try GoldenValue(reading: "usb/metrics.json").named("imbalanced_evaluation")
        let given = try record.get("inputs").get("logits").tensor()
        let logits = Matrix(rows: given.shape[0], columns: given.shape[1], values: given.floats)
        let labels = try record.get("inputs").get("labels").numbers().map { Int($0) }
        let expected = try record.get("expected")

        // Any increasing function of the logits has the same metrics of classes.
        let metrics = try Evaluation.metrics(probabilities: logits, labels: labels, split: .test)
        let counts = ClassCounts(metrics.confusion)
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        let confusion = metrics.confusion.flatMap { row in
            row.map { Double($0) / Double(max(1, row.reduce(0, +))) }
        }
        let crossEntropy = try Evaluation.crossEntropy(logits: logits, labels: labels)
        for (name, actual) in [
            ("mean_cross_entropy", crossEntropy), ("top_1", metrics.accuracy),
            ("balanced_accuracy", mean(metrics.recall)),
            ("precision_macro", mean(metrics.precision)), ("recall_macro", mean(metrics.recall)),
            ("f1_macro", mean(counts.f1)),
        ] {
            expectClose([actual], [try expected.get(name).number()], name)
        }
        expectClose(confusion, try expected.get("confusion_row_normalised").tensor().values)
        #expect(try Evaluation.accuracy(scores: logits, labels: labels) == metrics.accuracy)
    }
}
