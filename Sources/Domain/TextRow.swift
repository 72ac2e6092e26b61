/// The bytes of an example of text: UTF-8 of the text, then of each paraphrase of it that was given, behind a NUL.
///
/// A row without paraphrases is the text as it is, and a text has no NUL. What is learned from and classified is the
/// first; paraphrases are for views (``TextViewPolicy``).
package enum TextRow {
    /// What is between the texts of a row.
    package static let separator: UInt8 = 0
    /// The most bytes of a row.
    package static let byteLimit = 1 << 20
    /// The most paraphrases of a row.
    package static let paraphraseLimit = 16

    /// The row of a text and its paraphrases; empty paraphrases are left out.
    ///
    /// - Throws: ``Failure`` (invalid argument): the text is empty, one has a NUL, or there are too many or too long.
    package static func bytes(
        of text: String,
        paraphrases: [String] = [],
        field: String = "text"
    ) throws(Failure) -> [UInt8] {
        guard !text.utf8.isEmpty else {
            throw .invalid("a text has at least 1 byte; got none", field: field)
        }
        let texts = [text] + paraphrases.filter { !$0.utf8.isEmpty }
        if let number = texts.firstIndex(where: { $0.utf8.contains(separator) }) {
            let which = number == 0 ? "the text" : "paraphrase \(number)"
            throw .invalid("\(which) holds a NUL character, U+0000", field: field)
        }
        let bytes = Array(texts.map(\.utf8).joined(separator: [separator]))
        try validateSizes(bytes, texts: texts.count, field)
        return bytes
    }

    /// Checks that `bytes` are a row: texts of UTF-8, none of them empty, with a NUL between any two.
    ///
    /// - Throws: ``Failure`` (invalid argument) with what was expected and what came.
    package static func validate(_ bytes: [UInt8], field: String) throws(Failure) {
        let texts = bytes.split(separator: separator, omittingEmptySubsequences: false)
        try validateSizes(bytes, texts: texts.count, field)
        for (number, text) in texts.enumerated() where text.isEmpty {
            let which = number == 0 ? "a text" : "paraphrase \(number)"
            throw .invalid(
                "\(which) has at least 1 byte, and no NUL character, U+0000; got none",
                field: field
            )
        }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw .invalid(
                "a text is UTF-8; byte \(error.byteOffsets.lowerBound + 1) is not",
                field: field
            )
        }
    }

    private static func validateSizes(
        _ bytes: [UInt8],
        texts: Int,
        _ field: String
    ) throws(Failure) {
        guard bytes.count <= byteLimit else {
            throw .invalid(
                "a text with its paraphrases has at most \(byteLimit) bytes; got \(bytes.count)",
                field: field
            )
        }
        guard texts - 1 <= paraphraseLimit else {
            throw .invalid(
                "a text has at most \(paraphraseLimit) paraphrases; got \(texts - 1)",
                field: field
            )
        }
    }

    /// Where the text of a row is.
    package static func text(of row: Span<UInt8>) -> Range<Int> {
        var end = 0
        while end < row.count, row[end] != separator { end += 1 }
        return 0..<end
    }

    /// Where the paraphrases of a row are, without empty ones; of a row that has too many the first.
    package static func paraphrases(of row: Span<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = text(of: row).upperBound + 1
        while start < row.count, found.count < paraphraseLimit {
            let end = start + text(of: row.extracting(start..<row.count)).upperBound
            if end > start { found.append(start..<end) }
            start = end + 1
        }
        return found
    }
}
