import HTTP2Session

/// Real conversations cut into the commands of ``SessionBody``.
enum SessionSeeds {
    static let all: [[UInt8]] = {
        var seeds: [[UInt8]] = []
        for options: UInt8 in [0, 2] {
            for bytes in clientBytes {
                // Bytes, an answer to the first stream, its body and end, and what is to be sent.
                let answer: [UInt8] = [0x8f, 0x90, 0, 0xa0, 3, 0xb0, 1, 0xc0, 0, 50, 0x8f]
                seeds.append([options] + fed(bytes) + answer)
                seeds.append([options] + fed(bytes, pieces: 7) + answer)
            }
            seeds.append([options | 4] + fed(hostileFrames) + [0x8f])
            for frame in serverFrames {
                seeds.append([options | 5, 0xe0, 0, 0xa0, 3, 0xb0, 0, 0x8f] + fed(frame) + [0x8f])
            }
        }
        return seeds
    }()

    /// What a client of ours sends for a few calls.
    static let clientBytes: [[UInt8]] = [
        client { session in
            let stream = try session.request(headers: request("/s/M"))
            session.write(stream) { $0.append(contentsOf: [0, 0, 0, 0, 3, 10, 1, 97]) }
            session.finish(stream)
        },
        client { session in
            for index in 0..<5 {
                let stream = try session.request(headers: request("/s/M\(index)"))
                session.write(stream) { $0.append(contentsOf: [0, 0, 0, 0, 0]) }
                if index != 3 { session.finish(stream) }
            }
            session.ping()
        },
        client { session in
            var list = request("/s/M")
            list.append("grpc-timeout", "100m")
            list.append("x-trace-bin", "AAEC")
            let stream = try session.request(headers: list)
            session.write(stream) {
                $0.append(contentsOf: [0, 0, 0, 1, 0] + [UInt8](repeating: 1, count: 256))
            }
            session.reset(stream, .cancel)
            let other = try session.request(headers: request("/none/None"))
            session.finish(other)
        },
    ]

    /// Frames that are refused: a priority, a window update of zero, a reset of an idle stream.
    private static let hostileFrames: [UInt8] = [
        0, 0, 6, 1, 4, 0, 0, 0, 1, 0x83, 0x86, 0x84, 0x01, 1, 0x68,
        0, 0, 5, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1,
        0, 0, 4, 8, 0, 0, 0, 0, 1, 0, 0, 0, 0,
        0, 0, 4, 3, 0, 0, 0, 0, 9, 0, 0, 0, 8,
    ]

    /// What a server sends: a reply, a status alone, a reset, a GOAWAY.
    private static let serverFrames: [[UInt8]] = [
        [
            0, 0, 1, 1, 4, 0, 0, 0, 1, 0x88, 0, 0, 5, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0,
            0, 0, 15, 1, 5, 0, 0, 0, 1, 0, 11,
        ] + Array("grpc-status".utf8) + [1, 0x30],
        [0, 0, 1, 1, 5, 0, 0, 0, 1, 0x88], [0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 7],
        [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
    ]

    static func request(_ path: String) -> HeaderBlock {
        var list = HeaderBlock()
        list.append(":method", "POST")
        list.append(":scheme", "http")
        list.append(":path", path)
        list.append(":authority", "here")
        list.append("te", "trailers")
        list.append("content-type", "application/grpc")
        return list
    }

    private static func client(_ body: (HTTP2Session) throws -> Void) -> [UInt8] {
        var bytes: [UInt8] = []
        guard
            let session = try? HTTP2Session(role: .client, limits: HTTP2Limits(), now: { 1 }),
            (try? body(session)) != nil
        else { return [] }
        try? session.takeOutput(limit: 1 << 20, into: &bytes)
        return bytes
    }

    /// The commands that feed `bytes`.
    static func fed(_ bytes: [UInt8], pieces: Int = 112) -> [UInt8] {
        stride(from: 0, to: bytes.count, by: pieces).flatMap { start in
            let piece = bytes[start..<min(bytes.count, start + pieces)]
            return [UInt8(piece.count - 1)] + piece
        }
    }
}

/// The same conversations in the commands of ``ConnectionBody``.
enum ConnectionSeeds {
    static let all: [[UInt8]] = SessionSeeds.clientBytes.flatMap { bytes in
        let commands = SessionSeeds.fed(bytes)
        return [
            [0] + commands, [1] + commands + [0x80, 0x90, 0xa5, 0x80], [2] + commands + [0xb0],
        ]
    }
}
