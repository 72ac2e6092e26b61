import Domain
import Files
import Foundation
import Testing

@Suite("A snapshot file gives back exactly what was written")
struct SnapshotFileTests {
    private static func header(_ input: InputSpecification) -> SnapshotHeader {
        SnapshotHeader(
            project: "digits",
            sequence: 77,
            input: input,
            classes: ["a", "b", "c"],
            seed: 5
        )
    }

    private static func row(_ key: Int64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: Int64($0) &* 7 &+ key) }
    }

    @Test(
        "Rows, labels, keys and contents, for any counts and row sizes",
        arguments: [(0, 0), (1, 0), (0, 1), (3, 5), (17, 200)],
        [InputSpecification.vector(dimension: 3), .image(.init(height: 3, width: 3, channels: 1))]
    )
    func roundTrip(counts: (Int, Int), input: InputSpecification) throws {
        let scratch = try Scratch()
        let path = scratch.file("snapshot")
        let size = input.mostBytes
        var writer = try SnapshotWriter(path: path, header: Self.header(input))
        for index in 0..<counts.0 {
            let row = Self.row(Int64(index * 3), size)
            try writer.appendLabeled(
                row,
                label: index % 3,
                example: Int64(index * 3),
                content: Digest(of: row)
            )
        }
        for index in 0..<counts.1 {
            let row = Self.row(Int64(index * 3 + 1), size)
            try writer.appendUnlabeled(row, example: Int64(index * 3 + 1), content: Digest(of: row))
        }
        let (header, byteCount) = try writer.commit()
        let snapshot = try SnapshotFile(path: path)
        #expect(snapshot.header == header)
        let parts = try FileSystem.entries(of: scratch.file("segments")).map {
            scratch.file("segments/\($0)")
        }
        #expect(
            ([path] + parts).reduce(0) { $0 + (FileSystem.byteCount(of: $1) ?? 0) } == byteCount
        )
        #expect(snapshot.labeledCount == counts.0)
        #expect(snapshot.unlabeledCount == counts.1)
        for index in 0..<counts.0 {
            #expect(snapshot.labeledRow(index) == Self.row(Int64(index * 3), size))
            #expect(snapshot.label(at: index) == index % 3)
            #expect(snapshot.labeledExample(at: index) == Int64(index * 3))
            #expect(snapshot.contains(content: Digest(of: Self.row(Int64(index * 3), size))))
            #expect(snapshot.contains(example: Int64(index * 3)))
        }
        for index in 0..<counts.1 {
            let row = snapshot.withUnlabeledRow(index) { span in span.indices.map { span[$0] } }
            #expect(row == Self.row(Int64(index * 3 + 1), size))
            #expect(snapshot.unlabeledExample(at: index) == Int64(index * 3 + 1))
            #expect(snapshot.contains(content: Digest(of: row)))
            #expect(snapshot.contains(example: Int64(index * 3 + 1)))
        }
        #expect(!snapshot.contains(content: Digest(of: [1, 2, 3])))
        #expect(!snapshot.contains(example: 2))
    }

    @Test("A file cut short at any place, or with a wrong start, is data loss")
    func damage() throws {
        let scratch = try Scratch()
        var writer = try SnapshotWriter(
            path: scratch.file("snapshot"),
            header: Self.header(.vector(dimension: 2))
        )
        for key in Int64(0)..<9 {
            let row = Self.row(key, 8)
            try writer.appendLabeled(row, label: 1, example: key, content: Digest(of: row))
        }
        _ = try writer.commit()
        let file = try MappedFile(path: scratch.file("snapshot"))
        let bytes = file.bytes(0..<file.byteCount)
        for length in stride(from: 0, to: bytes.count, by: 13) {
            try AtomicFile.write(Array(bytes[..<length]), to: scratch.file("cut"))
            #expect(
                failure { _ = try SnapshotFile(path: scratch.file("cut")) }?.kind == .dataLoss,
                "cut at \(length)"
            )
        }
        for position in 0..<24 {
            var wrong = bytes
            wrong[position] ^= 0x41
            try AtomicFile.write(wrong, to: scratch.file("wrong"))
            #expect(
                failure { _ = try SnapshotFile(path: scratch.file("wrong")) }?.kind == .dataLoss,
                "byte \(position)"
            )
        }
    }

    @Test("A row of a wrong size or class is refused")
    func wrongRows() throws {
        let scratch = try Scratch()
        var writer = try SnapshotWriter(
            path: scratch.file("snapshot"),
            header: Self.header(.vector(dimension: 2))
        )
        let content = Digest(of: [])
        let short = failure {
            try writer.appendLabeled([1], label: 0, example: 1, content: content)
        }
        #expect(short?.kind == .dataLoss)
        let wrongClass = failure {
            let row = [UInt8](repeating: 0, count: 8)
            try writer.appendLabeled(row, label: 3, example: 1, content: content)
        }
        #expect(wrongClass?.message.contains("class 3 of 3") == true)
    }
}
