internal import Domain

/// The header of a `.npy` file: the literal of a Python dict, whatever its spaces and quotation marks.
struct NumpyHeader {
    /// What an element is, such as `<f4`; nil: a structure of several fields.
    let type: String?
    /// How the header writes it.
    let writtenType: String
    /// Whether the first axis varies fastest.
    let isFortran: Bool
    /// The lengths of the axes.
    let shape: [Int]

    /// Reads the text of a header.
    ///
    /// - Parameters:
    ///   - text: the header.
    ///   - path: how messages call the file.
    /// - Throws: ``Failure`` (invalid argument) that says what is missing or wrong in it.
    init(_ text: String, _ path: String) throws(Failure) {
        var reader = LiteralReader(Array(text.utf8))
        guard let members = reader.members() else {
            throw .invalid("\(path) has no header that can be read: \(quoted(text))")
        }
        guard let descr = members["descr"] else {
            throw .invalid("\(path) has no type in its header")
        }
        writtenType = descr
        type = Self.string(descr)
        switch members["fortran_order"] {
        case "False": isFortran = false
        case "True": isFortran = true
        case let other:
            throw .invalid(
                "\(path): fortran_order is True or False; got \(other.map(quoted) ?? "nothing")"
            )
        }
        shape = try Self.shape(members["shape"] ?? "", path)
    }

    /// What is between the quotation marks; nil: it is no string.
    private static func string(_ literal: String) -> String? {
        guard let mark = literal.first, mark == "'" || mark == "\"", literal.count >= 2,
            literal.last == mark
        else { return nil }
        return String(literal.dropFirst().dropLast())
    }

    private static func shape(_ text: String, _ path: String) throws(Failure) -> [Int] {
        guard text.hasPrefix("("), text.hasSuffix(")"), text.utf8.count >= 2 else {
            throw .invalid("\(path) has no shape in its header")
        }
        var shape: [Int] = []
        for part in text.dropFirst().dropLast().split(separator: ",") {
            let word = String(part).trimmedSpaces
            if word.isEmpty { continue }
            guard let length = Int(word) else {
                let isNumber = word.utf8.allSatisfy { (0x30...0x39).contains($0) }
                throw .invalid(
                    "\(path) has the shape \(text.prefix(60)), "
                        + (isNumber ? "which is too large" : "where \(quoted(word)) is no length")
                )
            }
            guard length >= 0 else {
                throw .invalid("\(path) has the shape \(text.prefix(60)), with a negative length")
            }
            shape.append(length)
        }
        return shape
    }
}

/// The members of a Python dict, each value as it is written.
private struct LiteralReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte, byte == 0x20 || (0x09...0x0D).contains(byte) { place += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard byte == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    /// The members by their names; nil: it is no dict.
    mutating func members() -> [String: String]? {
        guard take("{") else { return nil }
        var members: [String: String] = [:]
        while !take("}") {
            guard let name = string(), take(":"), let literal = value() else { return nil }
            members[name] = literal
            guard take(",") else { return take("}") ? members : nil }
        }
        return members
    }

    private mutating func string() -> String? {
        skipSpace()
        guard let mark = byte, mark == UInt8(ascii: "'") || mark == UInt8(ascii: "\""),
            let end = bytes[(place + 1)...].firstIndex(of: mark)
        else { return nil }
        defer { place = end + 1 }
        return String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
    }

    /// The text up to a comma or brace that belongs to no bracket or string of its own.
    private mutating func value() -> String? {
        skipSpace()
        let start = place
        var depth = 0
        while let byte {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                guard string() != nil else { return nil }
                continue
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "}") where depth > 0: depth -= 1
            case UInt8(ascii: "}") where depth == 0, UInt8(ascii: ",") where depth == 0:
                let text = String(decoding: bytes[start..<place], as: UTF8.self).trimmedSpaces
                return text.isEmpty ? nil : text
            default: break
            }
            guard depth >= 0 else { return nil }
            place += 1
        }
        return nil
    }
}
