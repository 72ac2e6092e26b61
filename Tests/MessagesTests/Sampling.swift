import Messages

/// A hot message that takes its fields from a source as the others do; the conformances are generated.
protocol Sampled: Message {
    init(from source: inout any FieldSource) throws(MessageError)
}

extension Message {
    /// A message full of sampled content.
    static func sample(from source: inout some SampleSource) throws(MessageError) -> Self {
        try source.draw()
    }
}

/// Where sampled content comes from, field by field in the order of their numbers.
protocol SampleSource: FieldSource {
    mutating func double() -> Double
    mutating func float() -> Float
    mutating func int32() -> Int32
    mutating func int64() -> Int64
    mutating func uint32() -> UInt32
    mutating func uint64() -> UInt64
    mutating func bool() -> Bool
    mutating func string() -> String
    mutating func bytes() -> [UInt8]
    /// The number of entries of a list or a map.
    mutating func count() -> Int
    /// Which field of a oneof is set, in `0..<count`.
    mutating func choice(_ count: Int) -> Int
    /// The number of a value of an enum whose `known` values have these numbers.
    mutating func number(_ known: [Int32]) -> Int32
}

extension SampleSource {
    mutating func value<Value: FieldValue>(_: Int) throws(MessageError) -> Value { try draw() }

    mutating func optional<Value: FieldValue>(_: Int) throws(MessageError) -> Value? {
        try draw() as Value
    }

    mutating func list<Value: FieldValue>(_: Int) throws(MessageError) -> [Value] {
        var values: [Value] = []
        for _ in 0..<count() { values.append(try draw()) }
        return values
    }

    mutating func map<Key: FieldValue & Hashable, Value: FieldValue>(
        _: Int
    ) throws(MessageError) -> [Key: Value] {
        var map: [Key: Value] = [:]
        for _ in 0..<count() {
            let key: Key = try draw()
            map[key] = try draw() as Value
        }
        return map
    }

    mutating func choice(among numbers: [Int]) -> Int { numbers[choice(numbers.count)] }

    /// A value of any type that fields have.
    mutating func draw<Value>() throws(MessageError) -> Value {
        let drawn: Any =
            switch Value.self {
            case is Double.Type: double()
            case is Float.Type: float()
            case is Int32.Type: int32()
            case is Int64.Type: int64()
            case is UInt32.Type: uint32()
            case is UInt64.Type: uint64()
            case is Bool.Type: bool()
            case is String.Type: string()
            case is [UInt8].Type: bytes()
            case let type as any OpenEnum.Type: value(of: type)
            case let type as any TableMessage.Type: try table(type)
            case let type as any Sampled.Type: try hot(type)
            default: preconditionFailure("no content for \(Value.self)")
            }
        guard let value = drawn as? Value else { preconditionFailure("\(drawn) as \(Value.self)") }
        return value
    }

    private mutating func value<Value: OpenEnum>(of _: Value.Type) -> Value {
        Value(rawValue: number(Value.known.map(\.rawValue)))
    }

    private mutating func table<Content: TableMessage>(
        _: Content.Type
    ) throws(MessageError) -> Content {
        try message { source throws(MessageError) in try Content(from: &source) }
    }

    private mutating func hot<Content: Sampled>(
        _: Content.Type
    ) throws(MessageError) -> Content {
        try message { source throws(MessageError) in try Content(from: &source) }
    }

    private mutating func message<Content>(
        _ make: (inout any FieldSource) throws(MessageError) -> Content
    ) throws(MessageError) -> Content {
        var source: any FieldSource = self
        let message = try make(&source)
        if let drawnFrom = source as? Self { self = drawnFrom }
        return message
    }
}

/// Content by a counter: the rule of `Golden/make_golden.py`.
struct PatternSource: SampleSource {
    private var drawn: Int

    init(seed: Int) { drawn = seed }

    private mutating func next() -> Int {
        drawn += 1
        return drawn
    }

    mutating func double() -> Double { Double(next()) + 0.25 }
    mutating func float() -> Float { -Float(next()) - 0.5 }
    mutating func int32() -> Int32 { Int32(next() * 37 - 900) }
    mutating func int64() -> Int64 {
        Int64(next()) * 1_000_003 * (drawn.isMultiple(of: 2) ? 1 : -1)
    }
    mutating func uint32() -> UInt32 { UInt32(next()) * 65_537 }
    mutating func uint64() -> UInt64 { UInt64(next()) << 40 }
    mutating func bool() -> Bool { next().isMultiple(of: 2) }
    mutating func string() -> String { "s\(next()) \u{e9}\u{1f600}" }
    mutating func bytes() -> [UInt8] { (0..<next() % 40).map { UInt8(truncatingIfNeeded: $0 * 7) } }
    mutating func count() -> Int { next() % 4 }
    mutating func choice(_ count: Int) -> Int { next() % count }
    mutating func number(_ known: [Int32]) -> Int32 {
        known[next() % known.count]
    }
}

/// Content by a seeded generator, with the edges of each type well represented.
struct RandomSource: SampleSource, RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    /// All lengths of varint are as likely.
    private mutating func bits() -> UInt64 { below(8) == 0 ? 0 : next() >> UInt64(below(64)) }

    mutating func double() -> Double {
        [0, -0.0, .infinity, .leastNonzeroMagnitude, Double.random(in: -1...1, using: &self)][
            below(5)
        ]
    }
    mutating func float() -> Float {
        [0, -0.0, -.infinity, .leastNonzeroMagnitude, Float.random(in: -1...1, using: &self)][
            below(5)
        ]
    }
    mutating func int32() -> Int32 { Int32(truncatingIfNeeded: bits()) }
    mutating func int64() -> Int64 { Int64(bitPattern: bits()) }
    mutating func uint32() -> UInt32 { UInt32(truncatingIfNeeded: bits()) }
    mutating func uint64() -> UInt64 { bits() }
    mutating func bool() -> Bool { below(2) == 1 }
    mutating func string() -> String {
        String(
            String.UnicodeScalarView(
                (0..<below(200) / (1 + below(40))).map { _ in
                    Unicode.Scalar(UInt32(1 + below(0xD7FF))) ?? " "
                }
            )
        )
    }
    mutating func bytes() -> [UInt8] {
        (0..<below(300) / (1 + below(40))).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
    mutating func count() -> Int { below(4) }
    mutating func choice(_ count: Int) -> Int { below(count) }
    mutating func number(_ known: [Int32]) -> Int32 {
        // A number that this version does not know, one time in eight.
        below(8) == 0 ? int32() : known[below(known.count)]
    }
}
