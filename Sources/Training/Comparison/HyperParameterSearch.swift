internal import Domain
package import SemiSupervised

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Chooses the hyper-parameters of an algorithm by successive halving, <https://arxiv.org/abs/1502.07943>: many
/// settings are trained for few steps, the better half of them for twice as many, and so on.
///
/// Settings are drawn within the ranges of the algorithm's card, about those that were given; one that is not better
/// than an earlier one loses, and the first are those that were given. What is tested is half of the rows to learn from, once each half.
package struct HyperParameterSearch {
    /// What came of it.
    enum Outcome {
        /// These settings are the best.
        case found(AlgorithmConfiguration)
        /// It was told to stop.
        case stopped
        /// It was told to throw everything away.
        case cancelled
    }

    /// Trains and tests.
    let training: SplitTraining
    /// What is trained; its settings are the first that are tried.
    let specification: TrainingJobSpecification
    /// The number of settings.
    let draws: Int
    /// What settings and halves are drawn from.
    let seed: UInt64
    /// The bytes that a training may take; nil: any.
    let memoryLimit: Int?
    /// Keeps what tried settings came to.
    let ledger: ComparisonLedger
    /// What the search is named by there.
    let name: String

    /// Searches within some labelled rows; where they are too few for two halves the given settings stay.
    func run(learned: [Int]) throws(Failure) -> Outcome {
        let labels = learned.map { training.data.labels[$0] }
        guard let halves = try? StratifiedFolds(labels: labels, folds: 2, seed: seed) else {
            return .found(specification.algorithm)
        }
        var left = Self.settings(of: specification.algorithm, count: draws, seed: seed)
            .filter { $0 == specification.algorithm || fits($0) }
        while left.count > 1 {
            var scores: [Int] = []
            for (number, algorithm) in left.enumerated() {
                var candidate = specification
                candidate.algorithm = algorithm
                candidate.optimization.shorten(by: left.count)
                var right = 0
                for half in 0..<2 {
                    switch try score(
                        candidate,
                        learned: halves.learned(but: half, of: learned.count).map { learned[$0] },
                        tested: halves.tested[half].map { learned[$0] },
                        name: "\(name)/\(left.count)/\(number)/\(half)"
                    ) {
                    case .scored(let count): right += count
                    case .stopped: return .stopped
                    case .cancelled: return .cancelled
                    }
                }
                scores.append(right)
            }
            let order = left.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
            left = order.prefix((left.count + 1) / 2).sorted().map { left[$0] }
        }
        return .found(left[0])
    }

    /// What settings come to on one half, known from before where they were tried.
    private func score(
        _ candidate: TrainingJobSpecification,
        learned: [Int],
        tested: [Int],
        name: String
    ) throws(Failure) -> SplitTraining.Outcome {
        if let right = ledger.searched(name) { return .scored(right: right) }
        let outcome: SplitTraining.Outcome
        do throws(Failure) {
            outcome = try training.run(candidate, learned: learned, tested: tested)
        } catch {
            guard error.isOfTheRun else { throw error }
            // Settings that do not go together, or diverge, are none.
            outcome = .scored(right: -training.data.labeledCount)
        }
        if case .scored(let right) = outcome { try ledger.keep(name, right: right) }
        return outcome
    }

    /// Whether a training with drawn settings takes no more memory than it may.
    private func fits(_ algorithm: AlgorithmConfiguration) -> Bool {
        var candidate = specification
        candidate.algorithm = algorithm
        let rows = RunMemory.Rows(
            labeled: training.data.labeledCount,
            unlabeled: training.data.unlabeledCount
        )
        let plan = try? RunMemory(candidate, data: rows, threads: training.threads)
        guard let plan else { return false }
        return plan.total <= memoryLimit ?? .max
    }

    /// The given settings, and others of which about every second value is drawn anew.
    package static func settings(
        of given: AlgorithmConfiguration,
        count: Int,
        seed: UInt64
    ) -> [AlgorithmConfiguration] {
        var generator = SeededGenerator(seed: seed).fork(0x7365_7474)
        var found = [given]
        // Some draws are refused, as a lower end above the upper one.
        for _ in 0..<count * 8 where found.count < count {
            var drawn = given
            let values = given.algorithm.settings
            for parameter in type(of: given.algorithm).catalog {
                guard generator.below(2) == 1,
                    let text = text(
                        of: parameter.domain,
                        around: values[parameter.name],
                        using: &generator
                    )
                else { continue }
                try? drawn.set(parameter.name, to: text)
            }
            guard (try? drawn.algorithm.validate()) != nil, !found.contains(drawn) else { continue }
            found.append(drawn)
        }
        return found
    }

    /// A value of a range; `given` nil: it was unset.
    private static func text(
        of domain: HyperParameter.Domain,
        around given: String?,
        using generator: inout SeededGenerator
    ) -> String? {
        let share = Double(generator.uniform())
        let center = given.flatMap(Double.init)
        switch domain {
        case .number(let range):
            let (low, high) = (Double(range.lowerBound), Double(range.upperBound))
            return "\(Float(value(low, high, around: center, share)))"
        case .integer(let range):
            let (low, high) = (Double(range.lowerBound), Double(range.upperBound))
            return "\(Int(value(low, high, around: center, share).rounded()))"
        case .choice(let words):
            return words[generator.below(words.count)]
        case .integers:
            return nil
        }
    }

    /// A value of a range: a share evenly, and what spans magnitudes evenly by its logarithm, up to ten times more or
    /// less than what it was.
    ///
    /// A card's range is what is allowed: of weights from 0 to 100 nearly all are too large where 1 is usual.
    private static func value(
        _ low: Double,
        _ high: Double,
        around center: Double?,
        _ share: Double
    ) -> Double {
        guard high > 1, low <= 0 || high / low >= 10 else { return low + share * (high - low) }
        let center = center ?? 1
        guard center > 0 else { return share * min(high, 1) }
        let (first, last) = (max(low, center / 10), max(low, min(high, center * 10)))
        return min(max(first * pow(last / first, share), low), high)
    }
}

extension Optimization {
    /// A part of the steps of every phase.
    fileprivate mutating func shorten(by factor: Int) {
        steps = max(1, steps / factor)
        teacherSteps = teacherSteps.map { max(1, $0 / factor) }
        warmUpSteps = min(warmUpSteps / factor, steps)
    }
}
