import Networks
import SemiSupervised

/// Models whose logits are their input rows, so that gradients with respect to logits can be read.
///
/// The teacher's logits are what the test sets.
struct IdentityModels: Models, ~Copyable {
    /// What the teacher answers.
    var teacher: Matrix?
    /// The gradients handed back, in the order of their passes.
    var gradients: [Matrix] { slots.compactMap(\.self) }
    /// Each pass: rows, mode, and whose where it is not the student's with gradient.
    private(set) var passes: [String] = []
    private var slots: [Matrix?] = []

    init(teacher: Matrix? = nil) { self.teacher = teacher }

    mutating func forward(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        from start: HeadName?
    ) -> Pass {
        let joined = concatenated(inputs)
        passes.append("\(joined.rows) \(mode)")
        slots.append(nil)
        return Pass(role: role, slot: slots.count - 1, values: [.classifier: joined])
    }

    mutating func backward(
        _ pass: consuming Pass,
        _ gradients: HeadValues,
        wantingRows: Bool
    ) -> Matrix? {
        slots[pass.slot] = gradients[.classifier]
        return wantingRows ? gradients[.classifier] : nil
    }

    mutating func rowGradient(_ pass: consuming Pass, _ gradients: HeadValues) -> Matrix {
        gradients.classifierLogits
    }

    mutating func predict(_ role: Role, _ inputs: [Matrix], _ mode: PassMode) -> HeadValues {
        let joined = concatenated(inputs)
        passes.append("\(joined.rows) \(mode) of \(role)")
        return [.classifier: role == .teacher ? teacher ?? joined : joined]
    }
}

/// The rows of all `matrices` in order.
func concatenated(_ matrices: [Matrix]) -> Matrix {
    matrices.isEmpty ? Matrix(rows: 0, columns: 0) : Matrix(joining: matrices)
}
