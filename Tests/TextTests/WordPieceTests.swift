import Domain
import TestSupport
import Testing
import Text

@Suite("WordPiece takes the longest tokens, in bounds, whatever comes")
struct WordPieceTests {
    private static let golden = Result { () throws -> WordPieceTokenizer in
        let vocabulary = try Vocabulary(file: Array(GoldenFolder.contents(of: "vocabulary.txt")))
        let specification = WordPieceSpecification(
            vocabularyDigest: String(repeating: "0", count: 64),
            tokens: vocabulary.count
        )
        return try WordPieceTokenizer(specification, vocabulary: vocabulary)
    }

    @Test("The longest token first; without one the whole word is unknown")
    func longest() throws {
        let tokenizer = try WordPieceTokenizer(tokens: ["un", "una", "##aff", "##able", "##a", "u"])
        #expect(tokenizer.ids("unaffable") == [2, 1, 3])
        #expect(tokenizer.ids("unaff") == [2, 1, 3])
        #expect(tokenizer.ids("unaa unable u") == [2, 5, 8, 1, 9, 3])
        #expect(tokenizer.ids("") == [2, 3])
        #expect(tokenizer.ids("un\u{200B}a") == [2, 5, 3])
        #expect(tokenizer.idCount == 10 && tokenizer.padding == 0)
    }

    @Test("As words are taken from a dictionary, from the longest down")
    func dictionary() throws {
        var generator = SeededGenerator(seed: 3)
        let letters = ["a", "b", "é", "ж", "न", "𝔸"]
        func word(_ most: Int) -> String {
            (0...generator.below(most)).map { _ in letters[generator.below(letters.count)] }
                .joined()
        }
        for prefix in ["##", "", "a", "@@"] {
            let tokens = Set(
                (0..<60).map { _ in (generator.below(2) == 0 ? prefix : "") + word(4) }
            )
            let ordered = tokens.sorted()
            let tokenizer = try WordPieceTokenizer(tokens: ordered) {
                $0.continuingPrefix = prefix
                $0.normalization = TextNormalization(stripsAccents: false, lowercases: false)
            }
            let numbers = Dictionary(uniqueKeysWithValues: zip(ordered, 4...))
            for _ in 0..<500 {
                let text = word(9)
                let expected = naive(text, prefix, numbers)
                #expect(tokenizer.ids(text) == [2] + expected + [3], "\(text) by \(prefix)")
            }
        }
    }

    /// The ids of a word, each token looked up from the longest down.
    private func naive(_ word: String, _ prefix: String, _ tokens: [String: Int]) -> [UInt32] {
        var ids: [UInt32] = []
        var rest = Array(word.unicodeScalars)
        while !rest.isEmpty {
            let found = (1...rest.count).reversed().lazy.compactMap { count -> (Int, Int)? in
                let text = String(String.UnicodeScalarView(rest.prefix(count)))
                return tokens[(ids.isEmpty ? "" : prefix) + text].map { ($0, count) }
            }.first
            guard let (id, count) = found else { return [1] }
            ids.append(UInt32(id))
            rest.removeFirst(count)
        }
        return ids
    }

    @Test("A word of over 100 scalars is unknown, one of 100 is not")
    func longWords() throws {
        let tokenizer = try WordPieceTokenizer(tokens: ["é", "##é", "a", "##a"]) {
            $0.normalization.stripsAccents = false
        }
        #expect(tokenizer.ids(String(repeating: "É", count: 100)).count == 102)
        #expect(tokenizer.ids(String(repeating: "É", count: 101)) == [2, 1, 3])
        #expect(tokenizer.ids(String(repeating: "a", count: 1 << 20) + " a") == [2, 1, 6, 3])
    }

    @Test("Special tokens in a text are read as such, or as text where that is chosen")
    func specials() throws {
        let tokens = ["[", "]", "sep", "a"]
        let reading = try WordPieceTokenizer(tokens: tokens)
        let plain = try WordPieceTokenizer(tokens: tokens) { $0.readsSpecialTokens = false }
        #expect(reading.ids("a[SEP]a [sep]") == [2, 7, 3, 7, 4, 6, 5, 3])
        #expect(plain.ids("a[SEP]a") == [2, 7, 4, 6, 5, 7, 3])
        // This vocabulary has no mask.
        #expect(reading.ids("[MASK]") == [2, 4, 1, 5, 3])
    }

    @Test("A text of marks alone is put in order without taking each past all others")
    func marks() throws {
        let tokenizer = try WordPieceTokenizer(tokens: ["a"])
        let marks = String(repeating: "\u{302E}\u{302F}\u{301}", count: 300_000)
        #expect(tokenizer.ids("a" + marks + " a") == [2, 1, 4, 3])
    }

    @Test("Any bytes: ids in range, ends in place, a cut row is a beginning, twice the same")
    func hostile() throws {
        let tokenizer = try Self.golden.get()
        var generator = SeededGenerator(seed: 9)
        for number in 0..<20_000 {
            let text = hostileText(&generator)
            let whole = tokenizer.ids(text)
            let isRight =
                whole.first == 2 && whole.last == 3
                && whole.allSatisfy { $0 < UInt32(tokenizer.idCount) }
            if !isRight || tokenizer.ids(text) != whole { Issue.record("line \(number): \(whole)") }
            // What is no UTF-8 is read as the standard library reads it.
            let mended = String(decoding: text, as: UTF8.self)
            if tokenizer.ids(mended) != whole { Issue.record("line \(number): \(shown(mended))") }
            let limit = 2 + generator.below(whole.count)
            var cut: [UInt32] = [4]
            let row = tokenizer.encode(text.span, maxTokens: limit, to: &cut)
            let expected = whole.count <= limit ? whole : whole.prefix(limit - 1) + [3]
            if cut != [4] + expected || row.count != expected.count
                || row.isCut != (whole.count > limit)
            {
                Issue.record("line \(number) of at most \(limit): \(cut), not \(expected)")
            }
        }
    }

    @Test("Rows are appended where they will lie: what is there is not copied")
    func appending() throws {
        let tokenizer = try Self.golden.get()
        var ids: [UInt32] = []
        ids.reserveCapacity(10_000)
        let place = unsafe ids.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
        for _ in 0..<100 {
            tokenizer.encode("the quick brown fox".utf8.span, maxTokens: 50, to: &ids)
        }
        #expect(ids.count > 300)
        let after = unsafe ids.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
        #expect(place == after)
    }
}
