import Domain

/// The largest distance of two lists of numbers; infinite where they have not as many, or one is not a number.
func distance(_ one: [Float], _ other: [Float]) -> Double {
    guard one.count == other.count else { return .infinity }
    return zip(one, other).reduce(0) { largest, pair in
        let distance = abs(Double(pair.0) - Double(pair.1))
        return distance.isNaN ? .infinity : max(largest, distance)
    }
}

/// The refusal of `body`; nil: it did not refuse.
func refusal(_ body: () throws -> Void) -> Failure? {
    do {
        try body()
        return nil
    } catch { return error as? Failure }
}

/// Samples that look like noise, -0.5 to 0.5.
func noise(_ count: Int, seed: UInt64 = 1) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in generator.uniform(-0.5, 0.5) }
}
