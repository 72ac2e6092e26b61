import Domain
import Kernels
import Networks
import Testing

@Suite("Every layer's gradient is the central difference of a naive forward pass")
struct GradientTests {
    @Test("Forward and backward", arguments: Zoo.allCases, [1, 2, 5, 33])
    func gradients(zoo: Zoo, rows: Int) throws {
        let network = try Network(zoo.specification)
        // One value has no variance to normalise by; PyTorch refuses it.
        if zoo == .perceptronNorm && rows == 1 { return }
        for instructionSet in InstructionSet.supported {
            try check(network, rows: rows, instructionSet)
        }
    }

    private func check(_ network: Network, rows: Int, _ set: InstructionSet) throws {
        var parameters = Make.parameters(network, seed: 3)
        let input = Make.matrix(rows, network.inputs, seed: 5)
        let classifier = Make.matrix(rows, network.classes, seed: 6)
        let embedding = Make.matrix(rows, network.features, seed: 7)
        var workspace = try Workspace(for: network, rows: rows, instructionSet: set)
        let heads = workspace.forward([input], parameters: &parameters)
        let reference = ReferenceNetwork(network, parameters)
        let want = reference.forward(Make.rows(input))
        let what = "\(set) \(rows) rows"
        expectClose(
            try #require(heads[.classifier]).values,
            want.logits.flatMap { $0 },
            absolute: 1e-5,
            relative: 2e-5,
            "logits, \(what)"
        )
        expectClose(
            try #require(heads[.embedding]).values,
            want.embedding.flatMap { $0 },
            absolute: 1e-5,
            relative: 2e-5,
            "embedding, \(what)"
        )
        let rowGradient = workspace.backward(
            [.classifier: classifier, .embedding: embedding],
            parameters: parameters,
            inputGradient: true
        )
        let inputGradient = try #require(rowGradient)
        let loss = Loss(classifier: classifier, embedding: embedding)
        let gradients = workspace.gradients
        compare(
            gradients,
            indices(gradients.count, seed: 8),
            "parameter gradient, \(what)"
        ) { index, change in
            var moved = reference
            moved.values[index] += change
            return loss.value(moved.forward(Make.rows(input)))
        }
        compare(
            inputGradient.values,
            indices(inputGradient.values.count, seed: 9),
            "input gradient, \(what)"
        ) { index, change in
            var moved = Make.rows(input)
            moved[index / input.columns][index % input.columns] += change
            return loss.value(reference.forward(moved))
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

    /// Up to 40 indices, spread by a seed.
    private func indices(_ count: Int, seed: UInt64) -> [Int] {
        var generator = SeededGenerator(seed: seed)
        return count <= 40 ? Array(0..<count) : (0..<40).map { _ in generator.below(count) }
    }

    private func compare(
        _ got: [Float],
        _ indices: [Int],
        _ what: String,
        _ loss: (Int, Double) -> Double
    ) {
        let scale = got.reduce(0) { max($0, abs(Double($1))) }
        var worst = 0
        for index in indices {
            // A kink within the step spoils one difference: two steps that agree are free of it.
            let wide = (loss(index, 1e-5) - loss(index, -1e-5)) / 2e-5
            let narrow = (loss(index, 1e-6) - loss(index, -1e-6)) / 2e-6
            guard abs(wide - narrow) <= 1e-5 * (1 + scale) else { continue }
            worst += 1
            #expect(
                abs(Double(got[index]) - narrow) <= 2e-5 + 1e-4 * scale,
                "\(what)[\(index)]: got \(got[index]), want \(narrow)"
            )
        }
        #expect(2 * worst >= indices.count, "\(what): too many kinks")
    }
}
