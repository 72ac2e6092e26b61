import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: whole steps of ReMixMatch are replayed, alone and decorated")
struct MixingGoldenTests {
    private static let views = [
        "unlabelled_weak_inputs", "unlabelled_strong_inputs_1", "unlabelled_strong_inputs_2",
    ]

    /// ReMixMatch with the numbers of a case.
    private static func parameters(_ replay: WholeStepReplay) throws -> ReMixMatch {
        var parameters = ReMixMatch()
        parameters.mixing = try replay.flag("mixup_manifold") ? .features : .rows
        parameters.alpha = try replay.number("mixup_alpha")
        parameters.temperature = try replay.number("T")
        parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
        parameters.unmixedWeight = try replay.number("kl_loss_ratio")
        parameters.turnWeight = try replay.number("rot_loss_ratio")
        parameters.ramp = try replay.number("unsup_warm_up")
        parameters.unlabeledRatio = try replay.integer("uratio")
        return parameters
    }

    private static func run(
        _ replay: WholeStepReplay,
        _ objective: some Objective,
        shares: [Double]? = nil,
        countsEpochs: Bool = false
    ) throws {
        try replay.run(
            objective,
            // Ours makes no pass that nothing learns from, and those of labelled rows for a decoration alone.
            passes: [],
            views: views,
            classCounts: shares.map { $0.map { Int(($0 * 1000).rounded()) } },
            applied: ["model_distribution", "target_distribution"],
            streams: replay.turned(),
            countsEpochs: countsEpochs
        ) { key, state in
            state.numbers(key == "model_distribution" ? "alignment.average" : "alignment.target")
        }
    }

    @Test("ReMixMatch: mixed, unmixed and turned rows")
    func reMixMatch() throws {
        try GoldenCases(reading: "usb/remixmatch.json").forEach { record, place in
            let replay = try WholeStepReplay(record, place)
            let wanted = try replay.beginning().get("state").get("target_distribution")
            try Self.run(
                replay,
                ReMixMatchObjective(Self.parameters(replay), reference: .usb),
                shares: wanted.numbers()
            )
        }
    }

    @Test("ABC on ReMixMatch")
    func abc() throws {
        try GoldenCases(reading: "usb/abc.json").forEach { record, place in
            guard try record.get("name").text() == "remixmatch_base" else { return }
            let replay = try WholeStepReplay(record, place)
            var decoration = ABC()
            decoration.threshold = try replay.number("abc_p_cutoff")
            decoration.balancedWeight = try replay.number("abc_loss_ratio")
            var objective = try ReMixMatchObjective(Self.parameters(replay), reference: .usb)
            objective.auxiliary = BalancedTerm(decoration)
            try Self.run(replay, objective, countsEpochs: true)
        }
    }
}
