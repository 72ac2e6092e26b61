import Domain
import Testing
import Text

@Suite("Hashed n-grams are what their description says")
struct HashedNGramsTests {
    private struct Setting: Decodable {
        var buckets: Int
        var words: [Int]?
        var characters: [Int]?
        var seed: UInt64

        var specification: HashedNGramsSpecification {
            var made = HashedNGramsSpecification(buckets: buckets)
            made.words = words.map { NGramLengths(minimum: $0[0], maximum: $0[1]) }
            made.characters = characters.map { NGramLengths(minimum: $0[0], maximum: $0[1]) }
            made.seed = seed
            return made
        }
    }

    @Test("Golden: the ids of the description in Python, by the words of the package tokenizers")
    func golden() throws {
        let golden = try TextCases<Setting>(file: "hashed.jsonl")
        let tokenizers = try golden.settings.map { try HashedNGrams($0.specification) }
        #expect(golden.cases.count >= 48)
        for (number, each) in golden.cases.enumerated() {
            let ids = tokenizers[each.s].ids(Array(each.t.utf8), maxTokens: each.m ?? 1 << 20)
            #expect(ids == each.i, "case \(number), setting \(each.s), \(shown(each.t))")
        }
    }

    private func tokenizer(
        buckets: Int = 1 << 20,
        _ change: (inout HashedNGramsSpecification) -> Void = { _ in }
    ) throws -> HashedNGrams {
        var specification = HashedNGramsSpecification(buckets: buckets)
        change(&specification)
        return try HashedNGrams(specification)
    }

    @Test("A text without words is id 0, and no word is")
    func empty() throws {
        let words = try tokenizer(buckets: 2)
        for text in ["", " \t\u{A0}", "\u{200B}\0\u{FFFD}", "\u{301}"] {
            #expect(words.ids(Array(text.utf8)) == [0], "\(shown(text))")
        }
        #expect(words.ids(Array("some words , and more".utf8)) == [1, 1, 1, 1, 1])
    }

    @Test("The seed decides, case and accents do not")
    func seeds() throws {
        let plain = try tokenizer()
        let other = try tokenizer { $0.seed = 1 }
        let text = Array("Où est le Café ?".utf8)
        #expect(plain.ids(text) == plain.ids(Array("ou EST le cafe\u{301}?".utf8)))
        #expect(plain.ids(text) != other.ids(text))
        #expect(plain.idCount == 1 << 20)
    }

    @Test("A cut row is the beginning of the whole, and says that it is cut")
    func cut() throws {
        let tokenizer = try tokenizer { $0.characters = NGramLengths(minimum: 2, maximum: 4) }
        let text = Array("one two three, and \u{E01}\u{E23}\u{E38}\u{E07}".utf8)
        let whole = tokenizer.ids(text)
        for count in 1...whole.count + 1 {
            var ids: [UInt32] = [7]
            let row = tokenizer.encode(text.span, maxTokens: count, to: &ids)
            #expect(ids == [7] + whole.prefix(count))
            #expect(row.count == min(count, whole.count))
            #expect(row.isCut == (count < whole.count))
        }
    }

    @Test("Ids of any bytes are in range")
    func hostile() throws {
        let tokenizer = try tokenizer(buckets: 1000) {
            $0.words = NGramLengths(minimum: 1, maximum: 8)
            $0.characters = NGramLengths(minimum: 1, maximum: 16)
        }
        var generator = SeededGenerator(seed: 11)
        var ids: [UInt32] = []
        for _ in 0..<4_000 {
            let text = hostileText(&generator)
            let first = ids.count
            let row = tokenizer.encode(text.span, maxTokens: 64, to: &ids)
            #expect((1...64).contains(row.count) && ids.count == first + row.count)
        }
        #expect(ids.allSatisfy { $0 < 1000 })
    }
}
