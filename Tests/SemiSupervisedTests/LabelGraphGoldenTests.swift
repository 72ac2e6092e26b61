import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: label propagation and label spreading")
struct LabelGraphGoldenTests {
    @Test("Graphs, steps, distributions and answers of scikit-learn, and closed forms")
    func replay() throws {
        let cases = try GoldenCases(reading: "others/label_propagation_spreading.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            let problem = try Problem(record)
            switch try record.get("name").text() {
            case "LabelPropagation":
                try diffuse(.propagation, record, problem, place, tolerance)
            case "LabelSpreading":
                let alpha = try record.get("params").get("alpha").number()
                try diffuse(.spreading(alpha: alpha), record, problem, place, tolerance)
            case "label_spreading_closed_form":
                try spreadingLimit(record, problem, place, tolerance)
            case "label_propagation_closed_form":
                try propagationLimit(record, problem, place, tolerance)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    /// The rows of a case; classes are numbered in the order of their names.
    private struct Problem {
        let rows: DoubleMatrix
        let labels: [Int?]
        let names: [Int]
        let kernel: RowKernel

        init(_ record: GoldenValue) throws {
            let (inputs, parameters) = try (record.get("inputs"), record.get("params"))
            rows = try DoubleMatrix(inputs.get("X").tensor())
            let given = try inputs.get("y").numbers().map { try GoldenValue.number($0).integer() }
            guard given.count == rows.rows else {
                throw GoldenError(description: "\(given.count) labels of \(rows.rows) rows")
            }
            let names = Set(given.filter { $0 != -1 }).sorted()
            self.names = names
            labels = given.map { names.firstIndex(of: $0) }
            // A closed form is of a Gaussian graph, and says only how narrow it is.
            switch try parameters.find("kernel")?.text() ?? "rbf" {
            case "rbf": kernel = .gaussian(gamma: try parameters.get("gamma").number())
            case "knn": kernel = .nearest(try parameters.get("n_neighbors").integer())
            case let name: throw GoldenError(description: "no kernel \(name)")
            }
            try parameters.requireOnly(
                ["kernel", "gamma", "n_neighbors", "alpha", "max_iter", "tol"],
                "parameters"
            )
            try inputs.requireOnly(["X", "y", "query"], "inputs")
        }

        func graph(_ rule: LabelDiffusion.Rule) -> LabelGraph {
            var graph = LabelGraph(kernel, from: rows, to: rows)
            rule.normalize(&graph)
            return graph
        }

        /// The class names of the largest value in each row, of equal ones the first.
        func names(of distributions: DoubleMatrix) -> [Double] {
            (0..<distributions.rows).map { row in
                var best = 0
                for column in names.indices
                where distributions[row, column] > distributions[row, best] { best = column }
                return Double(names[best])
            }
        }
    }

    private func diffuse(
        _ rule: LabelDiffusion.Rule,
        _ record: GoldenValue,
        _ problem: Problem,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let (outputs, parameters) = try (record.get("outputs"), record.get("params"))
        try outputs.requireOnly(
            [
                "classes", "graph", "label_distributions", "n_iter", "predict_proba_query",
                "predict_query", "transduction",
            ],
            "outputs"
        )
        let graph = problem.graph(rule)
        let unit = DoubleMatrix.identity(problem.rows.rows)
        try tolerance.check(graph.times(unit).values, outputs.get("graph"), "\(place), graph")
        var diffusion = LabelDiffusion(
            rule,
            tolerance: try parameters.get("tol").number(),
            labels: problem.labels,
            classes: problem.names.count
        )
        let most = try parameters.get("max_iter").integer()
        while !diffusion.isSettled && diffusion.steps < most {
            diffusion.advance(over: graph, labels: problem.labels)
        }
        #expect(try diffusion.steps == outputs.get("n_iter").integer(), "\(place)")
        #expect(try problem.names.map(Double.init) == outputs.get("classes").numbers())
        let known = diffusion.distributions
        try tolerance.check(
            known.values,
            outputs.get("label_distributions"),
            "\(place), label_distributions"
        )
        #expect(
            try problem.names(of: known) == outputs.get("transduction").numbers(),
            "\(place), transduction"
        )
        let queries = try DoubleMatrix(record.get("inputs").get("query").tensor())
        var answers = LabelGraph(problem.kernel, from: queries, to: problem.rows).times(known)
        answers.divideRowsBySums()
        try tolerance.check(
            answers.values,
            outputs.get("predict_proba_query"),
            "\(place), predict_proba_query"
        )
        #expect(
            try problem.names(of: answers) == outputs.get("predict_query").numbers(),
            "\(place), predict_query"
        )
        try served(problem, known, queries, answers, place)
    }

    /// The network that is released answers the same, in single precision.
    private func served(
        _ problem: Problem,
        _ known: DoubleMatrix,
        _ queries: DoubleMatrix,
        _ answers: DoubleMatrix,
        _ place: String
    ) throws {
        var (gamma, nearest) = (1.0, Int?.none)
        switch problem.kernel {
        case .gaussian(let factor): gamma = factor
        case .nearest(let count): nearest = min(count, problem.rows.rows)
        }
        let (graph, layers) = Graph(input: .vector(problem.rows.columns), nodes: [], heads: [:])
            .comparing(
                Graph.inputName,
                withRows: problem.rows.rows,
                classes: problem.names.count,
                nearest: nearest
            )
        let weights = layers.weights(
            of: problem.rows,
            knowing: known,
            gamma: gamma,
            center: Array(repeating: 0, count: problem.rows.columns),
            scale: 1
        )
        let logits = try answer(graph, weights, queries)
        expectClose(
            softmax(logits).values.map(Double.init),
            answers.values,
            absolute: 1e-4,
            relative: 1e-4,
            "\(place), served"
        )
    }

    /// The limit of many steps is the solution of a system of equations.
    private func spreadingLimit(
        _ record: GoldenValue,
        _ problem: Problem,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let outputs = try record.get("outputs")
        try outputs.requireOnly(["F", "labels"], "outputs")
        let alpha = try record.get("params").get("alpha").number()
        let limit = limit(.spreading(alpha: alpha), problem)
        try tolerance.check(limit.masses.values, outputs.get("F"), "\(place), F")
        #expect(
            try problem.names(of: limit.masses) == outputs.get("labels").numbers(),
            "\(place), labels"
        )
    }

    private func propagationLimit(
        _ record: GoldenValue,
        _ problem: Problem,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let outputs = try record.get("outputs")
        try outputs.requireOnly(["F_unlabeled"], "outputs")
        let limit = limit(.propagation, problem).masses
        let free = problem.labels.indices.filter { problem.labels[$0] == nil }
        try tolerance.check(limit.rows(free).values, outputs.get("F_unlabeled"), "\(place), F")
    }

    private func limit(_ rule: LabelDiffusion.Rule, _ problem: Problem) -> LabelDiffusion {
        let graph = problem.graph(rule)
        var diffusion = LabelDiffusion(
            rule,
            tolerance: 1e-13,
            labels: problem.labels,
            classes: problem.names.count
        )
        while !diffusion.isSettled && diffusion.steps < 1_000_000 {
            diffusion.advance(over: graph, labels: problem.labels)
        }
        return diffusion
    }
}

extension DoubleMatrix {
    /// A recorded matrix.
    init(_ tensor: GoldenTensor) throws {
        guard tensor.shape.count == 2 else {
            throw GoldenError(description: "no matrix: \(tensor.shape)")
        }
        self.init(rows: tensor.shape[0], columns: tensor.shape[1], values: tensor.values)
    }

    /// The identity.
    static func identity(_ count: Int) -> DoubleMatrix {
        var matrix = DoubleMatrix(rows: count, columns: count)
        for row in 0..<count { matrix[row, row] = 1 }
        return matrix
    }
}

/// The logits that a network with the given tensors serves for rows.
func answer(
    _ graph: Graph,
    _ tensors: [String: [Float]],
    _ rows: DoubleMatrix
) throws -> Matrix {
    let network = try Network(graph)
    var parameters = network.initialParameters(seed: 0)
    for (name, values) in tensors {
        let entry = try #require(network.layout[name])
        #expect(entry.range.count == values.count, "\(name)")
        parameters.values.replaceSubrange(entry.range, with: values)
    }
    #expect(Set(tensors.keys) == Set(network.layout.parameters.map(\.name)))
    let serving = try ServingNetwork(network: network, parameters: parameters)
    let inputs = Matrix(
        rows: rows.rows,
        columns: rows.columns,
        values: rows.values.map { Float($0) }
    )
    let heads = serving.evaluate(inputs, scratch: serving.makeScratch())
    return try #require(heads[.classifier])
}
