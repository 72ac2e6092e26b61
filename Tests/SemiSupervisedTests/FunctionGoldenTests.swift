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
            case "mixup": try mixUp(record, place)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func mixUp(_ record: GoldenValue, _ place: String) throws {
        let tolerance = try Tolerance(record)
        let draws = try record.get("random_draws_in_call_order").list()
        let (x, y) = try (
            Matrix(record.get("inputs").get("x")), Matrix(record.get("inputs").get("y"))
        )
        for (name, expected) in try record.get("expected").object() {
            let what = "\(place), \(name)"
            guard let alpha = Float(name.after("biased_alpha_") ?? "") else {
                withKnownIssue("\(what) is not applied") {
                    // Of a share below 1/2 a labelled row would be mostly another one.
                    Issue.record("a row stays at least half of itself here")
                }
                continue
            }
            let first = try draws.firstIndex { draw in
                try draw.get("what").text() == "beta(\(alpha),\(alpha))"
            }
            let own = try #require(first, "\(what): no share was drawn")
            var random: any RandomSource = try RecordedRandom(
                .object(["random_draws_in_call_order": .list(Array(draws[own...(own + 1)]))])
            )
            let mixing = Mixing(count: x.rows, alpha: alpha, &random)
            try (random as? RecordedRandom)?.requireUsed()
            try tolerance.check([mixing.share], expected.get("coefficient"), "\(what): share")
            try tolerance.check(mixing.mixed(x).values, expected.get("mixed_x"), "\(what): x")
            try tolerance.check(mixing.mixed(y).values, expected.get("mixed_y"), "\(what): y")
        }
    }

    private func imbalance(_ record: GoldenValue, _ place: String) throws {
        let tolerance = try Tolerance(record)
        for (name, expected) in try record.get("expected").object() {
            switch name {
            case "effective_number_class_weights":
                for entry in try expected.list() {
                    let counts = try entry.get("counts").list().map { try $0.integer() }
                    try tolerance.check(
                        ClassWeights.weights(counts),
                        entry.get("weights"),
                        "\(place), weights of \(counts)"
                    )
                }
            case "long_tailed_class_counts":
                for tail in try expected.list() {
                    let counts = LongTail.counts(
                        most: try tail.get("largest_class").integer(),
                        classes: try tail.get("classes").integer(),
                        ratio: try tail.get("ratio").integer()
                    )
                    let wanted = try tail.get("counts").list().map { try $0.integer() }
                    #expect(counts == wanted, "\(place)")
                }
            default: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func losses(_ record: GoldenValue, _ place: String) throws {
        let inputs = try record.get("inputs")
        let tolerance = try Tolerance(record)
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
                try check([loss], gradient, expected, what, tolerance)
            } else if name == "cross_entropy_hard_per_sample" {
                try check(hardRows.values, hardRows.gradient, expected, what, tolerance)
            } else if name == "cross_entropy_soft_per_sample" {
                try check(softRows.values, softRows.gradient, expected, what, tolerance)
            } else if let share = Float(name.after("smoothed_targets_") ?? "") {
                let targets = smoothedTargets(labels, classes: classes, smoothing: .others(share))
                try tolerance.check(targets.values, expected, what)
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
        _ what: String,
        _ tolerance: Tolerance
    ) throws {
        try tolerance.check(values, expected.get("value"), what)
        try tolerance.check(
            gradient.values,
            expected.get("gradient_of_its_sum_with_respect_to_logits"),
            "\(what): gradient"
        )
    }

    private func schedules(_ record: GoldenValue, _ place: String) throws {
        let inputs = try record.get("inputs")
        let steps = try inputs.get("total_steps").integer()
        let tolerance = try Tolerance(record)
        for (name, expected) in try record.get("expected").object() {
            let what = "\(place), \(name)"
            if let formula = name.after("ramp_up_clip(it/(") {
                try ramp(formula, expected, what, tolerance)
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
                try annealing(inputs, expected, what, tolerance)
            } else {
                throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func annealing(
        _ inputs: GoldenValue,
        _ expected: GoldenValue,
        _ what: String,
        _ tolerance: Tolerance
    ) throws {
        let classes = try inputs.get("classes").integer()
        let steps = try inputs.get("annealing_total").number()
        let shares = try inputs.get("annealing_iterations").numbers().map { $0 / steps }
        let kinds: [String: SignalAnnealing] = [
            "none": .none, "linear": .linear, "exp": .exponential, "log": .logarithmic,
        ]
        for (name, values) in try expected.object() {
            let annealing = try #require(kinds[name], "\(what): no \(name)")
            try tolerance.check(
                shares.map { annealing.threshold($0, classes: classes) },
                values,
                "\(what): \(name)"
            )
        }
    }

    /// The ramp of a formula such as `0.4*40))_at`: the share of the run, and its steps.
    private func ramp(
        _ formula: Substring,
        _ expected: GoldenValue,
        _ what: String,
        _ tolerance: Tolerance
    ) throws {
        let factors = formula.prefix { $0 != ")" }.split(separator: "*")
        guard factors.count == 2, let share = Double(factors[0]), let steps = Int(factors[1]) else {
            throw GoldenError(description: "no ramp: \(formula)")
        }
        let schedule = WeightSchedule.ramp(to: 1, from: 0, until: share)
        let weights = try expected.get("iterations").numbers().map {
            Double(schedule.weight(in: StepContext(step: Int($0), totalSteps: steps)))
        }
        try tolerance.check(weights, expected.get("values"), what)
    }
}

extension String {
    /// What follows `prefix`; nil where the text begins otherwise.
    fileprivate func after(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
