import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: losses and schedules of USB")
struct FunctionGoldenTests {
    @Test("Losses and their gradients")
    func losses() throws {
        let record = try GoldenValue(reading: "usb/functions.json").named("losses")
        let inputs = try record.get("inputs")
        let logits = try Matrix(inputs.get("logits"))
        let labels = try inputs.get("labels").tensor().integers
        let soft = try Matrix(inputs.get("soft_targets"))
        let mask = try inputs.get("mask").tensor().floats
        let weights = try inputs.get("weights").tensor().floats
        let hardRows = crossEntropy(logits, .hard(labels))
        let softRows = crossEntropy(logits, .soft(soft))
        let squaredRows = squaredError(logits, .soft(soft))
        let rejected = kullbackLeibler(
            logits,
            .soft(softmax(soft, temperature: 0.5)),
            temperature: 0.5
        )
        let means: [(String, RowLosses, [Float]?)] = [
            ("cross_entropy_hard_mean", hardRows, nil),
            ("cross_entropy_soft_mean", softRows, nil),
            ("consistency_hard_masked", hardRows, mask),
            ("consistency_soft_weighted", softRows, weights),
            ("consistency_mean_squared_error", squaredRows, nil),
            ("consistency_mean_squared_error_masked", squaredRows, mask),
            ("consistency_kl_on_rejected_samples", rejected, mask.map { 1 - $0 }),
        ]
        let expected = try record.get("expected")
        for (name, rows, weights) in means {
            let (loss, gradient) = rows.mean(weights: weights)
            try check([loss], gradient, expected.get(name), name)
        }
        for (name, rows) in [
            ("cross_entropy_hard_per_sample", hardRows),
            ("cross_entropy_soft_per_sample", softRows),
        ] {
            try check(rows.values, rows.gradient, expected.get(name), name)
        }
        expectClose(
            smoothedTargets(labels, classes: 5, smoothing: .others(0.1)).values,
            try expected.get("smoothed_targets_0.1").tensor().floats
        )
    }

    private func check(
        _ values: [Float],
        _ gradient: Matrix,
        _ expected: GoldenValue,
        _ name: String
    ) throws {
        expectClose(values, try expected.get("value").tensor().floats, name)
        expectClose(
            gradient.values,
            try expected.get("gradient_of_its_sum_with_respect_to_logits").tensor().floats,
            "\(name): gradient"
        )
    }

    @Test("The ramp of the unlabeled weight and the learning rate")
    func schedules() throws {
        let record = try GoldenValue(reading: "usb/functions.json").named("schedules")
        let (inputs, expected) = try (record.get("inputs"), record.get("expected"))
        let ramp = try expected.get("ramp_up_clip(it/(0.4*40))_at")
        let schedule = WeightSchedule.ramp(to: 1, from: 0, until: 0.4)
        let weights = try ramp.get("iterations").numbers().map {
            schedule.weight(in: StepContext(step: Int($0), totalSteps: 40))
        }
        expectClose(weights.map(Double.init), try ramp.get("values").numbers())

        let steps = Int(try inputs.get("total_steps").number())
        for warmUp in [0, 7] {
            let rates = LearningRateSchedule.cosine(
                rate: Float(try inputs.get("base_rate").number()),
                steps: steps,
                warmUp: warmUp
            )
            expectClose(
                (0..<steps).map { Double(rates.rate(at: $0)) },
                try expected.get("learning_rate_per_step_with_\(warmUp)_warmup_steps").numbers(),
                absolute: 1e-9,
                "warm-up \(warmUp)"
            )
        }
    }
}
