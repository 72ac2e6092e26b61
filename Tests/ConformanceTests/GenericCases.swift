extension ConformanceCase {
    private static func answered(
        _ section: String,
        _ title: String,
        _ bytes: [UInt8]
    ) -> ConformanceCase {
        ConformanceCase("generic \(section)", title, bytes, .headers(1))
    }

    private static let posted = Wire.headers(1, Wire.post, ends: false)

    /// What works has to work.
    static let generic: [ConformanceCase] = [
        ConformanceCase(
            "generic 1",
            "a preface",
            Wire.magic + Wire.window(65_535),
            .settingsFirst
        ).bare,
        ConformanceCase(
            "generic 2",
            "PRIORITY on an idle stream",
            Wire.priority(1) + Wire.ping(),
            .pong(zeros)
        ),
        ConformanceCase(
            "generic 2",
            "WINDOW_UPDATE on a half-closed stream",
            Wire.window(0) + Wire.headers(1) + Wire.update(1, 1),
            .anyData
        ),
        ConformanceCase(
            "generic 2",
            "PRIORITY on a half-closed stream",
            Wire.window(0) + Wire.headers(1) + Wire.priority(1) + Wire.update(1, 1),
            .anyData
        ),
        ConformanceCase(
            "generic 2",
            "RST_STREAM on a half-closed stream",
            Wire.headers(1) + Wire.reset(1) + Wire.ping(),
            .pongOrClose(zeros)
        ),
        ConformanceCase(
            "generic 2",
            "PRIORITY on a closed stream",
            steps: [
                .send(Wire.headers(1)), .await(.streamEnds),
                .send(Wire.priority(1) + Wire.ping()), .await(.pong(zeros)),
            ]
        ),
        answered("3.1", "DATA", posted + Wire.data(1)),
        answered("3.1", "two DATA frames", posted + Wire.data(1, ends: false) + Wire.data(1)),
        answered(
            "3.1",
            "DATA with padding",
            posted + Wire.frame(0, 9, 1, [5] + Wire.four + dummy(0) + [0, 0, 0, 0, 0])
        ),
        answered("3.2", "HEADERS", Wire.headers(1)),
        answered(
            "3.2",
            "HEADERS with padding",
            Wire.frame(1, 0xd, 1, [8] + Wire.get + zeros)
        ),
        answered(
            "3.2",
            "HEADERS with a priority",
            Wire.frame(1, 0x25, 1, Wire.dependency(on: 0) + Wire.get)
        ),
        answered("3.3", "PRIORITY 1", Wire.priority(1, weight: 0) + Wire.headers(1)),
        answered("3.3", "PRIORITY 256", Wire.priority(1) + Wire.headers(1)),
        answered("3.3", "a dependency", Wire.priority(3, on: 1, weight: 0) + Wire.headers(1)),
        answered(
            "3.3",
            "an exclusive dependency",
            Wire.priority(1, exclusive: true, weight: 0) + Wire.headers(1)
        ),
        answered("3.3", "PRIORITY of a higher idle stream", Wire.priority(3) + Wire.headers(1)),
        ConformanceCase(
            "generic 3.4",
            "RST_STREAM",
            Wire.headers(1, ends: false) + Wire.reset(1) + Wire.ping(),
            .pongOrClose(zeros)
        ),
        ConformanceCase(
            "generic 3.5",
            "SETTINGS",
            Wire.settings((1, 4_096), (2, 1), (3, 100), (4, 65_535), (5, 16_384), (6, 100)),
            .settingsAcknowledged
        ),
        ConformanceCase(
            "generic 3.7",
            "PING",
            Wire.ping("h2spec"),
            .pong(Wire.pingBytes("h2spec"))
        ),
        ConformanceCase(
            "generic 3.8",
            "GOAWAY",
            Wire.goAway(0) + Wire.ping("h2spec"),
            .pongOrClose(Wire.pingBytes("h2spec"))
        ),
        ConformanceCase(
            "generic 3.9",
            "WINDOW_UPDATE on stream 0",
            Wire.update(0, 1) + Wire.ping(),
            .pong(zeros)
        ),
        answered("3.9", "WINDOW_UPDATE on stream 1", Wire.headers(1) + Wire.update(1, 1)),
        answered(
            "3.10",
            "CONTINUATION",
            Wire.headers(1, Array(Wire.get.prefix(5)), last: false)
                + Wire.continuation(1, Array(Wire.get.dropFirst(5)))
        ),
        answered(
            "3.10",
            "two CONTINUATION frames",
            Wire.headers(1, Array(Wire.get.prefix(5)), last: false)
                + Wire.continuation(1, Array(Wire.get[5..<10]), last: false)
                + Wire.continuation(1, Array(Wire.get.dropFirst(10)))
        ),
        answered("4", "GET", Wire.headers(1)),
        answered("4", "HEAD", Wire.headers(1, Wire.block(Wire.request("HEAD")))),
        answered("4", "POST", posted + Wire.data(1)),
        answered(
            "4",
            "POST with trailers",
            Wire.headers(
                1,
                Wire.block(Wire.request("POST") + [("trailer", "x-test")]),
                ends: false
            )
                + Wire.data(1, ends: false) + Wire.headers(1, Wire.block([("x-test", "ok")]))
        ),
    ]
}
