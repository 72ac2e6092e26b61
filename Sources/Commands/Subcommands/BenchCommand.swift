import ArgumentParser
import Domain

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

/// What a bench is to run; settings that are none are wrong usage.
func settled<Value>(_ make: () throws(Failure) -> Value) throws -> Value {
    do throws(Failure) {
        return try make()
    } catch {
        throw ValidationError(error.message)
    }
}

/// What a bench found; what goes wrong is told.
///
/// - Throws: `ExitCode.failure`.
func measured<Value>(_ run: () throws(Failure) -> Value) throws -> Value {
    do throws(Failure) {
        return try run()
    } catch {
        printError("error: \(error.message)")
        throw ExitCode.failure
    }
}
