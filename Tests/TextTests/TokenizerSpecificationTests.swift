import Domain
import Files
import Testing
import Text

@Suite("A tokenizer's specification is stored with a model, and checked")
struct TokenizerSpecificationTests {
    private static let file = Array("[PAD]\n[UNK]\n[CLS]\n[SEP]\nhello\n##s\n".utf8)
    private static let digest = Digest(of: file).description

    private static var wordPiece: WordPieceSpecification {
        WordPieceSpecification(vocabularyDigest: digest, tokens: 6)
    }

    private static var all: [TokenizerSpecification] {
        var cased = wordPiece
        cased.normalization = TextNormalization(
            cleans: false,
            spacesIdeographs: false,
            stripsAccents: true,
            lowercases: false
        )
        cased.continuingPrefix = "@@\"\u{1F600}"
        cased.longestWord = 7
        cased.readsSpecialTokens = false
        var parts = HashedNGramsSpecification(buckets: 1 << 24)
        parts.words = nil
        parts.characters = NGramLengths(minimum: 3, maximum: 6)
        parts.seed = .max
        return [
            .wordPiece(wordPiece), .wordPiece(cased), .hashedNGrams(parts),
            .hashedNGrams(HashedNGramsSpecification(buckets: 2)),
        ]
    }

    private func message(_ body: () throws(Failure) -> Void) -> String {
        do throws(Failure) {
            try body()
            return "none"
        } catch {
            return error.message
        }
    }

    @Test("It comes back from its text, and gives the same ids")
    func roundTrip() throws {
        for specification in Self.all {
            try specification.validate()
            let text = try JSON.encode(specification)
            let back = try JSON.decode(text, as: TokenizerSpecification.self)
            #expect(back == specification && back.hashValue == specification.hashValue)
            let isWordPiece = if case .wordPiece = specification { true } else { false }
            let vocabulary = isWordPiece ? (Self.file, Self.digest) : nil
            let one = try Tokenizer(specification, vocabulary: vocabulary)
            let other = try Tokenizer(back, vocabulary: vocabulary)
            var (first, second): ([UInt32], [UInt32]) = ([], [])
            one.encode("Hellos [SEP] hello".utf8.span, maxTokens: 9, to: &first)
            other.encode("Hellos [SEP] hello".utf8.span, maxTokens: 9, to: &second)
            #expect(first == second && first.count >= specification.fewestTokens)
            #expect(first.allSatisfy { $0 < UInt32(specification.idCount) })
        }
    }

    @Test("The stored text is this, for as long as models have it")
    func stored() throws {
        let text = """
            {"wordPiece":{"_0":{"continuingPrefix":"##","longestWord":100,"normalization":\
            {"cleans":true,"edition":1,"lowercases":true,"spacesIdeographs":true},\
            "readsSpecialTokens":true,"tokens":6,"vocabularyDigest":"\(Self.digest)"}}}
            """
        #expect(try JSON.encode(Self.all[0]) == text)
        let hashed = """
            {"hashedNGrams":{"_0":{"buckets":2,"normalization":{"cleans":true,"edition":1,\
            "lowercases":true,"spacesIdeographs":true},"seed":0,"words":{"maximum":1,"minimum":1}}}}
            """
        #expect(try JSON.encode(Self.all[3]) == hashed)
    }

    @Test("Another vocabulary than the one named is not taken")
    func vocabularies() {
        let specification = TokenizerSpecification.wordPiece(Self.wordPiece)
        let other = String(repeating: "0", count: 64)
        #expect(
            message { () throws(Failure) in
                _ = try Tokenizer(specification, vocabulary: (Self.file, other))
            } == "the vocabulary has SHA-256 \"\(Self.digest)\"; got one of \"\(other)\""
        )
        #expect(
            message { () throws(Failure) in _ = try Tokenizer(specification, vocabulary: nil) }
                == "WordPiece needs a vocabulary; got none"
        )
        #expect(
            message { () throws(Failure) in
                _ = try Tokenizer(Self.all[2], vocabulary: (Self.file, Self.digest))
            } == "hashed n-grams have no vocabulary; got one"
        )
        var fewer = Self.wordPiece
        fewer.tokens = 5
        #expect(
            message { () throws(Failure) in
                _ = try Tokenizer(.wordPiece(fewer), vocabulary: (Self.file, Self.digest))
            } == "the vocabulary has 5 tokens; got one of 6"
        )
    }

    @Test("Ranges")
    func ranges() {
        func wordPiece(_ change: (inout WordPieceSpecification) -> Void) -> String {
            var changed = Self.wordPiece
            change(&changed)
            return message { () throws(Failure) in
                try TokenizerSpecification.wordPiece(changed).validate()
            }
        }
        func hashed(_ change: (inout HashedNGramsSpecification) -> Void) -> String {
            var changed = HashedNGramsSpecification(buckets: 10)
            change(&changed)
            return message { () throws(Failure) in
                try TokenizerSpecification.hashedNGrams(changed).validate()
            }
        }
        #expect(wordPiece { _ in } == "none")
        #expect(wordPiece { $0.tokens = 3 } == "word_piece.tokens is 4 to 1000000; got 3")
        #expect(
            wordPiece { $0.longestWord = 1001 } == "word_piece.longest_word is 1 to 1000; got 1001"
        )
        #expect(
            wordPiece { $0.continuingPrefix = String(repeating: "é", count: 9) }
                == "word_piece.continuing_prefix is 0 to 16 bytes; got 18"
        )
        #expect(
            wordPiece { $0.vocabularyDigest = "ABC" }
                == "the digest of a vocabulary is 64 hexadecimal digits in lower case; got \"ABC\""
        )
        #expect(
            wordPiece { $0.normalization.edition = 2 } == "normalization is of edition 1; got 2"
        )
        #expect(hashed { _ in } == "none")
        #expect(hashed { $0.buckets = 1 } == "hashed_n_grams.buckets is 2 to 16777216; got 1")
        #expect(
            hashed { $0.words = nil }
                == "hashed n-grams are of words, of characters or of both; got neither"
        )
        #expect(
            hashed { $0.words?.maximum = 9 } == "hashed_n_grams.words.maximum is 1 to 8; got 9"
        )
        #expect(
            hashed { $0.characters = NGramLengths(minimum: 4, maximum: 3) }
                == "hashed_n_grams.characters.maximum is 4 to 16; got 3"
        )
        #expect(hashed { $0.normalization.edition = 0 } == "normalization is of edition 1; got 0")
    }

    @Test("JSON of any kind is a value or a failure")
    func hostile() throws {
        let texts = [
            "", "null", "{}", "[]", "0", "\"wordPiece\"", "{\"wordPiece\":null}",
            "{\"wordPiece\":{}}",
            "{\"wordPiece\":{\"_0\":[]}}", "{\"other\":{\"_0\":{}}}",
            "{\"hashedNGrams\":{\"_0\":{}}}",
            "{\"hashedNGrams\":{\"_0\":1e999}}", String(repeating: "[", count: 100_000),
            String(repeating: "{\"wordPiece\":", count: 100_000),
        ]
        for text in texts {
            #expect(throws: Failure.self, "\(text.prefix(60))") {
                _ = try JSON.decode(text, as: TokenizerSpecification.self)
            }
        }
        var generator = SeededGenerator(seed: 21)
        let numbers = [
            "-1", "0", "1e3", "1.5", "9223372036854775807", "-9223372036854775808", "1e308",
            "99999999999999999999",
            "null", "true", "\"##\"", "{}",
        ]
        for round in 0..<4_000 {
            let specification = Self.all[round % Self.all.count]
            var text = Array(try JSON.encode(specification).utf8)
            if generator.below(2) == 0 {
                for _ in 0...generator.below(3) {
                    text[generator.below(text.count)] = UInt8(generator.below(128))
                }
            } else if let start = text.indices.filter({ text[$0] == UInt8(ascii: ":") })
                .randomElement(using: &generator)
            {
                let end = text[start...].firstIndex {
                    $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}")
                }
                let number = numbers[generator.below(numbers.count)]
                text.replaceSubrange(start + 1..<(end ?? text.count), with: Array(number.utf8))
            }
            do throws(Failure) {
                let changed = try JSON.decode(
                    String(decoding: text, as: UTF8.self),
                    as: TokenizerSpecification.self
                )
                let isWordPiece = if case .wordPiece = changed { true } else { false }
                let made = try Tokenizer(
                    changed,
                    vocabulary: isWordPiece ? (Self.file, Self.digest) : nil
                )
                var ids: [UInt32] = []
                made.encode("hellos".utf8.span, maxTokens: 4, to: &ids)
                #expect(ids.allSatisfy { $0 < UInt32(changed.idCount) })
            } catch {
                #expect(error.kind == .dataLoss || error.kind == .invalidArgument)
            }
        }
    }
}
