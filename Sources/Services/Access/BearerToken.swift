internal import Domain
package import Files

/// What the holder of a token shows: `tutelage_ID_SECRET`, 16 and 64 hexadecimal digits.
///
/// The id finds the token and is no secret; of the secret only a digest is kept.
package struct BearerToken: Sendable {
    /// The public part.
    package let id: String
    /// What the kept digest is compared with.
    package let digest: Digest
    private let secret: [UInt8]

    private static let start = Array("tutelage_".utf8)
    private static let idCount = 16
    private static let secretCount = 64

    /// Makes a token of 256 random bits of the system's generator.
    package static func random() -> (token: BearerToken, text: String) {
        var generator = SystemRandomNumberGenerator()
        func digits(_ count: Int) -> [UInt8] {
            (0..<count).map { _ in Array("0123456789abcdef".utf8)[Int(generator.next() >> 60)] }
        }
        let token = BearerToken(id: digits(idCount), secret: digits(secretCount))
        let text = start + Array(token.id.utf8) + [UInt8(ascii: "_")] + token.secret
        return (token, String(decoding: text, as: UTF8.self))
    }

    /// Reads the value of an `authorization` field; nil where it is no token of ours.
    package init?(authorization: [UInt8]) {
        let scheme = Array("bearer ".utf8)
        let middle = scheme.count + Self.start.count + Self.idCount
        guard authorization.count == middle + 1 + Self.secretCount,
            zip(authorization, scheme).allSatisfy({ $0 | 0x20 == $1 }),
            authorization[scheme.count...].starts(with: Self.start),
            authorization[middle] == UInt8(ascii: "_")
        else { return nil }
        self.init(
            id: Array(authorization[(middle - Self.idCount)..<middle]),
            secret: Array(authorization[(middle + 1)...])
        )
    }

    private init(id: [UInt8], secret: [UInt8]) {
        self.id = String(decoding: id, as: UTF8.self)
        self.secret = secret
        digest = Digest(of: secret)
    }

    /// Whether the secret is the one that `other` is the digest of; takes as long whatever differs.
    package func matches(_ other: Digest) -> Bool {
        var difference: UInt8 = 0
        for index in 0..<32 { difference |= digest.bytes[index] ^ other.bytes[index] }
        return difference == 0
    }
}
