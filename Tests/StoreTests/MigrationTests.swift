import Domain
import Files
import Foundation
import Store
import TestSupport
import Testing

@Suite("A database of an older version goes on with everything that it held")
struct MigrationTests {
    /// The directory of a server of schema 5: 20 examples for training, 60 for the gate, 150 for the
    /// certificate, 40 that came before the first model and 40 after it, two models, one certificate.
    private static let version5 = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden/version5")

    private func opened() throws -> (fixture: Fixture, store: DataStore) {
        let fixture = try Fixture()
        try FileManager.default.copyItem(at: Self.version5, to: URL(filePath: fixture.path))
        return (fixture, try fixture.open())
    }

    @Test("Examples, labels, models, looks, certificate and review are what they were")
    func contents() async throws {
        let (fixture, store) = try opened()
        defer { withExtendedLifetime(fixture) {} }
        let name = try ProjectName("old")
        try await store.read { reader in
            let counts = try reader.counts(name)
            #expect(counts.examples == 310)
            #expect(counts.count { $0.split == .certify } == 150)
            let models = try reader.models(name, after: 0, limit: 9)
            #expect(models.map(\.version) == [1, 2])
            let release = try #require(try reader.currentRelease(name))
            let certificate = try #require(release.certificate)
            #expect(certificate.kind == .fresh && certificate.pool == nil && certificate.look == 1)
            #expect(!release.certificateIsVoid && release.pools.isEmpty)
            #expect(try reader.looks(name) == 1)
            let records = try reader.records(name, after: 0, limit: 1_000)
            let accepted = records.filter { $0.source == .auto && $0.decision == .accepted }
            #expect(accepted.count == 40)
            #expect(accepted.allSatisfy { $0.kind == .fresh && $0.certificate == certificate.id })
            let queue = try reader.reviewQueue(name, limit: 1_000)
            // What came before the first model has no confidence, and waits for a relabel.
            #expect(queue.isEmpty)
            let jobs = try reader.jobs(name, limit: 9)
            #expect(jobs.map(\.state) == [.succeeded, .succeeded])
            // A gate decision of before standards were kept: the champion is its own.
            #expect(try reader.gateDecisions(name, about: 1, limit: 1).first?.standard == nil)
            #expect(try reader.draws(name).isEmpty)
        }
        try await store.close()
    }

    @Test("It can do what it could not before: draw a sample, answer it, void with a mark")
    func goesOn() async throws {
        let (fixture, store) = try opened()
        defer { withExtendedLifetime(fixture) {} }
        let name = try ProjectName("old")
        let draw = try await store.drawSample(name, DrawOrder(split: .certifyPool, size: 10))
        #expect(draw.pool == 1 && draw.size == 10 && draw.population == 40)
        let items = try await store.read {
            try $0.reviewQueue(name, ReviewQuery(questions: [.sample]), limit: 99)
        }
        #expect(items.count == 10)
        let release = try await store.read { try $0.currentRelease(name) }
        let certificate = try #require(release?.certificate)
        let correction = Answer(example: try ExampleID("certify-0"), label: 1)
        let answered = try await store.write { try $0.submit(name, [correction]) }
        #expect(try answered[0].get().voidedCertificates == [certificate.id])
        let marked = try await store.read { try $0.records(name, after: 0, limit: 1_000) }
            .count { $0.certificate == certificate.id && $0.certificateIsVoid }
        #expect(marked == 40)
        // The question of that look is not known, so it is no reason to refuse the next one.
        let earlier = try await store.read { try $0.look(name, asking: "") }
        #expect(earlier == nil)
        try await store.close()
        try await fixture.open().close()
    }

    @Test("A database of a later version, or of another program, is refused with a sentence")
    func refusals() async throws {
        let (fixture, store) = try opened()
        try await store.close()
        let path = fixture.directory.databasePath
        try await sql("INSERT INTO grdb_migrations VALUES ('99 of the future')", path)
        let later = await failure { _ = try fixture.open() }
        #expect(later?.kind == .failedPrecondition)
        #expect(later?.message.contains("was written by a later version") == true)
        let other = try Fixture()
        try FileSystem.createDirectory(other.path)
        try await sql("CREATE TABLE project (name TEXT)", other.directory.databasePath)
        let foreign = await failure { _ = try other.open() }
        #expect(foreign?.kind == .failedPrecondition)
        #expect(foreign?.message.contains("is not a database of tutelage") == true)
    }

    @Test(
        "Key columns come first where there are no row ids, so that every SQLite's check is right"
    )
    func keyColumnsFirst() async throws {
        let (fixture, store) = try opened()
        try await store.close()
        // With a row in it the table fails the check of SQLite 3.40 when a column lies between its keys.
        let path = fixture.directory.databasePath
        try await sql("INSERT INTO release_certificate VALUES (1, 2, 3)", path)
        let script = """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1])
            tables = database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%WITHOUT ROWID%'")
            for (table,) in tables.fetchall():
                keys = [row[5] for row in database.execute(f"PRAGMA table_info({table})")]
                count = sum(key > 0 for key in keys)
                assert all(key > 0 for key in keys[:count]), (table, keys)
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            """
        let program = try Program("/usr/bin/env", ["python3", "-c", script, path])
        #expect(await program.end() == 0, "\(program.errors)")
    }

    private func sql(_ statement: String, _ path: String) async throws {
        let script = """
            import sqlite3, sys
            with sqlite3.connect(sys.argv[1]) as database: database.execute(sys.argv[2])
            database.close()
            """
        let program = try Program("/usr/bin/env", ["python3", "-c", script, path, statement])
        #expect(await program.end() == 0, "\(program.errors)")
    }
}
