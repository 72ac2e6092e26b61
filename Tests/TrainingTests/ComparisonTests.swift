import Domain
import Foundation
import SemiSupervised
import Testing
import Training

@Suite("Algorithms are compared on the same splits of the labelled rows")
struct ComparisonTests {
    private func plan(_ algorithms: [any Algorithm], steps: Int = 30) -> ComparisonPlan {
        var plan = ComparisonPlan(
            candidates: algorithms.map {
                Blobs.specification(AlgorithmConfiguration($0), steps: steps)
            }
        )
        plan.folds = 3
        return plan
    }

    private func files(_ scratch: ScratchFolder) -> ComparisonRun.Files {
        ComparisonRun.Files(
            trialsPath: scratch.file("7.comparison"),
            checkpointPath: scratch.file("7.checkpoint")
        )
    }

    private func report(
        _ plan: ComparisonPlan,
        _ data: TrainingData,
        _ report: @escaping (TrainingProgress) -> TrainingDirective = { _ in .proceed }
    ) throws -> ComparisonReport? {
        let scratch = try ScratchFolder()
        let run = try ComparisonRun(plan, data: data, files: files(scratch))
        guard case .finished(let found) = try run.run(report) else { return nil }
        return found
    }

    /// Trials of which candidate `i` got `right[i][split]` of ten rows right.
    private func trials(_ right: [[Int]]) -> [ComparisonTrial] {
        right.enumerated().flatMap { index, own in
            own.enumerated().map { split, right in
                ComparisonTrial(
                    candidate: index,
                    split: split,
                    right: right,
                    tested: 10,
                    trained: 40,
                    cpuSeconds: 1
                )
            }
        }
    }

    @Test("Every row of a class with others is tested once, and no class is left without a row")
    func folds() throws {
        for (seed, count) in [(1, 11), (2, 40), (3, 97)] as [(UInt64, Int)] {
            var generator = SeededGenerator(seed: seed)
            let labels = (0..<count).map { _ in generator.below(5) } + [5]
            for folds in [2, 3, 5] {
                let parts = try StratifiedFolds(labels: labels, folds: folds, seed: seed)
                let alone = labels.indices.filter { row in
                    !labels.indices.contains { $0 != row && labels[$0] == labels[row] }
                }
                let all = parts.tested.flatMap(\.self).sorted()
                #expect(all == labels.indices.filter { !alone.contains($0) })
                let sizes = parts.tested.map(\.count)
                #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
                for part in 0..<folds {
                    let learned = parts.learned(but: part, of: labels.count)
                    #expect(Set(learned).isDisjoint(with: parts.tested[part]))
                    #expect(learned.count + parts.tested[part].count == labels.count)
                    #expect(Set(learned.map { labels[$0] }) == Set(labels))
                }
                #expect(try StratifiedFolds(labels: labels, folds: folds, seed: seed) == parts)
            }
        }
        let few = [0, 0, 1, 2]
        #expect(throws: Failure.self) { try StratifiedFolds(labels: few, folds: 3, seed: 1) }
    }

    @Test("A part of the labelled rows holds those and no others")
    func kept() throws {
        let all = try Blobs.data(labeled: 12)
        let part = all.keeping(labeled: [2, 5, 11]).keeping(labeled: [0, 2])
        #expect(part.labels == [all.labels[2], all.labels[11]])
        #expect(part.labeledCount == 2 && part.unlabeledCount == all.unlabeledCount)
        for (place, row) in [(0, 2), (1, 11)] {
            var (own, whole): ([Float], [Float]) = ([], [])
            part.appendLabeled(place, to: &own)
            all.appendLabeled(row, to: &whole)
            #expect(own == whole)
        }
    }

    @Test("A table of all candidates over all splits; the same again with the same seed")
    func table() throws {
        let plan = plan([Supervised(), FixMatch(), S3VM()])
        let data = try Blobs.data(labeled: 30)
        let first = try #require(try report(plan, data))
        #expect(first.rows.map(\.name) == ["supervised", "fix_match", "s3vm"])
        #expect(first.splits == 3 && first.plannedSplits == 3 && first.labeled == 30)
        #expect(first.reference == 1 && first.rows[1].difference == nil)
        for row in first.rows {
            #expect(row.failure == nil && row.accuracy > 0.5 && row.cpuSeconds > 0)
        }
        var second = try #require(try report(plan, data))
        for index in second.rows.indices {
            second.rows[index].cpuSeconds = first.rows[index].cpuSeconds
        }
        #expect(second == first)
    }

    @Test("Stopped after any number of steps and begun again it comes to the same")
    func resumed() throws {
        let plan = plan([Supervised(), FixMatch()], steps: 10)
        let data = try Blobs.data(labeled: 15)
        let whole = try #require(try report(plan, data))
        let scratch = try ScratchFolder()
        var (found, attempts): (ComparisonReport?, Int) = (nil, 0)
        while found == nil, attempts < 60 {
            attempts += 1
            var (steps, last) = (0, 0)
            let run = try ComparisonRun(plan, data: data, files: files(scratch))
            let outcome = try run.run { progress in
                #expect(progress.overallStep >= last && progress.overallSteps == 6000)
                last = progress.overallStep
                steps += 1
                // A kill now and then: what was done since the checkpoint is lost.
                if steps == 7 { return attempts % 3 == 0 ? .cancel : .checkpointAndStop }
                return steps == 4 ? .checkpoint : .proceed
            }
            if case .finished(let report) = outcome { found = report }
        }
        var again = try #require(found)
        #expect(attempts > 5)
        for index in again.rows.indices {
            again.rows[index].cpuSeconds = whole.rows[index].cpuSeconds
        }
        #expect(again == whole)
    }

    @Test("One that cannot be trained says why, and the others are compared")
    func failing() throws {
        let data = try Blobs.data(labeled: 15, unlabeled: 0)
        let report = try #require(try report(plan([FixMatch(), Supervised(), S3VM()]), data))
        #expect(report.rows[0].failure?.contains("there are none") == true)
        #expect(report.reference == 1 && report.rows[0].difference == nil)
        var pretraining = SimCLR()
        pretraining.pretraining.release = .preTrained
        let none = plan([pretraining, FixMatch()])
        #expect(throws: Failure.self) { try self.report(none, data) }
    }

    @Test("A budget ends it after whole splits, the first at the earliest")
    func budget() throws {
        var plan = plan([Supervised(), FixMatch()], steps: 2000)
        plan.folds = 2
        plan.repetitions = 100
        plan.cpuSeconds = 1
        let data = try Blobs.data(labeled: 12)
        var trained: Set<String> = []
        let report = try #require(
            try report(plan, data) { progress in
                trained.insert(progress.name)
                return .proceed
            }
        )
        #expect(report.splits < 200 && report.splits >= trained.count / 2 - 1)
        #expect(
            report.verdict.contains("the CPU budget ended after \(report.splits) of 200 splits")
        )
        // The first split is made whatever it takes, here some seconds.
        plan.candidates[0].optimization.steps = 200_000
        #expect(try self.report(plan, data)?.splits == 1)
    }

    @Test("Only what leaves 0 out is called better or worse")
    func verdicts() throws {
        let plan = plan([FixMatch(), Supervised(), MixMatch(), MeanTeacher()])
        var five = plan
        five.folds = 5
        five.repetitions = 2
        let right = [[7, 7, 8, 7, 6], [7, 8, 7, 8, 6], [10, 10, 10, 10, 10], [1, 2, 1, 1, 2]]
        let report = try ComparisonReport(five, trials(right.map { $0 + $0 }), labeled: 50)
        #expect(report.isDistinguishable && report.recommended == 2)
        #expect(
            report.verdict.hasPrefix(
                "mix_match is recommended: better than fix_match by 30.0 points"
            )
        )
        // With a recommendation nothing is called not distinguishable.
        #expect(report.verdict.contains("no difference from fix_match is shown of supervised"))
        #expect(!report.verdict.contains("not distinguishable"))
        #expect(report.verdict.contains("worse than fix_match: mean_teacher"))
        five.repetitions = 1
        let same = try ComparisonReport(
            five,
            trials([[9, 9, 9, 9, 9], [10, 10, 10, 10, 10], [9, 9, 9, 9, 9], [8, 10, 9, 9, 8]]),
            labeled: 50
        )
        // One row more in each of five splits is no proof.
        #expect(!same.isDistinguishable && same.recommended == nil && same.settings == nil)
        #expect(
            same.verdict
                == "not distinguishable from fix_match, since their intervals hold 0: supervised, mix_match, "
                + "mean_teacher; the highest mean is that of supervised, which chance may have made"
        )
    }

    @Test("What is listed first is recommended only where all others are shown to be worse")
    func first() throws {
        var plan = plan([MixMatch(), Supervised(), MeanTeacher()])
        plan.folds = 5
        plan.repetitions = 2
        let low = [[7, 7, 8, 7, 6], [7, 8, 7, 8, 6], [6, 7, 8, 7, 7]]
        let open = try ComparisonReport(plan, trials(low.map { $0 + $0 }), labeled: 50)
        #expect(open.reference == 0 && open.recommended == nil && !open.isDistinguishable)
        #expect(open.verdict.hasPrefix("not distinguishable from mix_match"))
        #expect(!open.verdict.contains("recommended"))
        let high = [[10, 10, 10, 9, 10], [4, 5, 4, 5, 3], [3, 4, 5, 4, 4]]
        let ahead = try ComparisonReport(plan, trials(high.map { $0 + $0 }), labeled: 50)
        #expect(ahead.recommended == 0 && ahead.isDistinguishable)
        #expect(
            ahead.verdict == "mix_match is recommended: better than supervised, mean_teacher"
        )
    }

    @Test(
        "Differences are from FixMatch where it is among them, and else from the first",
        arguments: [
            ([Supervised(), SupervisedStrong()], 0), ([SupervisedStrong(), Supervised()], 0),
            ([Supervised(), MeanTeacher(), SupervisedStrong()], 0),
            ([Supervised(), MixMatch(), FixMatch()], 2),
        ] as [([any Algorithm], Int)]
    )
    func reference(_ algorithms: [any Algorithm], _ expected: Int) throws {
        let plan = plan(algorithms)
        let right = Array(repeating: [7, 8, 7], count: algorithms.count)
        #expect(try ComparisonReport(plan, trials(right), labeled: 30).reference == expected)
    }

    @Test("A split that one of them was not trained on counts for none")
    func paired() throws {
        var plan = plan([FixMatch(), Supervised()])
        plan.folds = 4
        let report = try ComparisonReport(plan, trials([[5, 6, 7, 10], [5, 6, 7]]), labeled: 40)
        #expect(report.splits == 3 && abs(report.rows[0].accuracy - 0.6) < 1e-12)
        #expect(report.rows[1].difference?.mean == 0)
    }

    @Test("The same algorithm with two settings is told apart by them")
    func named() throws {
        var other = FixMatch()
        other.threshold = 0.5
        let plan = plan([FixMatch(), other, Supervised()])
        try plan.validate()
        #expect(
            ComparisonReport.names(of: plan)
                == ["fix_match", "fix_match(threshold=0.5)", "supervised"]
        )
        for wrong in [
            self.plan([FixMatch()]), self.plan([FixMatch(), FixMatch()]),
            self.plan([FixMatch(), Distillation()]),
        ] {
            #expect(throws: Failure.self) { try wrong.validate() }
        }
    }

    @Test("Settings are drawn within the ranges of the card, those that are given first")
    func draws() throws {
        for type in Algorithms.all {
            let given = AlgorithmConfiguration(type.init())
            let drawn = HyperParameterSearch.settings(of: given, count: 6, seed: 3)
            #expect(drawn.first == given && Set(drawn).count == drawn.count)
            for one in drawn { try one.algorithm.validate() }
            let numbers = type.catalog.contains {
                if case .number = $0.domain { true } else { false }
            }
            #expect(drawn.count == 6 || !numbers, "\(given.name)")
            #expect(HyperParameterSearch.settings(of: given, count: 6, seed: 3) == drawn)
            #expect(
                HyperParameterSearch.settings(of: given, count: 6, seed: 4) != drawn || !numbers
            )
        }
    }

    @Test("Weights are drawn about what they are, and shares over their whole range")
    func magnitudes() throws {
        let drawn = HyperParameterSearch.settings(
            of: AlgorithmConfiguration(FixMatch()),
            count: 64,
            seed: 1
        )
        func values(_ name: String) -> [Float] {
            drawn.compactMap { $0.algorithm.settings[name].flatMap(Float.init) }
        }
        let weights = values("unlabeled_weight")
        #expect(weights.allSatisfy { (0.1...10).contains($0) })
        #expect(weights.contains { $0 < 0.5 } && weights.contains { $0 > 2 })
        let thresholds = values("threshold")
        #expect(thresholds.contains { $0 < 0.3 } && thresholds.allSatisfy { (0...1).contains($0) })
        // Unset where it is not drawn.
        let temperatures = values("temperature")
        #expect(!temperatures.isEmpty && temperatures.count < drawn.count)
    }

    /// Labels that nothing tells, and inputs that are easily learned by heart.
    private func noise(_ count: Int) throws -> TrainingData {
        let (bytes, _) = Blobs.draw(count, seed: 8)
        var generator = SeededGenerator(seed: 4)
        return try TrainingData(
            input: Blobs.input,
            classes: Blobs.classes,
            labeled: bytes,
            labels: (0..<count).map { _ in generator.below(Blobs.classes) },
            unlabeled: Blobs.draw(60, seed: 9).bytes
        )
    }

    @Test(
        "What is tested is not learned from, nor searched with: of labels by chance a third is right"
    )
    func honest() throws {
        var plan = plan([Supervised(), SelfTraining()], steps: 400)
        for index in plan.candidates.indices {
            plan.candidates[index].network = Blobs.network(hidden: 128, dropout: 0)
        }
        let data = try noise(90)
        for draws in [0, 4] {
            plan.draws = draws
            let report = try #require(try report(plan, data))
            for row in report.rows { #expect(row.accuracy < 0.55, "\(row.name) \(row.accuracy)") }
        }
    }

    @Test("A search is part of what is measured, and its time counts")
    func search() throws {
        var plan = plan([FixMatch(), Supervised()], steps: 40)
        plan.folds = 2
        let data = try Blobs.data(labeled: 24)
        let without = try #require(try report(plan, data))
        plan.draws = 8
        let report = try #require(try report(plan, data))
        #expect(report.splits == 2)
        // What is not recommended is not searched for.
        #expect((report.search == nil) == (report.recommended == nil))
        #expect(report.rows[0].cpuSeconds > without.rows[0].cpuSeconds)
        let again = try #require(try self.report(plan, data))
        #expect(again.settings == report.settings)
        #expect(again.rows.map(\.accuracy) == report.rows.map(\.accuracy))
    }

    @Test("The search for what is recommended is within the budget and told, or left out and told")
    func lastSearch() throws {
        // The other one cannot be trained without unlabelled rows.
        var plan = plan([Supervised(), S3VM()], steps: 400)
        plan.folds = 2
        plan.draws = 4
        let data = try Blobs.data(labeled: 24, unlabeled: 0)
        let made = try #require(try report(plan, data))
        guard case .made(let seconds) = made.search else {
            Issue.record("no search: \(made.verdict)")
            return
        }
        #expect(made.recommended == 0 && made.splits == 2)
        #expect(seconds > 0 && seconds < 4 * made.rows[0].cpuSeconds + 1)
        #expect(made.verdict.contains("the search for its settings among all labels took"))
        // Enough for the first split only, which is made whatever it takes.
        plan.cpuSeconds = 1
        for index in plan.candidates.indices {
            plan.candidates[index].optimization.steps = 12_000
        }
        let skipped = try #require(try report(plan, data))
        #expect(skipped.splits == 1 && skipped.rows[0].cpuSeconds > 0.5)
        #expect(skipped.search == .skipped && skipped.settings == plan.candidates[0].algorithm)
        #expect(skipped.verdict.contains("no search for its settings among all labels"))
    }

    @Test("A search that is stopped again and again goes on where it was", arguments: [150, 0])
    func stoppedSearch(_ unlabeled: Int) throws {
        // Without unlabelled rows one is recommended, since the other cannot be trained.
        let other: any Algorithm = unlabeled > 0 ? FixMatch() : S3VM()
        var plan = plan([other, Supervised()], steps: 16)
        plan.folds = 2
        plan.draws = 4
        let data = try Blobs.data(labeled: 24, unlabeled: unlabeled)
        let whole = try #require(try report(plan, data))
        let scratch = try ScratchFolder()
        var (found, attempts): (ComparisonReport?, Int) = (nil, 0)
        while found == nil, attempts < 400 {
            attempts += 1
            var steps = 0
            let run = try ComparisonRun(plan, data: data, files: files(scratch))
            let outcome = try run.run { _ in
                steps += 1
                return steps == 17 ? .checkpointAndStop : .proceed
            }
            if case .finished(let report) = outcome { found = report }
        }
        var again = try #require(found)
        #expect(attempts > (unlabeled > 0 ? 8 : 4))
        for index in again.rows.indices {
            again.rows[index].cpuSeconds = whole.rows[index].cpuSeconds
        }
        #expect(again.rows == whole.rows && again.settings == whole.settings)
        for report in [again, whole] { #expect((report.search == nil) == (unlabeled > 0)) }
    }

    @Test("A file that cannot be written ends a comparison, and condemns no algorithm")
    func unwritable() throws {
        let files = ComparisonRun.Files(
            trialsPath: "/nowhere/7.comparison",
            checkpointPath: "/nowhere/7.checkpoint"
        )
        let plan = plan([FixMatch(), Supervised()])
        let run = try ComparisonRun(plan, data: Blobs.data(labeled: 12), files: files)
        #expect(throws: Failure.self) { try run.run() }
    }
}
