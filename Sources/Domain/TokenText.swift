/// What the holder of a token shows: `tutelage_ID_SECRET`, 16 and 64 bytes, in ours hexadecimal digits.
///
/// The id finds the token and is no secret.
package struct TokenText: Hashable, Sendable, CustomStringConvertible {
    /// The public part.
    package let id: [UInt8]
    /// The part that nobody else knows.
    package let secret: [UInt8]

    /// Bytes of an id.
    package static let idCount = 16
    /// Bytes of a secret.
    package static let secretCount = 64

    private static let start = Array("tutelage_".utf8)
    private static let scheme = Array("bearer".utf8)

    /// Puts a token together; nil where a part has another length.
    package init?(id: [UInt8], secret: [UInt8]) {
        guard id.count == Self.idCount, secret.count == Self.secretCount else { return nil }
        self.id = id
        self.secret = secret
    }

    /// Reads the value of an `authorization` field; nil where it is no token of ours.
    package init?(authorization: [UInt8]) {
        let space = Self.scheme.count
        let middle = space + 1 + Self.start.count + Self.idCount
        guard authorization.count == middle + 1 + Self.secretCount,
            zip(authorization, Self.scheme).allSatisfy({ $0 | 0x20 == $1 }),
            authorization[space] == UInt8(ascii: " "),
            authorization[(space + 1)...].starts(with: Self.start),
            authorization[middle] == UInt8(ascii: "_")
        else { return nil }
        id = Array(authorization[(middle - Self.idCount)..<middle])
        secret = Array(authorization[(middle + 1)...])
    }

    /// The token as its holder shows it.
    package var bytes: [UInt8] { Self.start + id + [UInt8(ascii: "_")] + secret }

    /// The token without its secret, for logs.
    package var description: String { "tutelage_" + String(decoding: id, as: UTF8.self) }
}
