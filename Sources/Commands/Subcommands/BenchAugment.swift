import ArgumentParser
import Benchmarks
import Domain

/// `tutelage bench augment`: the pace of the views of images.
struct BenchAugment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "augment",
        abstract: "Time the views of colour images that training draws.",
        discussion: """
            Every kind of policies set --augmentation with its defaults, drawn again and again of one batch. \
            Scripts/bench/augment puts the paces beside torchvision's.
            """
    )
    @Option(help: "A file of images: bytes, SIDE x SIDE x 3 each; without it noise.")
    var images: String?
    @Option(help: "The side of the images.") var side = 32
    @Option(help: "Images of noise, where there is no file.") var rows = 512
    @Option(help: "Seconds that each kind is drawn for.") var seconds = 2.0
    @Option(help: "Threads; they change no bit.") var threads = 1
    @Flag(help: "Print JSON for programs instead of a table for people.") var json = false

    func validate() throws {
        guard (1...256).contains(threads) else {
            throw ValidationError("--threads is 1 to 256; got \(threads)")
        }
        _ = try benchmark()
    }

    private func benchmark() throws -> AugmentBenchmark {
        var options = AugmentBenchmark.Options()
        options.images = images
        options.side = side
        options.rows = rows
        options.seconds = seconds
        options.threads = threads
        return try settled { () throws(Failure) in try AugmentBenchmark(options) }
    }

    func run() async throws {
        let benchmark = try benchmark()
        let report = try measured { () throws(Failure) in try benchmark.run() }
        guard !json else {
            return Console.write(line: try measured { () throws(Failure) in try report.json() })
        }
        var table = Table("view", "rows a second")
        for line in report.lines { table.append(line.kind, decimal(line.rowsPerSecond, 0)) }
        Console.show(table.text)
        Console.show("\(report.rows) rows in a batch, \(report.threads) threads")
    }
}
