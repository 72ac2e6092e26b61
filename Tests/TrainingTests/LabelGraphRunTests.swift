import Domain
import Networks
import SemiSupervised
import TestSupport
import Testing
import Training

@Suite("Golden: runs of label propagation and label spreading")
struct LabelGraphRunTests {
    @Test("A run with scikit-learn's parameters answers as its classifier")
    func answers() throws {
        let cases = try GoldenCases(reading: "others/label_propagation_spreading.json")
        var applied = 0
        try cases.forEach { record, place in
            let type: any Algorithm.Type
            switch try record.get("name").text() {
            case "LabelPropagation": type = LabelPropagation.self
            case "LabelSpreading": type = LabelSpreading.self
            // A limit of many steps is that of a graph, and of no run.
            default: return
            }
            let parameters = try record.get("params")
            let algorithm = try AlgorithmConfiguration(type, settings: settings(parameters))
            try check(record, algorithm, place)
            applied += 1
        }
        #expect(applied > 0)
    }

    /// The recorded parameters by the names of the card.
    private func settings(_ parameters: GoldenValue) throws -> [String: String] {
        var settings: [String: String] = [:]
        for (name, value) in try parameters.object() {
            switch name {
            case "kernel": settings[name] = try value.text()
            case "gamma": settings["plain_gamma"] = "\(try value.number())"
            case "alpha": settings[name] = "\(try value.number())"
            case "tol": settings["tolerance"] = "\(try value.number())"
            case "max_iter": settings["max_iterations"] = "\(try value.integer())"
            case "n_neighbors": settings["neighbors"] = "\(try value.integer())"
            default: throw GoldenError(description: "no hyper-parameter for \(name)")
            }
        }
        return settings
    }

    private func check(
        _ record: GoldenValue,
        _ algorithm: AlgorithmConfiguration,
        _ place: String
    ) throws {
        let (inputs, outputs) = try (record.get("inputs"), record.get("outputs"))
        let rows = try Matrix(inputs.get("X"))
        let given = try inputs.get("y").numbers().map { Int($0) }
        let names = Set(given.filter { $0 != -1 }).sorted()
        let known = given.indices.filter { given[$0] != -1 }
        let data = try Columns.data(
            labeled: known.map { Array(rows.rows($0..<$0 + 1).values) }[...],
            labels: known.map { names.firstIndex(of: given[$0]) ?? 0 },
            unlabeled: given.indices.filter { given[$0] == -1 }
                .map { Array(rows.rows($0..<$0 + 1).values) }[...],
            classes: names.count
        )
        var specification = TrainingJobSpecification(
            algorithm: algorithm,
            network: .linear(inputs: rows.columns, classes: names.count),
            seed: 1
        )
        specification.optimization.steps = 1
        var run = try TrainingRun(specification, data: data)
        let model = try run.finish()
        let said = softmax(try ModelPredictor(model).logits(Matrix(inputs.get("query"))))
        // The released network is of single precision, and the exponents are of large squares.
        let expected = try Matrix(outputs.get("predict_proba_query"))
        #expect(said.rows == expected.rows && said.columns == expected.columns)
        for (found, wanted) in zip(said.values, expected.values) {
            #expect(abs(found - wanted) < 1e-3, "\(place)")
        }
        let classes = said.largestColumns().map { Double(names[$0]) }
        #expect(try classes == outputs.get("predict_query").numbers(), "\(place)")
    }
}
