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
            try replay.run(SupervisedObjective.supervised(), views: [])
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
                ConsistencyObjective.pseudoLabel(parameters),
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
            let objective = ConsistencyObjective.fixMatch(
                parameters,
                reference: .usb,
                passes: try replay.flag("use_cat") ? .joint : .separate
            )
            try replay.run(
                objective,
                views: ["unlabelled_weak_inputs", "unlabelled_strong_inputs"]
            )
        }
    }
}
