/// An optimizer with what it remembers of the steps before.
package enum Optimizer: Hashable, Sendable, Codable {
    /// Stochastic gradient descent with momentum.
    case sgd(SGD)
    /// Adam with decoupled weight decay.
    case adamW(AdamW)
    /// Stochastic gradient descent with a rate for each tensor.
    case lars(LARS)

    /// What it remembers of each parameter.
    package var moments: [[Float]] {
        get {
            let state: any OptimizerState =
                switch self {
                case .sgd(let state): state
                case .adamW(let state): state
                case .lars(let state): state
                }
            return state.moments
        }
        set {
            switch self {
            case .sgd(var state):
                state.moments = newValue
                self = .sgd(state)
            case .adamW(var state):
                state.moments = newValue
                self = .adamW(state)
            case .lars(var state):
                state.moments = newValue
                self = .lars(state)
            }
        }
    }

    /// Moves `parameters` one step; parameters that touch a range of `skipping` stay as they are.
    package mutating func step(
        _ parameters: inout Parameters,
        gradients: [Float],
        layout: ParameterLayout,
        rate: Float,
        skipping: [Range<Int>] = []
    ) {
        // The state is moved out while it changes, so that its buffers are not copied.
        let moving = self
        self = .sgd(SGD())
        func move(_ state: inout some OptimizerState) {
            state.step(
                &parameters,
                gradients: gradients,
                layout: layout,
                rate: rate,
                skipping: skipping
            )
        }
        switch consume moving {
        case .sgd(var state):
            move(&state)
            self = .sgd(state)
        case .adamW(var state):
            move(&state)
            self = .adamW(state)
        case .lars(var state):
            move(&state)
            self = .lars(state)
        }
    }
}

/// What every optimizer does.
protocol OptimizerState {
    /// What it remembers of each parameter.
    var moments: [[Float]] { get set }
    /// Moves `parameters` one step; parameters that touch a range of `skipping` stay as they are.
    mutating func step(
        _ parameters: inout Parameters,
        gradients: [Float],
        layout: ParameterLayout,
        rate: Float,
        skipping: [Range<Int>]
    )
}

/// Which parameters of a network are meant, by the nodes that they belong to.
package enum ParameterSelector: Hashable, Sendable {
    /// All of them.
    case all
    /// Those of the nodes with these names.
    case only([String])
    /// All but those of the nodes with these names.
    case except([String])

    /// The ranges of the parameters that are not meant.
    package func others(_ layout: ParameterLayout) -> [Range<Int>] {
        layout.parameters.filter { entry in
            func isOf(_ nodes: [String]) -> Bool {
                nodes.contains { entry.name.hasPrefix($0 + ".") }
            }
            return switch self {
            case .all: false
            case .only(let nodes): !isOf(nodes)
            case .except(let nodes): isOf(nodes)
            }
        }
        .map(\.range)
    }
}

/// What moves some of a network's parameters.
package struct OptimizerPlan: Hashable, Sendable {
    /// What it moves.
    package var parameters: ParameterSelector
    /// The optimizer at rest; nil: that which was asked for.
    package var optimizer: Optimizer?
    /// Its learning rate; nil: that which was asked for.
    package var schedule: LearningRateSchedule?

    /// Plans an optimizer.
    package init(
        _ parameters: ParameterSelector = .all,
        _ optimizer: Optimizer? = nil,
        schedule: LearningRateSchedule? = nil
    ) {
        self.parameters = parameters
        self.optimizer = optimizer
        self.schedule = schedule
    }
}
