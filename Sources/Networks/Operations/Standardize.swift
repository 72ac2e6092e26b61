internal import Kernels

/// `(x - mean) / deviation` of each value of a vector, by statistics that no step moves: what stood before a network's
/// first layer (``InputStandardization``) and lies within another network now.
package struct Standardize: Operation {
    package static let kind = "standardize"

    /// Creates it; it has no settings.
    package init() {}

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard inputs[0].pixels == 1 else {
            throw ShapeError("standardises vectors, came \(inputs[0])")
        }
        return inputs[0]
    }

    package func parameters(_ inputs: [Shape]) -> [ParameterRule] {
        [
            ParameterRule("mean", [inputs[0].count], .inputMean),
            ParameterRule("std", [inputs[0].count], .inputDeviation),
        ]
    }

    package func demand(_ shapes: NodeShapes) -> Demand {
        Demand(
            state: 3 * shapes.input.count,
            served: 2 * shapes.input.count,
            readsInputs: false
        )
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let columns = frame.shapes.input.count
        let (means, deviations, origin) = Self.parts(frame.regions.state, columns)
        frame.buffer.load(running, frame.regions.statistics[0], to: means)
        frame.buffer.load(running, frame.regions.statistics[1], to: deviations)
        frame.buffer.clear(origin)
        frame.onShards { shard in
            shard.buffer.standardize(
                rows: shard.count,
                columns: columns,
                input: shard.input(),
                mean: means,
                deviation: deviations,
                output: shard.output
            )
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        let columns = frame.shapes.input.count
        let (_, deviations, origin) = Self.parts(frame.regions.state, columns)
        frame.onShards { shard in
            shard.buffer.standardize(
                rows: shard.count,
                columns: columns,
                input: shard.outputDelta,
                mean: origin,
                deviation: deviations,
                output: shard.inputDelta()
            )
        }
    }

    package func prepare(_ frame: ServingFrame, _ parameters: Parameters) {
        let columns = frame.shapes.input.count
        let served = frame.regions.served
        let ranges = frame.regions.statistics
        frame.weights.load(parameters.statistics, ranges[0], to: served.part(0, columns))
        frame.weights.load(parameters.statistics, ranges[1], to: served.part(columns, columns))
    }

    package func serve(_ frame: ServingFrame) {
        let columns = frame.shapes.input.count
        frame.buffer.standardize(
            rows: frame.rows,
            columns: columns,
            input: frame.input(),
            mean: frame.regions.served.part(0, columns),
            deviation: frame.regions.served.part(columns, columns),
            output: frame.output,
            weightsIn: frame.weights
        )
    }

    /// Means, deviations, and zeros in their place: a gradient is divided only.
    private static func parts(_ state: Region, _ columns: Int) -> (Region, Region, Region) {
        (
            state.part(0, columns), state.part(columns, columns),
            state.part(2 * columns, columns)
        )
    }
}
