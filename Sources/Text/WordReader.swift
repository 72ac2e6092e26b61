internal import Domain

/// Who is given the words of a text.
protocol WordSink {
    /// Takes a word; false: it wants no more.
    mutating func take(_ word: borrowing Word) -> Bool
    /// Takes a special token; false: it wants no more.
    mutating func take(special id: UInt32) -> Bool
}

/// Reads a text once and gives its words, normalized, to a sink.
///
/// No normalized copy of the text is made: a scalar passes through all steps at once. What cannot is canonical
/// order, which holds back combining marks until the next scalar that is none; of these only the few are held
/// that accent stripping leaves.
struct WordReader<Sink: WordSink> {
    private let rules: WordRules
    /// Who is given the words.
    var sink: Sink
    private var word: Word
    /// Marks that wait for their order: class, then how many came before, then the scalar (8, 32 and 24 bits).
    private var held: [UInt64] = []
    private var isDone = false

    init(rules: WordRules, sink: Sink) {
        self.rules = rules
        self.sink = sink
        word = Word(capacity: rules.longestWord)
    }

    /// Gives the sink the words of `text`, until it wants no more.
    mutating func read(_ text: Span<UInt8>) {
        var place = 0
        while place < text.count, !isDone {
            let byte = text[place]
            guard byte < 0x80 else {
                let (scalar, bytes) = text.scalar(at: place)
                place += bytes
                take(scalar)
                continue
            }
            let (action, folded) = rules.action(byte)
            place += 1
            if action == .append {
                if !held.isEmpty { release() }
                if !word.isFull || makeRoom() { word.append(ascii: folded) }
                continue
            }
            switch action {
            case .append, .remove: break
            case .endWord: endWord()
            case .wordOfItsOwn: takeAlone(ascii: folded)
            case .bracket:
                if let special = rules.special(in: text, at: place - 1) {
                    place += special.bytes.count - 1
                    endWord()
                    if !isDone { isDone = !sink.take(special: special.id) }
                } else {
                    takeAlone(ascii: folded)
                }
            }
        }
        endWord()
    }

    private mutating func takeAlone(ascii byte: UInt8) {
        endWord()
        word.append(ascii: byte)
        endWord()
    }

    /// Takes a scalar through the steps of cleaning and setting apart.
    private mutating func take(_ scalar: UInt32) {
        let entry = rules.table[scalar]
        if entry.isPlain {
            if !held.isEmpty { release() }
            append(scalar)
            return
        }
        // U+0000 and U+FFFD are among what is removed.
        if rules.normalization.cleans && entry.isRemoved { return }
        guard !entry.isSpace else { return endWord() }
        guard rules.normalization.spacesIdeographs && entry.isIdeograph else {
            return decompose(scalar, entry)
        }
        endWord()
        decompose(scalar, entry)
        endWord()
    }

    private mutating func decompose(_ scalar: UInt32, _ entry: ScalarTable.Entry) {
        guard rules.normalization.decomposes else { return lowercase(scalar, entry) }
        guard entry.hasDecomposition else { return order(scalar, entry) }
        // A copy, since parts are put into this reader.
        let table = rules.table
        var parts: InlineArray<4, UInt32> = [0, 0, 0, 0]
        var count = 0
        table.forEachPart(of: scalar, entry) { part in
            parts[count] = part
            count += 1
        }
        for index in 0..<count { order(parts[index], table[parts[index]]) }
    }

    private mutating func order(_ scalar: UInt32, _ entry: ScalarTable.Entry) {
        guard entry.combiningClass != 0 else {
            if !held.isEmpty { release() }
            if !entry.isNonspacing { lowercase(scalar, entry) }
            return
        }
        guard !entry.isNonspacing else { return }
        let order = UInt64(entry.combiningClass) << 56 | UInt64(held.count) << 24
        held.append(order | UInt64(scalar))
    }

    /// Puts the marks that are held where canonical order has them: by class, equal ones as they came.
    private mutating func release() {
        // Few by nature; a text made of marks alone is sorted, not inserted one by one.
        let marks = held.count > 1 ? held.sorted() : held
        held.removeAll(keepingCapacity: true)
        for mark in marks {
            let scalar = UInt32(mark & 0xFF_FFFF)
            lowercase(scalar, rules.table[scalar])
        }
    }

    private mutating func lowercase(_ scalar: UInt32, _ entry: ScalarTable.Entry) {
        guard rules.normalization.lowercases && entry.hasLowercase else {
            return split(scalar, entry)
        }
        if scalar == ScalarTable.dottedI {
            append(0x69)
            append(0x307)
        } else {
            let lower = rules.table.lowercase(entry)
            split(lower, rules.table[lower])
        }
    }

    private mutating func split(_ scalar: UInt32, _ entry: ScalarTable.Entry) {
        if entry.isSpace {
            close()
        } else if entry.isPunctuation {
            close()
            append(scalar)
            close()
        } else {
            append(scalar)
        }
    }

    private mutating func append(_ scalar: UInt32) {
        if !word.isFull || makeRoom() { word.append(scalar) }
    }

    /// Makes room for a scalar in a word that is full; false: there is none.
    private mutating func makeRoom() -> Bool {
        guard rules.cutsLongWords else {
            word.isOverlong = true
            return false
        }
        close()
        return true
    }

    /// Ends the word, with the marks that are held.
    private mutating func endWord() {
        if !held.isEmpty { release() }
        close()
    }

    private mutating func close() {
        guard !word.isEmpty else { return }
        if !isDone { isDone = !sink.take(word) }
        word.removeAll()
    }
}
