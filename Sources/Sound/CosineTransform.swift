#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The first coefficients of the orthonormal DCT-II of a row, liftered.
struct CosineTransform: Sendable {
    /// How many coefficients.
    let coefficients: Int
    /// `[inputs, coefficients]`, so that coefficients are summed side by side.
    private let table: [Float]

    init(inputs: Int, coefficients: Int, liftering: Double) {
        self.coefficients = coefficients
        var table: [Float] = []
        for input in 0..<inputs {
            for index in 0..<coefficients {
                let length = (index == 0 ? 1 : 2) / Double(inputs)
                let angle = Double.pi * Double(index) * (2 * Double(input) + 1) / Double(2 * inputs)
                let lift =
                    liftering == 0
                    ? 1 : 1 + liftering / 2 * sin(.pi * Double(index + 1) / liftering)
                table.append(Float(length.squareRoot() * cos(angle) * lift))
            }
        }
        self.table = table
    }

    /// Writes the coefficients of `values`, `[inputs]`, to `row`, `[coefficients]`.
    func write(_ values: [Float], to row: inout MutableSpan<Float>) {
        precondition(
            row.count == coefficients && values.count * coefficients == table.count,
            "\(values.count) values to \(row.count) coefficients"
        )
        for index in row.indices { row[index] = 0 }
        for input in values.indices {
            let start = input &* coefficients
            let factors = table.span.extracting(start..<start &+ coefficients)
            let value = values[input]
            for index in row.indices { row[index] += value * factors[index] }
        }
    }
}
