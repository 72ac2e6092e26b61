import Foundation
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
            switch try record.get("kind").text() {
            case "whole_step": try body(WholeStepReplay(record, place))
            // CReST's selection, which has a test of its own.
            case "function" where path.hasSuffix("crest.json"): break
            case let kind: throw GoldenError(description: "no test of a \(kind)")
            }
        }
    }

    /// Replays a case whose state has these parts, by the names of the record.
    private static func run(
        _ replay: WholeStepReplay,
        _ objective: some Objective,
        state parts: [String: StatePart] = [:],
        inner: InnerRules = InnerRules()
    ) throws {
        let initial = try replay.beginning().get("state")
        var begins: [String: [Double]] = [:]
        for case (let key, .ours(let part)) in parts {
            guard let value = initial.find(key), !value.isEmpty else { continue }
            begins[part] = try value.numbers()
        }
        try replay.run(
            objective,
            views: views,
            begins: begins,
            applied: Set(parts.keys),
            look: .refreshing(0.5, of: 4),
            progress: .epochs,
            inner: inner
        ) { key, state in
            switch parts[key] {
            case .ours(let part): state.numbers(part)
            case .made(let values): try values(state)
            case nil: nil
            }
        }
    }

    /// The labels of each class.
    private static func counts(_ replay: WholeStepReplay) throws -> [Int] {
        try replay.beginning().get("labelled_class_counts").numbers().map { Int($0) }
    }

    /// A row of which every class is as likely as any other.
    private static func even(_ classes: Int) -> PseudoTargets {
        let logits = Matrix(rows: 1, columns: classes)
        return PseudoTargets(probabilities: softmax(logits), indices: [0])
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
            switch try replay.text("algorithm") {
            case "fixmatch": break
            // MixingGoldenTests.
            case "remixmatch": return
            case let base: throw GoldenError(description: "no ABC on \(base)")
            }
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
            try Self.run(
                replay,
                objective,
                state: ["negative_log_threshold_per_class": "thresholds"]
            )
        }
    }

    @Test("SAW: the weights of labelled and unlabelled rows")
    func saw() throws {
        try Self.replay("usb/saw.json") { replay in
            var objective = try Self.fixMatch(replay)
            objective.policy = ClassWeights(objective.policy)
            let counts = try Self.counts(replay)
            try Self.run(
                replay,
                objective,
                state: [
                    "labelled_class_weights": .made { _ in ClassWeights.weights(counts) },
                    "unlabelled_class_weights": "weights",
                ]
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
            parameters.warmUp = try replay.share("darp_warmup_epochs", of: "epoch")
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
            let (refinement, candidates) = (policy.refinement, parameters.candidates)
            policy.refinement = { said, wanted in
                // Which of equal rows are candidates is taken from the record, and nothing else.
                let step = recorded.first { zip($0.0, said).allSatisfy { abs($0 - $1) < 1e-3 } }
                guard let step else { return refinement(said, wanted) }
                return refinement(
                    KeptCandidates.raised(said, refined: step.1, wanted, candidates),
                    wanted
                )
            }
            objective.policy = policy
            let counts = try Self.counts(replay)
            let size = try replay.beginning().get("unlabelled_dataset_size").integer()
            try Self.run(
                replay,
                objective,
                state: [
                    "stored_predictions": "said", "refined_pseudo_labels": "refined",
                    "target_class_counts": .made { _ in Self.wanted(counts, of: size) },
                ]
            )
        }
    }

    /// The rows that each class shall have of a pool, as a refinement is asked for them.
    private static func wanted(_ counts: [Int], of size: Int) -> [Float] {
        var parameters = DARP()
        parameters.warmUp = 0
        var policy = RefinedLabels(FixedThreshold(0), parameters, .soft)
        policy.refinement = { said, wanted in
            (0..<said.count / wanted.count).flatMap { _ in wanted.map { Float($0) } }
        }
        var context = StepContext(step: 0, totalSteps: 1)
        (context.progress, context.classCounts, context.unlabeledCount) = (0.5, counts, size)
        let judgement = policy.judge(Self.even(counts.count), in: context)
        return judgement.targets.probabilities(classes: counts.count).values
    }

    @Test("DebiasPL: as shipped, and with an average that moves")
    func debiasPL() throws {
        try Self.replay("usb/debiaspl.json") { replay in
            var parameters = DebiasPL()
            parameters.strength = try replay.number("debiaspl_tau")
            parameters.momentum = try replay.number("debiaspl_ema_p")
            var objective = try Self.fixMatch(replay)
            let policy = Debiasing(
                objective.policy,
                parameters,
                replay.name == "as_shipped" ? .usb : .paper
            )
            objective.policy = policy
            try Self.run(
                replay,
                objective,
                state: [
                    "mean_prediction_p_hat": "average",
                    "p_hat_used_by_the_loss_of_this_step": .made { state in
                        var (policy, writer) = (policy, StateWriter(values: state.earlier))
                        policy.visit(&writer)
                        let classes = state.tensors["average"]?.count ?? 0
                        let said = Self.even(classes)
                        let offsets = policy.judge(said, in: StepContext(step: 0, totalSteps: 1))
                            .offsets
                        return offsets.map { exp($0 / parameters.strength) }
                    },
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
            parameters.warmUp = try replay.share("tras_warmup_epochs", of: "epoch")
            let reference: Reference = replay.name == "as_shipped" ? .usb : .paper
            let counts = try Self.counts(replay)
            let adjustment = parameters.adjustment(counts, reference)
            let threshold = parameters.threshold
            try Self.run(
                replay,
                parameters.objective(reference: reference),
                state: [
                    "log_adjustment_la": .made { _ in adjustment },
                    "class_temperature_T": .made { _ in
                        try Self.softening(parameters, reference, counts)
                    },
                ],
                inner: InnerRules(again: { values, batch in
                    let first = batch.labeled.count
                    let range = first..<first + batch.unlabeled.count
                    let weak = values[.balancedClassifier]?.rows(range) ?? values.classifierLogits
                    return FixedThreshold(threshold)
                        .judge(
                            PseudoTargets(.logits(weak), indices: []),
                            in: StepContext(step: 0, totalSteps: 1)
                        )
                })
            )
        }
    }

    /// By how much the targets of each class are softened, seen in the gradient of rows that say it.
    private static func softening(
        _ parameters: TRAS,
        _ reference: Reference,
        _ counts: [Int]
    ) throws -> [Float] {
        var parameters = parameters
        parameters.threshold = 0
        var term = try #require(parameters.objective(reference: reference).auxiliary)
        let classes = counts.count
        // A labelled row, a weak row that says each class, and a strong row for each that says none.
        var logits = Matrix(rows: 1 + 2 * classes, columns: classes)
        for label in counts.indices { logits[1 + label, label] = 0.5 }
        let rows = AuxiliaryRows(
            [.balancedClassifier: logits],
            labels: [0],
            weak: 1..<1 + classes,
            strong: 1 + classes..<1 + 2 * classes
        )
        var context = StepContext(step: 0, totalSteps: 1, classCounts: counts)
        context.progress = 1
        let part = term.evaluate(rows, in: &context)
        let gradient = try #require(part.gradients[.balancedClassifier]).rows(rows.strong)
        // Of two classes that are adjusted differently the targets tell the factor.
        let adjustment = parameters.adjustment(counts, reference)
        let places = counts.indices.sorted { adjustment[$0] < adjustment[$1] }
        let (low, high) = (places[0], places[classes - 1])
        guard adjustment[low] < adjustment[high] else {
            throw GoldenError(description: "all classes are as large: no softening is seen")
        }
        return counts.indices.map { label in
            func target(_ column: Int) -> Float {
                1 / Float(classes) - Float(classes) * gradient[label, column]
            }
            let ahead = logits[1 + label, low] - logits[1 + label, high]
            let said = 2 * (log(target(low)) - log(target(high)))
            return (ahead - said) / (adjustment[low] - adjustment[high])
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
                    "class_prototypes": .made { try Self.prototypes($0, parameters.memory) },
                    "queue_sizes": .made { state in
                        try #require(state.integers["memory.seen"])
                            .map { Float(min($0, parameters.memory)) }
                    },
                    "pseudo_label_counts": "counts",
                    "semantic_probabilities_for_the_next_step": "before",
                ]
            )
        }
    }

    /// The mean of the features that are kept of each class.
    private static func prototypes(_ state: StateReader, _ memory: Int) throws -> [Float] {
        let features = try #require(state.tensors["memory.features"])
        let seen = try #require(state.integers["memory.seen"])
        let width = features.count / (seen.count * memory)
        return seen.enumerated().flatMap { label, times in
            let count = min(times, memory)
            return (0..<width).map { column in
                (0..<count).reduce(Float(0)) {
                    $0 + features[(label * memory + $1) * width + column]
                } / Float(max(count, 1))
            }
        }
    }

    @Test("CReST: which rows join the labels")
    func crestSelection() throws {
        try GoldenCases(reading: "usb/crest.json").forEach { record, place in
            // The whole steps are those of the alignment.
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
            try replay.check(
                generations.map { parameters.power(of: Int($0)) },
                .list(powers.map { .number($0) }),
                "powers"
            )
            var objective = try Self.fixMatch(replay)
            let momentum = InnerRules.momentum
            objective.policy = PowerAlignment(objective.policy, power: 1, momentum: momentum)
            let soft = FixedThreshold.everything(.sharpen(temperature: 1))
            var rest = powers.map { Float($0) }[...]
            let counts = try Self.counts(replay)
            try Self.run(
                replay,
                Generations(objective: objective, powers: powers.map { Float($0) }),
                state: [
                    "model_distribution": "average",
                    "target_distribution": .made { _ in Self.target(counts) },
                ],
                inner: InnerRules(aligned: { said, context, state in
                    let policy = PowerAlignment(
                        soft,
                        power: rest.popFirst() ?? .nan,
                        momentum: momentum
                    )
                    return InnerRules.targets(of: policy)(said, context, &state)
                })
            )
        }
    }

    /// What predictions are aligned to in the first generation, seen in an even one.
    private static func target(_ counts: [Int]) -> [Float] {
        let soft = FixedThreshold.everything(.sharpen(temperature: 1))
        var policy = PowerAlignment(soft, power: 1, momentum: 0)
        let context = StepContext(step: 0, totalSteps: 1, classCounts: counts)
        return policy.judge(Self.even(counts.count), in: context).targets
            .probabilities(classes: counts.count).values
    }
}

/// Where the numbers of a recorded state come from.
private enum StatePart: ExpressibleByStringLiteral {
    /// A part of ours.
    case ours(String)
    /// What is made of ours.
    case made((StateReader) throws -> [Float])

    init(stringLiteral name: String) { self = .ours(name) }
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
