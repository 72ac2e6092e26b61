package import Domain
internal import Files
internal import SemiSupervised

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

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
    private var trials: [ComparisonTrial]

    /// Where a comparison keeps what is done.
    package struct Files: Hashable, Sendable, Codable {
        /// What each training came to.
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
        trials = try Self.trials(at: files.trialsPath)
    }

    /// Trains until all is done, the budget is used up, or it is told to end.
    ///
    /// - Parameter report: Called after each step; its answer is what happens next.
    /// - Returns: How it ended.
    /// - Throws: ``Failure``: failed precondition where there are too few labelled rows, or no candidate could be
    ///   trained; of a file that cannot be written.
    package mutating func run(
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
        splits: for split in 0..<plan.splits {
            guard split == 0 || used + roundCost(before: split) <= plan.cpuSeconds else { break }
            for index in plan.candidates.indices where isWanted(index, split) {
                guard used < plan.cpuSeconds else { break splits }
                let part = folds[split / plan.folds]
                let begin = clock()
                let outcome = attempt(index, split, part, report)
                switch outcome {
                case .success(.stopped): return .stopped
                case .success(.cancelled): return .cancelled
                case .success(.scored(let right)):
                    try keep(trial(index, split, part, begin, right: right))
                case .failure(let failure):
                    try keep(trial(index, split, part, begin, failure: failure.message))
                }
            }
        }
        var result = try ComparisonReport(plan, trials, labeled: data.labeledCount)
        guard plan.draws > 0 else { return .finished(result) }
        // What is recommended is to be trained on all rows, with what a search among all of them finds.
        let search = search(result.recommended, seed(plan.repetitions), report)
        switch try search.run(learned: Array(0..<data.labeledCount)) {
        case .stopped: return .stopped
        case .cancelled: return .cancelled
        case .found(let settings): result.settings = settings
        }
        return .finished(result)
    }

    /// Trains a candidate on a split, after a search for settings where one is asked for.
    private func attempt(
        _ index: Int,
        _ split: Int,
        _ part: StratifiedFolds,
        _ report: @escaping (TrainingProgress) -> TrainingDirective
    ) -> Result<SplitTraining.Outcome, Failure> {
        let fold = split % plan.folds
        let learned = part.learned(but: fold, of: data.labeledCount)
        var specification = plan.candidates[index]
        specification.seed = seed(split / plan.folds)
        let search = search(index, seed(split), report, at: split)
        do throws(Failure) {
            if plan.draws > 0 {
                switch try search.run(learned: learned) {
                case .stopped: return .success(.stopped)
                case .cancelled: return .success(.cancelled)
                case .found(let settings): specification.algorithm = settings
                }
            }
            return .success(
                try search.training.run(
                    specification,
                    learned: learned,
                    tested: part.tested[fold],
                    checkpointPath: files.checkpointPath
                )
            )
        } catch {
            return .failure(error)
        }
    }

    private func search(
        _ index: Int,
        _ seed: UInt64,
        _ report: @escaping (TrainingProgress) -> TrainingDirective,
        at split: Int? = nil
    ) -> HyperParameterSearch {
        let name = plan.candidates[index].algorithm.name
        let place = split.map { "split \($0 + 1) of \(plan.splits)" } ?? "settings"
        let (done, all) = (trials.count, plan.splits * plan.candidates.count)
        let training = SplitTraining(data: data, threads: threads) { progress in
            var progress = progress
            // Trainings are of unequal length, so that a bar counts thousandths of each.
            let share = progress.overallStep * 1000 / max(1, progress.overallSteps)
            progress.name = "\(name), \(place)"
            progress.overallStep = done * 1000 + share
            progress.overallSteps = all * 1000
            return report(progress)
        }
        return HyperParameterSearch(
            training: training,
            specification: plan.candidates[index],
            draws: plan.draws,
            seed: seed
        )
    }

    /// Whether a candidate is still to be trained on a split: not where it was, nor after it failed.
    private func isWanted(_ index: Int, _ split: Int) -> Bool {
        !trials.contains {
            $0.candidate == index && ($0.split == split || $0.failure != nil)
        }
    }

    /// The CPU time of all trainings so far.
    private var used: Double { trials.reduce(0) { $0 + $1.cpuSeconds } }

    /// What a split is expected to take: the mean of those before, or what is left of one that was begun.
    private func roundCost(before split: Int) -> Double {
        guard !trials.contains(where: { $0.split >= split }) else { return 0 }
        return used / Double(split)
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
        _ begin: clock_t,
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
            cpuSeconds: Double(clock() - begin) / Double(CLOCKS_PER_SEC),
            failure: failure
        )
    }

    private mutating func keep(_ trial: ComparisonTrial) throws(Failure) {
        trials.append(trial)
        let bytes = Array(try JSON.encode(trials).utf8)
        try AtomicFile.write(bytes, to: files.trialsPath)
    }

    private static func trials(at path: String) throws(Failure) -> [ComparisonTrial] {
        let file: MappedFile
        do throws(Failure) {
            file = try MappedFile(path: path)
        } catch {
            guard error.kind == .notFound else { throw error }
            return []
        }
        return try JSON.decode(String(decoding: file.bytes(0..<file.byteCount), as: UTF8.self))
    }
}
