import Domain
import Files
import Store
import Testing

@Suite("Trouble with the disk loses nothing that was acknowledged")
struct TroubleTests {
    @Test("A full disk makes writes unavailable; reads go on, and room lets writes go on")
    func full() async throws {
        let fixture = try Fixture()
        var settings = StoreSettings()
        settings.pageLimit = 120
        var store = try fixture.open(settings)
        try await store.createDigits()
        var acknowledged: [String] = []
        var problem: Failure?
        for number in 0..<20_000 where problem == nil {
            let batch = try (0..<20).map { try example("\(number)-\($0)", number, label: 1) }
            let store = store
            problem = await failure {
                for result in try await store.ingest(digits, batch) { _ = try result.get() }
            }
            if problem == nil { acknowledged += batch.compactMap { $0.id?.text } }
        }
        #expect(problem?.kind == .unavailable)
        #expect(acknowledged.count > 100)
        let count = Int64(acknowledged.count)
        #expect(try await store.read { try $0.counts(digits) }.examples == count)
        try await store.close()
        store = try fixture.open()
        let records = try await store.read { try $0.records(digits, after: 0, limit: .max) }
        #expect(records.map(\.example.text) == acknowledged)
        let more = try await store.ingest(digits, [example("more", 1, label: 1)])
        #expect(try more[0].get().isNew)
        #expect(try await store.read { try $0.counts(digits) }.examples == count + 1)
        try await store.close()
    }

    @Test("A damaged row is data loss where it is read, and only there")
    func damagedRow() async throws {
        let fixture = try Fixture()
        var store = try fixture.open()
        let other = try ProjectName("other")
        try await store.createDigits()
        _ = try await store.write { writer in
            try writer.createProject(
                Project(name: other, classes: ["zebra", "yak"], input: .vector(dimension: 2))
            )
        }
        try await store.close()
        let file = try MappedFile(path: store.directory.databasePath)
        var bytes = file.bytes(0..<file.byteCount)
        let wanted = Array("[\"zebra\",".utf8)
        let start = try #require(
            bytes.indices.first { bytes[$0...].starts(with: wanted) }
        )
        bytes[start] = UInt8(ascii: "{")
        try AtomicFile.write(bytes, to: store.directory.databasePath)
        store = try fixture.open()
        let problem = await failure { _ = try await store.read { try $0.project(other) } }
        #expect(problem?.kind == .dataLoss)
        let written = await failure { _ = try await store.ingest(other, [example("x", 1)]) }
        #expect(written?.kind == .dataLoss)
        #expect(try await store.ingest(digits, [example("x", 1)])[0].get().isNew)
        try await store.close()
    }

    @Test("A deletion that a crash cut off is finished at the next start")
    func cutOff() async throws {
        let fixture = try Fixture()
        var store = try fixture.open()
        try await store.createDigits()
        _ = try await store.ingest(digits, [example("x", 1, label: 0), example("y", 2)])
        let snapshot = try await store.cutSnapshot(digits)
        let key = RequestKey(
            project: digits.text,
            method: "/m",
            requestID: "r",
            body: Digest(of: [])
        )
        _ = try await store.once(key) { _ in [1] }
        try await store.write { try $0.retireProject(digits) }
        #expect(try await store.read { try $0.projects(limit: 9) } == [])
        #expect(try await store.reply(to: key) == nil)
        try await store.createDigits()
        try await store.close()
        store = try fixture.open()
        try await store.purge()
        #expect(!FileSystem.exists(store.directory.snapshot(snapshot.fileName)))
        #expect(try await store.read { try $0.counts(digits) }.examples == 0)
        #expect(try await store.ingest(digits, [example("x", 9)])[0].get().isNew)
        try await store.close()
    }
}
