import Domain
import Files
import Foundation
import Store
import Testing

@Suite("What is deleted is gone, and what promises must remember of it stays")
struct DeletionTests {
    /// Numbers whose bytes are found nowhere else.
    private static let secret = 7_654_321

    private func delete(_ store: DataStore, _ ids: [String]) async throws -> [Failure?] {
        let ids = try ids.map { try ExampleID($0) }
        return try await store.write { try $0.deleteExamples(digits, ids).map(\.failure) }
    }

    /// Whether a file below the data directory has the bytes of the example.
    private func isFound(_ path: String, _ number: Int) throws -> [String] {
        let needle = Data(content(number).prefix(4))
        let files = try #require(FileManager.default.enumerator(atPath: path))
        return try files.compactMap { $0 as? String }.filter { name in
            let file = "\(path)/\(name)"
            guard !FileSystem.isDirectory(file), !name.hasSuffix(".sock") else { return false }
            return try Data(contentsOf: URL(fileURLWithPath: file)).range(of: needle) != nil
        }
    }

    @Test("An example is gone from exports and later snapshots, and its bytes from every file")
    func erased() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.createDigits()
        let rows = try (0..<20).map { try example("e\($0)", $0, label: $0 == 3 ? 1 : nil) }
        _ = try await store.ingest(digits, rows + [example("secret", Self.secret, label: 2)])
        _ = try await store.ingest(digits, [example("open", Self.secret + 1)])
        let first = try await store.cutSnapshot(digits)
        let second = try await store.cutSnapshot(digits)
        #expect(try isFound(fixture.path, Self.secret).count >= 2)
        let refused = try await delete(store, ["secret", "nobody", "open", "secret"])
        #expect(refused.map { $0?.kind } == [nil, .notFound, nil, .notFound])
        let (records, counts) = try await store.read { reader in
            (
                try reader.records(digits, after: 0, limit: 100, history: true),
                try reader.counts(digits)
            )
        }
        #expect(records.map(\.example.text) == ["e3"])
        #expect(counts.stored == 20 && counts.examples == 22 && counts.unlabeled == 19)
        #expect(counts.cameUnlabeled == 19 && counts.count { $0.label == 2 } == 0)
        #expect(try await store.eraseDeleted())
        #expect(try isFound(fixture.path, Self.secret) == [])
        #expect(try isFound(fixture.path, Self.secret + 1) == [])
        // What was seen stays known, the other rows are as they were, and nothing comes again.
        for record in [first, second] {
            let file = try store.snapshotFile(record)
            #expect(file.hasRows && file.labeledCount == 2 && file.unlabeledCount == 20)
            #expect((0..<2).map { file.labeledRow($0) } == [content(3), content(0)])
            #expect(file.unlabeledRow(4) == content(5))
            #expect(try await store.read { try $0.snapshot(digits, record.id).isErased })
            let digest = NewExample(id: nil, content: content(Self.secret)).digest
            #expect(file.contains(content: digest))
        }
        let third = try await store.cutSnapshot(digits)
        #expect(third.labeledCount == 1 && third.unlabeledCount == 19 && !third.isErased)
        let again = try await store.ingest(
            digits,
            [example("secret", Self.secret, label: 0, split: .gate)]
        )
        #expect(again[0].failure?.message.contains("was trained on") == true)
        #expect(try await store.eraseDeleted())
        try await store.close()
        // A start finds everything whole.
        let reopened = try fixture.open()
        #expect(reopened.foreignFiles == [])
        _ = try reopened.snapshotFile(first)
        try await reopened.close()
    }

    @Test("A window begins behind what was deleted from it or labelled under another id")
    func windows() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.ingest(digits, try (0..<40).map { try example("e\($0)", $0) })
        _ = try await delete(store, ["e9"])
        let first = try await store.drawSample(digits, DrawOrder(split: .certify, size: 5, seed: 1))
        #expect(first.population == 30)
        _ = try await store.ingest(digits, try (40..<80).map { try example("e\($0)", $0) })
        _ = try await store.ingest(digits, [example("copy", 59, label: 0)])
        let second = try await store.drawSample(
            digits,
            DrawOrder(split: .certify, size: 5, seed: 1)
        )
        #expect(second.population == 20)
        // Of what was labelled before it came, nothing could be chosen.
        _ = try await store.ingest(digits, [example("known", 200, label: 0)])
        _ = try await store.ingest(digits, try [200, 201, 202].map { try example("e\($0)", $0) })
        let third = try await store.drawSample(digits, DrawOrder(split: .gate, size: 2, seed: 1))
        #expect(third.population == 2)
        try await store.close()
    }

    @Test("A drawn example that is deleted counts as skipped, and closes its draw with the others")
    func drawn() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.ingest(digits, try (0..<40).map { try example("e\($0)", $0) })
        let draw = try await store.drawSample(
            digits,
            DrawOrder(split: .certifyPool, size: 3, seed: 1)
        )
        let ids = try await store.read {
            try $0.reviewQueue(digits, ReviewQuery(questions: [.sample]), limit: 10)
        }.map(\.item.example)
        _ = try await delete(store, [ids[0].text])
        let answers = ids.dropFirst().map { Answer(example: $0, label: 1, question: .sample) }
        _ = try await store.write { try $0.submit(digits, answers) }
        let (draws, rows) = try await store.read { reader in
            let draws = try reader.draws(digits)
            return (draws, try reader.deletedRows(digits, of: draws.pools[0]))
        }
        #expect(draws[0].open == 0 && draws[0].id == draw.id)
        #expect(rows.map(\.role) == [.drawn(label: nil)])
        _ = try await delete(store, ["e39", "e38"])
        let more = await failure {
            _ = try await store.drawSample(
                digits,
                DrawOrder(split: .certifyPool, size: 3, pool: 1, seed: 2)
            )
        }
        #expect(more?.message.contains("no more can be drawn of pool 1") == true, "\(more!)")
        try await store.close()
    }

    @Test("What is decided about an example that was deleted meanwhile is left out")
    func meanwhile() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.ingest(digits, try (0..<3).map { try example("e\($0)", $0) })
        let open = try await store.read { try $0.open(digits, after: 0, limit: 10) }
        _ = try await delete(store, ["e1"])
        let found = open.map { Redecision(key: $0.key, decision: accepted(1)) }
        let counts = try await store.write { try $0.redecide(digits, found) }
        #expect(counts.accepted == 2 && counts.withdrawn == 0)
        try await store.close()
    }

    @Test("A model's weights go, its lineage stays; the champion is not deleted")
    func models() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.createDigits()
        for name in ["one", "two"] {
            try await store.write { try $0.announce(file: name) }
            try AtomicFile.write([1, 2, 3], to: store.directory.model(name))
            let new = NewModel(
                specification: "{}",
                fileName: name,
                byteCount: 3,
                digest: NewExample(id: nil, content: [1, 2, 3]).digest,
                lineage: Lineage(algorithm: "fix_match")
            )
            _ = try await store.write { try $0.addModel(digits, new) }
        }
        _ = try await store.write {
            try $0.release(digits, version: 2, threshold: nil, certificate: nil, reason: "first")
        }
        let refused = await failure { try await store.write { try $0.deleteModel(digits, 2) } }
        #expect(refused?.message.contains("is the champion of project digits") == true)
        try await store.write { try $0.deleteModel(digits, 1) }
        try await store.removeDeletedModels()
        #expect(!FileSystem.exists(store.directory.model("one")))
        #expect(FileSystem.exists(store.directory.model("two")))
        let model = try await store.read { try $0.model(digits, 1) }
        #expect(model.state == .deleted && model.lineage.algorithm == "fix_match")
        #expect(throws: Failure.self) { try model.weights }
        try await store.write { try $0.deleteModel(digits, 1) }
        try await store.close()
    }
}
