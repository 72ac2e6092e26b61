internal import Dispatch
package import Domain
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A program that we started; its death is noticed at once, and it is always reaped.
///
/// The child inherits nothing but standard error: standard input is empty, standard output goes to
/// standard error (a server's own standard output carries its `ready` line), and every other
/// descriptor is closed, so that a child never holds its parent's lock or listener.
package final class ChildProcess: Sendable {
    /// How a process ended.
    package enum Outcome: Hashable, Sendable {
        /// It returned this code.
        case exited(Int32)
        /// This signal ended it, such as 9 for a kill or for want of memory.
        case signalled(Int32)
    }

    private struct State {
        var outcome: Outcome?
        var waiters: [CheckedContinuation<Outcome, Never>] = []
    }

    /// The process id.
    package let id: Int32
    private let state = Mutex(State())

    /// Starts `executable` with `arguments` (without its name) at niceness `niceness`; `/proc/self/exe` is
    /// our own image, whatever lies now where it was started from.
    ///
    /// `environment` is `NAME=VALUE` texts; nil hands down our own.
    ///
    /// - Throws: ``Failure`` when it cannot be started.
    package init(
        executable: String,
        arguments: [String],
        environment: [String]? = nil,
        niceness: Int32 = 10
    ) throws(Failure) {
        id = try Self.spawn(executable, [executable] + arguments, environment)
        // Set from outside right after the start, while the child has one thread; threads inherit.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(id), niceness)
        let child = self
        // A thread of its own, because waiting blocks; it ends with the child.
        DispatchQueue(label: "tutelage.child.\(id)").async { child.reap() }
    }

    /// Sends `signal`, such as `SIGTERM`; nothing happens when the child has ended.
    package func send(_ signal: Int32) {
        state.withLock { state in
            // Under the lock: once it is reaped, the number may belong to another process.
            if state.outcome == nil { Self.post(signal, to: id) }
        }
    }

    /// Asks the child to end (SIGTERM).
    package func terminate() { send(SIGTERM) }

    /// Ends the child at once (SIGKILL).
    package func kill() { send(SIGKILL) }

    /// How the child ended; nil while it runs.
    package var outcome: Outcome? { state.withLock { $0.outcome } }

    /// Waits until the child has ended.
    package func wait() async -> Outcome {
        await withCheckedContinuation { continuation in
            let outcome = state.withLock { state -> Outcome? in
                if state.outcome == nil { state.waiters.append(continuation) }
                return state.outcome
            }
            if let outcome { continuation.resume(returning: outcome) }
        }
    }

    /// Lowers the priority of this process; called first thing by a worker.
    package static func lowerPriority(niceness: Int32 = 10) {
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    }

    private func reap() {
        // Waits without reaping first, so that the number stays ours until the lock is held.
        var info = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        let waiters = state.withLock { state -> [CheckedContinuation<Outcome, Never>] in
            var status: Int32 = 0
            while unsafe waitpid(id, &status, 0) == -1, errno == EINTR {}
            state.outcome = Self.outcome(status)
            defer { state.waiters = [] }
            return state.waiters
        }
        let outcome = outcome ?? .exited(-1)
        for waiter in waiters { waiter.resume(returning: outcome) }
    }

    private static func post(_ signal: Int32, to process: Int32) {
        #if canImport(Glibc)
        _ = Glibc.kill(process, signal)
        #else
        _ = Darwin.kill(process, signal)
        #endif
    }

    private static func outcome(_ status: Int32) -> Outcome {
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }

    /// Marks whatever a library may have opened without the flag; our own files have it anyway.
    private static func closeDescriptorsOnExec() throws(Failure) {
        #if os(Linux)
        for name in try FileSystem.entries(of: "/proc/self/fd") {
            guard let descriptor = Int32(name), descriptor > 2 else { continue }
            let flags = fcntl(descriptor, F_GETFD)
            if flags != -1 { _ = fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) }
        }
        #endif
    }

    private static func spawn(
        _ executable: String,
        _ arguments: [String],
        _ environment: [String]?
    ) throws(Failure) -> Int32 {
        try closeDescriptorsOnExec()
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, 2, 1)
        // Signals as a fresh program expects them, whatever the server ignores or blocks.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        unsafe posix_spawnattr_setflags(&attributes, flags)

        var argv = unsafe arguments.map { unsafe strdup($0) } + [nil]
        var envp = unsafe environment?.map { unsafe strdup($0) }
        unsafe envp?.append(nil)
        defer {
            unsafe argv.forEach { unsafe free($0) }
            unsafe envp?.forEach { unsafe free($0) }
        }
        var child: pid_t = 0
        let code: Int32
        if var variables = unsafe envp {
            code = unsafe posix_spawn(&child, executable, &actions, &attributes, &argv, &variables)
        } else {
            code = unsafe posix_spawn(&child, executable, &actions, &attributes, &argv, environ)
        }
        guard code == 0 else { throw SystemCall.failure("start", executable, code) }
        return child
    }
}
