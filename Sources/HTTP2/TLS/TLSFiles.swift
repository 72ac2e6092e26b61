internal import Foundation
internal import NIOCore
internal import NIOSSL

/// The files of one side of TLS, in PEM.
package struct TLSFiles: Sendable, Hashable {
    /// The side's certificate, then those that lead from it to a root.
    package var certificate: String
    /// The key of the first certificate.
    package var key: String
    /// Whom the other side's certificate must come from; nil: none is demanded of a client, and the
    /// system's roots are taken for a server.
    package var authorities: String?

    /// Names the files.
    package init(certificate: String, key: String, authorities: String? = nil) {
        self.certificate = certificate
        self.key = key
        self.authorities = authorities
    }
}

/// What was read of a file; compared, and never printed.
struct PEMFile: Hashable {
    let path: String
    let bytes: [UInt8]

    private static let limit = 1 << 20

    /// - Throws: ``TLSError`` that names the file.
    init(_ path: String) throws(TLSError) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw TLSError("\(path) cannot be read")
        }
        defer { try? file.close() }
        let read: Data?
        do { read = try file.read(upToCount: Self.limit + 1) } catch {
            throw TLSError("\(path) cannot be read")
        }
        guard let read, !read.isEmpty else { throw TLSError("\(path) is empty") }
        guard read.count <= Self.limit else {
            throw TLSError("\(path) has more than \(Self.limit) bytes")
        }
        self.path = path
        bytes = [UInt8](read)
    }

    /// The certificates in the file.
    ///
    /// - Throws: ``TLSError`` where there is none.
    func certificates() throws(TLSError) -> [NIOSSLCertificate] {
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty
        else { throw TLSError("\(path) holds no certificate in PEM") }
        return certificates
    }

    /// The key in the file.
    ///
    /// - Throws: ``TLSError`` where there is none.
    func privateKey() throws(TLSError) -> NIOSSLPrivateKey {
        // The library's own errors could quote what they failed to read.
        guard let key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem) else {
            throw TLSError("\(path) holds no unencrypted private key in PEM")
        }
        return key
    }
}

/// A certificate and its key as they were read together.
struct PEMIdentity: Hashable {
    let certificate: PEMFile
    let key: PEMFile
    let authorities: PEMFile?

    /// - Throws: ``TLSError`` that names the file.
    init(_ files: TLSFiles) throws(TLSError) {
        certificate = try PEMFile(files.certificate)
        key = try PEMFile(files.key)
        if let path = files.authorities {
            authorities = try PEMFile(path)
        } else {
            authorities = nil
        }
    }

    /// Makes a context of `configuration` for this identity.
    ///
    /// - Throws: ``TLSError`` where the key is not the certificate's.
    func context(_ configuration: TLSConfiguration) throws(TLSError) -> NIOSSLContext {
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw TLSError(
                "the key in \(key.path) is not that of the first certificate in \(certificate.path)"
            )
        }
    }
}

extension TLSConfiguration {
    /// What both sides agree on: HTTP/2 over TLS 1.2 with forward secrecy and authenticated
    /// encryption (RFC 9113, section 9.2), or later.
    mutating func restrictToHTTP2() {
        restrict()
        applicationProtocols = ["h2"]
    }

    /// The same for HTTP/1.1, whose clients may also say nothing of it.
    mutating func restrictToHTTP1() {
        restrict()
        applicationProtocols = ["http/1.1"]
    }

    private mutating func restrict() {
        minimumTLSVersion = .tlsv12
        cipherSuites = "ECDH+AESGCM:ECDH+CHACHA20"
        shutdownTimeout = .seconds(1)
    }
}
