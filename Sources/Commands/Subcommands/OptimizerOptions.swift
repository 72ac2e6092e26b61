import ArgumentParser
import Messages

/// How the weights are stepped; shared by `train`, `self-train` and `distill`.
struct OptimizerOptions: ParsableArguments {
    /// The optimizers.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case sgd
        case adamW = "adam_w"
    }

    /// How the learning rate goes over the steps.
    enum Schedule: String, ExpressibleByArgument, CaseIterable {
        case cosine, constant
    }

    @Option(help: "What steps the weights. [default: sgd]") var optimizer: Kind?
    @Option(help: "The learning rate. [default: 0.03 of sgd, 0.001 of adam_w]")
    var learningRate: Float?
    @Option(help: "The momentum of sgd. [default: 0.9]") var momentum: Float?
    @Option(
        help: """
            The weight decay of kernels. [default: 0.0005 of sgd, more where columns are standardised \
            and labels few; 0.01 of adam_w]
            """
    )
    var weightDecay: Float?
    @Option(help: "How the learning rate goes over the steps. [default: cosine]")
    var schedule: Schedule?
    @Option(help: "Steps over which the learning rate rises from 0. [default: 0]")
    var warmUpSteps: UInt32?
    @Option(help: "The norm that gradients are scaled down to. [default: none]")
    var gradientNormLimit: Float?
    @Option(
        help: "The moving average of the weights that becomes the model; 0 is none. [default: 0.99]"
    )
    var emaDecay: Float?

    @Option(
        help:
            "Of adam_w: the rate of each layer is this times that of the layer above. [default: 1]"
    )
    var layerDecay: Float?

    func validate() throws {
        guard layerDecay == nil || optimizer == .adamW else {
            throw ValidationError("--layer-decay is for --optimizer adam_w")
        }
        guard momentum == nil || optimizer != .adamW else {
            throw ValidationError("--momentum is for --optimizer sgd")
        }
    }

    /// The options as a message; nil: none was given.
    var configuration: Wire.OptimizerConfiguration? {
        var configuration = Wire.OptimizerConfiguration()
        if optimizer == .adamW {
            let adam = Wire.OptimizerConfiguration.AdamW(
                learningRate: learningRate,
                weightDecay: weightDecay,
                layerDecay: layerDecay
            )
            configuration.optimizer = .adamW(adam)
        } else if optimizer != nil || learningRate != nil || momentum != nil || weightDecay != nil {
            let sgd = Wire.OptimizerConfiguration.SGD(
                learningRate: learningRate,
                momentum: momentum,
                weightDecay: weightDecay
            )
            configuration.optimizer = .sgd(sgd)
        }
        switch schedule {
        case .cosine: configuration.schedule = .cosine
        case .constant: configuration.schedule = .constant
        case nil: break
        }
        configuration.warmUpSteps = warmUpSteps ?? 0
        configuration.gradientNormLimit = gradientNormLimit
        return configuration == Wire.OptimizerConfiguration() ? nil : configuration
    }
}
