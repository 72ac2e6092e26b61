import GRPC
import HTTP2Session
import NIOCore

/// The small readers of gRPC: nothing traps, pieces give what the whole gives, and what was written
/// is read back.
enum FramingBody {
    static let seeds: [[UInt8]] =
        [
            [0, 64, 3, 0, 0, 0, 0, 2, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 9],
            [0, 4, 1, 0, 0, 0, 0, 255, 1, 2], [0, 255, 2, 2, 0, 0, 0, 1, 0],
            [0, 255, 1, 1, 0, 0, 0, 1, 0],
        ]
        + ["100m", "1S", "99999999H", "5u", "0n", "123456789S", "S", "1.5S"].map { [1] + $0.utf8 }
        + ["caf%C3%A9 100%25", "%", "%4", "%zz", "plain"].map { [2] + $0.utf8 }
        + ["AAEC", "AAE=", "AA==", "AA", "A", "====", "_-"].map { [3] + $0.utf8 }
        + ["x-trace\nabc", "key-bin\nAAEC", "Upper\n\u{e9}"].map { [4] + $0.utf8 }

    static func run(_ reader: inout InputReader) throws {
        switch reader.byte() % 5 {
        case 0: try assemble(&reader)
        case 1: try timeout(reader.rest())
        case 2: try percent(reader.rest())
        case 3: try base64(reader.rest())
        default: try metadata(reader.rest())
        }
    }

    /// Messages of a body, and whether it was refused.
    private struct Outcome: Equatable {
        var messages: [[UInt8]] = []
        var refusal: GRPCStatus?
        var held = 0
    }

    private static func assemble(_ reader: inout InputReader) throws {
        let limit = Int(reader.byte())
        let piece = max(1, Int(reader.byte() % 16))
        let body = reader.rest()
        let whole = outcome(body, piece: max(1, body.count), limit: limit)
        let pieces = outcome(body, piece: piece, limit: limit)
        try FuzzFinding.unless(
            whole.messages == pieces.messages && whole.refusal == pieces.refusal,
            "\(whole) in one piece, \(pieces) in pieces of \(piece)"
        )
        guard whole.refusal == nil else { return }
        try FuzzFinding.unless(
            whole.held == body.count && pieces.held == body.count,
            "\(whole.held) and \(pieces.held) bytes to give back of \(body.count)"
        )
    }

    private static func outcome(_ body: [UInt8], piece: Int, limit: Int) -> Outcome {
        var assembler = MessageAssembler()
        var result = Outcome()
        for start in stride(from: 0, to: body.count, by: piece) {
            var range = start..<min(body.count, start + piece)
            do throws(GRPCStatus) {
                while let frame = try assembler.next(body, &range, limit: limit) {
                    switch frame {
                    case .inPlace(let range): result.messages.append(Array(body[range]))
                    case .assembled(let message): result.messages.append(message)
                    }
                }
            } catch {
                result.refusal = error
                return result
            }
        }
        result.held = assembler.takeHeld()
        return result
    }

    private static func timeout(_ text: [UInt8]) throws {
        guard let amount = CallTimeout.parse(text[...]) else { return }
        try FuzzFinding.unless(amount.nanoseconds >= 0, "\(text) is \(amount)")
        let written = CallTimeout.text(amount)
        guard let again = CallTimeout.parse(Array(written.utf8)[...]) else {
            throw FuzzFinding("\(amount) is written as \(written), which is malformed")
        }
        try FuzzFinding.unless(again <= amount, "\(amount) is \(again) when it comes back")
    }

    private static func percent(_ text: [UInt8]) throws {
        let decoded = PercentEncoding.decode(text)
        let again = PercentEncoding.decode(PercentEncoding.encode(decoded))
        try FuzzFinding.unless(again == decoded, "\(decoded) comes back as \(again)")
    }

    private static func base64(_ text: [UInt8]) throws {
        try FuzzFinding.unless(
            Base64.decode(Base64.encode(text)) == text,
            "\(text) does not come back"
        )
        guard let bytes = Base64.decode(text) else { return }
        try FuzzFinding.unless(
            bytes.count <= text.count * 3 / 4 + 1,
            "\(text.count) characters gave \(bytes.count) bytes"
        )
    }

    private static func metadata(_ text: [UInt8]) throws {
        let parts = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var metadata = Metadata()
        for index in stride(from: 0, to: parts.count - 1, by: 2) {
            let name = String(decoding: parts[index], as: UTF8.self).lowercased()
            guard Metadata.isName(name) else { continue }
            if name.hasSuffix("-bin") {
                metadata.append(name, binary: Array(parts[index + 1]))
            } else {
                metadata.append(name, String(decoding: parts[index + 1], as: UTF8.self))
            }
        }
        for (name, value) in metadata.fields {
            try FuzzFinding.unless(
                value.utf8.allSatisfy { (0x20...0x7e).contains($0) },
                "the value of \(name) is not printable"
            )
            if name.hasSuffix("-bin") {
                try FuzzFinding.unless(
                    metadata[binary: name] != nil,
                    "the value of \(name) is not base64"
                )
            }
        }
    }
}
