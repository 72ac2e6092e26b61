import Domain
import Foundation
import TestSupport
import Text

/// What `Golden/make_golden.py` writes: settings on the first line, then a case a line.
struct TextCases<Setting: Decodable> {
    private struct Header: Decodable {
        var settings: [Setting]
    }

    /// One text.
    struct Case: Decodable {
        /// The number of its setting.
        var s: Int
        /// The most tokens; nil: all.
        var m: Int?
        /// The text.
        var t: String
        /// The ids.
        var i: [UInt32]
    }

    let settings: [Setting]
    let cases: [Case]

    init(file: String) throws {
        let lines = try GoldenFolder.contents(of: file).split(separator: 0x0A)
        let decoder = JSONDecoder()
        settings = try decoder.decode(Header.self, from: lines[0]).settings
        cases = try lines.dropFirst().map { try decoder.decode(Case.self, from: $0) }
    }
}

extension WordPieceTokenizer {
    /// The ids of a text.
    func ids(_ text: String, maxTokens: Int = 1 << 20) -> [UInt32] {
        ids(Array(text.utf8), maxTokens: maxTokens)
    }

    /// The ids of bytes.
    func ids(_ bytes: [UInt8], maxTokens: Int = 1 << 20) -> [UInt32] {
        var ids: [UInt32] = []
        encode(bytes.span, maxTokens: maxTokens, to: &ids)
        return ids
    }

    /// The tokenizer of a vocabulary of these tokens behind the special ones.
    init(
        tokens: [String],
        _ change: (inout WordPieceSpecification) -> Void = { _ in }
    ) throws {
        let file = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] + tokens
        let text = file.joined(separator: "\n") + "\n"
        let vocabulary = try Vocabulary(file: Array(text.utf8))
        var specification = WordPieceSpecification(
            vocabularyDigest: String(repeating: "0", count: 64),
            tokens: vocabulary.count
        )
        change(&specification)
        self = try WordPieceTokenizer(specification, vocabulary: vocabulary)
    }
}

extension HashedNGrams {
    /// The ids of bytes.
    func ids(_ bytes: [UInt8], maxTokens: Int = 1 << 20) -> [UInt32] {
        var ids: [UInt32] = []
        encode(bytes.span, maxTokens: maxTokens, to: &ids)
        return ids
    }
}

/// The scalars of a text, so that a failure can be read.
func shown(_ text: String) -> String {
    text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
}
