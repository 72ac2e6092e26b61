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
        parameters.momentum = InnerRules.momentum
        parameters.unlabeledWeight = try replay.number("ulb_loss_ratio")
        parameters.unmixedWeight = try replay.number("kl_loss_ratio")
        parameters.turnWeight = try replay.number("rot_loss_ratio")
        parameters.ramp = try replay.number("unsup_warm_up")
        parameters.unlabeledRatio = try replay.integer("uratio")
        return parameters
    }

    private static func run(
        _ replay: WholeStepReplay,
        _ parameters: ReMixMatch,
        decoratedBy auxiliary: (any AuxiliaryTerm)? = nil,
        counts: [Int]? = nil,
        progress: WholeStepReplay.Progress = .steps
    ) throws {
        let parts = [
            "model_distribution": "alignment.average", "target_distribution": "alignment.target",
        ]
        var objective = ReMixMatchObjective(parameters, reference: .usb)
        objective.auxiliary = auxiliary
        let average = try replay.beginning().get("state").find("model_distribution")
        var unsharpened = parameters
        unsharpened.temperature = 1
        try replay.run(
            objective,
            // Ours makes no pass that nothing learns from, and those of labelled rows for a decoration alone.
            passes: [],
            views: views,
            begins: average.map { $0.isEmpty ? [:] : ["alignment.average": try $0.numbers()] }
                ?? [:],
            classCounts: counts,
            applied: Set(parts.keys),
            streams: replay.turned(),
            progress: progress,
            inner: InnerRules(
                aligned: InnerRules.targets(of: ReMixMatchObjective(unsharpened).policy)
            )
        ) { key, state in
            parts[key].flatMap { state.numbers($0) }
        }
    }

    /// The fewest labels of each class that have these shares.
    private static func counts(_ shares: [Double]) throws -> [Int] {
        for sum in 1...100_000 {
            let counts = shares.map { $0 * Double(sum) }
            // Shares may have been recorded in single precision.
            guard counts.allSatisfy({ abs($0 - $0.rounded()) <= 1e-7 * Double(sum) }) else {
                continue
            }
            return counts.map { Int($0.rounded()) }
        }
        throw GoldenError(description: "no counts have the shares \(shares)")
    }

    @Test("ReMixMatch: mixed, unmixed and turned rows")
    func reMixMatch() throws {
        try GoldenCases(reading: "usb/remixmatch.json").forEach { record, place in
            let replay = try WholeStepReplay(record, place)
            let wanted = try replay.beginning().get("state").get("target_distribution")
            try Self.run(
                replay,
                Self.parameters(replay),
                counts: Self.counts(wanted.numbers())
            )
        }
    }

    @Test("ABC on ReMixMatch")
    func abc() throws {
        try GoldenCases(reading: "usb/abc.json").forEach { record, place in
            let replay = try WholeStepReplay(record, place)
            // On FixMatch: ImbalancedGoldenTests.
            guard try replay.text("algorithm") == "remixmatch" else { return }
            var decoration = ABC()
            decoration.threshold = try replay.number("abc_p_cutoff")
            decoration.balancedWeight = try replay.number("abc_loss_ratio")
            try Self.run(
                replay,
                Self.parameters(replay),
                decoratedBy: BalancedTerm(decoration),
                progress: .epochs
            )
        }
    }
}
