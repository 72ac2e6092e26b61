internal import Domain
package import Files

/// A token as a server knows it when somebody shows it: of the secret only a digest is kept.
package struct BearerToken: Sendable {
    /// The public part.
    package let id: String
    /// What the kept digest is compared with.
    package let digest: Digest

    /// Makes a token of 256 random bits of the system's generator.
    package static func random() -> (token: BearerToken, text: String) {
        var generator = SystemRandomNumberGenerator()
        func digits(_ count: Int) -> [UInt8] {
            (0..<count).map { _ in Array("0123456789abcdef".utf8)[Int(generator.next() >> 60)] }
        }
        let (id, secret) = (digits(TokenText.idCount), digits(TokenText.secretCount))
        guard let text = TokenText(id: id, secret: secret) else {
            preconditionFailure("an id has \(id.count) digits, a secret \(secret.count)")
        }
        return (BearerToken(text), String(decoding: text.bytes, as: UTF8.self))
    }

    /// Reads the value of an `authorization` field; nil where it is no token of ours.
    package init?(authorization: [UInt8]) {
        guard let text = TokenText(authorization: authorization) else { return nil }
        self.init(text)
    }

    private init(_ text: TokenText) {
        id = String(decoding: text.id, as: UTF8.self)
        digest = Digest(of: text.secret)
    }

    /// Whether the secret is the one that `other` is the digest of; takes as long whatever differs.
    package func matches(_ other: Digest) -> Bool {
        var difference: UInt8 = 0
        for index in 0..<32 { difference |= digest.bytes[index] ^ other.bytes[index] }
        return difference == 0
    }
}
