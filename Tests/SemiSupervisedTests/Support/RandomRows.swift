import Domain
import Networks

/// Normal numbers of a standard deviation, `[rows, columns]`.
func randomMatrix(_ rows: Int, _ columns: Int, seed: UInt64, spread: Float = 2) -> Matrix {
    var generator = SeededGenerator(seed: seed)
    return Matrix(
        rows: rows,
        columns: columns,
        values: (0..<rows * columns).map { _ in spread * generator.normal() }
    )
}

/// Uniform classes, `[rows]`.
func randomLabels(_ rows: Int, classes: Int, seed: UInt64) -> [Int] {
    var generator = SeededGenerator(seed: seed)
    return (0..<rows).map { _ in generator.below(classes) }
}

/// The rows of `matrix` in the order of `permutation`.
func permuted(_ matrix: Matrix, _ permutation: [Int]) -> Matrix {
    concatenated(permutation.map { matrix.rows($0..<$0 + 1) })
}

/// The gradient of `loss` at `point` by central differences.
func centralDifferences(at point: Matrix, step: Float = 1e-2, _ loss: (Matrix) -> Float) -> Matrix {
    var result = point
    for index in point.values.indices {
        var (high, low) = (point, point)
        high.values[index] += step
        low.values[index] -= step
        let width = high.values[index] - low.values[index]
        result.values[index] = (loss(high) - loss(low)) / width
    }
    return result
}
