import Networks
import SemiSupervised
import TestSupport
import Testing

/// What is done where classes are of unequal size.
@Suite("Golden: whole steps of USB's imbalanced algorithms are replayed")
struct ImbalancedGoldenTests {
    private static let views = ["unlabelled_weak_inputs", "unlabelled_strong_inputs"]

    private static func replay(_ path: String, _ body: (WholeStepReplay) throws -> Void) throws {
        try GoldenCases(reading: path).forEach { record, place in
            guard try record.get("kind").text() == "whole_step" else { return }
            try body(WholeStepReplay(record, place))
        }
    }

    /// Replays a case whose state has these parts, by the names of the record; nil is not compared.
    private static func run(
        _ replay: WholeStepReplay,
        _ objective: some Objective,
        state parts: [String: String?] = [:],
        countsEpochs: Bool = true
    ) throws {
        let initial = try replay.beginning().get("state")
        var begins: [String: [Double]] = [:]
        for case (let key, let part?) in parts {
            guard let value = initial.find(key), !value.isEmpty else { continue }
            begins[part] = try value.numbers()
        }
        try replay.run(
            objective,
            views: views,
            begins: begins,
            applied: Set(parts.keys),
            look: .refreshing(0.5, of: 4),
            countsEpochs: countsEpochs
        ) { key, state in
            parts[key].flatMap { $0 }.flatMap { state.numbers($0) }
        }
    }

    /// FixMatch with the numbers of a case.
    private static func fixMatch(_ replay: WholeStepReplay) throws -> ConsistencyObjective {
        var parameters = FixMatch()
        parameters.threshold = try replay.number("p_cutoff")
        parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
        parameters.unlabeledRatio = try replay.integer("uratio")
        parameters.temperature = try replay.flag("hard_label") ? nil : replay.number("T")
        return parameters.objective()
    }

    @Test("ABC on FixMatch")
    func abc() throws {
        try Self.replay("usb/abc.json") { replay in
            guard replay.name != "remixmatch_base" else { return }  // ReMixMatch's own test
            var parameters = ABC()
            parameters.threshold = try replay.number("abc_p_cutoff")
            parameters.balancedWeight = try replay.number("abc_loss_ratio")
            var objective = try Self.fixMatch(replay)
            objective.auxiliary = BalancedTerm(parameters)
            try Self.run(replay, objective)
        }
    }

    @Test("ADSH: the thresholds of an epoch's end")
    func adsh() throws {
        try Self.replay("usb/adsh.json") { replay in
            var objective = try Self.fixMatch(replay)
            objective.policy = ClassThresholds(try replay.number("adsh_tau_1"), .usb)
            let state = ["negative_log_threshold_per_class": "thresholds"]
            try Self.run(replay, objective, state: state)
        }
    }

    @Test("SAW: the weights of labelled and unlabelled rows")
    func saw() throws {
        try Self.replay("usb/saw.json") { replay in
            var objective = try Self.fixMatch(replay)
            objective.policy = ClassWeights(objective.policy)
            try Self.run(
                replay,
                objective,
                state: ["labelled_class_weights": nil, "unlabelled_class_weights": "weights"]
            )
            let counts = try replay.beginning().get("labelled_class_counts").numbers()
            expectClose(
                ClassWeights.weights(counts.map { Int($0) }),
                try replay.beginning().get("state").get("labelled_class_weights").tensor().floats,
                replay.place
            )
        }
    }

    @Test("DARP: the refinement of a pool")
    func darp() throws {
        try Self.replay("usb/darp.json") { replay in
            var parameters = DARP()
            parameters.candidates = try replay.number("darp_alpha")
            parameters.rounds = try replay.integer("darp_iter_T")
            parameters.interval = try replay.integer("darp_num_refine_iter")
            let epochs = try replay.number("epoch")
            parameters.warmUp = try replay.number("darp_warmup_epochs") / epochs
            var objective = try Self.fixMatch(replay)
            var policy = RefinedLabels(
                objective.policy,
                parameters,
                try replay.flag("hard_label") ? .hard : .soft
            )
            let recorded = try zip(
                replay.states("stored_predictions"),
                replay.states("refined_pseudo_labels")
            )
            .map { ($0.floats, $1.floats) }
            let refinement = policy.refinement
            policy.refinement = { said, wanted in
                // While rows of the pool are still equal, which are kept goes by the reference's sort, whose
                // order of equals depends on its processor: what it made of them is taken from the record.
                let columns = (0..<wanted.count).map { column in
                    stride(from: column, to: said.count, by: wanted.count).map { said[$0] }
                }
                guard columns.contains(where: { Set($0).count < $0.count }) else {
                    return refinement(said, wanted)
                }
                return recorded.first { zip($0.0, said).allSatisfy { abs($0 - $1) < 1e-3 } }?.1
                    ?? []
            }
            objective.policy = policy
            try Self.run(
                replay,
                objective,
                state: [
                    "stored_predictions": "said", "refined_pseudo_labels": "refined",
                    "target_class_counts": nil,
                ]
            )
        }
    }

    @Test("DebiasPL: as shipped, and with an average that moves")
    func debiasPL() throws {
        try Self.replay("usb/debiaspl.json") { replay in
            var parameters = DebiasPL()
            parameters.strength = try replay.number("debiaspl_tau")
            parameters.momentum = try replay.number("debiaspl_ema_p")
            var objective = try Self.fixMatch(replay)
            objective.policy = Debiasing(
                objective.policy,
                parameters,
                replay.name == "as_shipped" ? .usb : .paper
            )
            try Self.run(
                replay,
                objective,
                state: [
                    "mean_prediction_p_hat": "average", "p_hat_used_by_the_loss_of_this_step": nil,
                ]
            )
        }
    }

    @Test("TRAS: as shipped, and with the shares of the classes")
    func tras() throws {
        try Self.replay("usb/tras.json") { replay in
            var parameters = TRAS()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.power = try replay.number("tras_tro")
            parameters.range = try replay.number("tras_A")
            parameters.least = try replay.number("tras_B")
            parameters.warmUp = try replay.number("tras_warmup_epochs") / replay.number("epoch")
            try Self.run(
                replay,
                parameters.objective(reference: replay.name == "as_shipped" ? .usb : .paper),
                state: ["log_adjustment_la": nil, "class_temperature_T": nil]
            )
        }
    }

    @Test("DASO: prototypes and blended labels")
    func daso() throws {
        try Self.replay("usb/daso.json") { replay in
            var parameters = DASO()
            parameters.threshold = try replay.number("p_cutoff")
            parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
            parameters.unlabeledRatio = try replay.integer("uratio")
            parameters.semanticWeight = try replay.number("daso_assign_loss_ratio")
            parameters.temperature = try replay.number("daso_T_proto")
            parameters.flattening = try replay.number("daso_T_dist")
            parameters.memory = try replay.integer("daso_queue_len")
            parameters.interval = try replay.integer("daso_num_pl_dist_iter")
            let steps = try replay.number("num_train_iter")
            parameters.warmUp = try replay.number("daso_num_pretrain_iter") / steps
            if try !replay.flag("daso_with_dist_aware") {
                parameters.blend = try replay.number("daso_interp_alpha")
            }
            try Self.run(
                replay,
                DASOObjective(parameters, reference: .usb),
                state: [
                    "class_prototypes": nil, "queue_sizes": nil,
                    "pseudo_label_counts": "counts",
                    "semantic_probabilities_for_the_next_step": "before",
                ]
            )
        }
    }

    @Test("CReST: which rows join the labels")
    func crestSelection() throws {
        try GoldenCases(reading: "usb/crest.json").forEach { record, place in
            guard try record.get("kind").text() == "function" else { return }
            let inputs = try record.get("inputs")
            var parameters = CReST()
            parameters.alpha = try Float(inputs.get("alpha").number())
            let counts = try inputs.get("labelled_class_counts").numbers().map { Int($0) }
            let logits = try Matrix(inputs.get("unlabelled_logits_of_ema_model"))
            let said = PseudoTargets(.logits(logits), indices: [])
            let added = parameters.selection(said, counts: counts)
            let expected = try record.get("expected")
            #expect(
                try added.map(\.row)
                    == expected.get("added_unlabelled_indices_in_order").numbers()
                    .map { Int($0) },
                "\(place)"
            )
            #expect(
                try added.map(\.label)
                    == expected.get("added_labels_in_order").numbers()
                    .map { Int($0) },
                "\(place)"
            )
        }
    }

    @Test("CReST+: the alignment of each generation")
    func crestAlignment() throws {
        try Self.replay("usb/crest.json") { replay in
            guard try replay.flag("crest_pro_dist_align") else {
                throw GoldenError(description: "no alignment: FixMatch alone")
            }
            var parameters = CReST()
            parameters.generations = try replay.integer("crest_num_gens")
            parameters.leastPower = try replay.number("crest_dist_align_t")
            let generations = try replay.beginning().get("generation_of_each_step").numbers()
            let powers = try replay.beginning().get("alignment_power_of_each_step").numbers()
            expectClose(
                generations.map { Double(parameters.power(of: Int($0))) },
                powers,
                replay.place
            )
            var objective = try Self.fixMatch(replay)
            objective.policy = PowerAlignment(objective.policy, power: 1, momentum: 0.999)
            try Self.run(
                replay,
                Generations(objective: objective, powers: powers.map { Float($0) }),
                state: ["model_distribution": "average", "target_distribution": nil]
            )
        }
    }
}

/// The alignment with another power in each step, as the record has it.
private struct Generations: Objective {
    var objective: ConsistencyObjective
    var powers: [Float]

    var needs: Needs { objective.needs }

    mutating func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        if var policy = objective.policy as? PowerAlignment {
            policy.power = powers.removeFirst()
            objective.policy = policy
        }
        return objective.step(batch, in: &context, on: &models)
    }

    mutating func visit(_ visitor: inout some StateVisitor) { objective.visit(&visitor) }
}
