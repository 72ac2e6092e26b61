internal import Domain

extension Certifier {
    /// How many more certify labels would let the next look succeed if the error rate at its
    /// start stays what it is; nil when the rate itself is too high, or a hundred times the split
    /// would not do.
    ///
    /// Sizes are tried in steps of 2 %, each with the threshold that it would start at, so the
    /// answer is enough but not exactly the least.
    func moreLabels(grid: [GridPoint], examples: [ScoredExample]) -> Int? {
        let next = Certifier(epsilon: epsilon, delta: delta, look: look + 1)
        let tests = grid.map { test($0.threshold, on: examples) }
        var size = max(examples.count + 1, next.leastCount)
        while size <= 100 * examples.count {
            let test = tests[next.startIndex(in: grid, certifyCount: size)]
            let growth = Double(size) / Double(examples.count)
            let accepted = Int((Double(test.accepted) * growth).rounded(.down))
            let wrong = Int((Double(test.wrong) * growth).rounded(.up))
            if Binomial.atMost(min(wrong, accepted), of: accepted, at: epsilon) <= next.testLevel {
                return size - examples.count
            }
            size += max(1, size / 50)
        }
        return nil
    }
}
