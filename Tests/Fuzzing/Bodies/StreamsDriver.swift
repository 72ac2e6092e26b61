import Compression
import GRPC
import HTTP2Session
import Messages
import NIOCore
import NIOEmbedded

/// A client of ours that is told what to do, and a channel to the server under test.
final class StreamsDriver {
    private let channel: EmbeddedChannel
    private let loop: PumpedLoop
    private let client: HTTP2Session
    private var calls: [StreamID: Call] = [:]
    private var order: [StreamID] = []
    /// Whether the client reads nothing more: after bytes that no client sends.
    private var isDeaf = false

    /// One call, as the client sees it.
    private struct Call {
        let method: Int
        var assembler = MessageAssembler(acceptsCompressed: true)
        var replies: UInt64 = 0
        /// Bytes of answers whose window was not given back.
        var unread = 0
    }

    init(_ channel: EmbeddedChannel, _ loop: PumpedLoop, small: Bool) throws {
        self.channel = channel
        self.loop = loop
        var limits = HTTP2Limits()
        if small { limits.streamWindow = 60 }
        client = try HTTP2Session(role: .client, limits: limits) {
            NIODeadline.now().uptimeNanoseconds
        }
    }

    /// Does one command.
    func step(_ reader: inout InputReader) throws {
        let command = reader.byte()
        switch command >> 4 {
        case 0, 1: open(Int(command & 7), flags: reader.byte())
        case 2, 3: send(command, flag: 0, reader.take(Int(reader.byte())))
        case 4: if let stream = stream(command) { write(stream, reader.take(Int(reader.byte()))) }
        case 5: sendCompressed(command, reader.take(Int(reader.byte())))
        case 6: if let stream = stream(command) { client.finish(stream) }
        case 7: if let stream = stream(command) { client.reset(stream, .cancel) }
        case 8: strange(reader.take(Int(reader.byte())))
        case 9: try settle(rounds: Int(command & 15))
        case 10:
            channel.isWritable = command & 1 != 0
            channel.pipeline.fireChannelWritabilityChanged()
        case 11: try exchange()
        case 12: release()
        case 13:
            switch command & 3 {
            case 0: client.goAway()
            case 1: client.ping()
            default: trail(reader.byte(), isLong: command & 1 != 0)
            }
        case 14: channel.close(promise: nil)
        default: loop.pump()
        }
        try exchange()
    }

    /// Exchanges bytes until the methods rest.
    func settle(rounds: Int = 8) throws {
        for _ in 0..<rounds {
            let worked = loop.pump(patience: 200)
            try exchange()
            if !worked { return }
        }
    }

    // MARK: The client's side

    private func stream(_ command: UInt8) -> StreamID? {
        order.isEmpty ? nil : order[Int(command & 15) % order.count]
    }

    private func open(_ method: Int, flags: UInt8) {
        guard order.count < 16 else { return }
        let method = method % StreamMethods.paths.count
        var list = SessionSeeds.request(StreamMethods.paths[method])
        if flags & 1 != 0 { list.append("grpc-encoding", flags & 16 == 0 ? "gzip" : "deflate") }
        if flags & 2 != 0 { list.append("grpc-accept-encoding", "identity, gzip") }
        if flags & 4 != 0 { list.append("grpc-timeout", flags & 16 == 0 ? "50u" : "1S") }
        if flags & 8 != 0 { list.append("x-request-id", "id-\(flags)") }
        guard let stream = try? client.request(headers: list, endStream: flags & 32 != 0) else {
            return
        }
        calls[stream] = Call(method: method)
        order.append(stream)
    }

    private func send(_ command: UInt8, flag: UInt8, _ content: [UInt8]) {
        guard let stream = stream(command) else { return }
        let count = UInt32(content.count)
        write(
            stream,
            [flag] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + content
        )
    }

    /// Ends the client's side with trailers; long ones are few bytes on the wire and past the limit of
    /// a header list.
    private func trail(_ command: UInt8, isLong: Bool) {
        guard let stream = stream(command) else { return }
        var list = HeaderBlock()
        for _ in 0..<(isLong ? 200 : 1) {
            list.append("x-trailer", String(repeating: "t", count: 100))
        }
        client.finish(stream, trailers: list)
    }

    /// Sends bytes as a compressed message: of either format, or as they are.
    private func sendCompressed(_ command: UInt8, _ content: [UInt8]) {
        let format: CompressionFormat? =
            command & 8 != 0 ? nil : command & 4 == 0 ? .gzip : .zlib
        let bytes = format.flatMap { try? Compression.deflate(content, $0) } ?? content
        send(command, flag: 1, bytes)
    }

    private func write(_ stream: StreamID, _ bytes: [UInt8]) {
        client.write(stream) { $0.append(contentsOf: bytes) }
    }

    /// Gives the windows of all answers back.
    private func release() {
        for (stream, call) in calls where call.unread > 0 && client.isOpen(stream) {
            client.release(stream, bytes: call.unread)
            calls[stream]?.unread = 0
        }
    }

    /// Sends the server what no client sends.
    private func strange(_ bytes: [UInt8]) {
        isDeaf = true
        feed(bytes)
    }

    // MARK: The bytes between

    private func exchange() throws {
        for _ in 0..<16 {
            var output: [UInt8] = []
            try? client.takeOutput(limit: 1 << 20, into: &output)
            if !output.isEmpty { feed(output) }
            channel.embeddedEventLoop.run()
            var isQuiet = output.isEmpty
            while let answer = try channel.readOutbound(as: ByteBuffer.self) {
                isQuiet = false
                try receive(Array(answer.readableBytesView))
            }
            if isQuiet { return }
        }
    }

    private func feed(_ bytes: [UInt8]) {
        guard channel.isActive else { return }
        _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
    }

    private func receive(_ bytes: [UInt8]) throws {
        do throws(HTTP2Error) {
            try client.receive(bytes.span)
        } catch {
            guard isDeaf else {
                throw FuzzFinding("a client refuses what the server sent: \(error)")
            }
        }
        let batch = client.takeEvents()
        defer { client.recycle(batch) }
        for event in batch.events {
            switch event {
            case .data(let stream, let range): try read(stream, batch.body, range)
            case .closed(let stream, _): calls[stream] = nil
            default: break
            }
        }
    }

    /// Reads the messages of an answer; those of ``StreamMethods/Echo`` come in order, none left out.
    private func read(_ stream: StreamID, _ body: [UInt8], _ range: Range<Int>) throws {
        guard var call = calls[stream] else { return }
        call.unread += range.count
        var rest = range
        while let frame = try call.assembler.next(body, &rest, limit: 1 << 20) {
            guard call.method == StreamMethods.echo, !call.assembler.isCompressed else { continue }
            let message =
                switch frame {
                case .inPlace(let range): Array(body[range])
                case .assembled(let bytes): bytes
                }
            let reply = try Wire.PredictStreamReply(decoding: message)
            try FuzzFinding.unless(
                reply.index == call.replies,
                "answer \(reply.index) came in the place of \(call.replies)"
            )
            call.replies += 1
        }
        calls[stream] = call
    }
}
