import Domain
import Foundation
import Kernels
import Networks
import TestSupport
import Testing

@Suite("Golden: recorded steps of the reference's optimisers, schedule and average")
struct OptimizerGoldenTests {
    @Test("Supervised steps", arguments: InstructionSet.supported)
    func steps(instructionSet: InstructionSet) throws {
        try GoldenCases(reading: "usb/supervised.json").forEach { record, place in
            var run = try GoldenRun(record, instructionSet)
            let steps = try record.get("steps").list()
            #expect(!steps.isEmpty, "\(place)")
            for (index, step) in steps.enumerated() {
                try run.step(index, step, "\(place), step \(index)")
            }
        }
    }
}

/// A replay of one recorded case.
private struct GoldenRun: ~Copyable {
    private let toy: GoldenToy
    private let checks: GoldenStepChecks
    private var workspace: Workspace
    private var student: Parameters
    private var average: Parameters
    private var optimizer: GoldenOptimizer

    init(_ record: GoldenValue, _ instructionSet: InstructionSet) throws {
        guard try record.get("kind").text() == "whole_step" else {
            throw GoldenError(description: "no whole step")
        }
        let toy = try GoldenToy(record)
        let checks = try GoldenStepChecks(record, toy.network)
        let optimizer = try GoldenOptimizer(record)
        let rows = try record.get("steps").list().map {
            try Matrix($0.get("inputs").get("labelled_inputs")).rows
        }
        workspace = try Workspace(
            for: toy.network,
            rows: max(1, rows.max() ?? 1),
            instructionSet: instructionSet
        )
        self.toy = toy
        self.checks = checks
        self.optimizer = optimizer
        student = toy.initial
        average = toy.initial
    }

    mutating func step(_ index: Int, _ golden: GoldenValue, _ place: String) throws {
        let inputs = try golden.get("inputs")
        let input = try Matrix(inputs.get("labelled_inputs"), columns: toy.inputs)
        let labels = try inputs.get("labels").labels(rows: input.rows, classes: toy.classes)
        let expected = try golden.get("expected")
        workspace.clearGradients()
        let heads = workspace.forward([input], parameters: &student)
        let logits = try #require(heads[.classifier])
        let (loss, delta) = crossEntropy(logits, labels)
        workspace.backward([.classifier: delta], parameters: student)
        var gradients = workspace.gradients
        let layout = toy.network.layout
        let rates = optimizer.step(index, &student, &average, &gradients, layout)
        try checks.check([Float(loss)], expected.get("loss_backpropagated"), "\(place): loss")
        try checks.check(
            gradients: gradients,
            parameters: student,
            average: average,
            rates: rates,
            expected,
            place
        )
    }

    private func crossEntropy(_ logits: Matrix, _ labels: [Int]) -> (Double, Matrix) {
        var delta = logits
        var loss = 0.0
        for row in 0..<logits.rows {
            let z = (0..<logits.columns).map { Double(logits[row, $0]) }
            let top = z.max() ?? 0
            let sum = z.reduce(0) { $0 + exp($1 - top) }
            loss += (log(sum) + top - z[labels[row]]) / Double(logits.rows)
            for column in z.indices {
                let target = column == labels[row] ? 1.0 : 0.0
                delta[row, column] = Float(
                    (exp(z[column] - top) / sum - target) / Double(logits.rows)
                )
            }
        }
        return (loss, delta)
    }
}
