import Domain
import Foundation
import Kernels
import Networks
import TestSupport
import Testing

@Suite("Golden: recorded steps of the reference's optimisers, schedule and average")
struct OptimizerGoldenTests {
    @Test(
        "Supervised steps",
        arguments: ["sgd_nesterov", "sgd_batch_norm", "warmup_and_clip", "adamw_layer_decay"],
        InstructionSet.supported
    )
    func steps(name: String, instructionSet: InstructionSet) throws {
        let golden = try GoldenValue(reading: "usb/supervised.json").named(name)
        var run = try GoldenRun(golden, instructionSet)
        let steps = try golden.get("steps").list()
        #expect(steps.count >= 4)
        for (index, step) in steps.enumerated() { try run.step(index, step) }
    }
}

/// A replay of one recorded case.
private struct GoldenRun: ~Copyable {
    private let network: Network
    private let hyper: GoldenValue
    private let tolerance: (absolute: Double, relative: Double)
    private let schedule: LearningRateSchedule
    private var workspace: Workspace
    private var student: Parameters
    private var average: Parameters
    private var sgd: SGD
    private var adam: AdamW

    init(_ golden: GoldenValue, _ instructionSet: InstructionSet) throws {
        let hyper = try golden.get("hyper_parameters")
        let initial = try golden.get("initial").get("parameters").object()
        let network = try Network(Self.toy(hasNorm: initial["bn.weight"] != nil))
        var student = network.initialParameters(seed: 0)
        for (name, value) in initial {
            let range = try #require(network.layout[name]).range
            student.values.replaceSubrange(range, with: try value.tensor().floats)
        }
        for (name, value) in try golden.get("initial").get("batch_norm_statistics").object() {
            guard let range = network.layout[name]?.range else { continue }
            student.statistics.replaceSubrange(range, with: try value.tensor().floats)
        }
        let tolerance = (
            absolute: try golden.get("tolerance").get("absolute").number(),
            relative: try golden.get("tolerance").get("relative").number()
        )
        let schedule = LearningRateSchedule.cosine(
            rate: Float(try hyper.get("lr").number()),
            steps: Int(try hyper.get("num_train_iter").number()),
            warmUp: Int(try hyper.get("num_warmup_iter").number())
        )
        let decay = Float(try hyper.get("weight_decay").number())
        let layerDecay = Float(try hyper.get("layer_decay").number())
        let workspace = try Workspace(for: network, rows: 6, instructionSet: instructionSet)
        self.network = network
        self.hyper = hyper
        self.student = student
        average = student
        self.tolerance = tolerance
        self.schedule = schedule
        self.workspace = workspace
        sgd = SGD(weightDecay: decay, layerDecay: layerDecay)
        adam = AdamW(weightDecay: decay, layerDecay: layerDecay)
    }

    private static func toy(hasNorm: Bool) -> NetworkSpecification {
        NetworkSpecification(
            input: .vector(6),
            layers: [.dense("hidden_layer", 8)] + (hasNorm ? [.batchNorm("bn")] : [])
                + [.leakyReLU(slope: 0.1), .dense("classifier", 5)]
        )
    }

    mutating func step(_ index: Int, _ golden: GoldenValue) throws {
        let rows = try golden.get("inputs").get("labelled_inputs").tensor()
        let labels = try golden.get("inputs").get("labels").tensor().integers
        let expected = try golden.get("expected")
        let input = Matrix(rows: rows.shape[0], columns: rows.shape[1], values: rows.floats)
        workspace.clearGradients()
        let heads = workspace.forward([input], parameters: &student)
        let logits = try #require(heads[.classifier])
        let (loss, delta) = crossEntropy(logits, labels)
        workspace.backward([.classifier: delta], parameters: student)
        var gradients = workspace.gradients
        let clip = Float(try hyper.get("clip_grad").number())
        if clip > 0 { GradientClipping.clip(&gradients, norm: clip) }
        let rate = schedule.rate(at: index)
        let layout = network.layout
        if try hyper.get("optim").text() == "SGD" {
            sgd.step(&student, gradients: gradients, layout: layout, rate: rate)
        } else {
            adam.step(&student, gradients: gradients, layout: layout, rate: rate)
        }
        average.follow(student, decay: Float(try hyper.get("ema_m").number()))
        expect([loss], [try expected.get("loss_backpropagated").number()], "loss \(index)")
        let rates = try expected.get("learning_rates_used_per_parameter_group").numbers()
        expect([Double(rate)], [rates.max() ?? 0], "rate \(index)")
        try compare(gradients, [], expected.find("gradients"), "gradient \(index)")
        try compare(student.values, [], expected.find("parameters_after"), "parameters \(index)")
        try compare(
            [],
            student.statistics,
            expected.find("batch_norm_statistics_after"),
            "statistics \(index)"
        )
        try compare(average.values, [], expected.find("ema_parameters_after"), "average \(index)")
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

    private func compare(
        _ values: [Float],
        _ statistics: [Float],
        _ want: GoldenValue?,
        _ what: String
    ) throws {
        guard let want else { return }
        for (name, value) in try want.object() {
            guard let entry = network.layout[name] else {
                #expect(name.hasSuffix("num_batches_tracked"), "unknown \(name)")
                continue
            }
            let source = statistics.isEmpty ? values : statistics
            expect(
                source[entry.range].map(Double.init),
                try value.tensor().values,
                "\(what) \(name)"
            )
        }
    }

    private func expect(_ got: [Double], _ want: [Double], _ what: String) {
        expectClose(got, want, absolute: tolerance.absolute, relative: tolerance.relative, what)
    }
}
