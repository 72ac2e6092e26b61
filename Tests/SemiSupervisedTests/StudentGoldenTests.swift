import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: Noisy Student, distillation, Lee 2013")
struct StudentGoldenTests {
    private static let context = StepContext(step: 0, totalSteps: 1)

    @Test("The student's loss and gradients")
    func noisyStudent() throws {
        let cases = try GoldenCases(reading: "others/noisy_student_loss.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            switch try record.get("name").text() {
            case "student_loss": try studentLoss(record, place, tolerance)
            case "stored_prob_rescale": try rescaling(record, place, tolerance)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func rescaling(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let temperature = try record.get("params").get("teacher_softmax_temp").number()
        let stored = Prediction.probabilities(try Matrix(record.get("inputs").get("unl_probs")))
        try tolerance.check(
            stored.probabilities(temperature: Float(temperature)).values,
            record.get("outputs").get("target"),
            place
        )
    }

    private func studentLoss(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let (inputs, parameters) = try (record.get("inputs"), record.get("params"))
        let temperature = Float(try parameters.get("teacher_softmax_temp").number())
        var settings = NoisyStudent()
        settings.targets = temperature > 0 ? .soft : .hard
        if temperature > 0 { settings.temperature = temperature }
        settings.unlabeledRatio = try parameters.get("unlabel_ratio").integer()
        let smoothing = Float(try parameters.get("label_smoothing").number())
        var objective = settings.objective(smoothing: .uniform(smoothing))
        let labeled = try Matrix(inputs.get("lab_logits"))
        let classes = labeled.columns
        let unlabeled = try Matrix(inputs.get("unl_logits"), columns: classes)
        let batch = Batch(
            labeled: [labeled],
            labels: try inputs.get("labels").labels(rows: labeled.rows, classes: classes),
            unlabeled: [unlabeled],
            indices: Array(0..<unlabeled.rows),
            storedTargets: softmax(
                try Matrix(inputs.get("teacher_logits"), rows: unlabeled.rows, columns: classes)
            )
        )
        var models = IdentityModels()
        let report = objective.step(batch, at: Self.context, on: &models)
        let outputs = try record.get("outputs")
        try tolerance.check([report.total], outputs.get("data_loss"), "\(place): total")
        try tolerance.check([report.supervised], outputs.get("lab_loss"), "\(place): labeled")
        try tolerance.check([report.consistency], outputs.get("unl_loss"), "\(place): unlabeled")
        let keys = ["lab_logits", "unl_logits"]
        try check(models.gradients, record, keys, tolerance, place)
    }

    @Test("Distillation with and without labels")
    func distillation() throws {
        let cases = try GoldenCases(reading: "others/simclrv2_distill.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            switch try record.get("name").text() {
            case "supervised": try hotLabels(record, place, tolerance)
            case "kd": try distillation(record, place, tolerance, labels: nil)
            case "distill_with_labels":
                let weight = 1 - Float(try record.get("params").get("alpha").number())
                try distillation(record, place, tolerance, labels: weight)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func hotLabels(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let inputs = try record.get("inputs")
        let logits = try Matrix(inputs.get("logits"))
        let targets = try Matrix(
            inputs.get("onehot"),
            rows: logits.rows,
            columns: logits.columns
        )
        let (loss, gradient) = crossEntropy(logits, .soft(targets)).mean()
        try tolerance.check([loss], record.get("outputs").get("loss"), place)
        try check([gradient], record, ["logits"], tolerance, place)
    }

    /// Distillation with a weight of the labels; nil where the case has none.
    private func distillation(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance,
        labels weight: Float?
    ) throws {
        let inputs = try record.get("inputs")
        var settings = Distillation()
        settings.temperature = Float(try record.get("params").get("temperature").number())
        settings.labelWeight = weight ?? 0
        var objective = settings.objective(
            scale: weight == nil ? .squaredTemperature : .one
        )
        let suffix = weight == nil ? "" : "_unlabeled"
        let student = try Matrix(inputs.get("student_logits\(suffix)"))
        let teacher = try Matrix(
            inputs.get("teacher_logits\(suffix)"),
            rows: student.rows,
            columns: student.columns
        )
        var batch = Batch(
            labeled: [],
            labels: [],
            unlabeled: [student],
            indices: Array(0..<student.rows)
        )
        var gradients: [Matrix] = []
        if weight != nil {
            let labeled = try Matrix(
                inputs.get("student_logits_labeled"),
                columns: student.columns
            )
            // A label weight of 0 leaves the labeled rows out: their gradient is 0.
            if objective.needs.views(.labeled).isEmpty {
                gradients.append(Matrix(rows: labeled.rows, columns: labeled.columns))
            } else {
                let hot = try Matrix(
                    inputs.get("onehot"),
                    rows: labeled.rows,
                    columns: labeled.columns
                )
                let hardest = PseudoTargets(probabilities: hot, indices: Array(0..<hot.rows))
                batch.streams[.labeled] = Batch.Stream(views: [labeled], labels: hardest.labels)
            }
        }
        var models = IdentityModels(teacher: teacher)
        let report = objective.step(batch, at: Self.context, on: &models)
        try tolerance.check([report.total], record.get("outputs").get("loss"), place)
        gradients += models.gradients
        let keys = (weight == nil ? [] : ["student_logits_labeled"]) + ["student_logits\(suffix)"]
        try check(gradients, record, keys, tolerance, place)
    }

    @Test("Pseudo-Label of the paper: logistic losses, no threshold, its ramp; entropy")
    func lee() throws {
        let cases = try GoldenCases(reading: "others/pseudo_label_entropy.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            switch try record.get("name").text() {
            case "alpha_schedule": try ramp(record, place, tolerance)
            case "pseudo_label_loss_sigmoid":
                try logistic(record, Self.batch(record), place, tolerance)
            case "entropy_minimisation":
                try entropies(record, Self.batch(record), place, tolerance)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private static func batch(_ record: GoldenValue) throws -> Batch {
        let inputs = try record.get("inputs")
        let labeled = try Matrix(inputs.get("logits_labeled"))
        let unlabeled = try Matrix(inputs.get("logits_unlabeled"), columns: labeled.columns)
        return Batch(
            labeled: [labeled],
            labels: try inputs.get("labels").labels(rows: labeled.rows, classes: labeled.columns),
            unlabeled: [unlabeled],
            indices: Array(0..<unlabeled.rows)
        )
    }

    private func logistic(
        _ record: GoldenValue,
        _ batch: Batch,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        var objective = ConsistencyObjective(
            supervised: SupervisedTerm(loss: .sigmoidCrossEntropy),
            source: .student(nil),
            studentView: .weak,
            policy: FixedThreshold.everything(.harden),
            loss: .sigmoidCrossEntropy,
            schedule: .constant(Float(try record.get("params").get("alpha").number()))
        )
        var models = IdentityModels()
        let report = objective.step(batch, at: Self.context, on: &models)
        let outputs = try record.get("outputs")
        try tolerance.check([report.supervised], outputs.get("labeled"), place)
        try tolerance.check([report.consistency], outputs.get("unlabeled"), place)
        try tolerance.check([report.total], outputs.get("total"), place)
        try check(models.gradients, record, Self.keys, tolerance, place)
    }

    private func entropies(
        _ record: GoldenValue,
        _ batch: Batch,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let weight = Float(try record.get("params").get("lambda").number())
        let (first, firstGradient) =
            crossEntropy(batch.labeledViews[0], .hard(batch.labeled.labels)).mean()
        let (second, secondGradient) = entropy(batch.unlabeledViews[0]).mean(scale: weight)
        let outputs = try record.get("outputs")
        try tolerance.check([first], outputs.get("xent"), place)
        try tolerance.check([second], outputs.get("entropy"), place)
        try tolerance.check([first + weight * second], outputs.get("total"), place)
        try check([firstGradient, secondGradient], record, Self.keys, tolerance, place)
    }

    private static let keys = ["logits_labeled", "logits_unlabeled"]

    private func ramp(_ record: GoldenValue, _ place: String, _ tolerance: Tolerance) throws {
        let parameters = try record.get("params")
        let times = try record.get("inputs").get("t").numbers()
        let (first, last) = try (parameters.get("T1").number(), parameters.get("T2").number())
        // The paper counts in steps; a schedule of ours in shares of a run, here of this many.
        let steps = max(1, last, times.max() ?? 1)
        let schedule = WeightSchedule.ramp(
            to: Float(try parameters.get("alpha_f").number()),
            from: first / steps,
            until: last / steps
        )
        let weights = times.map {
            Double(schedule.weight(in: StepContext(step: Int($0), totalSteps: Int(steps))))
        }
        try tolerance.check(weights, record.get("outputs").get("alpha"), place)
    }

    /// Compares gradients, joined in order, with the recorded ones of `keys`.
    private func check(
        _ gradients: [Matrix],
        _ record: GoldenValue,
        _ keys: [String],
        _ tolerance: Tolerance,
        _ place: String
    ) throws {
        var rest = gradients.flatMap(\.values)[...]
        for key in keys {
            let expected = try record.get("grads").get(key)
            let count = try expected.numbers().count
            try tolerance.check(Array(rest.prefix(count)), expected, "\(place): gradient of \(key)")
            rest = rest.dropFirst(count)
        }
        #expect(rest.isEmpty, "\(place)")
    }
}
