import Domain
import Files
import Store
import Testing

@Suite("A snapshot is an immutable cut without what the other splits know")
struct SnapshotTests {
    @Test("The cut holds people's train labels and the rest unlabelled, and never changes")
    func cut() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.ingest(
            digits,
            [
                example("a", 1, label: 0), example("b", 2, label: 1, split: .gate),
                example("c", 3, decision: accepted(2)), example("d", 4),
                example("e", 5, decision: abstained(1, 0.5)), example("f", 6, label: 2),
            ]
        )
        let record = try await store.cutSnapshot(digits)
        _ = try await store.ingest(digits, [example("g", 7), example("h", 8, label: 1)])
        let answers = try [("a", 2), ("d", 1)].map {
            Answer(example: try ExampleID($0.0), label: $0.1)
        }
        _ = try await store.write { try $0.submit(digits, answers) }
        let file = try store.snapshotFile(record)
        #expect(record.labeledCount == 2 && record.unlabeledCount == 3 && record.leftOut == 0)
        #expect((0..<2).map { file.labeledRow($0) } == [content(1), content(6)])
        #expect((0..<2).map { file.label(at: $0) } == [0, 2])
        #expect((0..<3).map { file.unlabeledRow($0) } == [content(3), content(4), content(5)])
        #expect(file.header.classes == ["a", "b", "c"])
        #expect(try await store.read { try $0.snapshot(digits, record.id) } == record)
        let bytes = try Digest(ofFile: store.directory.snapshot(record.fileName))
        let next = try await store.cutSnapshot(digits)
        #expect(try Digest(ofFile: store.directory.snapshot(record.fileName)) == bytes)
        #expect(next.labeledCount == 4 && next.unlabeledCount == 3)
        #expect(next.labelsSeen - record.labelsSeen == 3)
        #expect(next.examplesSeen - record.examplesSeen == 2)
        #expect(try await store.read { try $0.lastSnapshot(digits) } == next)
        try await store.close()
    }

    @Test(
        "Content that stands in gate, certify or test is left out and counted",
        arguments: [
            Split.gate, .certify, .test,
        ]
    )
    func leftOut(split: Split) async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.ingest(
            digits,
            [
                example("a", 1, label: 0), example("b", 2, label: 1), example("c", 3),
                example("d", 4), example("p", 2, label: 1, split: split),
                example("q", 3, label: 1, split: split), example("r", 3),
            ]
        )
        let record = try await store.cutSnapshot(digits)
        let file = try store.snapshotFile(record)
        #expect(record.labeledCount == 1 && record.unlabeledCount == 1 && record.leftOut == 3)
        #expect(!file.contains(content: Digest(of: content(2))))
        #expect(!file.contains(content: Digest(of: content(3))))
        try await store.close()
    }

    @Test("Content that was trained on is refused in the protected splits, for ever")
    func refused() async throws {
        let fixture = try Fixture()
        var store = try fixture.open()
        try await store.createDigits()
        _ = try await store.ingest(digits, [example("a", 1, label: 0), example("b", 2)])
        _ = try await store.cutSnapshot(digits)
        _ = try await store.ingest(digits, [example("c", 3)])
        try await store.close()
        store = try fixture.open()
        let results = try await store.ingest(
            digits,
            [
                example("p", 1, label: 0, split: .gate), example("q", 2, label: 0, split: .test),
                example("r", 3, label: 0, split: .certify), example("s", 1, label: 0),
                example("t", 2),
            ]
        )
        #expect(
            results.map { $0.failure?.kind }
                == [.failedPrecondition, .failedPrecondition, nil, nil, nil]
        )
        #expect(results[0].failure?.message.contains("was trained on (snapshot 1)") == true)
        let record = try await store.cutSnapshot(digits)
        #expect(record.leftOut == 1)
        try await store.close()
    }

    @Test("No content is ever both in a snapshot and in a protected split, whatever the timing")
    func race() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.ingest(digits, [example("first", 100_000, label: 0)])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<300 {
                    _ = try await store.ingest(digits, [example("u\(number)", number)])
                    if number % 3 == 0 {
                        let twin = try example("g\(number)", number, label: 0, split: .gate)
                        _ = try await store.ingest(digits, [twin])
                    }
                }
            }
            group.addTask {
                for _ in 0..<12 {
                    do { _ = try await store.cutSnapshot(digits) } catch let problem as Failure {
                        #expect(problem.kind == .aborted)
                    }
                }
            }
            try await group.waitForAll()
        }
        let gate = try await store.read { try $0.counted(digits, .gate, limit: .max) }
        let last = try #require(try await store.read { try $0.lastSnapshot(digits) })
        #expect(last.id >= 1)
        for id in 1...last.id {
            let file = try store.snapshotFile(try await store.read { try $0.snapshot(digits, id) })
            for item in gate { #expect(!file.contains(content: Digest(of: item.content))) }
        }
        try await store.close()
    }

    @Test("The lot leaves out about its share, the same contents every time, never labelled ones")
    func holdOut() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.ingest(digits, (0..<50).map { try example("l\($0)", $0, label: 0) })
        _ = try await store.ingest(
            digits,
            (0..<1000).map { try example("u\($0)", 1000 + $0 / 2) }
        )
        let first = try await store.cutSnapshot(digits, holdOut: 0.3)
        let second = try await store.cutSnapshot(digits, holdOut: 0.3)
        #expect(first.labeledCount == 50)
        #expect(first.unlabeledCount + first.heldOut == 1000)
        // Within five standard deviations of 300 for 500 independent pairs.
        #expect(abs(first.heldOut - 300) < 5 * 2 * 11)
        #expect(first.heldOut == second.heldOut)
        let (one, two) = (try store.snapshotFile(first), try store.snapshotFile(second))
        let keys = (0..<first.unlabeledCount).map { one.unlabeledExample(at: $0) }
        #expect(keys == (0..<second.unlabeledCount).map { two.unlabeledExample(at: $0) })
        let without = try await store.cutSnapshot(digits, unlabeled: false)
        #expect(without.labeledCount == 50 && without.unlabeledCount == 0)
        try await store.close()
    }

    @Test("Without a labelled row there is no snapshot, and no file")
    func nothing() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.ingest(digits, [example("a", 1)])
        let problem = await failure { _ = try await store.cutSnapshot(digits) }
        #expect(problem?.kind == .failedPrecondition)
        #expect(try FileSystem.entries(of: store.directory.snapshotsPath) == [])
        try await store.close()
    }
}
