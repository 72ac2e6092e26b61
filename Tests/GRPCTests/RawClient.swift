import HTTP2
import HTTP2Session
import NIOCore
import NIOPosix
import Synchronization

/// A client that sends what no gRPC client would.
final class RawClient: Sendable {
    /// What came back on one stream.
    struct Answer: Sendable {
        var fields: [String: String] = [:]
        var body: [UInt8] = []
        var reset: HTTP2ErrorCode?
    }

    private let channel: any Channel
    private let box: NIOLoopBound<Reader>

    private init(channel: any Channel, box: NIOLoopBound<Reader>) {
        self.channel = channel
        self.box = box
    }

    static func connect(to address: HTTP2Address) async throws -> RawClient {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let box = try await loop.submit { NIOLoopBound(Reader(), eventLoop: loop) }.get()
        let channel = try await HTTP2Connector.connect(
            to: address,
            group: loop,
            timeout: .seconds(5)
        ) { loop in
            try HTTP2Connection(
                role: .client,
                limits: HTTP2Limits(),
                timeouts: HTTP2Timeouts(),
                eventLoop: loop,
                delegate: box.value
            )
        }
        return RawClient(channel: channel, box: box)
    }

    /// Sends one request; returns when its stream is closed.
    func send(
        _ fields: [(String, String)] = [],
        method: String = "POST",
        path: String = "/test.Service/Unary",
        contentType: String? = "application/grpc",
        body: [UInt8] = [0, 0, 0, 0, 0],
        ends: Bool = true,
        trailers: HeaderBlock? = nil
    ) async throws -> Answer {
        let box = box
        var list = HeaderBlock()
        list.append(":method", method)
        list.append(":scheme", "http")
        list.append(":path", path)
        list.append(":authority", "here")
        if let contentType { list.append("content-type", contentType) }
        for (name, value) in fields { list.append(name, value) }
        return try await channel.eventLoop.flatSubmit { [list] in
            box.value.send(list, body, ends: ends, trailers)
        }.get()
    }

    func close() async throws { try await channel.close().get() }

    /// Collects answers; lives on the event loop.
    final class Reader: HTTP2Delegate {
        private var connection: HTTP2Connection?
        private var answers: [StreamID: (Answer, EventLoopPromise<Answer>)] = [:]

        func connectionOpened(_ connection: HTTP2Connection) { self.connection = connection }

        func connectionClosed(_ connection: HTTP2Connection, error: (any Error)?) {
            for (_, promise) in answers.values { promise.fail(ChannelError.eof) }
            self.connection = nil
        }

        func send(
            _ list: HeaderBlock,
            _ body: [UInt8],
            ends: Bool,
            _ trailers: HeaderBlock?
        ) -> EventLoopFuture<Answer> {
            guard let connection, let stream = try? connection.session.request(headers: list) else {
                preconditionFailure("the connection is gone")
            }
            let promise = connection.eventLoop.makePromise(of: Answer.self)
            answers[stream] = (Answer(), promise)
            connection.session.write(stream) { $0.append(contentsOf: body) }
            if let trailers {
                connection.session.finish(stream, trailers: trailers)
            } else if ends {
                connection.session.finish(stream)
            }
            connection.flush()
            return promise.futureResult
        }

        func connection(_ connection: HTTP2Connection, received batch: EventBatch) {
            for event in batch.events {
                switch event {
                case .headers(let stream, let fields):
                    for index in fields {
                        let name = batch.headers.name(index)
                        answers[stream]?.0.fields[name] = batch.headers.value(index)
                    }
                case .data(let stream, let bytes):
                    answers[stream]?.0.body += batch.body[bytes]
                    connection.session.release(stream, bytes: bytes.count)
                case .closed(let stream, let code):
                    guard let (kept, promise) = answers.removeValue(forKey: stream) else { break }
                    var answer = kept
                    if code != .noError { answer.reset = code }
                    promise.succeed(answer)
                default: break
                }
            }
        }
    }
}
