internal import Domain

/// One page of a list: how much is asked for, and where it starts.
package struct Page: Hashable, Sendable {
    /// What 0 means.
    package static let defaultSize = 100
    /// The most items of a page.
    package static let sizeLimit = 1000
    /// The most bytes of a page's items, so that a reply stays below the limit of a message.
    package static let byteLimit = 3 << 20

    /// The most items, 1 to ``sizeLimit``.
    package let size: Int
    /// What the page before ended with; empty for the first page.
    package let after: String

    /// Checks what a caller asked for.
    ///
    /// - Throws: ``Failure`` (invalid argument) for a size or a token that is none.
    package init(size: UInt32, token: String) throws {
        guard size <= Self.sizeLimit else {
            throw Failure.invalid(
                "a page has at most \(Self.sizeLimit) items; got \(size)",
                field: "page_size"
            )
        }
        self.size = size == 0 ? Self.defaultSize : Int(size)
        after = try Self.position(token)
    }

    /// Where the page starts, as a number; `start` for the first page.
    ///
    /// - Throws: ``Failure`` (invalid argument) when the token came from another list.
    package func after(orStart start: Int64) throws -> Int64 {
        if after.isEmpty { return start }
        guard let number = Int64(after) else { throw Self.foreign }
        return number
    }

    /// The token of the page that starts after `position`.
    package static func token(after position: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = position.utf8.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The token of the page that starts after the number `position`.
    package static func token(after position: Int64) -> String { token(after: String(position)) }

    static let foreign = Failure.invalid(
        "a page token is the next_page_token of the page before; this is none",
        field: "page_token"
    )

    private static func position(_ token: String) throws -> String {
        let digits = Array(token.utf8)
        guard digits.count % 2 == 0, digits.count <= 512 else { throw foreign }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else {
                throw foreign
            }
            bytes.append(high << 4 | low)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw foreign }
        return text
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
