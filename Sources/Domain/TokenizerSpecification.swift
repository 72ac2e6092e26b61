/// How a model's texts become ids: which tokenizer, with which options, by which vocabulary.
///
/// It is stored with a model, as the shape of its network is: the same text has the same ids wherever the model
/// goes.
package enum TokenizerSpecification: Hashable, Sendable, Codable {
    /// By a vocabulary file, which is stored beside it.
    case wordPiece(WordPieceSpecification)
    /// Without a vocabulary.
    case hashedNGrams(HashedNGramsSpecification)

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        switch self {
        case .wordPiece(let specification): try specification.validate()
        case .hashedNGrams(let specification): try specification.validate()
        }
    }

    /// The number of ids: the rows of an embedding.
    package var idCount: Int {
        switch self {
        case .wordPiece(let specification): specification.tokens
        case .hashedNGrams(let specification): specification.buckets
        }
    }

    /// The fewest tokens that a text has.
    package var fewestTokens: Int {
        switch self {
        case .wordPiece: WordPieceSpecification.fewestTokens
        case .hashedNGrams: 1
        }
    }
}

/// WordPiece: the options of a tokenizer with a vocabulary.
package struct WordPieceSpecification: Hashable, Sendable, Codable {
    /// The fewest tokens of a text: those that stand before and after it.
    package static let fewestTokens = 2
    /// The most tokens of a vocabulary.
    package static let tokenLimit = 1_000_000

    /// The SHA-256 of the vocabulary file, 64 hexadecimal digits in lower case.
    package var vocabularyDigest: String
    /// The number of its tokens.
    package var tokens: Int
    /// What is done to a text first.
    package var normalization = TextNormalization()
    /// What tokens begin with that go on with a word.
    package var continuingPrefix = "##"
    /// The most scalars of a word; a longer one is unknown.
    package var longestWord = 100
    /// Whether a special token in a text, such as `[SEP]`, is read as that token, as the package `tokenizers`
    /// does unless `encode_special_tokens` is set; else it is text as any other.
    package var readsSpecialTokens = true

    package init(vocabularyDigest: String, tokens: Int) {
        self.vocabularyDigest = vocabularyDigest
        self.tokens = tokens
    }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        let isDigest = vocabularyDigest.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
        }
        guard isDigest, vocabularyDigest.utf8.count == 64 else {
            throw .invalid(
                "the digest of a vocabulary is 64 hexadecimal digits in lower case; got "
                    + quoted(vocabularyDigest),
                field: "tokenizer.word_piece.vocabulary_digest"
            )
        }
        try check(tokens, in: 4...WordPieceSpecification.tokenLimit, "word_piece.tokens")
        try check(longestWord, in: 1...1000, "word_piece.longest_word")
        try check(continuingPrefix.utf8.count, in: 0...16, "word_piece.continuing_prefix", "bytes")
        try normalization.validate()
    }
}

/// Hashed words and parts of words: the options of a tokenizer without a vocabulary.
package struct HashedNGramsSpecification: Hashable, Sendable, Codable {
    /// The number of ids.
    package var buckets: Int
    /// The sequences of words that are tokens; nil: none.
    package var words: NGramLengths? = NGramLengths(minimum: 1, maximum: 1)
    /// The parts of words that are tokens, by their scalars; nil: none.
    package var characters: NGramLengths?
    /// What the hash begins with.
    package var seed: UInt64 = 0
    /// What is done to a text first.
    package var normalization = TextNormalization()

    package init(buckets: Int) { self.buckets = buckets }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        try check(buckets, in: 2...1 << 24, "hashed_n_grams.buckets")
        guard words != nil || characters != nil else {
            throw .invalid(
                "hashed n-grams are of words, of characters or of both; got neither",
                field: "tokenizer.hashed_n_grams.words"
            )
        }
        try words?.validate(most: 8, "hashed_n_grams.words")
        try characters?.validate(most: 16, "hashed_n_grams.characters")
        try normalization.validate()
    }
}

/// The lengths of n-grams.
package struct NGramLengths: Hashable, Sendable, Codable {
    /// The shortest.
    package var minimum: Int
    /// The longest.
    package var maximum: Int

    package init(minimum: Int, maximum: Int) {
        self.minimum = minimum
        self.maximum = maximum
    }

    fileprivate func validate(most: Int, _ field: String) throws(Failure) {
        try check(minimum, in: 1...most, "\(field).minimum")
        try check(maximum, in: minimum...most, "\(field).maximum")
    }
}

private func check(
    _ value: Int,
    in range: ClosedRange<Int>,
    _ field: String,
    _ unit: String = ""
) throws(Failure) {
    guard range.contains(value) else {
        let counted = unit.isEmpty ? "" : " \(unit)"
        throw .invalid(
            "\(field) is \(range.lowerBound) to \(range.upperBound)\(counted); got \(value)",
            field: "tokenizer.\(field)"
        )
    }
}
