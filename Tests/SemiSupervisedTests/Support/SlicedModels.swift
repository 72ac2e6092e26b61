import Networks
import SemiSupervised

/// Models whose heads are the columns of their input rows, one head after the other, so that gradients
/// with respect to each can be read.
struct SlicedModels: Models, ~Copyable {
    /// The heads and how many columns each has.
    let heads: [(name: HeadName, width: Int)]
    /// What the average says of any rows; nil: what the student says.
    var average: HeadValues?
    /// The gradients handed back, in the order of the passes.
    private(set) var gradients: [Matrix] = []

    init(_ heads: [(name: HeadName, width: Int)], average: HeadValues? = nil) {
        self.heads = heads
        self.average = average
    }

    private func values(_ inputs: [Matrix]) -> HeadValues {
        let joined = concatenated(inputs)
        var (values, first): (HeadValues, Int) = ([:], 0)
        for head in heads {
            var part = Matrix(rows: joined.rows, columns: head.width)
            for row in 0..<joined.rows {
                for column in 0..<head.width { part[row, column] = joined[row, first + column] }
            }
            values[head.name] = part
            first += head.width
        }
        return values
    }

    mutating func forward(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        from start: HeadName?
    ) -> Pass { Pass(role: role, slot: 0, values: values(inputs)) }

    mutating func backward(
        _ pass: consuming Pass,
        _ gradients: HeadValues,
        wantingRows: Bool
    ) -> Matrix? {
        let rows = pass.values.values.first?.rows ?? 0
        let columns = heads.reduce(0) { $0 + $1.width }
        var joined = Matrix(rows: rows, columns: columns)
        var first = 0
        for head in heads {
            if let part = gradients[head.name] {
                for row in 0..<rows {
                    for column in 0..<head.width { joined[row, first + column] = part[row, column] }
                }
            }
            first += head.width
        }
        self.gradients.append(joined)
        return wantingRows ? joined : nil
    }

    mutating func rowGradient(_ pass: consuming Pass, _ gradients: HeadValues) -> Matrix {
        backward(pass, gradients, wantingRows: true) ?? Matrix(rows: 0, columns: 0)
    }

    mutating func predict(_ role: Role, _ inputs: [Matrix], _ mode: PassMode) -> HeadValues {
        role == .average ? average ?? values(inputs) : values(inputs)
    }
}
