import Domain
import Networks
import SemiSupervised
import Testing

@Suite("The solver behind S3VM")
struct S3VMSolverTests {
    private static let layers = S3VMSolver.Layers(classifier: "classifier")

    /// Solves, and yields the logits of all rows by the weights that a network gets.
    private static func logits(
        _ parameters: S3VM,
        _ features: Matrix,
        labels: [Int],
        classes: Int
    ) throws -> Matrix {
        let table = FeatureTable(centering: features, labels: labels, classes: classes)
        var solver = S3VMSolver(parameters, layers)
        for _ in 0..<solver.rounds { _ = try solver.advance(table) }
        let solution = solver.solution(table)
        let weights = try #require(solution["classifier.weight"])
        let biases = try #require(solution["classifier.bias"])
        var logits = features.timesTransposed(
            Matrix(rows: classes, columns: features.columns, values: weights)
        )
        for index in logits.values.indices { logits.values[index] += biases[index % classes] }
        return logits
    }

    /// Clouds far from the origin, on another scale in the end: what is solved for is on the rows' own.
    private static func clouds(_ classes: Int, distance: Double) -> (Matrix, [Int], [Int]) {
        let (table, truth) = TransductiveSVMTests.clouds(classes, distance: distance)
        let values = table.features.values.map { Float(300 + 0.02 * $0) }
        let features = Matrix(rows: table.features.rows, columns: 2, values: values)
        return (features, table.labels, truth)
    }

    private static func accuracy(_ logits: Matrix, _ truth: [Int]) -> Double {
        let first = logits.rows - truth.count
        let right = truth.indices.filter { row in
            let values = (0..<logits.columns).map { logits[first + row, $0] }
            return values[truth[row]] == values.max()
        }
        return Double(right.count) / Double(truth.count)
    }

    @Test("Rows as they come, of any place and scale; probabilities are as right as they are sure")
    func calibrated() throws {
        let (features, labels, truth) = Self.clouds(3, distance: 2.5)
        let logits = try Self.logits(S3VM(), features, labels: labels, classes: 3)
        let accuracy = Self.accuracy(logits, truth)
        #expect(accuracy > 0.9, "\(accuracy)")
        let probabilities = softmax(logits)
        let sure = (0..<logits.rows).reduce(0.0) { sum, row in
            sum + Double((0..<3).map { probabilities[row, $0] }.max() ?? 0)
        }
        let mean = sure / Double(logits.rows)
        #expect(abs(mean - accuracy) < 0.06, "\(mean) sure, \(accuracy) right")
    }

    @Test("A class without labels is never told")
    func missing() throws {
        let (features, labels, truth) = Self.clouds(3, distance: 8)
        // The classes 0, 2 and 3 of four.
        let logits = try Self.logits(
            S3VM(),
            features,
            labels: labels.map { $0 == 0 ? 0 : $0 + 1 },
            classes: 4
        )
        #expect(Self.accuracy(logits, truth.map { $0 == 0 ? 0 : $0 + 1 }) > 0.99)
        for row in 0..<logits.rows { #expect(logits[row, 1] == -30) }
    }

    @Test("Labels of one class alone are refused")
    func oneClass() throws {
        let table = FeatureTable(
            centering: Matrix(rows: 3, columns: 1, values: [1, 2, 3]),
            labels: [1, 1],
            classes: 3
        )
        var solver = S3VMSolver(S3VM(), Self.layers)
        let failure = #expect(throws: Failure.self) { _ = try solver.advance(table) }
        #expect(failure?.kind == .failedPrecondition)
        #expect(
            failure?.message
                == "machines tell classes apart: expected labelled examples of two classes at least; "
                + "all 2 are of one"
        )
    }

    @Test("Two moons through a kernel: unlabelled points say where they end")
    func moons() throws {
        let moons = LearningTests.moons
        let known = moons.labeled
        let rest = moons.labels.indices.filter { !known.contains($0) }
        let order = known + rest
        let points = Matrix(joining: order.map { moons.points.rows($0..<$0 + 1) })
        var graph = Graph(input: .vector(2), nodes: [], heads: [:])
        let (expanded, layers) = graph.kernelExpanded(of: Graph.inputName, landmarks: 64)
        graph = expanded
        let network = try Network(graph)
        var weights = network.initialParameters(seed: 0)
        let tensors = layers.weights(of: points, channels: 2, landmarks: 64, gamma: 6)
        for (name, values) in tensors {
            let entry = try #require(network.layout[name])
            weights.values.replaceSubrange(entry.range, with: values)
        }
        let serving = try ServingNetwork(network: network, parameters: weights)
        let features = serving.evaluate(points, scratch: serving.makeScratch()).features
        var accuracies: [Double] = []
        for weight in [Float(0), 3] {
            var parameters = S3VM()
            parameters.unlabeledWeight = weight
            let labels = known.map { moons.labels[$0] }
            let logits = try Self.logits(parameters, features, labels: labels, classes: 2)
            accuracies.append(Self.accuracy(logits, rest.map { moons.labels[$0] }))
        }
        #expect(accuracies[1] >= accuracies[0] + 0.05 && accuracies[1] > 0.95, "\(accuracies)")
    }
}
