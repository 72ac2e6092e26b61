internal import Domain

/// How words are told apart: a normalization with its tables, and what it does to ASCII spelled out.
struct WordRules: Sendable {
    /// What is done with a byte of ASCII.
    enum Action: UInt8 {
        case append
        case remove
        case endWord
        case wordOfItsOwn
        /// A bracket, where a special token may begin.
        case bracket
    }

    /// A token that is read where a text has it as it is written.
    struct Special: Sendable {
        var bytes: [UInt8]
        var id: UInt32
    }

    let normalization: TextNormalization
    let table = ScalarTable.shared
    /// The tokens that are read as they are written, each beginning with a bracket.
    let specials: [Special]
    /// The most scalars of a word.
    let longestWord: Int
    /// Whether a longer word is taken as several; else its rest is left out, and it is said to be overlong.
    let cutsLongWords: Bool
    /// By byte: the action in the upper byte, what is appended in the lower.
    private var ascii: [UInt16] = []

    init(
        normalization: TextNormalization,
        specials: [Special] = [],
        longestWord: Int,
        cutsLongWords: Bool
    ) {
        self.normalization = normalization
        self.specials = specials
        self.longestWord = longestWord
        self.cutsLongWords = cutsLongWords
        for byte in UInt32(0)..<0x80 {
            let entry = table[byte]
            let isFolded = normalization.lowercases && entry.hasLowercase
            let folded = isFolded ? table.lowercase(entry) : byte
            var action = Action.append
            if entry.isRemoved && normalization.cleans {
                action = .remove
            } else if entry.isSpace {
                action = .endWord
            } else if entry.isPunctuation {
                action = byte == 0x5B && !specials.isEmpty ? .bracket : .wordOfItsOwn
            }
            ascii.append(UInt16(action.rawValue) << 8 | UInt16(folded))
        }
    }

    /// What is done with a byte below 128, and what it becomes.
    @inline(__always)
    func action(_ byte: UInt8) -> (Action, UInt8) {
        let entry = ascii[Int(byte)]
        let action = Action(rawValue: UInt8(truncatingIfNeeded: entry >> 8)) ?? .append
        return (action, UInt8(truncatingIfNeeded: entry))
    }

    /// The special token that begins at `place` of a text; the longest, where there are several.
    func special(in text: Span<UInt8>, at place: Int) -> Special? {
        var found: Special?
        for special in specials where special.bytes.count > found?.bytes.count ?? 0 {
            guard special.bytes.count <= text.count - place else { continue }
            let matches = special.bytes.indices.allSatisfy { special.bytes[$0] == text[place + $0] }
            if matches { found = special }
        }
        return found
    }
}
