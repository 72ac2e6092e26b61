internal import Networks

/// The optimizer of a phase with its moments.
enum Optimizer: Hashable, Sendable, Codable {
    case sgd(SGD)
    case adamW(AdamW)

    init(_ settings: Optimization) {
        switch settings.method {
        case .sgd(let momentum, let nesterov):
            self = .sgd(
                SGD(momentum: momentum, weightDecay: settings.weightDecay, nesterov: nesterov)
            )
        case .adamW(let beta1, let beta2):
            self = .adamW(AdamW(beta1: beta1, beta2: beta2, weightDecay: settings.weightDecay))
        }
    }

    /// What it remembers of each parameter.
    var moments: [[Float]] {
        get {
            switch self {
            case .sgd(let state): state.moments
            case .adamW(let state): state.moments
            }
        }
        set {
            switch self {
            case .sgd(var state):
                state.moments = newValue
                self = .sgd(state)
            case .adamW(var state):
                state.moments = newValue
                self = .adamW(state)
            }
        }
    }

    mutating func step(
        _ parameters: inout Parameters,
        gradients: [Float],
        layout: ParameterLayout,
        rate: Float
    ) {
        // The state is moved out while it changes, so that its buffers are not copied.
        switch self {
        case .sgd(var state):
            self = .sgd(SGD())
            state.step(&parameters, gradients: gradients, layout: layout, rate: rate)
            self = .sgd(state)
        case .adamW(var state):
            self = .adamW(AdamW())
            state.step(&parameters, gradients: gradients, layout: layout, rate: rate)
            self = .adamW(state)
        }
    }
}
