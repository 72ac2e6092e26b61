package import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Which words of a corpus say much: what texts have words replaced by in UDA, <https://arxiv.org/abs/1904.12848>,
/// appendix B, as its code `TfIdfWordRep` has it.
///
/// With N texts, of which `n(w)` have the word w, `idf(w) = log(N / n(w))`. A word that makes up the share f of a text
/// scores `f idf(w)` there, and `S(w)`, the sum over all texts, in the corpus. Of a text of L words, each is replaced
/// with probability `min(1, rate L (C - s) / Σ (C - s))`, where s is its score there and C the largest; by the word
/// w with probability `(C - S(w)) / Σ (C - S)`. Where all scores of a text are the same no word is replaced, and where
/// all of the corpus are every word is as probable.
///
/// A word that is not among ``words`` counts as one that a single text has.
package struct WordStatistics: Hashable, Sendable {
    /// How many texts there were.
    package let texts: Int
    /// Whether upper and lower case are the same word; then words are in lower case.
    package let foldsCase: Bool
    /// The words, UTF-8; those in the most texts first, equal ones by their bytes.
    package let words: [[UInt8]]
    /// How many texts have each word.
    private let counts: [Int]
    /// The sum over the texts of the share of each word.
    private let shares: [Double]
    private let numbers: [[UInt8]: Int]
    /// The inverse document frequencies of the words.
    private let frequencies: [Double]
    /// The weights that replacements are drawn with: of each word, with those of the words before it.
    package let cumulatedWeights: [Double]

    /// Takes counts that are known to be right.
    init(texts: Int, foldsCase: Bool, words: [[UInt8]], counts: [Int], shares: [Double]) {
        self.texts = texts
        self.foldsCase = foldsCase
        self.words = words
        self.counts = counts
        self.shares = shares
        numbers = Dictionary(uniqueKeysWithValues: zip(words, 0...))
        frequencies = counts.map { log(Double(texts) / Double($0)) }
        let scores = zip(shares, frequencies).map { $0 * $1 }
        let largest = scores.max() ?? 0
        let isUniform = scores.allSatisfy { $0 == largest }
        var sum = 0.0
        cumulatedWeights = scores.map { score in
            sum += isUniform ? 1 : largest - score
            return sum
        }
    }

    /// How probable each word of a text is replaced.
    ///
    /// - Parameters:
    ///   - places: The words of the text.
    ///   - text: UTF-8.
    ///   - rate: The share of the words to replace, 0...1.
    /// - Returns: A probability for each word, 0...1.
    package func replacementProbabilities(
        of places: [WordPlace],
        in text: Span<UInt8>,
        rate: Double
    ) -> [Double] {
        let unknown = log(Double(max(1, texts)))
        var key = WordKey(foldsCase: foldsCase)
        var known = [Int](repeating: -1, count: places.count)
        var found: [Int: Double] = [:]
        for (index, place) in places.enumerated() where key.read(place, in: text) {
            guard let number = numbers[key.bytes] else { continue }
            known[index] = number
            found[number, default: 0] += 1
        }
        let count = Double(places.count)
        let scores = known.map { number in
            number < 0 ? unknown / count : found[number, default: 0] * frequencies[number] / count
        }
        let largest = scores.max() ?? 0
        let rest = scores.reduce(0) { $0 + (largest - $1) }
        guard rest > 0 else { return [Double](repeating: 0, count: places.count) }
        return scores.map { min(1, rate * count * (largest - $0) / rest) }
    }

    /// Draws the number of a word that replaces one; nil: there is none.
    package func draw(using generator: inout SeededGenerator) -> Int? {
        guard let sum = cumulatedWeights.last else { return nil }
        // All 53 bits: a million words are told apart.
        let drawn = Double(generator.next() >> 11) * 0x1p-53 * sum
        var (low, high) = (0, cumulatedWeights.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulatedWeights[middle] > drawn { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension WordStatistics: Codable {
    private enum CodingKeys: String, CodingKey {
        case texts, foldsCase, words, counts, shares
    }

    /// Reads what ``encode(to:)`` wrote.
    ///
    /// - Throws: `DecodingError` where it is not what counting gives.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let texts = try container.decode(Int.self, forKey: .texts)
        let all = try container.decode(String.self, forKey: .words)
        let words =
            all.isEmpty
            ? []
            : all.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .map { Array($0) }
        let counts = try container.decode([Int].self, forKey: .counts)
        let shares = try container.decode([Double].self, forKey: .shares)
        if let fault = Self.fault(texts, words, counts, shares) {
            throw DecodingError.dataCorruptedError(
                forKey: .words,
                in: container,
                debugDescription: fault
            )
        }
        self.init(
            texts: texts,
            foldsCase: try container.decode(Bool.self, forKey: .foldsCase),
            words: words,
            counts: counts,
            shares: shares
        )
    }

    /// Writes the words behind each other on lines, and their counts.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(texts, forKey: .texts)
        try container.encode(foldsCase, forKey: .foldsCase)
        // A word has no white space.
        let all = words.joined(separator: [UInt8(ascii: "\n")])
        try container.encode(String(decoding: Array(all), as: UTF8.self), forKey: .words)
        try container.encode(counts, forKey: .counts)
        try container.encode(shares, forKey: .shares)
    }

    /// Why counts are none that counting gives; nil: they are.
    private static func fault(
        _ texts: Int,
        _ words: [[UInt8]],
        _ counts: [Int],
        _ shares: [Double]
    ) -> String? {
        guard counts.count == words.count, shares.count == words.count,
            words.count <= WordCounter.capacityLimit
        else {
            return "\(words.count) words, \(counts.count) counts and \(shares.count) shares"
        }
        for (number, word) in words.enumerated() {
            let share = shares[number]
            guard (1...WordKey.byteLimit).contains(word.count), 0 < counts[number],
                counts[number] <= texts, 0 < share, share <= Double(counts[number]) * (1 + 1e-9)
            else {
                return
                    "word \(number) of \(word.count) bytes is in \(counts[number]) of \(texts) texts, "
                    + "share \(share)"
            }
            guard number > 0 else { continue }
            let (one, other) = (counts[number - 1], counts[number])
            guard one > other || one == other && words[number - 1].lexicographicallyPrecedes(word)
            else { return "word \(number) is not in its place" }
        }
        return nil
    }
}
