internal import CNgHTTP2

/// Why a session cannot go on; the connection is to be closed.
package struct HTTP2Error: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for the log.
    package let description: String
    /// The limit that was hit; nil for other errors.
    package let limit: TransportLimit?

    /// Creates an error from a whole sentence.
    package init(_ description: String) {
        self.description = description
        limit = nil
    }

    /// Creates the error of a limit that was hit.
    package init(_ limit: TransportLimit) {
        description = limit.text
        self.limit = limit
    }

    /// Creates the error of a negative return value of libnghttp2.
    init(code: Int, during action: String) {
        let text = unsafe String(cString: nghttp2_strerror(Int32(clamping: code)))
        self.init("HTTP/2 \(action) failed: \(text)")
    }
}

/// Error codes of HTTP/2 (RFC 9113, section 7); an open set, so that unknown codes survive.
package struct HTTP2ErrorCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt32

    /// Creates a code from its number on the wire.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Not an error.
    package static let noError = HTTP2ErrorCode(rawValue: 0x0)
    /// The peer broke the protocol.
    package static let protocolError = HTTP2ErrorCode(rawValue: 0x1)
    /// A defect on this side.
    package static let internalError = HTTP2ErrorCode(rawValue: 0x2)
    /// A frame came on a stream that its sender had ended.
    package static let streamClosed = HTTP2ErrorCode(rawValue: 0x5)
    /// The stream was not acted on; a retry is safe.
    package static let refusedStream = HTTP2ErrorCode(rawValue: 0x7)
    /// The stream is no longer wanted.
    package static let cancel = HTTP2ErrorCode(rawValue: 0x8)
    /// The peer makes too much work.
    package static let enhanceYourCalm = HTTP2ErrorCode(rawValue: 0xb)

    package var description: String {
        unsafe String(cString: nghttp2_http2_strerror(rawValue))
    }
}
