internal import Files

/// Starts processes that carry out jobs.
package protocol WorkerLauncher: Sendable {
    /// Starts a worker for one job; it then asks for its lease.
    ///
    /// - Throws: ``Failure`` when it cannot be started.
    func launch() throws -> any RunningWorker
}

/// A worker that was started.
package protocol RunningWorker: Sendable {
    /// Its process id.
    var process: Int32 { get }
    /// Waits until it has ended, and says how in a few words, such as `exit code 1`.
    func wait() async -> String
    /// Asks it to write a checkpoint and end.
    func terminate()
    /// Ends it at once.
    func kill()
}

/// Workers as child processes of the same program: `tutelage worker`, at low priority, so that a
/// crash or a kill for want of memory never touches serving.
package struct ChildWorkers: WorkerLauncher {
    private let executable: String
    private let socketPath: String
    private let arguments: [String]

    /// Starts `executable` with the socket of the internal service and `arguments`.
    package init(executable: String, socketPath: String, arguments: [String] = []) {
        self.executable = executable
        self.socketPath = socketPath
        self.arguments = arguments
    }

    package func launch() throws -> any RunningWorker {
        ChildWorker(
            child: try ChildProcess(
                executable: executable,
                arguments: ["worker", "--socket", socketPath] + arguments
            )
        )
    }
}

private struct ChildWorker: RunningWorker {
    let child: ChildProcess

    var process: Int32 { child.id }

    func wait() async -> String {
        switch await child.wait() {
        case .exited(let code): "exit code \(code)"
        case .signalled(let signal): "signal \(signal)"
        }
    }

    func terminate() { child.terminate() }

    func kill() { child.kill() }
}
