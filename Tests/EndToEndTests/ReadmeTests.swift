import Foundation
import Testing

@Suite("The README's commands work as printed", .serialized)
struct ReadmeTests {
    /// The blocks of code in `language` under the heading `title`.
    private static func blocks(_ language: String, under title: String) throws -> [String] {
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let after = try #require(text.components(separatedBy: "\n## \(title)\n").dropFirst().first)
        let section = try #require(after.components(separatedBy: "\n## ").first)
        let starts = section.components(separatedBy: "```\(language)\n").dropFirst()
        return try starts.map { try #require($0.components(separatedBy: "```").first) }
    }

    /// The commands of the shell block under the heading `title`, without comments.
    private static func commands(under title: String) throws -> [String] {
        try #require(blocks("sh", under: title).first).split(separator: "\n").map { line in
            line.components(separatedBy: " #")[0].trimmingCharacters(in: .whitespaces)
        }
    }

    @Test("Use it")
    func useIt() async throws {
        let commands = try Self.commands(under: "Use it")
        #expect(commands.first?.hasPrefix("tutelage serve --data-dir") == true)
        #expect(commands.count >= 5)
        // The server of the first command, but on a free port and a directory of the test's own.
        let server = try await TestServer()
        for command in commands.dropFirst() {
            var words = command.split(separator: " ").map(String.init)
            #expect(words.removeFirst() == "tutelage")
            let result = try await tutelage(words + ["--server", server.address])
            #expect(result.status == 0, "\(command): \(result.errors)")
            #expect(!result.output.isEmpty, "\(command) prints nothing")
        }
        try await Self.clientsThatYouHave(server)
        #expect(await server.stop() == 0)
    }

    /// The next section, with the server and the project of `Use it`.
    private static func clientsThatYouHave(_ server: TestServer) async throws {
        func addressed(_ text: String) -> String {
            text.replacing("127.0.0.1:8600", with: server.address)
                .replacing("127.0.0.1:8601", with: server.monitoringAddress)
        }
        let title = "Clients that you have"
        let shell = URL(filePath: "/bin/sh")
        for command in try commands(under: title) {
            let result = try await run(shell, ["-c", addressed(command)], in: server.directory)
            #expect(result.status == 0, "\(command): \(result.errors)")
            if command.hasPrefix("curl") { #expect(result.output == "ready\n") }
            if command.hasPrefix("h2load") {
                #expect(result.output.contains(" 0 failed, 0 errored"))
            }
        }
        let variables = ProcessInfo.processInfo.environment
        let own = root.appending(path: ".venv/bin/python3").path
        let python = URL(filePath: variables["TUTELAGE_PYTHON"] ?? own)
        let programs = try blocks("python", under: title)
        try #require(programs.count == 2)
        var outputs: [String] = []
        for program in programs {
            let result = try await run(python, ["-c", addressed(program)], in: root)
            #expect(result.status == 0, "\(result.errors)")
            outputs.append(result.output)
        }
        let services = outputs[0].split(separator: "\n")
        #expect(
            services.contains("tutelage.v1.Prediction")
                && services.contains("grpc.health.v1.Health")
        )
        #expect(outputs[1].hasPrefix("1 "), "\(outputs[1])")
    }

    @Test("Every command in the other documents has the flags that it is shown with")
    func otherDocuments() async throws {
        let folder = root.appending(path: "docs")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let files = names.filter { $0.hasSuffix(".md") }.map { folder.appending(path: $0) }
        var count = 0
        for file in files + [root.appending(path: "CONTRIBUTING.md")] {
            let text = try String(contentsOf: file, encoding: .utf8)
            for line in text.split(separator: "\n") where line.hasPrefix("tutelage ") {
                let command = line.components(separatedBy: "  #")[0]
                let words = command.split(separator: " ").dropFirst().map(String.init)
                let help = try await tutelage(words.prefix { !$0.hasPrefix("--") } + ["--help"])
                #expect(help.status == 0, "\(command): \(help.errors)")
                let known = Set(help.output.matches(of: /--[a-z0-9-]+/).map { String($0.output) })
                for flag in words where flag.hasPrefix("--") {
                    #expect(known.contains(flag), "\(file.lastPathComponent): \(command)")
                }
                count += 1
            }
        }
        #expect(count >= 10)
    }

    @Test("The two commands are there and can be run")
    func twoCommands() throws {
        for command in try Self.commands(under: "Two commands") {
            let path = root.appending(path: command).path
            #expect(FileManager.default.isExecutableFile(atPath: path), "\(command)")
        }
    }

    @Test("Every file that the README names exists")
    func filesExist() throws {
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        for match in text.matches(of: /\]\(([^)]+)\)/) where !match.1.hasPrefix("http") {
            let path = root.appending(path: String(match.1)).path
            #expect(FileManager.default.fileExists(atPath: path), "\(match.1)")
        }
    }

    @Test("The README's figures and table are filled in")
    func nothingIsLeftOpen() throws {
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        for line in text.split(separator: "\n") {
            #expect(line != "DEMO_TABLE" && line != "FIGURES")
        }
    }
}
