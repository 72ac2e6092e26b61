import Foundation
import Testing

@Suite("The README's commands work as printed", .serialized)
struct ReadmeTests {
    /// The commands of the shell block under the heading `title`, without comments.
    private static func commands(under title: String) throws -> [String] {
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let section = try #require(text.components(separatedBy: "## \(title)\n").dropFirst().first)
        let block = try #require(section.components(separatedBy: "```sh\n").dropFirst().first)
        let lines = try #require(block.components(separatedBy: "```").first)
        return lines.split(separator: "\n").map { line in
            line.components(separatedBy: " #")[0].trimmingCharacters(in: .whitespaces)
        }
    }

    @Test("Use it")
    func useIt() throws {
        let commands = try Self.commands(under: "Use it")
        #expect(commands.first?.hasPrefix("tutelage serve --data-dir") == true)
        #expect(commands.count >= 5)
        // The server of the first command, but on a free port and a directory of the test's own.
        let server = try TestServer()
        for command in commands.dropFirst() {
            var words = command.split(separator: " ").map(String.init)
            #expect(words.removeFirst() == "tutelage")
            let result = try tutelage(words + ["--server", server.address])
            #expect(result.status == 0, "\(command): \(result.errors)")
            #expect(!result.output.isEmpty, "\(command) prints nothing")
        }
        #expect(server.stop() == 0)
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
