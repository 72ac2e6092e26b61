internal import Domain
internal import Files
package import Foundation

/// A program that a test runs; what it prints goes to files, so that it never waits for a reader.
///
/// Foundation's `Process` is not used: its search for the highest open descriptor copies 256 bytes
/// for each name of `/proc/self/fd`, which reaches behind the directory's buffer where some 1,360
/// are open, and the tests of one process have twice as many.
package final class Program: Sendable {
    private let child: ChildProcess
    private let folder: URL
    private let outputFile: URL
    private let errorsFile: URL

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - executable: its path.
    ///   - arguments: what follows its name.
    ///   - place: the folder that it runs in.
    ///   - environment: what is set beside our own variables; nil as a value takes one away.
    ///   - keepsInputOpen: whether its standard input stays open without a byte; else it is empty.
    /// - Throws: where it cannot be started.
    package init(
        _ executable: String,
        _ arguments: [String],
        in place: URL = FileManager.default.temporaryDirectory,
        environment: [String: String?] = [:],
        keepsInputOpen: Bool = false
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "program-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        outputFile = folder.appending(path: "output")
        errorsFile = folder.appending(path: "errors")
        var variables = ProcessInfo.processInfo.environment.mapValues { Optional($0) }
        variables.merge(environment) { $1 }
        // A named pipe that its reader holds open for writing too never comes to an end.
        let script = """
            place=$1 folder=$2
            shift 2
            mkfifo "$folder/input"
            cd "$place" && exec "$@" >"$folder/output" 2>"$folder/errors" \
            \(keepsInputOpen ? #"<>"$folder/input""# : "")
            """
        child = try ChildProcess(
            executable: "/bin/sh",
            arguments: ["-c", script, "sh", place.path, folder.path, executable] + arguments,
            environment: variables.compactMap { name, value in value.map { "\(name)=\($0)" } },
            niceness: 0
        )
    }

    deinit {
        child.kill()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Its number.
    package var processID: Int32 { child.id }

    /// What it has printed so far.
    package var output: Data { (try? Data(contentsOf: outputFile)) ?? Data() }

    /// What it has printed so far to standard error, or why it could not be started.
    package var errors: String {
        String(decoding: (try? Data(contentsOf: errorsFile)) ?? Data(), as: UTF8.self)
    }

    /// Whether it still runs.
    package var isRunning: Bool { child.outcome == nil }

    /// Asks it to end.
    package func terminate() { child.terminate() }

    /// Ends it at once.
    package func kill() { child.kill() }

    /// Waits for its end, while the thread does what other tests wait for.
    ///
    /// - Returns: The exit code; of a signal, its number below 0.
    @discardableResult
    package func end() async -> Int32 {
        while isRunning { try? await Task.sleep(for: .milliseconds(2)) }
        return wait()
    }

    /// Waits for its end.
    ///
    /// - Returns: The exit code; of a signal, its number below 0.
    @discardableResult
    package func wait() -> Int32 {
        while true {
            switch child.outcome {
            case .exited(let code): return code
            case .signalled(let signal): return -signal
            case nil: Thread.sleep(forTimeInterval: 0.002)
            }
        }
    }
}
