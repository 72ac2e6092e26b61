import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: whole steps of USB are replayed")
struct WholeStepGoldenTests {
    private static func replay(
        _ path: String,
        _ body: (WholeStepReplay) throws -> Void
    ) throws {
        try GoldenCases(reading: path).forEach { record, place in
            try body(WholeStepReplay(record, place))
        }
    }

    @Test("Supervised: SGD, AdamW, schedules, clipping, averages")
    func supervised() throws {
        try Self.replay("usb/supervised.json") { replay in
            try replay.run(SupervisedObjective(view: .clean), views: [])
        }
    }

    @Test("Pseudo-Label")
    func pseudoLabel() throws {
        try Self.replay("usb/pseudolabel.json") { replay in
            var parameters = PseudoLabel()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.ramp = try replay.number("unsup_warm_up")
            try replay.run(
                parameters.objective,
                views: ["unlabelled_weak_inputs"]
            )
        }
    }

    @Test("FixMatch: hard and soft labels, one pass and three")
    func fixMatch() throws {
        try Self.replay("usb/fixmatch.json") { replay in
            var parameters = FixMatch()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.temperature = try replay.flag("hard_label") ? nil : replay.number("T")
            let objective = parameters.objective(
                reference: .usb,
                passes: try replay.flag("use_cat") ? .joint : .separate
            )
            try replay.run(
                objective,
                views: ["unlabelled_weak_inputs", "unlabelled_strong_inputs"]
            )
        }
    }

    @Test("Mean Teacher, corrected and as shipped")
    func meanTeacher() throws {
        try Self.replay("usb/meanteacher.json") { replay in
            var parameters = MeanTeacher()
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.ramp = try replay.number("unsup_warm_up")
            let isShipped = replay.name == "as_shipped"
            try replay.run(
                parameters.objective(reference: isShipped ? .usb : .paper),
                // As shipped the student never sees them.
                passes: isShipped ? [0, 1] : nil,
                views: ["unlabelled_weak_inputs", "unlabelled_strong_inputs"]
            )
        }
    }

    @Test("MixMatch: mixed rows and mixed features, with the defect of the latter")
    func mixMatch() throws {
        try Self.replay("usb/mixmatch.json") { replay in
            var parameters = MixMatch()
            parameters.alpha = try replay.number("mixup_alpha")
            parameters.temperature = try replay.number("T")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.ramp = try replay.number("unsup_warm_up")
            parameters.mixing = try replay.flag("mixup_manifold") ? .features : .rows
            // Where rows are mixed the third pass of the reference is for its log alone.
            let chunks = try replay.integer("uratio") * 2 + 1
            let passes = [0, 1] + (3..<3 + chunks)
            try replay.run(
                MixMatchObjective(parameters, reference: .usb),
                passes: parameters.mixing == .rows ? passes : nil,
                views: ["unlabelled_weak_inputs", "unlabelled_strong_inputs"]
            )
        }
    }

    @Test("Dash: the threshold on the loss, its refreshes and its floor")
    func dash() throws {
        try Self.replay("usb/dash.json") { replay in
            var parameters = Dash()
            parameters.scale = try replay.number("C")
            parameters.decay = try replay.number("gamma")
            parameters.leastLoss = try replay.number("rho_min")
            parameters.temperature = try replay.number("T")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            // Ten epochs of the reference, which are of whole steps.
            let (steps, epochs) = try (replay.integer("num_train_iter"), replay.integer("epoch"))
            parameters.period = Float(10 * (steps / epochs)) / Float(steps)
            let objective = parameters.objective(
                startLoss: try replay.initial("rho_initial_given"),
                passes: try replay.flag("use_cat") ? .joint : .separate
            )
            try replay.run(
                objective,
                views: ["unlabelled_weak_inputs", "unlabelled_strong_inputs"],
                applied: ["rho", "rho_update_count", "rho_initial", "use_hard_label"]
            ) { name, state in
                switch name {
                case "rho": state.numbers("rho")
                case "rho_update_count": state.numbers("refreshes")
                case "rho_initial": state.numbers("start_loss")
                case "use_hard_label":
                    state.numbers("rho").map { [$0 == [parameters.leastLoss] ? 1 : 0] }
                default: nil
                }
            }
        }
    }

    @Test("CoMatch: alignment, memory, graph and contrast")
    func coMatch() throws {
        try Self.replay("usb/comatch.json") { replay in
            var parameters = CoMatch()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.graphThreshold = try replay.number("contrast_p_cutoff")
            parameters.temperature = try replay.number("T")
            parameters.smoothing = try replay.number("smoothing_alpha")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.contrastWeight = try replay.number("contrast_loss_ratio")
            parameters.memory = try replay.integer("queue_batch")
            parameters.alignment = try replay.integer("da_len")
            // The reference smooths from its second epoch on.
            parameters.warmUp = try replay.shareBeforeSecondEpoch()
            let parts = [
                "feature_queue": "memory.embeddings", "probability_queue": "memory.probabilities",
                "queue_position": "memory.position", "model_distribution_queue": "alignment.means",
                "model_distribution_position": "alignment.position",
            ]
            let state = try replay.beginning().get("state")
            var begins: [String: [Double]] = [:]
            for (key, part) in parts { begins[part] = try state.get(key).numbers() }
            try replay.run(
                CoMatchObjective(parameters),
                views: [
                    "unlabelled_weak_inputs", "unlabelled_strong_inputs_1",
                    "unlabelled_strong_inputs_2",
                ],
                begins: begins,
                applied: Set(parts.keys),
                inner: InnerRules(aligned: InnerRules.queue(parameters.alignment))
            ) { key, state in
                parts[key].flatMap { state.numbers($0) }
            }
        }
    }
}
