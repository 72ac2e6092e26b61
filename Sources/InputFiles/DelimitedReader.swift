package import Domain

/// Records of delimited text by RFC 4180.
///
/// Fields in quotation marks may hold the delimiter, line ends and doubled marks. Lines end in LF, CR LF or CR; a byte order mark is skipped; text is UTF-8.
///
/// The rules: <https://www.rfc-editor.org/rfc/rfc4180>.
package struct DelimitedReader {
    /// The longest record that is read, in bytes.
    package static let recordLimit = 64 << 20

    /// One record.
    package struct Record {
        /// The line that it begins on, from 1.
        package var line: Int
        /// Its fields; nil: it is refused for ``problem``.
        package var fields: [String]
        /// Why it cannot be read; those after it can.
        package var problem: String?
    }

    private let source: ByteSource
    private let path: String
    private let delimiter: UInt8
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    private var line = 1

    /// Opens the file at `path`; `-` is standard input.
    ///
    /// - Throws: ``Failure``: not found; invalid argument for UTF-16.
    package init(path: String, delimiter: UInt8 = UInt8(ascii: ",")) throws(Failure) {
        try self.init(source: ByteSource(path: path), path: path, delimiter: delimiter)
    }

    /// Reads bytes that are in memory; `path` is how messages call them.
    ///
    /// - Throws: ``Failure`` (invalid argument) for UTF-16.
    package init(
        bytes: [UInt8],
        path: String,
        delimiter: UInt8 = UInt8(ascii: ",")
    ) throws(Failure) {
        try self.init(source: ByteSource(bytes: bytes), path: path, delimiter: delimiter)
    }

    private init(source: ByteSource, path: String, delimiter: UInt8) throws(Failure) {
        self.source = source
        self.path = shownPath(path)
        self.delimiter = delimiter
        try fill()
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        if buffer.starts(with: [0xFF, 0xFE]) || buffer.starts(with: [0xFE, 0xFF]) {
            throw .invalid("\(self.path) is UTF-16; save it as UTF-8")
        }
    }

    /// The next record that is not an empty line, or nil after the last one.
    ///
    /// - Throws: ``Failure`` (invalid argument): a record without an end, or one that is too long.
    package mutating func next() throws(Failure) -> Record? {
        while true {
            var scan = Scan(position: start)
            while !parse(&scan) {
                guard !isAtEnd else { break }
                guard buffer.count - start <= Self.recordLimit else {
                    throw .invalid(
                        "\(path), line \(line): a record of over \(Self.recordLimit) bytes"
                    )
                }
                try fill()
                scan = Scan(position: start)
            }
            guard scan.position > start || scan.isOpen else { return nil }
            guard !scan.isOpen else {
                throw .invalid(
                    "\(path), line \(line + scan.openLine): a quotation mark opens a field that has no "
                        + "end"
                )
            }
            let first = line
            let isBlank = scan.ends.count == 1 && scan.ends[0].isEmpty && !scan.wasQuoted
            defer {
                line += scan.lines
                start = scan.position
            }
            if isBlank { continue }
            return record(scan, first)
        }
    }

    private func record(_ scan: Scan, _ line: Int) -> Record {
        if let stray = scan.stray {
            return Record(
                line: line,
                fields: [],
                problem:
                    "column \(stray + 1): a quotation mark inside a field; put the whole field in "
                    + "quotation marks and double those in it"
            )
        }
        var fields: [String] = []
        fields.reserveCapacity(scan.ends.count)
        for (column, range) in scan.ends.enumerated() {
            let bytes = buffer[range]
            let text: String?
            if scan.quotedColumns.contains(column) {
                text = String(validating: Self.unquoted(bytes), as: UTF8.self)
            } else {
                text = String(validating: bytes, as: UTF8.self)
            }
            guard let text else {
                return Record(
                    line: line,
                    fields: [],
                    problem: "column \(column + 1) is not UTF-8; save the file as UTF-8"
                )
            }
            fields.append(text)
        }
        return Record(line: line, fields: fields, problem: nil)
    }

    /// Where the fields of a record are.
    private struct Scan {
        var position: Int
        var ends: [Range<Int>] = []
        var quotedColumns: Set<Int> = []
        /// The column of a quotation mark where none may be.
        var stray: Int?
        /// Line ends in and behind the record.
        var lines = 0
        /// Whether a quoted field has not ended, and on which line of the record it begins.
        var isOpen = false
        var openLine = 0

        var wasQuoted: Bool { !quotedColumns.isEmpty }

        init(position: Int) { self.position = position }
    }

    /// Scans one record; false: the bytes that are there do not hold its end.
    private func parse(_ scan: inout Scan) -> Bool {
        let (quote, newline, carriage) = (
            UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")
        )
        var index = scan.position
        var fieldStart = index
        while index < buffer.count {
            let byte = buffer[index]
            if byte == quote, index == fieldStart {
                guard let end = closing(from: index + 1, &scan) else { return false }
                scan.quotedColumns.insert(scan.ends.count)
                index = end + 1
                continue
            }
            if byte == quote { scan.stray = scan.stray ?? scan.ends.count }
            if byte == delimiter {
                scan.ends.append(fieldStart..<index)
                fieldStart = index + 1
            } else if byte == newline || byte == carriage {
                if byte == carriage, index + 1 == buffer.count, !isAtEnd { return false }
                scan.ends.append(fieldStart..<index)
                let isPair =
                    byte == carriage && index + 1 < buffer.count && buffer[index + 1] == newline
                scan.position = index + (isPair ? 2 : 1)
                scan.lines += 1
                return true
            } else if scan.quotedColumns.contains(scan.ends.count), byte != quote {
                // Text behind the closing mark.
                scan.stray = scan.stray ?? scan.ends.count
            }
            index += 1
        }
        guard isAtEnd else { return false }
        if index > scan.position {
            scan.ends.append(fieldStart..<index)
            scan.position = index
            scan.lines += 1
        }
        return true
    }

    /// The place of the mark that closes a quoted field, which a doubled one does not.
    private func closing(from first: Int, _ scan: inout Scan) -> Int? {
        let quote = UInt8(ascii: "\"")
        (scan.isOpen, scan.openLine) = (true, scan.lines)
        var index = first
        while index < buffer.count {
            let byte = buffer[index]
            if byte == UInt8(ascii: "\n") { scan.lines += 1 }
            if byte == quote {
                if index + 1 == buffer.count, !isAtEnd { return nil }
                guard index + 1 < buffer.count, buffer[index + 1] == quote else {
                    scan.isOpen = false
                    return index
                }
                index += 1
            }
            index += 1
        }
        return nil
    }

    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isDoubled = false
        for byte in bytes.dropFirst().dropLast() {
            isDoubled = byte == quote && !isDoubled
            if !isDoubled { result.append(byte) }
        }
        return result
    }

    private mutating func fill() throws(Failure) {
        buffer.removeSubrange(..<start)
        start = 0
        let chunk = try source.read()
        isAtEnd = chunk.isEmpty
        buffer.append(contentsOf: chunk)
    }
}
