import Domain
import Files
import Foundation
import Testing

@Suite("A data directory belongs to one server and keeps only what rows name")
struct DataDirectoryTests {
    @Test("A path whose socket does not fit is refused with both numbers")
    func depth() throws {
        let fits = String(repeating: "d", count: 107 - "/worker.sock".utf8.count)
        #expect(try DataDirectory(path: fits).workerSocketPath.utf8.count == 107)
        let problem = failure { _ = try DataDirectory(path: fits + "d") }
        #expect(problem?.kind == .invalidArgument)
        #expect(problem?.message.contains("has 108 bytes") == true)
        #expect(problem?.message.contains("at most 107") == true)
        #expect(failure { _ = try DataDirectory(path: "") }?.kind == .invalidArgument)
        #expect(try DataDirectory(path: "data//").path == "data")
    }

    @Test("The sweep removes files without a row, and nothing that a worker may be writing")
    func sweep() throws {
        let scratch = try Scratch()
        let directory = try DataDirectory(path: scratch.file("deep/data"))
        try directory.create()
        try directory.create()
        for name in ["kept", "orphan", "kept.1-2.partial"] {
            try AtomicFile.write([1], to: directory.model(name))
        }
        try AtomicFile.write([1], to: directory.snapshot("old.snapshot"))
        try AtomicFile.write([1], to: directory.snapshot("not ours"))
        try AtomicFile.write([1], to: directory.checkpoint(7))
        try AtomicFile.write([1], to: directory.checkpoint(7) + ".9-9.partial")
        let removed = try directory.sweep(keeping: ["kept"])
        #expect(
            removed.map { $0.split(separator: "/").last } == [
                "kept.1-2.partial", "orphan", "old.snapshot",
            ]
        )
        #expect(try FileSystem.entries(of: directory.modelsPath) == ["kept"])
        #expect(
            try FileSystem.entries(of: directory.checkpointsPath) == [
                "7.checkpoint", "7.checkpoint.9-9.partial",
            ]
        )
    }

    @Test("Free bytes are told, and a need beyond them is unavailable")
    func space() throws {
        let scratch = try Scratch()
        #expect(try FileSystem.freeBytes(at: scratch.path) > 0)
        let problem = failure { try FileSystem.requireFree(.max, at: scratch.path) }
        #expect(problem?.kind == .unavailable)
    }

    @Test("A second lock says which process holds the first; a released one is free")
    func lock() throws {
        let scratch = try Scratch()
        func hold() throws {
            let lock = try DirectoryLock(path: scratch.file("lock"))
            let problem = failure { _ = try DirectoryLock(path: scratch.file("lock")) }
            #expect(problem?.kind == .failedPrecondition)
            let process = ProcessInfo.processInfo.processIdentifier
            #expect(problem?.message.contains("in use by process \(process)") == true)
            withExtendedLifetime(lock) {}
        }
        try hold()
        let again = try DirectoryLock(path: scratch.file("lock"))
        withExtendedLifetime(again) {}
    }
}
