package import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Opens client connections.
package enum HTTP2Connector {
    /// Connects, and puts the handler that `makeConnection` makes on the channel; over TLS it waits
    /// for the handshake.
    ///
    /// - Throws: NIO's error when nobody listens there, ``TLSError`` when the server is not to be
    ///   trusted or a file cannot be used.
    package static func connect(
        to address: HTTP2Address,
        group: any EventLoopGroup,
        timeout: TimeAmount,
        tls: ClientTLS? = nil,
        makeConnection: @escaping @Sendable (any EventLoop) throws -> HTTP2Connection
    ) async throws -> any Channel {
        let isTCP = if case .tcp = address { true } else { false }
        let security = try tls.map { try Security($0, address, group.next()) }
        let bootstrap = ClientBootstrap(group: security?.loop ?? group)
            .connectTimeout(timeout)
            .channelOption(.maxMessagesPerRead, value: 16)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if isTCP {
                        try channel.syncOptions?.setOption(.tcpOption(.tcp_nodelay), value: 1)
                    }
                    let handler = try makeConnection(channel.eventLoop)
                    let pipeline = channel.pipeline.syncOperations
                    for secure in try security?.handlers() ?? [] { try pipeline.addHandler(secure) }
                    try pipeline.addHandler(handler)
                }
            }
        let future =
            switch address {
            case .tcp(let host, let port): bootstrap.connect(host: host, port: port)
            case .unix(let path): bootstrap.connect(unixDomainSocketPath: path)
            }
        guard let security else { return try await future.get() }
        let channel: any Channel
        do { channel = try await future.get() } catch {
            security.handshake.fail(error)
            throw error
        }
        let limit = security.loop.scheduleTask(in: timeout) { channel.close(promise: nil) }
        defer { limit.cancel() }
        try await security.handshake.futureResult.get()
        return channel
    }

    /// What the TLS of one connection needs.
    private struct Security: Sendable {
        let context: NIOSSLContext
        let host: String?
        let loop: any EventLoop
        let handshake: EventLoopPromise<Void>

        init(_ tls: ClientTLS, _ address: HTTP2Address, _ loop: any EventLoop) throws {
            context = try tls.context()
            host =
                switch address {
                case .tcp(let host, _): tls.serverName ?? host
                case .unix: tls.serverName ?? "localhost"
                }
            self.loop = loop
            handshake = loop.makePromise()
        }

        func handlers() throws -> [any ChannelHandler] {
            try ClientTLS.handlers(context, host: host) { result in
                handshake.completeWith(result.mapError { $0 as any Error })
            }
        }
    }
}
