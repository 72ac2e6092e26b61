package import Domain

/// What a benchmark of few labels found; accuracies in percent.
package struct FewLabelReport: Codable, Hashable, Sendable {
    /// One training.
    package struct Run: Codable, Hashable, Sendable {
        /// The seed of the split.
        package var seed: Int
        /// Which initialisation of it, from 0.
        package var initialisation: Int
        /// Test accuracy.
        package var accuracy: Double
        /// Test accuracy of the teacher it learned from, where there was one.
        package var teacherAccuracy: Double?
        /// The mean over the classes with the fewest labels of what is found of each, where they are told apart.
        package var tailRecall: Double?
        /// Of an open set, how well the largest softmax tells unknown classes: the area under the curve.
        package var softmaxArea: Double?
        /// The same of the model's own classifiers of outliers, where it has them.
        package var outlierArea: Double?
        /// Wall seconds, the teacher's included.
        package var wallSeconds: Double
        /// CPU seconds, the teacher's included.
        package var cpuSeconds: Double

        /// Describes a training.
        package init(
            seed: Int,
            initialisation: Int,
            accuracy: Double,
            teacherAccuracy: Double?,
            wallSeconds: Double,
            cpuSeconds: Double
        ) {
            self.seed = seed
            self.initialisation = initialisation
            self.accuracy = accuracy
            self.teacherAccuracy = teacherAccuracy
            self.wallSeconds = wallSeconds
            self.cpuSeconds = cpuSeconds
        }
    }

    /// One split.
    package struct Seed: Codable, Hashable, Sendable {
        /// The seed of the split.
        package var seed: Int
        /// The mean over its initialisations.
        package var accuracy: Double
    }

    /// The algorithm.
    package var algorithm: String
    /// The instruction set of the kernels.
    package var instructionSet: String
    /// Every training.
    package var runs: [Run]
    /// Every split.
    package var seeds: [Seed]
    /// The mean over the splits.
    package var accuracyMean: Double
    /// The sample deviation over the splits.
    package var accuracySd: Double
    /// The mean of the teachers, where there were any.
    package var teacherAccuracyMean: Double?
    /// The mean over the trainings, of the classes with the fewest labels.
    package var tailRecallMean: Double?
    /// The mean over the trainings, of an open set.
    package var softmaxAreaMean: Double?
    /// The same of classifiers of outliers.
    package var outlierAreaMean: Double?
    /// The mean over the trainings.
    package var wallSecondsMean: Double
    /// The mean over the trainings.
    package var cpuSecondsMean: Double

    /// Sums up `runs`, at least one.
    package init(algorithm: String, instructionSet: String, runs: [Run]) {
        self.algorithm = algorithm
        self.instructionSet = instructionSet
        self.runs = runs
        var order: [Int] = []
        for run in runs where !order.contains(run.seed) { order.append(run.seed) }
        seeds = order.map { seed in
            let accuracies = runs.filter { $0.seed == seed }.map(\.accuracy)
            return Seed(seed: seed, accuracy: Self.mean(accuracies))
        }
        accuracyMean = Self.mean(seeds.map(\.accuracy))
        accuracySd = Self.deviation(seeds.map(\.accuracy))
        let teachers = runs.compactMap(\.teacherAccuracy)
        teacherAccuracyMean = teachers.isEmpty ? nil : Self.mean(teachers)
        let tails = runs.compactMap(\.tailRecall)
        tailRecallMean = tails.isEmpty ? nil : Self.mean(tails)
        let (softmax, outlier) = (runs.compactMap(\.softmaxArea), runs.compactMap(\.outlierArea))
        softmaxAreaMean = softmax.isEmpty ? nil : Self.mean(softmax)
        outlierAreaMean = outlier.isEmpty ? nil : Self.mean(outlier)
        wallSecondsMean = Self.mean(runs.map(\.wallSeconds))
        cpuSecondsMean = Self.mean(runs.map(\.cpuSeconds))
    }

    /// One object, names in snake case.
    ///
    /// - Throws: ``Failure`` (internal) when a value is no number.
    package func json() throws(Failure) -> String { try ReportText.json(self, isPretty: true) }

    /// A table for people.
    package var table: String {
        var lines = ["\(algorithm) (\(instructionSet))", "seed  init  accuracy  wall s   CPU s"]
        for run in runs {
            let teacher = run.teacherAccuracy.map { "  teacher \(ReportText.decimals($0))" } ?? ""
            lines.append(
                Self.right("\(run.seed)", 4) + Self.right("\(run.initialisation)", 6)
                    + Self.right(ReportText.decimals(run.accuracy), 10)
                    + Self.right(ReportText.decimals(run.wallSeconds), 8)
                    + Self.right(ReportText.decimals(run.cpuSeconds), 8) + teacher
            )
        }
        let teacher = teacherAccuracyMean.map { ", teacher \(ReportText.decimals($0)) %" } ?? ""
        lines.append(
            "mean \(ReportText.decimals(accuracyMean)) % +- \(ReportText.decimals(accuracySd)) over "
                + "\(seeds.count) splits\(teacher); \(ReportText.decimals(cpuSecondsMean)) CPU s a run"
        )
        if let tailRecallMean {
            lines.append(
                "of the classes with the fewest labels \(ReportText.decimals(tailRecallMean)) % are found"
            )
        }
        if let softmaxAreaMean {
            let own = outlierAreaMean.map { ", by its own score \(ReportText.decimals($0))" } ?? ""
            lines.append(
                "unknown classes told by the largest softmax: area under the curve "
                    + "\(ReportText.decimals(softmaxAreaMean)) %\(own)"
            )
        }
        return lines.joined(separator: "\n")
    }

    private static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    private static func deviation(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0 }
        let mean = mean(values)
        let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (sum / Double(values.count - 1)).squareRoot()
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
