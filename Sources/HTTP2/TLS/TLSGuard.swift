internal import HTTP2Session
internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// Stands between TLS and HTTP: a connection goes on only where both sides chose its protocol.
final class TLSGuard: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var onHandshake: HandshakeObserver?
    private let http: HTTPVersion
    private let answersHTTP1: Bool
    private var isExplaining = false
    private var isClosing = false

    /// Is told how the handshake with a peer, whose address is the text, ended.
    typealias HandshakeObserver = (Result<Void, TLSError>, String) -> Void

    /// Which HTTP is spoken behind TLS.
    enum HTTPVersion {
        /// HTTP/2, which both sides must have chosen.
        case two
        /// HTTP/1.1, which nobody needs to name.
        case one
    }

    /// Creates a guard; `onHandshake` is called once.
    ///
    /// Where it `answersHTTP1`, a peer that did not choose HTTP/2 is told so when it has asked for
    /// something, as it is in clear text; else it is cut off.
    init(
        _ http: HTTPVersion = .two,
        answersHTTP1: Bool = false,
        onHandshake: @escaping HandshakeObserver
    ) {
        self.http = http
        self.answersHTTP1 = answersHTTP1
        self.onHandshake = onHandshake
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted(let chosen)? = event as? TLSUserEvent { check(context, chosen) }
        context.fireUserInboundEventTriggered(event)
    }

    private func check(_ context: ChannelHandlerContext, _ chosen: String?) {
        guard http == .two else { return finish(context, .success(())) }
        guard chosen == "h2" else {
            let error = TLSError("the TLS peer does not offer h2 by ALPN")
            guard answersHTTP1 else { return fail(context, error) }
            isExplaining = true
            return finish(context, .failure(error))
        }
        if let certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate(),
            let connection = try? context.pipeline.syncOperations.handler(
                type: HTTP2Connection.self
            )
        {
            connection.identify(as: certificate.holder)
        }
        finish(context, .success(()))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // TLS says farewell first, and reads on meanwhile; HTTP/2 has closed.
        guard !isClosing else { return }
        guard isExplaining else { return context.fireChannelRead(data) }
        isClosing = true
        let answer = ByteBuffer(string: HTTP2Session.http1Answer)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(answer)).whenComplete { _ in
            bound.value.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if onHandshake != nil {
            fail(context, TLSError(handshake: error))
        } else if error as? NIOSSLError != .uncleanShutdown {
            // HTTP/2 knows its own ends: a peer need not close TLS as well. With TLS 1.3 a client learns
            // only now that the server wants a certificate.
            context.fireErrorCaught(error is BoringSSLError ? TLSError(handshake: error) : error)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(context, .failure(.closed))
        context.fireChannelInactive()
    }

    func close(
        context: ChannelHandlerContext,
        mode: CloseMode,
        promise: EventLoopPromise<Void>?
    ) {
        isClosing = true
        context.close(mode: mode, promise: promise)
    }

    private func fail(_ context: ChannelHandlerContext, _ error: TLSError) {
        finish(context, .failure(error))
        context.fireErrorCaught(error)
        context.close(promise: nil)
    }

    private func finish(_ context: ChannelHandlerContext, _ result: Result<Void, TLSError>) {
        guard let onHandshake else { return }
        self.onHandshake = nil
        onHandshake(result, HTTP2Connection.peerText(context.remoteAddress))
    }
}

extension NIOSSLCertificate {
    /// Whose certificate it is, for logs: the common name of the subject, else the first name that
    /// it is also issued to; printable ASCII only, and short.
    fileprivate var holder: String {
        let common = subjectName.first { $0.type == .commonName }?.value
        let alternative = _subjectAlternativeNames()
            .first { $0.nameType == .dnsName || $0.nameType == .uri || $0.nameType == .email }
            .map { String(decoding: $0.contents, as: UTF8.self) }
        let name = common ?? alternative ?? "no name"
        return String(
            name.unicodeScalars.prefix(64).map { scalar in
                (0x20...0x7e).contains(scalar.value) ? Character(scalar) : "?"
            }
        )
    }
}
