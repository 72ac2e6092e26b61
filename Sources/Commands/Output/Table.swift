/// A table for people: columns as wide as their widest cell, numbers to the right, at most as wide as
/// the terminal: longer cells go on below.
struct Table {
    private let header: [String]
    private var rows: [[String]] = []

    /// Creates a table with the titles of its columns.
    init(_ header: String...) { self.header = header }

    /// Appends one row; it has a cell for each column.
    mutating func append(_ cells: String...) { append(cells) }

    mutating func append(_ cells: [String]) {
        precondition(cells.count == header.count, "\(cells.count) cells, \(header.count) columns")
        rows.append(cells.map { Console.escaped($0).replacing("\n", with: "\\n") })
    }

    /// Whether there is no row.
    var isEmpty: Bool { rows.isEmpty }

    /// The text, with at least a line for each row and no line end after the last.
    var text: String {
        text(columns: Console.columns, cutsNames: Console.isTerminal)
    }

    /// The text in at most `columns` columns, as far as 8 for each cell allow.
    ///
    /// - Parameters:
    ///   - columns: how wide it may be.
    ///   - cutsNames: whether cells of the first column may be cut that have few characters: other
    ///     programs join by them.
    /// - Returns: lines.
    func text(columns: Int, cutsNames: Bool = true) -> String {
        let all = [header] + rows
        let widths = fitting(
            header.indices.map { column in all.map { $0[column].displayWidth }.max() ?? 0 },
            columns,
            least: cutsNames ? 8 : Self.nameWidth
        )
        let isNumeric = header.indices.map { column in
            !rows.isEmpty && rows.allSatisfy { Self.looksNumeric($0[column]) }
        }
        var lines: [String] = []
        for (number, row) in all.enumerated() {
            let cells = row.indices.map { row[$0].wrapped(to: widths[$0]) }
            for line in 0..<(cells.map(\.count).max() ?? 0) {
                let parts = cells.indices.map { column in
                    let text = line < cells[column].count ? cells[column][line] : ""
                    return Self.pad(text, to: widths[column], right: isNumeric[column])
                }
                lines.append(Self.trimmed(parts.joined(separator: "  ")))
            }
            if number == 0 {
                lines.append(
                    widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
                )
            }
        }
        return lines.joined(separator: "\n")
    }

    /// What is left to a name where programs read it: a path, a UUID with something before it.
    private static let nameWidth = 72

    /// The widths with the widest columns narrowed until all fit; the first to no less than `least`.
    private func fitting(_ wanted: [Int], _ columns: Int, least: Int) -> [Int] {
        var widths = wanted
        let room = columns - 2 * (widths.count - 1)
        func floor(_ column: Int) -> Int { column == 0 && wanted[0] <= least ? wanted[0] : 8 }
        while widths.reduce(0, +) > room,
            let column = widths.indices.filter({ widths[$0] > floor($0) })
                .max(by: { widths[$0] < widths[$1] })
        {
            let widest = widths[column]
            let next = widths.filter { $0 < widest }.max() ?? 8
            let over = widths.reduce(0, +) - room
            widths[column] = max(floor(column), min(widest - 1, max(next, widest - over)))
        }
        return widths
    }

    private static func pad(_ text: String, to width: Int, right: Bool) -> String {
        let spaces = String(repeating: " ", count: max(0, width - text.displayWidth))
        return right ? spaces + text : text + spaces
    }

    private static func trimmed(_ text: String) -> String {
        String(text.reversed().drop { $0 == " " }.reversed())
    }

    private static func looksNumeric(_ text: String) -> Bool {
        text.isEmpty || text == "-"
            || text.allSatisfy { $0.isNumber || ".,%+-/s ".contains($0) }
    }
}

extension Character {
    /// The columns that a terminal gives it.
    var displayWidth: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        // The blocks of East Asian wide and full-width characters, https://www.unicode.org/reports/tr11
        let wide: [ClosedRange<UInt32>] = [
            0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD,
        ]
        return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
}

extension String {
    /// The columns that a terminal gives it.
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    /// Lines of at most `width` columns, cut at spaces where there are any.
    func wrapped(to width: Int) -> [String] {
        guard displayWidth > width else { return [self] }
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            if !line.isEmpty, line.displayWidth + 1 + word.displayWidth <= width {
                line += " " + word
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = ""
            for character in word {
                if line.displayWidth + character.displayWidth > width, !line.isEmpty {
                    lines.append(line)
                    line = ""
                }
                line.append(character)
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines.isEmpty ? [""] : lines
    }
}

/// Returns `value` with `digits` decimals, such as `0.950`.
func decimal(_ value: Double, _ digits: Int = 3) -> String {
    guard value.isFinite else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (abs(value) * scale).rounded()
    guard rounded < 1e15 else { return "\(value)" }
    let whole = Int(rounded) / Int(scale)
    let fraction = String(Int(rounded) % Int(scale))
    let sign = value < 0 && rounded > 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(whole)" }
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(sign)\(whole).\(zeros)\(fraction)"
}

/// Returns a share in `0...1` as a percentage with `digits` decimals.
func percent(_ share: Double, _ digits: Int = 1) -> String { decimal(share * 100, digits) + " %" }
