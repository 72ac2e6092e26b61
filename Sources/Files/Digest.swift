internal import Crypto
package import Domain

/// A SHA-256 digest.
package struct Digest: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The 32 bytes.
    package let bytes: [UInt8]

    /// The digest of `content`.
    package init(of content: [UInt8]) { bytes = Array(SHA256.hash(data: content)) }

    fileprivate init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// A digest that was stored.
    ///
    /// - Throws: ``Failure`` (data loss) when it has not 32 bytes.
    package init(stored bytes: [UInt8]) throws(Failure) {
        guard bytes.count == 32 else {
            throw .dataLoss("a digest has 32 bytes; got \(bytes.count)")
        }
        self.bytes = bytes
    }

    /// Lower-case hexadecimal, 64 characters.
    package var description: String {
        bytes.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }
}

/// A SHA-256 digest of bytes that come in parts.
package struct RunningDigest: Sendable {
    private var hash = SHA256()

    package init() {}

    /// Takes in the next bytes.
    package mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

    /// Takes in the next bytes from where they lie.
    package mutating func add(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(buffer))
        }
    }

    /// The digest of all bytes so far.
    package var digest: Digest { Digest(Array(hash.finalize())) }
}
