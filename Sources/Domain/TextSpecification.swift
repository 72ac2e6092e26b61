/// What one text of a project is, and how much of it a network sees.
///
/// A row's bytes are those of a ``TextRow``. What a network sees, and what tells one text from another, is the text
/// without its paraphrases.
package struct TextSpecification: Hashable, Sendable, Codable {
    /// What becomes of a text with too many words.
    package enum TooLong: String, Hashable, Sendable, Codable, CaseIterable {
        /// A network sees its beginning.
        case cut
        /// It is refused.
        case refuse
    }

    /// The most tokens that a network sees.
    package var maxTokens: Int
    /// How texts become ids for networks that are made here; an imported one brings its own tokenizer.
    package var tokenizer: HashedNGramsSpecification
    /// What becomes of a text with more than ``maxTokens`` words.
    package var tooLong: TooLong

    /// The most tokens that may be asked for.
    package static let maxTokensRange = 2...8192

    /// Creates a specification; the default tokenizer makes each word and each pair of words a token.
    package init(
        maxTokens: Int = 128,
        tokenizer: HashedNGramsSpecification = .wordsAndPairs,
        tooLong: TooLong = .cut
    ) {
        self.maxTokens = maxTokens
        self.tokenizer = tokenizer
        self.tooLong = tooLong
    }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        guard Self.maxTokensRange.contains(maxTokens) else {
            throw .invalid(
                "max_tokens is \(Self.maxTokensRange.lowerBound) to \(Self.maxTokensRange.upperBound); got "
                    + "\(maxTokens)",
                field: "input.text.max_tokens"
            )
        }
        try tokenizer.validate()
    }

    /// Checks that `bytes` are a text, with or without paraphrases.
    ///
    /// - Throws: ``Failure`` (invalid argument): none or only white space, not UTF-8, too long.
    package func validate(_ bytes: [UInt8], field: String) throws(Failure) {
        try TextRow.validate(bytes, field: field)
        let words = Self.words(bytes.span.extracting(TextRow.text(of: bytes.span)))
        guard words > 0 else {
            throw .invalid("a text has at least one word; got only white space", field: field)
        }
        guard words <= maxTokens || tooLong == .cut else {
            throw .invalid("a text has at most \(maxTokens) words; got \(words)", field: field)
        }
    }

    /// The runs of bytes between white space of ASCII.
    private static func words(_ bytes: Span<UInt8>) -> Int {
        var words = 0
        var isInside = false
        for index in bytes.indices {
            let byte = bytes[index]
            let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
            if !isSpace, !isInside { words += 1 }
            isInside = !isSpace
        }
        return words
    }
}

extension HashedNGramsSpecification {
    /// Each word and each pair of neighbours, by 32,768 ids.
    package static var wordsAndPairs: HashedNGramsSpecification {
        var specification = HashedNGramsSpecification(buckets: 1 << 15)
        specification.words = NGramLengths(minimum: 1, maximum: 2)
        return specification
    }
}
