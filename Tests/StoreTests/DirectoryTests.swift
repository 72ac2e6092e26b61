import Domain
import Files
import Foundation
import Store
import Testing

@Suite("A directory and its database belong together, and nobody's file is touched")
struct DirectoryTests {
    private func path(_ fixture: Fixture, _ name: String) -> String { "\(fixture.path)/\(name)" }

    private func write(_ text: String, _ path: String) throws {
        try FileSystem.createDirectory(
            String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        )
        try AtomicFile.write(Array(text.utf8), to: path)
    }

    private func refusal(_ fixture: Fixture) -> Failure? {
        do {
            _ = try fixture.open()
            return nil
        } catch { return error as? Failure }
    }

    @Test("Files of others survive the first start and every other one, and are told")
    func foreign() async throws {
        let fixture = try Fixture()
        let names = [
            "models/backup.safetensors", "models/notes.txt", "snapshots/mine.snapshot",
            "snapshots/lost+found/inode", "checkpoints/2024.backup", "snapshots/segments/x.index",
            "models/lost+found/inode", "tutelage.sqlite.bak",
        ]
        for name in names { try write("mine", path(fixture, name)) }
        for _ in 0..<2 {
            let store = try fixture.open()
            #expect(store.foreignFiles.count == 5, "\(store.foreignFiles)")
            try await store.close()
        }
        for name in names { #expect(FileSystem.byteCount(of: path(fixture, name)) == 4, "\(name)") }
    }

    @Test("What a crash leaves unfinished goes at the next start, and nothing else")
    func unfinished() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.write { try $0.announce(file: "import-1.safetensors") }
        try write("half", path(fixture, "models/import-1.safetensors"))
        try write("half", path(fixture, "models/import-1.safetensors.5-6.partial"))
        try write("whole", path(fixture, "models/import-2.safetensors"))
        try await store.close()
        let again = try fixture.open()
        #expect(again.foreignFiles.map { $0.hasSuffix("import-2.safetensors") } == [true])
        try await again.close()
        #expect(try FileSystem.entries(of: path(fixture, "models")) == ["import-2.safetensors"])
    }

    @Test("Without its database a directory is refused, and nothing in it is removed")
    func lostDatabase() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.createDigits()
        try await store.close()
        try write("weights", path(fixture, "models/import-1.safetensors"))
        let database = path(fixture, "tutelage.sqlite")
        let whole = try Data(contentsOf: URL(filePath: database))
        for content in [nil, Data()] {
            for suffix in ["", "-wal", "-shm"] { try FileSystem.remove(database + suffix) }
            if let content { try content.write(to: URL(filePath: database)) }
            let problem = refusal(fixture)
            #expect(problem?.kind == .failedPrecondition)
            #expect(problem?.message.contains("is missing or empty") == true)
            #expect(problem?.message.contains("import-1.safetensors") == true)
        }
        #expect(FileSystem.exists(path(fixture, "models/import-1.safetensors")))
        try whole.write(to: URL(filePath: database))
        #expect(refusal(fixture) == nil, "it comes back with its database")
    }

    @Test("A database of other files, of another program or of a later version is refused")
    func foreignDatabase() async throws {
        let (one, two) = (try Fixture(), try Fixture())
        for fixture in [one, two] { try await fixture.open().close() }
        let database = path(one, "tutelage.sqlite")
        let own = try Data(contentsOf: URL(filePath: database))
        let other = try Data(contentsOf: URL(filePath: path(two, "tutelage.sqlite")))
        try other.write(to: URL(filePath: database))
        #expect(refusal(one)?.message.contains("belongs to another data directory") == true)
        // A copy of the database alone, such as a backup, is at home in an empty directory.
        let three = try Fixture()
        try FileSystem.createDirectory(three.path)
        try own.write(to: URL(filePath: path(three, "tutelage.sqlite")))
        #expect(refusal(three) == nil)
        let four = try Fixture()
        try write("this is no database, but a text of some length", path(four, "tutelage.sqlite"))
        #expect(refusal(four)?.kind == .dataLoss)
    }
}
