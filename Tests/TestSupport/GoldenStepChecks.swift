package import Networks
internal import Testing

/// Comparisons with what a step of a `whole_step` case recorded.
package struct GoldenStepChecks {
    private let network: Network
    private let tolerance: Tolerance

    /// Takes the tolerance of a case.
    ///
    /// - Throws: ``GoldenError`` when it has none.
    package init(_ record: GoldenValue, _ network: Network) throws {
        self.network = network
        tolerance = try Tolerance(record)
    }

    /// Compares numbers, or nothing where none were recorded.
    ///
    /// - Throws: ``GoldenError`` when what was recorded are no numbers.
    package func check(
        _ values: some Collection<Float>,
        _ expected: GoldenValue?,
        _ what: String
    ) throws {
        guard let expected else { return }
        try tolerance.check(values, expected, what)
    }

    /// Compares the state after an optimizer step: gradients (clipped), parameters, running
    /// statistics, moving average and rates, as far as they were recorded.
    ///
    /// - Throws: ``GoldenError`` when a tensor is missing among those that were.
    package func check(
        gradients: [Float],
        parameters: Parameters,
        average: Parameters,
        rates: Set<Float>,
        _ expected: GoldenValue,
        _ place: String
    ) throws {
        let entries = network.layout.parameters
        try check(gradients, entries, "gradients", expected, place)
        try check(parameters.values, entries, "parameters_after", expected, place)
        try check(average.values, entries, "ema_parameters_after", expected, place)
        let statistics = network.layout.statistics
        if !statistics.isEmpty || expected.find("batch_norm_statistics_after") != nil {
            try check(
                parameters.statistics,
                statistics,
                "batch_norm_statistics_after",
                expected,
                place
            )
        }
        let recorded = try expected.get("learning_rates_used_per_parameter_group").numbers()
        for rate in Set(recorded.map { Float($0) }) {
            let closest = rates.min { abs($0 - rate) < abs($1 - rate) }
            expectClose(closest ?? .nan, rate, absolute: 1e-9, "\(place): learning rate")
        }
        if let largest = recorded.max() {
            expectClose(rates.max() ?? .nan, Float(largest), absolute: 1e-9, "\(place): last rate")
        }
    }

    private func check(
        _ values: [Float],
        _ entries: [ParameterLayout.Entry],
        _ key: String,
        _ expected: GoldenValue,
        _ place: String
    ) throws {
        guard let recorded = try expected.find(key)?.object() else { return }
        let names = recorded.keys.filter { !$0.hasSuffix("num_batches_tracked") }
        #expect(names.count == entries.count, "\(place): \(key)")
        for entry in entries {
            try check(
                values[entry.range],
                .tensor(GoldenToy.tensor(entry.name, of: recorded)),
                "\(place): \(key) of \(entry.name)"
            )
        }
    }
}
