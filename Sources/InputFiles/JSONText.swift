internal import Domain

/// A JSON value, read strictly by RFC 8259.
///
/// The grammar: <https://www.rfc-editor.org/rfc/rfc8259>.
enum JSONText {
    case null
    case bool(Bool)
    /// A number and how it is written.
    case number(Double, text: String)
    case string(String)
    /// An array of numbers alone.
    case numbers([Double])
    case array([JSONText])
    case object([(key: String, value: JSONText)])

    /// The most arrays and objects within each other.
    static let depthLimit = 64

    /// Reads one value, with nothing but space around it.
    ///
    /// - Throws: ``Failure`` (invalid argument) with the column where it is wrong, a byte from 1.
    init(_ bytes: ArraySlice<UInt8>) throws(Failure) {
        var parser = JSONParser(bytes)
        self = try parser.whole()
    }

    /// Whether it is a single number.
    var isNumber: Bool {
        if case .number = self { true } else { false }
    }

    /// What the value is, for messages.
    var word: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number: "a number"
        case .string: "a string"
        case .numbers, .array: "an array"
        case .object: "an object"
        }
    }
}

/// The parser of ``JSONText``.
private struct JSONParser {
    private let bytes: ArraySlice<UInt8>
    private var place: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    mutating func whole() throws(Failure) -> JSONText {
        let value = try value(depth: 0)
        skipSpace()
        guard place == bytes.endIndex else { throw expected("the end of the line") }
        return value
    }

    private func expected(_ what: String) -> Failure {
        let column = place - bytes.startIndex + 1
        guard place < bytes.endIndex else {
            return .invalid("column \(column): expected \(what); the line ends")
        }
        let rest = String(decoding: bytes[place...].prefix(12), as: UTF8.self)
        return .invalid("column \(column): expected \(what); got \(quoted(rest))")
    }

    private var byte: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { place += 1 }
    }

    /// Takes one character if it is next.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONText {
        skipSpace()
        // Past the end a byte that begins nothing.
        switch byte ?? 0 {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let (value, text) = try number()
            return .number(value, text: text)
        default:
            for (word, value) in [
                ("null", JSONText.null), ("true", .bool(true)), ("false", .bool(false)),
            ] where bytes[place...].starts(with: word.utf8) {
                place += word.utf8.count
                return value
            }
            throw expected("a value")
        }
    }

    private mutating func object(depth: Int) throws(Failure) -> JSONText {
        guard depth < JSONText.depthLimit else { throw expected("no more brackets") }
        place += 1
        var members: [(key: String, value: JSONText)] = []
        skipSpace()
        if take("}") { return .object([]) }
        while true {
            skipSpace()
            guard byte == UInt8(ascii: "\"") else { throw expected("a key in quotation marks") }
            let key = try string()
            skipSpace()
            guard take(":") else { throw expected("a colon") }
            members.append((key, try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw expected("a comma or }") }
        }
    }

    private mutating func array(depth: Int) throws(Failure) -> JSONText {
        guard depth < JSONText.depthLimit else { throw expected("no more brackets") }
        place += 1
        var numbers: [Double] = []
        var values: [JSONText] = []
        skipSpace()
        if take("]") { return .numbers([]) }
        while true {
            let value = try value(depth: depth + 1)
            if case .number(let number, _) = value, values.isEmpty {
                numbers.append(number)
            } else {
                if !numbers.isEmpty {
                    values = numbers.map { .number($0, text: "\($0)") }
                    numbers = []
                }
                values.append(value)
            }
            skipSpace()
            if take("]") { return values.isEmpty ? .numbers(numbers) : .array(values) }
            guard take(",") else { throw expected("a comma or ]") }
        }
    }

    private mutating func digits() -> Int {
        let start = place
        while let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        return place - start
    }

    private mutating func number() throws(Failure) -> (Double, text: String) {
        let start = place
        _ = take("-")
        let hasZero = byte == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !hasZero || whole == 1 else {
            if whole > 0 { place -= whole }
            throw expected("a number without zeros before it")
        }
        if take("."), digits() == 0 { throw expected("digits behind the point") }
        if take("e") || take("E") {
            if !take("-") { _ = take("+") }
            guard digits() > 0 else { throw expected("an exponent") }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard let value = Double(text) else { throw expected("a number") }
        return (value, text)
    }

    private mutating func string() throws(Failure) -> String {
        let opening = place
        place += 1
        var content: [UInt8] = []
        while let byte {
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else {
                    place = opening
                    throw .invalid(
                        "column \(opening - bytes.startIndex + 1): a string that is not UTF-8"
                    )
                }
                place += 1
                return text
            case UInt8(ascii: "\\"):
                place += 1
                try escape(&content)
            case ..<0x20: throw expected("no control character in a string")
            default:
                content.append(byte)
                place += 1
            }
        }
        throw expected(
            "the end of the string that begins in column \(opening - bytes.startIndex + 1)"
        )
    }

    private mutating func escape(_ content: inout [UInt8]) throws(Failure) {
        let simple: [UInt8: UInt8] = [
            0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
            0x74: 0x09,
        ]
        if let byte, let meant = simple[byte] {
            content.append(meant)
            place += 1
            return
        }
        guard take("u") else { throw expected("an escape") }
        var value = try four()
        if (0xD800..<0xDC00).contains(value), bytes[place...].starts(with: [0x5C, 0x75]) {
            place += 2
            let low = try four()
            guard (0xDC00..<0xE000).contains(low) else {
                throw expected("the second of two surrogates")
            }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw expected("the second of two surrogates")
        }
        content += UTF8.encode(scalar)?.map { $0 } ?? []
    }

    private mutating func four() throws(Failure) -> UInt32 {
        let text = bytes[place...].prefix(4)
        guard text.count == 4, text.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: text, as: UTF8.self), radix: 16)
        else { throw expected("four hexadecimal digits") }
        place += 4
        return value
    }
}
