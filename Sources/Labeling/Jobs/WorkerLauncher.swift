package import Domain
internal import Files

/// Starts the process that carries out a job.
package protocol WorkerLauncher: Sendable {
    /// Starts a worker for one job; it then asks for its lease.
    ///
    /// - Throws: ``Failure`` when it cannot be started.
    func launch(_ job: JobID) throws -> any RunningWorker
}

/// A worker that was started.
package protocol RunningWorker: Sendable {
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

    /// Starts `executable` with the socket of the internal service as its argument.
    package init(executable: String, socketPath: String) {
        self.executable = executable
        self.socketPath = socketPath
    }

    package func launch(_ job: JobID) throws -> any RunningWorker {
        ChildWorker(
            process: try ChildProcess(
                executable: executable,
                arguments: ["worker", "--socket", socketPath, "--job", "\(job)"]
            )
        )
    }
}

private struct ChildWorker: RunningWorker {
    let process: ChildProcess

    func wait() async -> String {
        switch await process.wait() {
        case .exited(let code): "exit code \(code)"
        case .signalled(let signal): "signal \(signal)"
        }
    }

    func terminate() { process.terminate() }

    func kill() { process.kill() }
}
