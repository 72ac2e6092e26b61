internal import Domain

/// Lines of text that end in LF or CR LF, without their ends; a byte order mark is skipped.
struct LineReader {
    /// The longest line that is read, in bytes.
    static let lineLimit = 64 << 20

    private let source: ByteSource
    private let path: String
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    private var number = 0

    /// Reads a source; `path` is how messages call it.
    ///
    /// - Throws: ``Failure`` (invalid argument) for UTF-16.
    init(source: ByteSource, path: String) throws(Failure) {
        self.source = source
        self.path = shownPath(path)
        try fill()
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        if buffer.starts(with: [0xFF, 0xFE]) || buffer.starts(with: [0xFE, 0xFF]) {
            throw .invalid("\(self.path) is UTF-16; save it as UTF-8")
        }
    }

    /// The next line with its number from 1, or nil after the last one.
    ///
    /// - Throws: ``Failure`` (invalid argument) for a line that is too long.
    mutating func next() throws(Failure) -> (number: Int, bytes: ArraySlice<UInt8>)? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                number += 1
                return (number, trimmed(start..<end))
            }
            guard !isAtEnd else { break }
            guard buffer.count - start <= Self.lineLimit else {
                throw .invalid(
                    "\(path), line \(number + 1): a line of over \(Self.lineLimit) bytes"
                )
            }
            let pending = buffer.count - start
            try fill()
            searched = start + pending
        }
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        number += 1
        return (number, trimmed(start..<buffer.count))
    }

    private func trimmed(_ range: Range<Int>) -> ArraySlice<UInt8> {
        let line = buffer[range]
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    private mutating func fill() throws(Failure) {
        buffer.removeSubrange(..<start)
        start = 0
        let chunk = try source.read()
        isAtEnd = chunk.isEmpty
        buffer.append(contentsOf: chunk)
    }
}
