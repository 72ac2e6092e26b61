import Networks
import SemiSupervised
import TestSupport
import Testing

/// FixMatch's relatives: other thresholds, weights and targets over the same pass.
@Suite("Golden: whole steps of USB's thresholds are replayed")
struct ThresholdGoldenTests {
    private static let views = ["unlabelled_weak_inputs", "unlabelled_strong_inputs"]

    private static func replay(
        _ path: String,
        _ body: (WholeStepReplay) throws -> Void
    ) throws {
        try GoldenCases(reading: path).forEach { record, place in
            try body(WholeStepReplay(record, place))
        }
    }

    /// Replays a case whose state has these parts, by the names of the record.
    private static func run(
        _ replay: WholeStepReplay,
        _ objective: some Objective,
        state parts: [String: (name: String, range: Range<Int>?)] = [:],
        aligned: InnerRules.Alignment? = nil
    ) throws {
        let initial = try replay.beginning().get("state")
        var begins: [String: [Double]] = [:]
        // In the order of their places in our part.
        for (key, part) in parts.sorted(by: {
            ($0.value.range?.lowerBound ?? 0) < ($1.value.range?.lowerBound ?? 0)
        }) {
            guard let value = initial.find(key), !value.isEmpty else { continue }
            begins[part.name, default: []] += try value.numbers()
        }
        try replay.run(
            objective,
            views: views,
            begins: begins,
            applied: Set(parts.keys),
            inner: InnerRules(aligned: aligned)
        ) { key, state in
            guard let part = parts[key], let numbers = state.numbers(part.name) else { return nil }
            return part.range.map { Array(numbers[$0]) } ?? numbers
        }
    }

    @Test("Pi-model")
    func piModel() throws {
        try Self.replay("usb/pimodel.json") { replay in
            var parameters = PiModel()
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.ramp = try replay.number("unsup_warm_up")
            try replay.run(
                parameters.objective,
                // The student's rows go first here; the reference has the targets' first.
                passes: [0, 2, 1],
                views: Self.views
            )
        }
    }

    @Test("VAT: the direction, the divergence and the entropy")
    func vat() throws {
        try Self.replay("usb/vat.json") { replay in
            var parameters = VAT()
            parameters.radius = try replay.number("vat_eps")
            parameters.probe = try Float(replay.initial("xi"))
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.entropyWeight = try replay.number("ent_loss_ratio")
            parameters.ramp = try replay.number("unsup_warm_up")
            guard parameters.probe >= 1e-4 else {
                withKnownIssue("\(replay.place) is not applied") {
                    Issue.record("in single precision a gradient so near is rounding alone")
                }
                return
            }
            try replay.run(VATObjective(parameters), views: ["unlabelled_weak_inputs"])
        }
    }

    @Test("UDA: as shipped, with temperature, and training-signal annealing")
    func uda() throws {
        try Self.replay("usb/uda.json") { replay in
            var parameters = UDA()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.temperature = try replay.number("T")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.annealing =
                switch try replay.text("tsa_schedule") {
                case "none": .none
                case "linear": .linear
                case "exp": .exponential
                case "log": .logarithmic
                case let other: throw GoldenError(description: "no annealing \(other)")
                }
            let isShipped = replay.name.hasPrefix("as_shipped")
            try Self.run(replay, parameters.objective(reference: isShipped ? .usb : .paper))
        }
    }

    @Test("FlexMatch: the rows that classes have won")
    func flexMatch() throws {
        try Self.replay("usb/flexmatch.json") { replay in
            var parameters = FlexMatch()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.warmsUp = try replay.flag("thresh_warmup") ? .on : .off
            try Self.run(
                replay,
                parameters.objective,
                state: [
                    "selected_label_per_unlabelled_sample_or_minus_1": ("winners", nil),
                    "class_learning_effect": ("effects", nil),
                ]
            )
        }
    }

    @Test("FreeMatch: averages, quantile, fairness")
    func freeMatch() throws {
        try Self.replay("usb/freematch.json") { replay in
            var parameters = FreeMatch()
            parameters.momentum = try replay.number("ema_p")
            parameters.quantile = try replay.flag("use_quantile") ? 0.8 : nil
            parameters.most = try replay.flag("clip_thresh") ? 0.95 : 1
            parameters.evenness = try replay.number("ent_loss_ratio")
            parameters.temperature = try replay.flag("hard_label") ? nil : replay.number("T")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            try Self.run(
                replay,
                parameters.objective(passes: replay.flag("use_cat") ? .joint : .separate),
                state: [
                    "global_threshold_time_p": ("global", nil),
                    "class_probability_ema_p_model": ("likelihood", nil),
                    "label_histogram_ema": ("histogram", nil),
                ]
            )
        }
    }

    @Test("SoftMatch: alignment, the bell of weights")
    func softMatch() throws {
        try Self.replay("usb/softmatch.json") { replay in
            guard try !replay.flag("per_class") else {
                throw GoldenError(description: "no bell for each class")
            }
            var parameters = SoftMatch()
            parameters.deviations = try replay.number("n_sigma")
            parameters.momentum = try replay.number("ema_p")
            parameters.alignment = try replay.flag("dist_uniform") ? .even : .labeled
            parameters.temperature = try replay.flag("hard_label") ? nil : replay.number("T")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            try Self.run(
                replay,
                parameters.objective,
                state: [
                    "mean_of_top_probability": ("moments", 0..<1),
                    "variance_of_top_probability": ("moments", 1..<2),
                    "model_distribution": ("alignment.average", nil),
                    "target_distribution": ("alignment.target", nil),
                ],
                // Its targets are of what was said before: the alignment by itself.
                aligned: { said, _, state in
                    var average = AlignmentAverage(
                        to: parameters.alignment == .even ? .even : .labeled,
                        momentum: parameters.momentum
                    )
                    average.visit(&state)
                    return average.align(
                        said.probabilities,
                        labeled: said.labeled.map { softmax($0) }
                    )
                }
            )
        }
    }

    @Test("AdaMatch: alignment to labelled rows, a relative threshold")
    func adaMatch() throws {
        try Self.replay("usb/adamatch.json") { replay in
            var parameters = AdaMatch()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.momentum = try replay.number("ema_p")
            parameters.targets = try replay.flag("hard_label") ? .hard : .soft
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            var soft = parameters
            soft.targets = .soft
            try Self.run(
                replay,
                parameters.objective,
                state: [
                    "model_distribution": ("alignment.average", nil),
                    "target_distribution": ("alignment.target", nil),
                ],
                aligned: InnerRules.targets(of: soft.objective.policy)
            )
        }
    }

    @Test("ReFixMatch: what unsure rows learn, as shipped")
    func reFixMatch() throws {
        try Self.replay("usb/refixmatch.json") { replay in
            var parameters = ReFixMatch()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.temperature = try replay.number("T")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            try Self.run(replay, parameters.objective(reference: .usb))
        }
    }

    @Test("DeFixMatch: the loss that is taken off")
    func deFixMatch() throws {
        try Self.replay("usb/defixmatch.json") { replay in
            var parameters = DeFixMatch()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            try replay.run(
                DeFixMatchObjective(parameters),
                views: Self.views,
                labeledViews: ["labelled_inputs", "labelled_strong_inputs"],
                inner: InnerRules(again: { values, batch in
                    let weak = values.classifierLogits.rows(0..<batch.labeled.count)
                    return FixedThreshold(parameters.threshold)
                        .judge(
                            PseudoTargets(.logits(weak), indices: []),
                            in: StepContext(step: 0, totalSteps: 1)
                        )
                })
            )
        }
    }

    @Test("SimMatch: the memory of labelled examples, as shipped and corrected")
    func simMatch() throws {
        try GoldenCases(reading: "usb/simmatch.json").forEach { record, place in
            guard try record.get("hyper_parameters").get("use_epass").flag() == false else {
                withKnownIssue("\(place) is not applied") {
                    Issue.record("three heads in one, and the average's embeddings, are not here")
                }
                return
            }
            let replay = try WholeStepReplay(record, place)
            var parameters = SimMatch()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.temperature = try replay.number("T")
            parameters.smoothing = try replay.number("smoothing_alpha")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.instanceWeight = try replay.number("in_loss_ratio")
            parameters.alignment = try replay.integer("da_len")
            parameters.width = try replay.integer("proj_size")
            // Examples count from the reference's second epoch on.
            parameters.warmUp = try replay.shareBeforeSecondEpoch()
            let count = try replay.integer("K")
            func transposed<Number>(_ values: [Number], rows: Int) -> [Number] {
                let columns = values.count / rows
                return (0..<values.count).map { values[$0 % rows * columns + $0 / rows] }
            }
            let state = try replay.beginning().get("state")
            let bank = try state.get("feature_bank_columns_are_labelled_samples").numbers()
            try replay.run(
                SimMatchObjective(
                    parameters,
                    reference: replay.name.hasSuffix("corrected") ? .paper : .usb
                ),
                views: Self.views,
                begins: [
                    "memory.embeddings": transposed(bank, rows: parameters.width),
                    "memory.labels": state.get("label_bank").numbers(),
                    "alignment.means": state.get("model_distribution_queue").numbers(),
                    "alignment.position": state.get("queue_position").numbers(),
                ],
                labeledCount: count,
                applied: [
                    "feature_bank_columns_are_labelled_samples", "label_bank",
                    "model_distribution_queue", "queue_position",
                ],
                inner: InnerRules(aligned: InnerRules.queue(parameters.alignment))
            ) { key, state in
                switch key {
                case "feature_bank_columns_are_labelled_samples":
                    state.numbers("memory.embeddings").map { transposed($0, rows: count) }
                case "label_bank": state.numbers("memory.labels")
                case "model_distribution_queue": state.numbers("alignment.means")
                case "queue_position": state.numbers("alignment.position")
                default: nil
                }
            }
        }
    }

    @Test("Rows that are all as sure as each other count fully, whatever is remembered")
    func withoutSpread() {
        var parameters = SoftMatch()
        parameters.momentum = 0
        let rows = Matrix(rows: 2, columns: 3, values: [1, 2, 3, 1, 2, 3])
        let batch = Batch(
            labeled: [rows],
            labels: [0, 1],
            unlabeled: [rows, rows],
            indices: [0, 1]
        )
        let report = ObjectiveTests.run(parameters.objective, batch).report
        #expect(report.total.isFinite)
        #expect(report.weights == [1, 1])
    }
}
