import Domain
import Files
import Foundation
import Store
import Testing

@Suite("Snapshots of the same rows cost little, and rows are kept as long as they are needed")
struct SnapshotSharingTests {
    /// The bytes of all that snapshots are made of.
    private func size(_ store: DataStore) throws -> Int {
        let path = store.directory.snapshotsPath
        return try [path, "\(path)/segments"].reduce(0) { sum, folder in
            try FileSystem.entries(of: folder).reduce(sum) { sum, name in
                let file = "\(folder)/\(name)"
                return FileSystem.isDirectory(file)
                    ? sum : sum + (FileSystem.byteCount(of: file) ?? 0)
            }
        }
    }

    private func names(_ store: DataStore, _ suffix: String) throws -> [String] {
        try FileSystem.entries(of: "\(store.directory.snapshotsPath)/segments")
            .filter { $0.hasSuffix(suffix) }
    }

    private func ingest(_ store: DataStore, _ range: Range<Int>, label: Int? = nil) async throws {
        for start in stride(from: range.lowerBound, to: range.upperBound, by: 500) {
            let part = start..<min(start + 500, range.upperBound)
            _ = try await store.ingest(
                digits,
                part.map { try example("\(label.map(String.init) ?? "u")-\($0)", $0, label: label) }
            )
        }
    }

    /// Makes a model that learned from a snapshot the champion.
    private func promote(_ store: DataStore, _ snapshot: SnapshotRecord) async throws {
        let model = NewModel(
            specification: "{}",
            fileName: "weights",
            byteCount: 4,
            digest: Digest(of: [1]),
            lineage: Lineage(snapshot: snapshot.id, algorithm: "fixmatch", seed: 1)
        )
        _ = try await store.write { writer in
            let version = try writer.addModel(digits, model).version
            return try writer.release(
                digits,
                version: version,
                threshold: nil,
                certificate: nil,
                reason: "first"
            )
        }
    }

    @Test("Ten snapshots of the same rows cost a few kilobytes each after the first")
    func tenth() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        try await ingest(store, 0..<200, label: 1)
        try await ingest(store, 1000..<21_000)
        let first = try await store.cutSnapshot(digits)
        #expect(first.byteCount > 20_000 * 20)
        var before = try size(store)
        #expect(before >= Int(first.byteCount))
        for number in 0..<9 {
            // People label a few of the rows between one and the next.
            let answers = try (0..<3).map {
                Answer(example: try ExampleID("u-\(1000 + number * 50 + $0)"), label: 2)
            }
            _ = try await store.write { try $0.submit(digits, answers) }
            let next = try await store.cutSnapshot(digits)
            let after = try size(store)
            #expect(after - before < 8192, "snapshot \(number + 2)")
            #expect(next.byteCount < 8192)
            #expect(next.labeledCount == 200 + 3 * (number + 1))
            #expect(next.labeledCount + next.unlabeledCount == 20_200)
            before = after
        }
        try await store.close()
    }

    @Test("Rows go when neither the last snapshots nor a job need them; what was seen stays known")
    func retention() async throws {
        let fixture = try Fixture()
        var store = try fixture.open()
        try await store.createDigits()
        try await ingest(store, 0..<10, label: 1)
        try await ingest(store, 100..<150)
        let first = try await store.cutSnapshot(digits)
        let used = try await store.cutSnapshot(digits, unlabeled: false)
        let specification = "{\"snapshot\":\(used.id)}"
        let job = try await store.write {
            try $0.addJob(digits, .train, specification: specification, cause: "test")
        }
        // Labelled rows only: nothing shares the unlabelled ones.
        for number in 0..<store.settings.snapshotLimit {
            try await ingest(store, 200 + number..<201 + number, label: 0)
            _ = try await store.cutSnapshot(digits, unlabeled: false)
        }
        #expect(try !store.snapshotFile(first).hasRows)
        #expect(try store.snapshotFile(used).hasRows)
        let key = try store.snapshotFile(first).unlabeledExample(at: 3)
        try await store.close()
        store = try fixture.open()
        let known = try store.snapshotFile(first)
        #expect(!known.hasRows)
        #expect(known.contains(content: Digest(of: content(103))))
        #expect(known.containsUnlabeled(example: key) && !known.containsLabeled(example: key))
        let refused = try await store.ingest(digits, [example("g", 103, label: 0, split: .gate)])
        #expect(refused[0].failure?.kind == .failedPrecondition)
        let path = store.directory.snapshot(used.fileName)
        #expect(try SnapshotFile(path: path).labeledCount == 10)
        _ = try await store.write { try $0.cancelJob(job.id) }
        let rows = try names(store, SnapshotSegment.rowsSuffix)
        try await store.pruneSnapshots()
        #expect(try names(store, SnapshotSegment.rowsSuffix) == rows, "others share these rows")
        try await store.close()
    }

    @Test("The champion's snapshot keeps its rows")
    func champion() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        try await ingest(store, 0..<10, label: 1)
        try await ingest(store, 100..<150)
        let snapshot = try await store.cutSnapshot(digits)
        try await promote(store, snapshot)
        for number in 0..<store.settings.snapshotLimit {
            try await ingest(store, 200 + number..<201 + number, label: 0)
            _ = try await store.cutSnapshot(digits, unlabeled: false)
        }
        #expect(try store.snapshotFile(snapshot).hasRows)
        try await store.close()
    }

    @Test("What is pruned while a snapshot is cut is none of its parts")
    func prunedMeanwhile() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    while !Task.isCancelled {
                        try? await store.pruneSnapshots()
                        try? await Task.sleep(for: .microseconds(200))
                    }
                }
            }
            for number in 0..<80 {
                try await ingest(store, number * 3..<number * 3 + 3, label: 1)
                let record = try await store.cutSnapshot(digits)
                let path = store.directory.snapshot(record.fileName)
                let file = try SnapshotFile(path: path)
                #expect(file.hasRows, "cut \(number)")
            }
            group.cancelAll()
        }
        try await store.close()
    }

    @Test("Snapshots that are cut at the same time take nothing from each other")
    func concurrent() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        try await ingest(store, 0..<10, label: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<3 {
                group.addTask {
                    for number in 0..<8 {
                        let start = 1000 * (task + 1) + number * 20
                        try await ingest(store, start..<start + 20)
                        let record = try await store.cutSnapshot(
                            digits,
                            unlabeled: number % 2 == 0
                        )
                        let path = store.directory.snapshot(record.fileName)
                        if number > 5 { _ = try SnapshotFile(path: path) }
                    }
                }
            }
            try await group.waitForAll()
        }
        for file in try await store.read({ reader in
            try (20...24).map { try reader.snapshot(digits, $0) }
        }) {
            #expect(try SnapshotFile(path: store.directory.snapshot(file.fileName)).hasRows)
        }
        try await store.close()
    }

    @Test("Many cuts of a few new rows each do not end in as many segments")
    func gathering() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        var most = 0
        for number in 0..<40 {
            try await ingest(store, 2 * number..<2 * number + 1, label: 1)
            try await ingest(store, 1000 + 2 * number..<1001 + 2 * number)
            let file = try store.snapshotFile(try await store.cutSnapshot(digits))
            most = max(most, file.segments.count)
            #expect(
                (0...number).map { file.labeledRow($0) } == (0...number).map { content(2 * $0) }
            )
            #expect(
                (0...number).map { file.unlabeledRow($0) }
                    == (0...number).map { content(1000 + 2 * $0) }
            )
        }
        #expect(most > 16 && most < 20, "\(most) segments")
        try await store.close()
    }

    @Test("Parts without a snapshot go at the next start, what is not ours stays")
    func orphans() async throws {
        let fixture = try Fixture()
        var store = try fixture.open()
        try await store.createDigits()
        try await ingest(store, 0..<10, label: 1)
        let record = try await store.cutSnapshot(digits)
        let before = try names(store, "")
        let folder = "\(store.directory.snapshotsPath)/segments"
        let orphan = String(repeating: "a", count: 64)
        for name in [
            "\(orphan).segment", "\(orphan).index", "\(orphan).selection",
            "new.segment.7-1.partial", "notes",
        ] { try AtomicFile.write([1], to: "\(folder)/\(name)") }
        try await store.close()
        store = try fixture.open()
        #expect(try names(store, "") == (before + ["notes"]).sorted())
        #expect(try store.snapshotFile(record).hasRows)
        try await store.close()
    }

    @Test("A snapshot of the layout before stays as it is, and the next one does without it")
    func wholeFile() async throws {
        let fixture = try Fixture()
        var store = try fixture.open()
        try await store.createDigits()
        try await ingest(store, 0..<10, label: 1)
        let old = try await store.cutSnapshot(digits)
        try await store.close()
        let whole = try MappedFile(
            path: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../FilesTests/Golden/whole.snapshot").path
        )
        let bytes = whole.bytes(0..<whole.byteCount)
        try AtomicFile.write(bytes, to: store.directory.snapshot(old.fileName))
        store = try fixture.open()
        // So that the next one has another name, which is of the sequence number and a drawn one.
        try await ingest(store, 50..<51, label: 1)
        let next = try await store.cutSnapshot(digits)
        #expect(next.labeledCount == 11)
        #expect(try SnapshotFile(path: store.directory.snapshot(next.fileName)).hasRows)
        #expect(try store.snapshotFile(old).contains(content: Digest(of: [5, 6, 7, 8])))
        try await store.close()
    }

    @Test("Of a segment's rows a snapshot holds only those that it names")
    func heldRows() async throws {
        let scratch = try Fixture()
        let store = try scratch.open()
        try await store.createDigits()
        try await ingest(store, 0..<10, label: 1)
        try await ingest(store, 100..<400)
        let all = try await store.cutSnapshot(digits)
        let part = try await store.cutSnapshot(digits, holdOut: 0.5)
        let (whole, half) = (try store.snapshotFile(all), try store.snapshotFile(part))
        #expect(part.unlabeledCount < 300 && part.byteCount < 20_000)
        for number in 100..<400 {
            let digest = Digest(of: content(number))
            #expect(whole.contains(content: digest))
            let isIn = (0..<half.unlabeledCount).contains {
                half.unlabeledRow($0) == content(number)
            }
            #expect(half.contains(content: digest) == isIn)
        }
        let results = try await store.ingest(
            digits,
            [
                example("p", 100, label: 0, split: .gate), example("q", 5, label: 0, split: .gate),
                example("r", 999, label: 0, split: .gate),
            ]
        )
        #expect(
            results.map { $0.failure?.kind } == [.failedPrecondition, .failedPrecondition, nil]
        )
        try await store.close()
    }

    @Test("With a project go the rows and all that is known of its snapshots")
    func deletion() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        try await ingest(store, 0..<10, label: 1)
        _ = try await store.cutSnapshot(digits)
        #expect(try !names(store, "").isEmpty)
        try await store.deleteProject(digits)
        #expect(try names(store, "").isEmpty)
        try await store.close()
    }
}
