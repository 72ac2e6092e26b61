import Foundation
import TestSupport
import Testing

@Suite("Ctrl-C says what goes on, and watching outlives a restart", .serialized)
struct InterruptTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "interrupt-\(UUID().uuidString.prefix(8))")
    private let server: TestServer

    init() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // One that no connection of another test is given while the server is away.
        server = try await TestServer(port: .random(in: 20_000..<30_000))
    }

    private func run(
        _ words: String...
    ) async throws -> (status: Int32, output: String, errors: String) {
        try await tutelage(words + ["--server", server.address], in: folder)
    }

    private func start(_ words: String...) throws -> Program {
        try Program(binary.path, words + ["--server", server.address], in: folder)
    }

    /// Waits until `condition` holds; the time limit of the tests ends it otherwise.
    private func wait(until condition: () async throws -> Bool) async throws {
        while try await !condition() { try await Task.sleep(for: .milliseconds(20)) }
    }

    /// A project with a training that takes for ever.
    private func train() async throws -> Program {
        _ = try await run("project", "create", "v", "--classes", "cat,dog", "--vector", "2")
        let rows = (0..<40).map { "\($0),1,\($0 % 2 == 0 ? "cat" : "dog")" }
        try (["a,b,y"] + rows).joined(separator: "\n")
            .write(to: folder.appending(path: "rows.csv"), atomically: true, encoding: .utf8)
        #expect(try await run("ingest", "v", "rows.csv", "--label-column", "y").status == 0)
        let training = try start(
            "train",
            "v",
            "--algorithm",
            "supervised",
            "--steps",
            "10000000"
        )
        try await wait {
            try await run("jobs", "list", "--state", "running").output.contains("manual")
        }
        return training
    }

    private func interrupt(_ program: Program) async throws -> Int32 {
        // It takes the signal over once it waits; before, the system ends it.
        try await Task.sleep(for: .milliseconds(500))
        kill(program.processID, SIGINT)
        return await program.end()
    }

    private func goesOn(_ job: Int) -> String {
        """
        job \(job) goes on in the server
          to watch it:  tutelage jobs watch \(job) --server \(server.address)
          to cancel it: tutelage jobs cancel \(job) --server \(server.address)

        """
    }

    @Test("A job goes on in the server")
    func job() async throws {
        defer { server.crash() }
        let training = try await train()
        #expect(try await interrupt(training) == 130)
        #expect(training.errors == goesOn(1))
        let watch = try start("jobs", "watch", "1")
        #expect(try await interrupt(watch) == 130)
        #expect(watch.errors == goesOn(1))
        #expect(try await run("jobs", "cancel", "1").status == 0)
    }

    @Test("Watching a job outlives a restart of the server, a crash too", arguments: [false, true])
    func restart(isCrash: Bool) async throws {
        defer { server.crash() }
        let training = try await train()
        let port = server.port
        if isCrash { server.crash() } else { _ = await server.stop() }
        try await wait {
            training.errors.contains("the server is away; job 1 goes on when it is back")
        }
        try await server.start(port: port)
        try await wait {
            try await run("jobs", "list", "--state", "running").output.contains("manual")
        }
        try await Task.sleep(for: .seconds(3))
        #expect(training.isRunning)
        #expect(try await run("jobs", "cancel", "1").status == 0)
        #expect(await training.end() == 1)
        let text = String(decoding: training.output, as: UTF8.self)
        #expect(text.hasPrefix("job 1 cancelled after "))
    }

    @Test("An interrupted ingest says what is durable")
    func ingest() async throws {
        defer { server.crash() }
        _ = try await run("project", "create", "v", "--classes", "cat,dog", "--vector", "2")
        let rows = (0..<200_000).map { "\($0),1,cat" }
        try (["a,b,y"] + rows).joined(separator: "\n")
            .write(to: folder.appending(path: "rows.csv"), atomically: true, encoding: .utf8)
        let program = try Program(
            "/bin/sh",
            [
                "-c",
                // Whoever writes the rows never ends.
                "{ cat rows.csv; exec sleep 600; } | exec \(binary.path) ingest v - --label-column y "
                    + "--server \(server.address)",
            ],
            in: folder
        )
        defer { program.kill() }
        func stored() async throws -> Int {
            let text = try await run("project", "show", "v", "--json").output
            return text.firstMatch(of: /"examples":(\d+)/).flatMap { Int($0.1) } ?? 0
        }
        try await wait { try await stored() >= 60_000 }
        let ingest = try #require(Self.child(of: program.processID, named: "tutelage"))
        try await Task.sleep(for: .milliseconds(500))
        kill(ingest, SIGINT)
        try await wait { program.errors.contains("are durable") }
        let said = program.errors.firstMatch(of: /^(\d+) examples are durable, 0 refused;/)
        let count = try #require(said.flatMap { Int($0.1) })
        #expect((60_000...(try await stored())).contains(count))
    }

    /// The number of a process's child, or of itself, that runs `name`.
    private static func child(of parent: Int32, named name: String) -> Int32? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { Int32($0) }.first { child in
            guard let text = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8),
                let end = text.lastIndex(of: ")")
            else { return false }
            let fields = text[end...].split(separator: " ")
            return fields.count > 2 && text.contains("(\(name))")
                && (fields[2] == "\(parent)" || child == parent)
        }
    }
}
