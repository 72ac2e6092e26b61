import Messages

/// A message that can fill itself with sampled content; the conformances are generated.
protocol Sampled: Message {
    static func sample(from source: inout some SampleSource) -> Self
}

/// Where sampled content comes from, field by field in the order of their numbers.
protocol SampleSource {
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
