extension ConformanceCase {
    /// Sections 3 to 5 but for streams.
    static let http2Connection: [ConformanceCase] = [
        ConformanceCase(
            "3.5",
            "a preface is answered with settings",
            Frames.magic + Frames.window(65_535),
            .settingsFirst
        ).bare,
        ConformanceCase(
            "3.5",
            "an invalid preface",
            Array("INVALID CONNECTION PREFACE\r\n\r\n".utf8),
            .connectionError([Code.protocolError])
        ).bare,
        ConformanceCase(
            "4.1",
            "a frame of unknown type is ignored",
            Frames.frame(0x16, 0, 0, zeros) + Frames.ping(),
            .pong(zeros)
        ),
        ConformanceCase(
            "4.1",
            "undefined flags are ignored",
            Frames.frame(6, 0x16, 0, zeros),
            .pong(zeros)
        ),
        ConformanceCase(
            "4.1",
            "the reserved bit is ignored",
            Frames.frame(6, 0x16, 1 << 31, zeros),
            .pong(zeros)
        ),
        ConformanceCase(
            "4.2",
            "DATA of 2^14 bytes",
            Frames.headers(1, Frames.post, ends: false) + Frames.data(1, dummy(16_384)),
            .headers(1)
        ),
        ConformanceCase(
            "4.2",
            "DATA above the largest frame",
            Frames.headers(1, Frames.post, ends: false) + Frames.data(1, dummy(16_385)),
            .streamError([Code.frameSize])
        ),
        ConformanceCase(
            "4.2",
            "HEADERS above the largest frame",
            Frames.headers(1, Frames.get + (0..<5).flatMap { _ in Frames.filler }),
            .connectionError([Code.frameSize])
        ),
        ConformanceCase(
            "4.3",
            "a header block that cannot be decoded",
            Frames.headers(1, [0x40]),
            .connectionError([Code.compression])
        ),
        ConformanceCase(
            "4.3",
            "PRIORITY within a header block",
            Frames.headers(1, ends: false, last: false) + Frames.priority(1)
                + Frames.continuation(1),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "4.3",
            "HEADERS of another stream within a header block",
            Frames.headers(1, ends: false, last: false) + Frames.headers(3)
                + Frames.continuation(1),
            .connectionError([Code.protocolError])
        ),
        ConformanceCase(
            "5.4.1",
            "after a connection error the connection is closed",
            Frames.frame(6, 0, 3, zeros),
            .closed
        ),
        ConformanceCase(
            "5.4.1",
            "a connection error is told by GOAWAY",
            Frames.frame(6, 0, 3, zeros),
            .connectionError([Code.protocolError])
        ).strict,
        ConformanceCase(
            "5.5",
            "an unknown extension frame is ignored",
            Frames.frame(0x16, 0, 0, zeros) + Frames.ping(),
            .pong(zeros)
        ),
        ConformanceCase(
            "5.5",
            "an unknown extension frame within a header block",
            Frames.headers(1, last: false) + Frames.frame(0x16, 0, 0, zeros),
            .connectionError([Code.protocolError])
        ),
    ]

    static let zeros = [UInt8](repeating: 0, count: 8)

    static func dummy(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x78, count: count) }
}
