import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: Mean Teacher, as its authors have it")
struct MeanTeacherGoldenTests {
    @Test("Distances, the average, ramps; two heads by their parts")
    func authors() throws {
        let cases = try GoldenCases(reading: "others/mean_teacher.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            switch try record.get("name").text() {
            case "softmax_mse": try distance(record, place, tolerance) { squaredError($0, $1) }
            case "softmax_kl": try distance(record, place, tolerance) { kullbackLeibler($0, $1) }
            case "symmetric_mse":
                // Of logits, and with a gradient for both: only the second head of the authors needs it.
                withKnownIssue("\(place) is not applied") {
                    Issue.record("there is no second head of logits here")
                }
            case "total_two_heads": try total(record, place, tolerance)
            case "ema_update": try average(record, place, tolerance)
            case "ramps": try ramps(record, place, tolerance)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func distance(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance,
        _ losses: (Matrix, ClassTargets) -> RowLosses
    ) throws {
        let inputs = try record.get("inputs")
        let student = try Matrix(inputs.get("student_logits"))
        let teacher = softmax(try Matrix(inputs.get("teacher_logits")))
        let found = losses(student, .soft(teacher))
        try tolerance.check(
            [found.values.reduce(0, +)],
            record.get("outputs").get("loss_sum_over_examples"),
            place
        )
        try tolerance.check(
            found.gradient.values,
            record.get("grads").get("student_logits"),
            "\(place): gradient"
        )
    }

    /// The loss of labels and that of consistency, each by itself: ours has one head, which gets both.
    private func total(_ record: GoldenValue, _ place: String, _ tolerance: Tolerance) throws {
        let (inputs, outputs) = try (record.get("inputs"), record.get("outputs"))
        let weight = try Float(record.get("params").get("consistency_weight").number())
        let missing = try record.get("params").get("no_label").integer()
        let logits = try Matrix(inputs.get("class_logits"))
        let labels = try inputs.get("labels").numbers().map { Int($0) }
        let term = crossEntropy(logits, .hard(labels.map { $0 == missing ? 0 : $0 }))
            .mean(weights: labels.map { $0 == missing ? 0 : 1 })
        try tolerance.check([term.loss], outputs.get("class_loss"), "\(place): labels")
        let teacher = softmax(try Matrix(inputs.get("ema_class_logits")))
        let part = try squaredError(Matrix(inputs.get("cons_logits")), .soft(teacher)).mean()
        try tolerance.check(
            [weight * part.loss],
            outputs.get("consistency_loss"),
            "\(place): consistency"
        )
        try outputs.requireOnly(
            ["class_loss", "consistency_loss", "residual_loss", "total"],
            "outputs"
        )
        withKnownIssue("\(place), residual loss, total and gradients are not applied") {
            Issue.record("there is no second head here, whose distance from the first they have")
        }
    }

    /// The average follows by one decay from the first step on, where that of the authors rises to it.
    private func average(_ record: GoldenValue, _ place: String, _ tolerance: Tolerance) throws {
        let settings = try record.get("params")
        let first = try settings.get("first_global_step").integer()
        let decay = try Float(settings.get("ema_decay").number())
        let inputs = try record.get("inputs")
        let students = try inputs.get("student_per_step").list()
        let expected = try record.get("outputs").get("ema_after_step").list()
        // The steps from which on the decay of the authors is that one.
        let risen =
            students.indices.first { 1 - 1 / Float(first + $0 + 1) >= decay } ?? students.count
        if risen > 0 {
            withKnownIssue("\(place), steps 0..<\(risen) are not applied") {
                Issue.record("the decay does not rise: card")
            }
        }
        for index in risen..<students.count {
            let before = try index > 0 ? expected[index - 1] : inputs.get("ema_initial")
            var average = Parameters(values: try before.tensor().floats, statistics: [])
            let now = Parameters(values: try students[index].tensor().floats, statistics: [])
            average.follow(now, decay: decay, statistics: .averaged, fixed: 0..<0)
            try tolerance.check(average.values, expected[index], "\(place), step \(index)")
        }
    }

    private func ramps(_ record: GoldenValue, _ place: String, _ tolerance: Tolerance) throws {
        let length = try record.get("params").get("length").number()
        let outputs = try record.get("outputs")
        let places = try record.get("inputs").get("x").numbers()
        func weights(_ schedule: WeightSchedule) -> [Double] {
            places.map { place in
                var context = StepContext(step: 0, totalSteps: 1)
                context.progress = place / (2 * length)
                return Double(schedule.weight(in: context))
            }
        }
        // Places between steps: of a run of so many that each is a whole number of them.
        let parts = 1_000_000.0
        func step(_ place: Double) -> Int { Int((place * parts).rounded()) }
        let line = WeightSchedule.ramp(to: 1, from: 0, until: 0.5)
        let fall = LearningRateSchedule.halfCosine(
            start: 1,
            rate: 1,
            end: 0,
            steps: step(length),
            warmUp: 0
        )
        let found: [String: [Double]] = [
            "sigmoid_rampup": weights(.halfBell(to: 1, until: 0.5)),
            "linear_rampup": places.map { place in
                let context = StepContext(step: step(place), totalSteps: step(2 * length))
                return Double(line.weight(in: context))
            },
            // Up to the end of the fall, as the authors require.
            "cosine_rampdown": places.filter { $0 <= length }
                .map { Double(fall.rate(at: step($0))) },
        ]
        for (name, output) in try outputs.object() {
            let fall = "cosine_rampdown"
            let ours = try #require(found[name.hasPrefix(fall) ? fall : name], "no \(name)")
            try tolerance.check(ours, output, "\(place): \(name)")
        }
    }
}
