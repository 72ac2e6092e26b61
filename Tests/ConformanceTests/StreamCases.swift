extension ConformanceCase {
    private static func afterEnd(
        _ title: String,
        _ bytes: [UInt8],
        _ verdict: Verdict
    ) -> ConformanceCase {
        ConformanceCase(
            "5.1",
            title,
            steps: [.send(Frames.headers(1)), .await(.streamEnds), .send(bytes), .await(verdict)]
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
            Frames.headers(1, ends: false) + Frames.reset(1) + bytes,
            .streamError(codes)
        )
    }

    /// Section 5: what a stream's state allows.
    static let http2Streams: [ConformanceCase] = [
        ConformanceCase(
            "5.1",
            "idle: DATA",
            Frames.data(1),
            .streamError([Code.protocolError, Code.streamClosed])
        ),
        ConformanceCase(
            "5.1",
            "idle: RST_STREAM",
            Frames.reset(1),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "5.1",
            "idle: WINDOW_UPDATE",
            Frames.update(1, 100),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "5.1",
            "idle: CONTINUATION",
            Frames.continuation(1, Frames.get),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "5.1",
            "half closed: DATA",
            Frames.headers(1) + Frames.data(1),
            .streamError([Code.streamClosed])
        ),
        ConformanceCase(
            "5.1",
            "half closed: HEADERS",
            Frames.headers(1) + Frames.headers(1),
            .streamError([Code.streamClosed])
        ),
        ConformanceCase(
            "5.1",
            "half closed: CONTINUATION",
            Frames.headers(1) + Frames.continuation(1, Frames.get),
            .streamError([Code.streamClosed, Code.protocolError])
        ),
        afterReset("closed by RST_STREAM: DATA", Frames.data(1)),
        afterReset("closed by RST_STREAM: HEADERS", Frames.headers(1)),
        afterReset(
            "closed by RST_STREAM: CONTINUATION",
            Frames.continuation(1),
            [Code.streamClosed, Code.protocolError]
        ),
        afterEnd("closed: DATA", Frames.data(1), .streamError([Code.streamClosed])),
        afterEnd("closed: HEADERS", Frames.headers(1), .connectionError([Code.streamClosed])),
        afterEnd(
            "closed: CONTINUATION",
            Frames.continuation(1),
            .connectionError([Code.streamClosed, Code.protocolError])
        ),
        ConformanceCase(
            "5.1.1",
            "an even stream",
            Frames.headers(2),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "5.1.1",
            "a stream below the one before",
            Frames.headers(5) + Frames.headers(3),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "5.1.2",
            "one stream too many",
            Frames.window(0) + (0...128).flatMap { Frames.headers(UInt32(2 * $0 + 1)) },
            .reset(257, Code.refused)
        ),
        ConformanceCase(
            "5.3.1",
            "HEADERS that depend on themselves",
            Frames.frame(1, 0x25, 1, Frames.dependency(on: 1) + Frames.get),
            .streamError([Code.protocolError])
        ),
        ConformanceCase(
            "5.3.1",
            "PRIORITY that depends on itself",
            Frames.priority(1, on: 1),
            .streamError([Code.protocolError])
        ),
    ]
}
