import Foundation
import GRPC
import Messages
import Services
import TestSupport
import Testing

/// The project's root folder.
let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The binary under test: the one of this build, or the one that TUTELAGE_BINARY names.
let binary: URL = {
    if let path = ProcessInfo.processInfo.environment["TUTELAGE_BINARY"] {
        return URL(filePath: path)
    }
    return root.appending(path: ".build/release/tutelage")
}()

/// A server in a process of its own, which a test may kill and start again.
final class TestServer: @unchecked Sendable {
    // Safe: a test starts, kills and stops it from one task; the others only read the address.
    private var process: Program?
    /// The data directory.
    let directory: URL
    private let environment: [String: String]
    /// The port that it listens on now.
    private(set) var port = 0

    /// Starts a server on a new data directory; port 0: a free one.
    init(_ environment: [String: String] = [:], port: Int = 0) async throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "tt-\(UUID().uuidString.prefix(8))")
        self.environment = environment
        try await start(port: port)
    }

    deinit {
        process?.kill()
        try? FileManager.default.removeItem(at: directory)
    }

    /// The process of the server.
    var processID: Int32 { process?.processID ?? -1 }
    /// The address for the command line.
    var address: String { "127.0.0.1:\(port)" }
    /// The address of the pages for monitoring.
    private(set) var monitoringAddress = ""

    /// Starts the server and waits until it is ready; port 0: a free one.
    func start(port wanted: Int = 0) async throws {
        let server = try Program(
            binary.path,
            ["serve", "--data-dir", directory.path, "--listen", "127.0.0.1:\(wanted)"],
            environment: ["OPENBLAS_CORETYPE": nil].merging(environment) { $1 }
        )
        process = server
        var ready = ""
        while !ready.contains("\n") {
            try #require(server.isRunning, "the server ended before it was ready: \(server.errors)")
            try await Task.sleep(for: .milliseconds(5))
            ready = String(decoding: server.output, as: UTF8.self)
        }
        let match = ready.firstMatch(of: /grpc=[^ ]*:(\d+) http=(\S+)/)
        port = try #require(match.flatMap { Int($0.1) })
        monitoringAddress = try #require(match.map { String($0.2) })
    }

    /// Kills the server as a crash would.
    func crash() {
        process?.kill()
        process?.wait()
    }

    /// Drains the server.
    ///
    /// - Returns: The exit code.
    func stop() async -> Int32 {
        process?.terminate()
        return await process?.end() ?? -1
    }

    /// Connects.
    func connect() async throws -> GRPCClient {
        try await GRPCClient.connect(host: "127.0.0.1", port: port)
    }

    /// The processes that the server has started and that still run.
    var children: [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.filter { child in
            guard let text = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8),
                let end = text.lastIndex(of: ")")
            else { return false }
            let fields = text[end...].split(separator: " ")
            return fields.count > 2 && fields[1] != "Z" && fields[2] == "\(processID)"
        }
    }
}

/// Runs the command line, while the thread does what other tests wait for.
///
/// - Returns: The exit code and what it printed.
func tutelage(
    _ arguments: [String],
    in folder: URL = root
) async throws -> (status: Int32, output: String, errors: String) {
    try await run(binary, arguments, in: folder)
}

/// Runs a program in a folder, while the thread does what other tests wait for.
///
/// - Returns: The exit code and what it printed.
func run(
    _ executable: URL,
    _ arguments: [String],
    in folder: URL
) async throws -> (status: Int32, output: String, errors: String) {
    let program = try Program(executable.path, arguments, in: folder)
    return (await program.end(), String(decoding: program.output, as: UTF8.self), program.errors)
}
