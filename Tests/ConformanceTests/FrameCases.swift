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
        breach("6.1", "DATA on stream 0", Wire.data(0)),
        ConformanceCase(
            "6.1",
            "DATA on a half-closed stream",
            Wire.headers(1) + Wire.data(1),
            .streamError([Code.streamClosed])
        ),
        breach(
            "6.1",
            "DATA with too much padding",
            Wire.headers(
                1,
                Wire.block(Wire.request("POST") + [("content-length", "4")]),
                ends: false
            )
                + Wire.frame(0, 9, 1, [6] + Wire.four)
        ),
        breach(
            "6.2",
            "HEADERS, then PRIORITY within the block",
            Wire.headers(1, ends: false, last: false) + Wire.priority(1) + Wire.continuation(1)
        ),
        breach(
            "6.2",
            "HEADERS, then those of another stream within the block",
            Wire.headers(1, ends: false, last: false) + Wire.headers(3) + Wire.continuation(1)
        ),
        breach("6.2", "HEADERS on stream 0", Wire.headers(0)),
        ConformanceCase(
            "6.2",
            "HEADERS with too much padding",
            Wire.frame(1, 0xd, 1, [UInt8(Wire.get.count + 1)] + Wire.get),
            .streamError([Code.protocolError])
        ),
        breach("6.3", "PRIORITY on stream 0", Wire.priority(0)),
        ConformanceCase(
            "6.3",
            "PRIORITY of four bytes",
            Wire.headers(1) + Wire.frame(2, 0, 1, [0x80, 0, 0, 1]),
            .streamError([Code.frameSize])
        ),
        breach("6.4", "RST_STREAM on stream 0", Wire.reset(0)),
        breach("6.4", "RST_STREAM on an idle stream", Wire.reset(1)),
        ConformanceCase(
            "6.4",
            "RST_STREAM of three bytes",
            Wire.headers(1) + Wire.frame(3, 0, 1, [0, 0, 0]),
            .streamError([Code.frameSize])
        ),
        breach(
            "6.5",
            "SETTINGS with ACK and a payload",
            Wire.frame(4, 1, 0, [0]),
            [Code.frameSize]
        ),
        breach("6.5", "SETTINGS on a stream", Wire.frame(4, 0, 1, [0, 3, 0, 0, 0, 0x64])),
        ConformanceCase(
            "6.5",
            "SETTINGS of three bytes",
            Wire.frame(4, 0, 0, [0, 3, 0]),
            .streamError([Code.protocolError, Code.frameSize])
        ),
        breach("6.5.2", "ENABLE_PUSH of 2", Wire.settings((2, 2))),
        breach(
            "6.5.2",
            "INITIAL_WINDOW_SIZE of 2^31",
            Wire.settings((4, 1 << 31)),
            [Code.flowControl]
        ),
        breach("6.5.2", "MAX_FRAME_SIZE of 2^14 - 1", Wire.settings((5, 16_383))),
        breach("6.5.2", "MAX_FRAME_SIZE of 2^24", Wire.settings((5, 16_777_216))),
        ConformanceCase(
            "6.5.2",
            "an unknown setting",
            Wire.settings((0xff, 1)) + Wire.ping(),
            .pong(zeros)
        ),
        ConformanceCase(
            "6.5.3",
            "of two values of a setting the last counts",
            Wire.settings((4, 100), (4, 1)) + Wire.headers(1),
            .data(1)
        ),
        ConformanceCase(
            "6.5.3",
            "SETTINGS are acknowledged",
            Wire.settings((2, 0)),
            .settingsAcknowledged
        ),
        ConformanceCase("6.7", "PING", Wire.ping("h2spec"), .pong(Wire.pingBytes("h2spec"))),
        ConformanceCase(
            "6.7",
            "PING with ACK is not answered",
            Wire.ping("invalid", ack: true) + Wire.ping("h2spec"),
            .pong(Wire.pingBytes("h2spec"))
        ),
        breach("6.7", "PING on a stream", Wire.frame(6, 0, 1, zeros)),
        breach(
            "6.7",
            "PING of six bytes",
            Wire.frame(6, 0, 0, Array(zeros.prefix(6))),
            [Code.frameSize]
        ),
        breach("6.8", "GOAWAY on a stream", Wire.frame(7, 0, 1, zeros)),
        ConformanceCase(
            "6.10",
            "HEADERS and two CONTINUATION frames",
            Wire.headers(1, last: false) + Wire.continuation(1, last: false)
                + Wire.continuation(1),
            .headers(1)
        ),
        breach(
            "6.10",
            "CONTINUATION, then DATA within the block",
            Wire.headers(1, ends: false, last: false) + Wire.continuation(1, last: false)
                + Wire.data(1)
        ),
        breach(
            "6.10",
            "CONTINUATION on stream 0",
            Wire.headers(1, last: false) + Wire.continuation(0)
        ),
        breach(
            "6.10",
            "CONTINUATION after HEADERS that ended the block",
            Wire.headers(1) + Wire.continuation(1)
        ),
        breach(
            "6.10",
            "CONTINUATION after one that ended the block",
            Wire.headers(1, last: false) + Wire.continuation(1) + Wire.continuation(1)
        ),
        breach(
            "6.10",
            "CONTINUATION after DATA",
            Wire.headers(1, ends: false, last: false) + Wire.data(1)
                + Wire.continuation(1, last: false) + Wire.continuation(0)
        ),
        ConformanceCase(
            "7",
            "GOAWAY with an unknown code",
            Wire.goAway(0xff) + Wire.ping("h2spec"),
            .pongOrClose(Wire.pingBytes("h2spec"))
        ),
        ConformanceCase(
            "7",
            "RST_STREAM with an unknown code",
            Wire.headers(1, Wire.post, ends: false) + Wire.reset(1, 0xff) + Wire.ping(),
            .pongOrClose(zeros)
        ),
    ]

    /// Section 6.9.
    static let http2Windows: [ConformanceCase] = [
        breach("6.9", "an increment of 0", Wire.update(0, 0)),
        ConformanceCase(
            "6.9",
            "an increment of 0 on a stream",
            Wire.headers(1, ends: false) + Wire.update(1, 0),
            .streamError([Code.protocolError])
        ),
        breach(
            "6.9",
            "WINDOW_UPDATE of three bytes",
            Wire.frame(8, 0, 0, [0, 0, 1]),
            [Code.frameSize]
        ),
        ConformanceCase(
            "6.9.1",
            "a window of one byte",
            steps: [
                .send(Wire.window(1)), .await(.settingsAcknowledged), .send(Wire.headers(1)),
                .await(.data(1)),
            ]
        ),
        breach(
            "6.9.1",
            "a connection window above 2^31 - 1",
            Wire.update(0, 0x7fff_ffff) + Wire.update(0, 0x7fff_ffff),
            [Code.flowControl]
        ),
        ConformanceCase(
            "6.9.1",
            "a stream window above 2^31 - 1",
            Wire.headers(1, ends: false) + Wire.update(1, 0x7fff_ffff)
                + Wire.update(1, 0x7fff_ffff),
            .reset(1, Code.flowControl)
        ),
        ConformanceCase(
            "6.9.2",
            "a new initial window after HEADERS",
            steps: [
                .send(Wire.window(0)), .await(.settingsAcknowledged),
                .send(Wire.headers(1) + Wire.window(1)), .await(.data(1)),
            ]
        ),
        ConformanceCase(
            "6.9.2",
            "a window that becomes negative",
            steps: [
                .send(Wire.window(3)), .await(.settingsAcknowledged), .send(Wire.headers(1)),
                .await(.anyData), .send(Wire.window(2)), .await(.settingsAcknowledged),
                .send(Wire.update(1, 2)), .await(.data(1)),
            ]
        ),
        breach(
            "6.9.2",
            "an initial window of 2^31",
            Wire.settings((4, 1 << 31)),
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
        let block = Wire.block(Wire.request("POST") + fields)
        return ConformanceCase(
            section,
            "\(title), when the answer has come",
            steps: [
                .send(Wire.headers(1, block, ends: false)), .await(.streamEnds), .send(bytes),
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
            Wire.data(1, dummy(16_385)),
            .streamError([Code.frameSize])
        ),
        afterAnswer(
            "6.1",
            "DATA with too much padding",
            Wire.frame(0, 9, 1, [6] + Wire.four),
            .connectionError([Code.protocolError])
        ),
        afterAnswer(
            "6.3",
            "PRIORITY of four bytes",
            Wire.frame(2, 0, 1, [0x80, 0, 0, 1]),
            .streamError([Code.frameSize])
        ),
        afterAnswer(
            "6.4",
            "RST_STREAM of three bytes",
            Wire.frame(3, 0, 1, [0, 0, 0]),
            .streamError([Code.frameSize])
        ),
        afterAnswer(
            "6.9",
            "an increment of 0 on a stream",
            Wire.update(1, 0),
            .streamError([Code.protocolError])
        ),
        afterAnswer(
            "6.9.1",
            "a stream window above 2^31 - 1",
            Wire.update(1, 0x7fff_ffff) + Wire.update(1, 0x7fff_ffff),
            .reset(1, Code.flowControl)
        ),
        afterAnswer(
            "8.1",
            "a second HEADERS frame that does not end the stream",
            Wire.data(1, ends: false)
                + Wire.headers(1, Wire.block([("x-test", "ok")]), ends: false),
            .streamError([Code.protocolError])
        ),
        afterAnswer(
            "8.1.2.1",
            "a pseudo-header in trailers",
            Wire.data(1, ends: false) + Wire.headers(1, Wire.block([(":method", "POST")])),
            .streamError([Code.protocolError])
        ),
        afterAnswer(
            "8.1.2.6",
            "a content-length that is not that of the body",
            Wire.data(1),
            .streamError([Code.protocolError]),
            [("content-length", "1")]
        ),
        afterAnswer("6.7", "the rest of the request", Wire.data(1) + Wire.ping(), .pong(zeros)),
    ]
}
