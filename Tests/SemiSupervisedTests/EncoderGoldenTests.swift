import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: what encoders learn without labels")
struct EncoderGoldenTests {
    @Test("BYOL: the loss of both views, the average, its schedule")
    func byol() throws {
        let cases = try GoldenCases(reading: "others/byol.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            let (inputs, outputs) = try (record.get("inputs"), record.get("outputs"))
            let parameters = try record.get("params")
            switch try record.get("name").text() {
            case "byol_loss":
                func matrix(_ key: String) throws -> Matrix { try Matrix(inputs.get(key)) }
                let predictions = try Matrix(joining: [
                    matrix("pred_view1"), matrix("pred_view2"),
                ])
                let targets = try Matrix(joining: [
                    matrix("target_proj_view2"), matrix("target_proj_view1"),
                ])
                let (loss, gradient) = bootstrapLoss(predictions, of: targets)
                let count = predictions.rows / 2
                try tolerance.check([loss], outputs.get("loss"), "\(place): loss")
                let gradients = try record.get("grads")
                try tolerance.check(
                    gradient.rows(0..<count).values,
                    gradients.get("pred_view1"),
                    "\(place): first view"
                )
                try tolerance.check(
                    gradient.rows(count..<2 * count).values,
                    gradients.get("pred_view2"),
                    "\(place): second view"
                )
            case "ema":
                let target = try inputs.get("target").tensor().floats
                let online = try inputs.get("online").tensor().floats
                var average = Parameters(values: target, statistics: [])
                average.follow(
                    Parameters(values: online, statistics: []),
                    decay: try Float(parameters.get("beta").number()),
                    statistics: .averaged,
                    fixed: 0..<0
                )
                try tolerance.check(average.values, outputs.get("target_after"), place)
            case "tau_schedule":
                let steps = try parameters.get("K").integer()
                let decay = AverageDecay.cosine(
                    from: try Float(parameters.get("tau_base").number())
                )
                let values = try inputs.get("k").numbers().map {
                    decay.value(step: Int($0), of: steps)
                }
                try tolerance.check(values, outputs.get("tau"), place)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    @Test("SwAV: even assignments, swapped predictions, the queue")
    func swav() throws {
        let cases = try GoldenCases(reading: "others/swav.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            let (inputs, outputs) = try (record.get("inputs"), record.get("outputs"))
            let parameters = try record.get("params")
            let epsilon = try Float(parameters.get("epsilon").number())
            let iterations = try parameters.get("iterations").integer()
            switch try record.get("name").text() {
            case "sinkhorn":
                let scores = try Matrix(inputs.get("scores"))
                let assigned = evenAssignments(scores, epsilon: epsilon, iterations: iterations)
                try tolerance.check(assigned.values, outputs.get("Q"), place)
            case "swapped_prediction":
                try swapped(record, place, tolerance)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    /// The assignments of vectors that are made even together with those of a queue.
    private static func assignment(
        of own: Matrix,
        after queue: [Double],
        _ prototypes: Matrix,
        _ parameters: SwAV
    ) -> [Float] {
        let old = Matrix(
            rows: queue.count / own.columns,
            columns: own.columns,
            values: queue.map { Float($0) }
        )
        let all = evenAssignments(
            Matrix(joining: [old, own]).timesTransposed(prototypes),
            epsilon: parameters.epsilon,
            iterations: parameters.iterations
        )
        return all.rows(old.rows..<all.rows).values
    }

    /// One step on recorded vectors: the loss by itself, and the objective with its prototypes and queue.
    private func swapped(_ record: GoldenValue, _ place: String, _ tolerance: Tolerance) throws {
        let (inputs, outputs) = try (record.get("inputs"), record.get("outputs"))
        let settings = try record.get("params")
        let count = try settings.get("batch").integer()
        let queueLength = try settings.get("queue_length").integer()
        let vectors = try Matrix(inputs.get("embeddings"))
        let raw = try Matrix(inputs.get("prototypes_raw"))
        let units = UnitRows(raw).rows
        try tolerance.check(units.values, outputs.get("prototypes_normalized"), "\(place): units")
        let scores = vectors.timesTransposed(units)
        try tolerance.check(scores.values, outputs.get("scores"), "\(place): scores")

        var parameters = SwAV()
        parameters.prototypes = raw.rows
        parameters.width = raw.columns
        parameters.temperature = try Float(settings.get("temperature").number())
        parameters.epsilon = try Float(settings.get("epsilon").number())
        parameters.iterations = try settings.get("iterations").integer()
        parameters.crops = vectors.rows / count - 2
        parameters.queue = queueLength
        parameters.queueWarmUp = 0
        var objective = SwAVObjective(parameters, small: .strong)
        var begins = ["prototypes": raw.values.map(Double.init)]
        begins["velocity"] = raw.values.map { _ in 0 }
        if let queue = inputs.find("queue") {
            let values = try queue.numbers()
            begins["queue.first"] = Array(values.prefix(values.count / 2))
            begins["queue.second"] = Array(values.suffix(values.count / 2))
        }
        var writer = StateWriter(values: begins)
        objective.visit(&writer)
        let wanted = try outputs.get("assignments").list().map { try Matrix($0) }
        for (view, expected) in try outputs.get("assignments").list().enumerated() {
            let queue = begins[view == 0 ? "queue.first" : "queue.second"] ?? []
            let own = vectors.rows(view * count..<(view + 1) * count)
            try tolerance.check(
                Self.assignment(of: own, after: queue, units, parameters),
                expected,
                "\(place): assignment \(view)"
            )
        }
        let (loss, slopes) = swappedPrediction(scores, wanted, temperature: parameters.temperature)
        try tolerance.check([loss], outputs.get("loss"), "\(place): loss")
        try tolerance.check(slopes.values, record.get("grads").get("scores"), "\(place): gradient")

        let views = (0..<vectors.rows / count).map { vectors.rows($0 * count..<($0 + 1) * count) }
        var models = IdentityProjection(width: raw.columns)
        let report = objective.step(
            Batch([.all: Batch.Stream(views: views)]),
            at: StepContext(step: 0, totalSteps: 100),
            on: &models
        )
        try tolerance.check([report.total], outputs.get("loss"), "\(place): step")
        expectClose(models.gradients, slopes.times(units).values, absolute: 1e-4, relative: 1e-4)
        guard let after = outputs.find("queue_after") else { return }
        var reader = StateReader()
        objective.visit(&reader)
        let queues = ["queue.first", "queue.second"].flatMap { reader.tensors[$0] ?? [] }
        try tolerance.check(queues, after, "\(place): queue")
    }
}

/// A network whose projection is its input.
private struct IdentityProjection: Models, ~Copyable {
    let width: Int
    private(set) var gradients: [Float] = []

    mutating func forward(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        from start: HeadName?
    ) -> Pass { Pass(role: role, slot: 0, values: [.projection: Matrix(joining: inputs)]) }

    mutating func backward(
        _ pass: consuming Pass,
        _ gradients: HeadValues,
        wantingRows: Bool
    ) -> Matrix? {
        self.gradients += gradients[.projection]?.values ?? []
        return nil
    }

    mutating func rowGradient(_ pass: consuming Pass, _ gradients: HeadValues) -> Matrix {
        gradients[.projection] ?? Matrix(rows: 0, columns: width)
    }

    mutating func predict(_ role: Role, _ inputs: [Matrix], _ mode: PassMode) -> HeadValues {
        [.projection: Matrix(joining: inputs)]
    }

    init(width: Int) { self.width = width }
}
