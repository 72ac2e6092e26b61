import Domain
import Foundation
import TestSupport
import Testing
import Text

@Suite("Golden: the ids of the package tokenizers")
struct WordPieceGoldenTests {
    private struct Setting: Decodable {
        var clean_text: Bool
        var handle_chinese_chars: Bool
        var strip_accents: Bool?
        var lowercase: Bool
        var read_specials: Bool?
        var prefix: String?
        var longest_word: Int?

        func specification(tokens: Int) -> WordPieceSpecification {
            var made = WordPieceSpecification(
                vocabularyDigest: String(repeating: "0", count: 64),
                tokens: tokens
            )
            made.normalization = TextNormalization(
                cleans: clean_text,
                spacesIdeographs: handle_chinese_chars,
                stripsAccents: strip_accents,
                lowercases: lowercase
            )
            made.readsSpecialTokens = read_specials ?? true
            made.continuingPrefix = prefix ?? made.continuingPrefix
            made.longestWord = longest_word ?? made.longestWord
            return made
        }
    }

    @Test("Texts of 12 scripts, accents, emoji, ideographs, controls, in every setting")
    func texts() throws {
        let file = try Array(GoldenFolder.contents(of: "vocabulary.txt"))
        let vocabulary = try Vocabulary(file: file)
        let golden = try TextCases<Setting>(file: "wordpiece.jsonl")
        let tokenizers = try golden.settings.map { setting in
            let specification = setting.specification(tokens: vocabulary.count)
            return try WordPieceTokenizer(specification, vocabulary: vocabulary)
        }
        #expect(golden.cases.count >= 500)
        #expect(Set(golden.cases.map(\.s)) == Set(golden.settings.indices))
        var different = 0
        for (number, each) in golden.cases.enumerated() {
            let ids = tokenizers[each.s].ids(each.t, maxTokens: each.m ?? 1 << 20)
            guard ids != each.i else { continue }
            different += 1
            // The first few say enough.
            guard different <= 10 else { continue }
            Issue.record(
                "case \(number), setting \(each.s), \(shown(each.t)): \(ids), not \(each.i)"
            )
        }
        #expect(different == 0, "of \(golden.cases.count)")
    }
}
