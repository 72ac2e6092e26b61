package import Foundation

/// Certificates that live for a test: the openssl command makes them in a temporary folder.
package final class TestCertificates: Sendable {
    /// A certificate and its key.
    package struct Identity: Sendable {
        /// The file of the certificate.
        package let certificate: String
        /// The file of the key.
        package let key: String
    }

    /// Why openssl made no certificate.
    package struct Trouble: Error, CustomStringConvertible {
        /// What it said.
        package let description: String
    }

    private let folder: URL

    /// The certificate that others are issued by.
    package var authority: String { folder.appending(path: "ca.pem").path }

    /// Makes an authority.
    package init(_ name: String = "test authority") throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "tc-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try openssl(
            ["req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=\(name)", "-out", "ca.pem"]
                + Self.newKey("ca.key")
        )
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Issues a certificate, for this machine's loopback unless for other names; `days` may be
    /// negative: it has expired.
    package func issue(
        _ name: String,
        days: Int = 2,
        names: String = "DNS:localhost,IP:127.0.0.1,IP:::1"
    ) throws -> Identity {
        try openssl(
            ["req", "-new", "-nodes", "-subj", "/CN=\(name)", "-out", "\(name).csr"]
                + ["-addext", "subjectAltName=\(names)"]
                + Self.newKey("\(name).key")
        )
        try openssl([
            "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-days", "\(days)", "-copy_extensions", "copyall",
            "-out", "\(name).pem",
        ])
        return Identity(
            certificate: folder.appending(path: "\(name).pem").path,
            key: folder.appending(path: "\(name).key").path
        )
    }

    private static func newKey(_ file: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-keyout", file]
    }

    private func openssl(_ arguments: [String]) throws {
        let output = try Self.openssl(arguments, in: folder)
        guard output.status == 0 else { throw Trouble(description: output.text) }
    }

    /// Runs openssl; its standard input stays open until it ends.
    package static func openssl(
        _ arguments: [String],
        in folder: URL = FileManager.default.temporaryDirectory
    ) throws -> (status: Int32, text: String) {
        let program = try Program(
            "/usr/bin/env",
            ["openssl"] + arguments,
            in: folder,
            keepsInputOpen: true
        )
        let status = program.wait()
        return (status, String(decoding: program.output, as: UTF8.self) + program.errors)
    }
}
