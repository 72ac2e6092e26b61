package import Domain
internal import Kernels
internal import Networks
internal import SemiSupervised
internal import Training

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Times the steps of a real training: the algorithm of a first training, on images of noise and with a
/// WRN-28-2, augmentation, optimizer and average included.
///
/// What is learned is of no interest; `Scripts/bench/engine` puts the times beside PyTorch's.
package struct EngineBenchmark: Sendable {
    /// What to run.
    package struct Options: Sendable {
        /// The side of the images; they have three channels.
        package var side = 32
        /// Labelled rows of a step; seven times as many unlabelled ones come in two views each.
        package var labeled = 64
        /// Steps that are timed, after a first one that is not.
        package var steps = 3
        /// Threads; they change no bit.
        package var threads = 1

        /// Creates the options of the figures of the README.
        package init() {}
    }

    /// What it found.
    package struct Report: Codable, Hashable, Sendable {
        /// The instruction set of the kernels.
        package var instructionSet: String
        /// Rows of one pass.
        package var rows: Int
        /// Threads of a step.
        package var threads: Int
        /// What the plan of the run's memory says before it starts, the process included.
        package var plannedBytes: Int
        /// Wall seconds of each timed step.
        package var seconds: [Double]
        /// CPU seconds of each.
        package var cpuSeconds: [Double]
        /// The loss of the last step: the same number for any number of threads.
        package var loss: Float

        /// One object, names in snake case.
        ///
        /// - Throws: ``Failure`` (internal) when a value is no number.
        package func json() throws(Failure) -> String { try ReportText.json(self) }
    }

    private static let classes = 10
    /// Unlabelled rows for each labelled one, in two views each: what the papers have.
    private static let ratio = 7
    private let options: Options

    /// Creates a benchmark.
    ///
    /// - Throws: ``Failure`` (invalid argument) for images that the network does not take, or nothing to time.
    package init(_ options: Options) throws(Failure) {
        guard options.side >= 8, options.side % 4 == 0, options.labeled >= 1, options.steps >= 1,
            (1...1024).contains(options.threads)
        else {
            throw .invalid(
                "expected a side of at least 8 that 4 divides, at least one labelled row and one step, "
                    + "and 1 to 1024 threads"
            )
        }
        self.options = options
    }

    /// Runs it.
    ///
    /// - Throws: ``Failure`` where the memory is beyond the engine's limit.
    package func run() throws(Failure) -> Report {
        let unlabeled = Self.ratio * options.labeled
        let image = ImageSpecification(height: options.side, width: options.side, channels: 3)
        let elements = options.side * options.side * 3
        let data = try TrainingData(
            input: .image(image),
            classes: Self.classes,
            labeled: noise(options.labeled * elements, seed: 1),
            labels: (0..<options.labeled).map { $0 % Self.classes },
            unlabeled: noise(unlabeled * elements, seed: 2)
        )
        var specification = TrainingJobSpecification(
            algorithm: try AlgorithmConfiguration(
                Algorithms.standard(hasUnlabeled: true),
                settings: ["unlabeled_ratio": "\(Self.ratio)"]
            ),
            network: .wideResNet(
                .wide28By2,
                input: .image(height: options.side, width: options.side, channels: 3),
                classes: Self.classes
            ),
            seed: 1
        )
        specification.optimization.labeledBatch = options.labeled
        specification.optimization.steps = options.steps + 1
        let plan = try RunMemory(
            specification,
            data: RunMemory.Rows(labeled: options.labeled, unlabeled: unlabeled),
            threads: options.threads
        )
        var run = try TrainingRun(specification, data: data, threads: options.threads)
        var report = Report(
            instructionSet: InstructionSet.best.rawValue,
            rows: plan.rows,
            threads: options.threads,
            plannedBytes: plan.total,
            seconds: [],
            cpuSeconds: [],
            loss: 0
        )
        // The first step touches the memory.
        _ = try run.advance()
        for _ in 0..<options.steps {
            let (start, cpuStart) = (ContinuousClock.now, clock())
            report.loss = try run.advance().loss
            report.seconds.append((ContinuousClock.now - start) / .seconds(1))
            report.cpuSeconds.append(Double(clock() - cpuStart) / Double(CLOCKS_PER_SEC))
        }
        return report
    }

    private func noise(_ count: Int, seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 32) }
    }
}
