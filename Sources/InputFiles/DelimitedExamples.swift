package import Domain

/// Delimited text as examples: an optional id column, label column and group column, and all other
/// columns the input in order; of projects of texts one column or several.
package struct DelimitedExamples {
    /// How a file's columns are read.
    package struct Format: Sendable {
        /// Whether the first line names the columns.
        package var hasHeader = true
        /// The id column: a name or a 1-based number.
        package var idColumn: String?
        /// The label column: a name or a 1-based number.
        package var labelColumn: String?
        /// The group column: a name or a 1-based number.
        package var groupColumn: String?
        /// The columns of texts, joined by a space: names or 1-based numbers; none: the only column without another
        /// use, else one of a usual name such as `text`.
        package var textColumns: [String] = []
        /// The number of the first class where labels are numbers; nil: a label is the name of a class.
        var firstClass: Int?
        /// Whether line ends in texts are written as a backslash and `n`.
        var escapesLines = false
        /// What is between the fields.
        package var delimiter: Character = ","

        /// The defaults: a header and no special column.
        package init() {}
    }

    private let path: String
    private let delimiter: Character
    private let encoder: InputEncoder
    /// Makes inputs of texts; nil: they are of numbers.
    private let texts: TextEncoder?
    private let escapesLines: Bool
    private let firstClass: Int?
    private let labels: LabelReader
    private var reader: DelimitedReader
    /// The first record, where it was needed to know how many columns there are.
    private var pending: DelimitedReader.Record?
    /// The header's names; nil without one.
    private let names: [String]?
    private let id: Int?
    private let label: Int?
    private let group: Int?
    private let special: Set<Int>
    private let textColumns: TextColumns?

    /// Opens the file and reads its header.
    ///
    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - format: its columns.
    ///   - specification: what an input of the project is.
    ///   - classes: the project's, which labels must be of; empty: labels are taken as they are.
    /// - Throws: ``Failure``: it cannot be opened, a column does not exist, or the header is data.
    package init(
        path: String,
        format: Format,
        specification: InputSpecification,
        classes: [String]
    ) throws(Failure) {
        guard let byte = format.delimiter.asciiValue else {
            throw .invalid(
                "a delimiter is one ASCII character; got \(quoted("\(format.delimiter)"))"
            )
        }
        try self.init(
            DelimitedReader(path: path, delimiter: byte),
            path,
            format,
            specification,
            classes
        )
    }

    /// Reads bytes that are in memory.
    ///
    /// - Throws: ``Failure`` as for a file.
    package init(
        bytes: [UInt8],
        path: String,
        format: Format,
        specification: InputSpecification,
        classes: [String]
    ) throws(Failure) {
        let delimiter = format.delimiter.asciiValue ?? UInt8(ascii: ",")
        try self.init(
            DelimitedReader(bytes: bytes, path: path, delimiter: delimiter),
            path,
            format,
            specification,
            classes
        )
    }

    private init(
        _ records: DelimitedReader,
        _ path: String,
        _ format: Format,
        _ specification: InputSpecification,
        _ classes: [String]
    ) throws(Failure) {
        self.path = path
        delimiter = format.delimiter
        let shown = shownPath(path)
        texts = TextEncoder(specification)
        encoder =
            texts == nil
            ? try InputEncoder(specification, for: "\(shown) is delimited text")
            : InputEncoder(specification: specification)
        (escapesLines, firstClass) = (format.escapesLines, format.firstClass)
        labels = LabelReader(classes: classes)
        reader = records
        let names = format.hasHeader ? try Self.header(&reader, shown) : nil
        self.names = names
        func index(_ column: String?) throws(Failure) -> Int? {
            guard let column else { return nil }
            return try Self.index(of: column, names, shown, format.delimiter)
        }
        id = try index(format.idColumn)
        label = try index(format.labelColumn)
        group = try index(format.groupColumn)
        let special = Set([id, label, group].compactMap(\.self))
        self.special = special
        let said = try format.textColumns.map { column throws(Failure) in
            try Self.index(of: column, names, shown, format.delimiter)
        }
        if texts == nil, let column = format.textColumns.first {
            throw .invalid(
                "\(shown): a column \(quoted(column)) of texts, and the project expects \(specification.summary)"
            )
        }
        let uses = [("id", id), ("label", label), ("group", group)] + said.map { ("text", $0) }
        try Self.refuseSharing(uses, names, shown)
        if names == nil, texts != nil, said.isEmpty { pending = try reader.next() }
        let count = names?.count ?? pending?.fields.count ?? 0
        switch (texts, said.isEmpty, count) {
        case (nil, _, _): textColumns = nil
        case (_, false, _): textColumns = TextColumns(said)
        // A file without lines, or whose first is none, has no columns to choose from.
        case (_, true, 0): textColumns = TextColumns([0])
        case (_, true, _):
            textColumns = try TextColumns(among: count, names, without: special, shown)
        }
        try Self.refuseExample(asHeader: names, label, format, special, classes, shown)
    }

    /// Refuses a header that is an example: a label column by its number says nothing of the line.
    private static func refuseExample(
        asHeader names: [String]?,
        _ label: Int?,
        _ format: Format,
        _ special: Set<Int>,
        _ classes: [String],
        _ path: String
    ) throws(Failure) {
        guard let names, let label, names[label] != format.labelColumn,
            classes.contains(names[label]), !isCount(names)
        else { return }
        let values = names.indices.filter { !special.contains($0) }
        guard values.allSatisfy({ names[$0].fileNumber != nil }) else { return }
        throw noHeader(path, 1, "is numbers with the label \(quoted(names[label]))")
    }

    /// The header's names of the columns that make the input; nil without a header.
    package var inputNames: [String]? {
        names.map { names in
            let read = textColumns?.columns ?? names.indices.filter { !special.contains($0) }
            return read.map { names[$0].trimmedSpaces }
        }
    }

    /// What to tell a person where one of several columns was taken for the text by its name: that one, and those that
    /// are read for nothing; nil: nothing was chosen.
    package var chosenText: (column: String, unread: [String])? {
        guard let names, let textColumns, !textColumns.unread.isEmpty else { return nil }
        return (names[textColumns.columns[0]], textColumns.unread.map { names[$0] })
    }

    private static func noHeader(_ path: String, _ line: Int, _ what: String) -> Failure {
        .invalid(
            "\(path), line \(line) \(what), so it looks like an example and no header; read the file "
                + "with --no-header"
        )
    }

    /// What the next row came to, or nil after the last one.
    ///
    /// - Throws: ``Failure`` (invalid argument) where nothing behind can be read either.
    package mutating func next() throws(Failure) -> InputOutcome? {
        let first = pending
        pending = nil
        let found = if let first { first } else { try reader.next() }
        guard let record = found else { return nil }
        let place = InputPlace(file: path, row: record.line)
        if let problem = record.problem { return .refused(place: place, reason: problem) }
        do {
            return .row(try row(record.fields, place))
        } catch {
            return .refused(place: place, reason: error.message)
        }
    }

    private func row(_ fields: [String], _ place: InputPlace) throws(Failure) -> InputRow {
        if let names, fields.count != names.count {
            throw .invalid(
                "\(fields.count) columns, the header has \(names.count)" + Self.comment(fields)
                    + Self.comment(names)
            )
        }
        let needed = special.union(textColumns?.columns ?? [])
        if let largest = needed.max(), largest >= fields.count {
            throw .invalid("column \(largest + 1) is missing; the line has \(fields.count)")
        }
        let bytes =
            if let texts, let textColumns {
                try text(fields, texts, textColumns.columns)
            } else {
                try numbers(fields)
            }
        return InputRow(
            id: id.map { fields[$0] } ?? "",
            label: try label.map { column throws(Failure) in try name(of: fields[column]) } ?? "",
            bytes: bytes,
            group: group.map { fields[$0] } ?? "",
            place: place
        )
    }

    private func name(of label: String) throws(Failure) -> String {
        guard let firstClass, let number = label.fileNumber else {
            return try labels.name(of: label)
        }
        return try labels.name(of: number, firstClass: firstClass)
    }

    private func text(
        _ fields: [String],
        _ texts: TextEncoder,
        _ columns: [Int]
    ) throws(Failure) -> [UInt8] {
        var text = columns.map { fields[$0] }
            .filter { columns.count == 1 || !$0.trimmedSpaces.isEmpty }.joined(separator: " ")
        if escapesLines { text = text.replacing("\\n", with: "\n") }
        do {
            return try texts.bytes(of: text)
        } catch {
            let all = columns.map { "\($0 + 1)" }.joined(separator: ", ")
            throw .invalid("column\(columns.count == 1 ? "" : "s") \(all): \(error.message)")
        }
    }

    private func numbers(_ fields: [String]) throws(Failure) -> [UInt8] {
        let expected = encoder.specification.elements ?? 0
        guard fields.count - special.count == expected else {
            throw .invalid(
                "\(fields.count - special.count) values, the project expects "
                    + encoder.specification.summary + Self.hint(fields, delimiter)
                    + Self.comment(fields) + hint(ofLabelAmong: fields, expected)
            )
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoder.specification.mostBytes)
        for (column, text) in fields.enumerated() where !special.contains(column) {
            guard let value = text.fileNumber else {
                let what = text.trimmedSpaces.isEmpty ? "is empty" : "\(quoted(text)) is no number"
                throw .invalid("column \(column + 1): \(what)")
            }
            do {
                try encoder.append(value, to: &bytes, writtenAs: text)
            } catch {
                throw .invalid("column \(column + 1): \(error.message)")
            }
        }
        return bytes
    }

    private static func header(
        _ reader: inout DelimitedReader,
        _ path: String
    ) throws(Failure) -> [String] {
        guard let record = try reader.next() else {
            throw .invalid("\(path) is empty; expected a header line")
        }
        if let problem = record.problem {
            throw .invalid("\(path), line \(record.line): \(problem)")
        }
        guard !isMeantForSpreadsheets(record.fields) else {
            throw .invalid("\(path), line \(record.line)\(comment(record.fields))")
        }
        guard
            record.fields.contains(where: { $0.fileNumber == nil })
                || isCount(record.fields)
        else {
            throw noHeader(path, record.line, "is numbers alone")
        }
        return record.fields
    }

    /// Refuses two columns of one name, where an option would mean one of them unseen, and one column
    /// for two uses.
    private static func refuseSharing(
        _ uses: [(name: String, column: Int?)],
        _ names: [String]?,
        _ path: String
    ) throws(Failure) {
        var seen: Set<String> = []
        for name in (names ?? []).map(\.trimmedSpaces) where !name.isEmpty {
            guard seen.insert(name).inserted else {
                throw .invalid("\(path) has two columns \(quoted(name)); name each once")
            }
        }
        for (index, use) in uses.enumerated() {
            guard let column = use.column,
                let other = uses[..<index].first(where: { $0.column == column })
            else { continue }
            let name = names?[column] ?? "\(column + 1)"
            throw .invalid(
                "\(path): column \(quoted(name)) cannot be the \(other.name) column and the "
                    + "\(use.name) column"
            )
        }
    }

    private static func index(
        of column: String,
        _ names: [String]?,
        _ path: String,
        _ delimiter: Character
    ) throws(Failure) -> Int {
        if let index = names?.firstIndex(of: column) { return index }
        if let index = names?.firstIndex(where: { $0.trimmedSpaces == column }) { return index }
        if let number = Int(column), number >= 1, number <= names?.count ?? Int.max {
            return number - 1
        }
        guard let names else {
            throw .invalid(
                "\(path) has no header, so column \(quoted(column)) must be a number from 1"
            )
        }
        let shown = names.prefix(20).map { quoted($0) }.joined(separator: ", ")
        let more = names.count > 20 ? " and \(names.count - 20) more" : ""
        throw .invalid(
            "\(path) has no column \(quoted(column)); it has \(shown)\(more)"
                + suggestion(for: column, in: names) + hint(names, delimiter) + comment(names)
        )
    }

    /// Names the option where one column too many holds words.
    private func hint(ofLabelAmong fields: [String], _ expected: Int) -> String {
        guard label == nil, fields.count - special.count == expected + 1 else { return "" }
        let free = fields.indices.filter { !special.contains($0) }
        let usual = ["label", "labels", "class", "target", "y", "species"]
        let named = names.flatMap { names in
            free.last(where: { usual.contains(names[$0].trimmedSpaces.lowercased()) })
        }
        let words = free.last(where: { fields[$0].fileNumber == nil })
        // Without a header the label is most often the last.
        guard let column = named ?? words ?? (names == nil ? free.last : nil) else { return "" }
        let name = names?[column] ?? "\(column + 1)"
        return "; if column \(quoted(name)) is the label: --label-column \(name)"
    }

    /// Whether a line is 0, 1, 2 and so on: the names that pandas gives columns which have none.
    private static func isCount(_ fields: [String]) -> Bool {
        fields.count > 2 && fields.enumerated().allSatisfy { Int($1.trimmedSpaces) == $0 }
    }

    private static func isMeantForSpreadsheets(_ fields: [String]) -> Bool {
        fields.count < 3 && fields.first?.lowercased().hasPrefix("sep=") == true
    }

    /// What to add where a line is none of a table.
    private static func comment(_ fields: [String]) -> String {
        if isMeantForSpreadsheets(fields) {
            return
                ": sep= is for spreadsheets; delete the line, and name the separator by --delimiter"
        }
        guard fields.first?.trimmedSpaces.hasPrefix("#") == true else { return "" }
        return "; comments are not read: delete the lines that begin with #"
    }

    /// Names the delimiter that seems to be meant where a line was not split.
    private static func hint(_ fields: [String], _ delimiter: Character) -> String {
        guard fields.count == 1, let line = fields.first else { return "" }
        let others: [(Character, String)] = [
            (";", "';'"), ("\t", "$'\\t'"), ("|", "'|'"), (",", ","),
        ]
        let found = others.filter { $0.0 != delimiter && line.contains($0.0) }
        guard let best = found.first else { return "" }
        return "; the fields seem to be separated otherwise: --delimiter \(best.1)"
    }
}
