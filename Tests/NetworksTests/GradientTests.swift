import Domain
import Kernels
import Networks
import TestSupport
import Testing

@Suite("Every layer's gradient is the central difference of a naive forward pass")
struct GradientTests {
    @Test("Forward and backward", arguments: Zoo.allCases, [1, 2, 5, 17])
    func gradients(zoo: Zoo, rows: Int) throws {
        // One value has no variance to normalise by; PyTorch refuses it.
        if zoo == .perceptronNorm && rows == 1 { return }
        try check(Network(zoo.specification), Array(repeating: 1, count: rows), areSequences: false)
    }

    @Test(
        "Forward and backward of sequences",
        arguments: SequenceZoo.allCases,
        [[4], [1, 3], [5, 1, 1, 4, 2], Array(repeating: 2, count: 17)]
    )
    func sequences(zoo: SequenceZoo, lengths: [Int]) throws {
        try check(Network(zoo.graph), lengths, areSequences: true)
    }

    /// Compares rows of some lengths, each 1 where they are no sequences.
    private func check(_ network: Network, _ lengths: [Int], areSequences: Bool) throws {
        let (rows, items) = (lengths.count, lengths.reduce(0, +))
        let offsets = areSequences ? RowOffsets(lengths: lengths) : nil
        let parameters = Make.parameters(network, seed: 3)
        let input = Make.matrix(items, network.inputs, seed: 5)
        let loss = Loss(
            classifier: Make.matrix(rows, network.classes, seed: 6),
            embedding: Make.matrix(rows, network.features, seed: 7)
        )
        let reference = ReferenceNetwork(network, parameters)
        let want = reference.forward(Make.rows(input), lengths: lengths)
        let weights = differences(parameters.values.count, seed: 8) { index, change in
            var moved = reference
            moved.values[index] += change
            return loss.value(moved.forward(Make.rows(input), lengths: lengths))
        }
        let pixels = differences(input.values.count, seed: 9) { index, change in
            var moved = Make.rows(input)
            moved[index / input.columns][index % input.columns] += change
            return loss.value(reference.forward(moved, lengths: lengths))
        }
        for set in InstructionSet.supported {
            var copy = parameters
            var workspace = try Workspace(for: network, rows: rows, instructionSet: set)
            let heads = workspace.forward([input], offsets: offsets, parameters: &copy)
            for (head, values) in [
                (HeadName.classifier, want.logits), (.embedding, want.embedding),
            ] {
                expectClose(
                    try #require(heads[head]).values.map(Double.init),
                    values.flatMap { $0 },
                    absolute: 1e-5,
                    relative: 2e-5,
                    "\(head), \(set)"
                )
            }
            let gradient = workspace.backward(
                [.classifier: loss.classifier, .embedding: loss.embedding],
                parameters: copy,
                inputGradient: true
            )
            compare(workspace.gradients, weights, "parameter gradient, \(set)")
            compare(try #require(gradient).values, pixels, "input gradient, \(set)")
        }
    }

    @Test(
        "Two passes are alive at once, and give the bits of one after the other",
        arguments: Zoo.trained
    )
    func passes(zoo: Zoo) throws {
        let network = try Network(zoo.specification)
        var parameters = Make.parameters(network, seed: 3)
        let rows = [9, 12]
        let inputs = rows.map { Make.matrix($0, network.inputs, seed: UInt64($0)) }
        let deltas = rows.map { Make.matrix($0, network.classes, seed: UInt64(50 + $0)) }
        var one = try Workspace(for: network, rows: 12)
        var both = try Workspace(for: network, rows: 12, passes: 2)
        func forward(_ workspace: inout Workspace, _ index: Int, pass: Int) -> HeadValues {
            workspace.forward(
                [inputs[index]],
                parameters: &parameters,
                statistics: .frozen,
                seed: UInt64(index),
                pass: pass
            )
        }
        var heads: [HeadValues] = []
        for index in 0..<2 {
            heads.append(forward(&one, index, pass: 0))
            one.backward([.classifier: deltas[index]], parameters: parameters)
        }
        for index in 0..<2 {
            let values = forward(&both, index, pass: index)
            #expect(values == heads[index])
        }
        for index in 0..<2 {
            both.backward([.classifier: deltas[index]], parameters: parameters, pass: index)
        }
        #expect(one.gradients == both.gradients)
    }

    @Test(
        "A pass from the features on is the rest of a whole one, forward and backward",
        arguments: Zoo.trained
    )
    func fromFeatures(zoo: Zoo) throws {
        let network = try Network(zoo.specification)
        guard network.features > 0, network.graph.heads[.embedding] != Graph.inputName else {
            return
        }
        var parameters = Make.parameters(network, seed: 3)
        let inputs = Make.matrix(7, network.inputs, seed: 1)
        let delta = Make.matrix(7, network.classes, seed: 2)
        var workspace = try Workspace(for: network, rows: 7, passes: 2)
        func forward(_ rows: Matrix, pass: Int, from start: HeadName?) -> HeadValues {
            workspace.forward(
                [rows],
                parameters: &parameters,
                statistics: .frozen,
                seed: 5,
                pass: pass,
                from: start
            )
        }
        let whole = forward(inputs, pass: 0, from: nil)
        workspace.backward([.classifier: delta], parameters: parameters)
        let expected = workspace.gradients
        workspace.clearGradients()

        _ = forward(inputs, pass: 0, from: nil)
        let features = try #require(whole[.embedding])
        let rest = forward(features, pass: 1, from: .embedding)
        #expect(rest[.classifier] == whole[.classifier])
        let gradient = workspace.backward(
            [.classifier: delta],
            parameters: parameters,
            inputGradient: true,
            pass: 1
        )
        let back = try #require(gradient)
        #expect(back.rows == 7 && back.columns == network.features)
        workspace.backward([.embedding: back], parameters: parameters, pass: 0)
        expectClose(workspace.gradients, expected, absolute: 1e-6, relative: 1e-4, "\(zoo)")
    }

    @Test("Any node's value is handed out, and takes a gradient")
    func namedNodes() throws {
        let network = try Network(Zoo.selective.specification)
        var parameters = Make.parameters(network, seed: 4)
        let input = Make.matrix(6, network.inputs, seed: 5)
        var workspace = try Workspace(for: network, rows: 6, exposing: ["softmax1", "conv"])
        let heads = workspace.forward(
            [input],
            parameters: &parameters,
            heads: ["softmax1", "conv", .classifier]
        )
        let weights = try #require(heads["softmax1"])
        #expect(weights.columns == 8 && heads["conv"]?.columns == 160)
        for row in 0..<6 {
            for channel in 0..<4 {
                #expect(abs(weights[row, channel] + weights[row, channel + 4] - 1) < 1e-6)
            }
        }
        workspace.backward(["softmax1": Make.matrix(6, 8, seed: 6)], parameters: parameters)
        let touched = network.layout.parameters.filter { entry in
            entry.range.contains { workspace.gradients[$0] != 0 }
        }
        #expect(touched.map(\.name) == ["conv.weight", "mix.weight", "mix.bias"])
        #expect(throws: Failure.self) {
            _ = try Workspace(for: network, rows: 6, exposing: ["nothing"])
        }
    }

    private struct Loss {
        let classifier: Matrix
        let embedding: Matrix

        func value(_ output: ReferenceNetwork.Output) -> Double {
            let logits = zip(output.logits.flatMap { $0 }, classifier.values)
            let features = zip(output.embedding.flatMap { $0 }, embedding.values)
            return logits.reduce(0) { $0 + $1.0 * Double($1.1) }
                + features.reduce(0) { $0 + $1.0 * Double($1.1) }
        }
    }

    private struct Difference {
        var index: Int
        var wide: Double
        var narrow: Double
    }

    /// Central differences at up to 30 indices, spread by a seed.
    private func differences(
        _ count: Int,
        seed: UInt64,
        _ loss: (Int, Double) -> Double
    ) -> [Difference] {
        var generator = SeededGenerator(seed: seed)
        let indices =
            count <= 30 ? Array(0..<count) : (0..<30).map { _ in generator.below(count) }
        return indices.map { index in
            Difference(
                index: index,
                wide: (loss(index, 1e-5) - loss(index, -1e-5)) / 2e-5,
                narrow: (loss(index, 1e-6) - loss(index, -1e-6)) / 2e-6
            )
        }
    }

    private func compare(_ got: [Float], _ differences: [Difference], _ what: String) {
        let scale = got.reduce(0) { max($0, abs(Double($1))) }
        // A kink within the step spoils a difference: two steps that agree are free of it.
        let smooth = differences.filter { abs($0.wide - $0.narrow) <= 1e-5 * (1 + scale) }
        for difference in smooth {
            let value = Double(got[difference.index])
            #expect(
                abs(value - difference.narrow) <= 2e-5 + 1e-4 * scale,
                "\(what)[\(difference.index)]: got \(value), want \(difference.narrow)"
            )
        }
        #expect(2 * smooth.count >= differences.count, "\(what): too many kinks")
    }
}
