import Domain
import Foundation
import InputFiles
import Testing

/// What each member of an object comes to: the label and the texts, or why it is refused.
private func read(_ text: [UInt8], classes: [String] = []) throws -> [String] {
    var file = try TextObjectExamples(
        bytes: text,
        path: "d/f.json",
        specification: .text(TextSpecification()),
        classes: classes
    )
    var lines: [String] = []
    while let outcome = try file.next() {
        switch outcome {
        case .row(let row):
            let texts = row.bytes.split(separator: 0, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            try TextRow.validate(row.bytes, field: "row")
            lines.append("\(row.place.row) \(row.id)\(row.label)|" + texts.joined(separator: "|"))
        case .refused(let place, let reason): lines.append("\(place): \(reason)")
        }
    }
    return lines
}

private func read(_ text: String, classes: [String] = []) throws -> [String] {
    try read(Array(text.utf8), classes: classes)
}

/// What a file is refused with as a whole.
private func refusal(_ text: String) -> String {
    do {
        return try read(text).joined(separator: "\n")
    } catch {
        return (error as? Failure).map { "refused: \($0.message)" } ?? "\(error)"
    }
}

@Suite("Objects of texts are read as USB has them, and a bad member is refused alone")
struct TextObjectTests {
    private struct Row: Decodable {
        var texts: [String]
        var label: Int
    }

    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "Texts")

    @Test("Golden: the rows that USB reads of its five data sets")
    func golden() throws {
        let text = try Data(contentsOf: Self.folder.appending(path: "expected.json"))
        let files = try JSONDecoder().decode([String: [Row]].self, from: text)
        #expect(files.count == 10)
        let classes = (0..<10).map { "class \($0)" }
        for (name, rows) in files {
            let path = Self.folder.appending(path: name).path
            var file = try TextObjectExamples(
                path: path,
                specification: .text(TextSpecification()),
                classes: classes
            )
            for (number, expected) in rows.enumerated() {
                guard case .row(let row)? = try file.next() else {
                    Issue.record("row \(number) of \(name)")
                    break
                }
                let bytes = try TextRow.bytes(
                    of: expected.texts[0],
                    paraphrases: Array(expected.texts.dropFirst())
                )
                #expect(row.bytes == bytes && row.label == "class \(expected.label)")
                #expect(row.place.id == "\(name.split(separator: "/")[1]):\(number)")
                #expect(row.place.row == number && row.id.isEmpty && row.group.isEmpty)
            }
            #expect(try file.next() == nil)
        }
    }

    @Test("Paraphrases in their order, absent, null or empty; labels by index or name, or none")
    func members() throws {
        let text = """
            {"a": {"aug_1": "c", "label": 1, "aug_0": "b", "ori": "a"},
             "b": {"ori": "a", "aug_0": null, "aug_1": "", "aug_2": "d", "label": "cat", "id": 7},
            "": {"ori": "\\u00e9\\n, {\\"x\\"}]", "label": "1", "more": [1, {"ori": "no"}]}\r
             ,"d":{"ori":"a","label":null}, "e": {"ori": "b", "label": " dog "}} \n
            """
        let lines = [
            "0 dog|a|b|c", "1 cat|a|d", "2 dog|é\n, {\"x\"}]", "3 |a", "4 dog|b",
        ]
        #expect(try read(text, classes: ["cat", "dog"]) == lines)
        #expect(try read([0xEF, 0xBB, 0xBF] + Array(text.utf8), classes: ["cat", "dog"]) == lines)
        #expect(try read("{\"a\":{\"ori\":\"a\",\"label\":\"3\"}}") == ["0 3|a"])
        #expect(
            try read("{\"a\":{\"ori\":\"a\",\"label\":\"3\"}}", classes: ["3", "x"]) == ["0 3|a"]
        )
        #expect(try read("{}") == [] && read(" { } ") == [])
        let many = (0..<16).map { "\"aug_\($0)\": \"p\($0)\"" }.joined(separator: ", ")
        #expect(
            try read("{\"a\": {\"ori\": \"t\", \(many), \"aug_16\": \"no\"}}")
                == ["0 |t|" + (0..<16).map { "p\($0)" }.joined(separator: "|")]
        )
    }

    @Test(
        "Members that are no example are refused where they are",
        arguments: [
            ("\"x\": {}", "no \"ori\", the text of the example"),
            (
                "\"x\": {\"orig\": \"a\"}",
                "no \"ori\", the text of the example; did you mean \"orig\"?"
            ),
            ("\"x\": {\"ori\": \"\"}", "a text has at least 1 byte"),
            ("\"x\": {\"ori\": \" \\n\"}", "a text has at least one word; got only white space"),
            ("\"x\": {\"ori\": null}", "no \"ori\""),
            ("\"x\": {\"ori\": 3}", "\"ori\" is a string; got a number"),
            ("\"x\": {\"ori\": \"a\\u0000\"}", "the text holds a NUL character"),
            (
                "\"x\": {\"ori\": \"a\", \"aug_0\": \"\\u0000\"}",
                "paraphrase 1 holds a NUL character"
            ),
            ("\"x\": {\"ori\": \"a\", \"aug_1\": [\"b\"]}", "\"aug_1\" is a string; got an array"),
            ("\"x\": {\"ori\": \"a\", \"ori\": \"a\"}", "\"ori\" is there twice"),
            ("\"x\": {\"ori\": \"a\", \"label\": 2}", "no class 2: the project has 2"),
            ("\"x\": {\"ori\": \"a\", \"label\": \"2\"}", "no class 2: the project has 2"),
            (
                "\"x\": {\"ori\": \"a\", \"label\": \"dgo\"}",
                "no class \"dgo\"; did you mean \"dog\"?"
            ),
            (
                "\"x\": {\"ori\": \"a\", \"label\": [1]}",
                "\"label\" is the index or name of a class"
            ),
            ("\"x\": \"a text\"", "an example is an object in braces"),
            ("\"x\": [{\"ori\": \"a\"}]", "an example is an object in braces"),
            ("\"x\" {\"ori\": \"a\"}", "expected a colon"),
            ("\"x\"", "expected a colon"),
            ("\"x\": {\"ori\": \"a\" \"b\"}", "expected a comma or }"),
            ("\"x\": {\"ori\": \"a\nb\"}", "expected no control character in a string"),
            ("\"x\": {\"ori\": \"\\ud800\"}", "surrogates"),
            ("\"x\": {[\"ori\": \"a\"}]", "expected a key in quotation marks"),
        ]
    )
    func refusals(member: String, words: String) throws {
        let text = "{\"a\": {\"ori\": \"b\"}, \(member), \"z\": {\"ori\": \"c\"}}"
        let lines = try read(text, classes: ["cat", "dog"])
        #expect(lines.count == 3 && lines[0] == "0 |b" && lines[2] == "2 |c", "\(lines)")
        #expect(lines[1].hasPrefix("d/f.json, row 1: ") && lines[1].contains(words), "\(lines[1])")
    }

    @Test("A file that is no such object, or does not end, is refused with where")
    func files() throws {
        let one = "{\"a\": {\"ori\": \"b\"}"
        for (text, words) in [
            ("", "expected an object in braces; the file ends"),
            ("[]", "expected an object in braces; got \"[]\""),
            ("{\"a\"", "member 0: it has no end"),
            ("{", "expected a key in quotation marks; the file ends"),
            (one, "member 0: it has no end"),
            (one + ",", "behind member 0: expected a key in quotation marks; the"),
            (one + ",}", "behind member 0: expected a key in quotation marks; got \"}\""),
            (
                one + ", 7: {}}",
                "behind member 0: expected a key in quotation marks; got \"7: {}}\""
            ),
            (one + "}}", "behind member 0: expected the end of the file; got \"}\""),
            (one + "} x", "behind member 0: expected the end of the file; got \"x\""),
            (one + ", \"b\": {\"ori\": \"c}", "member 1: it has no end"),
            ("{} {}", "expected the end of the file; got \"{}\""),
        ] {
            let found = refusal(text)
            #expect(
                found.hasPrefix("refused: d/f.json") && found.contains(words),
                "\(text): \(found)"
            )
        }
        #expect(throws: Failure.self) { try read([0xFF, 0xFE, 0x7B, 0]) }
        #expect(throws: Failure.self) {
            try TextObjectExamples(
                path: Self.folder.appending(path: "none.json").path,
                specification: .text(TextSpecification()),
                classes: []
            )
        }
    }

    @Test("A member may lie across pieces of a file")
    func pieces() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "texts-\(UUID()).json")
        defer { try? FileManager.default.removeItem(at: path) }
        let texts = (0..<300).map { number in
            String(repeating: "\\\"\(number)", count: 4_000 + number)
        }
        let members = texts.enumerated().map { "\"\($0)\": {\"ori\": \"\($1)\"}" }
        try Data("{\(members.joined(separator: ", "))}".utf8).write(to: path)
        var file = try TextObjectExamples(
            path: path.path,
            specification: .text(TextSpecification()),
            classes: []
        )
        for text in texts {
            guard case .row(let row)? = try file.next() else {
                Issue.record("a row is missing")
                break
            }
            #expect(row.bytes.elementsEqual(text.replacing("\\", with: "").utf8))
        }
        #expect(try file.next() == nil)
    }

    @Test("However the bytes are cut and put together, nothing traps")
    func anything() throws {
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "u00", "\"ori\":", "\"label\":", "\"aug_1\":",
            "1",
            "\"a\"", "null", "\n", " ", "{\"ori\":\"a\"}", "\"k\":",
        ].map { Array($0.utf8) }
        var generator = SeededGenerator(seed: 9)
        for round in 0..<20_000 {
            let count = generator.below(16)
            let bytes = (0..<count).flatMap { _ in pieces[generator.below(pieces.count)] }
            _ = try? read(round % 2 == 0 ? bytes : Array("{\"a\":".utf8) + bytes + Array("}".utf8))
        }
    }
}
