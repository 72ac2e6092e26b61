/// A word of a text, by its bytes.
///
/// Words are those that tokenizers read: runs between white space, punctuation marks and ideographs each for itself.
/// Marks, and what cleaning removes, go on with a word and begin none, so that every word gives tokens. A run of more
/// than ``longestRun`` scalars is several words, as one of a script without spaces is.
package struct WordPlace: Hashable, Sendable {
    /// The most scalars of a run, without marks.
    package static let longestRun = 32

    /// Its first byte.
    package let start: Int
    /// The byte behind its last one.
    package fileprivate(set) var end: Int
    /// Whether it would become one with a run beside it.
    let isRun: Bool

    /// Where its bytes are.
    package var bytes: Range<Int> { start..<end }

    /// The words of a text, in order.
    package static func words(of text: Span<UInt8>) -> [WordPlace] {
        var words: [WordPlace] = []
        let ascii = Part.ascii
        let table = ScalarTable.shared
        var place = 0
        var length = 0
        while place < text.count {
            let byte = text[place]
            var end = place + 1
            let part: Part
            if byte < 0x80 {
                part = ascii[Int(byte)]
            } else {
                let (scalar, bytes) = text.scalar(at: place)
                end = place + bytes
                part = Part(scalar, table)
            }
            let touches = words.last?.end == place
            switch part {
            case .space: break
            case .mark:
                if touches { words[words.count - 1].end = end }
            case .alone:
                words.append(WordPlace(start: place, end: end, isRun: false))
            case .letter:
                if touches, length < longestRun, words[words.count - 1].isRun {
                    words[words.count - 1].end = end
                    length += 1
                } else {
                    words.append(WordPlace(start: place, end: end, isRun: true))
                    length = 1
                }
            }
            place = end
        }
        return words
    }

    /// Whether a word of these bytes would become one with a run beside it.
    static func isRun(_ word: Span<UInt8>) -> Bool {
        Part(word.scalar(at: 0).value, .shared) == .letter
    }

    /// What a scalar is to a word.
    private enum Part {
        case space
        case mark
        case alone
        case letter

        /// By the bytes below 128.
        static let ascii = (0..<128).map { Part($0, .shared) }

        init(_ scalar: UInt32, _ table: ScalarTable) {
            let entry = table[scalar]
            if entry.isPlain {
                self = .letter
            } else if entry.isRemoved || Self.isMark(scalar, entry, table) {
                self = .mark
            } else if entry.isSpace {
                self = .space
            } else if entry.isPunctuation || entry.isIdeograph {
                self = .alone
            } else {
                self = .letter
            }
        }

        /// Whether nothing stays of a scalar where accents are stripped; some marks are written as others first.
        private static func isMark(
            _ scalar: UInt32,
            _ entry: ScalarTable.Entry,
            _ table: ScalarTable
        ) -> Bool {
            guard entry.hasDecomposition else { return entry.isNonspacing }
            var isMark = true
            table.forEachPart(of: scalar, entry) { isMark = isMark && table[$0].isNonspacing }
            return isMark
        }
    }
}
