internal import Domain
package import Messages
package import Networks
package import Training

extension Optimization {
    /// Steps, batches, optimizer and schedule of a run of `network` on `labels` labelled examples (0:
    /// not known), with every default filled in.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(
        _ run: Wire.TrainingRun,
        network: Graph,
        labels: Int,
        field: String
    ) throws {
        self.init(defaultsFor: network, labels: labels)
        let optimizer = run.optimizer ?? Wire.OptimizerConfiguration()
        if let steps = run.steps { self.steps = Int(steps) }
        if let batchSize = run.batchSize { labeledBatch = Int(batchSize) }
        if let decay = run.emaDecay { averageDecay = decay }
        warmUpSteps = Int(optimizer.warmUpSteps)
        gradientNormLimit = optimizer.gradientNormLimit
        switch optimizer.schedule {
        case .unspecified, .cosine: constantRate = false
        case .constant: constantRate = true
        case .unrecognized(let number):
            throw Failure.invalid(
                "a schedule is cosine (1) or constant (2); got \(number)",
                field: "\(field).optimizer.schedule"
            )
        }
        var name = "sgd"
        switch optimizer.optimizer {
        case .adamW(let settings):
            name = "adam_w"
            method = .adamW(beta1: 0.9, beta2: 0.999)
            learningRate = settings.learningRate ?? 0.001
            weightDecay = settings.weightDecay ?? 0.01
            layerDecay = settings.layerDecay
        case .sgd(let settings):
            method = .sgd(momentum: settings.momentum ?? 0.9, nesterov: true)
            learningRate = settings.learningRate ?? 0.03
            weightDecay = settings.weightDecay ?? weightDecay
        case nil:
            break
        }
        try Self.require(steps, in: 1...10_000_000, "\(field).steps")
        try Self.require(labeledBatch, in: 1...4096, "\(field).batch_size")
        try Self.require(warmUpSteps, in: 0...steps, "\(field).optimizer.warm_up_steps")
        do {
            try validate()
        } catch {
            let path = Self.path(error.field, name)
            let rest = error.message.dropFirst(error.field.count)
            let message = "\(path.split(separator: ".").last ?? "")\(rest)"
            throw Failure(error.kind, message, field: "\(field).\(path)")
        }
    }

    private static func require(
        _ value: Int,
        in range: ClosedRange<Int>,
        _ field: String
    ) throws {
        guard range.contains(value) else {
            throw Failure.invalid(
                "\(field.split(separator: ".").last ?? "") is \(range.lowerBound) to "
                    + "\(range.upperBound); got \(value)",
                field: field
            )
        }
    }

    /// Where a caller's message has what the engine calls `name`.
    private static func path(_ name: String, _ optimizer: String) -> String {
        switch name {
        case "average_decay": "ema_decay"
        case "gradient_norm_limit": "optimizer.\(name)"
        case "learning_rate", "weight_decay", "momentum", "layer_decay":
            "optimizer.\(optimizer).\(name)"
        default: name
        }
    }
}

extension Wire.OptimizerConfiguration {
    /// A stored optimizer with every default filled in.
    package init(_ settings: Optimization) {
        self.init(
            schedule: settings.constantRate ? .constant : .cosine,
            warmUpSteps: UInt32(clamping: settings.warmUpSteps),
            gradientNormLimit: settings.gradientNormLimit
        )
        switch settings.method {
        case .sgd(let momentum, _):
            optimizer = .sgd(
                SGD(
                    learningRate: settings.learningRate,
                    momentum: momentum,
                    weightDecay: settings.weightDecay
                )
            )
        case .adamW:
            optimizer = .adamW(
                AdamW(
                    learningRate: settings.learningRate,
                    weightDecay: settings.weightDecay,
                    layerDecay: settings.layerDecay
                )
            )
        }
    }
}
