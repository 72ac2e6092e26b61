package import Domain
internal import Store

/// Two versions on the same labelled examples.
package struct VersionComparison: Sendable {
    /// How the first did.
    package var first: Metrics
    /// How the second did.
    package var second: Metrics
    /// Examples that both got right.
    package var bothRight: Int
    /// Examples that only the first got right.
    package var onlyFirst: Int
    /// Examples that only the second got right.
    package var onlySecond: Int
    /// How many comparisons the gate split has served, this one included; 0: it was not asked.
    package var comparisons: Int

    /// Examples that both got wrong.
    package var bothWrong: Int { first.count - bothRight - onlyFirst - onlySecond }
    /// McNemar's exact two-sided p value.
    package var probability: Double {
        McNemar.twoSidedProbability(onlyFirst, onlySecond)
    }
}

// Comparisons by hand, which decide nothing here but whom people promote.
extension Promotion {
    /// Lets two versions answer the labelled examples of a split that count for both.
    ///
    /// One on the gate split is counted with the gate's own, since people choose by it.
    ///
    /// - Parameters:
    ///   - first: a version.
    ///   - second: another.
    ///   - project: their project.
    ///   - split: gate or test.
    /// - Returns: how they did, alone and against each other.
    /// - Throws: ``Failure``: failed precondition where no labelled example counts for both.
    package func compare(
        _ first: ModelVersion,
        _ second: ModelVersion,
        of project: ProjectName,
        on split: Split
    ) async throws -> VersionComparison {
        precondition(split == .gate || split == .test, "\(split) compares no versions")
        let models = [
            try await host.load(first, of: project), try await host.load(second, of: project),
        ]
        let views = try await store.read { try $0.project(project).policies.autoLabel.views }
        let results = try await evaluator.predictions(of: models, on: split, views: views)
        guard let one = try results[0].metrics(for: split),
            let other = try results[1].metrics(for: split)
        else {
            throw Failure.precondition(
                "the \(split.rawValue) split has no labelled example that counts for versions \(first) "
                    + "and \(second); ingest some with the split \(split.rawValue), or draw some"
            )
        }
        let pairs = Array(zip(results[0].isCorrect, results[1].isCorrect))
        var comparison = VersionComparison(
            first: one,
            second: other,
            bothRight: pairs.count { $0 && $1 },
            onlyFirst: pairs.count { $0 && !$1 },
            onlySecond: pairs.count { !$0 && $1 },
            comparisons: 0
        )
        guard split == .gate else { return comparison }
        let decision = GateDecision(
            passed: false,
            policy: .better,
            reference: first,
            count: one.count,
            won: comparison.onlySecond,
            lost: comparison.onlyFirst,
            statistic: comparison.probability,
            comparisons: 0,
            reason: "versions \(first) and \(second) were compared by hand"
        )
        // About nobody: no version passed or failed by it.
        comparison.comparisons = try await store.write {
            try $0.addGateDecision(project, challenger: 0, decision).comparisons
        }
        return comparison
    }
}
