package import Domain
internal import SemiSupervised

/// How a comparison ended.
package enum ComparisonOutcome: Sendable {
    /// With a table.
    case finished(ComparisonReport)
    /// It was told to stop; what was done is kept.
    case stopped
    /// It was told to throw everything away.
    case cancelled
}

/// The trainings of a comparison, one after the other: every candidate on the first split, then on the second.
///
/// Killed at any moment and started again with the same files, it goes on where it was. Which trainings are made
/// depends on the CPU time that those before took; what each comes to does not.
package struct ComparisonRun {
    private let plan: ComparisonPlan
    private let data: TrainingData
    private let threads: Int
    private let files: Files
    private let ledger: ComparisonLedger

    /// Where a comparison keeps what is done.
    package struct Files: Hashable, Sendable, Codable {
        /// What was done so far.
        package var trialsPath: String
        /// The checkpoint of the training that runs.
        package var checkpointPath: String

        /// Names the files.
        package init(trialsPath: String, checkpointPath: String) {
            self.trialsPath = trialsPath
            self.checkpointPath = checkpointPath
        }
    }

    /// Begins a comparison, or goes on with one.
    ///
    /// - Throws: ``Failure``: invalid argument where the plan is none; data loss where the file of trials is damaged.
    package init(
        _ plan: ComparisonPlan,
        data: TrainingData,
        files: Files,
        threads: Int = 1
    ) throws(Failure) {
        try plan.validate()
        self.plan = plan
        self.data = data
        self.files = files
        self.threads = threads
        ledger = try ComparisonLedger(path: files.trialsPath)
    }

    /// Trains until all is done, the budget is used up, or it is told to end.
    ///
    /// - Parameter report: Called after each step; its answer is what happens next.
    /// - Returns: How it ended.
    /// - Throws: ``Failure``: failed precondition where there are too few labelled rows, or no candidate could be
    ///   trained; of a file that cannot be written.
    package func run(
        _ report: @escaping (TrainingProgress) -> TrainingDirective = { _ in .proceed }
    ) throws(Failure) -> ComparisonOutcome {
        var folds: [StratifiedFolds] = []
        for repetition in 0..<plan.repetitions {
            folds.append(
                try StratifiedFolds(
                    labels: data.labels,
                    folds: plan.folds,
                    seed: seed(repetition)
                )
            )
        }
        for split in 0..<plan.splits {
            guard isAffordable(split) else { break }
            for index in plan.candidates.indices where isWanted(index, split) {
                let part = folds[split / plan.folds]
                let outcome: SplitTraining.Outcome
                do throws(Failure) {
                    outcome = try attempt(index, split, part, report)
                } catch {
                    // What is wrong with this machine now is nothing about the algorithm.
                    guard error.isOfTheRun else { throw error }
                    try ledger.keep(trial(index, split, part, failure: error.message))
                    continue
                }
                switch outcome {
                case .stopped:
                    try ledger.save()
                    return .stopped
                case .cancelled: return .cancelled
                case .scored(let right):
                    try ledger.keep(trial(index, split, part, right: right))
                }
            }
        }
        return try finish(report)
    }

    /// The table; what is recommended is to be trained on all rows, with what a search among all of them finds.
    private func finish(
        _ report: @escaping (TrainingProgress) -> TrainingDirective
    ) throws(Failure) -> ComparisonOutcome {
        var result = try ComparisonReport(plan, ledger.trials, labeled: data.labeledCount)
        guard plan.draws > 0, let recommended = result.recommended else { return .finished(result) }
        // One that was begun goes on.
        guard ledger.hasSearched || used + cost(of: recommended) <= plan.cpuSeconds else {
            result.add(.skipped)
            return .finished(result)
        }
        let search = search(recommended, seed(plan.repetitions), report)
        switch try search.run(learned: Array(0..<data.labeledCount)) {
        case .stopped:
            try ledger.save()
            return .stopped
        case .cancelled: return .cancelled
        case .found(let settings):
            try ledger.save()
            result.add(.made(cpuSeconds: ledger.spent), settings: settings)
        }
        return .finished(result)
    }

    /// Trains a candidate on a split, after a search for settings where one is asked for.
    private func attempt(
        _ index: Int,
        _ split: Int,
        _ part: StratifiedFolds,
        _ report: @escaping (TrainingProgress) -> TrainingDirective
    ) throws(Failure) -> SplitTraining.Outcome {
        let fold = split % plan.folds
        let learned = part.learned(but: fold, of: data.labeledCount)
        var specification = plan.candidates[index]
        specification.seed = seed(split / plan.folds)
        let search = search(index, seed(split), report, at: split)
        if plan.draws > 0 {
            switch try search.run(learned: learned) {
            case .stopped: return .stopped
            case .cancelled: return .cancelled
            case .found(let settings): specification.algorithm = settings
            }
        }
        return try search.training.run(
            specification,
            learned: learned,
            tested: part.tested[fold],
            checkpointPath: files.checkpointPath
        )
    }

    private func search(
        _ index: Int,
        _ seed: UInt64,
        _ report: @escaping (TrainingProgress) -> TrainingDirective,
        at split: Int? = nil
    ) -> HyperParameterSearch {
        let name = plan.candidates[index].algorithm.name
        let place = split.map { "split \($0 + 1) of \(plan.splits)" } ?? "settings"
        let (ledger, count) = (ledger, plan.candidates.count)
        let (done, all) = (
            split.map { $0 * count + index } ?? plan.splits * count, plan.splits * count
        )
        // Where the budget ends it, that much of it is done.
        let spent = Int(Double(all * 1000) * min(1, used / plan.cpuSeconds))
        let training = SplitTraining(data: data, threads: threads) { progress, isSearch in
            var progress = progress
            // Trainings are of unequal length, so that a bar counts thousandths of each; a search comes before.
            let share = progress.overallStep * 1000 / max(1, progress.overallSteps)
            progress.name = "\(name), \(place)" + (isSearch ? ", searching" : "")
            let trained = min(all * 1000, done * 1000 + (isSearch ? 0 : share))
            progress.overallStep = max(trained, spent)
            progress.overallSteps = all * 1000
            let directive = report(progress)
            // A file that cannot be written ends the training with its next checkpoint.
            if directive == .checkpoint { try? ledger.save() }
            return directive
        }
        return HyperParameterSearch(
            training: training,
            specification: plan.candidates[index],
            draws: plan.draws,
            seed: seed,
            memoryLimit: plan.memoryLimit,
            ledger: ledger,
            name: "\(index)/\(split.map(String.init) ?? "all")"
        )
    }

    /// Whether a candidate is still to be trained on a split: not where it was, nor after it failed.
    private func isWanted(_ index: Int, _ split: Int) -> Bool {
        !ledger.trials.contains {
            $0.candidate == index && ($0.split == split || $0.failure != nil)
        }
    }

    /// The CPU time of all trainings so far.
    private var used: Double { ledger.trials.reduce(0) { $0 + $1.cpuSeconds } }

    /// What a training of a candidate took on average, with its search: about what a search among all rows takes.
    private func cost(of candidate: Int) -> Double {
        let own = ledger.trials.filter { $0.candidate == candidate }
        return own.reduce(0) { $0 + $1.cpuSeconds } / Double(max(1, own.count))
    }

    /// Whether the budget is enough for a split: for the first always, since without it nothing is known, and for one
    /// that was begun; for others where it lasts for as much as one of those before took on average, and for the
    /// longest search among all rows where there is to be one.
    private func isAffordable(_ split: Int) -> Bool {
        let isBegun = ledger.trials.contains { $0.split >= split }
        let last = plan.draws == 0 ? 0 : plan.candidates.indices.map { cost(of: $0) }.max() ?? 0
        return split == 0 || isBegun || used + used / Double(split) + last <= plan.cpuSeconds
    }

    private func seed(_ number: Int) -> UInt64 {
        let first = plan.candidates[0].seed
        guard number > 0 else { return first }
        var generator = SeededGenerator(seed: first).fork(UInt64(number))
        return generator.next()
    }

    private func trial(
        _ index: Int,
        _ split: Int,
        _ part: StratifiedFolds,
        right: Int = 0,
        failure: String? = nil
    ) -> ComparisonTrial {
        let tested = part.tested[split % plan.folds].count
        return ComparisonTrial(
            candidate: index,
            split: split,
            right: right,
            tested: tested,
            trained: data.labeledCount - tested,
            cpuSeconds: 0,
            failure: failure
        )
    }
}

extension Failure {
    /// Whether it says something of what was run, and nothing of the machine that it ran on.
    var isOfTheRun: Bool {
        [.invalidArgument, .failedPrecondition, .resourceExhausted].contains(kind)
    }
}
