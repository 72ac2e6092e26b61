import ArgumentParser
import Domain
import Files
import Foundation
import GRPC

/// `tutelage demo`: the whole loop on real digits, in about two minutes.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run the whole loop on 1,797 real digits, through the public API only.",
        discussion: """
            Starts a server, trains on 40 labels, certifies a threshold, labels a stream, retrains \
            by itself, distils, and prints one table. The server is stopped at the end; its data \
            directory stays, and is replaced by the next run.
            """
    )
    @Option(help: "The digits: 64 pixels and a label a line.")
    var data = "Tests/Data/digits/digits.csv"
    @Option(help: "The data directory; that of an earlier demo is replaced.") var dataDir =
        ".tutelage-demo"
    @Option(help: "The seed that deals the digits and starts every training.") var seed: UInt64 = 0
    @Flag(help: "Print JSON for programs instead of tables for people.") var json = false

    func run() async throws {
        do {
            try await runLoop()
        } catch let status as GRPCStatus {
            printError("error: \(status.message) (\(status.code))")
            throw ExitCode.failure
        } catch let failure as Failure {
            printError("error: \(failure.message)")
            throw ExitCode.failure
        }
    }

    private func runLoop() async throws {
        let digits = try DemoData(path: data, seed: seed)
        let directory = URL(filePath: dataDir)
        try Self.prepare(directory)
        let server = try ServerProcess(directory: directory)
        defer { server.stop() }
        let address = try ServerOptions.address(server.address)
        let client = try await GRPCClient.connect(host: address.host, port: address.port)
        var run = DemoRun(client: client, data: digits, seed: seed) { line in
            if !json { printError(line) }
        }
        let report = try await run.run()
        await client.close()
        Console.write(line: json ? report.json.text : report.text + "\n\n" + next)
    }

    /// What tells a directory of a demo from any other.
    private static let mark = ".made-by-tutelage-demo"

    /// Makes `directory`, in place of that of an earlier demo, and of nothing else.
    private static func prepare(_ directory: URL) throws {
        let files = FileManager.default
        let mark = directory.appending(path: mark)
        if files.fileExists(atPath: directory.path) {
            let names = try? files.contentsOfDirectory(atPath: directory.path)
            guard names?.isEmpty == true || files.fileExists(atPath: mark.path) else {
                throw Failure.precondition(
                    "\(directory.path) exists and was not made by a demo; name another with --data-dir, "
                        + "or remove it"
                )
            }
            // Not under a server that runs.
            let lock = DataDirectory(copy: directory.path).lockPath
            if files.fileExists(atPath: lock) { try DirectoryLock(path: lock).release() }
            try files.removeItem(at: directory)
        }
        try files.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data("tutelage demo replaces this directory\n".utf8).write(to: mark)
    }

    /// The commands to try next.
    private var next: String {
        let binary = CommandLine.arguments.first ?? "tutelage"
        return """
            Try next, the first in a terminal of its own:
              \(binary) serve --data-dir \(dataDir)
              \(binary) project show digits
              \(binary) models list digits
              \(binary) review list digits --limit 3 --draw
              \(binary) predict digits \(data) --no-header --label-column 65 --summary
              \(binary) export digits --source auto
            """
    }
}
