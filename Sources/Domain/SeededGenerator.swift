#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The one source of randomness: xoshiro256** seeded by SplitMix64, <https://prng.di.unimi.it>.
///
/// A value: copying it copies the stream, encoding it checkpoints the stream. Independent streams
/// come from ``fork(_:)``, so that what one part draws never shifts what another part draws.
package struct SeededGenerator: RandomNumberGenerator, Sendable, Codable, Hashable {
    private var a: UInt64
    private var b: UInt64
    private var c: UInt64
    private var d: UInt64

    package init(seed: UInt64) {
        var state = seed
        a = Self.splitMix(&state)
        b = Self.splitMix(&state)
        c = Self.splitMix(&state)
        d = Self.splitMix(&state)
    }

    /// Returns the stream numbered `stream` below this one, without advancing this one.
    package func fork(_ stream: UInt64) -> SeededGenerator {
        var state = a ^ (stream &* 0x9E37_79B9_7F4A_7C15)
        let first = Self.splitMix(&state)
        return SeededGenerator(seed: first ^ c &+ stream)
    }

    package mutating func next() -> UInt64 {
        let scrambled = b &* 5
        let result = ((scrambled << 7) | (scrambled >> 57)) &* 9
        let shifted = b << 17
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = (d << 45) | (d >> 19)
        return result
    }

    /// A number in `0..<1` with 24 random bits.
    package mutating func uniform() -> Float { Float(next() >> 40) * 0x1p-24 }

    /// A number in `low..<high`.
    package mutating func uniform(_ low: Float, _ high: Float) -> Float {
        low + (high - low) * uniform()
    }

    /// A standard normal number, by the polar form of Box and Muller.
    package mutating func normal() -> Float {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            guard square > 0, square < 1 else { continue }
            return x * (-2 * log(square) / square).squareRoot()
        }
    }

    /// An integer in `0..<bound`, without bias.
    package mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "bound \(bound) is not positive")
        return Int(next(upperBound: UInt64(bound)))
    }

    /// A uniformly random permutation of `0..<count`.
    package mutating func permutation(_ count: Int) -> [Int] {
        var result = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            result.swapAt(last, below(last + 1))
        }
        return result
    }

    private static func splitMix(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
