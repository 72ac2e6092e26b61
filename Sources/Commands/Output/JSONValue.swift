/// A JSON document whose objects keep the order of their keys.
enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([(String, JSONValue)])

    /// The document on one line, without spaces between its parts.
    var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): "\(value)"
        case .number(let value): value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.quoted(value)
        case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { Self.quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
        }
    }

    /// A whole number.
    static func count(_ value: some BinaryInteger) -> JSONValue { .integer(Int64(value)) }

    /// A number with the digits of its Float, not those of its Double.
    static func float(_ value: Float) -> JSONValue { .number(Double("\(value)") ?? Double(value)) }

    /// A number, or null where there is none.
    static func optional(_ value: Float?) -> JSONValue { value.map(Self.float) ?? .null }

    /// A number, or null where there is none.
    static func optional(_ value: Double?) -> JSONValue { value.map(Self.number) ?? .null }

    /// A string, or null where it is empty.
    static func text(_ value: String) -> JSONValue { value.isEmpty ? .null : .string(value) }

    /// A whole number, or null where it is 0, which says "none".
    static func id(_ value: Int64) -> JSONValue { value == 0 ? .null : .integer(value) }

    /// An object with more members.
    func adding(_ more: [(String, JSONValue)]) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members + more)
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
