import Domain
import Files
import Foundation
import Testing

@Suite("An atomic file is there whole or not at all")
struct AtomicFileTests {
    @Test("What is committed is what was appended, also over several buffers")
    func commits() throws {
        let scratch = try Scratch()
        let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var file = try AtomicFile(path: scratch.file("weights"))
        for start in stride(from: 0, to: bytes.count, by: 70_001) {
            try file.append(Array(bytes[start..<min(start + 70_001, bytes.count)]))
        }
        try file.commit()
        let mapped = try MappedFile(path: scratch.file("weights"))
        #expect(mapped.bytes(0..<mapped.byteCount) == bytes)
        #expect(try Digest(ofFile: scratch.file("weights")) == Digest(of: bytes))
        #expect(try FileSystem.entries(of: scratch.path) == ["weights"])
    }

    @Test("Spans and arrays in turn, over the steps in which the disk is told to begin")
    func spans() throws {
        let scratch = try Scratch()
        let bytes = (0..<17_000_003).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        var file = try AtomicFile(path: scratch.file("weights"))
        var isSpan = false
        for start in stride(from: 0, to: bytes.count, by: 700_001) {
            let part = Array(bytes[start..<min(start + 700_001, bytes.count)])
            if isSpan { try file.append(part.span) } else { try file.append(part) }
            isSpan.toggle()
        }
        #expect(file.byteCount == bytes.count)
        try file.commit()
        let mapped = try MappedFile(path: scratch.file("weights"))
        #expect(mapped.bytes(0..<mapped.byteCount) == bytes)
        #expect(try Digest(ofFile: scratch.file("weights")) == Digest(of: bytes))
    }

    @Test("A writer that is dropped leaves the old file and no other")
    func drops() throws {
        let scratch = try Scratch()
        try AtomicFile.write([1, 2, 3], to: scratch.file("weights"))
        func abandon() throws {
            var file = try AtomicFile(path: scratch.file("weights"))
            try file.append([9, 9])
            #expect(try FileSystem.entries(of: scratch.path).count == 2)
        }
        try abandon()
        #expect(try FileSystem.entries(of: scratch.path) == ["weights"])
        #expect(try MappedFile(path: scratch.file("weights")).bytes(0..<3) == [1, 2, 3])
    }

    @Test("A missing folder is not found, with the path in the message")
    func missingFolder() throws {
        let scratch = try Scratch()
        let problem = failure { try AtomicFile.write([1], to: scratch.file("no/file")) }
        #expect(problem?.kind == .notFound)
        #expect(problem?.message.contains("no/file") == true)
    }

    @Test("A commit whose temporary file is gone fails and the name stays free")
    func lostTemporary() throws {
        let scratch = try Scratch()
        let manager = FileManager.default
        var file = try AtomicFile(path: scratch.file("weights"))
        let partial = try #require(try FileSystem.entries(of: scratch.path).first)
        try manager.removeItem(atPath: scratch.file(partial))
        try file.append([1])
        let problem = failure { try file.commit() }
        #expect(problem?.kind == .notFound)
        #expect(!FileSystem.exists(scratch.file("weights")))
    }
}

@Suite("A mapped file gives the bytes of the file")
struct MappedFileTests {
    @Test("Lent bytes and copied ones agree")
    func reads() throws {
        let scratch = try Scratch()
        let bytes = (0..<16).map { UInt8($0 * 16) }
        try AtomicFile.write(bytes, to: scratch.file("bytes"))
        let mapped = try MappedFile(path: scratch.file("bytes"))
        #expect(mapped.bytes(0..<16) == bytes)
        #expect(
            mapped.withBytes(2..<5) { span in span.indices.map { span[$0] } } == Array(bytes[2..<5])
        )
        #expect(mapped.byteCount == 16)
    }

    @Test("An empty file has no bytes; a folder and a missing file are refused")
    func edges() throws {
        let scratch = try Scratch()
        try AtomicFile.write([], to: scratch.file("empty"))
        let mapped = try MappedFile(path: scratch.file("empty"))
        #expect(mapped.byteCount == 0)
        #expect(mapped.bytes(0..<0) == [])
        #expect(failure { _ = try MappedFile(path: scratch.path) }?.kind == .dataLoss)
        #expect(failure { _ = try MappedFile(path: scratch.file("none")) }?.kind == .notFound)
    }
}
