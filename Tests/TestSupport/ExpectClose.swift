package import Testing

/// Expects `|actual - expected| <= absolute + relative * max(|expected|, largest)` for each element,
/// where `largest` is the largest magnitude among the expected.
///
/// The rule of the recorded vectors: an element that is small by cancellation is held to the scale
/// of its tensor. Fails with the first index that is off, both values and the number of others.
package func expectClose(
    _ actual: some Collection<Float>,
    _ expected: some Collection<Float>,
    absolute: Double = 1e-6,
    relative: Double = 1e-5,
    _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expectClose(
        actual.map(Double.init),
        expected.map(Double.init),
        absolute: absolute,
        relative: relative,
        what,
        sourceLocation: sourceLocation
    )
}

/// Expects each element to be close; the rule is that of the overload for `Float`.
package func expectClose(
    _ actual: [Double],
    _ expected: [Double],
    absolute: Double = 1e-6,
    relative: Double = 1e-5,
    _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    precondition(absolute >= 0 && relative >= 0, "tolerances \(absolute), \(relative)")
    guard actual.count == expected.count else {
        Issue.record(
            "\(what): \(actual.count) elements, expected \(expected.count)",
            sourceLocation: sourceLocation
        )
        return
    }
    let largest = expected.lazy.map(abs).max() ?? 0
    let off = actual.indices.filter { index in
        let bound = absolute + relative * max(abs(expected[index]), largest)
        // Written so that not-a-number is off.
        return !(abs(actual[index] - expected[index]) <= bound)
    }
    guard let first = off.first else { return }
    Issue.record(
        """
        \(what)[\(first)] is \(actual[first]), expected \(expected[first]) within \(absolute) + \
        \(relative) of \(largest); \(off.count) of \(actual.count) are off
        """,
        sourceLocation: sourceLocation
    )
}

/// Expects two numbers to be close.
package func expectClose(
    _ actual: Float,
    _ expected: Float,
    absolute: Double = 1e-6,
    relative: Double = 1e-5,
    _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expectClose(
        [Double(actual)],
        [Double(expected)],
        absolute: absolute,
        relative: relative,
        what,
        sourceLocation: sourceLocation
    )
}
