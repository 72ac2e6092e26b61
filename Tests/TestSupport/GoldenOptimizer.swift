package import Networks

/// The optimizer, schedule, clipping and average that the hyper-parameters of a `whole_step` case
/// name.
package struct GoldenOptimizer {
    /// The steps of the whole run that the schedule is over.
    package let totalSteps: Int
    private var kind: Kind
    private let schedule: LearningRateSchedule
    private let clippingNorm: Float
    private let averageDecay: Float

    private enum Kind {
        case sgd(SGD)
        case adamW(AdamW)
    }

    /// Takes every setting from a case.
    ///
    /// - Throws: ``GoldenError`` when one is missing or names something that is not here.
    package init(_ record: GoldenValue) throws {
        let settings = try record.get("hyper_parameters")
        func number(_ key: String) throws -> Float { Float(try settings.get(key).number()) }
        let (decay, layerDecay) = try (number("weight_decay"), number("layer_decay"))
        switch try settings.get("optim").text() {
        case "AdamW":
            kind = .adamW(AdamW(weightDecay: decay, layerDecay: layerDecay))
        case "SGD":
            kind = .sgd(
                SGD(
                    momentum: try number("momentum"),
                    weightDecay: decay,
                    layerDecay: layerDecay
                )
            )
        case let other:
            throw GoldenError(description: "no optimizer \(other)")
        }
        totalSteps = try settings.get("num_train_iter").integer()
        switch try record.get("learning_rate_schedule").text() {
        case "constant": schedule = .constant(rate: try number("lr"))
        case let rule where rule.hasPrefix("cosine 7/16 with linear warm-up"):
            schedule = .cosine(
                rate: try number("lr"),
                steps: totalSteps,
                warmUp: try settings.get("num_warmup_iter").integer()
            )
        case let rule: throw GoldenError(description: "no schedule \(rule)")
        }
        clippingNorm = try number("clip_grad")
        averageDecay = try number("ema_m")
    }

    /// Clips `gradients` and makes the step that is `count`-th (zero-based) of the schedule.
    ///
    /// `more` moves parameters after it and before the average follows.
    ///
    /// - Returns: The rate of the last layer and those of all layers.
    package mutating func step(
        _ count: Int,
        _ parameters: inout Parameters,
        _ average: inout Parameters,
        _ gradients: inout [Float],
        _ layout: ParameterLayout,
        skipping: [Range<Int>] = [],
        then more: (inout Parameters, [Float]) -> Void = { _, _ in }
    ) -> Set<Float> {
        if clippingNorm > 0 { GradientClipping.clip(&gradients, norm: clippingNorm) }
        let rate = schedule.rate(at: count)
        let layerDecay: Float
        switch kind {
        case .sgd(var optimizer):
            optimizer.step(
                &parameters,
                gradients: gradients,
                layout: layout,
                rate: rate,
                skipping: skipping
            )
            layerDecay = optimizer.layerDecay
            kind = .sgd(optimizer)
        case .adamW(var optimizer):
            optimizer.step(
                &parameters,
                gradients: gradients,
                layout: layout,
                rate: rate,
                skipping: skipping
            )
            layerDecay = optimizer.layerDecay
            kind = .adamW(optimizer)
        }
        more(&parameters, gradients)
        average.follow(parameters, decay: averageDecay)
        var rates: Set<Float> = [rate]
        var layerRate = Double(rate)
        for _ in 1..<max(layout.layerCount, 1) {
            layerRate *= Double(layerDecay)
            rates.insert(Float(layerRate))
        }
        return rates
    }
}
