import Domain
import Networks
import SemiSupervised
import Testing
import Training

/// What unlabelled rows do to a run, for every algorithm of the list.
@Suite("Unlabelled rows teach, and with their weights 0 they do not")
struct UnlabeledRowsTests {
    /// Those whose labelled rows are changed by unlabelled ones even where the weights of the terms are 0.
    private static let mixing: [String: String] = [
        "mix_match": "labelled rows are mixed with unlabelled ones",
        "re_mix_match": "labelled rows are mixed with unlabelled ones",
        "co_ssl": "features of labelled rows are mixed with those of unlabelled ones",
        "crest": "rows that were unlabelled join the labels of later generations",
        "crest_plus": "rows that were unlabelled join the labels of later generations",
        "s3vm": "the balance of the classes is that of all rows",
        "abc": "the second classifier has one weight for labelled and unlabelled rows",
    ]

    private static let names = Algorithms.cards.filter(\.usesUnlabeled).map(\.name)

    /// A run's weights, from labels that are the same, without what rows have in common: normalisation by batches and
    /// dropout.
    private static func run(
        _ name: String,
        pool: [UInt8],
        settings: [String: String] = [:]
    ) throws -> Parameters {
        let type = try Algorithms.named(name)
        let algorithm = try AlgorithmConfiguration(type, settings: settings)
        var specification = TrainingJobSpecification(
            algorithm: algorithm,
            network: .perceptron(inputs: Blobs.dimension, hidden: [8], classes: Blobs.classes),
            seed: 4
        )
        specification.optimization.steps = 24
        let known = Blobs.draw(9, seed: 1)
        let data = try TrainingData(
            input: Blobs.input,
            classes: Blobs.classes,
            labeled: known.bytes,
            labels: known.labels,
            unlabeled: pool
        )
        let teacher =
            type.card.teacher == .required
            ? TrainedModel(
                network: specification.network,
                parameters: try Network(specification.network).initialParameters(seed: 2)
            ) : nil
        var run = try TrainingRun(specification, data: data, teacher: teacher)
        return try run.finish().parameters
    }

    @Test("Another pool gives another model", arguments: names)
    func teach(_ name: String) throws {
        // From the first step on, and whatever the confidence.
        let type = try Algorithms.named(name)
        var settings: [String: String] = [:]
        let fields = Set(type.catalog.map(\.name))
        if fields.contains("threshold") { settings["threshold"] = "0" }
        if fields.contains("warm_up") { settings["warm_up"] = "0" }
        if case .integer(let range) = type.catalog.first(where: { $0.name == "periods" })?.domain {
            // The fewest that there may be are enough.
            settings["periods"] = "\(range.lowerBound)"
        }
        #expect(
            try Self.run(name, pool: Blobs.draw(60, seed: 21).bytes, settings: settings)
                != Self.run(name, pool: Blobs.draw(60, seed: 22).bytes, settings: settings)
        )
    }

    /// Those of whose terms each has a weight, of their own or of the base that they decorate.
    private static let silent = names.filter { name in
        let type = try? Algorithms.named(name)
        let isWeighted =
            type?.catalog.contains { $0.name == "unlabeled_weight" || $0.name == "base" } ?? false
        return isWeighted && mixing[name] == nil
    }

    /// Every weight of an unlabelled term 0.
    private static func zeros(_ name: String) throws -> [String: String] {
        var settings: [String: String] = [:]
        for parameter in try Algorithms.named(name).catalog {
            if parameter.name.hasSuffix("_weight") || parameter.name == "evenness" {
                settings[parameter.name] = "0"
            }
            if parameter.name == "base" { settings["base"] = "fix_match:unlabeled_weight=0" }
        }
        return settings
    }

    @Test("Every decoration is among those whose weights are 0, or is said why not")
    func decorations() {
        let decorations = Algorithms.all.filter { $0.catalog.contains { $0.name == "base" } }
            .map { $0.card.name }
        #expect(decorations.count > 4)
        for name in decorations {
            #expect(Self.silent.contains(name) != (Self.mixing[name] != nil), "\(name)")
        }
    }

    @Test("With every weight of unlabelled terms 0 the pool changes nothing", arguments: silent)
    func silence(_ name: String) throws {
        let settings = try Self.zeros(name)
        // The same rows in another order: what is drawn of all rows, such as their range, is the same.
        let pool = Blobs.draw(60, seed: 21).bytes
        let size = Blobs.input.mostBytes
        let others = stride(from: pool.count - size, through: 0, by: -size).flatMap {
            pool[$0..<$0 + size]
        }
        #expect(
            try Self.run(name, pool: pool, settings: settings)
                == Self.run(name, pool: others, settings: settings)
        )
    }

    /// Those whose labelled part is another one than that of supervised training, on either view.
    private static let otherLabeledParts: [String: String] = [
        "pseudo_label_2013": "its loss is the logistic one of each class",
        "de_fix_match": "labelled rows are seen in both views",
        "dash": "the learning rate begins anew after the steps that measure the first loss",
        "multi_match": "three classifiers learn from the labels",
        "open_match": "a classifier of outliers learns from the labels",
        "tras": "the second classifier, which is released, learns from adjusted labels",
    ]

    @Test(
        "With every weight of unlabelled terms 0 it is supervised training, to the bit",
        arguments: silent.filter { otherLabeledParts[$0] == nil }
    )
    func supervised(_ name: String) throws {
        let recipe = try AlgorithmConfiguration(Algorithms.named(name))
            .recipe(for: TaskFacts(network: .linear(inputs: 2, classes: 2), steps: 9))
        let views = recipe.phases.last?.objective?.needs.streams[.labeled]?.views
        let origin = views == [.weak] ? "supervised" : "supervised_strong"
        let pool = Blobs.draw(60, seed: 21).bytes
        let found = try Self.run(name, pool: pool, settings: Self.zeros(name))
        #expect(try found.values == Self.run(origin, pool: pool).values, "beside \(origin)")
    }
}
