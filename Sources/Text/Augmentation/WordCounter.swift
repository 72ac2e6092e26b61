internal import Domain

/// Counts the words of a corpus, text after text, in bounded memory.
///
/// It holds the words of the last text and at most twice as many others as the statistics are to have. Where there are
/// more, those in the fewest texts are left out until there are as many as that; one that comes again begins anew, so
/// rare words may be counted in fewer texts than have them. What is left out depends on the order of the texts, and on
/// nothing else; without it the statistics are exact.
package struct WordCounter: Sendable {
    /// The most words of statistics.
    package static let capacityLimit = 1 << 20
    /// The words that statistics have by default: some 20 MB, and 50 MB while they are counted.
    package static let defaultCapacity = 1 << 17

    private struct Count {
        /// How many texts have the word.
        var texts = 0
        /// The number of the last of them.
        var last = 0
        /// The sum over these texts of how often each has it, as a share of the text's words.
        var share = 0.0
    }

    private let capacity: Int
    private var key: WordKey
    private var counts: [[UInt8]: Count] = [:]
    private var texts = 0

    /// Creates a counter that has seen nothing.
    ///
    /// - Parameters:
    ///   - capacity: The most words of the statistics, up to ``capacityLimit``.
    ///   - foldsCase: Whether upper and lower case are the same word, as they are to a tokenizer that lowercases.
    package init(capacity: Int = defaultCapacity, foldsCase: Bool) {
        precondition((1...Self.capacityLimit).contains(capacity), "\(capacity) words")
        self.capacity = capacity
        key = WordKey(foldsCase: foldsCase)
    }

    /// Counts the text of a row (``TextRow``), without its paraphrases.
    package mutating func add(_ row: Span<UInt8>) {
        let text = row.extracting(TextRow.text(of: row))
        if let repaired = [UInt8].repaired(text) {
            count(repaired.span)
        } else {
            count(text)
        }
    }

    private mutating func count(_ text: Span<UInt8>) {
        let words = WordPlace.words(of: text)
        let share = 1 / Double(words.count)
        texts += 1
        let number = texts
        for word in words where key.read(word, in: text) {
            Self.add(share, of: number, to: &counts[key.bytes, default: Count()])
        }
        if counts.count > 2 * capacity { prune() }
    }

    private static func add(_ share: Double, of text: Int, to count: inout Count) {
        if count.last != text {
            count.last = text
            count.texts += 1
        }
        count.share += share
    }

    /// The words in the most texts; equal ones by their bytes, so that no order of the table is seen.
    private func first() -> ArraySlice<(key: [UInt8], value: Count)> {
        counts.sorted { one, other in
            one.value.texts == other.value.texts
                ? one.key.lexicographicallyPrecedes(other.key) : one.value.texts > other.value.texts
        }.prefix(capacity)
    }

    private mutating func prune() {
        let kept = first()
        counts.removeAll(keepingCapacity: true)
        for (word, count) in kept { counts[word] = count }
    }

    /// The statistics of all texts so far.
    package func statistics() -> WordStatistics {
        let words = first()
        return WordStatistics(
            texts: texts,
            foldsCase: key.foldsCase,
            words: words.map(\.key),
            counts: words.map(\.value.texts),
            shares: words.map(\.value.share)
        )
    }
}
