import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Gradients of the further losses equal central differences")
struct FurtherGradientTests {
    private static func check(
        _ analytic: Matrix,
        at point: Matrix,
        _ what: String,
        _ value: (Matrix) -> Float
    ) {
        let numeric = centralDifferences(at: point, value)
        expectClose(analytic.values, numeric.values, absolute: 1e-4, relative: 4e-3, what)
        #expect(analytic.values.contains { abs($0) > 1e-5 }, "\(what): all are 0")
    }

    @Test("Decisions for each class: hard negatives, entropy, two views", arguments: [2, 5])
    func oneVersusAll(_ classes: Int) {
        let logits = randomMatrix(4, 2 * classes, seed: 31)
        let other = randomMatrix(4, 2 * classes, seed: 32)
        let labels = (0..<4).map { $0 % classes }
        Self.check(
            OneVersusAll(logits).hardNegatives(labels, scale: 2).gradient,
            at: logits,
            "hard"
        ) {
            2 * OneVersusAll($0).hardNegatives(labels).loss
        }
        Self.check(OneVersusAll(logits).entropy(scale: 3).gradient, at: logits, "entropy") {
            3 * OneVersusAll($0).entropy().loss
        }
        let pair = OneVersusAll(logits).consistency(with: OneVersusAll(other), scale: 2)
        Self.check(pair.own, at: logits, "own view") {
            2 * OneVersusAll($0).consistency(with: OneVersusAll(other)).loss
        }
        Self.check(pair.others, at: other, "other view") {
            2 * OneVersusAll(logits).consistency(with: OneVersusAll($0)).loss
        }
    }

    @Test("Predictions of the average", arguments: [2, 6])
    func bootstrap(_ rows: Int) {
        let (predictions, targets) = (
            randomMatrix(rows, 3, seed: 33), randomMatrix(rows, 3, seed: 34)
        )
        Self.check(bootstrapLoss(predictions, of: targets).gradient, at: predictions, "prediction")
        {
            bootstrapLoss($0, of: targets).loss
        }
    }

    @Test("Swapped predictions of two and four views", arguments: [2, 4])
    func swapped(_ views: Int) {
        let scores = randomMatrix(3 * views, 4, seed: 35)
        let assignments = (0..<2).map { softmax(randomMatrix(3, 4, seed: 36 + UInt64($0))) }
        let gradient = swappedPrediction(scores, assignments, temperature: 0.5).gradient
        Self.check(gradient, at: scores, "scores") {
            swappedPrediction($0, assignments, temperature: 0.5).loss
        }
    }

    @Test("Features of two views", arguments: CRMatch.Features.allCases, [true, false])
    func distance(_ kind: CRMatch.Features, _ teachesWeak: Bool) throws {
        let features = randomMatrix(6, 4, seed: 38)
        let term = FeatureDistance(weight: 2, kind: kind, teachesWeak: teachesWeak)
        func part(_ features: Matrix) -> AuxiliaryPart {
            var context = StepContext(step: 0, totalSteps: 1)
            let rows = AuxiliaryRows(
                [.viewFeatures: features],
                labels: [],
                weak: 0..<3,
                strong: 3..<6,
                weights: [1, 0, 1]
            )
            return term.evaluate(rows, in: &context)
        }
        let analytic = try #require(part(features).gradients[.viewFeatures])
        let numeric = centralDifferences(at: features) { part($0).terms["distance"] ?? 0 }
        let learned = teachesWeak ? 0..<6 : 3..<6
        expectClose(
            analytic.rows(learned).values,
            numeric.rows(learned).values,
            absolute: 1e-4,
            relative: 4e-3
        )
        #expect(analytic.rows(0..<3).values.contains { $0 != 0 } == teachesWeak)
    }

    @Test("FreeMatch's evenness, on the rows that count")
    func evenness() throws {
        var parameters = FreeMatch()
        parameters.evenness = 0.7
        var policy = SelfAdaptiveThreshold(parameters)
        let logits = randomMatrix(6, 4, seed: 39)
        let said = PseudoTargets(.logits(randomMatrix(6, 4, seed: 40)), indices: Array(0..<6))
        var judgement = policy.judge(said, in: StepContext(step: 0, totalSteps: 1))
        judgement.weights = [1, 0, 1, 1, 0, 1]
        let term = try #require(policy.regularizer(logits, said, judgement))
        Self.check(term.gradient, at: logits, "evenness") {
            policy.regularizer($0, said, judgement)?.loss ?? 0
        }
    }

    @Test("The balanced classifiers of ABC and TRAS", arguments: ["abc", "tras"])
    func balanced(_ name: String) throws {
        let logits = randomMatrix(8, 3, seed: 41)
        let rows = { (logits: Matrix) in
            AuxiliaryRows(
                [.balancedClassifier: logits],
                labels: [0, 2],
                weak: 2..<5,
                strong: 5..<8
            )
        }
        // Targets are constants: the weak rows are held.
        func part(_ changed: Matrix) throws -> AuxiliaryPart {
            var values = changed
            values.values.replaceSubrange(6..<15, with: logits.values[6..<15])
            var context = StepContext(
                step: 5,
                totalSteps: 10,
                random: SeededRandom(seed: 3),
                classCounts: [4, 3, 1]
            )
            let objective: any DecoratedObjective
            if name == "abc" {
                var parameters = ABC()
                parameters.threshold = 0
                objective = parameters.objective
            } else {
                var parameters = TRAS()
                parameters.threshold = 0
                objective = parameters.objective()
            }
            var term = try #require(objective.auxiliary)
            return term.evaluate(rows(values), in: &context)
        }
        let analytic = try #require(part(logits).gradients[.balancedClassifier])
        Self.check(analytic, at: logits, name) { (try? part($0).terms["balanced"]) ?? 0 }
    }
}
