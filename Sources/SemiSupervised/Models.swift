package import Networks

/// What a network is to a run.
package struct Role: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name.
    package let name: String

    /// Creates a role.
    package init(_ name: String) { self.name = name }

    package var description: String { name }

    /// The network that is trained.
    package static let student = Role("student")
    /// The exponential moving average of the student's weights.
    package static let average = Role("average")
    /// A model that was given or that a phase before ended with; it does not change.
    package static let teacher = Role("teacher")
}

/// How a network is run.
package enum PassMode: String, Sendable, Hashable, Codable {
    /// Batch statistics normalise, the running ones follow; dropout.
    case train
    /// Batch statistics normalise, the running ones stay; dropout.
    case trainFrozenStatistics
    /// Running statistics normalise; no dropout.
    case evaluate
}

/// A forward pass in training mode whose activations may be used once, for its backward pass.
package struct Pass: ~Copyable {
    /// Whose pass it is.
    package let role: Role
    /// Where the activations are.
    package let slot: Int
    /// What was read of it: the heads that the objective needs, `[N, width]` each.
    package let values: HeadValues

    /// Describes a pass.
    package init(role: Role, slot: Int, values: HeadValues) {
        self.role = role
        self.slot = slot
        self.values = values
    }

    /// The logits, `[N, classes]`.
    package var logits: Matrix { values.classifierLogits }
}

/// The networks behind an objective, as far as it may see them.
package protocol Models: ~Copyable {
    /// Runs a network that is trained once over the rows of all `inputs` in order.
    ///
    /// The batch statistics of normalisation are those of all rows together. `mode` is one of training.
    /// Where `start` is a head, the rows are its values, and only what comes after it is run.
    mutating func forward(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        from start: HeadName?
    ) -> Pass
    /// Adds the parameter gradients of a pass; returns the gradient with respect to the rows that came in.
    ///
    /// `gradients` holds, for each head that the loss reaches, a matrix of the shape that the pass has; a
    /// head left out has gradient 0. The gradient of the rows costs time, and is nil unless it is wanted.
    mutating func backward(
        _ pass: consuming Pass,
        _ gradients: HeadValues,
        wantingRows: Bool
    ) -> Matrix?
    /// The gradient with respect to the rows that came into a pass; those of the parameters are not added.
    mutating func rowGradient(_ pass: consuming Pass, _ gradients: HeadValues) -> Matrix
    /// Runs a network without gradient over any rows.
    mutating func predict(_ role: Role, _ inputs: [Matrix], _ mode: PassMode) -> HeadValues
}

extension Models where Self: ~Copyable {
    /// Runs a network that is trained over input rows.
    package mutating func forward(_ role: Role, _ inputs: [Matrix], _ mode: PassMode) -> Pass {
        forward(role, inputs, mode, from: nil)
    }

    /// Adds the parameter gradients of a pass.
    package mutating func backward(_ pass: consuming Pass, _ gradients: HeadValues) {
        _ = backward(pass, gradients, wantingRows: false)
    }
}

extension HeadValues {
    /// The features, which the classifier takes.
    package var features: Matrix {
        guard let features = self[.embedding] else {
            preconditionFailure("no embedding among the heads \(keys)")
        }
        return features
    }

    /// The logits of the classifier.
    package var classifierLogits: Matrix {
        guard let logits = self[.classifier] else {
            preconditionFailure("no classifier among the heads \(keys)")
        }
        return logits
    }

    /// The vectors of a projection head.
    package var projection: Matrix {
        guard let vectors = self[.projection] else {
            preconditionFailure("no projection among the heads \(keys)")
        }
        return vectors
    }
}
