import Domain
import Foundation
import InputFiles
import Testing

/// What an outcome is: the label, and the texts of the row, or the place with the reason.
private func line(_ outcome: InputOutcome) -> String {
    switch outcome {
    case .row(let row):
        let texts = row.bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return "\(row.id) \(row.label) \(row.group)|" + texts.joined(separator: "|")
    case .refused(let place, let reason): return "\(place): \(reason)"
    }
}

/// What every line of a file comes to, or why the whole is refused.
private func lines(_ next: () throws -> InputOutcome?) -> [String] {
    var lines: [String] = []
    do {
        while let outcome = try next() { lines.append(line(outcome)) }
    } catch {
        lines.append("refused: \((error as? Failure)?.message ?? "\(error)")")
    }
    return lines
}

@Suite(
    "Texts are read of delimited text, JSON Lines, lines and files, and a bad one is refused alone"
)
struct TextRowTests {
    private let specification = InputSpecification.text(TextSpecification())

    private func delimited(
        _ text: String,
        _ format: DelimitedExamples.Format = DelimitedExamples.Format(),
        classes: [String] = []
    ) -> [String] {
        do {
            var file = try DelimitedExamples(
                bytes: Array(text.utf8),
                path: "f.csv",
                format: format,
                specification: specification,
                classes: classes
            )
            return lines { try file.next() }
        } catch {
            return ["refused: \(error.message)"]
        }
    }

    @Test("The text is the only column without another use, one of a usual name, or what is said")
    func columns() throws {
        var format = DelimitedExamples.Format()
        #expect(
            delimited("anything\na b\n\"c, \"\"d\"\"\ne\"\n", format) == [
                "  |a b", "  |c, \"d\"\ne",
            ]
        )
        format.idColumn = "id"
        format.labelColumn = "y"
        format.groupColumn = "who"
        #expect(
            delimited("id,y,who,words\n1,cat,ann,a b\n2,,,c\n", format) == [
                "1 cat ann|a b", "2  |c",
            ]
        )
        #expect(delimited("id,y,who,length,Review\n1,cat,ann,3,a b\n", format) == ["1 cat ann|a b"])
        #expect(
            delimited("id,y,who,first,second\n1,cat,ann,3,a b\n", format) == [
                "refused: f.csv has the columns \"first\", \"second\"; say which is the text by --text-column"
            ]
        )
        format.textColumns = ["second", "4"]
        #expect(
            delimited("id,y,who,first,second\n1,cat,ann,3,a b\n2,,,x,\n", format) == [
                "1 cat ann|a b 3", "2  |x",
            ]
        )
        format.textColumns = ["y"]
        #expect(
            delimited("id,y,who,a\n", format)[0].contains(
                "cannot be the label column and the text column"
            )
        )
        format.textColumns = ["b"]
        #expect(delimited("id,y,who,a\n", format)[0].contains("has no column \"b\""))
        format.textColumns = []
        #expect(
            delimited("id,y,who\n1,2,3\n", format)[0].contains(
                "has no column for the text: all 3 are"
            )
        )
    }

    @Test("What was chosen of several columns can be told")
    func chosen() throws {
        func chosen(_ header: String) throws -> (column: String, unread: [String])? {
            var format = DelimitedExamples.Format()
            format.labelColumn = "y"
            return try DelimitedExamples(
                bytes: Array("\(header)\n".utf8),
                path: "f.csv",
                format: format,
                specification: specification,
                classes: []
            ).chosenText
        }
        let found = try #require(try chosen("y,date,question,sentence"))
        #expect(found.column == "sentence" && found.unread == ["date", "question"])
        #expect(try chosen("y,text") == nil && chosen("y,other") == nil)
    }

    @Test("Without a header the first line tells how many columns there are")
    func noHeader() throws {
        var format = DelimitedExamples.Format()
        format.hasHeader = false
        #expect(delimited("a b\nc\nd,e\n", format) == ["  |a b", "  |c", "  |d"])
        #expect(delimited("", format) == [])
        format.labelColumn = "2"
        #expect(
            delimited("a b,cat\nc,dog\nd\n", format) == [
                " cat |a b", " dog |c", "f.csv, line 3: column 2 is missing; the line has 1",
            ]
        )
        #expect(
            delimited("a,b,c\n", format) == [
                "refused: f.csv has the columns 1, 3; say which is the text by --text-column"
            ]
        )
        format.textColumns = ["3"]
        #expect(delimited("a,b,c\n", format) == [" b |c"])
    }

    @Test("A row that is no text is refused with its line and columns")
    func badRows() throws {
        let limit = String(repeating: "x", count: 1 << 20)
        for (field, reason) in [
            ("\"\"", "column 1: a text has at least 1 byte; got none"),
            (" ", "column 1: a text has at least one word; got only white space"),
            ("a\0b", "column 1: the text holds a NUL character, U+0000"),
            (
                "\(limit)y",
                "column 1: a text with its paraphrases has at most 1048576 bytes; got 1048577"
            ),
        ] {
            let found = delimited("text,n\n\(field),1\n\(limit),2\nlast,3\n")
            #expect(
                found.count == 3 && found[0] == "f.csv, line 2: \(reason)",
                "\(found[0].prefix(200))"
            )
            #expect(found[1] == "  |\(limit)" && found[2] == "  |last")
        }
        var file = try DelimitedExamples(
            bytes: Array("text\na ".utf8) + [0xFF] + Array("\nb c d\n".utf8),
            path: "f.csv",
            format: DelimitedExamples.Format(),
            specification: .text(TextSpecification(maxTokens: 2, tooLong: .refuse)),
            classes: []
        )
        #expect(
            lines { try file.next() } == [
                "f.csv, line 2: column 1 is not UTF-8; save the file as UTF-8",
                "f.csv, line 3: column 1: a text has at most 2 words; got 3",
            ]
        )
        var format = DelimitedExamples.Format()
        format.textColumns = ["a"]
        #expect(throws: Failure.self) {
            try DelimitedExamples(
                bytes: Array("a,b\n".utf8),
                path: "f.csv",
                format: format,
                specification: .vector(dimension: 2),
                classes: []
            )
        }
        #expect(throws: Failure.self) {
            try DelimitedExamples(
                bytes: Array("a,b\n".utf8),
                path: "f.csv",
                format: DelimitedExamples.Format(),
                specification: .audio(AudioSpecification()),
                classes: []
            )
        }
    }

    @Test(
        "The archives of AG News and its like: classes from 1, columns joined, line ends written out"
    )
    func tables() throws {
        let classes = ["World", "Sports", "Business", "Sci/Tech"]
        #expect(
            delimited(
                #""3","Wall St. Bears (Reuters)","Short-sellers, dwindling\nband of ""cynics""."#
                    + "\"\n"
                    + #""4","","Only this""# + "\n" + #""5","a","b""# + "\n" + #""0","a","b""#
                    + "\n",
                .init(.agNews),
                classes: classes
            ) == [
                #" Business |Wall St. Bears (Reuters) Short-sellers, dwindling\nband of "cynics"."#,
                " Sci/Tech |Only this",
                "f.csv, line 3: no class 5: the project has 4, \"World\", \"Sports\", \"Business\", \"Sci/Tech\", "
                    + "counted from 1",
                "f.csv, line 4: no class 0: the project has 4, \"World\", \"Sports\", \"Business\", \"Sci/Tech\", "
                    + "counted from 1",
            ]
        )
        #expect(
            delimited("5,\"Good.\\nVery.\"\n", .init(.yelp), classes: ["1", "2", "3", "4", "5"])
                == [" 5 |Good.\nVery."]
        )
        #expect(
            delimited("2,t,\"b\\nc\"\n", .init(.amazon), classes: ["n", "p"]) == [" p |t b\nc"]
        )
        #expect(delimited("1,\"A\",\" B is.\"\n", .init(.dbpedia)) == [" 1 |A  B is."])
        #expect(delimited("10,\"why?\",\"\",\"so\"\n", .init(.yahoo)) == [" 10 |why? so"])
        #expect(
            delimited("3,only\n", .init(.agNews))[0]
                == "f.csv, line 1: column 3 is missing; the line has 2"
        )
        for table in TextTable.allCases {
            #expect(try InputFileKind(of: "train.csv", named: table.rawValue) == .textTable(table))
        }
    }

    private func json(_ text: String, classes: [String] = ["cat", "dog"]) throws -> [String] {
        var file = try JSONLinesExamples(
            bytes: Array(text.utf8),
            path: "f.jsonl",
            specification: specification,
            classes: classes
        )
        return lines { try file.next() }
    }

    @Test("JSON Lines: text or input is a string, with paraphrases")
    func jsonLines() throws {
        let text = """
            {"text": "a b", "label": "cat", "id": 7, "group": "g"}
            {"input": "c", "label": 1, "aug_1": "second", "aug_0": "first", "aug_2": null, "aug_3": ""}
            {"text": null, "input": "d"}
            """
        #expect(try json(text) == ["7 cat g|a b", " dog |c|first|second", "  |d"])
        for (line, words) in [
            (
                "{\"text\": \"a\", \"input\": \"b\"}",
                "\"text\" and \"input\" are the same, and both are there"
            ),
            ("{\"text\": 3}", "\"text\" is a string; got a number"),
            ("{\"input\": [1, 2]}", "\"input\" is a string; got an array"),
            ("{\"text\": \"\"}", "a text has at least 1 byte; got none"),
            ("{\"text\": \" \\n\"}", "a text has at least one word; got only white space"),
            ("{\"text\": \"a\\u0000\"}", "the text holds a NUL character"),
            ("{\"text\": \"a\", \"aug_0\": \"\\u0000\"}", "paraphrase 1 holds a NUL character"),
            ("{\"text\": \"a\", \"aug_0\": 1}", "\"aug_0\" is a string; got a number"),
            ("{\"texts\": \"a\"}", "key \"texts\": did you mean \"text\"?"),
            ("{\"label\": \"cat\"}", "no \"text\", the words of the example"),
            ("{\"text\": \"a\", \"label\": \"cow\"}", "no class \"cow\""),
        ] {
            let found = try json(line)
            #expect(found.count == 1 && found[0].hasPrefix("f.jsonl, line 1: \(words)"), "\(found)")
        }
        #expect(throws: Failure.self) {
            try JSONLinesExamples(
                bytes: [],
                path: "f.jsonl",
                specification: .audio(AudioSpecification()),
                classes: []
            )
        }
    }

    @Test("A line each; empty ones are skipped, and others that are no text refused")
    func textLines() throws {
        let text =
            [0xEF, 0xBB, 0xBF] + Array("a, \"b\"\r\n\n  \nc\u{0}d\n".utf8) + [
                0xC3, 0x28, 0x0A, 0x65,
            ]
        var file = try TextLineExamples(bytes: text, path: "f.txt", specification: specification)
        #expect(
            lines { try file.next() } == [
                "  |a, \"b\"", "f.txt, line 3: a text has at least one word; got only white space",
                "f.txt, line 4: the text holds a NUL character, U+0000",
                "f.txt, line 5: not UTF-8; save the file as UTF-8", "  |e",
            ]
        )
        #expect(throws: Failure.self) {
            try TextLineExamples(bytes: [], path: "f.txt", specification: .vector(dimension: 2))
        }
        #expect(throws: Failure.self) {
            try TextLineExamples(
                bytes: [0xFF, 0xFE, 65, 0],
                path: "f.txt",
                specification: specification
            )
        }
    }

    @Test("Endings mean what the project's inputs are")
    func kinds() throws {
        #expect(try InputFileKind(path: "a.txt", start: [], for: specification) == .lines)
        #expect(try InputFileKind(path: "a.txt", start: []) == .delimited)
        #expect(
            try InputFileKind(path: "a.txt", start: [], for: .vector(dimension: 2)) == .delimited
        )
        #expect(try InputFileKind(path: "a.json", start: [], for: specification) == .textObject)
        #expect(try InputFileKind(path: "a.csv", start: [], for: specification) == .delimited)
        #expect(throws: Failure.self) {
            try InputFileKind(path: "a.json", start: [], for: .vector(dimension: 2))
        }
        #expect(try InputFileKind(of: "x", named: "usb-text") == .textObject)
        #expect(try InputFileKind(of: "x", named: "imdb") == .texts(.imdb))
    }

    @Test("A folder of files of text has a sub-folder a class; IMDb's has three, and other files")
    func folders() throws {
        let folder = TestFolder()
        defer { folder.remove() }
        func read(_ layout: TextLayout?, _ path: String = "", classes: [String]) throws -> [String]
        {
            var file = try TextFileExamples(
                path: path.isEmpty ? folder.path : folder.place.appending(path: path).path,
                layout: layout,
                specification: specification,
                classes: classes
            )
            return lines { file.next() }.map { $0.replacing(folder.path + "/", with: "") }
        }
        try folder.put("pos/0_9.txt", "Good.<br /><br />Very.\n\r\n")
        try folder.put("neg/1_2.txt", [0xEF, 0xBB, 0xBF] + Array("Bad".utf8))
        try folder.put("neg/2_1.txt", [0xC3, 0x28])
        try folder.put("neg/3_1.txt", "\n\n")
        try folder.put("neg/4_1.txt", [0xFF, 0xFE, 65, 0])
        #expect(
            try read(nil, classes: ["pos", "neg"]) == [
                " neg |Bad", "neg/2_1.txt: not UTF-8; save the file as UTF-8",
                "neg/3_1.txt: a text has at least 1 byte; got none",
                "neg/4_1.txt: UTF-16; save it as UTF-8",
                " pos |Good.<br /><br />Very.",
            ]
        )
        try folder.put("unsup/0_0.txt", "Who knows")
        try folder.put("urls_pos.txt", "http://")
        try folder.put("other/x.txt", "not read")
        try folder.put("pos/labeledBow.feat", "0 1:2")
        #expect(
            try read(.imdb, classes: ["negative", "positive"]) == [
                " negative |Bad", "neg/2_1.txt: not UTF-8; save the file as UTF-8",
                "neg/3_1.txt: a text has at least 1 byte; got none",
                "neg/4_1.txt: UTF-16; save it as UTF-8",
                " positive |Good.\n\nVery.",
                "pos/labeledBow.feat: the name of a file of text ends in .txt",
                "  |Who knows",
            ]
        )
        #expect(try read(.imdb, classes: ["a", "b"])[0].hasPrefix("neg: no class \"neg\""))
        #expect(try read(nil, "unsup/0_0.txt", classes: []) == ["  |Who knows"])
        #expect(throws: Failure.self) { try read(.imdb, "other", classes: []) }
        try folder.put("pos/5_1.txt", [UInt8](repeating: 65, count: (1 << 20) + 17))
        #expect(
            try read(nil, "pos/5_1.txt", classes: [])[0].hasSuffix(
                "a file of text has at most 1048592"
            )
        )
    }
}
