import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: the filter and balance of Noisy Student")
struct SelectionGoldenTests {
    @Test("Thresholds, candidates, order and copies")
    func filter() throws {
        try GoldenCases(reading: "others/noisy_student_filter.json").forEach { record, place in
            guard try record.get("name").text() == "filter_balance" else {
                throw GoldenError(description: "no test of this name")
            }
            let probabilities = try record.get("inputs").get("probabilities").tensor()
            guard probabilities.shape.count == 2 else {
                throw GoldenError(description: "probabilities of \(probabilities.shape)")
            }
            let selection = try select(record, probabilities)
            try check(selection, record.get("outputs"), classes: probabilities.shape[1], place)
        }
    }

    private func select(
        _ record: GoldenValue,
        _ probabilities: GoldenTensor
    ) throws -> PseudoLabelSelection {
        let parameters = try record.get("params")
        let (rows, classes) = (probabilities.shape[0], probabilities.shape[1])
        let values = (0..<rows).map { row in
            Array(probabilities.values[row * classes..<(row + 1) * classes])
        }
        guard try parameters.find("use_top")?.number() ?? 1 == 1 else {
            throw GoldenError(description: "only the surest first (use_top) is here")
        }
        let isAll = try parameters.get("use_all").flag()
        let isRepeated = try parameters.get("upsample").number() == 1
        let confidence = values.map { $0.max() ?? 0 }
        let drawn = try record.get("drawn")
            .get("uniform_per_surviving_image_in_order").numbers()
        var count = 0
        let selection = PseudoLabelSelection(
            labels: zip(values, confidence).map { $0.firstIndex(of: $1) ?? 0 },
            confidence: confidence,
            classes: classes,
            leastConfidence: try parameters.get("min_threshold").number(),
            // With use_all the reference keeps every image over the least threshold once.
            balance: isAll ? .none : .examples(try parameters.get("k_images_per_class").integer()),
            repetition: isAll ? .once : isRepeated ? .balanced : .thinned,
            uniform: {
                count += 1
                return count <= drawn.count ? drawn[count - 1] : .nan
            }
        )
        // A draw that changes nothing need not have been recorded.
        guard count == drawn.count || (isAll && drawn.isEmpty) else {
            throw GoldenError(description: "\(count) draws, \(drawn.count) recorded")
        }
        return selection
    }

    private func check(
        _ selection: PseudoLabelSelection,
        _ outputs: GoldenValue,
        classes: Int,
        _ place: String
    ) throws {
        for label in 0..<classes {
            let expected = try outputs.get("threshold_and_total_per_class")
                .get("c\(label)").numbers()
            let candidates = Double(selection.candidates[label])
            #expect([selection.thresholds[label], candidates] == expected, "\(place): c\(label)")
            let copies = selection.examples.filter { $0.label == label }
                .reduce(0) { $0 + $1.copies }
            let wanted = try outputs.get("copies_per_class").get("c\(label)").number()
            #expect(Double(copies) == wanted, "\(place): c\(label)")
        }
        let kept = try outputs.get("kept_image_to_label_copies").object()
        #expect(selection.examples.count == kept.count, "\(place)")
        #expect(
            try selection.examples.count == outputs.get("unique_kept").integer(),
            "\(place): unique"
        )
        for example in selection.examples {
            let expected = try kept["\(example.row)"]?.numbers()
            let found = [Double(example.label), Double(example.copies)]
            #expect(expected == found, "\(place): row \(example.row)")
        }
    }
}
