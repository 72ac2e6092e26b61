internal import Domain

/// The members of a JSON object that is too large to be read at once, one after the other.
///
/// What is inside a member is read when it is taken; one that is no JSON is refused alone, as long as its quotation
/// marks and brackets come in pairs.
struct JSONMembers {
    /// The longest member that is read, in bytes.
    static let memberLimit = 64 << 20

    private let source: ByteSource
    private let path: String
    private var buffer: [UInt8] = []
    /// Where the next byte is in the buffer.
    private var place = 0
    private var isAtEnd = false
    private var isDone = false
    /// How many members were taken.
    private(set) var count = 0

    /// Opens the object; `path` is how messages call it.
    ///
    /// - Throws: ``Failure`` (invalid argument) where there is none.
    init(source: ByteSource, path: String) throws(Failure) {
        self.source = source
        self.path = shownPath(path)
        try fill()
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        if buffer.starts(with: [0xFF, 0xFE]) || buffer.starts(with: [0xFE, 0xFF]) {
            throw .invalid("\(self.path) is UTF-16; save it as UTF-8")
        }
        let first = try next()
        guard first == UInt8(ascii: "{") else {
            throw expected("an object in braces", first)
        }
        place += 1
        if try next() == UInt8(ascii: "}") { try close() }
    }

    /// The bytes of the next member, a key, a colon and a value; nil after the last one.
    ///
    /// - Throws: ``Failure`` (invalid argument) where the object does not go on, or a member is too long.
    mutating func member() throws(Failure) -> ArraySlice<UInt8>? {
        guard !isDone else { return nil }
        let first = try next()
        guard first == UInt8(ascii: "\"") else { throw expected("a key in quotation marks", first) }
        var scan = Scan()
        // Where the member is from: filling moves it to the start.
        var searched = 0
        while true {
            if let length = scan.end(in: buffer[(place + searched)...]) {
                let end = place + searched + length
                let member = buffer[place..<end]
                place = end
                count += 1
                if buffer[end] == UInt8(ascii: ",") {
                    place += 1
                } else {
                    try close()
                }
                return member
            }
            searched = buffer.count - place
            guard searched <= Self.memberLimit else {
                throw .invalid("\(path), member \(count): it has over \(Self.memberLimit) bytes")
            }
            guard !isAtEnd else {
                throw .invalid("\(path), member \(count): it has no end")
            }
            try fill()
        }
    }

    /// Takes the closing brace, behind which nothing follows.
    private mutating func close() throws(Failure) {
        place += 1
        isDone = true
        if let byte = try next() { throw expected("the end of the file", byte) }
    }

    /// The next byte that is no white space, which is not taken; nil: the file ends.
    private mutating func next() throws(Failure) -> UInt8? {
        while true {
            while place < buffer.count {
                let byte = buffer[place]
                guard [0x20, 0x09, 0x0A, 0x0D].contains(byte) else { return byte }
                place += 1
            }
            guard !isAtEnd else { return nil }
            try fill()
        }
    }

    private func expected(_ what: String, _ byte: UInt8?) -> Failure {
        let behind = count == 0 ? "" : ", behind member \(count - 1)"
        guard byte != nil else {
            return .invalid("\(path)\(behind): expected \(what); the file ends")
        }
        let rest = String(decoding: buffer[place...].prefix(12), as: UTF8.self)
        return .invalid("\(path)\(behind): expected \(what); got \(quoted(rest))")
    }

    private mutating func fill() throws(Failure) {
        buffer.removeSubrange(..<place)
        place = 0
        let chunk = try source.read()
        isAtEnd = chunk.isEmpty
        buffer.append(contentsOf: chunk)
    }

    /// Looks for the comma or brace that ends a member.
    private struct Scan {
        private var depth = 0
        private var isString = false
        private var isEscaped = false

        /// How many of the bytes are before the end of the member; nil: it is not among them.
        mutating func end(in bytes: ArraySlice<UInt8>) -> Int? {
            for (index, byte) in bytes.enumerated() {
                if isString {
                    if isEscaped {
                        isEscaped = false
                    } else if byte == UInt8(ascii: "\\") {
                        isEscaped = true
                    } else if byte == UInt8(ascii: "\"") {
                        isString = false
                    }
                    continue
                }
                switch byte {
                case UInt8(ascii: "\""): isString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
                    if depth == 0, byte != UInt8(ascii: "]") { return index }
                    if byte != UInt8(ascii: ","), depth > 0 { depth -= 1 }
                default: break
                }
            }
            return nil
        }
    }
}
