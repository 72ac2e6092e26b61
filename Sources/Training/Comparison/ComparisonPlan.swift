package import Domain
internal import SemiSupervised

/// What a comparison of algorithms does: each is trained on the same splits of the labelled rows.
package struct ComparisonPlan: Hashable, Sendable, Codable {
    /// The most algorithms.
    package static let mostCandidates = 64
    /// The most deals of the rows: what is planned where the CPU time is to be used up.
    package static let mostRepetitions = 100

    /// What is compared: an algorithm each, and else the same.
    package var candidates: [TrainingJobSpecification]
    /// The parts of a cross-validation.
    package var folds = 5
    /// How often rows are dealt into parts anew, and networks begun from other weights.
    package var repetitions = 1
    /// The CPU time after which no split is begun, seconds; of a search for settings as well.
    package var cpuSeconds = 1800.0
    /// The settings of each algorithm that are tried within the rows to learn from, its own among them; 0: its
    /// own are taken.
    package var draws = 0
    /// The bytes that a training may take, where settings are drawn; nil: any.
    package var memoryLimit: Int?

    /// Compares candidates with the defaults.
    package init(candidates: [TrainingJobSpecification]) { self.candidates = candidates }

    /// The splits that each candidate is trained on.
    package var splits: Int { folds * repetitions }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came; where an algorithm needs
    ///   a teacher; where two candidates are the same.
    package func validate() throws(Failure) {
        guard (2...Self.mostCandidates).contains(candidates.count) else {
            throw .invalid(
                "expected 2 to \(Self.mostCandidates) algorithms to compare; got \(candidates.count)",
                field: "algorithms"
            )
        }
        for (index, candidate) in candidates.enumerated() {
            let name = candidate.algorithm.name
            guard candidate.algorithm.card.teacher != .required else {
                throw .invalid(
                    "\(name) needs a teacher, and a comparison begins without any model",
                    field: "algorithms"
                )
            }
            guard !candidates[..<index].contains(where: { $0.algorithm == candidate.algorithm })
            else { throw .invalid("\(name) is named twice", field: "algorithms") }
            try candidate.algorithm.algorithm.validate()
            try candidate.optimization.validate()
        }
        try require(folds, in: 2...20, "folds")
        try require(repetitions, in: 1...Self.mostRepetitions, "seeds")
        guard (1...10_000_000).contains(cpuSeconds) else {
            throw .invalid(
                "cpu_seconds is 1 to 10000000; got \(cpuSeconds)",
                field: "cpu_seconds"
            )
        }
        guard draws == 0 || (2...64).contains(draws) else {
            throw .invalid("draws is 2 to 64, or 0 for none; got \(draws)", field: "draws")
        }
    }

    private func require(
        _ value: Int,
        in range: ClosedRange<Int>,
        _ field: String
    ) throws(Failure) {
        guard range.contains(value) else {
            throw .invalid(
                "\(field) is \(range.lowerBound) to \(range.upperBound); got \(value)",
                field: field
            )
        }
    }
}
