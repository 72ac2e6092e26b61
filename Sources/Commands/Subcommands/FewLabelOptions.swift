import ArgumentParser
import Benchmarks
import Domain
import SemiSupervised
import Services

/// What is trained on which splits; shared by the benches of few labels.
struct FewLabelOptions: ParsableArguments {
    @Option(help: "An algorithm of `tutelage algorithms`, some with commas between them, or all.")
    var algorithm = Algorithms.standard(hasUnlabeled: true).card.name
    @Option(help: "The splits, separated by commas.") var seeds = "0,1,2,3,4"
    @Option(help: "Trainings for each split.") var initialisations = 1
    @Option(help: "Threads of a training; they change no bit.") var threads = 1
    @Flag(help: "Print JSON for programs instead of a table for people.") var json = false
    @Option(help: "A file of runs, a line each: those that stand are not run again.")
    var results: String?
    @Option(help: "Optimizer steps; those of the algorithm's card where it is not said.")
    var steps: Int?
    @Option(
        help: "How views are drawn, as `policies set --augmentation` has it."
    )
    var augmentation: String?
    @OptionGroup var hyperParameters: HyperParameterOptions

    func validate() throws {
        guard (1...256).contains(threads) else {
            throw ValidationError("--threads is 1 to 256; got \(threads)")
        }
        _ = try splits
        _ = try configurations()
        _ = try augmentation.map(AugmentationText.policy)
    }

    private var splits: [Int] {
        get throws {
            let numbers = seeds.split(separator: ",").map { Int($0) }
            let splits = numbers.compactMap { $0 }
            guard splits.count == numbers.count, !splits.isEmpty else {
                throw ValidationError(
                    "--seeds takes whole numbers and commas; got \(quoted(seeds))"
                )
            }
            return splits
        }
    }

    /// What is run: of several algorithms, each with the hyper-parameters of its card.
    private func configurations() throws -> [AlgorithmConfiguration] {
        try settled { () throws(Failure) in
            let names = algorithm.split(separator: ",").map(String.init)
            var texts: [String: String] = [:]
            for setting in hyperParameters.settings { texts[setting.name] = setting.value }
            let types: [any Algorithm.Type]
            if algorithm == "all" {
                types = Algorithms.all
            } else {
                var found: [any Algorithm.Type] = []
                for name in names { found.append(try Algorithms.named(name)) }
                types = found
            }
            guard !types.isEmpty else {
                throw .invalid("expected the name of an algorithm; got \(quoted(algorithm))")
            }
            guard types.count == 1 || texts.isEmpty else {
                throw .invalid("--set is for one algorithm; got \(types.count) of them")
            }
            var configurations: [AlgorithmConfiguration] = []
            for type in types {
                configurations.append(try AlgorithmConfiguration(type, settings: texts))
            }
            return configurations
        }
    }

    /// Runs everything, with a progress bar, and shows what came of it.
    ///
    /// - Throws: `ExitCode.failure` where a training fails; what went wrong is said before.
    func run(_ name: String, on source: () throws(Failure) -> any FewLabelSource) throws {
        let (splits, chosen) = (try splits, try configurations())
        let source = try measured(source)
        let views = try augmentation.flatMap(AugmentationText.policy)
        let policy = try measured { () throws(Failure) -> AugmentationPolicy? in
            guard let views else { return nil }
            return try AugmentationPolicy(views, input: source.input)
        }
        var bar = ProgressBar(name)
        var done = 0
        let total = splits.count * initialisations * chosen.count
        bar.update(0, of: total)
        var reports: [FewLabelReport] = []
        for algorithm in chosen {
            var options = FewLabelBenchmark.Options(
                source: source,
                algorithm: algorithm,
                seeds: splits
            )
            options.initialisations = initialisations
            options.threads = threads
            options.steps = steps
            options.augmentation = policy
            options.resultsPath = results
            let report = try measured { [options] () throws(Failure) in
                try FewLabelBenchmark(options).run { run in
                    done += 1
                    let note = "\(algorithm.name), last \(decimal(run.accuracy, 2)) %"
                    bar.update(done, of: total, note: note)
                }
            }
            reports.append(report)
        }
        bar.finish()
        guard !json else {
            for report in reports {
                Console.write(line: try measured { () throws(Failure) in try report.json() })
            }
            return
        }
        let standard = Algorithms.standard(hasUnlabeled: true).card.name
        Console.write(
            line: reports.count == 1
                ? reports[0].table : FewLabelResults.table(reports, standard: standard)
        )
    }
}
