import Networks
import SemiSupervised

/// Models over a real network; average and teacher are parameters that the test holds.
struct NetworkModels: Models, ~Copyable {
    var workspace: Workspace
    var parameters: Parameters
    var average: Parameters
    /// The heads of each pass, in order.
    private(set) var outputs: [HeadValues] = []
    private var isHeld: [Bool]

    init(_ network: Network, parameters: Parameters, rows: Int, needs: Needs) throws {
        isHeld = Array(repeating: false, count: needs.passes)
        workspace = try Workspace(
            for: network,
            rows: rows,
            passes: needs.passes,
            exposing: needs.heads
        )
        self.parameters = parameters
        average = parameters
    }

    mutating func forward(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        from start: HeadName?
    ) -> Pass {
        let slot = freeSlot()
        isHeld[slot] = true
        return Pass(role: role, slot: slot, values: run(role, inputs, mode, slot, from: start))
    }

    mutating func backward(
        _ pass: consuming Pass,
        _ gradients: HeadValues,
        wantingRows: Bool
    ) -> Matrix? {
        isHeld[pass.slot] = false
        return workspace.backward(
            gradients,
            parameters: parameters,
            inputGradient: wantingRows,
            pass: pass.slot
        )
    }

    mutating func rowGradient(_ pass: consuming Pass, _ gradients: HeadValues) -> Matrix {
        isHeld[pass.slot] = false
        return workspace.rowGradient(gradients, parameters: parameters, pass: pass.slot)
    }

    private func freeSlot() -> Int {
        guard let slot = isHeld.firstIndex(of: false) else {
            preconditionFailure("more passes are alive than were asked for")
        }
        return slot
    }

    mutating func predict(_ role: Role, _ inputs: [Matrix], _ mode: PassMode) -> HeadValues {
        if mode == .evaluate {
            return workspace.evaluate(inputs, parameters: role == .student ? parameters : average)
        }
        return run(role, inputs, mode, freeSlot())
    }

    private mutating func run(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        _ slot: Int,
        from start: HeadName? = nil
    ) -> HeadValues {
        let statistics: Statistics = mode == .train ? .updating : .frozen
        // An average has the student's running statistics, which this mode leaves alone.
        var weights = role == .student ? parameters : average
        let values = workspace.forward(
            inputs,
            parameters: &weights,
            statistics: statistics,
            pass: slot,
            from: start
        )
        if role == .student { parameters = weights }
        outputs.append(values)
        return values
    }

    /// Forgets gradients and outputs: a new step begins.
    mutating func begin() {
        workspace.clearGradients()
        outputs = []
        for slot in isHeld.indices { isHeld[slot] = false }
    }
}
