import Domain
import Labeling
import Testing

/// One model's confidences and results over a fixed population, most confident first.
private struct ScoredPopulation {
    var examples: [ScoredExample]
    private var wrongUpTo: [Int] = [0]

    init(_ examples: [ScoredExample]) {
        self.examples = examples
        for example in examples.sorted(by: { $0.confidence > $1.confidence }) {
            wrongUpTo.append((wrongUpTo.last ?? 0) + (example.isCorrect ? 0 : 1))
        }
    }

    /// The error rate of what `threshold` accepts, counted over the whole population.
    func trueError(at threshold: Float) -> Double {
        let accepted = examples.count { $0.confidence >= threshold }
        return accepted == 0 ? 0 : Double(wrongUpTo[accepted]) / Double(accepted)
    }
}

/// What repeated certification of a sequence of models came to.
private struct Tally {
    var runs = 0
    var certified = 0
    /// Runs in which at least one certificate was broken.
    var broken = 0

    /// Whether so many broken runs are plausible where each breaks with at most `probability`.
    func isWithin(_ probability: Double) -> Bool {
        Binomial.atLeast(broken, of: runs, at: probability) > 0.01
    }
}

private let epsilon = 0.05
private let delta = 0.05

/// Draws gate and certify once per run and lets each model in turn take a look.
private func repeatedly(
    _ models: [ScoredPopulation],
    runs: Int,
    gateCount: Int,
    certifyCount: Int,
    seed: UInt64
) -> Tally {
    var generator = SeededGenerator(seed: seed)
    let size = models[0].examples.count
    var tally = Tally()
    for _ in 0..<runs {
        let gate = (0..<gateCount).map { _ in generator.below(size) }
        let certify = (0..<certifyCount).map { _ in generator.below(size) }
        var isBroken = false
        for (index, model) in models.enumerated() {
            let result = Certifier(epsilon: epsilon, delta: delta, look: index + 1).certify(
                gateConfidences: gate.map { model.examples[$0].confidence },
                examples: certify.map { model.examples[$0] }
            )
            guard case .certified(let test) = result.outcome else { continue }
            tally.certified += 1
            if model.trueError(at: test.threshold) > epsilon { isBroken = true }
        }
        tally.runs += 1
        if isBroken { tally.broken += 1 }
    }
    return tally
}

/// The same with each class certified by itself; an example is of one of the classes, equally often,
/// and a run is broken if at least one class is.
private func repeatedlyPerClass(
    _ classes: [ScoredPopulation],
    gateCount: Int,
    certifyCount: Int,
    seed: UInt64
) -> Tally {
    var generator = SeededGenerator(seed: seed)
    let certifier = Certifier(epsilon: epsilon, delta: delta, look: 1)
    func draw(_ count: Int) -> [[ScoredExample]] {
        var drawn = [[ScoredExample]](repeating: [], count: classes.count)
        for _ in 0..<count {
            let label = generator.below(classes.count)
            let all = classes[label].examples
            drawn[label].append(all[generator.below(all.count)])
        }
        return drawn
    }
    var tally = Tally()
    for _ in 0..<1000 {
        let gate = draw(gateCount)
        let certify = draw(certifyCount)
        let result = certifier.certify(
            classes.indices.map {
                ClassExamples(
                    name: "\($0)",
                    gateConfidences: gate[$0].map(\.confidence),
                    examples: certify[$0]
                )
            }
        )
        var isBroken = false
        for (model, found) in zip(classes, result.classes ?? []) {
            guard let test = found.certified else { continue }
            tally.certified += 1
            if model.trueError(at: test.threshold) > epsilon { isBroken = true }
        }
        tally.runs += 1
        if isBroken { tally.broken += 1 }
    }
    return tally
}

/// A model whose examples each have their own risk, of which the confidence is a noisy view.
private func synthetic(accuracy: Float, seed: UInt64) -> ScoredPopulation {
    var generator = SeededGenerator(seed: seed)
    let examples = (0..<20_000).map { _ in
        // A product of uniform numbers is a heavy-tailed risk with mean 1 - accuracy.
        let risk =
            8 * (1 - accuracy) * generator.uniform() * generator.uniform()
            * generator.uniform()
        let confidence = 1 - min(0.9, risk * generator.uniform(0.5, 1.5))
        return ScoredExample(confidence: confidence, isCorrect: generator.uniform() >= risk)
    }
    return ScoredPopulation(examples)
}

/// A model whose confidence says nothing and whose error rate is 5.05 % above any threshold: every
/// certificate that it gets is broken, so its share of certificates is near the level itself.
private func barelyTooBad(seed: UInt64) -> ScoredPopulation {
    var generator = SeededGenerator(seed: seed)
    let rate = 0.0505
    let ranked = (0..<20_000).map { rank in
        let isWrong = (Double(rank) * rate).rounded(.up) < (Double(rank + 1) * rate).rounded(.up)
        return ScoredExample(confidence: 1 - Float(rank) / 20_000, isCorrect: !isWrong)
    }
    return ScoredPopulation(ranked.shuffled(using: &generator))
}

private struct CachedModels: Decodable {
    struct Model: Decodable {
        var labels: Int
        var confidence: [Float]
        var correct: String
    }
    var models: [Model]

    var populations: [ScoredPopulation] {
        models.map { model in
            ScoredPopulation(
                zip(model.confidence, model.correct).map {
                    ScoredExample(confidence: $0, isCorrect: $1 == "1")
                }
            )
        }
    }
}

@Suite("Over 1,000 repetitions at most delta of the certificates are broken")
struct GuaranteeRepetitionTests {
    @Test("Synthetic models, first look", arguments: [0.9, 0.93, 0.96] as [Float])
    func firstLook(accuracy: Float) {
        let tally = repeatedly(
            [synthetic(accuracy: accuracy, seed: 1)],
            runs: 1000,
            gateCount: 200,
            certifyCount: 300,
            seed: 2
        )
        #expect(tally.isWithin(delta / 2), "\(tally)")
        #expect(tally.certified > 100, "\(tally)")
    }

    @Test("A model just over the promise is certified no more often than the level says")
    func hardest() {
        let tally = repeatedly(
            [barelyTooBad(seed: 3)],
            runs: 1000,
            gateCount: 200,
            certifyCount: 500,
            seed: 4
        )
        #expect(tally.isWithin(delta / 2), "\(tally)")
        #expect(tally.broken == tally.certified, "\(tally)")
        #expect(tally.broken > 5, "\(tally)")
    }

    @Test("Classes certified by themselves: in how few runs any of them is broken")
    func perClass() {
        let hardest = repeatedlyPerClass(
            (0..<4).map { barelyTooBad(seed: 20 + UInt64($0)) },
            gateCount: 400,
            certifyCount: 2000,
            seed: 9
        )
        #expect(hardest.isWithin(delta / 2), "\(hardest)")
        #expect(hardest.broken > 3, "\(hardest)")
        let mixed = repeatedlyPerClass(
            [
                synthetic(accuracy: 0.9, seed: 21), synthetic(accuracy: 0.94, seed: 22),
                synthetic(accuracy: 0.97, seed: 23), barelyTooBad(seed: 24),
            ],
            gateCount: 400,
            certifyCount: 1200,
            seed: 10
        )
        #expect(mixed.isWithin(delta / 2), "\(mixed)")
        #expect(mixed.certified > 1000, "\(mixed)")
    }

    @Test("A sequence of models on one certify split breaks no more than delta in all")
    func sequence() {
        let models = (0..<5).map { barelyTooBad(seed: 10 + UInt64($0)) }
        let hardest = repeatedly(models, runs: 1000, gateCount: 200, certifyCount: 600, seed: 5)
        #expect(hardest.isWithin(delta), "\(hardest)")
        let improving = [0.9, 0.92, 0.94, 0.95, 0.96].map {
            synthetic(accuracy: $0, seed: UInt64($0 * 1000))
        }
        let usual = repeatedly(improving, runs: 1000, gateCount: 200, certifyCount: 300, seed: 6)
        #expect(usual.isWithin(delta), "\(usual)")
        #expect(usual.certified > 1000, "\(usual)")
    }

    @Test("Real models of the digits, first look each")
    func realFirstLook() throws {
        let models = try Self.realModels()
        for (index, model) in models.enumerated() {
            let tally = repeatedly([model], runs: 1000, gateCount: 200, certifyCount: 300, seed: 7)
            #expect(tally.isWithin(delta / 2), "model \(index): \(tally)")
        }
    }

    @Test("Real models of the digits, one after the other on one certify split")
    func realSequence() throws {
        let tally = repeatedly(
            try Self.realModels(),
            runs: 1000,
            gateCount: 200,
            certifyCount: 300,
            seed: 8
        )
        #expect(tally.isWithin(delta), "\(tally)")
        #expect(tally.certified > 500, "\(tally)")
    }

    private static func realModels() throws -> [ScoredPopulation] {
        let models = try ownFile("guarantee/digits_confidence.json", as: CachedModels.self)
        for model in models.models { try #require(model.confidence.count == model.correct.count) }
        try #require(!models.models.isEmpty)
        return models.populations
    }
}
