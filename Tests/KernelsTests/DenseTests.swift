import Domain
import Kernels
import Testing

@Suite("Dense kernels and BLAS equal naive loops")
struct DenseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rows: Int
        var inputs: Int
        var outputs: Int
        var testDescription: String { "\(rows) x \(inputs) -> \(outputs)" }
    }

    static let cases: [Case] = [
        (1, 1, 1), (3, 7, 5), (9, 64, 10), (17, 33, 48), (8, 16, 64), (40, 128, 130),
        (64, 784, 100),
    ].map { Case(rows: $0.0, inputs: $0.1, outputs: $0.2) }

    @Test("Forward and both gradients", arguments: cases, InstructionSet.supported)
    func dense(size: Case, set: InstructionSet) throws {
        let (rows, inputs, outputs) = (size.rows, size.inputs, size.outputs)
        var plan = GuardedPlan()
        let x = try plan.add(rows * inputs)
        let w = try plan.add(outputs * inputs)
        let bias = try plan.add(outputs)
        let dy = try plan.add(rows * outputs)
        let y = try plan.add(rows * outputs)
        let dx = try plan.add(rows * inputs)
        let dw = try plan.add(outputs * inputs)
        let sums = try plan.add(outputs)
        let packed = try plan.add(
            max(
                Buffer.packedDenseCount(depth: inputs, columns: outputs),
                Buffer.packedDenseCount(depth: outputs, columns: inputs)
            )
        )
        let buffer = plan.makeBuffer(set)
        let values = [x, w, bias, dy].enumerated().map { Fill.normal($1.count, seed: UInt64($0)) }
        for (region, value) in zip([x, w, bias, dy], values) { buffer.load(value, to: region) }
        let want = naive(size, values)

        buffer.packDense(depth: inputs, columns: outputs, weights: w, transposed: false, to: packed)
        buffer.multiply(
            rows: rows,
            depth: inputs,
            columns: outputs,
            input: x,
            packed: packed,
            bias: bias,
            output: y
        )
        Fill.expectClose(buffer.read(y), want.y, "\(set) forward")
        buffer.packDense(depth: outputs, columns: inputs, weights: w, transposed: true, to: packed)
        buffer.multiply(
            rows: rows,
            depth: outputs,
            columns: inputs,
            input: dy,
            packed: packed,
            bias: nil,
            output: dx
        )
        Fill.expectClose(buffer.read(dx), want.dx, "\(set) data gradient")
        buffer.denseGradient(
            rows: rows,
            inputs: inputs,
            outputs: outputs,
            input: x,
            outputDelta: dy,
            gradient: dw
        )
        Fill.expectClose(buffer.read(dw), want.dw, "\(set) weight gradient")
        buffer.addColumnSums(rows: rows, columns: outputs, of: dy, to: sums)
        Fill.expectClose(buffer.read(sums), want.sums, "\(set) column sums")
        blas(size, buffer, [x, w, bias, dy, y, dx, dw], want)
        plan.expectIntact(buffer)
    }

    private func blas(_ size: Case, _ buffer: Buffer, _ regions: [Region], _ want: Naive) {
        buffer.multiplyBLAS(
            rows: size.rows,
            inputs: size.inputs,
            outputs: size.outputs,
            input: regions[0],
            weights: regions[1],
            bias: regions[2],
            output: regions[4]
        )
        Fill.expectClose(buffer.read(regions[4]), want.y, "BLAS forward")
        buffer.multiplyBackBLAS(
            rows: size.rows,
            inputs: size.inputs,
            outputs: size.outputs,
            outputDelta: regions[3],
            weights: regions[1],
            inputDelta: regions[5]
        )
        Fill.expectClose(buffer.read(regions[5]), want.dx, "BLAS data gradient")
        buffer.clear(regions[6])
        for block in [0..<(size.outputs / 2), (size.outputs / 2)..<size.outputs] {
            buffer.denseGradientBLAS(
                rows: size.rows,
                inputs: size.inputs,
                outputs: size.outputs,
                block: block,
                input: regions[0],
                outputDelta: regions[3],
                gradient: regions[6]
            )
        }
        Fill.expectClose(buffer.read(regions[6]), want.dw, "BLAS weight gradient")
    }

    private struct Naive {
        var y: [Double]
        var dx: [Double]
        var dw: [Double]
        var sums: [Double]
    }

    private func naive(_ size: Case, _ values: [[Float]]) -> Naive {
        let (x, w, bias, dy) = (values[0], values[1], values[2], values[3])
        var result = Naive(
            y: Array(repeating: 0, count: dy.count),
            dx: Array(repeating: 0, count: x.count),
            dw: Array(repeating: 0, count: w.count),
            sums: Array(repeating: 0, count: bias.count)
        )
        for row in 0..<size.rows {
            for o in 0..<size.outputs {
                let out = row * size.outputs + o
                result.y[out] = Double(bias[o])
                result.sums[o] += Double(dy[out])
                for i in 0..<size.inputs {
                    let (at, weight) = (row * size.inputs + i, o * size.inputs + i)
                    result.y[out] += Double(x[at]) * Double(w[weight])
                    result.dx[at] += Double(dy[out]) * Double(w[weight])
                    result.dw[weight] += Double(dy[out]) * Double(x[at])
                }
            }
        }
        return result
    }

    @Test("This machine's sets and the BLAS core have names")
    func names() {
        #expect(InstructionSet.supported.first == .baseline)
        #expect(InstructionSet.supported.last == .best)
        #expect(!BLAS.coreName.isEmpty && BLAS.coreName != "unknown")
    }

    @Test("A plan beyond the limit is refused")
    func limit() throws {
        var planner = RegionPlanner()
        _ = try planner.add(100)
        #expect(throws: Failure.self) { try planner.add(.max) }
        #expect(throws: Failure.self) { try planner.add(-1) }
        #expect(throws: Failure.self) { try planner.add(Buffer.limit) }
        #expect(planner.count == 112)
    }
}
