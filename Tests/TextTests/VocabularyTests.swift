import Domain
import Testing
import Text

@Suite("A vocabulary file is checked, and a refusal says what was expected and what came")
struct VocabularyTests {
    private static let specials = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n"

    private func refusal(_ bytes: [UInt8]) -> String {
        do throws(Failure) {
            let vocabulary = try Vocabulary(file: bytes)
            let specification = WordPieceSpecification(
                vocabularyDigest: String(repeating: "a", count: 64),
                tokens: vocabulary.count
            )
            _ = try WordPieceTokenizer(specification, vocabulary: vocabulary)
            return "none"
        } catch {
            #expect(error.kind == .invalidArgument && error.field == "vocabulary")
            return error.message
        }
    }

    private func refusal(_ text: String) -> String { refusal(Array(text.utf8)) }

    @Test("Ids are the numbers of lines, with or without a last end, with either kind of ends")
    func lines() throws {
        for text in ["a\n##b", "a\n##b\n", "a \t\u{A0}\n##b\u{2029}\n"] {
            let vocabulary = try Vocabulary(file: Array((Self.specials + text).utf8))
            #expect(vocabulary.count == 6)
            #expect(
                (0..<6).map(vocabulary.text) == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##b"]
            )
        }
        let windows = Self.specials.split(separator: "\n").joined(separator: "\r\n")
        #expect(try Vocabulary(file: Array((windows + "\r\nx\r\n").utf8)).text(of: 4) == "x")
    }

    @Test("Lines of white space keep their ids, and no text has them")
    func whiteSpace() throws {
        let tokenizer = try WordPieceTokenizer(tokens: ["\u{2028}", " ", "a"])
        #expect(tokenizer.ids("a \u{2028}") == [2, 6, 3])
    }

    @Test("What is refused")
    func refusals() {
        #expect(refusal(Self.specials) == "none")
        #expect(refusal("") == "a vocabulary has [PAD]; none of 0 lines is it")
        #expect(
            refusal("[PAD]\n[CLS]\n[SEP]\na") == "a vocabulary has [UNK]; none of 4 lines is it"
        )
        #expect(
            refusal("[UNK]\n[PAD]\n[sep]\n[CLS]") == "a vocabulary has [SEP]; none of 4 lines is it"
        )
        #expect(
            refusal(Self.specials + "a\n\nb")
                == "a vocabulary has a token on each line; line 6 is empty"
        )
        #expect(
            refusal(Self.specials + "a\r\n\r\nb")
                == "a vocabulary has a token on each line; line 6 is empty"
        )
        #expect(
            refusal(Self.specials + "a\nb\n##a\na\n")
                == "a vocabulary has each token once; lines 5 and 8 are both \"a\""
        )
        #expect(
            refusal(Self.specials + "a\n[SEP]")
                == "a vocabulary has each token once; lines 4 and 6 are both \"[SEP]\""
        )
        #expect(
            refusal(Array(Self.specials.utf8) + [0x61, 0xC3, 0x28])
                == "a vocabulary is UTF-8; byte \(Self.specials.utf8.count + 2) is not"
        )
        let long = String(repeating: "é", count: 129)
        #expect(
            refusal(Self.specials + long)
                == "a vocabulary has tokens of at most 256 bytes; line 5 has 258"
        )
        #expect(refusal(Self.specials + long.dropLast()) == "none")
    }

    @Test("Too much is refused before it is read")
    func limits() {
        let many = (0..<Vocabulary.tokenLimit).map { String($0, radix: 36) }
        #expect(
            refusal(Self.specials + many.joined(separator: "\n"))
                == "a vocabulary has at most 1000000 tokens, one a line; got more"
        )
        #expect(
            refusal([UInt8](repeating: 0x61, count: Vocabulary.byteLimit + 1))
                == "a vocabulary has at most 8388608 bytes; got 8388609"
        )
    }

    @Test("Any bytes are read or refused")
    func hostile() {
        var generator = SeededGenerator(seed: 5)
        let tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##", "##a", "é", " "]
        for _ in 0..<2_000 {
            var file: [UInt8] = []
            for index in 0..<10 {
                let token = generator.below(8) == 0 ? generator.below(tokens.count) : index
                file += Array(tokens[token].utf8) + [0x0A]
            }
            for _ in 0..<generator.below(3) {
                file[generator.below(file.count)] = UInt8(generator.below(256))
            }
            _ = refusal(Array(file.prefix(generator.below(2 * file.count))))
        }
    }
}
