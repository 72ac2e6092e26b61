package import Domain

/// CTAugment, <https://arxiv.org/abs/1911.09785>: learns for each operation's parameter which parts of
/// its range leave an image recognizable.
///
/// Each parameter's range 0..<1 has bins, each bin a rate near the model's agreement with the label of
/// images that were changed that much. Labelled images changed by ``probePolicy(using:)`` and judged by
/// the model move the rates; ``trainingPolicy(using:)`` draws from the bins whose rate is high.
package struct CTAugmentController: Hashable, Sendable, Codable {
    /// How many operations a policy has.
    package let depth: Int
    /// The share of a parameter's best bin below which a bin is not drawn.
    package let threshold: Float
    /// How much of a rate an update keeps.
    package let decay: Float
    /// The rates of all bins: operations in order, of each its parameters, of each its bins.
    package private(set) var rates: [Float]

    /// Creates a controller; FixMatch's settings are the defaults.
    ///
    /// - Parameters:
    ///   - depth: How many operations a policy has.
    ///   - threshold: The share of a parameter's best bin below which a bin is not drawn.
    ///   - decay: How much of a rate an update keeps.
    ///   - rates: The rates of an earlier controller; nil: all 1.
    package init(
        depth: Int = 2,
        threshold: Float = 0.8,
        decay: Float = 0.99,
        rates: [Float]? = nil
    ) {
        precondition(depth >= 0, "\(depth) operations")
        let bins = CTAugmentOperation.allCases.flatMap(\.bins).reduce(0, +)
        self.depth = depth
        self.threshold = threshold
        self.decay = decay
        self.rates = rates ?? [Float](repeating: 1, count: bins)
        precondition(self.rates.count == bins, "\(self.rates.count) rates, not \(bins)")
    }

    /// The rates of one parameter of an operation.
    package func rates(of operation: CTAugmentOperation, parameter: Int = 0) -> ArraySlice<Float> {
        rates[Self.places(of: operation, parameter)]
    }

    /// Draws operations for training: uniform ones, at levels of the bins that are not too bad.
    package func trainingPolicy(using generator: inout SeededGenerator) -> [CTAugmentChoice] {
        policy(using: &generator) { operation, parameter, generator in
            Self.level(
                weights: weights(of: rates(of: operation, parameter: parameter)),
                binDraw: Double(generator.uniform()),
                withinDraw: Double(generator.uniform())
            )
        }
    }

    /// Draws operations for a labelled image that the model is then tried on: uniform ones, at uniform
    /// levels.
    package func probePolicy(using generator: inout SeededGenerator) -> [CTAugmentChoice] {
        policy(using: &generator) { _, _, generator in Double(generator.uniform()) }
    }

    /// Moves the rates of the bins that a probe's levels lie in.
    ///
    /// - Parameters:
    ///   - policy: What the image was changed by.
    ///   - proximity: How near the model came to its label, 0...1.
    package mutating func update(_ policy: [CTAugmentChoice], proximity: Float) {
        for choice in policy {
            for (parameter, level) in choice.levels.enumerated() {
                let places = Self.places(of: choice.operation, parameter)
                // The reference's factor keeps a level of 1 in the last bin, and puts the low ends of
                // bins into the bin below.
                let place = places.lowerBound + Int(level * Double(places.count) * 0.999)
                rates[place] = rates[place] * decay + proximity * (1 - decay)
            }
        }
    }

    /// The weights that a parameter's bins are drawn with: (rate + 1 - decay) over the largest, 0 below
    /// the threshold.
    package func weights(of rates: some Collection<Float>) -> [Float] {
        let lifted = rates.map { $0 + (1 - decay) }
        let largest = lifted.max() ?? 1
        return lifted.map { $0 / largest < threshold ? 0 : $0 / largest }
    }

    /// The level for two uniform numbers: one chooses the bin by the weights, one the place in it.
    package static func level(weights: [Float], binDraw: Double, withinDraw: Double) -> Double {
        let total = weights.reduce(0) { $0 + Double($1) }
        var sum = 0.0
        let bin = weights.firstIndex { weight in
            sum += Double(weight)
            return sum / total > binDraw
        }
        return (Double(bin ?? weights.count - 1) + withinDraw) / Double(weights.count)
    }

    /// One minus half the L1 distance of the model's probabilities, `[C]`, from the label's: 1 where the
    /// model is sure and right, 0 where it is sure and wrong.
    package static func proximity(of probabilities: Span<Float>, label: Int) -> Float {
        precondition(probabilities.indices.contains(label), "\(label) of \(probabilities.count)")
        var distance: Float = 0
        for index in probabilities.indices {
            distance += abs(probabilities[index] - (index == label ? 1 : 0))
        }
        return 1 - 0.5 * distance
    }

    private func policy(
        using generator: inout SeededGenerator,
        _ level: (CTAugmentOperation, _ parameter: Int, inout SeededGenerator) -> Double
    ) -> [CTAugmentChoice] {
        (0..<depth).map { _ in
            let all = CTAugmentOperation.allCases
            let operation = all[generator.below(all.count)]
            let levels = operation.bins.indices.map { level(operation, $0, &generator) }
            return CTAugmentChoice(operation, levels)
        }
    }

    /// Where the rates of a parameter are.
    private static func places(of operation: CTAugmentOperation, _ parameter: Int) -> Range<Int> {
        let earlier = CTAugmentOperation.allCases.prefix { $0 != operation }.flatMap(\.bins)
        let start = (earlier + operation.bins.prefix(parameter)).reduce(0, +)
        return start..<start + operation.bins[parameter]
    }
}
