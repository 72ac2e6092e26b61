/// A table for people: columns as wide as their widest cell, numbers to the right.
struct Table {
    private let header: [String]
    private var rows: [[String]] = []

    /// Creates a table with the titles of its columns.
    init(_ header: String...) { self.header = header }

    /// Appends one row; it has a cell for each column.
    mutating func append(_ cells: String...) {
        precondition(cells.count == header.count, "\(cells.count) cells, \(header.count) columns")
        rows.append(cells)
    }

    /// Whether there is no row.
    var isEmpty: Bool { rows.isEmpty }

    /// The text, with a line for each row and no line end after the last.
    var text: String {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let isNumeric = header.indices.map { column in
            !rows.isEmpty && rows.allSatisfy { Self.looksNumeric($0[column]) }
        }
        var lines = all.map { row in
            let cells = row.indices.map { column in
                Self.pad(row[column], to: widths[column], right: isNumeric[column])
            }
            return Self.trimmed(cells.joined(separator: "  "))
        }
        lines.insert(
            widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "),
            at: 1
        )
        return lines.joined(separator: "\n")
    }

    private static func pad(_ text: String, to width: Int, right: Bool) -> String {
        let spaces = String(repeating: " ", count: max(0, width - text.count))
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
