internal import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Standard normal numbers that keep the second one of each pair, unlike
/// ``SeededGenerator/normal()``: half the logarithms, which are most of a strong view's cost.
struct NormalPairs {
    private var kept: Float?

    /// The next number, by the polar form of Box and Muller.
    mutating func next(using generator: inout SeededGenerator) -> Float {
        if let value = kept {
            kept = nil
            return value
        }
        while true {
            // Two numbers of 24 bits from one draw.
            let bits = generator.next()
            let x = Float(bits >> 40) * 0x1p-23 - 1
            let y = Float((bits >> 16) & 0xFF_FFFF) * 0x1p-23 - 1
            let square = x * x + y * y
            guard square > 0, square < 1 else { continue }
            let factor = (-2 * log(square) / square).squareRoot()
            kept = y * factor
            return x * factor
        }
    }
}
