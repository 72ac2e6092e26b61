import Foundation
import MessageTypes
import Messages

/// A line of `Golden/messages.txt`: one message as Python's protobuf serialized it.
struct GoldenMessage: Sendable, CustomStringConvertible {
    let type: any GeneratedMessage.Type
    let seed: Int
    let bytes: [UInt8]

    var description: String { "\(type.fullName) \(seed)" }

    static let all: [GoldenMessage] = {
        let types = Dictionary(messageTypes.map { ($0.fullName, $0) }) { first, _ in first }
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/messages.txt")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, let seed = Int(parts[1]) else { return nil }
            return types[String(parts[0])].map {
                GoldenMessage(type: $0, seed: seed, bytes: bytes(hexadecimal: parts[2]))
            }
        }
    }()

    private static func bytes(hexadecimal text: Substring) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map {
            UInt8(digits[$0] * 16 + digits[$0 + 1])
        }
    }
}
