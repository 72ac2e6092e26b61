internal import Domain

/// One draw of replacements, swaps, dropouts and masks of a text, in that order.
///
/// At least one word stays that is no mask.
struct ChangedText {
    /// A word of the view.
    private enum Word {
        /// One of the text.
        case own(Int)
        /// One of the statistics.
        case other(Int)
        case mask
    }

    private let places: [WordPlace]
    private var words: [Word]
    /// Whether there is something between a word and the one before it.
    private var isApart: [Bool]

    /// Draws a view of a text that has words.
    ///
    /// - Parameters:
    ///   - changes: The rates.
    ///   - text: UTF-8.
    ///   - places: Its words, at least one.
    ///   - statistics: What replaces words; needed where words are replaced.
    ///   - hasMask: Whether words are masked, not dropped.
    ///   - generator: The random numbers of the view.
    init(
        _ changes: TextViewPolicy.Changes,
        of text: Span<UInt8>,
        _ places: [WordPlace],
        _ statistics: WordStatistics?,
        hasMask: Bool,
        using generator: inout SeededGenerator
    ) {
        self.places = places
        words = places.indices.map(Word.own)
        isApart = places.indices.map { $0 > 0 && places[$0].start > places[$0 - 1].end }
        if changes.replacement > 0, let statistics {
            replace(changes.replacement, in: text, statistics, &generator)
        }
        if changes.swap > 0 { swap(changes.swap, &generator) }
        if changes.dropout > 0 { drop(changes.dropout, &generator) }
        if changes.mask > 0 { mask(changes.mask, changes.longestSpan, hasMask, &generator) }
    }

    private mutating func replace(
        _ rate: Double,
        in text: Span<UInt8>,
        _ statistics: WordStatistics,
        _ generator: inout SeededGenerator
    ) {
        let probabilities = statistics.replacementProbabilities(of: places, in: text, rate: rate)
        for (index, probability) in probabilities.enumerated()
        where Double(generator.uniform()) < probability {
            if let number = statistics.draw(using: &generator) { words[index] = .other(number) }
        }
    }

    private mutating func swap(_ rate: Double, _ generator: inout SeededGenerator) {
        guard words.count > 1 else { return }
        for _ in 0..<Self.count(rate, of: words.count, &generator) {
            let one = generator.below(words.count)
            let other = generator.below(words.count - 1)
            words.swapAt(one, other < one ? other : other + 1)
        }
    }

    private mutating func drop(_ rate: Double, _ generator: inout SeededGenerator) {
        var isKept = words.map { _ in Double(generator.uniform()) >= rate }
        if !isKept.contains(true) { isKept[generator.below(words.count)] = true }
        keep(isKept)
    }

    /// Masks a share of the words in spans whose lengths are drawn from 1 to `longest`.
    ///
    /// All ways to place these spans, beside each other too, are as probable.
    private mutating func mask(
        _ rate: Double,
        _ longest: Int,
        _ hasMask: Bool,
        _ generator: inout SeededGenerator
    ) {
        let count = min(Self.count(rate, of: words.count, &generator), words.count - 1)
        var spans: [Int] = []
        var left = count
        while left > 0 {
            spans.append(min(left, 1 + generator.below(longest)))
            left -= spans[spans.count - 1]
        }
        // Places of spans and of words that stay, from which those of spans are drawn in turn.
        var isKept: [Bool] = []
        isKept.reserveCapacity(words.count)
        var others = words.count - count
        while isKept.count < words.count {
            if generator.below(spans.count + others) < spans.count {
                let span = spans.removeLast()
                isKept.append(contentsOf: repeatElement(false, count: span))
            } else {
                isKept.append(true)
                others -= 1
            }
        }
        guard hasMask else { return keep(isKept) }
        for index in words.indices where !isKept[index] { words[index] = .mask }
    }

    /// A share of `count` words, rounded up or down so that the mean is the share.
    private static func count(
        _ rate: Double,
        of count: Int,
        _ generator: inout SeededGenerator
    ) -> Int {
        Int(rate * Double(count) + Double(generator.uniform()))
    }

    private mutating func keep(_ isKept: [Bool]) {
        var kept: [Word] = []
        var apart: [Bool] = []
        var hasGap = false
        for index in words.indices {
            hasGap = hasGap || isApart[index]
            guard isKept[index] else { continue }
            kept.append(words[index])
            apart.append(hasGap)
            hasGap = false
        }
        (words, isApart) = (kept, apart)
    }

    /// Appends the view, at most `limit` bytes: the words that fit, of the first one that is no mask its beginning.
    ///
    /// Words are a space apart where something was between them, and where they would become one.
    func write(
        of text: Span<UInt8>,
        _ statistics: WordStatistics?,
        mask: [UInt8],
        limit: Int,
        to view: inout [UInt8]
    ) {
        let first = view.count
        var isEmpty = true
        var hasWord = false
        for index in words.indices {
            let before = view.count
            if index > 0, isApart[index] || wouldJoin(index, statistics) {
                view.append(UInt8(ascii: " "))
            }
            append(words[index], of: text, statistics, mask, to: &view)
            guard view.count - first <= limit else {
                view.removeLast(view.count - before)
                break
            }
            isEmpty = false
            if case .mask = words[index] { continue }
            hasWord = true
        }
        guard isEmpty || !hasWord else { return }
        view.removeLast(view.count - first)
        let word = words.first { if case .mask = $0 { false } else { true } }
        append(word ?? .own(0), of: text, statistics, mask, to: &view)
        view.cut(to: first + limit)
    }

    private func append(
        _ word: Word,
        of text: Span<UInt8>,
        _ statistics: WordStatistics?,
        _ mask: [UInt8],
        to view: inout [UInt8]
    ) {
        switch word {
        case .own(let number):
            for index in places[number].bytes { view.append(text[index]) }
        case .other(let number):
            if let statistics { view.append(contentsOf: statistics.words[number]) }
        case .mask: view.append(contentsOf: mask)
        }
    }

    /// Whether a word and the one before it are runs that are not beside each other in the text.
    private func wouldJoin(_ index: Int, _ statistics: WordStatistics?) -> Bool {
        if case .own(let one) = words[index - 1], case .own(let other) = words[index],
            other == one + 1, places[one].end == places[other].start
        {
            return false
        }
        return isRun(words[index - 1], statistics) && isRun(words[index], statistics)
    }

    private func isRun(_ word: Word, _ statistics: WordStatistics?) -> Bool {
        switch word {
        case .own(let number): return places[number].isRun
        case .other(let number):
            guard let statistics else { return true }
            let other = statistics.words[number]
            return WordPlace.isRun(other.span)
        case .mask: return true
        }
    }
}

extension Array where Element == UInt8 {
    /// Cuts UTF-8 to at most `count` bytes, before the scalar that would be cut through.
    mutating func cut(to count: Int) {
        guard self.count > count else { return }
        var end = count
        while end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
        removeLast(self.count - end)
    }
}
