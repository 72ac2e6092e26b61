import Domain
import TestSupport
import Testing

/// Seeded operands and their comparison.
enum Fill {
    static func normal(_ count: Int, seed: UInt64) -> [Float] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in generator.normal() }
    }

    static func expectClose(
        _ got: [Float],
        _ want: [Double],
        _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        TestSupport.expectClose(
            got.map(Double.init),
            want,
            absolute: 1e-6,
            relative: 5e-6,
            what,
            sourceLocation: sourceLocation
        )
    }
}
