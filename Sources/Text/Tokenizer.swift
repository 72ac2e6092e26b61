package import Domain

/// What turns texts into ids, made from what a model stores.
package enum Tokenizer: Sendable {
    /// By a vocabulary.
    case wordPiece(WordPieceTokenizer)
    /// Without one.
    case hashedNGrams(HashedNGrams)

    /// Makes the tokenizer of a specification.
    ///
    /// - Parameters:
    ///   - specification: Which one.
    ///   - vocabulary: The vocabulary file and its SHA-256, 64 hexadecimal digits in lower case, where there is
    ///     one. Whoever stores files digests them; this compares.
    /// - Throws: ``Failure``: invalid argument where the specification or the file is not valid, or one is there
    ///   without the other; data loss where the file is another than the specification names.
    package init(
        _ specification: TokenizerSpecification,
        vocabulary: (file: [UInt8], digest: String)?
    ) throws(Failure) {
        switch (specification, vocabulary) {
        case (.wordPiece(let specification), let vocabulary?):
            guard vocabulary.digest == specification.vocabularyDigest else {
                throw .dataLoss(
                    "the vocabulary has SHA-256 \(quoted(specification.vocabularyDigest)); got one of "
                        + quoted(vocabulary.digest)
                )
            }
            self = .wordPiece(
                try WordPieceTokenizer(specification, vocabulary: Vocabulary(file: vocabulary.file))
            )
        case (.hashedNGrams(let specification), nil):
            self = .hashedNGrams(try HashedNGrams(specification))
        case (.wordPiece, nil):
            throw .invalid("WordPiece needs a vocabulary; got none", field: "vocabulary")
        case (.hashedNGrams, _?):
            throw .invalid("hashed n-grams have no vocabulary; got one", field: "vocabulary")
        }
    }

    /// What a text is written with where a token is masked; nil: no text is read as that.
    package var mask: [UInt8]? {
        switch self {
        case .wordPiece(let tokenizer): tokenizer.mask
        case .hashedNGrams: nil
        }
    }

    /// Appends the ids of a text to `ids`, at most `maxTokens` of them.
    ///
    /// - Parameters:
    ///   - text: UTF-8; what is none is read as U+FFFD.
    ///   - maxTokens: The most tokens, from the specification's `fewestTokens` on.
    ///   - ids: What is appended to, as it lies.
    /// - Returns: How many tokens were appended.
    @discardableResult
    package func encode(_ text: Span<UInt8>, maxTokens: Int, to ids: inout [UInt32]) -> TokenRow {
        switch self {
        case .wordPiece(let tokenizer): tokenizer.encode(text, maxTokens: maxTokens, to: &ids)
        case .hashedNGrams(let tokenizer): tokenizer.encode(text, maxTokens: maxTokens, to: &ids)
        }
    }
}
