import HTTP2Session
import Testing

@Suite("The last bytes of a connection say why it ends")
struct EndingTests {
    @Test(
        "A client of HTTP/1.1 gets an answer that it understands, whatever the pieces",
        arguments: ["GET / HTTP/1.1", "POST /a HTTP/1.0", "OPTIONS * HTTP/1.1"],
        [1, 3, 1_000]
    )
    func http1(line: String, piece: Int) throws {
        let server = try Side(.server)
        var rest = Array("\(line)\r\nhost: here\r\n\r\n".utf8)[...]
        #expect(throws: HTTP2Error.self) {
            while !rest.isEmpty {
                try server.receive(Array(rest.prefix(piece)))
                rest = rest.dropFirst(piece)
            }
        }
        let answer = String(decoding: try server.output(), as: UTF8.self)
        let (head, body) = try #require(
            answer.firstRange(of: "\r\n\r\n").map { range in
                (answer[..<range.lowerBound], answer[range.upperBound...])
            }
        )
        #expect(head.hasPrefix("HTTP/1.1 505 HTTP Version Not Supported\r\n"))
        #expect(head.contains("\r\ncontent-length: \(body.utf8.count)\r\n"))
        #expect(body == "this port speaks HTTP/2 with prior knowledge (gRPC), not HTTP/1.1\n")
        #expect(server.session.isFinished)
    }

    @Test("A HEAD request of HTTP/1.1 gets no body")
    func head() throws {
        let server = try Side(.server)
        #expect(throws: HTTP2Error.self) { try server.receive(Array("HEAD / HTTP/1.1\r\n".utf8)) }
        let answer = String(decoding: try server.output(), as: UTF8.self)
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test(
        "Anything else gets settings and GOAWAY",
        arguments: [
            "INVALID CONNECTION PREFACE\r\n\r\n", "\u{16}\u{3}\u{1}", "get / HTTP/1.1",
            "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n",
        ]
    )
    func unknown(text: String) throws {
        let server = try Side(.server)
        #expect(throws: HTTP2Error.self) { try server.receive(Array(text.utf8)) }
        let frames = Frame.parse(try server.output())
        #expect(frames.map(\.type) == [4, 7])
        #expect(frames.last?.code == 1)
        #expect(server.session.isFinished)
        #expect(server.counters.snapshot[.protocolErrors] == 1)
    }

    @Test("A preface in pieces is one preface")
    func pieces() throws {
        let server = try Side(.server)
        for byte in Frame.magic + Frame.settings { try server.receive([byte]) }
        #expect(server.told() == [.settings])
    }

    @Test("The last GOAWAY replaces what waits, and names the last stream")
    func lastWords() throws {
        let pair = try SessionPair()
        let streams = try pair.open(ends: true)
        pair.server.session.respond(streams.server, headers: StaticHeaders([(":status", "200")]))
        pair.server.session.write(streams.server) { $0 += [UInt8](repeating: 1, count: 100_000) }
        pair.server.session.terminate(.noError, "why")
        #expect(pair.server.session.wantsToSend)
        let frames = Frame.parse(try pair.server.output())
        #expect(
            frames == [
                .init(
                    type: 7,
                    flags: 0,
                    stream: 0,
                    payload: [0, 0, 0, 1, 0, 0, 0, 0] + Array("why".utf8)
                )
            ]
        )
        #expect(pair.server.session.isFinished)
        #expect(!pair.server.session.hasFailed)
    }

    @Test("A breach that libnghttp2 finds is counted")
    func breach() throws {
        let server = try Side(.server)
        try server.receive(Frame.magic + Frame.settings + Frame.make(0, stream: 1, [1]))
        #expect(Frame.parse(try server.output()).last?.code == 1)
        #expect(server.session.hasFailed)
        #expect(server.counters.snapshot[.protocolErrors] == 1)
    }

    @Test("Each limit has a name for metrics and a text, and a flag where there is one")
    func names() {
        #expect(TransportLimit.headerList.name == "header_list")
        #expect(TransportLimit.controlFrames.name == "control_frames")
        #expect(Set(TransportLimit.allCases.map(\.text)).count == TransportLimit.allCases.count)
        let withoutFlag: Set<TransportLimit> = [
            .controlFrames, .continuationFrames, .emptyData, .protocolErrors,
        ]
        for limit in TransportLimit.allCases {
            #expect(limit.text.contains("(--") != withoutFlag.contains(limit), "\(limit)")
        }
    }
}
