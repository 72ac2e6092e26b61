package import Domain

/// The tokens of a vocabulary file: one a line of UTF-8, whose id is the number of its line from 0.
///
/// White space at the end of a line is no part of the token, as the package `tokenizers` reads files: a line of
/// nothing but white space keeps its id, which no text has.
package struct Vocabulary: Sendable {
    /// The most tokens that a vocabulary has.
    package static let tokenLimit = WordPieceSpecification.tokenLimit
    /// The most bytes of a file.
    package static let byteLimit = 8 << 20
    /// The most bytes of a token.
    package static let tokenByteLimit = 256

    /// The tokens with a meaning of their own; the last is not needed.
    enum Special: String, CaseIterable {
        case padding = "[PAD]"
        case unknown = "[UNK]"
        case start = "[CLS]"
        case end = "[SEP]"
        case mask = "[MASK]"
    }

    private let bytes: [UInt8]
    /// Where each token begins and ends among the bytes.
    private var places: [(start: UInt32, end: UInt32)] = []
    /// The ids of the special tokens that the file has.
    private(set) var specials: [Special: UInt32] = [:]

    /// Reads a file.
    ///
    /// - Throws: ``Failure`` (invalid argument) where it is too large or not UTF-8, where a line is empty or too
    ///   long, where two are the same, and where `[PAD]`, `[UNK]`, `[CLS]` or `[SEP]` is missing.
    package init(file bytes: [UInt8]) throws(Failure) {
        guard bytes.count <= Self.byteLimit else {
            throw Self.refusal("has at most \(Self.byteLimit) bytes; got \(bytes.count)")
        }
        self.bytes = bytes
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw Self.refusal("is UTF-8; byte \(error.byteOffsets.lowerBound + 1) is not")
        }
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            try addLine(start..<end)
            start = end + 1
        }
        try findSpecials()
    }

    private static func refusal(_ text: String) -> Failure {
        .invalid("a vocabulary \(text)", field: "vocabulary")
    }

    private mutating func addLine(_ line: Range<Int>) throws(Failure) {
        let number = places.count + 1
        guard number <= Self.tokenLimit else {
            throw Self.refusal("has at most \(Self.tokenLimit) tokens, one a line; got more")
        }
        var end = line.upperBound
        // Windows' ends of lines are white space too, but make no line.
        if end > line.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
        guard end > line.lowerBound else {
            throw Self.refusal("has a token on each line; line \(number) is empty")
        }
        end = trimmed(line.lowerBound..<end)
        guard end - line.lowerBound <= Self.tokenByteLimit else {
            throw Self.refusal(
                "has tokens of at most \(Self.tokenByteLimit) bytes; line \(number) has "
                    + "\(end - line.lowerBound)"
            )
        }
        places.append((UInt32(line.lowerBound), UInt32(end)))
    }

    /// The end of a line without the white space there.
    private func trimmed(_ line: Range<Int>) -> Int {
        var end = line.upperBound
        while end > line.lowerBound {
            var start = end - 1
            while start > line.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
            guard ScalarTable.shared[bytes.span.scalar(at: start).value].isSpace else { break }
            end = start
        }
        return end
    }

    private mutating func findSpecials() throws(Failure) {
        for id in places.indices where places[id].start < places[id].end {
            guard bytes[Int(places[id].start)] == 0x5B, length(of: id) <= 6,
                let special = Special(rawValue: text(of: id))
            else { continue }
            if let other = specials[special] { throw doubled(Int(other), id) }
            specials[special] = UInt32(id)
        }
        for special in Special.allCases where special != .mask {
            guard specials[special] != nil else {
                throw Self.refusal("has \(special.rawValue); none of \(count) lines is it")
            }
        }
    }

    /// The number of tokens.
    package var count: Int { places.count }

    /// The token of an id.
    package func text(of id: Int) -> String {
        String(decoding: bytes[Int(places[id].start)..<Int(places[id].end)], as: UTF8.self)
    }

    /// How many bytes a token has.
    func length(of id: Int) -> Int { Int(places[id].end - places[id].start) }

    /// A byte of a token.
    func byte(_ index: Int, of id: Int) -> UInt8 { bytes[Int(places[id].start) + index] }

    /// The ids by the bytes of their tokens; equal tokens by their lines.
    func sorted() -> [Int] {
        places.indices.sorted { one, other in
            let shared = min(length(of: one), length(of: other))
            for index in 0..<shared where byte(index, of: one) != byte(index, of: other) {
                return byte(index, of: one) < byte(index, of: other)
            }
            return (length(of: one), one) < (length(of: other), other)
        }
    }

    /// The refusal of two lines that are the same.
    func doubled(_ one: Int, _ other: Int) -> Failure {
        Self.refusal(
            "has each token once; lines \(one + 1) and \(other + 1) are both \(quoted(text(of: one)))"
        )
    }
}
