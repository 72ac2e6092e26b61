import Networks
import SemiSupervised
import TestSupport
import Testing

/// Replays the steps of a recorded `whole_step` case on the toy network and compares everything
/// that was recorded.
struct WholeStepReplay {
    let name: String
    let record: GoldenValue
    let network: Network
    let absolute: Double
    let relative: Double
    private let hyperParameters: GoldenValue

    init(_ record: GoldenValue) throws {
        self.record = record
        name = try record.get("name").text()
        hyperParameters = try record.get("hyper_parameters")
        absolute = try record.get("tolerance").get("absolute").number()
        relative = try record.get("tolerance").get("relative").number()
        let initial = try record.get("initial").get("parameters").object()
        let (weight, bias) = try (
            Self.tensor("hidden_layer.weight", of: initial),
            Self.tensor("classifier.bias", of: initial)
        )
        let normalized = initial.keys.contains { $0.hasSuffix("bn.weight") }
        network = try Network(
            NetworkSpecification(
                input: .vector(weight.shape[1]),
                layers: [.dense("hidden_layer", weight.shape[0])]
                    + (normalized ? [.batchNorm("bn")] : [])
                    + [.leakyReLU(slope: 0.1), .dense("classifier", bias.shape[0])]
            )
        )
    }

    /// A recorded number among the hyper-parameters.
    func number(_ key: String) throws -> Float { Float(try hyperParameters.get(key).number()) }

    /// A recorded flag among the hyper-parameters.
    func flag(_ key: String) throws -> Bool { try hyperParameters.get(key).flag() }

    /// Replays every step with `objective`; `views` are the names of the unlabeled inputs, in the
    /// order of the objective's plan.
    func run(_ objective: some Objective, views: [String]) throws {
        var objective = objective
        let initial = try parameters(
            record.get("initial").get("parameters"),
            statistics: record.get("initial").get("batch_norm_statistics")
        )
        var learner = try NetworkLearner(network, parameters: initial, rows: 512)
        var average = initial
        var optimizer = try Optimizer(hyperParameters)
        let steps = try Int(number("num_train_iter"))
        let schedule = try LearningRateSchedule.cosine(
            rate: number("lr"),
            steps: steps,
            warmUp: Int(number("num_warmup_iter"))
        )
        for (count, step) in try record.get("steps").list().enumerated() {
            let context = StepContext(
                step: Int(try step.get("iteration").number()),
                totalSteps: steps
            )
            learner.begin()
            let batch = try batch(step.get("inputs"), views: views)
            let report = objective.accumulate(batch, in: context, on: &learner)
            var gradients = learner.workspace.gradients
            let norm = try number("clip_grad")
            if norm > 0 { GradientClipping.clip(&gradients, norm: norm) }
            let rate = schedule.rate(at: count)
            optimizer.step(&learner.parameters, gradients, network.layout, rate)
            average.follow(learner.parameters, decay: try number("ema_m"))

            let expected = try step.get("expected")
            let place = "\(name), step \(count)"
            try check(report, expected, place)
            try check(learner.logits, expected, place)
            try check(rates: optimizer.rates(rate, network.layout), expected, place)
            try check(gradients, "gradients", expected, place)
            try check(learner.parameters.values, "parameters_after", expected, place)
            try check(statistics: learner.parameters.statistics, expected, place)
            try check(average.values, "ema_parameters_after", expected, place)
        }
    }

    private func batch(_ inputs: GoldenValue, views: [String]) throws -> Batch {
        let unlabeled = try views.map { try Matrix(inputs.get($0)) }
        return Batch(
            labeled: [try Matrix(inputs.get("labelled_inputs"))],
            labels: try inputs.get("labels").tensor().integers,
            unlabeled: unlabeled,
            indices: Array(0..<(unlabeled.first?.rows ?? 0))
        )
    }
}

// MARK: - Comparisons

extension WholeStepReplay {
    private func check(_ report: LossReport, _ expected: GoldenValue, _ place: String) throws {
        let losses = try expected.get("losses")
        try check(report.supervised, losses.find("supervised"), "\(place): supervised")
        try check(report.consistency, losses.find("unsupervised"), "\(place): unsupervised")
        try check(report.utilization, losses.find("mask_mean"), "\(place): mask mean")
        try check(report.total, expected.get("loss_backpropagated"), "\(place): total")
        if let mask = try expected.find("mask")?.list().first {
            expectClose(report.weights, try mask.tensor().floats, absolute: 0, relative: 0, place)
        }
        if let labels = try expected.find("pseudo_labels")?.list().first?.tensor(),
            labels.shape.count == 1
        {
            #expect(report.pseudoLabels == labels.integers, "\(place)")
        }
    }

    private func check(_ value: Float, _ expected: GoldenValue?, _ place: String) throws {
        guard let expected else { return }
        expectClose(
            [Double(value)],
            [try expected.number()],
            absolute: absolute,
            relative: relative,
            place
        )
    }

    /// The passes that the record has, in its order; a pass repeated for its gradient comes last.
    private func check(_ logits: [Matrix], _ expected: GoldenValue, _ place: String) throws {
        guard let outputs = try expected.find("network_outputs_in_call_order")?.list() else {
            return
        }
        #expect(logits.count >= outputs.count, "\(place): \(logits.count) passes")
        for (index, output) in outputs.enumerated() where index < logits.count {
            expectClose(
                logits[index].values,
                try output.get("logits").tensor().floats,
                absolute: absolute,
                relative: relative,
                "\(place): logits of pass \(index)"
            )
        }
    }

    private func check(rates: Set<Float>, _ expected: GoldenValue, _ place: String) throws {
        let recorded = try expected.get("learning_rates_used_per_parameter_group").numbers()
        for rate in Set(recorded.map { Float($0) }) {
            let closest = rates.min { abs($0 - rate) < abs($1 - rate) }
            expectClose(closest ?? .nan, rate, absolute: 1e-9, "\(place): learning rate")
        }
    }

    private func check(
        _ values: [Float],
        _ key: String,
        _ expected: GoldenValue,
        _ place: String
    ) throws {
        guard let recorded = try expected.find(key)?.object() else { return }
        #expect(recorded.count == network.layout.parameters.count, "\(place): \(key)")
        for entry in network.layout.parameters {
            expectClose(
                values[entry.range],
                try Self.tensor(entry.name, of: recorded).floats,
                absolute: absolute,
                relative: relative,
                "\(place): \(key) of \(entry.name)"
            )
        }
    }

    private func check(
        statistics: [Float],
        _ expected: GoldenValue,
        _ place: String
    ) throws {
        guard let recorded = try expected.find("batch_norm_statistics_after")?.object() else {
            #expect(statistics.isEmpty, "\(place): no statistics were recorded")
            return
        }
        for entry in network.layout.statistics {
            expectClose(
                statistics[entry.range],
                try Self.tensor(entry.name, of: recorded).floats,
                absolute: absolute,
                relative: relative,
                "\(place): \(entry.name)"
            )
        }
    }

    /// The tensor of this name, whatever wrappers are before it.
    private static func tensor(
        _ name: String,
        of tensors: [String: GoldenValue]
    ) throws -> GoldenTensor {
        for (key, value) in tensors where key == name || key.hasSuffix(".\(name)") {
            return try value.tensor()
        }
        throw GoldenError(description: "no \(name) among \(tensors.keys.sorted())")
    }

    private func parameters(
        _ values: GoldenValue,
        statistics: GoldenValue
    ) throws -> Parameters {
        let (values, statistics) = try (values.object(), statistics.object())
        return Parameters(
            values: try network.layout.parameters.flatMap {
                try Self.tensor($0.name, of: values).floats
            },
            statistics: try network.layout.statistics.flatMap {
                try Self.tensor($0.name, of: statistics).floats
            }
        )
    }
}

/// The optimizer that a record names.
private enum Optimizer {
    case sgd(SGD)
    case adamW(AdamW)

    init(_ record: GoldenValue) throws {
        let decay = Float(try record.get("weight_decay").number())
        let layerDecay = Float(try record.get("layer_decay").number())
        self =
            switch try record.get("optim").text() {
            case "AdamW":
                .adamW(AdamW(weightDecay: decay, layerDecay: layerDecay))
            default:
                .sgd(
                    SGD(
                        momentum: Float(try record.get("momentum").number()),
                        weightDecay: decay,
                        layerDecay: layerDecay
                    )
                )
            }
    }

    mutating func step(
        _ parameters: inout Parameters,
        _ gradients: [Float],
        _ layout: ParameterLayout,
        _ rate: Float
    ) {
        switch self {
        case .sgd(var optimizer):
            optimizer.step(&parameters, gradients: gradients, layout: layout, rate: rate)
            self = .sgd(optimizer)
        case .adamW(var optimizer):
            optimizer.step(&parameters, gradients: gradients, layout: layout, rate: rate)
            self = .adamW(optimizer)
        }
    }

    /// The rates of all layers.
    func rates(_ rate: Float, _ layout: ParameterLayout) -> Set<Float> {
        let decay: Float =
            switch self {
            case .sgd(let optimizer): optimizer.layerDecay
            case .adamW(let optimizer): optimizer.layerDecay
            }
        var rates: Set<Float> = [rate]
        var layerRate = Double(rate)
        for _ in 1..<max(layout.layerCount, 1) {
            layerRate *= Double(decay)
            rates.insert(Float(layerRate))
        }
        return rates
    }
}
