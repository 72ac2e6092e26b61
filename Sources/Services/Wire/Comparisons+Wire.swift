internal import Domain
package import Labeling
package import Messages
internal import SemiSupervised
internal import Training

extension JobOrder {
    /// A comparison with every default filled in.
    ///
    /// - Parameters:
    ///   - run: what the caller gave.
    ///   - project: what it has to fit.
    ///   - field: the path of `run` in its request.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(
        comparison run: Wire.ComparisonRun?,
        for project: RunProject,
        field: String
    ) throws {
        let run = run ?? Wire.ComparisonRun()
        let shared = run.run ?? Wire.TrainingRun()
        guard shared.algorithm == nil else {
            throw Failure.invalid(
                "what is compared stands in algorithms; leave it unset",
                field: "\(field).run.algorithm"
            )
        }
        for (version, name) in [
            (shared.initialVersion, "initial_version"), (shared.teacherVersion, "teacher_version"),
        ] where version != 0 {
            throw Failure.invalid(
                "a comparison begins without any model; got version \(version)",
                field: "\(field).run.\(name)"
            )
        }
        guard run.algorithms.count <= ComparisonPlan.mostCandidates else {
            throw Failure.invalid(
                "expected 2 to \(ComparisonPlan.mostCandidates) algorithms to compare; got "
                    + "\(run.algorithms.count)",
                field: "\(field).algorithms"
            )
        }
        var plan = ComparisonPlan(
            candidates: try run.algorithms.enumerated().map { index, algorithm in
                let algorithm = try AlgorithmConfiguration(
                    algorithm,
                    field: "\(field).algorithms[\(index)]"
                )
                return try TrainingJobSpecification(algorithm, shared, for: project, "\(field).run")
            }
        )
        plan.folds = run.folds.map { Int($0) } ?? plan.folds
        // Time that is given is used: anew until it is over.
        let most = run.cpuSeconds == nil ? plan.repetitions : ComparisonPlan.mostRepetitions
        plan.repetitions = run.seeds.map { Int($0) } ?? most
        plan.cpuSeconds = run.cpuSeconds ?? plan.cpuSeconds
        plan.draws = Int(run.draws)
        do throws(Failure) {
            try plan.validate()
        } catch {
            throw Failure(error.kind, error.message, field: "\(field).\(error.field)")
        }
        self.init(comparing: plan)
    }
}

extension Wire.ComparisonRun {
    /// The run of a stored comparison.
    init(_ plan: ComparisonPlan) {
        self.init(
            algorithms: plan.candidates.map { Wire.AlgorithmConfiguration($0.algorithm) },
            run: Wire.TrainingRun(plan.candidates[0]),
            draws: UInt32(clamping: plan.draws)
        )
        folds = UInt32(clamping: plan.folds)
        seeds = UInt32(clamping: plan.repetitions)
        cpuSeconds = plan.cpuSeconds
    }
}

extension Wire.ComparisonReport {
    init(_ report: ComparisonReport) {
        self.init(
            algorithms: report.rows.map { Wire.ComparedAlgorithm($0) },
            reference: UInt32(clamping: report.reference),
            recommended: UInt32(clamping: report.recommended ?? report.reference),
            settings: report.settings.map { Wire.AlgorithmConfiguration($0) },
            distinguishable: report.isDistinguishable,
            splits: UInt32(clamping: report.splits),
            plannedSplits: UInt32(clamping: report.plannedSplits),
            labeled: UInt64(clamping: report.labeled),
            verdict: report.verdict
        )
    }
}

extension Wire.ComparedAlgorithm {
    init(_ row: ComparisonReport.Row) {
        self.init(
            name: row.name,
            algorithm: Wire.AlgorithmConfiguration(row.algorithm),
            accuracy: row.accuracy,
            deviation: row.deviation,
            difference: row.difference.map {
                Wire.PairedDifference(mean: $0.mean, low: $0.low, high: $0.high)
            },
            cpuSeconds: row.cpuSeconds,
            failure: row.failure ?? ""
        )
    }
}
