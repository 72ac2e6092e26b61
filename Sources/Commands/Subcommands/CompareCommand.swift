import ArgumentParser
import Domain
import Foundation
import GRPC
import Messages
import SemiSupervised
import Services

/// `tutelage compare`: which algorithm to train.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract:
            "Train algorithms on parts of the labelled examples and compare them on the rest.",
        discussion: """
            Each is trained on every split of a cross-validation of the split train; gate, certify and test \
            stay untouched, and no model is kept. Differences are paired with those of \
            \(Algorithms.standard(hasUnlabeled: true).card.name) where it is among them, else of the first, \
            and have intervals: what holds 0 is not distinguishable, and where nothing is shown to be better \
            nothing is recommended. More --seeds narrow intervals a little.

            As a training it sees the unlabelled examples: draw a sample of a backlog before \
            (tutelage sample).
            """
    )
    @Argument(help: "The project.") var project: String
    @Option(help: "Algorithms by their names in `tutelage algorithms`, with commas between them.")
    var algorithms: String
    @Option(help: "The parts of the cross-validation.") var folds: UInt32 = 5
    @Option(
        help: """
            How often examples are dealt anew, and networks begun from other weights. [default: 1; with \
            --cpu-minutes until that time is used]
            """
    )
    var seeds: UInt32?
    @Option(help: "The CPU time after which no split is begun, minutes. [default: 30]")
    var cpuMinutes: Double?
    @Flag(
        help: """
            Search the hyper-parameters of each within what it learns from, by successive halving; it \
            takes about seven times as long.
            """
    )
    var tune = false
    @Option(help: "The settings of each that --tune tries. [default: 8]") var draws: UInt32?
    @OptionGroup var runOptions: NetworkRunOptions
    @Flag(help: "Return when the job is queued, do not wait for its end.") var noWait = false
    @OptionGroup var options: ServerOptions

    func validate() throws {
        let names = try configurations().map(\.name)
        guard names.count >= 2 else {
            throw ValidationError(
                "--algorithms is two or more names with commas between them; got \(quoted(algorithms))"
            )
        }
        for (index, name) in names.enumerated() where names[..<index].contains(name) {
            throw ValidationError("--algorithms names \(name) twice")
        }
        guard (2...20).contains(folds) else {
            throw ValidationError("--folds is 2 to 20; got \(folds)")
        }
        if let seeds, !(1...100).contains(seeds) {
            throw ValidationError("--seeds is 1 to 100; got \(seeds)")
        }
        if let cpuMinutes, !(1.0 / 60...100_000).contains(cpuMinutes) {
            throw ValidationError("--cpu-minutes is 0.02 to 100000; got \(cpuMinutes)")
        }
        guard draws == nil || tune else { throw ValidationError("--draws is for --tune") }
        guard (2...64).contains(draws ?? 8) else {
            throw ValidationError("--draws is 2 to 64; got \(draws ?? 0)")
        }
    }

    func run() async throws {
        var comparison = Wire.ComparisonRun(
            algorithms: try configurations(),
            run: try runOptions.run(),
            draws: tune ? draws ?? 8 : 0
        )
        comparison.folds = folds
        comparison.seeds = seeds
        comparison.cpuSeconds = cpuMinutes.map { $0 * 60 }
        var request = Wire.StartComparisonRequest(project: project, run: comparison)
        request.requestID = UUID().uuidString
        try await options.withConnection { [request] connection in
            let job = try await connection.unary(.startComparison, request)
            try await RunOptions.follow(job, connection, options, waits: !noWait)
        }
    }

    private func configurations() throws -> [Wire.AlgorithmConfiguration] {
        try algorithms.split(separator: ",").map { name in
            let name = name.trimmingCharacters(in: .whitespaces)
            guard let type = try? Algorithms.named(name) else {
                throw ValidationError(
                    "none of `tutelage algorithms` is called \(quoted(name))"
                        + suggestion(for: name, in: Algorithms.cards.map(\.name))
                )
            }
            return Wire.AlgorithmConfiguration(name: type.card.name)
        }
    }
}
