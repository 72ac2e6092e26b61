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
    @Option(help: "An algorithm of `tutelage algorithms`.") var algorithm = "fix_match"
    @Option(help: "The splits, separated by commas.") var seeds = "0,1,2,3,4"
    @Option(help: "Trainings for each split.") var initialisations = 1
    @Option(help: "Threads of a training; they change no bit.") var threads = 1
    @Option(help: "The largest class over the smallest; accuracy is then the mean over classes.")
    var longTail: Int?
    @Flag(help: "Print JSON for programs instead of a table for people.") var json = false

    @Option(help: "Optimizer steps; those of the algorithm's card where it is not said.")
    var steps: Int?
    @OptionGroup var hyperParameters: HyperParameterOptions

    func validate() throws {
        if let longTail, !(1...1000).contains(longTail) {
            throw ValidationError("--long-tail is 1 to 1000; got \(longTail)")
        }
        _ = try configuration()
    }

    private func configuration() throws -> AlgorithmConfiguration {
        do throws(Failure) {
            let type = try Algorithms.named(algorithm)
            var texts: [String: String] = [:]
            for setting in hyperParameters.settings { texts[setting.name] = setting.value }
            return try AlgorithmConfiguration(type, settings: texts)
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
        let chosen = try configuration()
        do {
            var options = DigitsBenchmark.Options(
                dataPath: data,
                protocolPath: protocolFile,
                algorithm: chosen,
                seeds: splits
            )
            options.initialisations = initialisations
            options.threads = threads
            options.longTail = longTail
            if let steps { options.adjust = { $0.optimization.steps = steps } }
            var bar = ProgressBar("bench digits")
            var done = 0
            let total = splits.count * initialisations
            bar.update(0, of: total)
            let report = try DigitsBenchmark(options).run { run in
                done += 1
                bar.update(done, of: total, note: "last \(decimal(run.accuracy, 2)) %")
            }
            bar.finish()
            Console.write(line: json ? try report.json() : report.table)
        } catch {
            printError("error: \(error.message)")
            throw ExitCode.failure
        }
    }
}
