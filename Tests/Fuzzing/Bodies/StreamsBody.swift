import Compression
import GRPC
import HTTP2
import HTTP2Session
import Messages
import NIOCore
import NIOEmbedded

/// Calls with many messages against a connection of the gRPC server: a client that does anything
/// with them, frames that are cut and lie, methods in tasks, and bytes that no client sends.
///
/// The first byte chooses the limits; then each byte is a command. At the end nothing may be left of
/// the connection: a task that waits for what never comes is a finding.
enum StreamsBody {
    private static let loop = PumpedLoop()
    private static let servers = [server(small: false), server(small: true)]

    private static func server(small: Bool) -> GRPCServer {
        var limits = ServerLimits()
        limits.messageBytes = 4_096
        limits.unfinishedBytes = 8_192
        if small {
            limits.http2.streamWindow = 1_000
            limits.http2.bufferedOutputBytes = 4_000
            limits.http2.streamOutputHighWater = 100
            limits.http2.streamOutputLowWater = 10
            limits.compressedResponseBytes = 16
        }
        return GRPCServer(router: StreamMethods.router, limits: limits) {
            GRPCStatus(.internal, "a method failed", cause: "\($0)")
        }
    }

    static func run(_ reader: inout InputReader) throws {
        let options = reader.byte()
        try loop.own {
            try run(&reader, server: servers[Int(options & 1)], options: options)
        }
    }

    private static func run(
        _ reader: inout InputReader,
        server: GRPCServer,
        options: UInt8
    ) throws {
        weak let rest = try converse(&reader, server: server, options: options)
        // The call's task may wait long for a thread of a busy machine; one that hangs waits for ever.
        let hangs = ContinuousClock.now + .seconds(60)
        while rest != nil, ContinuousClock.now < hangs {
            loop.pump(patience: 1_000)
            loop.fireTimers(of: .seconds(10))
        }
        try FuzzFinding.unless(rest == nil, "a call goes on after its connection is gone")
    }

    /// Plays the input; what the server had of the connection, for its end to be seen.
    private static func converse(
        _ reader: inout InputReader,
        server: GRPCServer,
        options: UInt8
    ) throws -> AnyObject? {
        guard let connection = try server.makeConnection(loop) as? HTTP2Connection else {
            throw FuzzFinding("the connection was refused")
        }
        let channel = EmbeddedChannel(handler: connection)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        let driver = try StreamsDriver(channel, loop, small: options & 2 != 0)
        var commands = 0
        while !reader.isAtEnd, commands < 500, channel.isActive {
            commands += 1
            try driver.step(&reader)
            try FuzzFinding.unless(
                connection.session.bufferedInput >= 0 && connection.session.bufferedOutput >= 0,
                "\(connection.session.bufferedInput) bytes in, "
                    + "\(connection.session.bufferedOutput) out"
            )
        }
        if options & 4 != 0 { try driver.settle() }
        _ = try? channel.finish(acceptAlreadyClosed: true)
        return Mirror(reflecting: connection).descendant("delegate") as AnyObject
    }

    /// Calls of each method with good messages, compressed ones, one that is cut, one that lies about
    /// its length, a reset, a deadline, and bytes that are no frame.
    static let seeds: [[UInt8]] = {
        let request = Wire.PredictRequest(project: "p", modelVersion: 7).encoded()
        let infer = Wire.ModelInferRequest(modelName: "m", id: "1").encoded()
        let ingest = Wire.IngestRequest(project: "p", items: [Wire.IngestItem(exampleID: "e")])
            .encoded()
        func message(_ bytes: [UInt8], kind: UInt8 = 0x20) -> [UInt8] {
            [kind, UInt8(bytes.count)] + bytes
        }
        let end: [UInt8] = [0x60, 0x93, 0xc0, 0x93]
        var seeds: [[UInt8]] = []
        for options: UInt8 in 0..<8 {
            for flags: UInt8 in [0, 1, 2, 4, 8, 0x13] {
                seeds.append([options, 0, flags] + message(ingest) + message(ingest) + end)
                seeds.append(
                    [options, 1, flags] + message(request) + [0x92] + message(request) + end
                )
                seeds.append([options, 2, flags] + message(request) + end)
                seeds.append(
                    [options, 3, flags] + message(infer, kind: 0x50) + message(infer) + end
                )
            }
            seeds.append([options, 1, 0, 3, 1] + message(request) + [0x41, 2, 0, 0] + end)
            seeds.append([options, 1, 0, 0x42, 5, 0, 0, 0, 0, 200, 0x92, 0x70, 8, 0x93])
            seeds.append([options, 1, 1] + message([0x1f, 0x8b, 8, 0], kind: 0x58) + end)
            seeds.append(
                [options, 1, 0] + message(request) + [0xa0, 0xb0, 0x92, 0xa1, 0x80, 3, 1, 2, 3, 4]
            )
            seeds.append([options, 3, 0] + message(infer) + [0xd1, 0x92, 0xd0, 0x92, 0xe0])
            for trailers: UInt8 in [0xd2, 0xd3] {
                seeds.append([options, 0, 0] + message(ingest) + [trailers, 0, 0x93, 0xc0, 0x93])
            }
        }
        return seeds
    }()
}
