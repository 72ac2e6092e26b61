import Foundation
import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Consistency objectives")
struct ObjectiveTests {
    static let context = StepContext(step: 3, totalSteps: 10)

    /// A batch whose rows are logits of 4 classes.
    static func batch(labeled: Int = 3, unlabeled: Int = 6, views: Int = 2) -> Batch {
        Batch(
            labeled: [randomMatrix(labeled, 4, seed: 11, spread: 1)],
            labels: randomLabels(labeled, classes: 4, seed: 12),
            unlabeled: (0..<views).map { randomMatrix(unlabeled, 4, seed: 20 + UInt64($0)) },
            indices: Array(0..<unlabeled)
        )
    }

    /// The joint gradient and the report of one step.
    static func run(
        _ objective: some Objective,
        _ batch: Batch,
        context: StepContext = Self.context
    ) -> (report: LossReport, gradient: [Float]) {
        var objective = objective
        var models = IdentityModels()
        let report = objective.step(batch, at: context, on: &models)
        return (report, models.gradients.flatMap(\.values))
    }

    @Test("FixMatch keeps all, some or no rows", arguments: [(Float(0), 6), (0.75, -1), (1.01, 0)])
    func thresholds(_ threshold: Float, _ kept: Int) {
        var parameters = FixMatch()
        parameters.threshold = threshold
        let objective = parameters.objective()
        let batch = Self.batch()
        let (report, gradient) = Self.run(objective, batch)
        let count = report.weights.filter { $0 == 1 }.count
        if kept >= 0 { #expect(count == kept) } else { #expect((1...5).contains(count)) }

        // Hard labels and thresholds are constant almost everywhere, so the whole loss may be
        // differenced; the weak rows must come out 0.
        let rows = concatenated(batch.labeledViews + batch.unlabeledViews)
        let numeric = centralDifferences(at: rows) { moved in
            var copy = batch
            copy.labeledViews = [moved.rows(0..<3)]
            copy.unlabeledViews = [moved.rows(3..<9), moved.rows(9..<15)]
            return Self.run(objective, copy).report.total
        }
        expectClose(gradient, numeric.values, absolute: 5e-5, relative: 1e-3)
        #expect(gradient[12..<36].allSatisfy { $0 == 0 })
        if kept == 0 { #expect(gradient[36...].allSatisfy { $0 == 0 }) }
        if kept == 6 { #expect(gradient[36...].contains { $0 != 0 }) }
    }

    @Test("Pseudo-Label differentiates the view that it labels", arguments: [Float(0), 0.75, 1.01])
    func pseudoLabel(_ threshold: Float) {
        var parameters = PseudoLabel()
        parameters.threshold = threshold
        let objective = parameters.objective
        let batch = Self.batch(views: 1)
        let (report, gradient) = Self.run(objective, batch)
        let rows = concatenated(batch.labeledViews + batch.unlabeledViews)
        let numeric = centralDifferences(at: rows) { moved in
            var copy = batch
            copy.labeledViews = [moved.rows(0..<3)]
            copy.unlabeledViews = [moved.rows(3..<9)]
            return Self.run(objective, copy).report.total
        }
        expectClose(gradient, numeric.values, absolute: 5e-5, relative: 1e-3)
        // Step 3 of 10 with a ramp over 0.4 of them.
        expectClose(report.total, report.supervised + 0.75 * report.consistency)
    }

    @Test(
        "Distillation differentiates the student alone",
        arguments: TargetKind.allCases,
        [Float(0), 0.3]
    )
    func distillation(_ targets: TargetKind, _ labelWeight: Float) {
        var parameters = Distillation()
        parameters.targets = targets
        parameters.labelWeight = labelWeight
        let objective = parameters.objective()
        var batch = Self.batch(views: 1)
        if labelWeight == 0 { batch.streams[.labeled] = nil }
        #expect(objective.needs.views(.labeled).count == batch.labeledViews.count)
        let teacher = randomMatrix(6, 4, seed: 40)
        func run(_ batch: Batch) -> (report: LossReport, gradient: [Float]) {
            var objective = objective
            var models = IdentityModels(teacher: teacher)
            let report = objective.step(batch, at: Self.context, on: &models)
            return (report, models.gradients.flatMap(\.values))
        }
        let labeled = batch.labeledViews.count * 3
        let numeric = centralDifferences(
            at: concatenated(batch.labeledViews + batch.unlabeledViews)
        ) {
            moved in
            var copy = batch
            if labeled > 0 { copy.labeledViews = [moved.rows(0..<labeled)] }
            copy.unlabeledViews = [moved.rows(labeled..<labeled + 6)]
            return run(copy).report.total
        }
        expectClose(run(batch).gradient, numeric.values, absolute: 1e-4, relative: 1e-3)
    }

    @Test("Permuting the unlabeled rows permutes weights, labels and gradients")
    func permutation() {
        var parameters = FixMatch()
        parameters.threshold = 0.7
        let objective = parameters.objective()
        let batch = Self.batch()
        let order = [4, 2, 0, 5, 1, 3]
        var moved = batch
        moved.unlabeledViews = batch.unlabeledViews.map { permuted($0, order) }
        moved.streams[.unlabeled]?.indices = order
        let (first, second) = (Self.run(objective, batch), Self.run(objective, moved))
        #expect(second.report.weights == order.map { first.report.weights[$0] })
        #expect(second.report.pseudoLabels == order.map { first.report.pseudoLabels[$0] })
        let student = Matrix(rows: 6, columns: 4, values: Array(first.gradient.suffix(24)))
        #expect(Array(second.gradient.suffix(24)) == permuted(student, order).values)
        expectClose(second.report.total, first.report.total)
    }

    @Test("Weights are in 0...1, one for each row")
    func weightRange() {
        let targets = PseudoTargets(
            probabilities: softmax(randomMatrix(50, 5, seed: 9)),
            indices: Array(0..<50)
        )
        for threshold in [Float(0), 0.5, 0.95, 1] {
            let weights = FixedThreshold(threshold).judge(targets, in: Self.context).weights
            #expect(weights.count == 50)
            #expect(weights.allSatisfy { (0...1).contains($0) })
            #expect(
                zip(weights, targets.confidence).allSatisfy { ($0 == 1) == ($1 >= threshold) }
            )
        }
    }

    @Test("A confidence equal to the threshold counts; one that is no number does not")
    func thresholdItself() {
        let targets = PseudoTargets(
            probabilities: Matrix(rows: 3, columns: 2, values: [0.75, 0.25, 0.7, 0.3, .nan, .nan]),
            indices: [0, 1, 2]
        )
        let weights = FixedThreshold(0.75).judge(targets, in: Self.context).weights
        #expect(weights == [1, 0, 0])
    }

    @Test("Which passes run and what they move")
    func passes() {
        func passes(_ objective: some Objective, views: Int) -> [String] {
            var objective = objective
            var models = IdentityModels()
            _ = objective.step(Self.batch(views: views), at: Self.context, on: &models)
            return models.passes
        }
        #expect(passes(FixMatch().objective(), views: 2) == ["15 train"])
        // Labelled, strong, weak.
        #expect(
            passes(FixMatch().objective(passes: .separate), views: 2)
                == ["3 train", "6 train", "6 train of student"]
        )
        #expect(
            passes(FixMatch().objective(passes: .separateFrozen), views: 2)
                == [
                    "3 train", "6 trainFrozenStatistics", "6 trainFrozenStatistics of student",
                ]
        )
        #expect(
            passes(PseudoLabel().objective, views: 1) == ["3 train", "6 trainFrozenStatistics"]
        )
    }

    @Test("Separate passes give the joint loss where rows do not meet")
    func passesAgree() {
        let joint = Self.run(FixMatch().objective(), Self.batch())
        let separate = Self.run(FixMatch().objective(passes: .separate), Self.batch())
        #expect(joint.report == separate.report)
        #expect(joint.gradient.prefix(12) == separate.gradient.prefix(12))
        #expect(joint.gradient.suffix(24) == separate.gradient.suffix(24))
    }

    @Test("The weight of the unlabeled loss over the run")
    func schedule() {
        func weights(_ schedule: WeightSchedule) -> [Float] {
            (0..<5).map { schedule.weight(in: StepContext(step: $0, totalSteps: 4)) }
        }
        #expect(weights(.constant(2)) == [2, 2, 2, 2, 2])
        #expect(weights(.ramp(to: 2, from: 0, until: 1)) == [0, 0.5, 1, 1.5, 2])
        #expect(weights(.ramp(to: 2, from: 0.5, until: 1)) == [0, 0, 0, 1, 2])
        #expect(weights(.ramp(to: 2, from: 0, until: 0)) == [2, 2, 2, 2, 2])
    }
}
