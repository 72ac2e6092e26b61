package import Domain

/// Tokens without a vocabulary: words and their parts, hashed into a fixed number of ids.
///
/// For each word of a text, in order: the sequences of words that end with it, then the parts of `<word>`, each
/// by where it begins and then by length, as fastText has them (Bojanowski et al. 2017,
/// <https://arxiv.org/abs/1607.04606>); a bracket alone is none. Id 0 is the text that has no words, so every
/// text has a token; the others are shared among what is hashed.
///
/// The hash is FNV-1a of 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv>) over the 8 bytes of the seed, a
/// byte that says of what, and the content: 1 and a word's bytes of UTF-8; 2 and the 8 bytes of each word's
/// hash, for sequences of words; 3 and a part's bytes. All numbers are little-endian. Its bits are mixed by the
/// last step of SplitMix64, and the id is `1 + mixed * (buckets - 1) / 2^64`.
package struct HashedNGrams: Sendable {
    /// The most scalars of a word; a longer one is several.
    private static let longestWord = 100

    private let specification: HashedNGramsSpecification
    private let rules: WordRules
    /// The hash of the seed.
    private let basis: UInt64

    /// The number of ids: every id is below it.
    package var idCount: Int { specification.buckets }

    /// Makes the tokenizer of a specification.
    ///
    /// - Throws: ``Failure`` (invalid argument) where it is not valid.
    package init(_ specification: HashedNGramsSpecification) throws(Failure) {
        try specification.validate()
        self.specification = specification
        rules = WordRules(
            normalization: specification.normalization,
            longestWord: Self.longestWord,
            cutsLongWords: true
        )
        basis = FNV.hash(specification.seed, from: FNV.basis)
    }

    /// Appends the tokens of a text, at least one and at most `maxTokens`.
    ///
    /// What is no UTF-8 is read as U+FFFD.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - maxTokens: The most tokens, from 1 on.
    ///   - ids: What is appended to, as it lies.
    /// - Returns: How many tokens were appended.
    @discardableResult
    package func encode(_ text: Span<UInt8>, maxTokens: Int, to ids: inout [UInt32]) -> TokenRow {
        precondition(maxTokens >= 1, "\(maxTokens) tokens")
        let first = ids.count
        let limit = first + maxTokens
        let parts = Parts(limit: limit, specification: specification, basis: basis)
        var reader = WordReader(rules: rules, sink: parts)
        // What is appended to is lent: a copy of it would be made for each text.
        swap(&reader.sink.ids, &ids)
        reader.read(text)
        swap(&reader.sink.ids, &ids)
        if ids.count == first { ids.append(0) }
        let isCut = ids.count > limit
        if isCut { ids.removeLast(ids.count - limit) }
        return TokenRow(count: ids.count - first, isCut: isCut)
    }

    private struct Parts: WordSink {
        var ids: [UInt32] = []
        /// How many ids are wanted; more are taken, to know that there are more.
        let limit: Int
        let specification: HashedNGramsSpecification
        let basis: UInt64
        /// The hashes of the last words, the newest last.
        var words: [UInt64] = []

        mutating func take(_ word: borrowing Word) -> Bool {
            if let lengths = specification.words { takeSequences(lengths, word) }
            if let lengths = specification.characters { takeParts(lengths, word) }
            return ids.count <= limit
        }

        mutating func take(special id: UInt32) -> Bool { true }

        private mutating func append(_ hash: UInt64) {
            let shared = UInt64(specification.buckets - 1)
            ids.append(UInt32(FNV.mixed(hash).multipliedFullWidth(by: shared).high) + 1)
        }

        private mutating func takeSequences(_ lengths: NGramLengths, _ word: borrowing Word) {
            var hash = FNV.hash(byte: 1, from: basis)
            for index in 0..<word.count { hash = FNV.hash(byte: word.bytes[index], from: hash) }
            if words.count == lengths.maximum { words.removeFirst() }
            words.append(hash)
            guard lengths.minimum <= words.count else { return }
            for length in lengths.minimum...words.count {
                guard length > 1 else {
                    append(hash)
                    continue
                }
                var sequence = FNV.hash(byte: 2, from: basis)
                for word in words.suffix(length) { sequence = FNV.hash(word, from: sequence) }
                append(sequence)
            }
        }

        private mutating func takeParts(_ lengths: NGramLengths, _ word: borrowing Word) {
            let last = word.count + 1
            // Byte 0 is the opening bracket, and the closing one stands behind the word.
            func byte(_ place: Int) -> UInt8 {
                place == 0
                    ? UInt8(ascii: "<") : place == last ? UInt8(ascii: ">") : word.bytes[place - 1]
            }
            var start = 0
            while start <= last, ids.count <= limit {
                var hash = FNV.hash(byte: 3, from: basis)
                var length = 0
                var place = start
                var next = start + 1
                while place <= last, length < lengths.maximum {
                    // A scalar: a byte, and those that go on with it.
                    repeat {
                        hash = FNV.hash(byte: byte(place), from: hash)
                        place += 1
                    } while place <= last && byte(place) & 0xC0 == 0x80
                    length += 1
                    if length == 1 { next = place }
                    let isBracket = length == 1 && (start == 0 || start == last)
                    if length >= lengths.minimum, !isBracket { append(hash) }
                }
                start = next
            }
        }
    }
}

/// FNV-1a of 64 bits.
private enum FNV {
    static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    static func hash(byte: UInt8, from hash: UInt64) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// Takes in the 8 bytes of a number, the lowest first.
    static func hash(_ number: UInt64, from start: UInt64) -> UInt64 {
        var hash = start
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            hash = Self.hash(byte: UInt8(truncatingIfNeeded: number >> shift), from: hash)
        }
        return hash
    }

    /// The last step of SplitMix64: FNV leaves the upper bits of short contents alike.
    static func mixed(_ hash: UInt64) -> UInt64 {
        var z = hash
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
