import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Mixed features")
struct MixedFeaturesTests {
    /// The report of one step and its gradients, over features that are affine in the input.
    ///
    /// There the features of mixed rows are the mixed features of rows.
    private static func step(_ objective: some Objective) throws -> (LossReport, [Float]) {
        var objective = objective
        var builder = GraphBuilder(input: .vector(3))
        builder.add(Dense(outputs: 5), named: "features")
        builder.add(Dense(outputs: 4), named: "classifier")
        let network = try Network(builder.classifier())
        var models = try NetworkModels(
            network,
            parameters: network.initialParameters(seed: 2),
            rows: 6,
            needs: objective.needs
        )
        let views = objective.needs.views(.unlabeled).indices
        let batch = Batch(
            labeled: [randomMatrix(3, 3, seed: 1)],
            labels: [0, 3, 1],
            unlabeled: views.map { randomMatrix(6, 3, seed: 10 + UInt64($0)) },
            indices: Array(0..<6)
        )
        let context = StepContext(step: 9, totalSteps: 10, classCounts: [2, 1, 1, 2])
        let report = objective.step(batch, at: context, on: &models)
        return (report, models.workspace.gradients)
    }

    private static func expectAlike(
        _ rows: some Objective,
        _ features: some Objective,
        _ reference: some Objective
    ) throws {
        let (report, gradients) = try step(rows)
        let (same, sameGradients) = try step(features)
        #expect(report.consistency > 0)
        expectClose([same.total], [report.total], absolute: 1e-5, relative: 1e-5)
        expectClose(sameGradients, gradients, absolute: 1e-5, relative: 1e-4)
        // The code of USB gives what is before the classifier no gradient of the mixed rows.
        let (_, less) = try step(reference)
        #expect(zip(less, gradients).contains { abs($0 - $1) > 1e-3 })
    }

    @Test("MixMatch: features that are affine learn as mixed rows do")
    func mixMatch() throws {
        var parameters = MixMatch()
        let rows = MixMatchObjective(parameters)
        parameters.mixing = .features
        try Self.expectAlike(
            rows,
            MixMatchObjective(parameters),
            MixMatchObjective(parameters, reference: .usb)
        )
    }

    @Test("ReMixMatch: features that are affine learn as mixed rows do", arguments: [0, 1])
    func reMixMatch(_ unmixedWeight: Float) throws {
        var parameters = ReMixMatch()
        parameters.turnWeight = 0
        parameters.unmixedWeight = unmixedWeight
        let rows = ReMixMatchObjective(parameters)
        parameters.mixing = .features
        try Self.expectAlike(
            rows,
            ReMixMatchObjective(parameters),
            ReMixMatchObjective(parameters, reference: .usb)
        )
    }
}
