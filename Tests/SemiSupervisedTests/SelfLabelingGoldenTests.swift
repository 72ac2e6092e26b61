import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: self-training and co-training")
struct SelfLabelingGoldenTests {
    // MARK: - Self-training

    @Test("The rounds of scikit-learn's SelfTrainingClassifier, and its last fit")
    func selfTraining() throws {
        let cases = try GoldenCases(reading: "others/self_training.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            guard try record.get("name").text() == "self_training" else {
                throw GoldenError(description: "no test of this name")
            }
            try replay(record, place, tolerance)
        }
    }

    private func replay(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let (inputs, parameters) = try (record.get("inputs"), record.get("params"))
        let outputs = try record.get("outputs")
        try inputs.requireOnly(["X", "query", "y"], "inputs")
        try parameters.requireOnly(
            ["base", "criterion", "k_best", "max_iter", "threshold"],
            "parameters"
        )
        try outputs.requireOnly(
            ["labeled_iter", "n_iter", "predict_proba_query", "termination", "transduction"],
            "outputs"
        )
        let rows = try DoubleMatrix(inputs.get("X").tensor())
        let given = try inputs.get("y").numbers().map { try GoldenValue.number($0).integer() }
        let names = Set(given.filter { $0 != -1 }).sorted()
        guard names == Array(names.indices) else {
            throw GoldenError(description: "classes \(names)")
        }
        let base = try Base(parameters.get("base").text())
        let most = try parameters.find("max_iter").flatMap { $0.isEmpty ? nil : try $0.integer() }
        let criterion = try criterion(parameters)
        var labels = SelfTrainingLabels(given.map { $0 == -1 ? nil : $0 })
        while !labels.isSettled, labels.round < most ?? .max {
            labels.advance(criterion) { known, labels, asked in
                base.probabilities(rows.rows(known), labels, names.count, of: rows.rows(asked))
            }
        }
        try tolerance.check(
            labels.rounds.map(Double.init),
            outputs.get("labeled_iter"),
            "\(place), labeled_iter"
        )
        try tolerance.check(
            labels.labels.map(Double.init),
            outputs.get("transduction"),
            "\(place), transduction"
        )
        #expect(try labels.round == outputs.get("n_iter").integer(), "\(place), n_iter")
        // The last round that is allowed is told even where it adds nothing.
        let termination =
            labels.known.count == rows.rows
            ? "all_labeled" : labels.round == most ? "max_iter" : "no_change"
        #expect(try termination == outputs.get("termination").text(), "\(place), termination")
        let known = labels.known
        let said = base.probabilities(
            rows.rows(known),
            known.map { labels.labels[$0] },
            names.count,
            of: try DoubleMatrix(inputs.get("query").tensor())
        )
        try tolerance.check(said.values, outputs.get("predict_proba_query"), "\(place), query")
    }

    private func criterion(
        _ parameters: GoldenValue
    ) throws -> SelfTrainingLabels.Criterion {
        switch try parameters.find("criterion")?.text() ?? "threshold" {
        case "threshold": .above(try parameters.find("threshold")?.number() ?? 0.75)
        case "k_best": .best(try parameters.find("k_best")?.integer() ?? 10)
        case let name: throw GoldenError(description: "no criterion \(name)")
        }
    }

    /// The classifiers that the records were made with.
    private enum Base {
        case naiveBayes(smoothing: Double)
        /// The share of each class of the nearest rows; no algorithm here has it, the rounds take any.
        case nearest(Int)

        /// Reads `GaussianNB(var_smoothing=1e-2)` or `KNN(3)`.
        init(_ text: String) throws {
            let parts = text.split { "(=)".contains($0) }.map(String.init)
            switch (parts.first, parts.last, parts.last.flatMap(Double.init)) {
            case ("GaussianNB", "GaussianNB", _): self = .naiveBayes(smoothing: 1e-9)
            case ("GaussianNB", _, let value?)
            where parts.count == 3 && parts[1] == "var_smoothing":
                self = .naiveBayes(smoothing: value)
            case ("KNN", _, let value?) where parts.count == 2: self = .nearest(Int(value))
            default: throw GoldenError(description: "no classifier \(text)")
            }
        }

        func probabilities(
            _ rows: DoubleMatrix,
            _ labels: [Int],
            _ classes: Int,
            of queries: DoubleMatrix
        ) -> DoubleMatrix {
            switch self {
            case .naiveBayes(let smoothing):
                return GaussianNaiveBayes(
                    to: rows,
                    labels: labels,
                    classes: classes,
                    smoothing: smoothing
                )
                .probabilities(queries)
            case .nearest(let count):
                var known = DoubleMatrix(rows: labels.count, columns: classes)
                for (row, label) in labels.enumerated() { known[row, label] = 1 }
                var shares = LabelGraph(.nearest(count), from: queries, to: rows).times(known)
                shares.divideRowsBySums()
                return shares
            }
        }
    }

    // MARK: - Co-training

    @Test("The rows that each view labels, the pool, and the product of both")
    func coTraining() throws {
        let cases = try GoldenCases(reading: "others/co_training.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            guard try record.get("name").text() == "co_training" else {
                throw GoldenError(description: "no test of this name")
            }
            try rounds(record, place, tolerance)
        }
    }

    private func rounds(_ record: GoldenValue, _ place: String, _ tolerance: Tolerance) throws {
        let (inputs, parameters) = try (record.get("inputs"), record.get("params"))
        let outputs = try record.get("outputs")
        try inputs.requireOnly(
            ["view1", "view2", "initial_labels", "unlabeled_order"],
            "inputs"
        )
        try parameters.requireOnly(
            ["per_class_per_view_per_round", "pool_size", "rounds", "var_smoothing"],
            "parameters"
        )
        try outputs.requireOnly(["rounds", "combined_probs", "combined_pred"], "outputs")
        let views = try ["view1", "view2"].map { try DoubleMatrix(inputs.get($0).tensor()) }
        let smoothing = try parameters.get("var_smoothing").number()
        var given = [Int?](repeating: nil, count: views[0].rows)
        for pair in try inputs.get("initial_labels").list() {
            let (row, label) = try Self.pair(pair)
            given[row] = label
        }
        let classes = (given.compactMap(\.self).max() ?? 0) + 1
        var labels = CoTrainingLabels(
            given,
            order: try Self.integers(inputs.get("unlabeled_order")),
            poolSize: try parameters.get("pool_size").integer()
        )
        let each = try parameters.get("per_class_per_view_per_round").integer()
        func probabilities(_ labels: CoTrainingLabels, _ view: Int) -> DoubleMatrix {
            GaussianNaiveBayes(
                to: views[view].rows(labels.known),
                labels: labels.known.map { labels.labels[$0] },
                classes: classes,
                smoothing: smoothing
            )
            .probabilities(views[view])
        }
        let expected = try outputs.get("rounds").list()
        #expect(try expected.count == parameters.get("rounds").integer(), "\(place)")
        for (number, round) in expected.enumerated() {
            let before = labels
            let added = labels.advance(counts: Array(repeating: each, count: classes)) {
                view,
                pool in probabilities(before, view).rows(pool)
            }
            let pairs = added.map { [$0, labels.labels[$0]] }
            let wanted = try round.get("added").list().map { try Self.integers($0) }
            #expect(pairs == wanted, "\(place), round \(number)")
            #expect(
                try labels.pool == Self.integers(round.get("pool_after")),
                "\(place), round \(number)"
            )
        }
        var product = probabilities(labels, 0)
        let other = probabilities(labels, 1)
        for index in product.values.indices { product.values[index] *= other.values[index] }
        product.divideRowsBySums()
        try tolerance.check(product.values, outputs.get("combined_probs"), "\(place), product")
        let guesses = (0..<product.rows).map { row in
            (1..<classes).reduce(0) { product[row, $1] > product[row, $0] ? $1 : $0 }
        }
        #expect(try guesses == Self.integers(outputs.get("combined_pred")), "\(place), classes")
    }

    private static func integers(_ value: GoldenValue) throws -> [Int] {
        try value.numbers().map { try GoldenValue.number($0).integer() }
    }

    private static func pair(_ value: GoldenValue) throws -> (Int, Int) {
        let numbers = try integers(value)
        guard numbers.count == 2 else {
            throw GoldenError(description: "no row and label: \(numbers)")
        }
        return (numbers[0], numbers[1])
    }
}
