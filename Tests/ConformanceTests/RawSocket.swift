import HTTP2
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A connection that sends what it is told and keeps what comes back.
final class RawSocket: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var frames: [Frame] = []
        var seen: [Frame] = []
        var isClosed = false
    }

    private final class Received: Sendable {
        let state = Mutex(State())
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let received: Received

        init(_ received: Received) { self.received = received }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            received.state.withLock { state in
                state.bytes += buffer.readableBytesView
                state.frames += Frame.take(from: &state.bytes)
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            received.state.withLock { $0.isClosed = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    private let channel: any Channel
    private let received: Received

    /// Connects; over TLS where the certificate of an authority is given.
    init(to address: HTTP2Address, authority: String? = nil) async throws {
        guard case .tcp(let host, let port) = address else {
            throw ChannelError.unknownLocalAddress
        }
        let received = Received()
        self.received = received
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let authority {
                        var configuration = TLSConfiguration.makeClientConfiguration()
                        configuration.trustRoots = .file(authority)
                        configuration.applicationProtocols = ["h2"]
                        let context = try NIOSSLContext(configuration: configuration)
                        try pipeline.addHandler(
                            NIOSSLClientHandler(context: context, serverHostname: nil)
                        )
                    }
                    try pipeline.addHandler(Handler(received))
                }
            }
            .connect(host: host, port: port).get()
    }

    /// Sends; nothing happens where the server has closed the connection.
    func send(_ bytes: [UInt8]) async {
        try? await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    /// Takes a frame, or nil after the last; gives up after ten seconds.
    func next() async throws -> Frame? {
        for _ in 0..<5_000 {
            let (frame, isClosed) = received.state.withLock { state in
                let frame = state.frames.isEmpty ? nil : state.frames.removeFirst()
                if let frame { state.seen.append(frame) }
                return (frame, state.isClosed)
            }
            if frame != nil || isClosed { return frame }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw ChannelError.inappropriateOperationForState
    }

    /// What came so far.
    var seen: [Frame] { received.state.withLock(\.seen) }
    /// Bytes that are no whole frame.
    var rest: [UInt8] { received.state.withLock(\.bytes) }

    /// Whether the server closes the connection; gives up after ten seconds.
    func closes() async throws -> Bool {
        while try await next() != nil {}
        return true
    }

    func close() async { try? await channel.close().get() }
}
