import ArgumentParser
import Benchmarks
import Domain

/// `tutelage bench checkpoint`: the pace of checkpoints of a large network.
struct BenchCheckpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract:
            "Write and read a checkpoint with Adam's moments, in turn with a plain file of its size.",
        discussion: """
            Both files are durable when they are written, and read from the disk. 100 million parameters take 1.5 \
            GiB of disk for each file, and 5 GiB of memory.
            """
    )
    @Option(help: "Parameters of the network, or a few more.") var parameters = 100_000_000
    @Option(help: "How often.") var rounds = 3
    @Option(help: "The folder for both files.") var directory = "."
    @Flag(help: "Print JSON for programs instead of a table for people.") var json = false

    func validate() throws {
        guard (10_000...1_000_000_000).contains(parameters), rounds >= 1 else {
            throw ValidationError("--parameters is 10000 to 1000000000, --rounds at least 1")
        }
    }

    func run() async throws {
        var bar = ProgressBar("bench checkpoint")
        var done = 0
        bar.update(0, of: rounds)
        let report = try measured { () throws(Failure) in
            try CheckpointBenchmark(parameters: parameters, directory: directory)
                .run(rounds: rounds) { _ in
                    done += 1
                    bar.update(done, of: rounds)
                }
        }
        bar.finish()
        guard !json else {
            return Console.write(line: try measured { () throws(Failure) in try report.json() })
        }
        var table = Table("", "checkpoint s", "plain file s", "ratio", "CPU s")
        for round in report.rounds {
            table.append(
                "write",
                decimal(round.write, 2),
                decimal(round.plainWrite, 2),
                decimal(round.write / round.plainWrite, 2),
                decimal(round.cpuWrite, 2)
            )
            table.append(
                "read",
                decimal(round.read, 2),
                decimal(round.plainRead, 2),
                decimal(round.read / round.plainRead, 2),
                decimal(round.cpuRead, 2)
            )
        }
        Console.show(table.text)
        Console.show("\(report.parameters) parameters, \(report.bytes >> 20) MiB")
    }
}
