import Foundation
import TestSupport
import Testing

@Suite("Whatever the terminal and the files are like, nothing traps and nothing is said falsely")
struct TerminalTests {
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

    @Test("A full output is an error, a closed pipe an end, and a closed error stream no trap")
    func outputs() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create v --classes cat,dog --vector 2 $S")
        let rows = (0..<3_000).map { "r\($0),\($0),1,\($0 % 2 == 0 ? "cat" : "dog")" }
        try write("rows.csv", (["id,a,b,y"] + rows).joined(separator: "\n"))
        let words = "v rows.csv --id-column id --label-column y"
        #expect(try await shell("$T ingest \(words) $S").status == 0)
        for command in ["export v", "project list", "project show v --json", "jobs list"] {
            let full = try await shell("$T \(command) $S > /dev/full")
            #expect(full.status == 1, "\(command)")
            #expect(full.errors.contains("cannot write to standard output: No space left"))
            let closed = try await shell("$T \(command) $S >&-")
            #expect(closed.status == 1 && closed.errors.contains("cannot write"), "\(command)")
        }
        let piped = try await shell("{ $T export v $S; echo $? >&2; } | head -n 1")
        #expect(piped.output.hasPrefix("{\"id\":") && piped.errors == "141\n")
        // The same ids with other content: every row is refused, which goes to standard error.
        let others = (0..<60).map { "r\($0),\($0 + 9),1,cat" }
        try write("others.csv", (["id,a,b,y"] + others).joined(separator: "\n"))
        let again = "v others.csv --id-column id --label-column y"
        #expect(try await shell("$T ingest \(again) $S 2>&-").status == 1)
        let first = try await shell(
            "{ $T ingest \(again) $S 2>&1 >/dev/null; echo $? >&3; } 3>&2 | head -n 1"
        )
        #expect(first.output.hasPrefix("others.csv, line 2: ") && first.errors == "1\n")
        #expect(try await shell("$T ingest \(again) $S <&- >&- 2>&-").status == 1)
    }

    @Test("Bad rows are refused alone with file and line; ids of file and row make a retry idle")
    func partialIngest() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create v --classes cat,dog --vector 2 $S")
        var lines = ["a,b,y"] + (0..<2_500).map { "\($0),1,cat" }
        lines[1_201] = "x,1,cat"
        lines[2_000] = "1,1,cow"
        lines[2_100] = "NaN,1,dog"
        try write("rows.csv", lines.joined(separator: "\n"))
        let words = "v rows.csv --label-column y --ids file-row --ids-out ids.csv $S"
        for _ in 0..<2 {
            let done = try await shell("$T ingest \(words)")
            #expect(done.status == 1)
            #expect(done.output == "2497 examples are durable, 3 refused\n")
            #expect(done.errors.contains("rows.csv, line 1202: column 1: \"x\" is no number"))
            #expect(done.errors.contains("rows.csv, line 2001: no class \"cow\""))
            #expect(
                done.errors.contains("rows.csv, line 2101: column 1: every number must be finite")
            )
        }
        #expect(try await shell("$T project show v --json $S").output.contains("\"examples\":2497"))
        let ids = try String(contentsOf: folder.appending(path: "ids.csv"), encoding: .utf8)
        #expect(ids.hasPrefix("file,row,id\nrows.csv,2,rows.csv:2\n"))
        #expect(ids.split(separator: "\n").count == 2_498)
        // What ends early says what is durable.
        let many = String(repeating: "1,2,cat\n", count: 1_000)
        try write("open.csv", "a,b,y\n\(many)3,4,\"do\n")
        let open = try await shell("$T ingest v open.csv --label-column y $S")
        #expect(open.status == 1)
        #expect(open.errors.contains("1000 examples are durable, 0 refused; what"))
        #expect(open.errors.contains("open.csv, line 1002: a quotation mark opens a field"))
        let predicted = try await shell("$T predict v rows.csv --label-column y $S")
        #expect(predicted.status == 1 && predicted.errors.contains("has no"))
    }

    @Test("Nothing of a caller reaches a terminal as it is, and tables fit 80 columns")
    func escapes() async throws {
        defer { server.crash() }
        let bell = "\u{1B}]0;title\u{7}"
        let created = try Program(
            binary.path,
            [
                "project", "create", "v", "--classes", "cat\(bell),漢字漢字", "--vector", "2",
                "--server",
                server.address,
            ]
        )
        await created.end()
        try write(
            "rows.csv",
            "id,a,b\nx\(bell),1,2\n" + String(repeating: "y", count: 200) + ",1,2\n"
        )
        let words = "rows.csv --id-column id $S"
        for command in [
            "project show v $S", "ingest v \(words)", "label v \(words)", "predict v \(words)",
        ] {
            let done = try await shell("$T \(command)")
            let all = done.output + done.errors
            #expect(!all.contains("\u{1B}") && !all.contains("\u{7}"), "\(command)")
        }
        let shown = try await shell("$T label v \(words)").output
        #expect(shown.contains("no_champion"))
        for line in (shown + (try await shell("$T project show v $S").output)).split(
            separator: "\n"
        ) {
            #expect(line.count <= 80, "\(line)")
        }
    }

    @Test("A file that cannot be read is one line with its escaped path and the reason")
    func fileErrors() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create v --classes cat,dog --vector 2 $S")
        _ = try await shell(
            "mkdir folder.d; ln -s round.csv round.csv; echo a,b > \"$(printf 'x\\ny.csv')\""
        )
        let missing = #"E=$(printf '\033]0;t\007\033[31m\nz')"#
        for command in [
            "models import v \"$E\" --network linear", "examples delete v --from \"$E\"",
            "ingest v \"$E\"", "predict v \"$E\"",
        ] {
            let done = try await shell("\(missing); $T \(command) $S")
            #expect(done.status == 1 && done.output.isEmpty, "\(command)")
            #expect(
                done.errors
                    == "error: \\u{1B}]0;t\\u{07}\\u{1B}[31m\\nz cannot be opened: there is no such "
                    + "file or folder\n",
                "\(command): \(done.errors)"
            )
        }
        for (words, reason) in [
            ("ingest v round.csv", "round.csv cannot be opened: its links lead in a circle"),
            ("ingest v - < folder.d", "standard input cannot be read: it is a folder"),
            ("examples delete v --from folder.d", "folder.d cannot be read: it is a folder"),
            (
                "ingest v \"$(printf 'x\\ny.csv')\" --label-column y",
                #"x\ny.csv has no column "y"; it has "a", "b""#
            ),
        ] {
            let done = try await shell(
                "$T \(words) $S".replacing(" < folder.d $S", with: " $S < folder.d")
            )
            #expect(done.status == 1 && done.errors == "error: \(reason)\n", "\(done.errors)")
        }
    }

    @Test(
        "JSON of an ingest names unread rows, also where it fails; files of one name do not clash"
    )
    func ingestJSON() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create v --classes cat,dog --vector 2 $S; mkdir a b")
        try write("bad.csv", "x,y\n1,2\nz,2\n")
        let done = try await shell("$T ingest v bad.csv --json $S")
        #expect(done.status == 1 && done.output.contains(#""stored":1,"#), "\(done.output)")
        #expect(
            done.output.contains(
                #""unread_rows":[{"file":"bad.csv","row":3,"message":"column 1: \"z\" is no number"}]"#
            )
        )
        try write("a/r.csv", "x,y\n1,2\n")
        try write("b/r.csv", "x,y\n3,4\n")
        let both = try await shell("$T ingest v a/r.csv b/r.csv --ids file-row $S")
        #expect(both.output == "2 examples are durable, 0 refused\n", "\(both.errors)")
        try write("b/turned.csv", "y,x\n5,6\n")
        let turned = try await shell("$T ingest v a/r.csv b/turned.csv --json $S")
        #expect(turned.status == 1 && turned.output.contains(#""stored":0,"#))
        #expect(
            turned.output.contains(#""error":"b/turned.csv has the columns of a/r.csv in another"#)
        )
        let own = try await shell("$T backup data/copy --data-dir data")
        #expect(own.status == 1 && own.errors.contains("is in the data directory itself"))
    }

    @Test("JSON Lines and folders have their labels in them when a version is evaluated")
    func evaluation() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create v --classes cat,dog --vector 2 $S")
        let lines = (0..<20).map {
            "{\"input\":[\($0),1],\"label\":\"\($0 % 2 == 0 ? "cat" : "dog")\"}"
        }
        try write("rows.jsonl", lines.joined(separator: "\n"))
        #expect(try await shell("$T ingest v rows.jsonl $S").status == 0)
        _ = try await shell("$T train v --algorithm supervised --steps 2 $S")
        let done = try await shell("$T models evaluate v rows.jsonl $S")
        #expect(done.status == 0 && done.output.contains("version 1: "), "\(done.errors)")
    }

    @Test("Names of classes are trimmed, and a comma in one is said in either way")
    func classNames() async throws {
        defer { server.crash() }
        for (name, words) in [
            ("one", #"--classes 'cat, dog ,"big, red"'"#),
            ("two", "--class cat --class dog --class 'big, red'"),
        ] {
            let done = try await shell("$T project create \(name) \(words) --vector 2 --json $S")
            #expect(done.output.contains(#"["cat","dog","big, red"]"#), "\(done.errors)")
        }
        let part = try await shell("$T project create v --classes a,b --image 8xfoox8x1 $S")
        #expect(part.status == 2 && part.errors.contains(#""foo" is no size"#))
        let none = try await shell("$T project create v --classes '' --vector 2 $S")
        #expect(none.status == 2 && none.errors.hasPrefix("error: --classes is empty"))
    }

    @Test("Files that are not read are named, with what to do")
    func kinds() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create v --classes cat,dog --vector 2 $S")
        for (name, words) in [
            ("a.npz", "no ZIP archive"), ("a.bin", "--format cifar10"),
            ("a.parquet", "end in .parquet"), ("a.xlsx", "end in .xlsx"),
        ] {
            try write(name, "PK")
            let done = try await shell("$T ingest v \(name) $S")
            #expect(done.status == 1 && done.errors.contains(words), "\(done.errors)")
        }
        try write("numbers.csv", "1,2\n3,4\n")
        let header = try await shell("$T ingest v numbers.csv $S")
        #expect(header.status == 1 && header.errors.contains("--no-header"))
        #expect(
            try await shell("$T ingest v numbers.csv --no-header $S").output.hasPrefix("2 examples")
        )
        try write("semi.csv", "a;b\n1;2\n")
        #expect(try await shell("$T ingest v semi.csv --delimiter ';' $S").status == 0)
        #expect(try await shell("$T ingest v semi.csv $S").errors.contains("--delimiter ';'"))
    }

    /// A file of `Tests/InputFilesTests/Images`, by its name there.
    private func image(_ name: String) throws -> Data {
        let place = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "InputFilesTests/Images/pillow.json")
        let all = try JSONSerialization.jsonObject(with: Data(contentsOf: place)) as? [String: Any]
        let files = try #require(all?["files"] as? [[String: Any]])
        let file = try #require(files.first { $0["name"] as? String == name })
        return try #require(Data(base64Encoded: file["file"] as? String ?? ""))
    }

    @Test(
        "Folders of images and JSON Lines are ingested and predicted; what is none is refused alone"
    )
    func images() async throws {
        defer { server.crash() }
        _ = try await shell("$T project create pets --classes cat,dog --image 7x11x3 $S")
        for (path, name) in [
            ("photos/cat/1.png", "png rgb"), ("photos/cat/2.jpg", "jpeg cmyk"),
            ("photos/dog/1.jpeg", "jpeg turned 6"), ("photos/dog/2.png", "png rgba"),
            ("photos/new.jpg", "png interlaced"), ("photos/dgo/3.png", "png rgb"),
        ] {
            let place = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try image(name).write(to: place)
        }
        try write("photos/dog/moving.gif", "GIF89a")
        let small = try await shell("$T ingest pets photos --ids file-row $S")
        #expect(small.status == 1 && small.output == "3 examples are durable, 4 refused\n")
        #expect(
            small.errors.contains(
                "photos/cat/2.jpg: 13 x 19 pixels (height x width), the project expects 7 x 11"
            )
        )
        let words = "pets photos/ --resize crop --ids file-row --ids-out ids.csv"
        for _ in 0..<2 {
            let done = try await shell("$T ingest \(words) $S")
            #expect(done.status == 1 && done.output == "5 examples are durable, 2 refused\n")
            #expect(done.errors.contains("photos/dog/moving.gif: GIF is not read"))
            #expect(done.errors.contains("photos/dgo: no class \"dgo\"; did you mean \"dog\"?"))
        }
        let ids = try String(contentsOf: folder.appending(path: "ids.csv"), encoding: .utf8)
        #expect(ids.contains("photos/cat/2.jpg,,photos/cat/2.jpg\n"))
        #expect(try await shell("$T project show pets --json $S").output.contains("\"examples\":5"))
        let labels = try await shell("$T export pets $S").output.split(separator: "\n")
        #expect(labels.count { $0.contains("\"label\":\"cat\"") } == 2 && labels.count == 4)
        let pixels = [Int](repeating: 9, count: 231)
        try write(
            "rows.jsonl",
            "{\"id\":\"j\",\"input\":\(pixels),\"label\":\"dog\"}\n{\"id\":\"k\"}\n"
        )
        let lines = try await shell("$T ingest pets rows.jsonl $S")
        #expect(lines.status == 1 && lines.output == "1 example is durable, 1 refused\n")
        #expect(lines.errors.contains("rows.jsonl, line 2: no \"input\""))
        let trained = try await shell("$T train pets --algorithm supervised --steps 2 $S")
        #expect(trained.status == 0, "\(trained.errors)")
        let predicted = try await shell("$T predict pets photos/cat/1.png photos/new.jpg --json $S")
        #expect(predicted.status == 0 && predicted.output.contains("\"id\":\"1.png\""))
        #expect(predicted.output.contains("\"rows\":2"))
        let mode = try await shell("$T predict pets photos --resize zoom $S")
        #expect(mode.status == 2 && mode.errors.contains("--resize"))
        _ = try await shell("$T project create v --classes cat,dog --vector 2 $S")
        let vector = try await shell("$T ingest v photos $S")
        #expect(vector.status == 1 && vector.errors.contains("expects a vector of 2 Float32"))
        _ = try await shell("mkdir empty")
        #expect(try await shell("$T ingest pets empty $S").errors.contains("empty holds no files"))
    }

    @Test("A thousand images of 64 x 64 x 3 fit their messages, in each command that sends rows")
    func large() async throws {
        defer { server.crash() }
        let (count, size) = (1_000, 64 * 64 * 3)
        _ = try await shell("$T project create big --classes cat,dog --image 64x64x3 $S")
        for (name, type, shape, body) in [
            (
                "rows.npy", "|u1", "(\(count), 64, 64, 3)",
                // Another row each: equal ones would be one example.
                (0..<count * size).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 / size) }
            ),
            ("labels.npy", "|u1", "(\(count),)", (0..<count).map { UInt8($0 % 2) }),
        ] {
            let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n"
            var file = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0])
            file += Data(header.utf8) + Data(body)
            try file.write(to: folder.appending(path: name))
        }
        let stored = try await shell("$T ingest big rows.npy --labels labels.npy --ids file-row $S")
        #expect(stored.output == "1000 examples are durable, 0 refused\n", "\(stored.errors)")
        let trained = try await shell("$T train big --algorithm supervised --steps 1 $S")
        #expect(trained.status == 0, "\(trained.errors)")
        let predicted = try await shell("$T predict big rows.npy --summary $S")
        #expect(predicted.output.contains(": 1000 rows"), "\(predicted.errors)")
        let labelled = try await shell("$T label big rows.npy --json $S")
        let decisions = labelled.output.components(separatedBy: "\"decision\":{").count - 1
        #expect(labelled.status == 0 && decisions == count, "\(labelled.errors)")
        let kept = try await shell("$T label big rows.npy --store --json $S")
        #expect(kept.status == 0, "\(kept.errors)")
    }
}
