import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: soft nearest neighbours, as in the code of PAWS")
struct PAWSTests {
    @Test("Labels, sharpening, neighbours in training and in service")
    func parts() throws {
        let cases = try GoldenCases(reading: "others/paws_parts.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            let parameters = try record.get("params")
            switch try record.get("name").text() {
            case "labels_matrix": try labels(record, parameters, place, tolerance)
            case "sharpen":
                try sharpen(record, Float(parameters.get("T").number()), place, tolerance)
            case "snn":
                try neighbors(record, Float(parameters.get("tau").number()), place, tolerance)
            case "snn_eval":
                try served(record, Float(parameters.get("temp").number()), place, tolerance)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func labels(
        _ record: GoldenValue,
        _ parameters: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let classes = try parameters.get("classes").integer()
        let each = try parameters.get("per_class").integer()
        let workers = try parameters.get("world_size").integer()
        let isUnique = try parameters.get("unique_classes").flag()
        // Workers one after the other; each has the same classes, or classes of its own.
        let rows = (0..<workers).flatMap { worker in
            (0..<each).flatMap { _ in
                (0..<classes).map { 7 + $0 + (isUnique ? worker * classes : 0) }
            }
        }
        let positions = ClassPositions(rows)
        #expect(positions.labels == Array(7..<7 + classes * (isUnique ? workers : 1)))
        let smoothing = Float(try parameters.get("smoothing").number())
        let outputs = try record.get("outputs")
        try outputs.requireOnly(["labels"], place)
        let expected = try Matrix(outputs.get("labels"))
        let found = positions.targets(views: 1, .uniform(smoothing))
        #expect((found.rows, found.columns) == (expected.rows, expected.columns), "\(place)")
        try tolerance.check(found.values, outputs.get("labels"), place)
        let twice = positions.targets(views: 2, .uniform(smoothing))
        #expect(twice.values == found.values + found.values)
    }

    private func sharpen(
        _ record: GoldenValue,
        _ temperature: Float,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let inputs = try record.get("inputs")
        let probabilities = try Matrix(inputs.get("p"))
        let sharp = tempered(probabilities, temperature: temperature)
        let gradient = temperedGradient(
            probabilities,
            sharp,
            temperature: temperature,
            try Matrix(inputs.get("upstream"))
        )
        try compare(sharp, record, "outputs", ["sharp"], place, tolerance)
        try compare(gradient, record, "grads", ["p"], place, tolerance)
    }

    private func neighbors(
        _ record: GoldenValue,
        _ temperature: Float,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let inputs = try record.get("inputs")
        let neighbors = SoftNeighbors(
            try Matrix(inputs.get("query")),
            among: try Matrix(inputs.get("supports")),
            labels: try Matrix(inputs.get("labels")),
            temperature: temperature
        )
        let gradients = neighbors.gradients(try Matrix(inputs.get("upstream")))
        try compare(neighbors.probabilities, record, "outputs", ["probs"], place, tolerance)
        try compare(gradients.queries, record, "grads", ["query", "supports"], place, tolerance)
        let supports = try record.get("grads").get("supports")
        try tolerance.check(gradients.supports.values, supports, "\(place): supports")
    }

    /// The network that is released.
    private func served(
        _ record: GoldenValue,
        _ temperature: Float,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let inputs = try record.get("inputs")
        let support = try Matrix(inputs.get("train_embeddings"))
        let query = try Matrix(inputs.get("query"))
        let outputs = try record.get("outputs")
        try outputs.requireOnly(["probs", "pred"], place)
        let expected = try Matrix(outputs.get("probs"))
        let labels = try inputs.get("train_labels").labels(
            rows: support.rows,
            classes: expected.columns
        )
        let encoder = Graph(
            input: .vector(query.columns),
            nodes: [],
            heads: [.embedding: Graph.inputName]
        )
        let network = try Network(
            Graph.nearestSupport(
                of: encoder,
                rows: support.rows,
                classes: expected.columns,
                temperature: temperature
            )
        )
        var parameters = network.initialParameters(seed: 1)
        network.setSupport(support, labels: labels, in: &parameters)
        let model = try ServingNetwork(network: network, parameters: parameters)
        let logits = model.logits(query, scratch: model.makeScratch())
        try tolerance.check(softmax(logits).values, outputs.get("probs"), place)
        let answers = PseudoTargets(.logits(logits), indices: []).labels
        #expect(try answers == outputs.get("pred").labels(rows: query.rows, classes: 1 << 20))
    }

    private func compare(
        _ found: Matrix,
        _ record: GoldenValue,
        _ part: String,
        _ names: [String],
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let values = try record.get(part)
        try values.requireOnly(Set(names), place)
        try tolerance.check(found.values, values.get(names[0]), "\(place): \(names[0])")
    }

    @Test("The loss of a step, its parts, targets and gradients")
    func loss() throws {
        let cases = try GoldenCases(reading: "others/paws_loss.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            let parameters = try record.get("params")
            func number(_ key: String) throws -> Float { Float(try parameters.get(key).number()) }
            func whole(_ key: String) throws -> Int { try parameters.get(key).integer() }
            let (classes, batch) = try (whole("classes"), whole("batch"))
            let supports = try classes * whole("support_per_class") * whole("support_views")
            let views = try 2 + whole("multicrop")
            let inputs = try record.get("inputs")
            let z = try Matrix(inputs.get("z"))
            let h = try Matrix(inputs.get("h"))
            let labels = try Matrix(
                inputs.get("support_labels"),
                rows: supports,
                columns: classes
            )
            guard z.rows == supports + views * batch, h.rows == z.rows,
                try parameters.get("separate_prediction_head").flag() || z == h
            else { throw GoldenError(description: "\(z.rows) rows, \(supports) supports") }
            let made = ClassPositions((0..<supports).map { $0 % classes })
                .targets(views: 1, .uniform(try number("label_smoothing")))
            try tolerance.check(made.values, inputs.get("support_labels"), "\(place): labels")
            let loss = PAWSLoss(
                temperature: try number("tau"),
                sharpening: try number("sharpen_T"),
                evenness: try parameters.get("me_max").flag() ? 1 : 0
            )
            let large = h.rows(supports..<supports + 2 * batch)
            let result = loss.evaluate(
                z.rows(supports..<z.rows),
                among: z.rows(0..<supports),
                large: large,
                among: h.rows(0..<supports),
                labels: labels
            )
            let raw = SoftNeighbors(
                large,
                among: h.rows(0..<supports),
                labels: labels,
                temperature: loss.temperature
            ).probabilities
            try check(
                [
                    "anchor_probs": result.probabilities.values,
                    "target_probs_raw": swapped(raw),
                    // Without small views the recorded code cuts what is small of these very values.
                    "target_probs_sharpened_2views": views == 2
                        ? result.targets.values : swapped(loss.sharpened(raw)),
                    "targets_final": result.targets.values,
                    "ploss": [result.consistency],
                    "rloss": [result.evenness],
                    "total": [result.consistency + loss.evenness * result.evenness],
                ],
                record.get("outputs"),
                place,
                tolerance
            )
            try check(
                [
                    "anchor_views": result.anchors.values,
                    "anchor_supports": result.supports.values,
                ],
                record.get("grads"),
                place,
                tolerance
            )
        }
    }

    private func swapped(_ rows: Matrix) -> [Float] {
        let half = rows.rows / 2
        return rows.rows(half..<rows.rows).values + rows.rows(0..<half).values
    }

    @Test("SuNCEt, and contrast with a bank that is detached")
    func contrasts() throws {
        let cases = try GoldenCases(reading: "others/paws_suncet_simclr.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            let parameters = try record.get("params")
            let temperature = Float(try parameters.get("temperature").number())
            let inputs = try record.get("inputs")
            let rows = try Matrix(inputs.get("z"))
            let found: (loss: Float, gradient: Matrix)
            switch try record.get("name").text() {
            case "suncet":
                let classes = try parameters.get("classes").integer()
                let smoothing = Float(try parameters.get("smoothing").number())
                let labels = try Matrix(inputs.get("labels"), rows: rows.rows, columns: classes)
                let made = ClassPositions((0..<rows.rows).map { $0 % classes })
                    .targets(views: 1, .uniform(smoothing))
                try tolerance.check(made.values, inputs.get("labels"), "\(place): labels")
                found = supervisedContrast(rows, labels: labels, temperature: temperature)
            case "simclr_detached_bank":
                found = ntXent(rows, temperature: temperature, isBankDetached: true)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
            try check(["loss": [found.loss]], record.get("outputs"), place, tolerance)
            try check(["z": found.gradient.values], record.get("grads"), place, tolerance)
        }
    }

    private func check(
        _ found: [String: [Float]],
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        try record.requireOnly(Set(found.keys), place)
        for (name, values) in found {
            try tolerance.check(values, record.get(name), "\(place): \(name)")
        }
    }
}

@Suite("Gradients of comparisons with a support equal central differences")
struct SupportGradientTests {
    @Test("Queries and supports, compared with each other or among themselves", arguments: [2, 5])
    func neighbors(_ rows: Int) {
        let (queries, supports) = (randomMatrix(rows, 4, seed: 31), randomMatrix(6, 4, seed: 32))
        let labels = softmax(randomMatrix(6, 3, seed: 33))
        let upstream = randomMatrix(rows, 3, seed: 34)
        func value(_ queries: Matrix, _ supports: Matrix) -> Float {
            inner(
                SoftNeighbors(queries, among: supports, labels: labels, temperature: 0.3)
                    .probabilities,
                upstream
            )
        }
        let analytic = SoftNeighbors(queries, among: supports, labels: labels, temperature: 0.3)
            .gradients(upstream)
        check(analytic.queries, centralDifferences(at: queries) { value($0, supports) })
        check(analytic.supports, centralDifferences(at: supports) { value(queries, $0) })

        let own = softmax(randomMatrix(rows, 3, seed: 35))
        let contrast = supervisedContrast(queries, labels: own, temperature: 0.4)
        check(
            contrast.gradient,
            centralDifferences(at: queries) {
                supervisedContrast($0, labels: own, temperature: 0.4).loss
            }
        )
    }

    @Test("Sharpened probabilities", arguments: [0.25, 0.5, 2] as [Float])
    func sharpening(_ temperature: Float) {
        let logits = randomMatrix(4, 5, seed: 36, spread: 0.5)
        let probabilities = softmax(logits)
        let upstream = randomMatrix(4, 5, seed: 37)
        let analytic = temperedGradient(
            probabilities,
            tempered(probabilities, temperature: temperature),
            temperature: temperature,
            upstream
        )
        check(
            analytic,
            centralDifferences(at: probabilities, step: 1e-3) {
                inner(tempered($0, temperature: temperature), upstream)
            }
        )
    }

    /// Targets are constants, so they are made of other values than those that are moved.
    @Test("The whole loss, with and without small views", arguments: [0, 2], [0, 1.5] as [Float])
    func whole(_ crops: Int, _ evenness: Float) {
        let loss = PAWSLoss(temperature: 0.3, sharpening: 0.5, evenness: evenness)
        let anchors = randomMatrix((2 + crops) * 3, 4, seed: 38)
        let supports = randomMatrix(6, 4, seed: 39)
        let labels = ClassPositions([4, 1, 4, 1, 4, 1]).targets(views: 1, .uniform(0.1))
        func result(_ anchors: Matrix, _ supports: Matrix) -> PAWSLoss.Result {
            loss.evaluate(
                anchors,
                among: supports,
                large: randomMatrix(6, 4, seed: 40),
                among: randomMatrix(6, 4, seed: 41),
                labels: labels
            )
        }
        func value(_ anchors: Matrix, _ supports: Matrix) -> Float {
            let result = result(anchors, supports)
            return result.consistency + evenness * result.evenness
        }
        let analytic = result(anchors, supports)
        check(analytic.anchors, centralDifferences(at: anchors) { value($0, supports) })
        check(analytic.supports, centralDifferences(at: supports) { value(anchors, $0) })
        #expect(analytic.anchors.values.contains { abs($0) > 1e-3 })
    }

    private func inner(_ a: Matrix, _ b: Matrix) -> Float {
        zip(a.values, b.values).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private func check(
        _ analytic: Matrix,
        _ numeric: Matrix,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        expectClose(
            analytic.values,
            numeric.values,
            absolute: 1e-4,
            relative: 4e-3,
            sourceLocation: sourceLocation
        )
    }
}

@Suite("A step of PAWS")
struct PAWSStepTests {
    @Test("Each pass has the gradient of its rows", arguments: [4, 6], [0, 2])
    func passes(_ width: Int, _ crops: Int) throws {
        let labels = [7, 2, 7, 2]
        let large = (0..<2).map { randomMatrix(5, 6, seed: 50 + UInt64($0)) }
        let small = (0..<crops).map { randomMatrix(5, width, seed: 60 + UInt64($0)) }
        let support = (0..<2).map { randomMatrix(4, 6, seed: 70 + UInt64($0)) }
        var parameters = PAWS()
        parameters.crops = crops
        parameters.supportViews = 2
        parameters.evenness = 0.5
        let facts = TaskFacts(network: .linear(inputs: 6, classes: 9), steps: 10)
        var objective = try #require(parameters.recipe(for: facts).phases[0].objective)
        var models = ProjectingModels(width: 4)
        let report = objective.step(
            Batch([
                .support: Batch.Stream(views: support, labels: labels),
                .unlabeled: Batch.Stream(views: large + small, indices: Array(0..<5)),
            ]),
            at: StepContext(step: 0, totalSteps: 10),
            on: &models
        )
        let all = concatenated((support + large + small).map { models.projection([$0]) })
        let result = PAWSLoss(
            temperature: parameters.temperature,
            sharpening: parameters.sharpening,
            evenness: 0.5
        )
        .evaluate(
            all.rows(8..<all.rows),
            among: all.rows(0..<8),
            large: all.rows(8..<18),
            among: all.rows(0..<8),
            labels: ClassPositions(labels).targets(views: 2, .uniform(parameters.labelSmoothing))
        )
        let expected = concatenated([result.supports, result.anchors])
        let isJoint = width == 6 || crops == 0
        #expect(models.gradients.map(\.rows) == (isJoint ? [all.rows] : [18, 10]))
        #expect(concatenated(models.gradients) == expected)
        #expect(models.modes == (isJoint ? [.train] : [.train, .trainFrozenStatistics]))
        #expect(report.total == result.consistency + 0.5 * result.evenness)
        #expect(report.terms == ["me_max": result.evenness])
        #expect(report.pseudoLabels.allSatisfy(labels.contains) && report.pseudoLabels.count == 5)
    }
}

/// Models whose projection is the first columns of their rows.
private struct ProjectingModels: Models, ~Copyable {
    let width: Int
    private(set) var gradients: [Matrix] = []
    private(set) var modes: [PassMode] = []

    init(width: Int) { self.width = width }

    func projection(_ inputs: [Matrix]) -> Matrix {
        let rows = concatenated(inputs)
        let values = (0..<rows.rows).flatMap { row in (0..<width).map { rows[row, $0] } }
        return Matrix(rows: rows.rows, columns: width, values: values)
    }

    mutating func forward(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        from start: HeadName?
    ) -> Pass {
        modes.append(mode)
        return Pass(role: role, slot: modes.count, values: [.projection: projection(inputs)])
    }

    mutating func backward(
        _ pass: consuming Pass,
        _ gradients: HeadValues,
        wantingRows: Bool
    ) -> Matrix? {
        self.gradients.append(gradients.projection)
        return nil
    }

    mutating func rowGradient(_ pass: consuming Pass, _ gradients: HeadValues) -> Matrix {
        gradients.projection
    }

    mutating func predict(_ role: Role, _ inputs: [Matrix], _ mode: PassMode) -> HeadValues {
        [.projection: projection(inputs)]
    }
}
