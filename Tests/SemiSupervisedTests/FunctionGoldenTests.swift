import Domain
import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: losses and schedules of USB")
struct FunctionGoldenTests {
    @Test("Every recorded function")
    func functions() throws {
        try GoldenCases(reading: "usb/functions.json").forEach { record, place in
            switch try record.get("name").text() {
            case "losses": try losses(record, place)
            case "schedules": try schedules(record, place)
            case "imbalance": try imbalance(record, place)
            case let name where name == "mixup":
                withKnownIssue("nothing here computes it yet") {
                    Issue.record("\(place) is not applied")
                }
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func imbalance(_ record: GoldenValue, _ place: String) throws {
        for (name, expected) in try record.get("expected").object() {
            guard name == "long_tailed_class_counts" else {
                withKnownIssue("nothing here computes it yet") {
                    Issue.record("\(place), \(name) is not applied")
                }
                continue
            }
            for tail in try expected.list() {
                let counts = LongTail.counts(
                    most: try tail.get("largest_class").integer(),
                    classes: try tail.get("classes").integer(),
                    ratio: try tail.get("ratio").integer()
                )
                let wanted = try tail.get("counts").list().map { try $0.integer() }
                #expect(counts == wanted, "\(place)")
            }
        }
    }

    private func losses(_ record: GoldenValue, _ place: String) throws {
        let inputs = try record.get("inputs")
        let logits = try Matrix(inputs.get("logits"))
        let (rows, classes) = (logits.rows, logits.columns)
        let labels = try inputs.get("labels").labels(rows: rows, classes: classes)
        let soft = try Matrix(inputs.get("soft_targets"), rows: rows, columns: classes)
        let mask = try weights(inputs.get("mask"), rows: rows)
        let weights = try weights(inputs.get("weights"), rows: rows)
        let hardRows = crossEntropy(logits, .hard(labels))
        let softRows = crossEntropy(logits, .soft(soft))
        let squaredRows = squaredError(logits, .soft(soft))
        // The reference's temperature of this loss is a constant of its code.
        let rejected = kullbackLeibler(
            logits,
            .soft(softmax(soft, temperature: 0.5)),
            temperature: 0.5
        )
        let means: [String: (RowLosses, [Float]?)] = [
            "cross_entropy_hard_mean": (hardRows, nil),
            "cross_entropy_soft_mean": (softRows, nil),
            "consistency_hard_masked": (hardRows, mask),
            "consistency_soft_weighted": (softRows, weights),
            "consistency_mean_squared_error": (squaredRows, nil),
            "consistency_mean_squared_error_masked": (squaredRows, mask),
            "consistency_kl_on_rejected_samples": (rejected, mask.map { 1 - $0 }),
        ]
        for (name, expected) in try record.get("expected").object() {
            let what = "\(place), \(name)"
            if let (rows, weights) = means[name] {
                let (loss, gradient) = rows.mean(weights: weights)
                try check([loss], gradient, expected, what)
            } else if name == "cross_entropy_hard_per_sample" {
                try check(hardRows.values, hardRows.gradient, expected, what)
            } else if name == "cross_entropy_soft_per_sample" {
                try check(softRows.values, softRows.gradient, expected, what)
            } else if let share = Float(name.after("smoothed_targets_") ?? "") {
                let targets = smoothedTargets(labels, classes: classes, smoothing: .others(share))
                expectClose(targets.values, try expected.tensor().floats, what)
            } else {
                throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func weights(_ value: GoldenValue, rows: Int) throws -> [Float] {
        let weights = try value.tensor().floats
        guard weights.count == rows else {
            throw GoldenError(description: "\(weights.count) weights of \(rows) rows")
        }
        return weights
    }

    private func check(
        _ values: [Float],
        _ gradient: Matrix,
        _ expected: GoldenValue,
        _ what: String
    ) throws {
        expectClose(values, try expected.get("value").tensor().floats, what)
        expectClose(
            gradient.values,
            try expected.get("gradient_of_its_sum_with_respect_to_logits").tensor().floats,
            "\(what): gradient"
        )
    }

    private func schedules(_ record: GoldenValue, _ place: String) throws {
        let inputs = try record.get("inputs")
        let steps = try inputs.get("total_steps").integer()
        for (name, expected) in try record.get("expected").object() {
            let what = "\(place), \(name)"
            if let formula = name.after("ramp_up_clip(it/(") {
                try ramp(formula, expected, what)
            } else if let rest = name.after("learning_rate_per_step_with_"),
                let warmUp = Int(rest.prefix { $0.isNumber })
            {
                let rates = LearningRateSchedule.cosine(
                    rate: Float(try inputs.get("base_rate").number()),
                    steps: steps,
                    warmUp: warmUp
                )
                expectClose(
                    (0..<steps).map { Double(rates.rate(at: $0)) },
                    try expected.numbers(),
                    absolute: 1e-9,
                    what
                )
            } else if name == "training_signal_annealing_threshold" {
                withKnownIssue("nothing here computes it yet") {
                    Issue.record("\(what) is not applied")
                }
            } else {
                throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    /// The ramp of a formula such as `0.4*40))_at`: the share of the run, and its steps.
    private func ramp(_ formula: Substring, _ expected: GoldenValue, _ what: String) throws {
        let factors = formula.prefix { $0 != ")" }.split(separator: "*")
        guard factors.count == 2, let share = Double(factors[0]), let steps = Int(factors[1]) else {
            throw GoldenError(description: "no ramp: \(formula)")
        }
        let schedule = WeightSchedule.ramp(to: 1, from: 0, until: share)
        let weights = try expected.get("iterations").numbers().map {
            Double(schedule.weight(in: StepContext(step: Int($0), totalSteps: steps)))
        }
        expectClose(weights, try expected.get("values").numbers(), what)
    }
}

extension String {
    /// What follows `prefix`; nil where the text begins otherwise.
    fileprivate func after(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
