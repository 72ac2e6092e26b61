import Domain
import GRPC

/// What callers send of themselves in header fields: tokens and traces.
///
/// What is read is written back as it was, and what differs in a byte is not the same.
enum CredentialsBody {
    private static let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    private static let token =
        "tutelage_0123456789abcdef_" + String(repeating: "0123456789abcdef", count: 4)

    private static let bearer = Array("Bearer ".utf8)

    static let seeds: [[UInt8]] = {
        let traces = [
            trace, trace + "-more", "01" + trace.dropFirst(2) + "-more", "ff" + trace.dropFirst(2),
            trace.uppercased(), String(trace.dropLast()), "00-\(zeros(32))-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-\(zeros(16))-01", "",
        ]
        let tokens = [
            "Bearer \(token)", "bearer \(token)", "BEARER \(token)", "Bearer \(token)0",
            "Bearer\t\(token)", "Basic  \(token)", token, "Bearer", "Bearer  \(token)",
        ]
        var seeds: [[UInt8]] = traces.map { [0] + Array($0.utf8) }
        seeds += tokens.map { [1] + Array($0.utf8) }
        seeds.append([2])
        seeds.append([2, 0, 15, 1] + Array(token.utf8))
        seeds.append([2, 0, 40, 0] + [UInt8](repeating: 0xff, count: 80))
        return seeds
    }()

    static func run(_ reader: inout InputReader) throws {
        switch reader.byte() % 3 {
        case 0: try trace(reader.rest())
        case 1: try authorization(reader.rest())
        default: try change(&reader)
        }
    }

    private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

    private static func trace(_ text: [UInt8]) throws {
        guard let parent = TraceParent(String(decoding: text, as: UTF8.self)) else { return }
        for (field, count) in [(parent.traceID, 32), (parent.spanID, 16)] {
            let isClean = field.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
            }
            try FuzzFinding.unless(
                isClean && field.utf8.count == count && field != zeros(count),
                "'\(field)' is read of \(text)"
            )
        }
        let written = "00-\(parent.traceID)-\(parent.spanID)-01"
        let common = Array(written.utf8.dropFirst(2).dropLast(2))
        try FuzzFinding.unless(
            TraceParent(written) == parent && text[2...].starts(with: common),
            "\(written) is read of \(text)"
        )
    }

    private static func authorization(_ text: [UInt8]) throws {
        guard let token = TokenText(authorization: text) else { return }
        try FuzzFinding.unless(
            token.id.count == TokenText.idCount && token.secret.count == TokenText.secretCount,
            "\(token.id.count) and \(token.secret.count) bytes are read of \(text)"
        )
        try FuzzFinding.unless(
            text.suffix(token.bytes.count) == token.bytes[...]
                && TokenText(authorization: Array("Bearer ".utf8) + token.bytes) == token,
            "\(token.bytes) is read of \(text)"
        )
    }

    /// A token that was made of the input, and the same with one byte changed.
    private static func change(_ reader: inout InputReader) throws {
        let (place, bit) = (reader.number(), reader.byte())
        let id = filled(reader.take(TokenText.idCount), TokenText.idCount)
        let secret = filled(reader.take(TokenText.secretCount), TokenText.secretCount)
        guard let token = TokenText(id: id, secret: secret) else {
            throw FuzzFinding("\(id) and \(secret) make no token")
        }
        var text = bearer + token.bytes
        try FuzzFinding.unless(
            TokenText(authorization: text) == token,
            "\(text) does not come back"
        )
        let index = place % text.count
        text[index] ^= 1 << (bit & 7)
        let isLetterCase = index < 6 && bit & 7 == 5
        let changed = TokenText(authorization: text)
        try FuzzFinding.unless(
            isLetterCase ? changed == token : changed != token,
            "byte \(index) was changed, and it is \(changed == nil ? "no" : "the same") token"
        )
        for length in [index, text.count - 1] {
            try FuzzFinding.unless(
                TokenText(authorization: Array(text.prefix(length))) == nil,
                "\(length) bytes are a token"
            )
        }
    }

    private static func filled(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
        bytes + [UInt8](repeating: UInt8(ascii: "0"), count: count - bytes.count)
    }
}
