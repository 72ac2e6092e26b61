extension ConformanceCase {
    private static func breach(
        _ section: String,
        _ title: String,
        _ bytes: [UInt8],
        _ codes: [UInt32] = [Code.protocolError]
    ) -> ConformanceCase {
        ConformanceCase(section, title, bytes, .connectionError(codes))
    }

    /// Section 6 but for windows, and section 7.
    static let http2Frames: [ConformanceCase] = [
        breach("6.1", "DATA on stream 0", Frames.data(0)),
        ConformanceCase(
            "6.1",
            "DATA on a half-closed stream",
            Frames.headers(1) + Frames.data(1),
            .streamError([Code.streamClosed])
        ),
        breach(
            "6.1",
            "DATA with too much padding",
            Frames.headers(
                1,
                Frames.block(Frames.request("POST") + [("content-length", "4")]),
                ends: false
            )
                + Frames.frame(0, 9, 1, [6] + Frames.four)
        ),
        breach(
            "6.2",
            "HEADERS, then PRIORITY within the block",
            Frames.headers(1, ends: false, last: false) + Frames.priority(1)
                + Frames.continuation(1)
        ),
        breach(
            "6.2",
            "HEADERS, then those of another stream within the block",
            Frames.headers(1, ends: false, last: false) + Frames.headers(3) + Frames.continuation(1)
        ),
        breach("6.2", "HEADERS on stream 0", Frames.headers(0)),
        ConformanceCase(
            "6.2",
            "HEADERS with too much padding",
            Frames.frame(1, 0xd, 1, [UInt8(Frames.get.count + 1)] + Frames.get),
            .streamError([Code.protocolError])
        ),
        breach("6.3", "PRIORITY on stream 0", Frames.priority(0)),
        ConformanceCase(
            "6.3",
            "PRIORITY of four bytes",
            Frames.headers(1) + Frames.frame(2, 0, 1, [0x80, 0, 0, 1]),
            .streamError([Code.frameSize])
        ),
        breach("6.4", "RST_STREAM on stream 0", Frames.reset(0)),
        breach("6.4", "RST_STREAM on an idle stream", Frames.reset(1)),
        ConformanceCase(
            "6.4",
            "RST_STREAM of three bytes",
            Frames.headers(1) + Frames.frame(3, 0, 1, [0, 0, 0]),
            .streamError([Code.frameSize])
        ),
        breach(
            "6.5",
            "SETTINGS with ACK and a payload",
            Frames.frame(4, 1, 0, [0]),
            [Code.frameSize]
        ),
        breach("6.5", "SETTINGS on a stream", Frames.frame(4, 0, 1, [0, 3, 0, 0, 0, 0x64])),
        ConformanceCase(
            "6.5",
            "SETTINGS of three bytes",
            Frames.frame(4, 0, 0, [0, 3, 0]),
            .streamError([Code.protocolError, Code.frameSize])
        ),
        breach("6.5.2", "ENABLE_PUSH of 2", Frames.settings((2, 2))),
        breach(
            "6.5.2",
            "INITIAL_WINDOW_SIZE of 2^31",
            Frames.settings((4, 1 << 31)),
            [Code.flowControl]
        ),
        breach("6.5.2", "MAX_FRAME_SIZE of 2^14 - 1", Frames.settings((5, 16_383))),
        breach("6.5.2", "MAX_FRAME_SIZE of 2^24", Frames.settings((5, 16_777_216))),
        ConformanceCase(
            "6.5.2",
            "an unknown setting",
            Frames.settings((0xff, 1)) + Frames.ping(),
            .pong(zeros)
        ),
        ConformanceCase(
            "6.5.3",
            "of two values of a setting the last counts",
            Frames.settings((4, 100), (4, 1)) + Frames.headers(1),
            .data(1)
        ),
        ConformanceCase(
            "6.5.3",
            "SETTINGS are acknowledged",
            Frames.settings((2, 0)),
            .settingsAcknowledged
        ),
        ConformanceCase("6.7", "PING", Frames.ping("h2spec"), .pong(Frames.pingBytes("h2spec"))),
        ConformanceCase(
            "6.7",
            "PING with ACK is not answered",
            Frames.ping("invalid", ack: true) + Frames.ping("h2spec"),
            .pong(Frames.pingBytes("h2spec"))
        ),
        breach("6.7", "PING on a stream", Frames.frame(6, 0, 1, zeros)),
        breach(
            "6.7",
            "PING of six bytes",
            Frames.frame(6, 0, 0, Array(zeros.prefix(6))),
            [Code.frameSize]
        ),
        breach("6.8", "GOAWAY on a stream", Frames.frame(7, 0, 1, zeros)),
        ConformanceCase(
            "6.10",
            "HEADERS and two CONTINUATION frames",
            Frames.headers(1, last: false) + Frames.continuation(1, last: false)
                + Frames.continuation(1),
            .headers(1)
        ),
        breach(
            "6.10",
            "CONTINUATION, then DATA within the block",
            Frames.headers(1, ends: false, last: false) + Frames.continuation(1, last: false)
                + Frames.data(1)
        ),
        breach(
            "6.10",
            "CONTINUATION on stream 0",
            Frames.headers(1, last: false) + Frames.continuation(0)
        ),
        breach(
            "6.10",
            "CONTINUATION after HEADERS that ended the block",
            Frames.headers(1) + Frames.continuation(1)
        ),
        breach(
            "6.10",
            "CONTINUATION after one that ended the block",
            Frames.headers(1, last: false) + Frames.continuation(1) + Frames.continuation(1)
        ),
        breach(
            "6.10",
            "CONTINUATION after DATA",
            Frames.headers(1, ends: false, last: false) + Frames.data(1)
                + Frames.continuation(1, last: false) + Frames.continuation(0)
        ),
        ConformanceCase(
            "7",
            "GOAWAY with an unknown code",
            Frames.goAway(0xff) + Frames.ping("h2spec"),
            .pongOrClose(Frames.pingBytes("h2spec"))
        ),
        ConformanceCase(
            "7",
            "RST_STREAM with an unknown code",
            Frames.headers(1, Frames.post, ends: false) + Frames.reset(1, 0xff) + Frames.ping(),
            .pongOrClose(zeros)
        ),
    ]

    /// Section 6.9.
    static let http2Windows: [ConformanceCase] = [
        breach("6.9", "an increment of 0", Frames.update(0, 0)),
        ConformanceCase(
            "6.9",
            "an increment of 0 on a stream",
            Frames.headers(1, ends: false) + Frames.update(1, 0),
            .streamError([Code.protocolError])
        ),
        breach(
            "6.9",
            "WINDOW_UPDATE of three bytes",
            Frames.frame(8, 0, 0, [0, 0, 1]),
            [Code.frameSize]
        ),
        ConformanceCase(
            "6.9.1",
            "a window of one byte",
            steps: [
                .send(Frames.window(1)), .await(.settingsAcknowledged), .send(Frames.headers(1)),
                .await(.data(1)),
            ]
        ),
        breach(
            "6.9.1",
            "a connection window above 2^31 - 1",
            Frames.update(0, 0x7fff_ffff) + Frames.update(0, 0x7fff_ffff),
            [Code.flowControl]
        ),
        ConformanceCase(
            "6.9.1",
            "a stream window above 2^31 - 1",
            Frames.headers(1, ends: false) + Frames.update(1, 0x7fff_ffff)
                + Frames.update(1, 0x7fff_ffff),
            .reset(1, Code.flowControl)
        ),
        ConformanceCase(
            "6.9.2",
            "a new initial window after HEADERS",
            steps: [
                .send(Frames.window(0)), .await(.settingsAcknowledged),
                .send(Frames.headers(1) + Frames.window(1)), .await(.data(1)),
            ]
        ),
        ConformanceCase(
            "6.9.2",
            "a window that becomes negative",
            steps: [
                .send(Frames.window(3)), .await(.settingsAcknowledged), .send(Frames.headers(1)),
                .await(.anyData), .send(Frames.window(2)), .await(.settingsAcknowledged),
                .send(Frames.update(1, 2)), .await(.data(1)),
            ]
        ),
        breach(
            "6.9.2",
            "an initial window of 2^31",
            Frames.settings((4, 1 << 31)),
            [Code.flowControl]
        ),
    ]
}

extension ConformanceCase {
    private static func afterAnswer(
        _ section: String,
        _ title: String,
        _ bytes: [UInt8],
        _ verdict: Verdict,
        _ fields: [(String, String)] = []
    ) -> ConformanceCase {
        let block = Frames.block(Frames.request("POST") + fields)
        return ConformanceCase(
            section,
            "\(title), when the answer has come",
            steps: [
                .send(Frames.headers(1, block, ends: false)), .await(.streamEnds), .send(bytes),
                .await(verdict),
            ]
        )
    }

    /// What needs an open stream, on one whose answer has come already: a client that is slow with the
    /// rest of its request finds the stream as open as one that is quick.
    static let answered: [ConformanceCase] = [
        afterAnswer(
            "4.2",
            "DATA above the largest frame",
            Frames.data(1, dummy(16_385)),
            .streamError([Code.frameSize])
        ),
        afterAnswer(
            "6.1",
            "DATA with too much padding",
            Frames.frame(0, 9, 1, [6] + Frames.four),
            .connectionError([Code.protocolError])
        ),
        afterAnswer(
            "6.3",
            "PRIORITY of four bytes",
            Frames.frame(2, 0, 1, [0x80, 0, 0, 1]),
            .streamError([Code.frameSize])
        ),
        afterAnswer(
            "6.4",
            "RST_STREAM of three bytes",
            Frames.frame(3, 0, 1, [0, 0, 0]),
            .streamError([Code.frameSize])
        ),
        afterAnswer(
            "6.9",
            "an increment of 0 on a stream",
            Frames.update(1, 0),
            .streamError([Code.protocolError])
        ),
        afterAnswer(
            "6.9.1",
            "a stream window above 2^31 - 1",
            Frames.update(1, 0x7fff_ffff) + Frames.update(1, 0x7fff_ffff),
            .reset(1, Code.flowControl)
        ),
        afterAnswer(
            "8.1",
            "a second HEADERS frame that does not end the stream",
            Frames.data(1, ends: false)
                + Frames.headers(1, Frames.block([("x-test", "ok")]), ends: false),
            .streamError([Code.protocolError])
        ),
        afterAnswer(
            "8.1.2.1",
            "a pseudo-header in trailers",
            Frames.data(1, ends: false) + Frames.headers(1, Frames.block([(":method", "POST")])),
            .streamError([Code.protocolError])
        ),
        afterAnswer(
            "8.1.2.6",
            "a content-length that is not that of the body",
            Frames.data(1),
            .streamError([Code.protocolError]),
            [("content-length", "1")]
        ),
        afterAnswer("6.7", "the rest of the request", Frames.data(1) + Frames.ping(), .pong(zeros)),
    ]
}
