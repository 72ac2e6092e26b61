/// What the views of texts are drawn from.
///
/// A view is a paraphrase that the example was given, or the text with its words changed. Words are what tokenizers
/// take for words: runs between white space, punctuation and ideographs each for itself.
package struct TextViewPolicy: Hashable, Sendable, Codable {
    /// How a text is changed: its words are replaced, then swapped, then dropped, then masked.
    package struct Changes: Hashable, Sendable, Codable {
        /// How often a view is one of the paraphrases, where there are any.
        package var paraphrase = 0.0
        /// The share of the words that is replaced by words of other texts, those that say little rather than those
        /// that say much: UDA, <https://arxiv.org/abs/1904.12848>, appendix B.
        package var replacement = 0.0
        /// How many words change places with another of the text, a share of its words: EDA,
        /// <https://arxiv.org/abs/1901.11196>.
        package var swap = 0.0
        /// The probability that a word is dropped.
        package var dropout = 0.0
        /// The share of the words that is masked, in spans; where the tokenizer has no mask they are dropped.
        package var mask = 0.0
        /// The longest span, words; nil: 3.
        package var span: Int?

        /// Creates the identity.
        package init() {}

        /// The longest span, words.
        package var longestSpan: Int { span ?? 3 }

        /// Half of each rate.
        package var halved: Changes {
            var half = self
            half.paraphrase /= 2
            half.replacement /= 2
            half.swap /= 2
            half.dropout /= 2
            half.mask /= 2
            return half
        }

        fileprivate func validate(_ path: String) throws(Failure) {
            try require(paraphrase, in: 0...1, "\(path).paraphrase")
            try require(replacement, in: 0...1, "\(path).replacement")
            try require(swap, in: 0...1, "\(path).swap")
            try require(dropout, in: 0...0.95, "\(path).dropout")
            try require(mask, in: 0...0.95, "\(path).mask")
            try require(Double(longestSpan), in: 1...64, "\(path).span")
            guard span == nil || mask > 0 else {
                throw .invalid(
                    "a span is of masked words, and none is; got \(longestSpan)",
                    field: "\(path).span"
                )
            }
        }
    }

    /// A weak view; by default the text.
    package var weak = Changes()
    /// A strong view; by default a paraphrase, else the text with words replaced.
    package var strong: Changes = {
        var changes = Changes()
        changes.paraphrase = 1
        changes.replacement = 0.3
        return changes
    }()

    /// Creates the default.
    package init() {}

    /// Whether views need statistics of the words of a corpus.
    package var replacesWords: Bool { weak.replacement > 0 || strong.replacement > 0 }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        try weak.validate("augmentation.text.weak")
        try strong.validate("augmentation.text.strong")
    }
}
