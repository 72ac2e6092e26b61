internal import CNgHTTP2

/// The end of a connection.
///
/// The last GOAWAY is written here and not by libnghttp2: it carries a text, and it replaces all
/// that waits, so a peer that reads nothing costs nothing more.
extension HTTP2Session {
    /// Ends the connection: a GOAWAY with `code`, and nothing is read or sent any more.
    package func terminate(_ code: HTTP2ErrorCode, _ text: String = "") {
        guard !isTerminating else { return }
        isTerminating = true
        let last = unsafe nghttp2_session_get_last_proc_stream_id(pointer)
        lastWords = GoAwayFrame.bytes(last: last, code, text)
        // Nothing of it is sent any more, and the connection may take a moment to close.
        for slot in slots.indices { slots[slot].dropOutput() }
        bufferedOutput = 0
    }

    /// Ends the connection of a peer that hit `limit`, and counts that.
    func cutOff(
        _ limit: TransportLimit,
        _ code: HTTP2ErrorCode = .enhanceYourCalm
    ) -> HTTP2Error {
        hasFailed = true
        counters.count(limit)
        terminate(code, limit.text)
        return HTTP2Error(limit)
    }

    /// How many streams may open before what they cause is sent: fewer where few resets are left.
    ///
    /// Resets that a peer makes us send are counted when they are: MadeYouReset (CVE-2025-8671) opens a
    /// thousand streams in one read.
    var resetPortion: Int {
        guard role == .server else { return .max }
        return unsafe min(Self.streamPortion, max(8, state.pointee.resets.breaches + 1))
    }

    static let streamPortion = 64

    /// Ends the connection after libnghttp2 returned the error `code` for what came.
    func refuse(_ code: Int) -> HTTP2Error {
        if code == Int(NGHTTP2_ERR_FLOODED.rawValue) { return cutOff(.controlFrames) }
        if code == Int(NGHTTP2_ERR_TOO_MANY_CONTINUATIONS.rawValue) {
            return cutOff(.continuationFrames)
        }
        let error = HTTP2Error(code: code, during: "receive")
        hasFailed = true
        counters.count(.protocolErrors)
        terminate(.protocolError, error.description)
        return error
    }

    /// Looks at the first bytes of a client; false where they are to be passed over.
    ///
    /// - Throws: ``HTTP2Error`` where they are not HTTP/2's, which the client is told.
    func readPreface(_ bytes: borrowing Span<UInt8>) throws(HTTP2Error) -> Bool {
        switch unsafe state.pointee.preface.read(bytes) {
        case .fine: return true
        case .undecided: return false
        case .http1(let answer):
            isTerminating = true
            // In HTTP/1.1 no settings go before it.
            framesSent = max(1, framesSent)
            lastWords = Array(answer.utf8)
        case .unknown: terminate(.protocolError, PrefaceReader.explanation)
        }
        hasFailed = true
        counters.count(.protocolErrors)
        throw HTTP2Error(PrefaceReader.explanation)
    }

    /// Hands over the last bytes of the connection, after its settings if those were not sent.
    func takeLastWords(into output: inout [UInt8]) throws(HTTP2Error) {
        if framesSent == 0 { _ = try takeFrame(into: &output) }
        output += lastWords
        lastWords = []
    }
}

/// GOAWAY frames written by hand.
package enum GoAwayFrame {
    /// The bytes of a frame; `last` is the last stream that was acted on.
    package static func bytes(last: Int32, _ code: HTTP2ErrorCode, _ text: String) -> [UInt8] {
        let text = Array(text.utf8.prefix(1_024))
        let length = UInt32(8 + text.count)
        return big(length).dropFirst() + [7, 0, 0, 0, 0, 0]
            + big(UInt32(bitPattern: last)) + big(code.rawValue) + text
    }

    private static func big(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
    }
}
