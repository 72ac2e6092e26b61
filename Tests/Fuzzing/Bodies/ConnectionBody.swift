import GRPC
import HTTP2
import HTTP2Session
import Messages
import NIOCore
import NIOEmbedded
import Synchronization

/// Drives a connection of the gRPC server without a socket: a peer that sends anything, in any
/// pieces, and methods that answer at once, later, or after the caller has gone.
enum ConnectionBody {
    private static let server = GRPCServer(
        router: {
            var router = Router()
            router.register(Immediate())
            router.register(Deferred())
            return router
        }(),
        limits: {
            var limits = ServerLimits()
            limits.messageBytes = 4_096
            limits.unfinishedBytes = 8_192
            return limits
        }(),
        statusMapper: { GRPCStatus(.internal, "\($0)") }
    )

    /// Answers on the event loop, within the read.
    private struct Immediate: HotUnaryMethod {
        static let path = MethodPath(service: "s", method: "M")

        func call(
            _ request: Wire.PredictRequest,
            context: CallContext,
            reply: HotReply<Wire.PredictReply>
        ) {
            reply.complete(.success(Wire.PredictReply(modelVersion: 1)))
        }
    }

    /// Leaves the answer to a command.
    private struct Deferred: HotUnaryMethod {
        static let path = MethodPath(service: "s", method: "M0")
        static let waiting = Mutex<[HotReply<Wire.PredictReply>]>([])
        static let cancelled = Mutex(0)

        func call(
            _ request: Wire.PredictRequest,
            context: CallContext,
            reply: HotReply<Wire.PredictReply>
        ) {
            reply.onCancel { Self.cancelled.withLock { $0 += 1 } }
            Self.waiting.withLock { $0.append(reply) }
        }

        static func answer(_ result: Result<Wire.PredictReply, GRPCStatus>) {
            let reply = waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            reply?.complete(result)
        }
    }

    /// One for all connections, as a server has it: it keeps what is to be kept for a loop.
    private static let loop = PumpedLoop()

    static func run(_ reader: inout InputReader) throws {
        try loop.own { try converse(&reader) }
    }

    private static func converse(_ reader: inout InputReader) throws {
        let handler = try server.makeConnection(loop)
        guard let connection = handler as? HTTP2Connection else {
            throw FuzzFinding("the connection was refused")
        }
        let channel = EmbeddedChannel(handler: connection)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        if reader.byte() & 1 != 0 { feed(SessionBody.magic, channel) }
        var commands = 0
        while !reader.isAtEnd, commands < 2_000, channel.isActive {
            commands += 1
            try step(&reader, channel, connection)
        }
        _ = try? channel.finish(acceptAlreadyClosed: true)
        while Deferred.waiting.withLock({ !$0.isEmpty }) {
            Deferred.answer(.success(Wire.PredictReply()))
        }
        loop.fireTimers(of: .seconds(10))
        loop.pump()
    }

    private static func step(
        _ reader: inout InputReader,
        _ channel: EmbeddedChannel,
        _ connection: HTTP2Connection
    ) throws {
        let command = reader.byte()
        switch command >> 4 {
        case 0...6: feed(reader.take(Int(command & 127) + 1), channel)
        case 7: feed(reader.take(reader.number() & 0x3fff), channel)
        case 8: Deferred.answer(.success(Wire.PredictReply(modelVersion: Int64(command & 15))))
        case 9: Deferred.answer(.failure(GRPCStatus(.notFound, "caf\u{e9} \(command)")))
        case 10: loop.fireTimers(of: .milliseconds(Int64(command & 15) * 150))
        case 11:
            channel.isWritable = command & 1 != 0
            channel.pipeline.fireChannelWritabilityChanged()
        default:
            while try channel.readOutbound(as: ByteBuffer.self) != nil {}
        }
        channel.embeddedEventLoop.run()
        loop.pump()
        try FuzzFinding.unless(
            connection.session.bufferedInput >= 0 && connection.session.bufferedOutput >= 0,
            "\(connection.session.bufferedInput) bytes in, \(connection.session.bufferedOutput) out"
        )
    }

    /// A refused connection closes itself; its error is what the log would say.
    private static func feed(_ bytes: [UInt8], _ channel: EmbeddedChannel) {
        guard channel.isActive else { return }
        _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
    }
}
