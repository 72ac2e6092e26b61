import ArgumentParser

/// `tutelage bench`: the figures of the README.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure learning and serving on this machine.",
        subcommands: [
            BenchAugment.self, BenchCheckpoint.self, BenchDigits.self, BenchEngine.self,
            BenchFewLabels.self,
            BenchGuarantee.self, BenchIngest.self, BenchLoad.self,
        ]
    )
}
