import Domain
import Foundation
import InputFiles
import Testing

private func read(
    _ text: [UInt8],
    _ specification: InputSpecification = .vector(dimension: 2),
    classes: [String] = ["cat", "dog"]
) throws -> [String] {
    var file = try JSONLinesExamples(
        bytes: text,
        path: "f.jsonl",
        specification: specification,
        classes: classes
    )
    var lines: [String] = []
    while let outcome = try file.next() {
        switch outcome {
        case .row(let row):
            let numbers =
                if case .vector(let dimension) = specification {
                    "\((0..<dimension).map { InputSpecification.float(in: row.bytes, at: $0) })"
                } else { "\(row.bytes)" }
            lines.append("\(row.place.row) \(row.id)|\(row.label)|\(row.group)|\(numbers)")
        case .refused(let place, let reason): lines.append("\(place): \(reason)")
        }
    }
    return lines
}

private func read(
    _ text: String,
    _ specification: InputSpecification = .vector(dimension: 2)
) throws -> [String] { try read(Array(text.utf8), specification) }

@Suite("JSON Lines are read strictly, and a bad line is refused alone")
struct JSONLinesTests {
    @Test("Ids, labels and groups, absent, null or numbers; other keys of export are ignored")
    func members() throws {
        let text = """
            {"id":"a","input":[1,-2.5e0],"label":"cat","group":"g"}

            {"example_id":"b","input":[1,2],"label":null,"group":null}\r
            {"id":7,"input":[1,2],"label":1}
            {"id":"c","label":"dog","source":"human","decision":null,"certificate":3,\
            "created_at":"2026-01-01T00:00:00Z","sequence":4,"label_id":"x","input":[0,1],\
            "other":{"a":[1,{"b":[]}]}}
             \t
            {"input":[1,2]}
            """
        let lines = [
            "1 a|cat|g|[1.0, -2.5]", "3 b|||[1.0, 2.0]", "4 7|dog||[1.0, 2.0]",
            "5 c|dog||[0.0, 1.0]",
            "7 |||[1.0, 2.0]",
        ]
        #expect(try read(text) == lines)
        #expect(try read([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == lines)
        #expect(try read("") == [])
    }

    @Test("Images are flat or nested in the project's shape, in no other")
    func shapes() throws {
        let gray = InputSpecification.image(ImageSpecification(height: 1, width: 2, channels: 1))
        for input in ["[1,2]", "[[1,2]]", "[[[1],[2]]]"] {
            #expect(try read("{\"input\":\(input)}", gray) == ["1 |||[1, 2]"])
        }
        let color = InputSpecification.image(ImageSpecification(height: 2, width: 1, channels: 2))
        #expect(try read("{\"input\":[[[1,2]],[[3,4]]]}", color) == ["1 |||[1, 2, 3, 4]"])
        for input in [
            "[[1,2],[3,4]]", "[[[1],[2]],[[3],[4]]]", "[1,2,3]", "[]", "[[]]", "[[[1,2]],[3,4]]",
            "[[[1,2]],[[3]]]", "[[[1,2]],[[3,[4]]]]", "[[[1,2]],[[[3],[4]]]]", "3", "{}", "null",
            "[1,2,3,256]", "[1,2,3,0.5]", "[1,2,3,-1]", "[1,2,3,\"4\"]", "[1,2,3,null]",
        ] {
            let lines = try read("{\"input\":\(input)}", color)
            #expect(
                lines.count == 1 && lines[0].hasPrefix("f.jsonl, line 1: \"input\""),
                "\(lines)"
            )
        }
    }

    @Test(
        "Lines that are no such object are refused where they are",
        arguments: [
            ("[1,2]", "a line is an object in braces; got an array"),
            ("{\"input\":[1,2]", "column 15: expected a comma or }; the line ends"),
            ("{\"input\":[1,2]} x", "column 17: expected the end of the line; got \"x\""),
            ("{\"input\":[1,02]}", "expected a number without zeros before it"),
            ("{\"input\":[1,NaN]}", "column 13: expected a value"),
            ("{\"input\":[1,2,]}", "expected a value"),
            ("{\"input\":[1 2]}", "expected a comma or ]"),
            ("{'input':[1,2]}", "column 2: expected a key in quotation marks"),
            ("{\"input\":[1,1e999]}", "every number must be finite"),
            ("{\"input\":[1,2],\"input\":[1,2]}", "\"input\" is there twice"),
            ("{\"id\":\"a\",\"example_id\":\"a\",\"input\":[1,2]}", "\"id\" is there twice"),
            ("{\"id\":1.5,\"input\":[1,2]}", "\"id\" is a string or a whole number; got a number"),
            ("{\"id\":[],\"input\":[1,2]}", "\"id\" is a string or a whole number; got an array"),
            ("{\"input\":[1,2],\"label\":\"cta\"}", "no class \"cta\"; did you mean \"cat\"?"),
            ("{\"input\":[1,2],\"label\":true}", "\"label\" is the name or index of a class"),
            ("{\"input\":[1,2],\"label\":2}", "no class 2"),
            ("{\"input\":[1,2],\"labels\":\"cat\"}", "key \"labels\": did you mean \"label\"?"),
            (
                "{\"input\":[1,\"4\"]}",
                "value 2 is the string \"4\": write it without quotation marks"
            ),
            ("{\"input\":[1,null]}", "\"input\" is an array of numbers; value 2 is null"),
            ("{\"input\":[true,2]}", "\"input\" is an array of numbers; value 1 is true"),
            ("{\"input\":null}", "\"input\" is an array of numbers; got null"),
            ("{\"inputs\":[1,2]}", "key \"inputs\": did you mean \"input\"?"),
            ("{\"id\":\"a\"}", "no \"input\""),
            ("{\"id\":\"a\",\"label\":\"cat\",\"sequence\":3}", "lines of export are labels"),
            ("{\"id\":\"\\ud800\",\"input\":[1,2]}", "surrogates"),
            ("{\"id\":\"\\x\",\"input\":[1,2]}", "expected an escape"),
            ("{\"id\":\"a\tb\",\"input\":[1,2]}", "control character"),
            (String(repeating: "[", count: 100_000), "column 65: expected no more brackets"),
        ]
    )
    func refusals(line: String, words: String) throws {
        let lines = try read(line + "\n{\"input\":[3,4]}\n")
        #expect(lines.count == 2 && lines[1] == "2 |||[3.0, 4.0]")
        #expect(lines[0].hasPrefix("f.jsonl, line 1: ") && lines[0].contains(words), "\(lines[0])")
    }

    @Test("Text is UTF-8 with JSON's escapes")
    func text() throws {
        let text = #"{"id":"\u00e9\ud83d\ude00\n\/\"","input":[1,2]}"#
        #expect(try read(text) == ["1 é😀\n/\"|||[1.0, 2.0]"])
        let latin = Array("{\"id\":\"".utf8) + [0xE9] + Array("\",\"input\":[1,2]}".utf8)
        #expect(try read(latin) == ["f.jsonl, line 1: column 7: a string that is not UTF-8"])
        #expect(throws: Failure.self) { try read([0xFF, 0xFE, 0x7B, 0]) }
    }

    @Test("However the bytes are cut and put together, nothing traps")
    func anything() throws {
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "u00", "\"input\":", "\"label\":", "1", "-",
            ".",
            "e5", "null", "\n", " ", "cat", "\u{e9}",
        ].map { Array($0.utf8) }
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<20_000 {
            let count = generator.below(16)
            let bytes = (0..<count).flatMap { _ in pieces[generator.below(pieces.count)] }
            _ = try read(bytes, .vector(dimension: 1))
        }
    }
}
