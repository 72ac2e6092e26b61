package import Domain
internal import Files

/// One example of a file, before it becomes a message.
package struct InputRow: Hashable, Sendable {
    /// The caller's id; empty when the server is to make one.
    package var id: String
    /// The class, by name; empty without a label.
    package var label: String
    /// The raw bytes of the input.
    package var bytes: [UInt8]
    /// What the example belongs to; empty: nothing.
    package var group: String
    /// Where it comes from.
    package var place: InputPlace

    /// The id, else that of the file where the whole of it is the example.
    package var shownID: String { id.isEmpty && place.unit == .file ? place.id : id }

    package init(
        id: String = "",
        label: String = "",
        bytes: [UInt8],
        group: String = "",
        place: InputPlace = InputPlace(file: "")
    ) {
        self.id = id
        self.label = label
        self.bytes = bytes
        self.group = group
        self.place = place
    }
}

/// A place in a file that a person can go to.
package struct InputPlace: Hashable, Sendable, CustomStringConvertible {
    /// What a file is counted in.
    package enum Unit: Sendable {
        /// Lines of text, from 1.
        case line
        /// Rows of an array, from 0.
        case row
        /// Nothing: the whole file is one example.
        case file
    }

    /// The path, as it was given.
    package var file: String
    /// The number of the line or row; 0 for a whole file.
    package var row: Int
    /// What ``row`` counts.
    package var unit: Unit
    /// The part of the path that ids are made of.
    private var name: String

    /// Names a place; without a `name` the path's last part is it.
    package init(file: String, row: Int = 0, unit: Unit = .line, name: String? = nil) {
        self.file = file
        self.row = row
        self.unit = unit
        self.name = name ?? file.split(separator: "/").last.map(String.init) ?? "stdin"
    }

    package var description: String {
        let shown = shownPath(file)
        return switch unit {
        case .line: "\(shown), line \(row)"
        case .row: "\(shown), row \(row)"
        case .file: shown
        }
    }

    /// The file as it was given and the row, such as `data/rows.csv:12`, at most 1,024 bytes.
    package var text: String {
        let path = file.isEmpty ? "stdin" : String(decoding: file.utf8.suffix(1000), as: UTF8.self)
        return unit == .file ? path : "\(path):\(row)"
    }

    /// An id that the same row of the same file always has: the file's name and the row; of a whole
    /// file its name, of one in a folder with the folders from that one on.
    ///
    /// Of one that is too long for an id the end is left, behind a digest of the whole.
    package var id: String {
        let whole = unit == .file ? name : "\(name):\(row)"
        guard whole.utf8.count > ExampleID.byteLimit else { return whole }
        // A character that is cut through has bytes left that begin none.
        let end = whole.utf8.suffix(96).drop { $0 & 0xC0 == 0x80 }
        let digest = Digest(of: Array(whole.utf8)).description.prefix(16)
        return "\(digest)-" + String(decoding: end, as: UTF8.self)
    }

    /// From now on ids are made of the whole path, as it was given.
    package mutating func useWholePath() { name = file.isEmpty ? name : file }
}

extension InputRow {
    /// Why no message can carry the row's names; nil: one can.
    package var fault: String? {
        for (name, text) in [("id", id), ("group", group)] {
            if text.utf8.contains(0) { return "the \(name) holds a NUL character" }
            // The server has the exact limit, and refuses what is little longer.
            guard text.utf8.count <= 4096 else {
                return "the \(name) has \(text.utf8.count) bytes; at most \(ExampleID.byteLimit)"
            }
        }
        return nil
    }
}

/// What reading one row came to.
package enum InputOutcome: Sendable {
    /// An example.
    case row(InputRow)
    /// A row that is none; those after it can be read.
    case refused(place: InputPlace, reason: String)
}

/// Turns the numbers of a file into the raw bytes of a project's inputs.
package struct InputEncoder: Sendable {
    /// What one input of the project is.
    package let specification: InputSpecification

    /// Encodes for a project.
    package init(specification: InputSpecification) { self.specification = specification }

    /// Encodes for a project whose inputs are numbers of one shape.
    ///
    /// - Throws: ``Failure`` (invalid argument) that says what `file` holds, when they are not.
    init(_ specification: InputSpecification, for file: String) throws(Failure) {
        guard specification.byteCount != nil else {
            throw .invalid("\(file), and the project expects \(specification.summary)")
        }
        self.init(specification: specification)
    }

    /// Appends one number of an input to its raw bytes; messages show it as it is written.
    ///
    /// - Throws: ``Failure`` (invalid argument) when a pixel is not an integer in 0...255, or a
    ///   vector's number is none that 32 bits hold.
    package func append(
        _ value: Double,
        to bytes: inout [UInt8],
        writtenAs text: String? = nil
    ) throws(Failure) {
        switch specification {
        case .image:
            guard value >= 0, value <= 255, value == value.rounded() else {
                throw .invalid(
                    "a pixel is a whole number from 0 to 255; got \(shown(value, text))"
                        + (value > 0 && value < 1 ? "; multiply pixels of 0 to 1 by 255" : "")
                )
            }
            bytes.append(UInt8(value))
        case .vector:
            let float = Float(value)
            guard float.isFinite else {
                throw .invalid(
                    value.isFinite
                        ? "\(shown(value, text)) is beyond what a 32-bit float holds"
                        : "every number must be finite; got \(shown(value, text))"
                )
            }
            bytes.append(littleEndian: float.bitPattern)
        case .text, .audio:
            throw .invalid("numbers; expected \(specification.summary)")
        }
    }
}

extension String {
    /// The number that a field of a file is: decimal digits with a sign, a point and an exponent, or one
    /// of the words for what is not finite; nil: it is none.
    ///
    /// `Double` takes more: hexadecimal digits, and whatever follows a NUL.
    var fileNumber: Double? {
        let text = trimmedSpaces
        let isDecimal = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || [43, 45, 46, 69, 101].contains(byte)
        }
        let words: Set = ["nan", "inf", "infinity"]
        guard isDecimal || words.contains(text.drop { "+-".contains($0) }.lowercased()) else {
            return nil
        }
        return Double(text)
    }
}

/// A number as messages show it: as it came, else with as few digits as tell it.
private func shown(_ value: Double, _ text: String? = nil) -> String {
    if let text { return String(text.trimmedSpaces.prefix(40)) }
    let short = Float(value)
    return Double(short) == value ? "\(short)" : "\(value)"
}

/// Which class the label of a file means.
package struct LabelReader: Sendable {
    private let classes: [String]
    private let known: Set<String>

    /// Reads labels of a project's classes; without any, every text is taken as it is.
    package init(classes: [String]) {
        self.classes = classes
        known = Set(classes)
    }

    /// The class that `text` names, itself or without the spaces around it; empty: no label.
    ///
    /// - Throws: ``Failure`` (invalid argument) when it is no class.
    package func name(of text: String) throws(Failure) -> String {
        let trimmed = text.trimmedSpaces
        guard !trimmed.isEmpty else { return "" }
        if classes.isEmpty || known.contains(text) { return text }
        guard known.contains(trimmed) else {
            throw .invalid("\(noClass(text)), and a row without a label has an empty field")
        }
        return trimmed
    }

    /// The class of a number: the one of that name, else the one with that index, counted from `firstClass`;
    /// NaN and negative numbers: no label.
    ///
    /// - Throws: ``Failure`` (invalid argument) when it is no class.
    package func name(of number: Double, firstClass: Int = 0) throws(Failure) -> String {
        if number.isNaN || number < 0 { return "" }
        guard let index = Int(exactly: number) else {
            throw .invalid("a label is a whole number, the index of a class; got \(shown(number))")
        }
        if classes.isEmpty || known.contains("\(index)") { return "\(index)" }
        guard index >= firstClass, index - firstClass < classes.count else {
            let start = firstClass == 0 ? "" : ", counted from \(firstClass)"
            throw .invalid(
                "no class \(index): the project has \(classes.count), \(listed)\(start)"
            )
        }
        return classes[index - firstClass]
    }

    /// Whether `text` names a class; without any, every text does.
    func isKnown(_ text: String) -> Bool { classes.isEmpty || known.contains(text) }

    /// What is said of a text that is no class, with the class that it may have been meant for.
    func noClass(_ text: String) -> String {
        let nearest = suggestion(for: text, in: classes)
        return "no class \(quoted(text))\(nearest); the classes are \(listed)"
    }

    private var listed: String {
        let shown = classes.prefix(6).map { quoted($0) }.joined(separator: ", ")
        return classes.count > 6 ? "\(shown) and \(classes.count - 6) more" : shown
    }
}

extension String {
    /// Without spaces and tabs at its ends.
    package var trimmedSpaces: String {
        let text = drop { $0 == " " || $0 == "\t" }
        guard let last = text.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(text[...last])
    }
}
