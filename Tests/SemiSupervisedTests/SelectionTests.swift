import Domain
import Networks
import SemiSupervised
import Testing

@Suite("Filter and balance of pseudo-labels")
struct SelectionTests {
    /// 300 predictions of 3 classes, class 0 the most frequent.
    private static func targets() -> PseudoTargets {
        var logits = randomMatrix(300, 3, seed: 1)
        for row in 0..<300 { logits[row, 0] += 1 }
        return PseudoTargets(probabilities: softmax(logits), indices: Array(0..<300))
    }

    private static func select(_ change: (inout NoisyStudent) -> Void) -> PseudoLabelSelection {
        var parameters = NoisyStudent()
        change(&parameters)
        return parameters.selection(targets(), generator: SeededGenerator(seed: 5))
    }

    private static func copies(_ selection: PseudoLabelSelection, of label: Int) -> Int {
        selection.examples.filter { $0.label == label }.reduce(0) { $0 + $1.copies }
    }

    @Test("Without balance every confident row is there once")
    func noBalance() {
        let targets = Self.targets()
        let selection = Self.select {
            $0.examplesPerClass = 0
            $0.threshold = 0.6
        }
        let confident = targets.labels.indices.filter { targets.confidence[$0] >= 0.6 }
        #expect(selection.rows.sorted() == confident)
        #expect(selection.examples.allSatisfy { $0.label == targets.labels[$0.row] })
    }

    @Test("A balance by the mean gives each class about as many")
    func meanBalance() {
        let selection = Self.select { $0.threshold = 0.3 }
        for label in 0..<3 {
            let count = Self.copies(selection, of: label)
            // A class's copies are its candidates' whole parts plus Bernoulli draws.
            #expect((80...120).contains(count), "class \(label): \(count)")
        }
        #expect(selection.candidates[0] < 180)
    }

    @Test("The surest come first and none is under the threshold", arguments: [5, 40, 100_000])
    func order(_ perClass: Int) {
        let targets = Self.targets()
        let selection = Self.select { $0.examplesPerClass = perClass }
        for label in 0..<3 {
            let confidence = selection.examples.filter { $0.label == label }
                .map { Double(targets.confidence[$0.row]) }
            #expect(confidence == confidence.sorted(by: >))
            #expect(confidence.allSatisfy { $0 >= selection.thresholds[label] })
        }
        #expect(selection.thresholds.allSatisfy { $0 >= 0.3 })
    }

    @Test("The same seed selects the same rows; another one does not")
    func determinism() {
        func select(_ seed: UInt64) -> PseudoLabelSelection {
            NoisyStudent().selection(Self.targets(), generator: SeededGenerator(seed: seed))
        }
        #expect(select(9) == select(9))
        #expect(select(9) != select(10))
    }

    @Test("No predictions, no confident ones, or not a number: nothing is selected")
    func nothing() {
        for (labels, confidence) in [([], []), ([0, 1], [0.2, 0.1]), ([0], [Double.nan])] {
            let selection = PseudoLabelSelection(
                labels: labels,
                confidence: confidence,
                classes: 2,
                leastConfidence: 0.3,
                balance: .mean,
                uniform: { 0 }
            )
            #expect(selection.examples.isEmpty)
            #expect(selection.candidates == [0, 0])
        }
    }
}
