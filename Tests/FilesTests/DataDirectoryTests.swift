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

    @Test("The sweep removes announced files without a row, and nothing that is not ours")
    func sweep() throws {
        let scratch = try Scratch()
        let directory = try DataDirectory(path: scratch.file("deep/data"))
        try directory.create()
        try directory.create()
        let own = "7-1-00ff00ff00ff00ff.safetensors"
        let ours = [own, "\(own).12-3.partial", "import-9a.safetensors", "kept"]
        let foreign = [
            "notes.txt", "\(own).bak", "old.safetensors", "import-9b.safetensors", "x.12-3.partial",
            "lost+found/",
        ]
        for name in ours + foreign {
            if let folder = name.split(separator: "/").first, name.hasSuffix("/") {
                try FileSystem.createDirectory(directory.model(String(folder)))
            } else {
                try AtomicFile.write([1], to: directory.model(name))
            }
        }
        for name in ["p-1-a.snapshot", "mine.snapshot", "p-2.snapshot"] {
            try AtomicFile.write([1], to: directory.snapshot(name))
        }
        let segments = directory.snapshot("segments")
        let digest = String(repeating: "a1", count: 32)
        let parts = [
            "\(digest).index", "\(digest).segment.4-5.partial", "new.segment.4-5.partial",
            "report.index", "\(digest.dropLast()).index", "backup.segment.partial",
        ]
        try FileSystem.createDirectory(segments)
        for name in parts { try AtomicFile.write([1], to: "\(segments)/\(name)") }
        let jobs = ["7.checkpoint", "7.checkpoint.9-9.partial", "7.2.weights", "8.checkpoint"]
        let others = ["2024.backup", "7.notes.txt", "7.checkpoint.old", "x.checkpoint"]
        for name in jobs + others {
            try AtomicFile.write([1], to: "\(directory.checkpointsPath)/\(name)")
        }
        #expect(try directory.ownFiles(limit: 9).count == 4)
        let swept = try directory.sweep(
            [own, "import-9a.safetensors", "p-1-a.snapshot"],
            keeping: ["kept"]
        )
        func names(_ paths: [String]) -> Set<String> {
            Set(paths.compactMap { $0.split(separator: "/").last.map(String.init) })
        }
        #expect(names(swept.removed) == Set(ours.dropLast() + ["p-1-a.snapshot"]))
        let left = foreign.map { $0 == "lost+found/" ? "lost+found" : $0 }
        #expect(names(swept.foreign) == Set(left + ["mine.snapshot", "p-2.snapshot"]))
        #expect(Set(try FileSystem.entries(of: directory.modelsPath)) == Set(left + ["kept"]))
        try directory.sweepSegments(keeping: [])
        #expect(try FileSystem.entries(of: segments) == parts.dropFirst(3).sorted())
        try directory.removeCheckpoints { $0 == 7 }
        let rest = ["8.checkpoint"] + others
        #expect(try FileSystem.entries(of: directory.checkpointsPath) == rest.sorted())
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
