import Domain
import Networks
import Testing

@Suite("Dropout keeps the mean, repeats its mask backward, and rests in evaluation")
struct DropoutTests {
    @Test("Mask, scale and gradient", arguments: [Float(0.2), 0.5])
    func mask(rate: Float) throws {
        let width = 400
        let network = try Network(
            Graph(
                input: .vector(width),
                layers: [.layer(Dropout(rate: rate)), .layer("c", Dense(outputs: 2))]
            )
        )
        var parameters = network.initialParameters(seed: 1)
        let ones = Matrix(rows: 25, columns: width, values: Array(repeating: 1, count: 25 * width))
        var workspace = try Workspace(for: network, rows: 25)
        let heads = workspace.forward([ones], parameters: &parameters, seed: 4)
        let masked = try #require(heads[.embedding]).values
        let kept = masked.filter { $0 != 0 }
        #expect(kept.allSatisfy { abs($0 - 1 / (1 - rate)) < 1e-5 })
        let share = Float(kept.count) / Float(masked.count)
        // Five standard deviations of a share of ten thousand draws.
        #expect(abs(share - (1 - rate)) < 5 * (rate * (1 - rate) / 10_000).squareRoot())
        let gradient = workspace.backward(
            [.embedding: ones],
            parameters: parameters,
            inputGradient: true
        )
        #expect(try #require(gradient).values == masked)
        let again = workspace.forward([ones], parameters: &parameters, seed: 4)
        #expect(again == heads)
        let other = workspace.forward([ones], parameters: &parameters, seed: 5)
        #expect(other != heads)
        let evaluated = workspace.evaluate([ones], parameters: parameters)
        #expect(evaluated[.embedding] == ones)
    }
}
