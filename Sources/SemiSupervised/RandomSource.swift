package import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What an objective's step draws from.
package protocol RandomSource: Sendable {
    /// Numbers of the distribution Beta(`alpha`, `alpha`), in `0...1`.
    mutating func betas(_ count: Int, _ alpha: Float) -> [Float]
    /// The numbers `0..<count` in some order.
    mutating func permutation(_ count: Int) -> [Int]
    /// Numbers in `range`, in `0..<1` where nothing else is said.
    mutating func uniforms(_ count: Int, in range: ClosedRange<Float>) -> [Float]
    /// Numbers of `0..<bound`, each as likely as any other.
    mutating func choices(_ count: Int, below bound: Int) -> [Int]
    /// Standard normal numbers.
    mutating func normals(_ count: Int) -> [Float]
}

extension RandomSource {
    /// A number of the distribution Beta(`alpha`, `alpha`), in `0...1`.
    package mutating func beta(_ alpha: Float) -> Float { betas(1, alpha)[0] }

    /// Numbers in `0..<1`.
    package mutating func uniforms(_ count: Int) -> [Float] { uniforms(count, in: 0...1) }
}

/// The random source of runs: the same seed, the same numbers.
package struct SeededRandom: RandomSource, Hashable {
    private var generator: SeededGenerator

    /// Creates the source of a seed.
    package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// Creates the source of a generator.
    package init(_ generator: SeededGenerator) { self.generator = generator }

    package mutating func betas(_ count: Int, _ alpha: Float) -> [Float] {
        (0..<count).map { _ in beta(alpha) }
    }

    private mutating func beta(_ alpha: Float) -> Float {
        precondition(alpha > 0, "Beta(\(alpha), \(alpha))")
        let (first, second) = (gamma(Double(alpha)), gamma(Double(alpha)))
        let sum = first + second
        // Both may be 0 for a small alpha, whose numbers are near 0 or 1.
        return sum > 0 ? Float(first / sum) : generator.uniform() < 0.5 ? 0 : 1
    }

    /// A number of the distribution Gamma(`shape`, 1), by Marsaglia and Tsang 2000.
    private mutating func gamma(_ shape: Double) -> Double {
        if shape < 1 {
            let boost = gamma(shape + 1)
            return boost * pow(Double(generator.uniform()), 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let normal = Double(generator.normal())
            let root = 1 + c * normal
            guard root > 0 else { continue }
            let v = root * root * root
            let uniform = Double(generator.uniform())
            if uniform > 0, log(uniform) < 0.5 * normal * normal + d - d * v + d * log(v) {
                return d * v
            }
        }
    }

    package mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        order.shuffle(using: &generator)
        return order
    }

    package mutating func uniforms(_ count: Int, in range: ClosedRange<Float>) -> [Float] {
        (0..<count).map { _ in generator.uniform(range.lowerBound, range.upperBound) }
    }

    package mutating func choices(_ count: Int, below bound: Int) -> [Int] {
        (0..<count).map { _ in generator.below(bound) }
    }

    package mutating func normals(_ count: Int) -> [Float] {
        (0..<count).map { _ in generator.normal() }
    }
}
