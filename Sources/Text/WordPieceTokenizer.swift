package import Domain

/// How many tokens a text has given, and whether it has more.
package struct TokenRow: Hashable, Sendable {
    /// The tokens that were appended.
    package var count: Int
    /// Whether the text had more tokens than were allowed.
    package var isCut: Bool
}

/// WordPiece by a vocabulary file: the ids of the package `tokenizers` (PyPI), bit for bit.
///
/// A text is normalized (``TextNormalization``) and split at white space and around punctuation; a word becomes
/// the longest token that begins it, then the longest that goes on, until its end, or `[UNK]` where that fails.
/// Schuster and Nakajima 2012; Devlin et al. 2018, <https://arxiv.org/abs/1810.04805>.
package struct WordPieceTokenizer: Sendable {
    /// The fewest tokens that a row is allowed: `[CLS]` and `[SEP]`.
    package static let fewestTokens = WordPieceSpecification.fewestTokens

    private let rules: WordRules
    private let trie: PieceTrie
    private let unknown: UInt32
    private let start: UInt32
    private let end: UInt32
    /// The id of `[PAD]`.
    package let padding: UInt32
    /// What a text is written with where a token is masked, `[MASK]`; nil: none is read as that.
    let mask: [UInt8]?
    /// The number of ids: every id is below it.
    package let idCount: Int

    /// Makes the tokenizer of a specification.
    ///
    /// - Throws: ``Failure`` (invalid argument) where the specification is not valid or the vocabulary not the
    ///   one it means, by its number of tokens, or has a token twice.
    package init(
        _ specification: WordPieceSpecification,
        vocabulary: Vocabulary
    ) throws(Failure) {
        try specification.validate()
        guard vocabulary.count == specification.tokens else {
            throw .invalid(
                "the vocabulary has \(specification.tokens) tokens; got one of \(vocabulary.count)",
                field: "vocabulary"
            )
        }
        func id(_ special: Vocabulary.Special) throws(Failure) -> UInt32 {
            guard let id = vocabulary.specials[special] else {
                throw .invalid("a vocabulary has \(special.rawValue)", field: "vocabulary")
            }
            return id
        }
        unknown = try id(.unknown)
        start = try id(.start)
        end = try id(.end)
        padding = try id(.padding)
        idCount = vocabulary.count
        trie = try PieceTrie(vocabulary, prefix: Array(specification.continuingPrefix.utf8))
        let specials = vocabulary.specials.map { special, id in
            WordRules.Special(bytes: Array(special.rawValue.utf8), id: id)
        }
        let hasMask = specification.readsSpecialTokens && vocabulary.specials[.mask] != nil
        mask = hasMask ? Array(Vocabulary.Special.mask.rawValue.utf8) : nil
        rules = WordRules(
            normalization: specification.normalization,
            specials: specification.readsSpecialTokens ? specials : [],
            longestWord: specification.longestWord,
            cutsLongWords: false
        )
    }

    /// Appends `[CLS]`, the tokens of a text and `[SEP]`, at most `maxTokens` in all.
    ///
    /// What is no UTF-8 is read as U+FFFD. Of a text with too many tokens the first are taken, and it is read no
    /// further than that takes.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - maxTokens: The most tokens, from ``fewestTokens`` on.
    ///   - ids: What is appended to, as it lies: rows of a batch are encoded one after the other.
    /// - Returns: How many tokens were appended.
    @discardableResult
    package func encode(_ text: Span<UInt8>, maxTokens: Int, to ids: inout [UInt32]) -> TokenRow {
        precondition(maxTokens >= Self.fewestTokens, "\(maxTokens) tokens")
        let first = ids.count
        ids.append(start)
        let limit = first + maxTokens - 1
        let pieces = Pieces(limit: limit, trie: trie, unknown: unknown)
        var reader = WordReader(rules: rules, sink: pieces)
        // What is appended to is lent: a copy of it would be made for each text.
        swap(&reader.sink.ids, &ids)
        reader.read(text)
        swap(&reader.sink.ids, &ids)
        let isCut = ids.count > limit
        if isCut { ids.removeLast(ids.count - limit) }
        ids.append(end)
        return TokenRow(count: ids.count - first, isCut: isCut)
    }

    private struct Pieces: WordSink {
        var ids: [UInt32] = []
        /// How many ids are wanted; more are taken, to know that there are more.
        let limit: Int
        let trie: PieceTrie
        let unknown: UInt32

        mutating func take(_ word: borrowing Word) -> Bool {
            let first = ids.count
            var place = 0
            // A word that is cut is read whole, since it is unknown where its end is.
            while place < word.count, !word.isOverlong {
                let found = trie.longest(in: word.bytes, at: place, count: word.count)
                guard let (id, end) = found else { break }
                ids.append(id)
                place = end
            }
            if place < word.count || word.isOverlong {
                ids.removeLast(ids.count - first)
                ids.append(unknown)
            }
            return ids.count <= limit
        }

        mutating func take(special id: UInt32) -> Bool {
            ids.append(id)
            return ids.count <= limit
        }
    }
}
