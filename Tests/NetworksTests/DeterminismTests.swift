import Domain
import Foundation
import Kernels
import Networks
import TestSupport
import Testing

@Suite("Bits do not depend on threads, and a decoded state continues like the original")
struct DeterminismTests {
    @Test("One, two and three threads", arguments: Zoo.trained, [1, 7, 40, 130])
    func threads(zoo: Zoo, rows: Int) throws {
        let network = try Network(zoo.specification)
        let one = try trained(network, rows: rows, threads: 1)
        for threads in [2, 3] {
            let other = try trained(network, rows: rows, threads: threads)
            #expect(one == other, "\(threads) threads")
        }
    }

    private struct Result: Equatable {
        var parameters: Parameters
        var gradients: [Float]
        var heads: HeadValues
        var evaluated: HeadValues
    }

    /// Three steps of training, with dropout where the network has it.
    private func trained(_ network: Network, rows: Int, threads: Int) throws -> Result {
        var parameters = network.initialParameters(seed: 1)
        var workspace = try Workspace(for: network, rows: rows, threads: threads)
        var optimizer = SGD()
        var heads: HeadValues = [:]
        let input = Make.matrix(rows, network.inputs, seed: 2)
        for step in 0..<3 {
            let delta = Make.matrix(rows, network.classes, seed: UInt64(10 + step))
            workspace.clearGradients()
            heads = workspace.forward([input], parameters: &parameters, seed: UInt64(step))
            workspace.backward([.classifier: delta], parameters: parameters)
            optimizer.step(
                &parameters,
                gradients: workspace.gradients,
                layout: network.layout,
                rate: 1e-3
            )
        }
        return Result(
            parameters: parameters,
            gradients: workspace.gradients,
            heads: heads,
            evaluated: workspace.evaluate([input], parameters: parameters)
        )
    }

    @Test("SGD and AdamW continue from JSON bit for bit")
    func optimizers() throws {
        let network = try Network(.perceptron(inputs: 5, hidden: [4], classes: 3, batchNorm: true))
        var parameters = network.initialParameters(seed: 1)
        var sgd = SGD(layerDecay: 0.9)
        var adam = AdamW(layerDecay: 0.9)
        for step in 0..<6 {
            let gradients = Make.matrix(1, parameters.values.count, seed: UInt64(step)).values
            var copy = try roundTrip(parameters)
            var sgdCopy = try roundTrip(sgd)
            var adamCopy = try roundTrip(adam)
            let layout = network.layout
            sgd.step(&parameters, gradients: gradients, layout: layout, rate: 0.1)
            adam.step(&parameters, gradients: gradients, layout: layout, rate: 0.01)
            sgdCopy.step(&copy, gradients: gradients, layout: layout, rate: 0.1)
            adamCopy.step(&copy, gradients: gradients, layout: layout, rate: 0.01)
            #expect(copy == parameters)
            #expect(sgdCopy == sgd)
            #expect(adamCopy == adam)
        }
    }

    private func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    @Test("Gradients add up until they are cleared, and skipped parameters stay")
    func accumulation() throws {
        let network = try Network(.perceptron(inputs: 5, hidden: [4], classes: 3))
        var parameters = network.initialParameters(seed: 1)
        var workspace = try Workspace(for: network, rows: 4)
        let delta = Make.matrix(4, 3, seed: 3)
        _ = workspace.forward([Make.matrix(4, 5, seed: 2)], parameters: &parameters)
        workspace.backward([.classifier: delta], parameters: parameters)
        let once = workspace.gradients
        workspace.backward([.classifier: delta], parameters: parameters)
        for (a, b) in zip(once, workspace.gradients) { #expect(abs(b - 2 * a) <= 1e-5) }
        let before = parameters
        var sgd = SGD()
        let skipped = try #require(network.layout["hidden1.weight"]).range
        sgd.step(
            &parameters,
            gradients: once,
            layout: network.layout,
            rate: 0.1,
            skipping: [skipped]
        )
        #expect(parameters.values[skipped] == before.values[skipped])
        #expect(parameters.values[skipped.upperBound...] != before.values[skipped.upperBound...])
        workspace.clearGradients()
        #expect(workspace.gradients.allSatisfy { $0 == 0 })
    }

    @Test("Evaluation between forward and backward changes no gradient")
    func evaluationBetween() throws {
        let network = try Network(Zoo.digits.specification)
        var parameters = network.initialParameters(seed: 1)
        let teacher = network.initialParameters(seed: 9)
        let input = Make.matrix(20, network.inputs, seed: 2)
        let delta = Make.matrix(20, network.classes, seed: 3)
        var gradients: [[Float]] = []
        for between in [false, true] {
            var workspace = try Workspace(for: network, rows: 20)
            _ = workspace.forward([input], parameters: &parameters, statistics: .frozen)
            if between { _ = workspace.evaluate([input], parameters: teacher) }
            workspace.backward([.classifier: delta], parameters: parameters)
            gradients.append(workspace.gradients)
        }
        #expect(gradients[0] == gradients[1])
    }

    @Test("Inputs in parts are one batch, and frozen statistics stay")
    func parts() throws {
        let network = try Network(Zoo.perceptronNorm.specification)
        var parameters = network.initialParameters(seed: 1)
        let before = parameters
        let whole = Make.matrix(9, network.inputs, seed: 2)
        var workspace = try Workspace(for: network, rows: 9)
        let one = workspace.forward([whole], parameters: &parameters, statistics: .frozen)
        #expect(parameters == before)
        let parts = [whole.rows(0..<2), whole.rows(2..<3), whole.rows(3..<9)]
        let many = workspace.forward(parts, parameters: &parameters)
        #expect(one == many)
        #expect(parameters.statistics != before.statistics)
        #expect(parameters.values == before.values)
    }

    @Test("A batch of no rows passes through and has no gradient", arguments: Zoo.allCases)
    func nothing(zoo: Zoo) throws {
        let network = try Network(zoo.specification)
        var parameters = network.initialParameters(seed: 1)
        let before = parameters
        var workspace = try Workspace(for: network, rows: 3)
        let heads = workspace.forward([], parameters: &parameters)
        #expect(heads[.classifier] == Matrix(rows: 0, columns: network.classes))
        workspace.backward(
            [.classifier: Matrix(rows: 0, columns: network.classes)],
            parameters: parameters
        )
        #expect(parameters == before)
        #expect(workspace.gradients.allSatisfy { $0 == 0 })
        let evaluated = workspace.evaluate([], parameters: parameters)
        #expect(evaluated[.embedding] == Matrix(rows: 0, columns: network.features))
    }

    @Test("Another number of shards changes the last bits only", arguments: [1, 2, 5])
    func shards(count: Int) throws {
        let network = try Network(Zoo.digits.specification)
        let input = Make.matrix(90, network.inputs, seed: 2)
        let delta = Make.matrix(90, network.classes, seed: 3)
        var gradients: [[Float]] = []
        for shards in [8, count] {
            var parameters = network.initialParameters(seed: 1)
            var workspace = try Workspace(for: network, rows: 90, shards: shards)
            _ = workspace.forward([input], parameters: &parameters)
            workspace.backward([.classifier: delta], parameters: parameters)
            gradients.append(workspace.gradients)
        }
        expectClose(gradients[1], gradients[0], absolute: 1e-5, relative: 1e-5, "gradient")
    }
}
