import Domain
import Files
import Foundation
import Testing

@Suite("A child process is started clean, seen when it dies, and always reaped")
struct ChildProcessTests {
    @Test("The exit code comes back", arguments: [Int32(0), 3])
    func exits(code: Int32) async throws {
        let child = try ChildProcess(executable: "/bin/sh", arguments: ["-c", "exit \(code)"])
        #expect(await child.wait() == .exited(code))
        #expect(child.outcome == .exited(code))
        child.terminate()
    }

    @Test("A signal is told from an exit")
    func signals() async throws {
        let killed = try ChildProcess(executable: "/bin/sleep", arguments: ["100"])
        #expect(killed.outcome == nil)
        killed.kill()
        #expect(await killed.wait() == .signalled(9))
        let terminated = try ChildProcess(executable: "/bin/sleep", arguments: ["100"])
        terminated.terminate()
        #expect(await terminated.wait() == .signalled(15))
    }

    @Test("It has our three descriptors only, and is nice")
    func inherits() async throws {
        let scratch = try Scratch()
        let lock = try DirectoryLock(path: scratch.file("lock"))
        let script = """
            ls /proc/$$/fd > \(scratch.file("descriptors"))
            cut -d ' ' -f 19 /proc/$$/stat > \(scratch.file("nice"))
            echo "$VALUE" > \(scratch.file("environment"))
            """
        // A moment passes before the script looks at its niceness, which is set from outside.
        let child = try ChildProcess(
            executable: "/bin/sh",
            arguments: ["-c", "sleep 0.2\n" + script],
            environment: ["VALUE=7", "PATH=/usr/bin:/bin"]
        )
        #expect(await child.wait() == .exited(0))
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: scratch.file(name), encoding: .utf8)
        }
        // Descriptor 3 and above would be ours; the shell's own redirection needs none in `ls`.
        let descriptors = try text("descriptors").split(separator: "\n").compactMap { Int($0) }
        #expect(descriptors.filter { $0 < 10 } == [0, 1, 2])
        #expect(try text("nice") == "10\n")
        #expect(try text("environment") == "7\n")
        withExtendedLifetime(lock) {}
    }

    @Test("A program that does not exist is not found")
    func missing() throws {
        let problem = failure { _ = try ChildProcess(executable: "/none", arguments: []) }
        #expect(problem?.kind == .notFound)
    }

    @Test("The lock of a killed process is free at once")
    func lockOfTheDead() async throws {
        let scratch = try Scratch()
        let path = scratch.file("lock")
        let child = try ChildProcess(
            executable: "/usr/bin/flock",
            arguments: [path, "/bin/sh", "-c", "touch \(scratch.file("held")); exec sleep 100"]
        )
        while !FileSystem.exists(scratch.file("held")) {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(failure { _ = try DirectoryLock(path: path) }?.kind == .failedPrecondition)
        // `flock` runs its command as a child that holds the descriptor: end both.
        let group = try ChildProcess(
            executable: "/usr/bin/pkill",
            arguments: ["-P", "\(child.id)"]
        )
        _ = await group.wait()
        _ = await child.wait()
        let lock = try DirectoryLock(path: path)
        withExtendedLifetime(lock) {}
    }
}
