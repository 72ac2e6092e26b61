package import Domain
internal import Kernels
internal import Networks
package import SemiSupervised
package import Training

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Trains an algorithm under the digits protocol and tests it once, at the end.
///
/// The settings are those of the algorithm's card, chosen on the tuning splits 100 to 102, and the same for
/// every seed.
package struct DigitsBenchmark: Sendable {
    /// What to run.
    package struct Options: Sendable {
        /// The path of `digits.csv`.
        package var dataPath: String
        /// The path of the protocol.
        package var protocolPath: String
        /// The algorithm.
        package var algorithm: AlgorithmConfiguration
        /// The seeds of the splits.
        package var seeds: [Int]
        /// Trainings for each split.
        package var initialisations = 1
        /// Threads of a training.
        package var threads = 1
        /// Which digits there are.
        package var variant = DigitsVariant.balanced
        /// The optimizer steps; nil: those of the algorithm's card.
        package var steps: Int?
        /// The file of runs, of which those that stand are not run again; nil: none.
        package var resultsPath: String?
        /// Changes the chosen settings of a training; for tuning, on the tuning splits.
        package var adjust: (@Sendable (inout TrainingJobSpecification) -> Void)?

        package init(
            dataPath: String,
            protocolPath: String,
            algorithm: AlgorithmConfiguration,
            seeds: [Int]
        ) {
            self.dataPath = dataPath
            self.protocolPath = protocolPath
            self.algorithm = algorithm
            self.seeds = seeds
        }
    }

    /// The width of the first layers; a distilled student has half of it.
    static let width = 16

    private let options: Options

    /// Creates a benchmark.
    ///
    /// - Throws: ``Failure`` (invalid argument) when there is nothing to run.
    package init(_ options: Options) throws(Failure) {
        guard !options.seeds.isEmpty, (1...1000).contains(options.initialisations) else {
            throw .invalid("expected at least one seed and 1 to 1000 initialisations")
        }
        self.options = options
    }

    /// Runs everything; `report` is called after each training.
    ///
    /// - Throws: ``Failure`` of reading the files or of a training.
    package func run(
        report: (DigitsReport.Run) -> Void = { _ in }
    ) throws(Failure) -> DigitsReport {
        let digits = try DigitsProtocol(
            dataPath: options.dataPath,
            protocolPath: options.protocolPath
        )
        var results: DigitsResults?
        if let path = options.resultsPath { results = try DigitsResults(path: path) }
        let known =
            results?.runs(
                of: options.algorithm,
                steps: options.steps,
                variant: options.variant
            ) ?? []
        var runs: [DigitsReport.Run] = []
        for seed in options.seeds {
            let problem =
                switch options.variant {
                case .balanced: try digits.problem(seed: seed)
                case .longTail(let ratio): try digits.problem(seed: seed, longTail: ratio)
                case .openSet(let known): try digits.problem(seed: seed, known: known)
                }
            for initialisation in 0..<options.initialisations {
                let stands = known.first {
                    $0.seed == seed && $0.initialisation == initialisation
                }
                let run: DigitsReport.Run
                if let stands {
                    run = stands
                } else {
                    run = try measure(problem, seed: seed, initialisation: initialisation)
                    try results?.add(
                        run,
                        of: options.algorithm,
                        steps: options.steps,
                        variant: options.variant
                    )
                }
                report(run)
                runs.append(run)
            }
        }
        return DigitsReport(
            algorithm: options.algorithm.name,
            instructionSet: InstructionSet.best.rawValue,
            runs: runs
        )
    }

    private func measure(
        _ problem: DigitsProtocol.Problem,
        seed: Int,
        initialisation: Int
    ) throws(Failure) -> DigitsReport.Run {
        let clock = ContinuousClock()
        let start = clock.now
        let cpuStart = Glibc.clock()
        let runSeed = UInt64(seed) * 1000 + UInt64(initialisation)
        let (student, teacher) = try train(problem.data, seed: runSeed)
        let cpuSeconds = Double(Glibc.clock() - cpuStart) / Double(CLOCKS_PER_SEC)
        let wall = start.duration(to: clock.now).components
        let accuracy = try self.accuracy(student, problem)
        var run = DigitsReport.Run(
            seed: seed,
            initialisation: initialisation,
            accuracy: accuracy,
            teacherAccuracy: nil,
            wallSeconds: Double(wall.seconds) + Double(wall.attoseconds) * 1e-18,
            cpuSeconds: cpuSeconds
        )
        if let teacher { run.teacherAccuracy = try self.accuracy(teacher, problem) }
        if case .openSet = options.variant {
            let scores = try UnknownScores(student, problem)
            run.softmaxArea = scores.softmaxArea
            run.outlierArea = scores.outlierArea
        }
        return run
    }

    /// The trained model, and the teacher it began with where there was one.
    private func train(
        _ data: TrainingData,
        seed: UInt64
    ) throws(Failure) -> (TrainedModel, TrainedModel?) {
        let specification = Self.specification(options.algorithm, seed: seed, classes: data.classes)
        let phases = try specification.recipe().phases
        guard phases[0].teacher == .given else {
            let isTaught = phases.contains { $0.teacher == .previous }
            let (model, first) = try finish(specification, data, teacher: nil)
            return (model, isTaught ? first : nil)
        }
        let standard = try AlgorithmConfiguration(Algorithms.standard(hasUnlabeled: true))
        let teaching = Self.specification(standard, seed: seed, classes: data.classes)
        let (teacher, _) = try finish(teaching, data, teacher: nil)
        let (student, _) = try finish(specification, data, teacher: teacher)
        return (student, teacher)
    }

    /// Runs all phases; returns the last model and the first teacher.
    private func finish(
        _ specification: TrainingJobSpecification,
        _ data: TrainingData,
        teacher: TrainedModel?
    ) throws(Failure) -> (TrainedModel, TrainedModel?) {
        var specification = specification
        if let steps = options.steps { specification.optimization.steps = steps }
        options.adjust?(&specification)
        var run = try TrainingRun(
            specification,
            data: data,
            teacher: teacher,
            threads: options.threads
        )
        var first: TrainedModel?
        while !run.isFinished {
            let progress = try run.advance()
            // The first of which a student learns.
            let isLast = progress.step == progress.steps && first == nil
            let next = progress.phase + 1
            if isLast, next < run.phases.count, run.phases[next].teacher == .previous {
                first = try run.model()
            }
        }
        return (try run.model(), first)
    }

    /// A run as the algorithm's card has it.
    static func specification(
        _ algorithm: AlgorithmConfiguration,
        seed: UInt64,
        classes: Int = DigitsProtocol.classes
    ) -> TrainingJobSpecification {
        let settings = algorithm.card.benchmark
        let width = width / settings.narrowing
        var specification = TrainingJobSpecification(
            algorithm: algorithm,
            network: network(classes, width: width, dropout: settings.dropout),
            seed: seed
        )
        if settings.dropout > 0 || settings.narrowing > 1 {
            specification.teacherNetwork = network(classes, width: Self.width, dropout: 0)
        }
        specification.optimization.steps = settings.steps
        specification.optimization.teacherSteps = settings.teacherSteps
        return specification
    }

    private static func network(_ classes: Int, width: Int, dropout: Float) -> Graph {
        .smallConvolutional(
            height: 8,
            width: 8,
            channels: 1,
            classes: classes,
            width: width,
            dropout: dropout
        )
    }

    /// Test accuracy in percent over the images of known classes; where classes are of unequal size the mean of
    /// those of the classes.
    private func accuracy(
        _ model: TrainedModel,
        _ problem: DigitsProtocol.Problem
    ) throws(Failure) -> Double {
        let known = problem.testLabels.indices.filter {
            problem.testLabels[$0] < problem.data.classes
        }
        let labels = known.map { problem.testLabels[$0] }
        let logits = try ModelPredictor(model).logits(problem.testRows(known))
        guard case .longTail = options.variant else {
            return try 100 * Evaluation.accuracy(scores: logits, labels: labels)
        }
        let recall = try Evaluation.metrics(
            probabilities: softmax(logits),
            labels: labels,
            split: .test
        ).recall
        return 100 * recall.reduce(0, +) / Double(recall.count)
    }
}
