/// Cuts a stream's body into messages: one byte of flags, four of length, then the message.
///
/// The length is checked before anything is allocated, and the buffer grows with what arrives.
package struct MessageAssembler {
    /// A whole message.
    package enum Frame: Hashable {
        /// It lies in the received bytes.
        case inPlace(Range<Int>)
        /// It came in pieces.
        case assembled([UInt8])
    }

    private static let prefixBytes = 5

    /// Starts between messages; `acceptsCompressed` where an encoding was named.
    package init(acceptsCompressed: Bool = false) { self.acceptsCompressed = acceptsCompressed }

    private let acceptsCompressed: Bool
    /// Whether the last whole message is compressed.
    package private(set) var isCompressed = false
    private var prefix: (flags: UInt8, length: Int, filled: Int) = (0, 0, 0)
    private var buffer: [UInt8] = []
    /// Bytes of the unfinished message whose stream window was not given back.
    package private(set) var held = 0

    /// Whether a message has begun and not ended.
    package var isMidMessage: Bool { prefix.filled > 0 }

    /// Whether it is as it was made, without a word on compression.
    var isFresh: Bool { !acceptsCompressed && !isMidMessage && held == 0 && buffer.isEmpty }

    /// Bytes that came of the unfinished message.
    var gathered: Int { buffer.count }

    /// Bytes that the unfinished message will have; 0 between messages.
    package var announced: Int { prefix.filled == Self.prefixBytes ? prefix.length : 0 }

    /// Where the message lies when `bytes[range]` is one message, whole, plain and within the limit.
    static func onlyMessage(_ bytes: [UInt8], _ range: Range<Int>, limit: Int) -> Range<Int>? {
        let start = range.lowerBound + prefixBytes
        guard start <= range.upperBound, bytes[range.lowerBound] == 0 else { return nil }
        var length = 0
        for index in range.lowerBound + 1..<start { length = length << 8 | Int(bytes[index]) }
        guard length <= limit, start + length == range.upperBound else { return nil }
        return start..<range.upperBound
    }

    /// Returns the next whole message of `bytes[range]` and moves the start of `range` past it, or
    /// nil when all of it is taken and more is needed.
    ///
    /// - Throws: A status, after which the rest of the stream is to be dropped.
    package mutating func next(
        _ bytes: [UInt8],
        _ range: inout Range<Int>,
        limit: Int
    ) throws(GRPCStatus) -> Frame? {
        if prefix.filled == 0, range.count >= Self.prefixBytes {
            let start = range.lowerBound + Self.prefixBytes
            prefix.flags = bytes[range.lowerBound]
            for index in range.lowerBound + 1..<start {
                prefix.length = prefix.length << 8 | Int(bytes[index])
            }
            try check(limit: limit)
            let (end, length) = (start + prefix.length, prefix.length)
            if end <= range.upperBound {
                isCompressed = prefix.flags == 1
                prefix = (0, 0, 0)
                held += Self.prefixBytes + length
                range = end..<range.upperBound
                return .inPlace(start..<end)
            }
            prefix.filled = Self.prefixBytes
            held += Self.prefixBytes
            range = start..<range.upperBound
        }
        return try continueMessage(bytes, &range, limit: limit)
    }

    private mutating func continueMessage(
        _ bytes: [UInt8],
        _ range: inout Range<Int>,
        limit: Int
    ) throws(GRPCStatus) -> Frame? {
        while prefix.filled < Self.prefixBytes {
            guard let byte = range.popFirst() else { return nil }
            held += 1
            if prefix.filled == 0 {
                prefix.flags = bytes[byte]
            } else {
                prefix.length = prefix.length << 8 | Int(bytes[byte])
            }
            prefix.filled += 1
            if prefix.filled == Self.prefixBytes { try check(limit: limit) }
        }
        let step = min(range.count, prefix.length - buffer.count)
        buffer.append(contentsOf: bytes[range.lowerBound..<range.lowerBound + step])
        held += step
        range = range.lowerBound + step..<range.upperBound
        guard buffer.count == prefix.length else { return nil }
        let message = buffer
        buffer = []
        isCompressed = prefix.flags == 1
        prefix = (0, 0, 0)
        return .assembled(message)
    }

    private func check(limit: Int) throws(GRPCStatus) {
        guard prefix.flags == 0 || (prefix.flags == 1 && acceptsCompressed) else {
            throw .malformed(
                prefix.flags == 1
                    ? "a compressed message came without grpc-encoding"
                    : "a message has flags \(prefix.flags), expected 0"
            )
        }
        guard prefix.length <= limit else { throw .overLimit(prefix.length, limit: limit) }
    }

    /// Takes the bytes held so far: their window is given back, or goes with a message.
    package mutating func takeHeld() -> Int {
        defer { held = 0 }
        return held
    }
}

extension Range<Int> {
    fileprivate mutating func popFirst() -> Int? {
        guard !isEmpty else { return nil }
        defer { self = lowerBound + 1..<upperBound }
        return lowerBound
    }
}
