package import NIOCore
internal import NIOPosix

/// Opens client connections.
package enum HTTP2Connector {
    /// Connects, and puts the handler that `makeConnection` makes on the channel.
    ///
    /// - Throws: NIO's error when nobody listens there.
    package static func connect(
        to address: HTTP2Address,
        group: any EventLoopGroup,
        timeout: TimeAmount,
        makeConnection: @escaping @Sendable (any EventLoop) throws -> HTTP2Connection
    ) async throws -> any Channel {
        let isTCP = if case .tcp = address { true } else { false }
        let bootstrap = ClientBootstrap(group: group)
            .connectTimeout(timeout)
            .channelOption(.maxMessagesPerRead, value: 16)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if isTCP {
                        try channel.syncOptions?.setOption(.tcpOption(.tcp_nodelay), value: 1)
                    }
                    let handler = try makeConnection(channel.eventLoop)
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
        switch address {
        case .tcp(let host, let port):
            return try await bootstrap.connect(host: host, port: port).get()
        case .unix(let path):
            return try await bootstrap.connect(unixDomainSocketPath: path).get()
        }
    }
}
