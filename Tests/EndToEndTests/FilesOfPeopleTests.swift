import Foundation
import TestSupport
import Testing

@Suite("Files of people are read as they mean, and none is lost")
struct FilesOfPeopleTests {
    private let server: TestServer
    private let work: ShellFolder
    private var folder: URL { work.folder }

    init() async throws {
        server = try await TestServer()
        work = try ShellFolder(server)
    }

    private func shell(_ script: String) async throws -> ShellFolder.Ending {
        try await work.run(script)
    }

    private func write(_ name: String, _ text: String) throws { try work.write(name, text) }

    private func read(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test("A demo replaces what a demo made, and nothing else")
    func demo() async throws {
        defer { server.crash() }
        for name in ["server.log", "tutelage.sqlite", "notes.txt"] {
            _ = try await shell("mkdir d; echo 'my thesis' > d/\(name)")
            let refused = try await shell("$T demo --data-dir d --data digits.csv < /dev/null")
            #expect(refused.status == 1)
            #expect(try read("d/\(name)") == "my thesis\n")
            _ = try await shell("rm -r d")
        }
        // The server's own directory, under it.
        let own = server.directory.path
        try Data().write(to: server.directory.appending(path: ".made-by-tutelage-demo"))
        let digits = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Data/digits/digits.csv").path
        let running = try await shell("$T demo --data-dir \(own) --data \(digits)")
        #expect(running.status == 1 && running.errors.contains("is in use by process"))
        #expect(try await shell("$T project list $S").status == 0)
    }

    @Test("What ids go to is no file that is read, is kept where nothing is stored, and is a place")
    func idsOut() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create c --classes cat,dog --vector 2 $S")
        let rows = "a,b,label\n1,2,cat\n"
        try write("p.csv", rows)
        let words = "--label-column label $S"
        let input = try await shell("$T ingest c p.csv --ids-out p.csv \(words)")
        #expect(input.status == 1 && input.errors.contains("is the file p.csv that is read"))
        let link = try await shell("ln -s p.csv q.csv; $T ingest c p.csv --ids-out q.csv \(words)")
        #expect(link.status == 1)
        #expect(try read("p.csv") == rows)
        try write("old.csv", "file,row,id\n")
        #expect(try await shell("$T ingest c no.csv --ids-out old.csv \(words)").status == 1)
        #expect(try read("old.csv") == "file,row,id\n")
        // Where it takes nothing the rows are stored all the same, and counted.
        let full = try await shell("$T ingest c p.csv --ids-out /dev/full \(words)")
        #expect(full.status == 1)
        #expect(full.output.hasPrefix("1 example"))
        #expect(full.errors.contains("/dev/full has not all ids: no space left"))
        #expect(try await shell("test -c /dev/full").status == 0)
    }

    @Test(
        "A row whose id no message carries is refused alone, and what ends early says what is stored"
    )
    func names() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create c --classes cat,dog --vector 2 $S")
        try write(
            "i.csv",
            "id,a,b\nok,1,2\nx\0y,1,2\n\(String(repeating: "z", count: 9000)),1,2\nno,3,4\n"
        )
        let ids = try await shell("$T ingest c i.csv --id-column id $S")
        #expect(ids.status == 1 && ids.output == "2 examples are durable, 2 refused\n", "\(ids)")
        #expect(ids.errors.contains("i.csv, line 3: the id holds a NUL character"))
        #expect(ids.errors.contains("i.csv, line 4: the id has 9000 bytes"))
        let rows = (0..<400).map { "r\($0),\($0),1" }
        try write("early.csv", (["id,a,b"] + rows + ["x,\"1,2"]).joined(separator: "\n"))
        let early = try await shell("$T label c early.csv --id-column id --store $S")
        #expect(early.status == 1 && early.errors.contains("256 rows are stored"), "\(early)")
    }

    @Test("Numbers are decimal, and arrays have the axes of the project")
    func numbers() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create c --classes cat,dog --vector 2 $S")
        try write("n.csv", "1\0zzz,2\n0x10,2\n1e3,-.5\n +7 ,8\n")
        let read = try await shell("$T ingest c n.csv --no-header $S")
        #expect(read.output == "2 examples are durable, 2 refused\n", "\(read)")
        _ = try await shell("$T project create p --classes cat,dog --image 4x5x3 $S")
        for (shape, isRead) in [
            ("2, 4, 5, 3", true), ("2, 60", true), ("2, 3, 4, 5", false), ("2, 5, 4, 3", false),
            ("2, 2, 30", false),
        ] {
            try array("a.npy", shape, count: 120)
            let done = try await shell("$T ingest p a.npy $S")
            #expect((done.status == 0) == isRead, "\(shape): \(done)")
            if shape == "2, 3, 4, 5" { #expect(done.errors.contains("the channels come last")) }
        }
    }

    private func array(_ name: String, _ shape: String, count: Int) throws {
        let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (\(shape)), }"
        let padded = header.padding(toLength: 117, withPad: " ", startingAt: 0) + "\n"
        var bytes = Data([0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0]) + Data(padded.utf8)
        bytes.append(contentsOf: (0..<count).map { UInt8($0 % 200) })
        try bytes.write(to: folder.appending(path: name))
    }

    @Test("Predictions are compared with what labels mean, and a file is not replaced unasked")
    func labels() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create c --classes cat,dog --vector 2 $S")
        let rows = (0..<40).map {
            "\($0 % 2 == 0 ? -1 : 1).\($0),\($0 % 2),\($0 % 2 == 0 ? "cat" : "dog")"
        }
        try write("l.csv", (["a,b,y"] + rows).joined(separator: "\n"))
        let indices = rows.map { $0.replacing("cat", with: " cat").replacing("dog", with: "dog\t") }
        try write("m.csv", (["a,b,y"] + indices).joined(separator: "\n"))
        #expect(try await shell("$T ingest c l.csv --label-column y $S").status == 0)
        #expect(try await shell("$T train c --steps 100 --algorithm supervised $S").status == 0)
        for file in ["l.csv", "m.csv"] {
            let words = "predict c \(file) --label-column y --summary $S"
            let done = try await shell("$T \(words)")
            #expect(done.output.contains("100.00 % of 40 labels right"), "\(file): \(done)")
        }
        try write("w.safetensors", "mine")
        let kept = try await shell("$T models export c w.safetensors $S")
        #expect(kept.status == 1 && kept.errors.contains("exists; name another file"))
        #expect(try read("w.safetensors") == "mine")
        #expect(try await shell("$T models export c w.safetensors --force $S").status == 0)
        let replaced = try Data(contentsOf: folder.appending(path: "w.safetensors"))
        #expect(replaced != Data("mine".utf8) && replaced.count > 1_000)
        #expect(try await shell("$T models export c /dev/null $S; test -c /dev/null").status == 0)
    }

    @Test(
        "The version that others are compared with is not deleted, and a deleted one is known again"
    )
    func standard() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create c --classes cat,dog --vector 2 $S")
        let rows = (0..<80).map {
            "\($0 % 2 == 0 ? -1 : 1).\($0),\($0 % 2),\($0 % 2 == 0 ? "cat" : "dog")"
        }
        try write("l.csv", (["a,b,y"] + rows.prefix(40)).joined(separator: "\n"))
        try write("g.csv", (["a,b,y"] + rows.suffix(40)).joined(separator: "\n"))
        _ = try await shell("$T ingest c l.csv --label-column y $S")
        _ = try await shell("$T ingest c g.csv --label-column y --split gate $S")
        let train = "$T train c --algorithm supervised --gate non_inferior:0.1 $S --steps"
        for steps in [90, 100] { #expect(try await shell("\(train) \(steps)").status == 0) }
        let refused = try await shell("$T models delete c 1 $S")
        #expect(refused.status == 1 && refused.errors.contains("compares with"), "\(refused)")
        let third = try await shell("\(train) 110")
        #expect(
            third.status == 0 && third.errors.contains("promoted") || third.output.contains("3")
        )
        // The second is no champion now, nor what others are compared with.
        #expect(
            try await shell("$T models export c two.safetensors --model-version 2 $S").status == 0
        )
        #expect(try await shell("$T models delete c 2 $S").status == 0)
        let words = "c two.safetensors --network perceptron:128,128"
        let again = try await shell("$T models import \(words) $S")
        #expect(again.status == 0, "\(again)")
        #expect(try await shell("\(train) 120").status == 0)
    }
}
