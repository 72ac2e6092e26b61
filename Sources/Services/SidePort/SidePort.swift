internal import Foundation
internal import HTTP2
internal import HTTP2Session
internal import HTTPTypes
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOPosix

/// The HTTP/1.1 port of a server, for monitoring: on a thread of its own, so that no call waits for a
/// page.
///
/// Hummingbird's server opens its listener itself, and a worker would inherit it; so only its channel
/// is used, on a ``ListeningSocket``.
final class SidePort: Sendable {
    /// Where it listens, with the port that the system chose.
    let address: HTTP2Address
    private let group: MultiThreadedEventLoopGroup
    private let listener: any Channel
    private let accepting: Task<Void, Never>
    private let connections: SideConnections

    /// The most connections.
    private static let connectionLimit = min(64, max(2, DescriptorLimit.reserve / 4))
    /// The time until the head of a connection's first request is there.
    private static let headSeconds: Int64 = 5
    /// The most bytes of a request's head.
    static let headBytes = 16 << 10
    private static let idleSeconds: Int64 = 60
    private static let writeSeconds: Int64 = 10

    /// Starts to listen on `address`, in clear text without `tls`.
    ///
    /// - Throws: `SocketError` that names the address, when it is taken or not ours.
    static func start(
        on address: HTTP2Address,
        tls: ServerTLS?,
        routes: SideRoutes,
        logger: Logger
    ) async throws -> SidePort {
        guard case .tcp(let host, let port) = address else {
            preconditionFailure("a side port on \(address)")
        }
        let socket = try ListeningSocket(host: host, port: port)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            return try await SidePort(socket, host, group, tls, routes, logger)
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
    }

    private init(
        _ socket: ListeningSocket,
        _ host: String,
        _ group: MultiThreadedEventLoopGroup,
        _ tls: ServerTLS?,
        _ routes: SideRoutes,
        _ logger: Logger
    ) async throws {
        let connections = SideConnections(
            limit: Self.connectionLimit,
            headTime: .seconds(Self.headSeconds)
        )
        let http = Self.http(routes, connections)
        let bootstrap = ServerBootstrap(group: group).serverChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let pause = AcceptPause { logger.warning("the pages for monitoring: \($0)") }
                try channel.pipeline.syncOperations.addHandler(pause)
            }
        }
        let server = try await bootstrap.bind(socket.descriptor) { channel in
            let secured = channel.eventLoop.makeCompletedFuture {
                try SideConnections.prepare(channel)
                guard let tls else { return }
                try channel.pipeline.syncOperations.addHandlers(tls.http1Handlers())
            }
            return secured.flatMap { http.setup(channel: channel, logger: logger) }
        }
        self.group = group
        self.connections = connections
        listener = server.channel
        address = .tcp(host: host, port: listener.localAddress?.port ?? 0)
        accepting = Task {
            await withDiscardingTaskGroup { tasks in
                try? await server.executeThenClose { inbound in
                    for try await connection in inbound {
                        connections.admit(connection.channel)
                        tasks.addTask { await http.handle(value: connection, logger: logger) }
                    }
                }
            }
        }
    }

    /// Closes the listener and all connections, and ends the thread.
    func close() async {
        try? await listener.close().get()
        connections.closeAll()
        await accepting.value
        try? await group.shutdownGracefully()
    }

    private static func http(
        _ routes: SideRoutes,
        _ connections: SideConnections
    ) -> HTTP1Channel {
        HTTP1Channel(
            responder: { request, writer, channel in
                connections.note(channel, isBusy: true)
                defer { connections.note(channel, isBusy: false) }
                // A reader that does not take its page is not waited for.
                let overdue = channel.eventLoop.scheduleTask(in: .seconds(writeSeconds)) {
                    SideConnections.cut(channel)
                }
                defer { overdue.cancel() }
                let reply = await reply(to: request, routes)
                let isHead = request.method == .head
                try await writer.write(
                    response: head(of: reply),
                    body: isHead ? ResponseBody() : body(of: reply)
                )
                // What is not read is not waited for either.
                if reply.status == 413 { throw ChannelError.inputClosed }
            },
            configuration: HTTP1Channel.Configuration(
                idleTimeout: .seconds(idleSeconds),
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    maxHeaderFieldSize: headBytes / 2,
                    maxHeaderListSize: headBytes,
                    maxHeaderFieldCount: 100
                )
            )
        )
    }

    private static func reply(to request: Request, _ routes: SideRoutes) async -> SideReply {
        let length = request.headers[.contentLength]
        guard length == nil || length == "0", request.headers[.transferEncoding] == nil else {
            return SideRoutes.withBody
        }
        guard request.method == .get || request.method == .head else { return SideRoutes.readOnly }
        return await routes.page(at: request.uri.path) ?? SideRoutes.unknown
    }

    private static func head(of reply: SideReply) -> HTTPResponse {
        var head = HTTPResponse(status: HTTPResponse.Status(code: reply.status))
        head.headerFields[.contentType] = reply.mediaType
        head.headerFields[.contentLength] = String(reply.body.utf8.count)
        head.headerFields[.cacheControl] = "no-store"
        head.headerFields[.date] = HTTPDate.text(
            secondsSince1970: Int(Date.now.timeIntervalSince1970)
        )
        if reply.status == 405 { head.headerFields[.allow] = "GET, HEAD" }
        if reply.status == 413 { head.headerFields[.connection] = "close" }
        return head
    }

    private static func body(of reply: SideReply) -> ResponseBody {
        ResponseBody(byteBuffer: ByteBuffer(string: reply.body))
    }
}
