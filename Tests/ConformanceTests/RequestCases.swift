extension ConformanceCase {
    private static func malformed(
        _ section: String,
        _ title: String,
        _ fields: [(String, String)]
    ) -> ConformanceCase {
        ConformanceCase(
            section,
            title,
            Frames.headers(1, Frames.block(fields)),
            .streamError([Code.protocolError])
        )
    }

    private static func malformed(
        _ section: String,
        _ title: String,
        then bytes: [UInt8],
        _ fields: [(String, String)] = []
    ) -> ConformanceCase {
        ConformanceCase(
            section,
            title,
            Frames.headers(1, Frames.block(Frames.request("POST") + fields), ends: false) + bytes,
            .streamError([Code.protocolError])
        )
    }

    private static let request = Frames.request()
    private static let open = Frames.data(1, ends: false)

    /// Section 8.
    static let http2Requests: [ConformanceCase] = [
        malformed(
            "8.1",
            "a second HEADERS frame that does not end the stream",
            then: open + Frames.headers(1, Frames.block([("x-test", "ok")]), ends: false)
        ),
        malformed("8.1.2", "a name with capitals", request + [("X-TEST", "ok")]),
        malformed("8.1.2.1", "an unknown pseudo-header", request + [(":test", "ok")]),
        malformed("8.1.2.1", "a pseudo-header of responses", request + [(":status", "200")]),
        malformed(
            "8.1.2.1",
            "a pseudo-header in trailers",
            then: open + Frames.headers(1, Frames.block([(":method", "POST")]))
        ),
        malformed("8.1.2.1", "a pseudo-header after a field", [("x-test", "ok")] + request),
        malformed("8.1.2.2", "the connection field", request + [("connection", "keep-alive")]),
        malformed(
            "8.1.2.2",
            "te with more than trailers",
            request + [("trailers", "test"), ("te", "trailers, deflate")]
        ),
        malformed("8.1.2.3", "an empty path", Frames.request(path: "")),
        malformed("8.1.2.3", "no method", Array(request.dropFirst())),
        malformed("8.1.2.3", "no scheme", [request[0], request[2], request[3]]),
        malformed("8.1.2.3", "no path", [request[0], request[1], request[3]]),
        malformed("8.1.2.3", "two methods", request + [request[0]]),
        malformed("8.1.2.3", "two schemes", request + [request[1]]),
        malformed("8.1.2.3", "two paths", request + [request[2]]),
        malformed(
            "8.1.2.6",
            "a content-length that is not the length of DATA",
            then: Frames.data(1),
            [("content-length", "1")]
        ),
        malformed(
            "8.1.2.6",
            "a content-length that is not the length of two DATA frames",
            then: open + Frames.data(1),
            [("content-length", "1")]
        ),
        ConformanceCase(
            "8.2",
            "PUSH_PROMISE",
            Frames.frame(5, 4, 1, Frames.big(3) + Frames.get),
            .connectionError([Code.protocolError])
        ),
    ]
}
