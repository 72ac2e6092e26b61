import Domain
import Foundation
import GRPC
import Synchronization
import UnixSignals

/// A server in a process of its own, as a user would start it; for the demo and benchmarks.
final class ServerProcess {
    private let process = Process()
    private let log: URL
    /// The address that it listens on.
    let address: String

    /// Starts this binary's `serve` on `directory` and waits until it is ready.
    ///
    /// - Throws: ``Failure`` with the server's last words when it does not start.
    init(directory: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: directory,
                withIntermediateDirectories: true
            )
        } catch {
            let reason = (error as? CocoaError)?.localizedDescription ?? "\(error)"
            throw Failure.precondition("\(shownPath(directory.path)) cannot be made: \(reason)")
        }
        log = directory.appending(path: "server.log")
        guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
            throw Failure.precondition("\(shownPath(log.path)) cannot be written")
        }
        let output = Pipe()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve", "--data-dir", directory.path, "--listen", "127.0.0.1:0"]
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        ServerChildren.add(process.processIdentifier)
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            let more = output.fileHandleForReading.readData(ofLength: 1)
            guard !more.isEmpty else {
                let words = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
                throw Failure.precondition("the server did not start: \(words.suffix(400))")
            }
            line.append(more)
        }
        let text = String(decoding: line, as: UTF8.self)
        guard let match = text.firstMatch(of: /grpc=(\S+)/) else {
            throw Failure.precondition("the server said \(quoted(text)), not its address")
        }
        address = String(match.1)
    }

    /// The user and system time that the server has used, in seconds.
    var cpuSeconds: Double {
        let path = "/proc/\(process.processIdentifier)/stat"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return 0 }
        let fields = text[end...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13])
        else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Asks the server to drain, and waits for its end.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
        ServerChildren.remove(process.processIdentifier)
    }
}

/// The servers that this process has started: they end with it, however it ends.
private enum ServerChildren {
    private static let running = Mutex<(isWatched: Bool, processes: Set<Int32>)>((false, []))

    static func add(_ process: Int32) {
        let isFirst = running.withLock { state in
            state.processes.insert(process)
            defer { state.isWatched = true }
            return !state.isWatched
        }
        guard isFirst else { return }
        atexit { ServerChildren.endAll() }
        Task {
            for await signal in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
                exit(128 + signal.rawValue)
            }
        }
    }

    static func remove(_ process: Int32) {
        running.withLock { state in
            _ = state.processes.remove(process)
        }
    }

    private static func endAll() {
        for process in running.withLock(\.processes) { kill(process, SIGTERM) }
    }
}
