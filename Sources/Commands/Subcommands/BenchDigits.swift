import ArgumentParser
import Benchmarks
import Domain
import SemiSupervised
import Training

/// `tutelage bench digits`: accuracy under a fixed protocol.
struct BenchDigits: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digits",
        abstract: "Train on 40 labels of each split and test once, at the end.",
        discussion: """
            Accuracies are in per cent. The seeds 100 to 102 are the protocol's tuning splits.
            """
    )
    @Option(help: "The digits: 64 pixels and a label a line.")
    var data = "Tests/Data/digits/digits.csv"
    @Option(name: .customLong("protocol"), help: "The splits.")
    var protocolFile = "Tests/Data/digits/digits-protocol.json"
    @Option(help: "An algorithm of `tutelage algorithms`, some with commas between them, or all.")
    var algorithm = "fix_match"
    @Option(help: "The splits, separated by commas.") var seeds = "0,1,2,3,4"
    @Option(help: "Trainings for each split.") var initialisations = 1
    @Option(help: "Threads of a training; they change no bit.") var threads = 1
    @Option(help: "The largest class over the smallest; accuracy is then the mean over classes.")
    var longTail: Int?
    @Option(help: "The classes that are known; accuracy is then over images of those.")
    var openSet: Int?
    @Flag(help: "Print JSON for programs instead of a table for people.") var json = false

    @Option(help: "A file of runs, a line each: those that stand are not run again.")
    var results: String?
    @Option(help: "Optimizer steps; those of the algorithm's card where it is not said.")
    var steps: Int?
    @OptionGroup var hyperParameters: HyperParameterOptions

    func validate() throws {
        if let longTail, !(1...1000).contains(longTail) {
            throw ValidationError("--long-tail is 1 to 1000; got \(longTail)")
        }
        if let openSet, !(2...9).contains(openSet) {
            throw ValidationError("--open-set is 2 to 9; got \(openSet)")
        }
        guard longTail == nil || openSet == nil else {
            throw ValidationError("--long-tail and --open-set are two problems; name one")
        }
        _ = try configurations()
    }

    private var variant: DigitsVariant {
        if let longTail { return .longTail(ratio: longTail) }
        return openSet.map { .openSet(known: $0) } ?? .balanced
    }

    /// What is run: of several algorithms, each with the hyper-parameters of its card.
    private func configurations() throws -> [AlgorithmConfiguration] {
        do throws(Failure) {
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
        } catch {
            throw ValidationError(error.message)
        }
    }

    func run() async throws {
        let numbers = seeds.split(separator: ",").map { Int($0) }
        let splits = numbers.compactMap { $0 }
        guard splits.count == numbers.count, !splits.isEmpty else {
            throw ValidationError("--seeds takes whole numbers and commas; got \(seeds)")
        }
        let chosen = try configurations()
        do {
            var bar = ProgressBar("bench digits")
            var done = 0
            let total = splits.count * initialisations * chosen.count
            bar.update(0, of: total)
            var reports: [DigitsReport] = []
            for algorithm in chosen {
                let report = try DigitsBenchmark(options(algorithm, splits)).run { run in
                    done += 1
                    let note = "\(algorithm.name), last \(decimal(run.accuracy, 2)) %"
                    bar.update(done, of: total, note: note)
                }
                reports.append(report)
            }
            bar.finish()
            for report in reports where json { Console.write(line: try report.json()) }
            guard !json else { return }
            let standard = Algorithms.standard(hasUnlabeled: true).card.name
            Console.write(
                line: reports.count == 1
                    ? reports[0].table : DigitsResults.table(reports, standard: standard)
            )
        } catch {
            printError("error: \(error.message)")
            throw ExitCode.failure
        }
    }

    private func options(
        _ algorithm: AlgorithmConfiguration,
        _ splits: [Int]
    ) -> DigitsBenchmark.Options {
        var options = DigitsBenchmark.Options(
            dataPath: data,
            protocolPath: protocolFile,
            algorithm: algorithm,
            seeds: splits
        )
        options.initialisations = initialisations
        options.threads = threads
        options.variant = variant
        options.steps = steps
        options.resultsPath = results
        return options
    }
}
