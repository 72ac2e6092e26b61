import Domain
import Files
import Testing
import Text

@Suite("The policy of text views is stored with a job, and checked")
struct TextViewPolicyTests {
    @Test("The default, and its text")
    func stored() throws {
        let policy = TextViewPolicy()
        try policy.validate()
        #expect(policy.replacesWords && policy.strong.longestSpan == 3)
        let text = """
            {"strong":{"dropout":0,"mask":0,"paraphrase":1,"replacement":0.3,"swap":0},\
            "weak":{"dropout":0,"mask":0,"paraphrase":0,"replacement":0,"swap":0}}
            """
        #expect(try JSON.encode(policy) == text)
        var other = policy
        other.weak.dropout = 0.05
        other.strong.mask = 0.15
        other.strong.span = 5
        #expect(try JSON.decode(JSON.encode(other), as: TextViewPolicy.self) == other)
        #expect(other != policy)
    }

    @Test("Half of the rates, with the same spans")
    func halved() {
        let policy = strong {
            $0.paraphrase = 1
            $0.replacement = 0.4
            $0.swap = 0.2
            $0.dropout = 0.1
            $0.mask = 0.3
            $0.span = 4
        }
        var half = TextViewPolicy.Changes()
        half.paraphrase = 0.5
        half.replacement = 0.2
        half.swap = 0.1
        half.dropout = 0.05
        half.mask = 0.15
        half.span = 4
        #expect(policy.strong.halved == half)
    }

    @Test("Ranges")
    func ranges() throws {
        let fields: [(WritableKeyPath<TextViewPolicy.Changes, Double>, String, Double)] = [
            (\.paraphrase, "paraphrase", 1), (\.replacement, "replacement", 1), (\.swap, "swap", 1),
            (\.dropout, "dropout", 0.95), (\.mask, "mask", 0.95),
        ]
        for (field, name, most) in fields {
            try strong { $0[keyPath: field] = most }.validate()
            for value in [-0.01, most + 0.01, .nan, .infinity] {
                let policy = strong { $0[keyPath: field] = value }
                let path = "augmentation.text.strong.\(name)"
                let failure = refusal { () throws(Failure) in try policy.validate() }
                #expect(failure == .invalid("\(path) is 0.0 to \(most); got \(value)", field: path))
            }
            var policy = TextViewPolicy()
            policy.weak[keyPath: field] = 2
            let failure = refusal { () throws(Failure) in try policy.validate() }
            #expect(failure?.field == "augmentation.text.weak.\(name)")
        }
    }

    @Test("A span is 1 to 64 words, and of masked ones")
    func spans() throws {
        let cases = [
            (0.1, 1, true), (0.1, 64, true), (0.1, 0, false), (0.1, 65, false), (0, 3, false),
        ]
        for (mask, span, isValid) in cases {
            let policy = strong {
                $0.mask = mask
                $0.span = span
            }
            let failure = refusal { () throws(Failure) in try policy.validate() }
            #expect((failure == nil) == isValid)
            if !isValid { #expect(failure?.field == "augmentation.text.strong.span") }
        }
    }
}

@Suite("A row is a text and its paraphrases")
struct TextRowTests {
    @Test("Texts come back from their row")
    func roundTrip() throws {
        for (text, paraphrases) in [
            ("a", []), ("où", ["où ça"]), ("我", ["x", "y"]), (" ", [" "]),
            ("t", (0..<16).map { "p\($0)" }),
        ] {
            let row = try TextRow.bytes(of: text, paraphrases: paraphrases)
            try TextRow.validate(row, field: "row")
            #expect(row[TextRow.text(of: row.span)].elementsEqual(text.utf8))
            let found = TextRow.paraphrases(of: row.span).map {
                String(decoding: row[$0], as: UTF8.self)
            }
            #expect(found == paraphrases)
        }
        #expect(try TextRow.bytes(of: "a", paraphrases: ["", "b", ""]) == [0x61, 0, 0x62])
        #expect(try TextRow.bytes(of: "just a text") == Array("just a text".utf8))
    }

    @Test("What is no row is refused with what is wrong")
    func refusals() {
        func made(_ text: String, _ paraphrases: [String] = []) -> String? {
            refusal { () throws(Failure) in
                _ = try TextRow.bytes(of: text, paraphrases: paraphrases, field: "t")
            }?.message
        }
        #expect(made("") == "a text has at least 1 byte; got none")
        #expect(made("a\0") == "the text holds a NUL character, U+0000")
        #expect(made("a", ["b", "\0c"]) == "paraphrase 2 holds a NUL character, U+0000")
        let many = [String](repeating: "b", count: 17)
        #expect(made("a", many) == "a text has at most 16 paraphrases; got 17")
        let long = String(repeating: "a", count: 1 << 20)
        #expect(made(long) == nil)
        #expect(
            made(long, ["b"])
                == "a text with its paraphrases has at most 1048576 bytes; got 1048578"
        )
        func checked(_ row: [UInt8]) -> String? {
            refusal { () throws(Failure) in try TextRow.validate(row, field: "t") }?.message
        }
        let none = "has at least 1 byte, and no NUL character, U+0000; got none"
        #expect(checked([]) == "a text \(none)")
        #expect(checked([0, 0x61]) == "a text \(none)")
        #expect(checked([0x61, 0]) == "paraphrase 1 \(none)")
        #expect(checked([0x61, 0, 0, 0x62]) == "paraphrase 1 \(none)")
        #expect(checked([0x61, 0xFF]) == "a text is UTF-8; byte 2 is not")
        // A scalar is not in two texts.
        #expect(checked([0xC3, 0, 0xA9]) == "a text is UTF-8; byte 1 is not")
        #expect(checked(Array(long.utf8) + [0x61]) != nil)
        #expect(checked(Array("a\0b".utf8)) == nil)
    }

    @Test("Of any bytes the places are in the row, not empty, and without a NUL")
    func hostile() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2_000 {
            let row = (0..<generator.below(60)).map { _ in UInt8(generator.below(4)) }
            let text = TextRow.text(of: row.span)
            let places = TextRow.paraphrases(of: row.span)
            #expect(places.count <= 16 && !places.contains(where: \.isEmpty))
            var end = text.upperBound
            for place in [text] + places {
                #expect(!row[place].contains(0))
                #expect(place.lowerBound == 0 || row[place.lowerBound - 1] == 0)
                #expect(place.upperBound == row.count || row[place.upperBound] == 0)
                #expect(place == text || place.lowerBound > end)
                end = place.upperBound
            }
        }
    }
}
