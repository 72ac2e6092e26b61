import Networks
import TestSupport
import Testing

// Comparisons with what a library recorded of a network.

func norm(_ values: some Sequence<Float>) -> Double {
    values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
}

func expectLogits(_ heads: HeadValues, _ want: [[Double]], _ what: String) {
    let got = heads[.classifier]?.values ?? []
    expectClose(
        got.map(Double.init),
        want.flatMap { $0 },
        absolute: 1e-4,
        relative: 0,
        "logits in \(what)"
    )
}

/// Norms and entries of gradients, to a thousandth.
func expectGradients(
    _ gradients: [Float],
    _ network: Network,
    _ lines: [String: Recording.Line]
) {
    let most = lines.values.reduce(0) { max($0, $1.norm ?? 0) }
    for entry in network.layout.parameters {
        let (line, values) = (lines[entry.name], gradients[entry.range])
        guard let want = line?.norm else {
            #expect(values.allSatisfy { $0 == 0 }, "\(entry.name) has a gradient")
            continue
        }
        let error = abs(norm(values) - want)
        #expect(error <= (want == 0 ? 1e-5 * most : 1e-3 * want), "\(entry.name): norm \(want)")
        let scale = want / Double(entry.range.count).squareRoot()
        let places = Formula.units("places of \(entry.name)", line?.entries.count ?? 0)
        for (place, recorded) in zip(places, line?.entries ?? []) {
            let index = Int(place * 0x1p23 + 0x1p23) % entry.range.count
            let (got, expected) = (Double(values[values.startIndex + index]), recorded / 10_000)
            // Half a digit is lost in the recording.
            #expect(
                abs(got / scale - expected) <= 1e-3 * max(1, abs(expected)) + 0.5e-4,
                "\(entry.name)[\(index)]: \(got / scale), expected \(expected)"
            )
        }
    }
}
