package import Domain

/// Draws views of texts, before they are tokenized.
///
/// A view is UTF-8 whatever bytes the row is, has at least one word where the row has one, and no more bytes than were
/// allowed. It depends on the row, the seed and its number, and on nothing else but what the augmenter holds.
package struct TextAugmenter: Sendable {
    /// The bytes that a view may be allowed.
    package static let byteLimits = 16...TextRow.byteLimit
    /// The most bytes of a mask.
    package static let maskLimit = 64

    /// What views are drawn from.
    package let policy: TextViewPolicy
    private let statistics: WordStatistics?
    private let mask: [UInt8]
    private let byteLimit: Int

    /// Creates an augmenter.
    ///
    /// - Parameters:
    ///   - policy: What views are drawn from.
    ///   - statistics: Those of the training data; needed where the policy replaces words.
    ///   - mask: What the tokenizer reads as its mask (``Tokenizer/mask``); nil: words are dropped instead.
    ///   - byteLimit: The most bytes of a view, of ``byteLimits``.
    /// - Throws: ``Failure`` (invalid argument) where the policy is not valid, statistics are missing, the mask is
    ///   empty, too long or holds a NUL, or the limit is none.
    package init(
        _ policy: TextViewPolicy,
        statistics: WordStatistics?,
        mask: [UInt8]? = nil,
        byteLimit: Int = TextRow.byteLimit
    ) throws(Failure) {
        try policy.validate()
        guard statistics != nil || !policy.replacesWords else {
            throw .invalid(
                "views that replace words need the statistics of a corpus; got none",
                field: "augmentation.text.strong.replacement"
            )
        }
        if let mask {
            guard (1...Self.maskLimit).contains(mask.count), !mask.contains(TextRow.separator),
                [UInt8].repaired(mask.span) == nil
            else {
                throw .invalid(
                    "a mask is 1 to \(Self.maskLimit) bytes of UTF-8 without a NUL; got \(mask.count) bytes",
                    field: "mask"
                )
            }
        }
        guard Self.byteLimits.contains(byteLimit) else {
            throw .invalid(
                "a view has at most \(Self.byteLimits.lowerBound) to \(Self.byteLimits.upperBound) "
                    + "bytes; got \(byteLimit)",
                field: "byte_limit"
            )
        }
        self.policy = policy
        self.statistics = statistics
        self.mask = mask ?? []
        self.byteLimit = byteLimit
    }

    /// Writes a view of a row (``TextRow``) over `view`.
    ///
    /// - Parameters:
    ///   - kind: How far it is from the text; a medium view is half as far as a strong one.
    ///   - row: The text and its paraphrases.
    ///   - seed: That of the example in its epoch or step.
    ///   - number: Which of the example's views it is, from 0. Views whose numbers follow one another are of different
    ///     paraphrases, as long as there are others.
    ///   - view: What is written over.
    package func view(
        _ kind: ViewKind,
        of row: Span<UInt8>,
        seed: UInt64,
        number: Int = 0,
        into view: inout [UInt8]
    ) {
        precondition(number >= 0, "view \(number)")
        view.removeAll(keepingCapacity: true)
        let root = SeededGenerator(seed: seed).fork(0x7465_7874)
        var generator = root.fork(UInt64(number) + 1)
        var text = TextRow.text(of: row)
        var changes: TextViewPolicy.Changes?
        switch kind {
        case .clean: break
        case .weak: changes = policy.weak
        case .medium: changes = policy.strong.halved
        case .strong: changes = policy.strong
        case .cleanOrStrong: if generator.below(2) == 1 { changes = policy.strong }
        }
        if let paraphrase = changes?.paraphrase, paraphrase > 0,
            Double(generator.uniform()) < paraphrase
        {
            let others = TextRow.paraphrases(of: row)
            if !others.isEmpty {
                // One order for all views of the example.
                var order = root.fork(0)
                text = others[order.permutation(others.count)[number % others.count]]
                changes = nil
            }
        }
        let chosen = row.extracting(text)
        if let repaired = [UInt8].repaired(chosen) {
            write(repaired.span, changes, using: &generator, to: &view)
        } else {
            write(chosen, changes, using: &generator, to: &view)
        }
    }

    /// Writes a view of UTF-8 by changes of its words; nil: the text.
    private func write(
        _ text: Span<UInt8>,
        _ changes: TextViewPolicy.Changes?,
        using generator: inout SeededGenerator,
        to view: inout [UInt8]
    ) {
        guard let changes, changes.changeWords else { return copy(text, to: &view) }
        let words = WordPlace.words(of: text)
        guard !words.isEmpty else { return copy(text, to: &view) }
        let drawn = ChangedText(
            changes,
            of: text,
            words,
            statistics,
            hasMask: !mask.isEmpty,
            using: &generator
        )
        drawn.write(of: text, statistics, mask: mask, limit: byteLimit, to: &view)
    }

    /// Writes a text, or where it is too long what fits from its first word on.
    private func copy(_ text: Span<UInt8>, to view: inout [UInt8]) {
        let start = text.count > byteLimit ? WordPlace.words(of: text).first?.start ?? 0 : 0
        view.append(contentsOf: [UInt8](copying: text.extracting(start..<text.count)))
        view.cut(to: byteLimit)
    }
}

extension TextViewPolicy.Changes {
    /// Whether a text that is no paraphrase is changed.
    fileprivate var changeWords: Bool { replacement > 0 || swap > 0 || dropout > 0 || mask > 0 }
}
