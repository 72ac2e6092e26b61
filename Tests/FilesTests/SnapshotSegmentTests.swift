import Domain
import Files
import Foundation
import Testing

@Suite("Snapshots share what they have in common")
struct SnapshotSegmentTests {
    private static let input = InputSpecification.vector(dimension: 2)

    private static func row(_ key: Int64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: (key &* 31) >> ($0 * 3)) }
    }

    /// Every third content stands twice.
    private static func content(_ key: Int64) -> Digest { Digest(of: Array("\(key / 3 * 2)".utf8)) }

    /// What a snapshot shall hold: the class of each labelled key, and the unlabelled keys.
    private struct Cut {
        var labels: [Int64: Int] = [:]
        var unlabeled: Set<Int64> = []

        /// Writes it, and says how many bytes that added.
        @discardableResult
        func write(_ path: String, reusing segments: [SnapshotSegment] = []) throws -> Int {
            let header = SnapshotHeader(
                project: "p",
                sequence: 1,
                input: input,
                classes: ["a", "b", "c"],
                seed: 1
            )
            var writer = try SnapshotWriter(path: path, header: header, reusing: segments)
            for (key, label) in labels.sorted(by: { $0.key < $1.key }) {
                try writer.appendLabeled(
                    row(key),
                    label: label,
                    example: key,
                    content: content(key)
                )
            }
            for key in unlabeled.sorted() {
                try writer.appendUnlabeled(row(key), example: key, content: content(key))
            }
            return try writer.commit().byteCount
        }

        func check(_ file: SnapshotFile, upTo limit: Int64) {
            let keys = labels.keys.sorted()
            #expect((0..<file.labeledCount).map { file.labeledExample(at: $0) } == keys)
            #expect((0..<file.labeledCount).map { file.label(at: $0) } == keys.map { labels[$0] })
            var others: [Int64] = []
            others += (0..<file.unlabeledCount).map { file.unlabeledExample(at: $0) }
            #expect(others == unlabeled.sorted())
            let contents = Set((keys + others).map { content($0).description })
            for key in 0..<limit {
                #expect(file.containsLabeled(example: key) == (labels[key] != nil))
                #expect(file.containsUnlabeled(example: key) == unlabeled.contains(key))
                let isIn = contents.contains(content(key).description)
                #expect(file.contains(content: content(key)) == isIn, "\(key)")
            }
            guard file.hasRows else { return }
            #expect(keys.indices.allSatisfy { file.labeledRow($0) == row(keys[$0]) })
            #expect(others.indices.allSatisfy { file.unlabeledRow($0) == row(others[$0]) })
        }
    }

    @Test("Whatever a snapshot shares, it holds its own rows in the order of their keys")
    func random() throws {
        let scratch = try Scratch()
        var generator = SeededGenerator(seed: 11)
        var segments: [SnapshotSegment] = []
        for round in 0..<12 {
            let limit = Int64(20 + round * 25)
            var cut = Cut()
            for key in 0..<limit {
                switch generator.below(6) {
                case 0: break
                case 1: cut.labels[key] = generator.below(3)
                default: cut.unlabeled.insert(key)
                }
            }
            let path = scratch.file("\(round).snapshot")
            try cut.write(path, reusing: segments)
            let file = try SnapshotFile(path: path)
            cut.check(file, upTo: limit)
            // Some of what is at hand is not offered next time.
            segments = (segments + file.segments).filter { _ in generator.below(4) > 0 }
        }
    }

    @Test("The same rows again, with a few other labels, cost a fraction")
    func sharing() throws {
        let scratch = try Scratch()
        var cut = Cut(labels: [5: 1, 9: 2], unlabeled: Set((0..<20_000).filter { $0 % 10 != 5 }))
        cut.unlabeled.remove(9)
        let first = try cut.write(scratch.file("0.snapshot"))
        let file = try SnapshotFile(path: scratch.file("0.snapshot"))
        #expect(first > 20_000 * 8)
        #expect(try cut.write(scratch.file("1.snapshot"), reusing: file.segments) < 2000)
        for key: Int64 in [100, 101, 7000] {
            cut.unlabeled.remove(key)
            cut.labels[key] = 0
        }
        #expect(try cut.write(scratch.file("2.snapshot"), reusing: file.segments) < 2000)
        cut.check(try SnapshotFile(path: scratch.file("2.snapshot")), upTo: 200)
    }

    @Test("When its rows are gone, what was in it is known, and it cannot be learned from")
    func rowsGone() throws {
        let scratch = try Scratch()
        let path = scratch.file("0.snapshot")
        let cut = Cut(labels: [1: 0, 4: 2], unlabeled: [0, 2, 7])
        try cut.write(path)
        let folder = scratch.file("segments")
        for name in try FileSystem.entries(of: folder)
        where name.hasSuffix(SnapshotSegment.rowsSuffix) {
            try FileSystem.remove("\(folder)/\(name)")
        }
        #expect(failure { _ = try SnapshotFile(path: path) }?.kind == .dataLoss)
        let file = try SnapshotFile(path: path, needsRows: false)
        #expect(!file.hasRows)
        cut.check(file, upTo: 10)
    }

    @Test("A part that is missing, cut short or longer is data loss")
    func damage() throws {
        let scratch = try Scratch()
        let path = scratch.file("0.snapshot")
        try Cut(labels: [1: 0, 4: 2], unlabeled: [0, 2, 7]).write(path)
        let folder = scratch.file("segments")
        for name in try FileSystem.entries(of: folder) {
            let part = "\(folder)/\(name)"
            let file = try MappedFile(path: part)
            let bytes = file.bytes(0..<file.byteCount)
            for length in [0, 7, 15, bytes.count - 1] {
                try AtomicFile.write(Array(bytes[..<length]), to: part)
                #expect(failure { _ = try SnapshotFile(path: path) }?.kind == .dataLoss, "\(name)")
            }
            try AtomicFile.write(bytes + [0], to: part)
            #expect(failure { _ = try SnapshotFile(path: path) }?.kind == .dataLoss, "\(name)")
            try FileSystem.remove(part)
            #expect(failure { _ = try SnapshotFile(path: path) }?.kind == .dataLoss, "\(name)")
            try AtomicFile.write(bytes, to: part)
        }
        _ = try SnapshotFile(path: path)
    }

    @Test("A file of the layout before, with all rows in it, is read")
    func wholeFile() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/whole.snapshot").path
        let file = try SnapshotFile(path: path)
        #expect(file.header.project == "digits" && file.header.classes == ["a", "b"])
        #expect(file.segments.isEmpty && file.hasRows)
        #expect((0..<2).map { file.labeledRow($0) } == [[1, 2, 3, 4], [5, 6, 7, 8]])
        #expect((0..<2).map { file.label(at: $0) } == [1, 0])
        #expect((0..<2).map { file.labeledExample(at: $0) } == [3, 9])
        #expect((0..<3).map { file.unlabeledRow($0)[0] } == [11, 12, 13])
        #expect(file.containsUnlabeled(example: 10) && !file.containsUnlabeled(example: 9))
        #expect(file.contains(content: Digest(of: [5, 6, 7, 8])))
        #expect(!file.contains(content: Digest(of: [5, 6, 7, 9])))
    }
}
