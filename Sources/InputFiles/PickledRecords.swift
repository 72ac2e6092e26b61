internal import Domain

/// The records of a pickled dictionary of dictionaries, one after the other: what Python's `pickle` writes of
/// `{"0": {"wav": b"...", "label": 3}, ...}` by its protocols 3 to 5.
///
/// A pickle is a program for a machine with a stack that can call any function. Here it calls none: it holds texts,
/// whole numbers and bytes, and else the file is refused. One record is in memory at a time.
///
/// The operations: <https://github.com/python/cpython/blob/3.13/Lib/pickletools.py>.
struct PickledRecords {
    /// The longest text or run of bytes, in bytes.
    static let valueLimit = 64 << 20
    /// The most values on the stack, and the most that are kept.
    private static let stackLimit = 1 << 14
    private static let memoLimit = 1 << 20

    private let source: ByteSource
    private let path: String
    private var buffer: [UInt8] = []
    private var place = 0
    /// The bytes that were taken before those of the buffer.
    private var before = 0
    private var stack: [PickleValue] = []
    private var memo: [Int: PickleValue] = [:]
    /// The bytes of the values of the record that is being read.
    private var held = 0
    private var isDone = false
    /// How many records were taken.
    private(set) var count = 0

    /// Opens the pickle; `path` is how messages call it.
    init(source: ByteSource, path: String) {
        self.source = source
        self.path = shownPath(path)
    }

    /// The next record; nil after the last one.
    ///
    /// - Throws: ``Failure`` (invalid argument) where the pickle is another, damaged, or not whole.
    mutating func next() throws(Failure) -> [String: PickleValue]? {
        while !isDone {
            let operation = try byte()
            if let record = try run(operation) {
                count += 1
                return record
            }
        }
        return nil
    }

    private func refusal(_ what: String) -> Failure {
        .invalid(
            "\(path), before byte \(before + place): \(what); expected a pickled dictionary of dictionaries, of "
                + "texts, whole numbers and bytes, by protocol 3 to 5"
        )
    }

    // MARK: Bytes

    private mutating func byte() throws(Failure) -> UInt8 { try bytes(1)[0] }

    private mutating func number(_ width: Int) throws(Failure) -> Int {
        let bytes = try bytes(width)
        guard width < 8 || bytes[7] < 0x40 else { throw refusal("a length of over 2^62") }
        return bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// The next bytes, exactly so many.
    private mutating func bytes(_ count: Int) throws(Failure) -> [UInt8] {
        guard count <= Self.valueLimit else {
            throw refusal("a value of \(count) bytes, at most \(Self.valueLimit)")
        }
        var taken: [UInt8] = []
        while true {
            let piece = buffer[place...].prefix(count - taken.count)
            taken.append(contentsOf: piece)
            place += piece.count
            guard taken.count < count else { return taken }
            before += place
            place = 0
            buffer = try source.read()
            guard !buffer.isEmpty else { throw refusal("the file ends") }
        }
    }

    private mutating func text(_ count: Int) throws(Failure) -> PickleValue {
        guard let text = String(validating: try bytes(count), as: UTF8.self) else {
            throw refusal("a text that is not UTF-8")
        }
        return .text(text)
    }

    /// A line that ends in LF, without it.
    private mutating func line() throws(Failure) -> String {
        var line: [UInt8] = []
        while line.count <= 256 {
            let byte = try byte()
            guard byte != UInt8(ascii: "\n") else { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        throw refusal("a name without an end")
    }

    // MARK: The machine

    private mutating func push(_ value: PickleValue) throws(Failure) {
        guard stack.count < Self.stackLimit else { throw refusal("too many values") }
        if case .bytes(let bytes) = value { held += bytes.count }
        if case .text(let text) = value { held += text.utf8.count }
        guard held <= Self.valueLimit else {
            throw refusal("a record of over \(Self.valueLimit) bytes")
        }
        stack.append(value)
    }

    /// Pushes a tuple; what is within another could be as deep as the file is long.
    private mutating func pushTuple(_ values: [PickleValue]) throws(Failure) {
        for value in values {
            switch value {
            case .record, .tuple, .mark, .gone: throw refusal("a tuple of others")
            case .none, .whole, .text, .bytes, .function, .type: continue
            }
        }
        try push(.tuple(values))
    }

    private mutating func pop() throws(Failure) -> PickleValue {
        guard let value = stack.popLast() else { throw refusal("a value is missing") }
        return value
    }

    /// What was pushed since the last mark, which goes too.
    private mutating func popToMark() throws(Failure) -> [PickleValue] {
        let mark = stack.lastIndex { if case .mark = $0 { true } else { false } }
        guard let mark else { throw refusal("no mark") }
        defer { stack.removeSubrange(mark...) }
        return Array(stack[(mark + 1)...])
    }

    /// Runs one operation; a record that it completes is handed out.
    private mutating func run(_ operation: UInt8) throws(Failure) -> [String: PickleValue]? {
        switch operation {
        case 0x80:
            let version = try byte()
            guard (3...5).contains(version) else { throw refusal("protocol \(version)") }
        case 0x95: _ = try number(8)
        case UInt8(ascii: "."): try finish()
        case UInt8(ascii: "}"): try push(.record([:]))
        case UInt8(ascii: "("): try push(.mark)
        case UInt8(ascii: "u"): return try setItems(popToMark())
        case UInt8(ascii: "s"):
            let value = try pop()
            return try setItems([pop(), value])
        default:
            if try runValue(operation) { return nil }
            if try runMemo(operation) { return nil }
            if try runTuple(operation) { return nil }
            throw refusal("operation \(operation), which is not read")
        }
        return nil
    }

    private mutating func runValue(_ operation: UInt8) throws(Failure) -> Bool {
        switch operation {
        case UInt8(ascii: "N"): try push(.none)
        case 0x88: try push(.whole(1))
        case 0x89: try push(.whole(0))
        case UInt8(ascii: "K"): try push(.whole(number(1)))
        case UInt8(ascii: "M"): try push(.whole(number(2)))
        case UInt8(ascii: "J"):
            try push(.whole(Int(Int32(truncatingIfNeeded: number(4)))))
        case UInt8(ascii: "X"): try push(text(number(4)))
        case 0x8C: try push(text(number(1)))
        case 0x8D: try push(text(number(8)))
        case UInt8(ascii: "B"): try push(.bytes(bytes(number(4))))
        case UInt8(ascii: "C"): try push(.bytes(bytes(number(1))))
        case 0x8E: try push(.bytes(bytes(number(8))))
        case UInt8(ascii: "c"):
            let module = try line()
            try push(.function("\(module).\(line())"))
        case 0x93:
            guard case .text(let name) = try pop(), case .text(let module) = try pop(),
                name.utf8.count + module.utf8.count <= 256
            else { throw refusal("a function without a name") }
            try push(.function("\(module).\(name)"))
        default: return false
        }
        return true
    }

    private mutating func runMemo(_ operation: UInt8) throws(Failure) -> Bool {
        switch operation {
        case 0x94: try keep(memo.count)
        case UInt8(ascii: "q"): try keep(number(1))
        case UInt8(ascii: "r"): try keep(number(4))
        case UInt8(ascii: "h"): try push(kept(number(1)))
        case UInt8(ascii: "j"): try push(kept(number(4)))
        default: return false
        }
        return true
    }

    private mutating func keep(_ index: Int) throws(Failure) {
        guard let value = stack.last, memo.count < Self.memoLimit else {
            throw refusal("too many values")
        }
        memo[index] = value.isSmall ? value : .gone
    }

    private func kept(_ index: Int) throws(Failure) -> PickleValue {
        guard let value = memo[index], value.isSmall else {
            throw refusal("value \(index) is referred to, and is none that is kept")
        }
        return value
    }

    private mutating func runTuple(_ operation: UInt8) throws(Failure) -> Bool {
        switch operation {
        case UInt8(ascii: ")"): try push(.tuple([]))
        case UInt8(ascii: "t"): try pushTuple(popToMark())
        case 0x85, 0x86, 0x87:
            var values: [PickleValue] = []
            for _ in 0..<operation - 0x84 { values.append(try pop()) }
            try pushTuple(values.reversed())
        case UInt8(ascii: "R"):
            let arguments = try pop()
            guard let value = try pop().called(with: arguments) else {
                throw refusal("a call of a function, which is not made")
            }
            try push(value)
        case UInt8(ascii: "b"):
            let state = try pop()
            guard let value = try pop().built(of: state) else {
                throw refusal("an object that is not read")
            }
            try push(value)
        default: return false
        }
        return true
    }

    /// Puts items into the dictionary on top; one within another is complete then, and is handed out.
    private mutating func setItems(
        _ items: [PickleValue]
    ) throws(Failure) -> [String: PickleValue]? {
        held = 0
        guard items.count % 2 == 0, case .record = try pop() else {
            throw refusal("items of no dictionary, or of one that is complete")
        }
        guard !stack.isEmpty else {
            for index in stride(from: 1, to: items.count, by: 2) {
                guard case .gone = items[index] else {
                    throw refusal("an entry that is no dictionary with items")
                }
            }
            try push(.record([:]))
            return nil
        }
        var record: [String: PickleValue] = [:]
        for index in stride(from: 0, to: items.count, by: 2) {
            guard case .text(let key) = items[index] else { throw refusal("a key that is no text") }
            record[key] = items[index + 1]
        }
        try push(.gone)
        return record
    }

    private mutating func finish() throws(Failure) {
        guard stack.count == 1, case .record = stack[0] else {
            throw refusal("the end of another object")
        }
        isDone = true
        guard place == buffer.count, try source.read().isEmpty else {
            throw refusal("more behind the end")
        }
    }
}
