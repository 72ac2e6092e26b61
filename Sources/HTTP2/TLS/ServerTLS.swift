internal import Foundation
package import NIOCore
package import NIOSSL
internal import Synchronization

/// The TLS of a server, which takes new files while it runs: new connections get the new
/// certificate, old ones live on.
package final class ServerTLS: Sendable {
    /// What happened, for metrics.
    package struct Statistics: Sendable, Hashable {
        /// Handshakes that ended well.
        package var handshakes = 0
        /// Handshakes that did not.
        package var failures = 0
        /// Times that new files were taken.
        package var reloads = 0
        /// Times that new files were refused.
        package var refusals = 0
    }

    /// The handshakes that failed for a while.
    package struct FailedHandshakes: Sendable, Hashable {
        /// How many; those who closed before they said anything are not among them.
        package var count: Int
        /// Whose the last one was, and why it failed.
        package var latest: String
    }

    private struct State: Sendable {
        var contexts: Contexts
        var identity: PEMIdentity
        /// Changed files that were no good; told once.
        var refused: PEMIdentity?
        var complaint: TLSError?
        var statistics = Statistics()
        var failed: FailedHandshakes?
    }

    /// What was made of one certificate.
    private struct Contexts: Sendable {
        let http2: NIOSSLContext
        let http1: NIOSSLContext
        let expires: Date
    }

    /// The files that are watched.
    package let files: TLSFiles
    private let state: Mutex<State>

    /// Reads the files.
    ///
    /// - Throws: ``TLSError`` that names the file; a certificate that has expired is no good, here as in
    ///   ``reload()``: no client would take it.
    package init(_ files: TLSFiles) throws(TLSError) {
        self.files = files
        let identity = try PEMIdentity(files)
        state = Mutex(State(contexts: try Self.load(identity), identity: identity))
    }

    /// The context for the next connection; other servers of the process may use it too.
    ///
    /// It offers `h2` alone, and refuses nobody who does not.
    package var context: NIOSSLContext { state.withLock { $0.contexts.http2 } }

    /// What happened so far.
    package var statistics: Statistics { state.withLock { $0.statistics } }

    /// The handshakes that failed since this was last asked; nil: none did.
    package func takeFailedHandshakes() -> FailedHandshakes? {
        state.withLock { $0.failed.take() }
    }

    /// Whether clients must show a certificate.
    package var demandsCertificate: Bool { files.authorities != nil }

    /// A sentence for the log where the certificate will expire within a week, or has since it was taken.
    package var warning: String? {
        let expires = state.withLock { $0.contexts.expires }
        guard expires < Date(timeIntervalSinceNow: 7 * 86_400) else { return nil }
        let text = expires.formatted(.iso8601)
        return expires < Date()
            ? "the certificate in \(files.certificate) has expired at \(text)"
            : "the certificate in \(files.certificate) expires at \(text)"
    }

    /// Takes the files where they have changed; their contents are compared, so that neither a
    /// replaced link nor a clock hides a change.
    ///
    /// - Returns: Whether they had changed.
    /// - Throws: ``TLSError`` that names the file, once for each change: the old certificate stays.
    package func reload() throws(TLSError) -> Bool {
        let identity: PEMIdentity
        do { identity = try PEMIdentity(files) } catch {
            return try refuse(nil, error)
        }
        let isKnown = state.withLock { state in
            if identity == state.identity { (state.refused, state.complaint) = (nil, nil) }
            return identity == state.identity || identity == state.refused
        }
        if isKnown { return false }
        do throws(TLSError) {
            let contexts = try Self.load(identity)
            state.withLock { state in
                state.contexts = contexts
                state.identity = identity
                (state.refused, state.complaint) = (nil, nil)
                state.statistics.reloads += 1
            }
            return true
        } catch {
            return try refuse(identity, error)
        }
    }

    private func refuse(_ identity: PEMIdentity?, _ error: TLSError) throws(TLSError) -> Bool {
        let isNew = state.withLock { state in
            defer { (state.refused, state.complaint) = (identity, error) }
            guard identity != nil || state.complaint != error else { return false }
            state.statistics.refusals += 1
            return true
        }
        guard isNew else { return false }
        throw error
    }

    /// The handlers that come before HTTP/2 on a new connection.
    func handlers() -> [any ChannelHandler] {
        [NIOSSLServerHandler(context: context), TLSGuard(answersHTTP1: true, onHandshake: count)]
    }

    /// The handlers that come before HTTP/1.1 on a new connection of another port.
    package func http1Handlers() -> [any ChannelHandler] {
        let context = state.withLock { $0.contexts.http1 }
        return [NIOSSLServerHandler(context: context), TLSGuard(.one, onHandshake: count)]
    }

    private func count(_ result: Result<Void, TLSError>, of peer: String) {
        state.withLock { state in
            switch result {
            case .success: state.statistics.handshakes += 1
            case .failure(let error):
                state.statistics.failures += 1
                guard error != .closed else { return }
                let count = (state.failed?.count ?? 0) + 1
                state.failed = FailedHandshakes(count: count, latest: "\(peer): \(error)")
            }
        }
    }

    private static func load(_ identity: PEMIdentity) throws(TLSError) -> Contexts {
        let chain = try identity.certificate.certificates()
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try identity.key.privateKey())
        )
        configuration.restrictToHTTP2()
        if let authorities = identity.authorities {
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .certificates(try authorities.certificates())
        }
        let expires =
            chain.first.map { Date(timeIntervalSince1970: Double($0.notValidAfter)) }
            ?? .distantPast
        guard expires >= Date() else {
            throw TLSError(
                "the certificate in \(identity.certificate.path) has expired at "
                    + expires.formatted(.iso8601)
            )
        }
        let http2 = try identity.context(configuration)
        configuration.restrictToHTTP1()
        return Contexts(
            http2: http2,
            http1: try identity.context(configuration),
            expires: expires
        )
    }
}
