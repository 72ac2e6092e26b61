import Networks
import SemiSupervised

/// A learner over a real network; the teacher is a copy of the parameters that the test holds.
struct NetworkLearner: Learner, ~Copyable {
    var workspace: Workspace
    var parameters: Parameters
    var teacher: Parameters
    /// The logits of each forward pass, in order.
    private(set) var logits: [Matrix] = []

    init(_ network: Network, parameters: Parameters, rows: Int) throws {
        workspace = try Workspace(for: network, rows: rows)
        self.parameters = parameters
        teacher = parameters
    }

    mutating func forward(_ inputs: [Matrix], statistics: Statistics) -> HeadValues {
        let values = workspace.forward(inputs, parameters: &parameters, statistics: statistics)
        logits.append(contentsOf: values[.classifier].map { [$0] } ?? [])
        return values
    }

    mutating func backward(_ gradients: HeadValues) {
        workspace.backward(gradients, parameters: parameters)
    }

    mutating func teach(_ inputs: [Matrix]) -> HeadValues {
        workspace.evaluate(inputs, parameters: teacher)
    }

    /// Forgets gradients and logits: a new step begins.
    mutating func begin() {
        workspace.clearGradients()
        logits = []
    }
}
