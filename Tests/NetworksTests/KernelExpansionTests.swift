import Domain
import Foundation
import Networks
import TestSupport
import Testing

@Suite("Features whose products are a Gaussian kernel")
struct KernelExpansionTests {
    private static let shapes: [Shape] = [.vector(5), .image(height: 2, width: 3, channels: 2)]

    /// The features of rows, by landmarks that are the first of them.
    private func features(
        _ rows: Matrix,
        _ shape: Shape,
        landmarks: Int,
        gamma: Double
    ) throws -> Matrix {
        let (graph, layers) = Graph(input: shape, nodes: [], heads: [:])
            .kernelExpanded(of: Graph.inputName, landmarks: landmarks)
        let network = try Network(graph)
        var parameters = network.initialParameters(seed: 1)
        let weights = layers.weights(
            of: rows,
            channels: shape.channels,
            landmarks: landmarks,
            gamma: gamma
        )
        #expect(Set(weights.keys) == Set(network.layout.parameters.map(\.name)))
        for (name, values) in weights {
            let entry = try #require(network.layout[name])
            parameters.values.replaceSubrange(entry.range, with: values)
        }
        let serving = try ServingNetwork(network: network, parameters: parameters)
        let heads = serving.evaluate(rows, scratch: serving.makeScratch())
        return try #require(heads[.embedding])
    }

    /// The kernel of two rows, in double precision.
    private func kernel(_ rows: Matrix, _ a: Int, _ b: Int, gamma: Double) -> Double {
        var mean = 0.0
        for first in 0..<rows.rows {
            for second in 0..<rows.rows { mean += distance(rows, first, second) }
        }
        return exp(-gamma * distance(rows, a, b) / (mean / Double(rows.rows * rows.rows)))
    }

    private func distance(_ rows: Matrix, _ a: Int, _ b: Int) -> Double {
        (0..<rows.columns).reduce(0) { sum, column in
            let difference = Double(rows[a, column]) - Double(rows[b, column])
            return sum + difference * difference
        }
    }

    @Test("Products are the kernel where every row is a landmark", arguments: shapes, [0.5, 3])
    func products(shape: Shape, gamma: Double) throws {
        var rows = Make.matrix(24, shape.count, seed: 2)
        for index in rows.values.indices { rows.values[index] = 3 + 0.5 * rows.values[index] }
        let features = try features(rows, shape, landmarks: 24, gamma: gamma)
        for a in 0..<24 {
            for b in 0...a {
                let product = (0..<24).reduce(0.0) {
                    $0 + Double(features[a, $1]) * Double(features[b, $1])
                }
                let expected = kernel(rows, a, b, gamma: gamma)
                #expect(abs(product - expected) < 4e-3, "\(a), \(b): \(product), \(expected)")
            }
        }
    }

    @Test("Fewer rows than landmarks, and equal ones, leave features 0 and finite")
    func degenerate() throws {
        let rows = Matrix(rows: 6, columns: 2, values: [1, 2, 1, 2, 3, 4, 3, 4, 1, 2, 1, 2])
        let features = try features(rows, .vector(2), landmarks: 9, gamma: 1)
        #expect(features.values.allSatisfy { $0.isFinite })
        for row in 0..<6 {
            #expect((6..<9).allSatisfy { features[row, $0] == 0 })
            let length = (0..<9).reduce(0) { $0 + features[row, $1] * features[row, $1] }
            #expect(abs(length - 1) < 2e-3)
        }
        let same = Matrix(rows: 3, columns: 2, values: [1, 2, 1, 2, 1, 2])
        let equal = try self.features(same, .vector(2), landmarks: 3, gamma: 1)
        #expect(equal.values.allSatisfy { $0.isFinite })
    }

    @Test("A kernel on a kernel has names of its own")
    func names() throws {
        let first = Graph(input: .vector(3), nodes: [], heads: [:])
            .kernelExpanded(of: Graph.inputName, landmarks: 4)
        let second = first.graph.kernelExpanded(
            of: first.graph.valueName(of: .embedding),
            landmarks: 5
        )
        #expect(first.layers.prefix == "kernel" && second.layers.prefix == "kernel2")
        #expect(try Network(second.graph).features == 5)
        #expect(second.graph.freeName("classifier") == "classifier")
    }
}

@Suite("Matrices in double precision")
struct DoubleMatrixTests {
    @Test("Products with vectors, and rows", arguments: [(1, 1), (7, 3), (50, 129), (0, 4)])
    func products(size: (rows: Int, columns: Int)) {
        var generator = SeededGenerator(seed: 5)
        func draw(_ count: Int) -> [Double] { (0..<count).map { _ in Double(generator.normal()) } }
        let matrix = DoubleMatrix(
            rows: size.rows,
            columns: size.columns,
            values: draw(size.rows * size.columns)
        )
        let (right, left) = (draw(size.columns), draw(size.rows))
        let product = (0..<size.rows).map { row in
            (0..<size.columns).reduce(0) { $0 + matrix[row, $1] * right[$1] }
        }
        expectClose(matrix.times(right), product, absolute: 1e-12, relative: 1e-12)
        let transposed = (0..<size.columns).map { column in
            (0..<size.rows).reduce(0) { $0 + matrix[$1, column] * left[$1] }
        }
        expectClose(matrix.transposedTimes(left), transposed, absolute: 1e-12, relative: 1e-12)
        let places = Array((0..<size.rows).reversed())
        #expect(matrix.rows(places).rows(places) == matrix)
    }

    @Test("A factor, what it solves, and its inverse", arguments: [1, 2, 5, 33])
    func cholesky(count: Int) throws {
        var generator = SeededGenerator(seed: 6)
        let root = DoubleMatrix(
            rows: count,
            columns: count,
            values: (0..<count * count).map { _ in Double(generator.normal()) }
        )
        var matrix = DoubleMatrix(rows: count, columns: count)
        for row in 0..<count {
            for column in 0..<count {
                matrix[row, column] = (0..<count).reduce(row == column ? 0.1 : 0) {
                    $0 + root[row, $1] * root[column, $1]
                }
            }
        }
        let cholesky = try #require(Cholesky(matrix))
        let vector = (0..<count).map { Double($0) - 1.5 }
        expectClose(matrix.times(cholesky.solve(vector)), vector, absolute: 1e-9, relative: 1e-9)
        let inverse = cholesky.inverseFactor
        for row in 0..<count {
            for column in 0..<count {
                let factored = (0..<count).reduce(0) {
                    $0 + cholesky.factor[row, $1] * cholesky.factor[column, $1]
                }
                #expect(abs(factored - matrix[row, column]) < 1e-9)
                let one = (0..<count).reduce(0) {
                    $0 + inverse[row, $1] * cholesky.factor[$1, column]
                }
                #expect(abs(one - (row == column ? 1 : 0)) < 1e-9)
            }
        }
        matrix[count - 1, count - 1] = -1
        #expect(Cholesky(matrix) == nil)
    }
}
