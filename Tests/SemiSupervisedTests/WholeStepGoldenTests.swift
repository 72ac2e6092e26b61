import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: whole steps of USB are replayed")
struct WholeStepGoldenTests {
    private static func replays(_ path: String) throws -> [WholeStepReplay] {
        let replays = try GoldenValue(reading: path).cases().map(WholeStepReplay.init)
        #expect(!replays.isEmpty, "\(path) has no cases")
        return replays
    }

    @Test("Supervised: SGD, AdamW, schedules, clipping, averages")
    func supervised() throws {
        for replay in try Self.replays("usb/supervised.json") {
            try replay.run(SupervisedObjective.supervised(), views: [])
        }
    }

    @Test("Pseudo-Label")
    func pseudoLabel() throws {
        for replay in try Self.replays("usb/pseudolabel.json") {
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
        for replay in try Self.replays("usb/fixmatch.json") {
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
