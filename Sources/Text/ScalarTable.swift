/// The facts of ``ScalarFacts`` by scalar, in two steps: a page of 256, then its entry.
///
/// Made once a process, in a few milliseconds; pages that are equal are one, so it has some 300 KB.
struct ScalarTable: Sendable {
    /// The facts of one scalar.
    struct Entry {
        fileprivate var bits: UInt32

        fileprivate static let removed: UInt32 = 1
        fileprivate static let space: UInt32 = 2
        fileprivate static let punctuation: UInt32 = 4
        fileprivate static let ideograph: UInt32 = 8
        fileprivate static let nonspacing: UInt32 = 16
        fileprivate static let decomposition: UInt32 = 32
        fileprivate static let lowercase: UInt32 = 64

        /// Whether it is a letter as any other: none of the steps changes it or ends a word by it.
        var isPlain: Bool { bits == 0 }
        var isRemoved: Bool { bits & Self.removed != 0 }
        var isSpace: Bool { bits & Self.space != 0 }
        var isPunctuation: Bool { bits & Self.punctuation != 0 }
        var isIdeograph: Bool { bits & Self.ideograph != 0 }
        var isNonspacing: Bool { bits & Self.nonspacing != 0 }
        var hasDecomposition: Bool { bits & Self.decomposition != 0 }
        var hasLowercase: Bool { bits & Self.lowercase != 0 }
        /// The canonical combining class; 0: canonical order does not move it.
        var combiningClass: UInt32 { bits >> 8 & 0xFF }
        /// Which of the mappings it has.
        fileprivate var mapping: Int { Int(bits >> 16) }
    }

    private struct Mapping {
        var lowercase: UInt32 = 0
        /// Where its decomposition lies among the parts.
        var parts: Range<Int> = 0..<0
    }

    static let shared = ScalarTable()

    private static let scalars = 0x110000
    private static let pageSize = 256

    /// The page of each 256 scalars.
    private var pages: [UInt16] = []
    private var entries: [Entry] = []
    private var mappings = [Mapping()]
    private var parts: [UInt32] = []

    private init() {
        var bits = [UInt32](repeating: 0, count: Self.scalars)
        Self.mark(ScalarFacts.removed, Entry.removed, &bits)
        Self.mark(ScalarFacts.spaces, Entry.space, &bits)
        Self.mark(ScalarFacts.punctuation, Entry.punctuation, &bits)
        Self.mark(ScalarFacts.ideographs, Entry.ideograph, &bits)
        Self.mark(ScalarFacts.nonspacing, Entry.nonspacing, &bits)
        let classes = ScalarFacts.combiningClasses
        for start in stride(from: 0, to: classes.count, by: 3) {
            for scalar in classes[start]...classes[start + 1] {
                bits[Int(scalar)] |= classes[start + 2] << 8
            }
        }
        addLowercases(&bits)
        addDecompositions(&bits)
        fold(bits)
    }

    private static func mark(_ ranges: [UInt32], _ flag: UInt32, _ bits: inout [UInt32]) {
        for start in stride(from: 0, to: ranges.count, by: 2) {
            for scalar in ranges[start]...ranges[start + 1] { bits[Int(scalar)] |= flag }
        }
    }

    /// The number of the mapping of a scalar, a new one where it has none yet.
    private mutating func mapping(of scalar: UInt32, _ bits: inout [UInt32]) -> Int {
        let known = Entry(bits: bits[Int(scalar)]).mapping
        guard known == 0 else { return known }
        mappings.append(Mapping())
        bits[Int(scalar)] |= UInt32(mappings.count - 1) << 16
        return mappings.count - 1
    }

    private mutating func addLowercases(_ bits: inout [UInt32]) {
        let runs = ScalarFacts.lowercases
        for start in stride(from: 0, to: runs.count, by: 4) {
            let (first, last) = (runs[start], runs[start + 1])
            for scalar in stride(from: first, through: last, by: Int(runs[start + 2])) {
                let number = mapping(of: scalar, &bits)
                mappings[number].lowercase = runs[start + 3] + (scalar - first)
                bits[Int(scalar)] |= Entry.lowercase
            }
        }
        bits[Int(Self.dottedI)] |= Entry.lowercase
    }

    private mutating func addDecompositions(_ bits: inout [UInt32]) {
        let flat = ScalarFacts.decompositions
        var place = 0
        while place < flat.count {
            let count = Int(flat[place] >> 24)
            let scalar = flat[place] & 0xFF_FFFF
            let number = mapping(of: scalar, &bits)
            mappings[number].parts = parts.count..<parts.count + count
            parts += flat[place + 1...place + count]
            bits[Int(scalar)] |= Entry.decomposition
            place += 1 + count
        }
        for scalar in Self.hangul { bits[Int(scalar)] |= Entry.decomposition }
    }

    private mutating func fold(_ bits: [UInt32]) {
        var known: [ArraySlice<UInt32>: UInt16] = [:]
        for start in stride(from: 0, to: Self.scalars, by: Self.pageSize) {
            let page = bits[start..<start + Self.pageSize]
            if let number = known[page] {
                pages.append(number)
                continue
            }
            let number = UInt16(known.count)
            known[page] = number
            pages.append(number)
            entries += page.map { Entry(bits: $0) }
        }
    }

    /// The facts of a scalar; anything from 110000 (hexadecimal) on traps.
    subscript(scalar: UInt32) -> Entry {
        entries[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
    }

    /// The capital I with a dot: the one scalar whose lowercase is two, i and U+0307.
    static let dottedI: UInt32 = 0x130

    /// The lowercase of a scalar that has one, but of ``dottedI``.
    func lowercase(_ entry: Entry) -> UInt32 { mappings[entry.mapping].lowercase }

    private static let hangul: Range<UInt32> = 0xAC00..<0xD7A4

    /// Calls `body` with each scalar of a decomposition, which a scalar has or is itself.
    ///
    /// The syllables of Hangul are arithmetic: The Unicode Standard, section 3.12.
    func forEachPart(of scalar: UInt32, _ entry: Entry, _ body: (UInt32) -> Void) {
        if Self.hangul.contains(scalar) {
            let index = scalar - Self.hangul.lowerBound
            body(0x1100 + index / 588)
            body(0x1161 + index % 588 / 28)
            if index % 28 != 0 { body(0x11A7 + index % 28) }
        } else if entry.hasDecomposition {
            for place in mappings[entry.mapping].parts { body(parts[place]) }
        } else {
            body(scalar)
        }
    }
}
