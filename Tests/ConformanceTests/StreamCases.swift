extension ConformanceCase {
    private static func afterEnd(
        _ title: String,
        _ bytes: [UInt8],
        _ verdict: Verdict
    ) -> ConformanceCase {
        ConformanceCase(
            "5.1",
            title,
            steps: [.send(Wire.headers(1)), .await(.streamEnds), .send(bytes), .await(verdict)]
        )
    }

    private static func afterReset(
        _ title: String,
        _ bytes: [UInt8],
        _ codes: [UInt32] = [Code.streamClosed]
    ) -> ConformanceCase {
        ConformanceCase(
            "5.1",
            title,
            Wire.headers(1, ends: false) + Wire.reset(1) + bytes,
            .streamError(codes)
        )
    }

    /// Section 5: what a stream's state allows.
    static let http2Streams: [ConformanceCase] = [
        ConformanceCase(
            "5.1",
            "idle: DATA",
            Wire.data(1),
            .streamError([Code.protocolError, Code.streamClosed])
        ),
        ConformanceCase(
            "5.1",
            "idle: RST_STREAM",
            Wire.reset(1),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "5.1",
            "idle: WINDOW_UPDATE",
            Wire.update(1, 100),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "5.1",
            "idle: CONTINUATION",
            Wire.continuation(1, Wire.get),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "5.1",
            "half closed: DATA",
            Wire.headers(1) + Wire.data(1),
            .streamError([Code.streamClosed])
        ),
        ConformanceCase(
            "5.1",
            "half closed: HEADERS",
            Wire.headers(1) + Wire.headers(1),
            .streamError([Code.streamClosed])
        ),
        ConformanceCase(
            "5.1",
            "half closed: CONTINUATION",
            Wire.headers(1) + Wire.continuation(1, Wire.get),
            .streamError([Code.streamClosed, Code.protocolError])
        ),
        afterReset("closed by RST_STREAM: DATA", Wire.data(1)),
        afterReset("closed by RST_STREAM: HEADERS", Wire.headers(1)),
        afterReset(
            "closed by RST_STREAM: CONTINUATION",
            Wire.continuation(1),
            [Code.streamClosed, Code.protocolError]
        ),
        afterEnd("closed: DATA", Wire.data(1), .streamError([Code.streamClosed])),
        afterEnd("closed: HEADERS", Wire.headers(1), .connectionError([Code.streamClosed])),
        afterEnd(
            "closed: CONTINUATION",
            Wire.continuation(1),
            .connectionError([Code.streamClosed, Code.protocolError])
        ),
        ConformanceCase(
            "5.1.1",
            "an even stream",
            Wire.headers(2),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "5.1.1",
            "a stream below the one before",
            Wire.headers(5) + Wire.headers(3),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "5.1.2",
            "one stream too many",
            Wire.window(0) + (0...128).flatMap { Wire.headers(UInt32(2 * $0 + 1)) },
            .reset(257, Code.refused)
        ),
        ConformanceCase(
            "5.3.1",
            "HEADERS that depend on themselves",
            Wire.frame(1, 0x25, 1, Wire.dependency(on: 1) + Wire.get),
            .streamError([Code.protocolError])
        ),
        ConformanceCase(
            "5.3.1",
            "PRIORITY that depends on itself",
            Wire.priority(1, on: 1),
            .streamError([Code.protocolError])
        ),
    ]
}
