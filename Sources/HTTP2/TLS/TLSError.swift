internal import NIOCore
internal import NIOSSL

/// Why TLS cannot be had; a sentence that names the file or the peer's fault, never a key.
package struct TLSError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    package let description: String

    init(_ description: String) { self.description = description }

    /// The peer went before there was TLS, as who looks whether a port is open does.
    static let closed = TLSError("the TLS handshake failed: the connection was closed")

    /// Says what ended a handshake in a few words.
    init(handshake error: any Error) {
        switch error {
        case let error as TLSError: self = error
        case NIOSSLError.handshakeFailed(.sslError(let causes))
        where causes == [.eofDuringHandshake]:
            self = .closed
        case is IOError: self = .closed
        case NIOSSLError.handshakeFailed(let cause):
            self.init("the TLS handshake failed: \(Self.text(of: cause))")
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            self.init("the TLS handshake failed: the certificate does not name this host")
        case let error as BoringSSLError:
            self.init("the TLS connection failed: \(Self.text(of: error))")
        case NIOSSLError.noCertificateToValidate:
            self.init("the TLS handshake failed: the peer has no certificate")
        default: self.init("the TLS handshake failed: \(error)")
        }
    }

    private static func text(of error: BoringSSLError) -> String {
        let whole = "\(error)"
        let known = [
            ("CERTIFICATE_VERIFY_FAILED", "the certificate is not to be trusted or has expired"),
            ("PEER_DID_NOT_RETURN_A_CERTIFICATE", "the peer shows no certificate"),
            ("CERTIFICATE_REQUIRED", "the peer demands a certificate"),
            ("UNKNOWN_CERTIFICATE_AUTHORITY", "the peer does not trust our certificate"),
            ("TLSV1_ALERT_UNKNOWN_CA", "the peer does not trust our certificate"),
            ("CERTIFICATE_EXPIRED", "the peer says that our certificate has expired"),
            ("WRONG_VERSION_NUMBER", "the peer does not speak TLS"),
            ("HTTP_REQUEST", "the peer does not speak TLS"),
            ("UNSUPPORTED_PROTOCOL", "the peer speaks no TLS of version 1.2 or later"),
        ]
        return known.first { whole.contains($0.0) }?.1 ?? whole
    }
}
