import ArgumentParser
import Domain
import Files
import Foundation

/// The command `tutelage`.
struct Tutelage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tutelage",
        abstract: "A model server that keeps learning.",
        version: Software.version,
        subcommands: [
            ServeCommand.self, WorkerCommand.self, DemoCommand.self, ProjectCommand.self,
            IngestCommand.self, LabelCommand.self,
            PredictCommand.self, EmbedCommand.self, SampleCommand.self, ReviewCommand.self,
            RelabelCommand.self,
            TrainCommand.self, SelfTrainCommand.self, DistillCommand.self, CompareCommand.self,
            JobsCommand.self,
            ModelsCommand.self, ReleasesCommand.self,
            ExamplesCommand.self, AlgorithmsCommand.self, NetworksCommand.self,
            PoliciesCommand.self, ExportCommand.self,
            TokenCommand.self, BackupCommand.self, BenchCommand.self,
        ]
    )
}

/// Runs the command; the exit code is 0, 1 (it failed) or 2 (it was typed wrong).
package enum Program {
    /// Parses the arguments of the process and runs what they say.
    package static func main() async {
        StandardStreams.reserve()
        do {
            var command = try Tutelage.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let code = Tutelage.exitCode(for: error)
            // The library's own code for wrong usage is 64; ours is the shell's 2.
            if code == .validationFailure {
                printError(UsageError.text(for: error, Array(CommandLine.arguments.dropFirst())))
                exit(2)
            }
            // Help is no error, and where a command ends with a code it has said why.
            if code.isSuccess || error is ExitCode { Tutelage.exit(withError: error) }
            printError("error: \(UsageError.words(of: error))")
            exit(code.rawValue)
        }
    }
}
