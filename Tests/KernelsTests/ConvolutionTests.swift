import Domain
import Kernels
import Testing

@Suite("Convolution kernels equal naive loops")
struct ConvolutionTests {
    static let shapes: [ConvolutionShape] = [
        (8, 8, 1, 16, 3, 1, 1), (8, 8, 16, 16, 3, 1, 1), (4, 4, 16, 32, 3, 1, 1),
        (4, 4, 32, 32, 3, 1, 1),
        (5, 7, 3, 5, 3, 1, 1), (9, 6, 2, 12, 3, 2, 1), (7, 7, 8, 24, 5, 2, 2),
        (6, 5, 4, 64, 1, 1, 0),
        (8, 8, 64, 8, 3, 1, 1), (10, 9, 6, 7, 4, 3, 2), (3, 3, 48, 80, 3, 1, 1),
        (33, 35, 4, 4, 3, 1, 1),
        (6, 6, 5, 16, 2, 2, 0), (1, 1, 20, 20, 1, 1, 0), (7, 3, 96, 96, 3, 2, 1),
        (4, 9, 1, 1, 3, 3, 1),
        (2, 2, 16, 32, 3, 1, 1), (6, 40, 32, 16, 3, 1, 1), (10, 12, 48, 24, 3, 1, 1),
        (4, 2, 20, 20, 3, 1, 1),
        (8, 8, 32, 64, 3, 1, 1), (16, 16, 48, 32, 3, 1, 1), (36, 10, 32, 32, 3, 1, 1),
        (8, 8, 32, 40, 3, 1, 1),
    ].compactMap {
        ConvolutionShape(
            height: $0.0,
            width: $0.1,
            inputs: $0.2,
            outputs: $0.3,
            kernel: $0.4,
            stride: $0.5,
            padding: $0.6
        )
    }

    @Test("Forward, data gradient and weight gradient", arguments: shapes, InstructionSet.supported)
    func convolution(shape: ConvolutionShape, set: InstructionSet) throws {
        #expect(Self.shapes.count == 24)
        let rows = 3
        var plan = GuardedPlan()
        let x = try plan.add(rows * shape.inputCount)
        let w = try plan.add(shape.weightCount)
        let bias = try plan.add(shape.outputs)
        let y = try plan.add(rows * shape.outputCount)
        let dy = try plan.add(rows * shape.outputCount)
        let dx = try plan.add(rows * shape.inputCount)
        let packed = try plan.add(shape.packedCount)
        let partials = try plan.add(2 * shape.partialCount)
        let gradient = try plan.add(shape.weightCount)
        let scratch = try plan.add(shape.scratchCount)
        let buffer = plan.makeBuffer(set)
        let values = [x, w, bias, dy].enumerated().map { Fill.normal($1.count, seed: UInt64($0)) }
        for (region, value) in zip([x, w, bias, dy], values) { buffer.load(value, to: region) }
        let want = NaiveConvolution(shape, rows, values[0], values[1], values[2], values[3])

        buffer.packConvolution(shape, weights: w, to: packed)
        buffer.convolve(
            shape,
            rows: rows,
            input: x,
            packed: packed,
            bias: bias,
            output: y,
            scratch: scratch
        )
        Fill.expectClose(buffer.read(y), want.y, "\(set) forward")
        buffer.packConvolutionBack(shape, weights: w, to: packed)
        buffer.convolveBack(
            shape,
            rows: rows,
            outputDelta: dy,
            packed: packed,
            inputDelta: dx,
            scratch: scratch
        )
        Fill.expectClose(buffer.read(dx), want.dx, "\(set) data gradient")
        for (shard, range) in [0..<1, 1..<3].enumerated() {
            buffer.convolutionGradient(
                shape,
                rows: range.count,
                input: x.part(range.lowerBound * shape.inputCount, range.count * shape.inputCount),
                outputDelta: dy.part(
                    range.lowerBound * shape.outputCount,
                    range.count * shape.outputCount
                ),
                partial: partials.part(shard * shape.partialCount, shape.partialCount),
                scratch: scratch
            )
        }
        buffer.reduceConvolutionGradient(shape, partials: partials, shards: 2, gradient: gradient)
        Fill.expectClose(buffer.read(gradient), want.dw, "\(set) weight gradient")
        plan.expectIntact(buffer)
    }

    @Test("Shapes without a window are refused")
    func refused() {
        func shape(_ side: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> ConvolutionShape? {
            ConvolutionShape(
                height: side,
                width: side,
                inputs: 1,
                outputs: 1,
                kernel: kernel,
                stride: stride,
                padding: padding
            )
        }
        #expect(shape(8, 3, 1, 1) != nil)
        #expect(shape(2, 3, 1, 0) == nil)
        #expect(shape(8, 3, 17, 1) == nil)
        #expect(shape(8, 3, 1, 3) == nil)
        #expect(shape(8, 17, 1, 1) == nil)
        #expect(shape(0, 1, 1, 0) == nil)
    }
}

/// Convolution and its gradients as plain loops in double precision.
private struct NaiveConvolution {
    var y: [Double]
    var dx: [Double]
    var dw: [Double]

    init(
        _ shape: ConvolutionShape,
        _ rows: Int,
        _ x: [Float],
        _ w: [Float],
        _ bias: [Float],
        _ dy: [Float]
    ) {
        y = Array(repeating: 0, count: rows * shape.outputCount)
        dx = Array(repeating: 0, count: x.count)
        dw = Array(repeating: 0, count: w.count)
        for n in 0..<rows {
            for oy in 0..<shape.outHeight {
                for ox in 0..<shape.outWidth {
                    for o in 0..<shape.outputs {
                        let out =
                            ((n * shape.outHeight + oy) * shape.outWidth + ox) * shape.outputs + o
                        y[out] += Double(bias[o])
                        for k in 0..<(shape.kernel * shape.kernel) {
                            let iy = oy * shape.stride + k / shape.kernel - shape.padding
                            let ix = ox * shape.stride + k % shape.kernel - shape.padding
                            guard (0..<shape.height).contains(iy), (0..<shape.width).contains(ix)
                            else {
                                continue
                            }
                            for i in 0..<shape.inputs {
                                let at =
                                    ((n * shape.height + iy) * shape.width + ix) * shape.inputs + i
                                let weight =
                                    (o * shape.inputs + i) * shape.kernel * shape.kernel + k
                                y[out] += Double(x[at]) * Double(w[weight])
                                dx[at] += Double(dy[out]) * Double(w[weight])
                                dw[weight] += Double(dy[out]) * Double(x[at])
                            }
                        }
                    }
                }
            }
        }
    }
}
