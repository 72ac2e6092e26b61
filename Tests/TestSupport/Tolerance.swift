package import Testing

/// How far values may be from recorded ones, as the record itself says.
package struct Tolerance: Sendable {
    private let absolute: Double
    private let relative: Double

    /// Takes the tolerance of a file or of a case.
    ///
    /// - Throws: ``GoldenError`` when it has none.
    package init(_ record: GoldenValue) throws {
        let tolerance = try record.get("tolerance")
        if let absolute = tolerance.find("atol") {
            self.absolute = try absolute.number()
            relative = try tolerance.get("rtol").number()
        } else {
            absolute = try tolerance.get("absolute").number()
            relative = try tolerance.get("relative").number()
        }
    }

    /// Compares numbers with those of a record, of any shape.
    ///
    /// - Throws: ``GoldenError`` when what was recorded are no numbers.
    package func check(
        _ actual: some Collection<Double>,
        _ expected: GoldenValue,
        _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        expectClose(
            Array(actual),
            try expected.numbers(),
            absolute: absolute,
            relative: relative,
            what,
            sourceLocation: sourceLocation
        )
    }

    /// Compares numbers with those of a record, of any shape.
    ///
    /// - Throws: ``GoldenError`` when what was recorded are no numbers.
    package func check(
        _ actual: some Collection<Float>,
        _ expected: GoldenValue,
        _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try check(actual.map(Double.init), expected, what, sourceLocation: sourceLocation)
    }
}
