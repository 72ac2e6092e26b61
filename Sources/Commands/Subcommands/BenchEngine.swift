import ArgumentParser
import Benchmarks
import Domain

/// `tutelage bench engine`: the time and the memory of a training step.
struct BenchEngine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "Time the steps of a WRN-28-2 that learns from images of noise.",
        discussion: """
            Seven times as many unlabelled rows as labelled ones come in two views each, all in one pass. A first \
            step is not timed. Scripts/bench/engine puts the times beside PyTorch's.
            """
    )
    @Option(help: "The side of the images; a multiple of 4.") var side = 32
    @Option(help: "Labelled rows of a step.") var labeled = 64
    @Option(help: "Steps that are timed.") var steps = 3
    @Option(help: "Threads of a step; they change no bit.") var threads = 1
    @Flag(help: "Print JSON for programs instead of a table for people.") var json = false

    func validate() throws {
        guard (1...256).contains(threads) else {
            throw ValidationError("--threads is 1 to 256; got \(threads)")
        }
        _ = try benchmark()
    }

    private func benchmark() throws -> EngineBenchmark {
        var options = EngineBenchmark.Options()
        options.side = side
        options.labeled = labeled
        options.steps = steps
        options.threads = threads
        return try settled { () throws(Failure) in try EngineBenchmark(options) }
    }

    func run() async throws {
        let benchmark = try benchmark()
        let report = try measured { () throws(Failure) in try benchmark.run() }
        guard !json else {
            return Console.write(line: try measured { () throws(Failure) in try report.json() })
        }
        var table = Table("step", "wall s", "CPU s")
        for (index, seconds) in report.seconds.enumerated() {
            table.append(
                "\(index + 1)",
                decimal(seconds, 3),
                decimal(report.cpuSeconds[index], 3)
            )
        }
        Console.show(table.text)
        Console.show(
            "\(report.rows) rows, \(report.threads) threads, \(report.instructionSet); planned "
                + "\(report.plannedBytes >> 20) MiB"
        )
    }
}
