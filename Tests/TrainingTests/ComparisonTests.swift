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
        var run = try ComparisonRun(plan, data: data, files: files(scratch))
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
            var run = try ComparisonRun(plan, data: data, files: files(scratch))
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

    @Test("A budget ends it after whole splits, and one that is too small says so")
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
        plan.candidates[0].optimization.steps = 100_000
        do {
            _ = try self.report(plan, data)
            Issue.record("a budget of a second")
        } catch let failure as Failure {
            #expect(failure.message.contains("before each algorithm had been trained on one split"))
        }
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
        #expect(
            report.verdict.contains(
                "not distinguishable from fix_match, since their intervals hold 0: supervised"
            )
        )
        #expect(report.verdict.contains("worse than fix_match: mean_teacher"))
        five.repetitions = 1
        let same = try ComparisonReport(
            five,
            trials([[9, 9, 9, 9, 9], [10, 10, 10, 10, 10], [9, 9, 9, 9, 9], [8, 10, 9, 9, 8]]),
            labeled: 50
        )
        // One row more in each of five splits is no proof.
        #expect(!same.isDistinguishable && same.recommended == 0)
        #expect(same.verdict.hasPrefix("fix_match is recommended: no other is shown to be better"))
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

    @Test("A search finds settings that learn where the given ones do not, and its own time counts")
    func search() throws {
        var useless = FixMatch()
        useless.unlabeledWeight = 100
        var plan = plan([useless, Supervised()], steps: 40)
        plan.folds = 2
        plan.draws = 8
        let data = try Blobs.data(labeled: 24)
        let report = try #require(try report(plan, data))
        #expect(report.splits == 2)
        #expect(report.settings.name == report.rows[report.recommended].algorithm.name)
        let again = try #require(try self.report(plan, data))
        #expect(again.settings == report.settings)
        #expect(again.rows.map(\.accuracy) == report.rows.map(\.accuracy))
    }
}
