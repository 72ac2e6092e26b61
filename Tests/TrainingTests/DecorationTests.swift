import Domain
import Networks
import SemiSupervised
import Testing
import Training

/// Every decoration on every base that it offers.
@Suite("Decorations learn on each of their bases")
struct DecorationTests {
    /// A decoration and the name of its base.
    struct Pair: Sendable, CustomTestStringConvertible {
        var decoration: String
        var base: String

        var testDescription: String { "\(decoration) on \(base)" }

        static let all = Algorithms.all.flatMap { type in
            type.catalog.filter { $0.name == "base" }.flatMap { parameter in
                guard case .choice(let words) = parameter.domain else { return [Pair]() }
                return words.map { Pair(decoration: type.card.name, base: $0) }
            }
        }
    }

    /// What makes short runs enough.
    private static let settings: [String: [String: String]] = [
        "co_ssl": ["classifier_rate": "0.05"],
        "crest": ["generations": "2"],
        "crest_plus": ["generations": "2"],
    ]

    @Test("What is released has learned", arguments: Pair.all)
    func learns(_ pair: Pair) throws {
        let type = try Algorithms.named(pair.decoration)
        var settings = Self.settings[pair.decoration] ?? [:]
        settings["base"] = pair.base
        var specification = Blobs.specification(
            try AlgorithmConfiguration(type, settings: settings),
            // Mixed rows teach slowly.
            steps: pair.base == ReMixMatch.card.name ? 360 : 120
        )
        specification.network = .perceptron(inputs: 6, hidden: [16], classes: 3, batchNorm: true)
        var run = try TrainingRun(specification, data: Blobs.data(labeled: 30))
        let accuracy = try Blobs.accuracy(run.finish())
        // A classifier that nothing teaches has a third.
        #expect(accuracy > 0.45, "\(accuracy)")
    }

    @Test("A base has settings of its own, and others are refused by name")
    func settings() throws {
        let plain = try AlgorithmConfiguration(ABC.self, settings: ["base": "fix_match"])
        #expect(plain == AlgorithmConfiguration(ABC()))
        var changed = ABC()
        try changed.set("base", to: "fix_match:unlabeled_ratio=7,threshold=0.5")
        let needs = try changed.recipe(for: TaskFacts(network: Blobs.network(), steps: 10))
            .phases[0].objective?.needs
        var seven = FixMatch()
        seven.unlabeledRatio = 7
        #expect(needs?.streams[.unlabeled] == seven.objective().needs.streams[.unlabeled])
        for (text, message) in [
            ("fix_match:treshold=1", "threshold"), ("fix_match:threshold=2", "0.0 to 1.0; got 2.0"),
            ("fix_match:threshold", "KEY=VALUE"), ("fix_match:", "KEY=VALUE"),
            ("fix_match:threshold=1,threshold=1", "each key once"),
            ("fixmatch", "did you mean"),
        ] {
            let failure = #expect(throws: Failure.self) { try changed.set("base", to: text) }
            #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
            #expect(failure?.field == "base")
        }
    }
}
