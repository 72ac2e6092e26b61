/// Looks at a client's first bytes: HTTP/2's preface, an HTTP/1 request, or neither.
struct PrefaceReader {
    /// What the bytes are.
    enum Verdict {
        /// HTTP/2's preface so far.
        case fine
        /// Not HTTP/2's preface, and too little to tell what else; they lead nowhere.
        case undecided
        /// An HTTP/1 request, with an answer that its client understands.
        case http1(String)
        /// Neither.
        case unknown
    }

    static let explanation = "this port speaks HTTP/2 with prior knowledge (gRPC)"
    private static let magic = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    /// Bytes by which an HTTP/1 request line is known: a method, a space, the start of a target.
    private static let decisiveBytes = 24

    /// Whether nothing more is to be looked at.
    private(set) var isComplete: Bool
    private var seen: [UInt8] = []

    init(server: Bool) { isComplete = !server }

    /// Looks at the next bytes.
    mutating func read(_ bytes: borrowing Span<UInt8>) -> Verdict {
        var index = 0
        while index < bytes.count, seen.count < Self.decisiveBytes {
            seen.append(bytes[index])
            index += 1
        }
        guard seen.starts(with: Self.magic.prefix(seen.count)) else { return judge() }
        isComplete = seen.count == Self.magic.count
        if isComplete { seen = [] }
        return .fine
    }

    private func judge() -> Verdict {
        let method = seen.prefix { (65...90).contains($0) }
        if method.count == seen.count, seen.count < Self.decisiveBytes { return .undecided }
        guard method.count < seen.count, seen[method.count] == 32 else { return .unknown }
        if method.count + 1 == seen.count { return .undecided }
        // PRI belongs to HTTP/2; what starts like its preface and goes on otherwise is broken.
        guard !method.elementsEqual("PRI".utf8) else { return .unknown }
        // A target starts with a slash, an asterisk, or (to a proxy) the letters of a scheme.
        guard [47, 42, 104].contains(seen[method.count + 1]) else { return .unknown }
        return .http1(Self.answer(withBody: !method.elementsEqual("HEAD".utf8)))
    }

    /// What a client of HTTP/1.1 is told.
    static func answer(withBody: Bool) -> String {
        let body = explanation + ", not HTTP/1.1\n"
        let head =
            "HTTP/1.1 505 HTTP Version Not Supported\r\n"
            + "content-type: text/plain; charset=utf-8\r\ncontent-length: \(body.utf8.count)\r\n"
            + "connection: close\r\n\r\n"
        return withBody ? head + body : head
    }
}
