internal import HTTP2Session
package import NIOCore
internal import NIOPosix

/// The listening sockets of an address; each connection that comes gets a handler of its own.
package struct HTTP2Listener: Sendable {
    /// Where it listens, with the port that the system chose; of a name that has addresses which are none
    /// of this machine's, the one that is.
    package let address: HTTP2Address
    private let channels: [any Channel]

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - address: Where to listen.
    ///   - group: The event loops of the connections.
    ///   - tls: The TLS of all connections; nil for clear text.
    ///   - report: Gets a sentence for the log where nothing can be accepted for a while.
    ///   - makeConnection: Creates the handler of a new connection, on its event loop.
    /// - Returns: The listener, which knows the port that the system chose.
    /// - Throws: A `SocketError` or NIO's error, when the address is taken or not ours.
    package static func listen(
        on address: HTTP2Address,
        group: any EventLoopGroup,
        tls: ServerTLS? = nil,
        report: @escaping @Sendable (String) -> Void = { _ in },
        makeConnection: @escaping @Sendable (any EventLoop) throws -> any ChannelHandler
    ) async throws -> HTTP2Listener {
        let sockets =
            switch address {
            case .tcp(let host, let port): try ListeningSocket.all(host: host, port: port)
            case .unix(let path): [try ListeningSocket(path: path)]
            }
        let isTCP = if case .tcp = address { true } else { false }
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptPause(report))
                }
            }
            .childChannelOption(.maxMessagesPerRead, value: 16)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if isTCP {
                        try channel.syncOptions?.setOption(.tcpOption(.tcp_nodelay), value: 1)
                    }
                    let handler = try makeConnection(channel.eventLoop)
                    let pipeline = channel.pipeline.syncOperations
                    for secure in tls?.handlers() ?? [] { try pipeline.addHandler(secure) }
                    try pipeline.addHandler(handler)
                }
            }
        var channels: [any Channel] = []
        for socket in sockets {
            channels.append(try await bootstrap.withBoundSocket(socket.descriptor).get())
        }
        var bound = address
        if case .tcp(let host, _) = address {
            let first = channels[0].localAddress
            // A name that stands for one address may be read as another by who connects.
            let isOne = channels.count == 1 && !HTTP2Address.isNumeric(host)
            bound = .tcp(host: isOne ? first?.ipAddress ?? host : host, port: first?.port ?? 0)
        }
        return HTTP2Listener(address: bound, channels: channels)
    }

    /// Stops to listen; connections stay.
    package func close() async {
        for channel in channels { try? await channel.close().get() }
        if case .unix(let path) = address { ListeningSocket.removePath(path) }
    }
}
