import NIOCore
import NIOPosix

/// A plain connection to a port of the loopback: what is sent is what a test says, byte for byte.
struct RawHTTP: Sendable {
    private let channel: any Channel
    private let promise: EventLoopPromise<String>

    /// Connects, and sends `text` as soon as that is done: a server does not wait long for a request.
    init(port: Int, sending text: String = "") async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = loop.makePromise(of: String.self)
        self.promise = promise
        do {
            channel = try await ClientBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let reader = Reader(promise)
                        try channel.pipeline.syncOperations.addHandler(reader)
                    }
                }
                .connect(host: "127.0.0.1", port: port)
                .map { channel in
                    let bytes = ByteBuffer(string: text)
                    if !text.isEmpty { channel.writeAndFlush(bytes, promise: nil) }
                    return channel
                }
                .get()
        } catch {
            promise.fail(error)
            throw error
        }
    }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text)).get()
    }

    /// The server did not close in a generous time.
    struct Hang: Error {}

    /// All that came until the server closed.
    ///
    /// - Throws: ``Hang``.
    func readToEnd() async throws -> String {
        let (channel, promise) = (channel, promise)
        let hang = channel.eventLoop.scheduleTask(in: .seconds(30)) {
            promise.fail(Hang())
            channel.close(promise: nil)
        }
        defer { hang.cancel() }
        return try await promise.futureResult.get()
    }

    func close() { channel.close(promise: nil) }

    /// Sends `request` and reads until the server closes.
    static func exchange(port: Int, _ request: String) async throws -> String {
        try await RawHTTP(port: port, sending: request).readToEnd()
    }

    private final class Reader: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let promise: EventLoopPromise<String>
        private var text = ""

        init(_ promise: EventLoopPromise<String>) { self.promise = promise }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            text += String(buffer: unwrapInboundIn(data))
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { promise.succeed(text) }
    }
}
