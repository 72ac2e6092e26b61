/// What a word is counted and found by: its bytes, in lower case where case does not count.
struct WordKey {
    /// The longest key, in bytes; a longer word is in no vocabulary.
    static let byteLimit = 128

    /// Whether upper and lower case are the same word.
    let foldsCase: Bool
    /// The key of the word that was read last.
    private(set) var bytes: [UInt8] = []

    init(foldsCase: Bool) { self.foldsCase = foldsCase }

    /// Reads a word of a text; false: it is too long.
    mutating func read(_ word: WordPlace, in text: Span<UInt8>) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        let table = ScalarTable.shared
        var place = word.start
        while place < word.end, bytes.count <= Self.byteLimit {
            let byte = text[place]
            if byte < 0x80 {
                let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                bytes.append(isUpper && foldsCase ? byte | 0x20 : byte)
                place += 1
                continue
            }
            let (scalar, count) = text.scalar(at: place)
            place += count
            let entry = table[scalar]
            if !foldsCase || !entry.hasLowercase {
                bytes.append(scalar: scalar)
            } else if scalar == ScalarTable.dottedI {
                bytes.append(scalar: 0x69)
                bytes.append(scalar: 0x307)
            } else {
                bytes.append(scalar: table.lowercase(entry))
            }
        }
        return bytes.count <= Self.byteLimit
    }
}
