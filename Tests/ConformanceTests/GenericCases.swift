extension ConformanceCase {
    private static func answered(
        _ section: String,
        _ title: String,
        _ bytes: [UInt8]
    ) -> ConformanceCase {
        ConformanceCase("generic \(section)", title, bytes, .headers(1))
    }

    private static let posted = Frames.headers(1, Frames.post, ends: false)

    /// What works has to work.
    static let generic: [ConformanceCase] = [
        ConformanceCase(
            "generic 1",
            "a preface",
            Frames.magic + Frames.window(65_535),
            .settingsFirst
        ).bare,
        ConformanceCase(
            "generic 2",
            "PRIORITY on an idle stream",
            Frames.priority(1) + Frames.ping(),
            .pong(zeros)
        ),
        ConformanceCase(
            "generic 2",
            "WINDOW_UPDATE on a half-closed stream",
            Frames.window(0) + Frames.headers(1) + Frames.update(1, 1),
            .anyData
        ),
        ConformanceCase(
            "generic 2",
            "PRIORITY on a half-closed stream",
            Frames.window(0) + Frames.headers(1) + Frames.priority(1) + Frames.update(1, 1),
            .anyData
        ),
        ConformanceCase(
            "generic 2",
            "RST_STREAM on a half-closed stream",
            Frames.headers(1) + Frames.reset(1) + Frames.ping(),
            .pongOrClose(zeros)
        ),
        ConformanceCase(
            "generic 2",
            "PRIORITY on a closed stream",
            steps: [
                .send(Frames.headers(1)), .await(.streamEnds),
                .send(Frames.priority(1) + Frames.ping()), .await(.pong(zeros)),
            ]
        ),
        answered("3.1", "DATA", posted + Frames.data(1)),
        answered("3.1", "two DATA frames", posted + Frames.data(1, ends: false) + Frames.data(1)),
        answered(
            "3.1",
            "DATA with padding",
            posted + Frames.frame(0, 9, 1, [5] + Frames.four + dummy(0) + [0, 0, 0, 0, 0])
        ),
        answered("3.2", "HEADERS", Frames.headers(1)),
        answered(
            "3.2",
            "HEADERS with padding",
            Frames.frame(1, 0xd, 1, [8] + Frames.get + zeros)
        ),
        answered(
            "3.2",
            "HEADERS with a priority",
            Frames.frame(1, 0x25, 1, Frames.dependency(on: 0) + Frames.get)
        ),
        answered("3.3", "PRIORITY 1", Frames.priority(1, weight: 0) + Frames.headers(1)),
        answered("3.3", "PRIORITY 256", Frames.priority(1) + Frames.headers(1)),
        answered("3.3", "a dependency", Frames.priority(3, on: 1, weight: 0) + Frames.headers(1)),
        answered(
            "3.3",
            "an exclusive dependency",
            Frames.priority(1, exclusive: true, weight: 0) + Frames.headers(1)
        ),
        answered("3.3", "PRIORITY of a higher idle stream", Frames.priority(3) + Frames.headers(1)),
        ConformanceCase(
            "generic 3.4",
            "RST_STREAM",
            Frames.headers(1, ends: false) + Frames.reset(1) + Frames.ping(),
            .pongOrClose(zeros)
        ),
        ConformanceCase(
            "generic 3.5",
            "SETTINGS",
            Frames.settings((1, 4_096), (2, 1), (3, 100), (4, 65_535), (5, 16_384), (6, 100)),
            .settingsAcknowledged
        ),
        ConformanceCase(
            "generic 3.7",
            "PING",
            Frames.ping("h2spec"),
            .pong(Frames.pingBytes("h2spec"))
        ),
        ConformanceCase(
            "generic 3.8",
            "GOAWAY",
            Frames.goAway(0) + Frames.ping("h2spec"),
            .pongOrClose(Frames.pingBytes("h2spec"))
        ),
        ConformanceCase(
            "generic 3.9",
            "WINDOW_UPDATE on stream 0",
            Frames.update(0, 1) + Frames.ping(),
            .pong(zeros)
        ),
        answered("3.9", "WINDOW_UPDATE on stream 1", Frames.headers(1) + Frames.update(1, 1)),
        answered(
            "3.10",
            "CONTINUATION",
            Frames.headers(1, Array(Frames.get.prefix(5)), last: false)
                + Frames.continuation(1, Array(Frames.get.dropFirst(5)))
        ),
        answered(
            "3.10",
            "two CONTINUATION frames",
            Frames.headers(1, Array(Frames.get.prefix(5)), last: false)
                + Frames.continuation(1, Array(Frames.get[5..<10]), last: false)
                + Frames.continuation(1, Array(Frames.get.dropFirst(10)))
        ),
        answered("4", "GET", Frames.headers(1)),
        answered("4", "HEAD", Frames.headers(1, Frames.block(Frames.request("HEAD")))),
        answered("4", "POST", posted + Frames.data(1)),
        answered(
            "4",
            "POST with trailers",
            Frames.headers(
                1,
                Frames.block(Frames.request("POST") + [("trailer", "x-test")]),
                ends: false
            )
                + Frames.data(1, ends: false) + Frames.headers(1, Frames.block([("x-test", "ok")]))
        ),
    ]
}
