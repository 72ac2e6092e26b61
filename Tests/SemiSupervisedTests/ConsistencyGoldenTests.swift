import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: further views, features and averages of FixMatch's relatives")
struct ConsistencyGoldenTests {
    private static let views = ["unlabelled_weak_inputs", "unlabelled_strong_inputs"]

    @Test("CRMatch: whole steps, with and without turns, as one pass and as several")
    func crMatch() throws {
        try GoldenCases(reading: "usb/crmatch.json").forEach { record, place in
            let replay = try WholeStepReplay(record, place)
            var parameters = CRMatch()
            parameters.threshold = try replay.number("p_cutoff")
            // As in the reference, the weights of both terms are 1, whatever is asked for.
            parameters.turnWeight = try replay.number("rot_loss_ratio") > 0 ? 1 : 0
            parameters.unlabeledRatio = try replay.integer("uratio")
            try replay.run(
                CRMatchObjective(parameters, teachesWeak: replay.flag("use_cat")),
                // Ours has a pass of its own for turned rows, which without normalisation is the same.
                passes: [],
                views: Self.views,
                streams: replay.turned()
            )
        }
    }

    @Test("CRMatch's authors: turns, and the total of recorded outputs")
    func crMatchTotal() throws {
        let cases = try GoldenCases(reading: "others/crmatch.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            switch try record.get("name").text() {
            // QuarterTurnTests, of the target that turns.
            case "rotate": break
            case "crmatch_total": try total(record, place, tolerance)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func total(_ record: GoldenValue, _ place: String, _ tolerance: Tolerance) throws {
        let (inputs, outputs) = try (record.get("inputs"), record.get("outputs"))
        let settings = try record.get("params")
        func matrix(_ key: String) throws -> Matrix { try Matrix(inputs.get(key)) }
        let (known, weak) = try (matrix("logits_x"), matrix("logits_weak"))
        let strong = try matrix("logits_strong")
        let labels = try inputs.get("labels").numbers().map { Int($0) }
        let said = PseudoTargets(.logits(weak), indices: Array(0..<weak.rows))
        let judgement = FixedThreshold(try Float(settings.get("p_cutoff").number()))
            .judge(said, in: StepContext(step: 0, totalSteps: 1))
        let supervised = crossEntropy(known, .hard(labels)).mean()
        let part = crossEntropy(strong, judgement.targets).mean(weights: judgement.weights)
        let isEquivariant = try settings.get("variant").text().hasPrefix("equivariance")
        let teachesWeak = try settings.get("weak_branch_has_gradient").flag()
        let features = try Matrix(joining: [matrix("feat_weak"), matrix("feat_strong")])
        let apart = FeatureDistance(
            weight: 1,
            kind: isEquivariant ? .equivariant : .invariant,
            teachesWeak: teachesWeak
        )
        func distances(_ weights: [Float]) -> AuxiliaryPart {
            var context = StepContext(step: 0, totalSteps: 1)
            let rows = AuxiliaryRows(
                [.viewFeatures: features],
                labels: [],
                weak: 0..<weak.rows,
                strong: weak.rows..<2 * weak.rows,
                weights: weights
            )
            return apart.evaluate(rows, in: &context)
        }
        let distance = distances(judgement.weights)
        // A mean over all rows of which one alone counts.
        let each = (0..<weak.rows).map { row in
            let alone = distances((0..<weak.rows).map { $0 == row ? 1 : 0 })
            return Float(weak.rows) * (alone.terms["distance"] ?? .nan)
        }
        let turns = try inputs.get("rot_labels").numbers().map { Int($0) }
        let turned = try crossEntropy(matrix("logits_rot"), .hard(turns)).mean()
        let pushed = distance.terms["distance"] ?? 0
        let sum = supervised.loss + part.loss + pushed + turned.loss
        let found: [String: [Float]] = [
            "mask": judgement.weights, "pseudo": said.labels.map { Float($0) },
            "Lx": [supervised.loss], "Lu": [part.loss], "Ld": [pushed], "Lrot": [turned.loss],
            "total": [sum], "Ld_each": each,
        ]
        for (name, output) in try outputs.object() {
            let ours = try #require(found[name], "\(place): no \(name)")
            try tolerance.check(ours, output, "\(place): \(name)")
        }
        let slopes = distance.gradients[.viewFeatures]
        let gradients: [String: Matrix?] = [
            "logits_x": supervised.gradient, "logits_strong": part.gradient,
            "feat_weak": slopes?.rows(0..<weak.rows),
            "feat_strong": slopes?.rows(weak.rows..<2 * weak.rows), "logits_rot": turned.gradient,
        ]
        for (name, expected) in try record.get("grads").object() {
            let ours = try #require(gradients[name] ?? nil, "\(place): no gradient of \(name)")
            try tolerance.check(ours.values, expected, "\(place): gradient of \(name)")
        }
    }

    @Test("SequenceMatch: three views, as shipped")
    func sequenceMatch() throws {
        try GoldenCases(reading: "usb/sequencematch.json").forEach { record, place in
            let replay = try WholeStepReplay(record, place)
            var parameters = SequenceMatch()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.temperature = try replay.number("T")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            let warmsUp = try replay.flag("thresh_warmup")
            let state = try replay.beginning().get("state")
            let winners = "selected_label_per_unlabelled_sample_or_minus_1"
            try replay.run(
                SequenceMatchObjective(parameters, warmsUp: warmsUp, reference: .usb),
                views: [Self.views[0], "unlabelled_medium_inputs", Self.views[1]],
                begins: [
                    "winners": state.get(winners).numbers(),
                    "effects": state.get("class_learning_effect").numbers(),
                ],
                applied: [winners, "class_learning_effect"]
            ) { key, state in
                state.numbers(key == winners ? "winners" : "effects")
            }
        }
    }

    @Test("MultiMatch: three classifiers, their margins and thresholds, as shipped")
    func multiMatch() throws {
        let parts = [
            "average_pseudo_margins_heads_samples_classes": "margins",
            "margin_threshold_per_head_and_class": "cuts",
            "weak_label_per_head_and_sample": "labels", "free_threshold_per_head": "confidence",
            "class_probability_per_head": "likelihood",
        ]
        try GoldenCases(reading: "usb/multimatch.json").forEach { record, place in
            let replay = try WholeStepReplay(record, place)
            var parameters = MultiMatch()
            parameters.momentum = try replay.number("ema_p")
            parameters.smoothness = try replay.number("smoothness")
            parameters.quantile = try replay.number("apm_percentile")
            parameters.disagreementWeight = try replay.number("apm_disagreement_weight")
            parameters.periods = try replay.integer("epoch")
            parameters.interval = try replay.integer("num_recalibrate_iter")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            guard try replay.text("threshold_algo") == "freematch",
                try !replay.flag("average_losses"), try !replay.flag("no_low")
            else { throw GoldenError(description: "other thresholds or sums") }
            let state = try replay.beginning().get("state")
            try replay.run(
                MultiMatchObjective(parameters, reference: .usb),
                passes: [],
                views: Self.views,
                begins: [
                    "margins": state.get("average_pseudo_margins_heads_samples_classes").numbers(),
                    "cuts": state.get("margin_threshold_per_head_and_class").numbers(),
                    "labels": state.get("weak_label_per_head_and_sample").numbers(),
                    "confidence": state.get("free_threshold_per_head").numbers(),
                    "likelihood": state.get("class_probability_per_head").numbers(),
                ],
                pool: state.get("weak_label_per_head_and_sample").numbers().count / 3,
                applied: Set(parts.keys),
                progress: .wholeEpochs,
                inner: InnerRules(
                    masksReason: "those of each partner are not reported, what comes of them is"
                )
            ) { key, state in
                parts[key].flatMap { state.numbers($0) }
            }
        }
    }

    @Test("Temporal ensembling: the rise of the weight, averages of rows, losses")
    func temporalEnsembling() throws {
        let cases = try GoldenCases(reading: "others/temporal_ensembling.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            switch try record.get("name").text() {
            case "ramps": try ramps(record, place, tolerance)
            // Where rows are left out they are divided by the sums of rows: of probabilities that is the same as
            // by how often one was seen.
            case "ensemble", "ensemble_sparse": try ensemble(record, place, tolerance)
            case "pi_loss", "tempens_loss": try losses(record, place, tolerance)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func ramps(_ record: GoldenValue, _ place: String, _ tolerance: Tolerance) throws {
        let settings = try record.get("params")
        func number(_ key: String) throws -> Double { try settings.get(key).number() }
        let epochs = try settings.get("num_epochs").integer()
        let until = try number("rampup_length") / number("num_epochs")
        func weights(_ schedule: WeightSchedule, _ number: Double) -> Double {
            Double(schedule.weight(in: StepContext(step: Int(number), totalSteps: epochs)))
        }
        let most = try number("unsup_weight_max") * number("num_labels") / number("num_train")
        let places = try record.get("inputs").get("epoch").numbers()
        let found: [String: [Double]] = [
            "rampup": places.map { weights(.halfBell(to: 1, until: until), $0) },
            // In the first epoch no row has an average: it is not the schedule that is 0 here.
            "unsup_weight": places.map { number in
                weights(.halfBell(to: Float(most), until: until), number)
                    * Self.weight(ofRowSeen: Int(number))
            },
        ]
        for (name, output) in try record.get("outputs").object() {
            let what = "\(place), \(name)"
            switch name {
            case "rampdown", "learning_rate", "adam_beta1":
                withKnownIssue("\(what) is not applied") {
                    Issue.record("Adam's rate and moment stay as they are asked for: card")
                }
            default:
                let ours = try #require(found[name], "no test of \(name)")
                try tolerance.check(ours, output, what)
            }
        }
    }

    /// The weight of a row's target where it was seen so many times before.
    private static func weight(ofRowSeen times: Int) -> Double {
        var policy = EnsembledTargets(momentum: 0.5)
        let said = PseudoTargets(
            probabilities: Matrix(rows: 1, columns: 2, values: [0.25, 0.75]),
            indices: [0]
        )
        let context = StepContext(step: 0, totalSteps: 1, unlabeledCount: 1)
        for _ in 0..<times { _ = policy.judge(said, in: context) }
        return Double(policy.judge(said, in: context).weights[0])
    }

    private func ensemble(_ record: GoldenValue, _ place: String, _ tolerance: Tolerance) throws {
        let inputs = try record.get("inputs")
        let momentum = try Float(record.get("params").get("alpha").number())
        var policy = EnsembledTargets(momentum: momentum)
        let epochs = try inputs.get("epoch_predictions").list().map { try Matrix($0) }
        let executed = try inputs.get("executed_mask").list().map { try $0.numbers() }
        let expected = try record.get("outputs").get("targets_after_epoch").list().map {
            try Matrix($0)
        }
        let count = epochs[0].rows
        let context = StepContext(step: 0, totalSteps: 1, unlabeledCount: count)
        for (epoch, predictions) in epochs.enumerated() {
            let rows = (0..<count).filter { executed[epoch][$0] > 0 }
            guard !rows.isEmpty else { continue }
            let said = Matrix(joining: rows.map { predictions.rows($0..<$0 + 1) })
            _ = policy.judge(PseudoTargets(probabilities: said, indices: rows), in: context)
            // The targets of the next epoch, which leave the averages alone.
            var next = policy
            let everyone = PseudoTargets(probabilities: predictions, indices: Array(0..<count))
            let judgement = next.judge(everyone, in: context)
            let targets = judgement.targets.probabilities(classes: predictions.columns)
            for row in 0..<count where judgement.weights[row] > 0 {
                try tolerance.check(
                    targets.rows(row..<row + 1).values,
                    .list(expected[epoch].rows(row..<row + 1).values.map { .number(Double($0)) }),
                    "\(place), epoch \(epoch), row \(row)"
                )
            }
        }
        let sums = try record.get("outputs").get("Z_final")
        if executed.allSatisfy({ $0.allSatisfy { $0 > 0 } }) {
            try tolerance.check(StateReader(of: &policy).tensors["sums"] ?? [], sums, place)
        } else {
            withKnownIssue("\(place), Z_final is not applied") {
                Issue.record("the sum of a row that is left out stays here, as its target does")
            }
        }
    }

    private func losses(_ record: GoldenValue, _ place: String, _ tolerance: Tolerance) throws {
        let (inputs, outputs) = try (record.get("inputs"), record.get("outputs"))
        let logits = try Matrix(inputs.get("logits_a"))
        let labels = try inputs.get("labels").numbers().map { Int($0) }
        let mask = try inputs.get("labeled_mask").tensor().floats
        let weight = try Float(record.get("params").get("unsup_weight").number())
        let term = crossEntropy(logits, .hard(labels)).mean(weights: mask)
        let other: Matrix
        if let second = inputs.find("logits_b") {
            other = softmax(try Matrix(second))
        } else {
            other = try Matrix(inputs.get("targets"))
        }
        let part = squaredError(logits, .soft(other)).mean(scale: weight)
        try tolerance.check([term.loss], outputs.get("xent"), "\(place): labels")
        try tolerance.check([part.loss], outputs.get("mse"), "\(place): consistency")
        try tolerance.check([term.loss + weight * part.loss], outputs.get("total"), place)
        try tolerance.check(
            term.gradient.plus(part.gradient).values,
            record.get("grads").get("logits_a"),
            "\(place): gradient"
        )
        guard inputs.find("logits_b") != nil else { return }
        withKnownIssue("\(place), the gradient of the other pass is not applied") {
            Issue.record("what one pass says is what the other learns, and constant")
        }
    }
}

extension Matrix {
    /// The sum of two matrices of one shape.
    fileprivate func plus(_ other: Matrix) -> Matrix {
        var sum = self
        sum.add(other)
        return sum
    }
}
