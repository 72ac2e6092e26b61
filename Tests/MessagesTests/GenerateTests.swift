import Foundation
import TestSupport
import Testing

@Suite("Generated code cannot drift from the protos")
struct GenerateTests {
    private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test("Scripts/generate --check passes as it is and names what differs")
    func check() async throws {
        let copy = FileManager.default.temporaryDirectory
            .appending(path: "tutelage-generate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: copy) }
        for path in [
            "Protos", "Scripts/generate", "Scripts/generator", "Sources/CMessages",
            "Sources/Messages/Generated", "Sources/Services/Generated",
            "Tests/MessageTypes/Generated", "Tests/MessagesTests/Generated",
        ] {
            let target = copy.appending(path: path)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try FileManager.default.copyItem(at: Self.root.appending(path: path), to: target)
        }
        #expect(try await runCheck(in: copy) == (0, ""))

        try append("// edited by hand\n", to: "Sources/Messages/Generated/Methods.swift", in: copy)
        let edited = try await runCheck(in: copy)
        #expect(edited.status == 1)
        #expect(edited.errors.contains("Sources/Messages/Generated/Methods.swift"))
        #expect(!edited.errors.contains("TutelageV1Models.swift"))

        try append("message Added {}\n", to: "Protos/tutelage/v1/models.proto", in: copy)
        let added = try await runCheck(in: copy)
        #expect(added.status == 1)
        #expect(added.errors.contains("Sources/Messages/Generated/TutelageV1Models.swift"))
        #expect(added.errors.contains("Sources/CMessages/Generated/tables.c"))
        #expect(added.errors.contains("Protos/tutelage.protoset"))
    }

    private func append(_ text: String, to path: String, in folder: URL) throws {
        let file = folder.appending(path: path)
        let content = try String(contentsOf: file, encoding: .utf8)
        try (content + text).write(to: file, atomically: true, encoding: .utf8)
    }

    private func runCheck(in folder: URL) async throws -> (status: Int32, errors: String) {
        let script = folder.appending(path: "Scripts/generate").path
        let program = try Program("/usr/bin/env", ["python3", script, "--check"])
        return (await program.end(), program.errors)
    }
}
