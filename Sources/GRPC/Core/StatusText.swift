/// Texts of statuses, which travel in header fields that clients limit (8 KiB by default).
package enum StatusText {
    /// The most bytes of one text.
    package static let byteLimit = 1024

    /// `text`, cut between two characters of Unicode where it has more than `limit` bytes.
    package static func cut(_ text: String, to limit: Int = byteLimit) -> String {
        guard text.utf8.count > limit else { return text }
        var (end, count) = (text.unicodeScalars.startIndex, 0)
        for index in text.unicodeScalars.indices {
            let size = UTF8.width(text.unicodeScalars[index])
            guard count + size <= limit - 3 else { break }
            count += size
            end = text.unicodeScalars.index(after: index)
        }
        return "\(text.unicodeScalars[..<end])..."
    }
}
