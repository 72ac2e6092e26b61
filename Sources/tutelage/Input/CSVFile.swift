import Domain
import Foundation

/// A comma-separated file of examples: an optional id column, an optional label column, and all
/// other columns the input in order.
struct CSVFile {
    /// How a file's columns are read.
    struct Format {
        /// Whether the first line names the columns.
        var hasHeader = true
        /// The id column: a name or a 1-based number.
        var idColumn: String?
        /// The label column: a name or a 1-based number.
        var labelColumn: String?
        /// The group column: a name or a 1-based number.
        var groupColumn: String?
    }

    private let path: String
    private let encoder: InputEncoder
    private var reader: LineReader
    private var line = 0
    private let columns: Int?
    private let id: Int?
    private let label: Int?
    private let group: Int?

    /// Opens the file and reads its header.
    ///
    /// - Throws: ``Failure`` when the file cannot be opened or a column does not exist.
    init(path: String, format: Format, specification: InputSpecification) throws {
        self.path = path
        encoder = InputEncoder(specification: specification)
        reader = try LineReader(path: path)
        var names: [String]?
        if format.hasHeader {
            guard let header = try reader.next() else {
                throw Failure.invalid("\(path) is empty; expected a header line")
            }
            line = 1
            names = Self.fields(of: header).map { String(decoding: $0, as: UTF8.self) }
        }
        columns = names?.count
        id = try format.idColumn.map { try Self.index(of: $0, in: names, path: path) }
        label = try format.labelColumn.map { try Self.index(of: $0, in: names, path: path) }
        group = try format.groupColumn.map { try Self.index(of: $0, in: names, path: path) }
    }

    /// Returns the next example, or nil after the last one.
    ///
    /// - Throws: ``Failure`` (invalid argument) with the file, the line and what came.
    mutating func next() throws -> InputRow? {
        while let text = try reader.next() {
            line += 1
            if text.isEmpty { continue }
            return try row(Self.fields(of: text))
        }
        return nil
    }

    private func row(_ fields: [ArraySlice<UInt8>]) throws -> InputRow {
        let place = "\(path), line \(line)"
        let special = Set([id, label, group].compactMap { $0 })
        if let columns, fields.count != columns {
            throw Failure.invalid("\(place): \(fields.count) columns, the header has \(columns)")
        }
        if let largest = special.max(), largest >= fields.count {
            throw Failure.invalid(
                "\(place): column \(largest + 1) is missing; the line has \(fields.count)"
            )
        }
        let expected = encoder.specification.elements
        guard fields.count - special.count == expected else {
            throw Failure.invalid(
                "\(place): \(fields.count - special.count) values, the project expects "
                    + encoder.specification.summary
            )
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoder.specification.byteCount)
        for (column, field) in fields.enumerated() where !special.contains(column) {
            let text = String(decoding: field, as: UTF8.self)
            guard let value = Double(text.trimmingCharacters(in: .whitespaces)) else {
                throw Failure.invalid(
                    "\(place), column \(column + 1): \(quoted(text)) is no number"
                )
            }
            try encoder.append(value, to: &bytes, place: "\(place), column \(column + 1)")
        }
        return InputRow(
            id: id.map { String(decoding: fields[$0], as: UTF8.self) } ?? "",
            label: label.map { String(decoding: fields[$0], as: UTF8.self) } ?? "",
            bytes: bytes,
            group: group.map { String(decoding: fields[$0], as: UTF8.self) } ?? ""
        )
    }

    private static func index(of column: String, in names: [String]?, path: String) throws -> Int {
        if let index = names?.firstIndex(of: column) { return index }
        if let number = Int(column), number >= 1, number <= names?.count ?? Int.max {
            return number - 1
        }
        let known = names.map { ": it has \($0.joined(separator: ", "))" } ?? ""
        throw Failure.invalid("\(path) has no column \(quoted(column))\(known)")
    }

    /// Splits a line at commas; a field in quotation marks may hold commas and doubled marks.
    static func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        let comma = UInt8(ascii: ",")
        let quote = UInt8(ascii: "\"")
        guard line.contains(quote) else {
            return line.split(separator: comma, omittingEmptySubsequences: false)
        }
        var result: [ArraySlice<UInt8>] = []
        var field: [UInt8] = []
        var isQuoted = false
        var index = line.startIndex
        while index < line.endIndex {
            let byte = line[index]
            let following = line.index(after: index)
            if byte == quote, isQuoted, following < line.endIndex, line[following] == quote {
                field.append(quote)
                index = following
            } else if byte == quote {
                isQuoted.toggle()
            } else if byte == comma, !isQuoted {
                result.append(field[...])
                field = []
            } else {
                field.append(byte)
            }
            index = line.index(after: index)
        }
        result.append(field[...])
        return result
    }
}
