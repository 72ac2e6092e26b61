import Domain
import Testing
import Text

@Suite("Words of texts")
struct WordPlaceTests {
    @Test("Runs between white space, punctuation and ideographs each for itself")
    func splitting() {
        #expect(
            words("Don't stop, e-mail me!") == [
                "Don", "'", "t", "stop", ",", "e", "-", "mail", "me", "!",
            ]
        )
        #expect(words("  a\u{A0}b\u{3000}c\n\td ") == ["a", "b", "c", "d"])
        #expect(words("我爱北京 Pekingに") == ["我", "爱", "北", "京", "Pekingに"])
        #expect(words("") == [] && words(" \u{200B}\0\u{301} ") == [])
    }

    @Test("Marks and what is removed go on with a word and begin none")
    func marks() {
        #expect(
            words("\u{301}e\u{301} \u{200B}x\u{200D}y\u{200B} \u{200B}") == [
                "e\u{301}", "x\u{200D}y\u{200B}",
            ]
        )
        #expect(words("神\u{FE00}社!\u{FE0F}a") == ["神\u{FE00}", "社", "!\u{FE0F}", "a"])
        #expect(words("👩\u{200D}👧 ok") == ["👩\u{200D}👧", "ok"])
    }

    @Test("A long run is several words, cut before no mark")
    func longRuns() {
        let run = String(repeating: "ก\u{E38}", count: 70)
        #expect(words(run).map(\.unicodeScalars.count) == [64, 64, 12])
        #expect(words(run).joined() == run)
        #expect(
            words(String(repeating: "a", count: 64) + "\u{301}!").map(\.utf8.count) == [32, 34, 1]
        )
    }

    @Test("They are as many as the tokenizers' words, in twelve scripts")
    func tokenizers() throws {
        var specification = HashedNGramsSpecification(buckets: 1 << 20)
        specification.normalization = TextNormalization(stripsAccents: false)
        let tokenizer = try HashedNGrams(specification)
        var compared = 0
        for text in try textsOfAllScripts() {
            let found = words(text)
            // A mark without a word is one to them, and words of over 32 letters are one.
            let isPlain = String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy {
                $0.properties.generalCategory != .nonspacingMark
            }
            guard isPlain, !found.contains(where: { $0.unicodeScalars.count >= 32 }) else {
                continue
            }
            compared += 1
            let ids = tokenizer.ids(text)
            #expect(
                ids == [0] ? found.isEmpty : ids.count == found.count,
                "\(shown(String(decoding: text, as: UTF8.self)))"
            )
        }
        #expect(compared > 120)
    }

    @Test("Every word gives a token")
    func tokens() throws {
        var generator = SeededGenerator(seed: 31)
        let tokenizer = try HashedNGrams(HashedNGramsSpecification(buckets: 1 << 20))
        for _ in 0..<4_000 {
            let text = hostileText(&generator)
            for word in WordPlace.words(of: text.span) {
                #expect(tokenizer.ids(Array(text[word.bytes])) != [0], "\(text[word.bytes])")
            }
        }
    }

    @Test("Words lie in order, cut no scalar, and have all that is no space, mark or removed")
    func places() {
        var generator = SeededGenerator(seed: 32)
        for _ in 0..<4_000 {
            let text = hostileText(&generator)
            var end = 0
            for word in WordPlace.words(of: text.span) {
                #expect(word.start >= end && word.end > word.start && word.end <= text.count)
                #expect(words(Array(text[end..<word.start])) == [])
                end = word.end
            }
            #expect(words(Array(text[end...])) == [])
        }
    }
}
