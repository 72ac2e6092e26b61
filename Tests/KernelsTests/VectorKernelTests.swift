import Domain
import Kernels
import Testing

@Suite("Loops over flat arrays equal their formulas at any length")
struct VectorKernelTests {
    @Test("Sum of squares, average and scale", arguments: [0, 1, 7, 8, 9, 31, 1000])
    func loops(count: Int) {
        let x = Fill.normal(count, seed: 1)
        let squares = x.reduce(0.0) { $0 + Double($1) * Double($1) }
        #expect(abs(VectorKernels.sumOfSquares(x) - squares) <= 1e-12 * (1 + squares))
        var shadow = Fill.normal(count, seed: 2)
        let want = zip(shadow, x).map { 0.9 * Double($0) + 0.1 * Double($1) }
        VectorKernels.average(&shadow, toward: x, decay: 0.9)
        Fill.expectClose(shadow, want, "average")
        var scaled = x
        VectorKernels.scale(&scaled, by: 2.5)
        Fill.expectClose(scaled, x.map { 2.5 * Double($0) }, "scale")
    }

    @Test("Sums of squares of a range, and with a decay, have the bits of those of copies")
    func ranges() {
        let (x, w) = (Fill.normal(50, seed: 1), Fill.normal(50, seed: 2))
        for range in [0..<0, 0..<50, 3..<4, 5..<29, 16..<33] {
            let part = Array(x[range])
            #expect(VectorKernels.sumOfSquares(x, range) == VectorKernels.sumOfSquares(part))
            let whole = range.map { x[$0] + 0.3 * w[$0] }
            #expect(
                VectorKernels.sumOfSquares(x, decay: 0.3, weights: w, range)
                    == VectorKernels.sumOfSquares(whole)
            )
        }
    }

    @Test("An optimiser touches its range only")
    func range() {
        var parameters = Fill.normal(20, seed: 1)
        let before = parameters
        var velocity: [Float] = Array(repeating: 0, count: 20)
        VectorKernels.descend(
            &parameters,
            gradients: Array(repeating: 1, count: 20),
            velocity: &velocity,
            range: 5..<9,
            rate: 0.5,
            momentum: 0.9,
            weightDecay: 0,
            nesterov: false
        )
        for index in before.indices {
            let moved: Float = (5..<9).contains(index) ? 0.5 : 0
            #expect(abs(parameters[index] - (before[index] - moved)) < 1e-6)
            #expect((velocity[index] != 0) == (5..<9).contains(index))
        }
    }
}
