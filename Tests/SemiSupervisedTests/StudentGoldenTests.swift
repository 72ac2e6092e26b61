import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: Noisy Student, distillation, Lee 2013")
struct StudentGoldenTests {
    private static let context = StepContext(step: 0, totalSteps: 1)

    /// The tolerance of a file, for every comparison in it.
    private struct Tolerance {
        let absolute: Double
        let relative: Double

        init(_ file: GoldenValue) throws {
            absolute = try file.get("tolerance").get("atol").number()
            relative = try file.get("tolerance").get("rtol").number()
        }

        func check(_ actual: [Float], _ expected: GoldenValue, _ what: String) throws {
            expectClose(
                actual.map(Double.init),
                try expected.numbers(),
                absolute: absolute,
                relative: relative,
                what
            )
        }
    }

    @Test("The student's loss and gradients")
    func noisyStudent() throws {
        let file = try GoldenValue(reading: "others/noisy_student_loss.json")
        let tolerance = try Tolerance(file)
        for (index, record) in try file.cases().enumerated() {
            let (inputs, parameters) = try (record.get("inputs"), record.get("params"))
            let temperature = Float(try parameters.get("teacher_softmax_temp").number())
            guard try record.get("name").text() == "student_loss" else {
                let stored = Prediction.probabilities(try Matrix(inputs.get("unl_probs")))
                try tolerance.check(
                    stored.probabilities(temperature: temperature).values,
                    record.get("outputs").get("target"),
                    "case \(index)"
                )
                continue
            }
            var settings = NoisyStudent()
            settings.targets = temperature < 0 ? .hard : .soft
            settings.temperature = max(temperature, 0.01)
            settings.unlabeledRatio = Int(try parameters.get("unlabel_ratio").number())
            let smoothing = Float(try parameters.get("label_smoothing").number())
            var objective = ConsistencyObjective.noisyStudent(
                settings,
                smoothing: .uniform(smoothing)
            )
            let unlabeled = try Matrix(inputs.get("unl_logits"))
            let batch = Batch(
                labeled: [try Matrix(inputs.get("lab_logits"))],
                labels: try inputs.get("labels").tensor().integers,
                unlabeled: [unlabeled],
                indices: Array(0..<unlabeled.rows),
                storedTargets: softmax(try Matrix(inputs.get("teacher_logits")))
            )
            var learner = IdentityLearner()
            let report = objective.accumulate(batch, in: Self.context, on: &learner)
            let outputs = try record.get("outputs")
            try tolerance.check([report.total], outputs.get("data_loss"), "case \(index): total")
            try tolerance.check([report.supervised], outputs.get("lab_loss"), "case \(index)")
            try tolerance.check([report.consistency], outputs.get("unl_loss"), "case \(index)")
            try check(learner.gradients, record, ["lab_logits", "unl_logits"], tolerance)
        }
    }

    @Test("Distillation with and without labels")
    func distillation() throws {
        let file = try GoldenValue(reading: "others/simclrv2_distill.json")
        let tolerance = try Tolerance(file)
        for record in try file.cases() {
            let inputs = try record.get("inputs")
            let name = try record.get("name").text()
            if name == "supervised" {
                let logits = try Matrix(inputs.get("logits"))
                let targets = try Matrix(inputs.get("onehot"))
                let (loss, gradient) = crossEntropy(logits, .soft(targets)).mean()
                try tolerance.check([loss], record.get("outputs").get("loss"), name)
                try check([gradient], record, ["logits"], tolerance)
                continue
            }
            let withLabels = name == "distill_with_labels"
            var settings = Distillation()
            settings.temperature = Float(try record.get("params").get("temperature").number())
            settings.labelWeight =
                withLabels ? 1 - Float(try record.get("params").get("alpha").number()) : 0
            var objective = ConsistencyObjective.distillation(
                settings,
                scale: withLabels ? .one : .squaredTemperature
            )
            let suffix = withLabels ? "_unlabeled" : ""
            let student = try Matrix(inputs.get("student_logits\(suffix)"))
            var batch = Batch(
                labeled: [],
                labels: [],
                unlabeled: [student],
                indices: Array(0..<student.rows)
            )
            if withLabels {
                batch.labeled = [try Matrix(inputs.get("student_logits_labeled"))]
                let hot = try Matrix(inputs.get("onehot"))
                batch.labels =
                    PseudoTargets(probabilities: hot, indices: Array(0..<hot.rows)).labels
            }
            var learner = IdentityLearner(
                teacher: try Matrix(inputs.get("teacher_logits\(suffix)"))
            )
            let report = objective.accumulate(batch, in: Self.context, on: &learner)
            try tolerance.check([report.total], record.get("outputs").get("loss"), name)
            let keys = (withLabels ? ["student_logits_labeled"] : []) + ["student_logits\(suffix)"]
            try check(learner.gradients, record, keys, tolerance)
        }
    }

    @Test("Pseudo-Label of the paper: logistic losses, no threshold, its ramp; entropy")
    func lee() throws {
        let file = try GoldenValue(reading: "others/pseudo_label_entropy.json")
        let tolerance = try Tolerance(file)
        for record in try file.cases() {
            let parameters = try record.get("params")
            let name = try record.get("name").text()
            guard name != "alpha_schedule" else {
                try checkRamp(record)
                continue
            }
            let (inputs, outputs) = try (record.get("inputs"), record.get("outputs"))
            let labeled = try Matrix(inputs.get("logits_labeled"))
            let labels = try inputs.get("labels").tensor().integers
            let unlabeled = try Matrix(inputs.get("logits_unlabeled"))
            guard name == "pseudo_label_loss_sigmoid" else {
                let weight = Float(try parameters.get("lambda").number())
                let (first, firstGradient) = crossEntropy(labeled, .hard(labels)).mean()
                let (second, secondGradient) = entropy(unlabeled).mean(scale: weight)
                try tolerance.check([first], outputs.get("xent"), name)
                try tolerance.check([second], outputs.get("entropy"), name)
                try tolerance.check([first + weight * second], outputs.get("total"), name)
                let gradients = [firstGradient, secondGradient]
                try check(gradients, record, ["logits_labeled", "logits_unlabeled"], tolerance)
                continue
            }
            var objective = ConsistencyObjective(
                supervised: SupervisedTerm(loss: .sigmoidCrossEntropy),
                source: .student(.weak),
                studentView: .weak,
                weighting: AllOnes(),
                loss: .sigmoidCrossEntropy,
                schedule: .constant(Float(try parameters.get("alpha").number()))
            )
            let batch = Batch(
                labeled: [labeled],
                labels: labels,
                unlabeled: [unlabeled],
                indices: Array(0..<unlabeled.rows)
            )
            var learner = IdentityLearner()
            let report = objective.accumulate(batch, in: Self.context, on: &learner)
            try tolerance.check([report.supervised], outputs.get("labeled"), name)
            try tolerance.check([report.consistency], outputs.get("unlabeled"), name)
            try tolerance.check([report.total], outputs.get("total"), name)
            let keys = ["logits_labeled", "logits_unlabeled"]
            try check(learner.gradients, record, keys, tolerance)
        }
    }

    private func checkRamp(_ record: GoldenValue) throws {
        let parameters = try record.get("params")
        let steps = 1000
        let schedule = WeightSchedule.ramp(
            to: Float(try parameters.get("alpha_f").number()),
            from: try parameters.get("T1").number() / Double(steps),
            until: try parameters.get("T2").number() / Double(steps)
        )
        let weights = try record.get("inputs").get("t").numbers().map {
            Double(schedule.weight(in: StepContext(step: Int($0), totalSteps: steps)))
        }
        expectClose(weights, try record.get("outputs").get("alpha").numbers(), "\(parameters)")
    }

    /// Compares gradients, joined in order, with the recorded ones of `keys`.
    private func check(
        _ gradients: [Matrix],
        _ record: GoldenValue,
        _ keys: [String],
        _ tolerance: Tolerance
    ) throws {
        var rest = gradients.flatMap(\.values)[...]
        for key in keys {
            let expected = try record.get("grads").get(key)
            let count = try expected.numbers().count
            try tolerance.check(Array(rest.prefix(count)), expected, "gradient of \(key)")
            rest = rest.dropFirst(count)
        }
        #expect(rest.isEmpty)
    }
}
