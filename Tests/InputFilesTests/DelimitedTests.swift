import Domain
import InputFiles
import Testing

/// Everything that a text came to: `ok id|label|group|numbers` or `line N: reason`.
private func read(
    _ text: [UInt8],
    header: Bool = true,
    id: String? = nil,
    label: String? = nil,
    group: String? = nil,
    delimiter: Character = ",",
    dimension: Int = 2,
    classes: [String] = ["cat", "dog"]
) throws -> [String] {
    var format = DelimitedExamples.Format()
    format.hasHeader = header
    (format.idColumn, format.labelColumn, format.groupColumn) = (id, label, group)
    format.delimiter = delimiter
    var file = try DelimitedExamples(
        bytes: text,
        path: "f.csv",
        format: format,
        specification: .vector(dimension: dimension),
        classes: classes
    )
    var lines: [String] = []
    while let outcome = try file.next() {
        switch outcome {
        case .row(let row):
            let numbers = (0..<dimension).map {
                InputSpecification.float(in: row.bytes, at: $0)
            }
            lines.append("\(row.place.row) \(row.id)|\(row.label)|\(row.group)|\(numbers)")
        case .refused(let place, let reason): lines.append("\(place): \(reason)")
        }
    }
    return lines
}

private func refusal(_ body: () throws -> [String]) -> String? {
    do {
        _ = try body()
        return nil
    } catch { return (error as? Failure)?.message }
}

@Suite("Delimited text is read by RFC 4180, and a bad row is refused alone")
struct DelimitedTests {
    @Test("Line ends of three kinds, a byte order mark, empty lines and no end at the end")
    func lines() throws {
        let plain = ["2 |cat||[1.0, 2.0]", "3 |dog||[3.0, 4.0]"]
        for end in ["\n", "\r\n", "\r"] {
            for mark in [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
                for last in ["", end] {
                    let text = ["a,b,y", "1,2,cat", "3,4,dog"].joined(separator: end) + last
                    #expect(try read(mark + Array(text.utf8), label: "y") == plain)
                }
            }
        }
        let gaps = Array("a,b,y\n\n1,2,cat\n\n\n3,4,dog\n\n".utf8)
        #expect(try read(gaps, label: "y") == ["3 |cat||[1.0, 2.0]", "6 |dog||[3.0, 4.0]"])
    }

    @Test("Quoted fields hold delimiters, line ends and doubled marks; the lines behind keep count")
    func quotes() throws {
        let text = "\"name\",a,b\n\"x,\n\"\"1\"\"\",1,\"2\"\n\"\",3,4\ny,bad,1\n"
        #expect(
            try read(Array(text.utf8), id: "name") == [
                "2 x,\n\"1\"|||[1.0, 2.0]", "4 |||[3.0, 4.0]",
                "f.csv, line 5: column 2: \"bad\" is no number",
            ]
        )
        let open = refusal { try read(Array("a,b,y\n1,2,cat\n3,4,\"do\ng\n".utf8), label: "y") }
        #expect(open?.hasPrefix("f.csv, line 3: a quotation mark opens a field") == true)
        let strays = "a,b,y\n1,2,c\"at\n1,2,\"ca\"t\n3,4,dog\n"
        let lines = try read(Array(strays.utf8), label: "y")
        #expect(lines.map { $0.hasPrefix("f.csv, line") } == [true, true, false])
        #expect(lines[0].contains("column 3: a quotation mark inside a field"))
    }

    @Test("Text that is not UTF-8 is refused with its line and column, the rest is read")
    func encoding() throws {
        let bytes = Array("id,a,b\n".utf8) + [0xE9] + Array(",1,2\nx,3,4\n".utf8)
        #expect(
            try read(bytes, id: "id") == [
                "f.csv, line 2: column 1 is not UTF-8; save the file as UTF-8",
                "3 x|||[3.0, 4.0]",
            ]
        )
        for mark in [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]] {
            #expect(refusal { try read(mark + [0x61, 0]) } == "f.csv is UTF-16; save it as UTF-8")
        }
    }

    @Test("Bad rows are refused where they are: width, numbers that are none or too large")
    func rows() throws {
        let text = "a,b\n1,2\n1\n1,2,3\n,2\nNaN,2\n1e300,2\n inf ,2\n 3 ,4\n"
        let lines = try read(Array(text.utf8))
        #expect(lines.count == 8)
        #expect(lines[0] == "2 |||[1.0, 2.0]" && lines[7] == "9 |||[3.0, 4.0]")
        #expect(lines[1] == "f.csv, line 3: 1 columns, the header has 2")
        #expect(lines[3] == "f.csv, line 5: column 1: is empty")
        #expect(lines[4].hasPrefix("f.csv, line 6: column 1: every number must be finite"))
        #expect(lines[5].contains("beyond what a 32-bit float holds"))
        #expect(lines[6].contains("must be finite"))
    }

    @Test("A label is a class with or without spaces; an empty or blank field is none")
    func labels() throws {
        let text = "a,b,y\n1,2,cat\n1,2, dog \n1,2,\n1,2,  \n1,2,NA\n1,2,1.0\n"
        let lines = try read(Array(text.utf8), label: "y")
        #expect(lines[0].contains("|cat|") && lines[1].contains("|dog|"))
        #expect(lines[2].hasPrefix("4 ||") && lines[3].hasPrefix("5 ||"))
        #expect(
            lines[4]
                == "f.csv, line 6: no class \"NA\"; the classes are \"cat\", \"dog\", and a row "
                + "without a label has an empty field"
        )
        #expect(lines[5].contains("no class \"1.0\""))
        #expect(try read(Array("a,b,y\n1,2,NA\n".utf8), label: "y", classes: []).count == 1)
    }

    @Test(
        "A header of numbers alone, a wrong column and another delimiter are named with the way out"
    )
    func mistakes() throws {
        let numbers = refusal { try read(Array("1,2\n3,4\n".utf8)) }
        #expect(numbers?.contains("f.csv, line 1 is numbers alone") == true)
        #expect(numbers?.contains("--no-header") == true)
        #expect(try read(Array("1,2\n3,4\n".utf8), header: false).count == 2)
        let labelled = refusal { try read(Array("1,2,cat\n3,4,dog\n".utf8), label: "3") }
        #expect(labelled?.contains("line 1 is numbers with the label \"cat\"") == true)
        // Names that are numbers, as some programs write them.
        #expect(try read(Array("0,1,cat\n3,4,dog\n".utf8), label: "cat").count == 1)
        let words = try read(Array("a,b,y\n1,2,cat\n".utf8))
        #expect(words[0].hasSuffix("; if column \"y\" is the label: --label-column y"), "\(words)")
        let column = refusal { try read(Array("a,b,y\n".utf8), label: "label") }
        #expect(column == "f.csv has no column \"label\"; it has \"a\", \"b\", \"y\"")
        let other = refusal { try read(Array("a;b;y\n1;2;cat\n".utf8), label: "y") }
        #expect(other?.hasSuffix("--delimiter ';'") == true)
        let row = try read(Array("1\t2\n".utf8), header: false)
        #expect(row[0].hasSuffix("--delimiter $'\\t'"))
        #expect(try read(Array("a;b\n1;2\n".utf8), delimiter: ";") == ["2 |||[1.0, 2.0]"])
        #expect(refusal { try read([]) } == "f.csv is empty; expected a header line")
    }

    @Test("What a header hides is told: twins, shared columns, counts, comments, near words")
    func headers() throws {
        func words(_ text: String, id: String? = nil, label: String? = nil) -> String? {
            refusal { try read(Array(text.utf8), id: id, label: label) }
        }
        #expect(words("a,b,a\n1,2,3\n") == #"f.csv has two columns "a"; name each once"#)
        #expect(
            words("a,b,y\n1,2,cat\n", id: "y", label: "3")
                == #"f.csv: column "y" cannot be the id column and the label column"#
        )
        #expect(
            words("a,b,label\n", label: "lable")?.hasSuffix(#"; did you mean "label"?"#) == true
        )
        #expect(words("sep=;\na;b\n")?.contains("line 1: sep= is for spreadsheets") == true)
        let counted = Array("0,1,2\n3,4,cat\n".utf8)
        #expect(try read(counted, label: "2") == ["2 |cat||[3.0, 4.0]"])
        let comment = try read(Array("# made by hand\na,b\n1,2\n".utf8))
        #expect(comment[0].hasSuffix("comments are not read: delete the lines that begin with #"))
    }

    @Test("One value too many is likely the label, and numbers are shown as they came")
    func hints() throws {
        let last = try read(Array("1,2,0\n".utf8), header: false)
        #expect(last[0].hasSuffix(#"if column "3" is the label: --label-column 3"#), "\(last)")
        let named = try read(Array("class,a,b\n0,1,2\n".utf8))
        #expect(named[0].hasSuffix(#"if column "class" is the label: --label-column class"#))
        let plain = try read(Array("a,b,c\n0,1,2\n".utf8))
        #expect(!plain[0].contains("--label-column"))
        let large = try read(Array("a,b\n1e400,2\n".utf8))
        #expect(large[0].hasSuffix("column 1: every number must be finite; got 1e400"))
        var bytes: [UInt8] = []
        let gray = InputSpecification.image(ImageSpecification(height: 1, width: 1, channels: 1))
        let problem = #expect(throws: Failure.self) {
            try InputEncoder(specification: gray).append(Double(Float(0.1)), to: &bytes)
        }
        #expect(
            problem?.message
                == "a pixel is a whole number from 0 to 255; got 0.1; multiply pixels of 0 to 1 by 255"
        )
    }

    @Test("Ids of long paths keep their end, and can be made of whole paths")
    func ids() {
        var place = InputPlace(file: "a/rows.csv", row: 3)
        #expect(place.id == "rows.csv:3")
        place.useWholePath()
        #expect(place.id == "a/rows.csv:3")
        let name = String(repeating: "é", count: 100) + ".csv"
        let long = InputPlace(file: name, row: 7).id
        #expect(long.utf8.count <= ExampleID.byteLimit && long.hasSuffix("é.csv:7"))
        #expect(long != InputPlace(file: "x" + name, row: 7).id && !long.contains("\u{FFFD}"))
    }

    @Test("However the bytes are cut, nothing traps, and every line is read or refused")
    func anything() throws {
        let pieces: [[UInt8]] = [
            [0x22], [0x2C], [0x0A], [0x0D], [0x31], [0xC3], [0xA9], [0x00], [0xEF, 0xBB, 0xBF],
            Array("1,2".utf8), Array("\"\"".utf8), Array("x".utf8),
        ]
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<20_000 {
            let count = generator.below(12)
            let bytes = (0..<count).flatMap { _ in pieces[generator.below(pieces.count)] }
            _ = try? read(bytes, header: generator.below(2) == 0, id: "1", dimension: 1)
        }
    }
}
