import Domain
import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: CoSSL, as its authors and as USB have it")
struct CoSSLGoldenTests {
    @Test("USB: whole steps, as shipped and corrected, and the enhancement of features")
    func usb() throws {
        try GoldenCases(reading: "usb/cossl.json").forEach { record, place in
            switch try record.get("kind").text() {
            case "whole_step": try steps(WholeStepReplay(record, place))
            default:
                switch try record.get("name").text() {
                case "imprint_and_enhance": try enhancement(record, place)
                // ClassSamplerTests, of the target that draws.
                case "balanced_sampler": break
                case let name: throw GoldenError(description: "no test of \(name)")
                }
            }
        }
    }

    private func steps(_ replay: WholeStepReplay) throws {
        var parameters = CoSSL()
        parameters.threshold = try replay.number("p_cutoff")
        parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
        parameters.unlabeledRatio = try replay.integer("uratio")
        parameters.leastShare = try replay.number("cossl_max_lam")
        parameters.teacher = .student
        guard try replay.flag("hard_label"), try replay.flag("use_cat") else {
            throw GoldenError(description: "soft labels or separate passes")
        }
        let beginning = try replay.beginning()
        let balanced = try beginning.get("class_balanced_labelled_batches_one_per_step").list()
        let others = try beginning.get("extra_unlabelled_strong_batches_one_per_step").list()
        let groups = try beginning.get("teacher_parameter_groups").list()
        let rate = try Float(groups[0].get("learning_rate").number())
        let decay = try groups.map { try $0.get("weight_decay").number() }.max() ?? 0
        try replay.run(
            CoSSLObjective(parameters, reference: replay.name == "as_shipped" ? .usb : .paper),
            views: ["unlabelled_weak_inputs", "unlabelled_strong_inputs"],
            streams: try zip(balanced, others).map { known, any in
                let rows = try Matrix(known.get("labelled_inputs"))
                let labels = try known.get("labels").numbers().map { Int($0) }
                return [
                    .balanced: Batch.Stream(views: [rows], labels: labels),
                    .all: Batch.Stream(views: [try Matrix(any)]),
                ]
            },
            // The reference's own optimizer of the second classifier, beside the one of all parameters.
            second: SecondOptimizer(
                parameters: .only(["teacher_classifier"]),
                optimizer: .sgd(
                    SGD(
                        momentum: try Float(groups[0].get("momentum").number()),
                        weightDecay: Float(decay),
                        nesterov: try groups[0].get("nesterov").flag()
                    )
                ),
                rate: rate
            )
        )
    }

    private func enhancement(_ record: GoldenValue, _ place: String) throws {
        let inputs = try record.get("inputs")
        let values = try inputs.get("parameters_of_the_ema_model").object()
        func features(_ name: String) throws -> Matrix {
            let weight = try GoldenToy.tensor("hidden_layer.weight", of: values)
            let bias = try GoldenToy.tensor("hidden_layer.bias", of: values).floats
            let layer = Matrix(
                rows: weight.shape[0],
                columns: weight.shape[1],
                values: weight.floats
            )
            var result = try Matrix(inputs.get(name)).timesTransposed(layer)
            for row in 0..<result.rows {
                for column in 0..<result.columns {
                    let value = result[row, column] + bias[column]
                    result[row, column] = value > 0 ? value : 0.1 * value
                }
            }
            return result
        }
        let counts = try inputs.get("labelled_class_counts").list().count
        let labeled = try features("labelled_inputs")
        let unlabeled = try features("unlabelled_inputs_used_as_both_weak_and_strong")
        let labels = try inputs.get("labels").labels(rows: labeled.rows, classes: counts)
        let expected = try record.get("expected")
        let tolerance = try Tolerance(record)
        try tolerance.check(
            FeatureEnhancement.imprinted(labeled, labels, classes: counts).values,
            expected.get("imprinted_classifier_weights_no_bias"),
            "\(place): imprinted"
        )
        var random: any RandomSource = try RecordedRandom(record)
        let set = FeatureEnhancement.balanced(
            labeled,
            labels,
            FeatureEnhancement.Unlabeled(weak: unlabeled, strong: unlabeled),
            classes: counts,
            // A constant of the reference; a draw of another is refused.
            alpha: 0.75,
            &random
        )
        try (random as? RecordedRandom)?.requireUsed()
        try tolerance.check(
            set.features.values,
            expected.get("balanced_features"),
            "\(place): features"
        )
        let targets = smoothedTargets(set.labels, classes: counts, smoothing: .none)
        #expect(
            try targets.values == expected.get("balanced_targets_one_hot").tensor().floats,
            "\(place): targets"
        )
    }

    @Test("The authors: enhancement, the mixture of a step, and losses")
    func authors() throws {
        let cases = try GoldenCases(reading: "others/cossl.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            switch try record.get("name").text() {
            // LongTailTests, of the target that makes them.
            case "make_imb_data": break
            case "tfe_warmup_set": try warmUp(record, place, tolerance)
            case "tfe_online_step": try online(record, place, tolerance)
            case "fixmatch_loss_two_strong":
                try losses(record, place, tolerance) { crossEntropy($0, $1) }
            case "mixmatch_loss":
                let parameters = try record.get("params")
                let until = try parameters.get("rampup").integer()
                let schedule = WeightSchedule.ramp(
                    to: try Float(parameters.get("lambda_u").number()),
                    from: 0,
                    until: 1
                )
                let weight = schedule.weight(
                    in: StepContext(
                        step: try parameters.get("epoch").integer(),
                        totalSteps: until
                    )
                )
                #expect(try Double(weight) == record.get("outputs").get("weight").number())
                try losses(record, place, tolerance, scale: weight) { squaredError($0, $1) }
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    private func warmUp(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let inputs = try record.get("inputs")
        let labeled = try Matrix(inputs.get("labeled_features"))
        let counts = try record.get("params").get("counts").list().count
        let labels = try inputs.get("labels").labels(rows: labeled.rows, classes: counts)
        let outputs = try record.get("outputs")
        try tolerance.check(
            FeatureEnhancement.imprinted(labeled, labels, classes: counts).values,
            outputs.get("imprinted_weights"),
            "\(place): imprinted"
        )
        var random: any RandomSource = TailDraws(
            try record.get("drawn").get("per_tail_class").list().map {
                (
                    try $0.get("current_class_row_picks").numbers().map { Int($0) },
                    try $0.get("lambda").tensor().floats
                )
            }
        )
        let set = FeatureEnhancement.balanced(
            labeled,
            labels,
            FeatureEnhancement.Unlabeled(
                weak: try Matrix(inputs.get("unlabeled_features_weak")),
                strong: try Matrix(inputs.get("unlabeled_features_strong"))
            ),
            classes: counts,
            alpha: try Float(record.get("params").get("beta").number()),
            &random
        )
        try tolerance.check(set.features.values, outputs.get("features"), "\(place): features")
        let targets = smoothedTargets(set.labels, classes: counts, smoothing: .none)
        #expect(try targets.values == outputs.get("targets").tensor().floats, "\(place): targets")
    }

    private func online(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let (inputs, outputs) = try (record.get("inputs"), record.get("outputs"))
        let counts = try record.get("params").get("counts").numbers().map { Int($0) }
        let features = try Matrix(inputs.get("features_balanced_labeled"))
        let labels = try inputs.get("labels").labels(rows: features.rows, classes: counts.count)
        let probabilities = FeatureEnhancement.probabilities(counts)
        try tolerance.check(
            probabilities,
            outputs.get("tfe_prob_per_class"),
            "\(place): probabilities"
        )
        var random: any RandomSource = RowDraws(
            applied: try record.get("drawn").get("u_apply").numbers().map { Float($0) },
            shares: try record.get("drawn").get("lambda").numbers().map { Float($0) }
        )
        let mixed = FeatureEnhancement.mixed(
            features,
            with: try Matrix(inputs.get("features_unlabeled")),
            probabilities: labels.map { probabilities[$0] },
            least: try Float(record.get("params").get("max_lam").number()),
            &random
        )
        try tolerance.check(mixed.values, outputs.get("mixed_features"), "\(place): mixed")
        let bias = try inputs.get("b").tensor().floats
        var logits = mixed.timesTransposed(try Matrix(inputs.get("W")))
        for row in 0..<logits.rows {
            for column in bias.indices { logits[row, column] += bias[column] }
        }
        try tolerance.check(logits.values, outputs.get("logits"), "\(place): logits")
        let (loss, delta) = crossEntropy(logits, .hard(labels)).mean()
        try tolerance.check([loss], outputs.get("loss"), "\(place): loss")
        let gradients = try record.get("grads")
        try tolerance.check(
            delta.transposedTimes(mixed).values,
            gradients.get("W"),
            "\(place): weight gradient"
        )
        let sums = (0..<delta.columns).map { column in
            (0..<delta.rows).reduce(Float(0)) { $0 + delta[$1, column] }
        }
        try tolerance.check(sums, gradients.get("b"), "\(place): bias gradient")
    }

    /// The labelled loss is a cross-entropy, the unlabelled one `distance`, each a mean over all rows.
    private func losses(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance,
        scale: Float = 1,
        _ distance: (Matrix, ClassTargets) -> RowLosses
    ) throws {
        let (inputs, outputs) = try (record.get("inputs"), record.get("outputs"))
        let gradients = try record.get("grads")
        let first = crossEntropy(
            try Matrix(inputs.get("logits_x")),
            .soft(try Matrix(inputs.get("targets_x")))
        )
        .mean()
        let second = distance(
            try Matrix(inputs.get("logits_u")),
            .soft(try Matrix(inputs.get("targets_u")))
        )
        .mean(weights: try inputs.find("mask")?.tensor().floats, scale: scale)
        try tolerance.check([first.loss], outputs.get("Lx"), "\(place): Lx")
        try tolerance.check([second.loss], outputs.get("Lu"), "\(place): Lu")
        try tolerance.check(
            first.gradient.values,
            gradients.get("logits_x"),
            "\(place): gradient of x"
        )
        try tolerance.check(
            second.gradient.values,
            gradients.get("logits_u"),
            "\(place): gradient of u"
        )
    }
}

/// For each class own features, then shares.
private struct TailDraws: RandomSource {
    private let classes: [([Int], [Float])]
    private var next = 0

    init(_ classes: [([Int], [Float])]) { self.classes = classes }

    mutating func choices(_ count: Int, below bound: Int) -> [Int] { classes[next].0 }

    mutating func betas(_ count: Int, _ alpha: Float) -> [Float] {
        next += 1
        return classes[next - 1].1
    }

    mutating func permutation(_ count: Int) -> [Int] { [] }
    mutating func uniforms(_ count: Int, in range: ClosedRange<Float>) -> [Float] { [] }
    mutating func normals(_ count: Int) -> [Float] { [] }
}

/// For each row whether it is mixed, and the share that stays.
private struct RowDraws: RandomSource {
    let applied: [Float]
    let shares: [Float]
    private var row = -1

    init(applied: [Float], shares: [Float]) {
        self.applied = applied
        self.shares = shares
    }

    mutating func uniforms(_ count: Int, in range: ClosedRange<Float>) -> [Float] {
        guard range == 0...1 else { return [shares[row]] }
        row += 1
        return [applied[row]]
    }

    mutating func choices(_ count: Int, below bound: Int) -> [Int] { [] }
    mutating func betas(_ count: Int, _ alpha: Float) -> [Float] { [] }
    mutating func permutation(_ count: Int) -> [Int] { [] }
    mutating func normals(_ count: Int) -> [Float] { [] }
}
