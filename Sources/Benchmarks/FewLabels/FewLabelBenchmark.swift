package import Domain
internal import Files
internal import Kernels
internal import Networks
package import SemiSupervised
package import Training

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Trains an algorithm on the splits of a protocol and tests it once, at the end.
///
/// The settings are those of the algorithm's card, chosen on the tuning splits of the digits, and the same for every
/// seed, but for what is said here.
package struct FewLabelBenchmark: Sendable {
    /// What to run.
    package struct Options: Sendable {
        /// What is learned.
        package var source: any FewLabelSource
        /// The algorithm.
        package var algorithm: AlgorithmConfiguration
        /// The seeds of the splits.
        package var seeds: [Int]
        /// Trainings for each split.
        package var initialisations = 1
        /// Threads of a training.
        package var threads = 1
        /// The optimizer steps; nil: those of the algorithm's card.
        package var steps: Int?
        /// How views are drawn; nil: as a training draws them that is told nothing.
        package var augmentation: AugmentationPolicy?
        /// The file of runs, of which those that stand are not run again; nil: none.
        package var resultsPath: String?
        /// Changes the chosen settings of a training; for tuning, on the tuning splits.
        package var adjust: (@Sendable (inout TrainingJobSpecification) -> Void)?

        package init(
            source: any FewLabelSource,
            algorithm: AlgorithmConfiguration,
            seeds: [Int]
        ) {
            self.source = source
            self.algorithm = algorithm
            self.seeds = seeds
        }

        /// The first digits of a digest of everything that changes a run beside its problem and seeds.
        package var digest: String {
            let card = algorithm.card.benchmark
            let settings = algorithm.algorithm.settings.sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value)" }
            let others = [
                "steps=\(steps ?? card.steps)", "teacher=\(card.teacherSteps ?? 0)",
                "narrowing=\(card.narrowing)", "dropout=\(card.dropout)",
            ]
            let views = augmentation.map { ["augmentation=\($0)"] } ?? []
            let text = ([algorithm.name] + settings + others + views).joined(separator: "\n")
            return String(Digest(of: Array(text.utf8)).description.prefix(12))
        }
    }

    private let options: Options

    /// Creates a benchmark.
    ///
    /// - Throws: ``Failure`` (invalid argument) when there is nothing to run, or views are beyond their range.
    package init(_ options: Options) throws(Failure) {
        guard !options.seeds.isEmpty, (1...1000).contains(options.initialisations) else {
            throw .invalid("expected at least one seed and 1 to 1000 initialisations")
        }
        try options.augmentation?.validate()
        self.options = options
    }

    /// Runs everything; `report` is called after each training.
    ///
    /// - Throws: ``Failure`` of reading the files or of a training.
    package func run(
        report: (FewLabelReport.Run) -> Void = { _ in }
    ) throws(Failure) -> FewLabelReport {
        var results: FewLabelResults?
        if let path = options.resultsPath { results = try FewLabelResults(path: path) }
        let known = results?.runs(of: options) ?? []
        var runs: [FewLabelReport.Run] = []
        for seed in options.seeds {
            let problem = try options.source.problem(seed: seed)
            for initialisation in 0..<options.initialisations {
                let stands = known.first {
                    $0.seed == seed && $0.initialisation == initialisation
                }
                let run: FewLabelReport.Run
                if let stands {
                    run = stands
                } else {
                    run = try measure(problem, seed: seed, initialisation: initialisation)
                    try results?.add(run, of: options)
                }
                report(run)
                runs.append(run)
            }
        }
        return FewLabelReport(
            algorithm: options.algorithm.name,
            instructionSet: InstructionSet.best.rawValue,
            runs: runs
        )
    }

    private func measure(
        _ problem: FewLabelProblem,
        seed: Int,
        initialisation: Int
    ) throws(Failure) -> FewLabelReport.Run {
        let clock = ContinuousClock()
        let start = clock.now
        let cpuStart = Glibc.clock()
        let runSeed = UInt64(seed) * 1000 + UInt64(initialisation)
        let (student, teacher) = try train(problem.data, seed: runSeed)
        let cpuSeconds = Double(Glibc.clock() - cpuStart) / Double(CLOCKS_PER_SEC)
        let wall = start.duration(to: clock.now).components
        let accuracy = try self.accuracy(student, problem)
        var run = FewLabelReport.Run(
            seed: seed,
            initialisation: initialisation,
            accuracy: accuracy,
            teacherAccuracy: nil,
            wallSeconds: Double(wall.seconds) + Double(wall.attoseconds) * 1e-18,
            cpuSeconds: cpuSeconds
        )
        if let teacher { run.teacherAccuracy = try self.accuracy(teacher, problem) }
        run.tailRecall = try tailRecall(student, problem)
        if problem.isOpen {
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
        let specification = try self.specification(
            options.algorithm,
            seed: seed,
            classes: data.classes
        )
        let phases = try specification.recipe().phases
        guard phases[0].teacher == .given else {
            let isTaught = phases.contains { $0.teacher == .previous }
            let (model, first) = try finish(specification, data, teacher: nil)
            return (model, isTaught ? first : nil)
        }
        let standard = try AlgorithmConfiguration(Algorithms.standard(hasUnlabeled: true))
        let teaching = try self.specification(standard, seed: seed, classes: data.classes)
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
        try specification.drawViews(by: options.augmentation, of: data.input)
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
    private func specification(
        _ algorithm: AlgorithmConfiguration,
        seed: UInt64,
        classes: Int
    ) throws(Failure) -> TrainingJobSpecification {
        let settings = algorithm.card.benchmark
        var specification = TrainingJobSpecification(
            algorithm: algorithm,
            network: try options.source.network(
                classes: classes,
                narrowing: settings.narrowing,
                dropout: settings.dropout
            ),
            seed: seed
        )
        if settings.dropout > 0 || settings.narrowing > 1 {
            specification.teacherNetwork = try options.source.network(
                classes: classes,
                narrowing: 1,
                dropout: 0
            )
        }
        specification.optimization.steps = settings.steps
        specification.optimization.teacherSteps = settings.teacherSteps
        return specification
    }

    /// Test accuracy in percent over the inputs of known classes, or the mean of those of the classes.
    private func accuracy(
        _ model: TrainedModel,
        _ problem: FewLabelProblem
    ) throws(Failure) -> Double {
        guard problem.countsClasses else {
            let known = problem.knownTests
            let logits = try ModelPredictor(model).logits(problem.testRows(known))
            let labels = known.map { problem.testLabels[$0] }
            return try 100 * Evaluation.accuracy(scores: logits, labels: labels)
        }
        let recall = try recall(model, problem)
        return 100 * recall.reduce(0, +) / Double(recall.count)
    }

    /// The mean over the classes of the tail of what is found of each, in percent; nil: there is no tail.
    private func tailRecall(
        _ model: TrainedModel,
        _ problem: FewLabelProblem
    ) throws(Failure) -> Double? {
        guard !problem.tail.isEmpty else { return nil }
        let recall = try recall(model, problem)
        return 100 * problem.tail.reduce(0) { $0 + recall[$1] } / Double(problem.tail.count)
    }

    private func recall(
        _ model: TrainedModel,
        _ problem: FewLabelProblem
    ) throws(Failure) -> [Double] {
        let known = problem.knownTests
        let logits = try ModelPredictor(model).logits(problem.testRows(known))
        return try Evaluation.metrics(
            probabilities: softmax(logits),
            labels: known.map { problem.testLabels[$0] },
            split: .test
        ).recall
    }
}
