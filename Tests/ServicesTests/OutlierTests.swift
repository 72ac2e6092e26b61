import Domain
import GRPC
import Labeling
import Messages
import Networks
import Services
import Store
import Testing

@Suite("Inputs of none of the classes are told, never accepted, and left out of the promise")
struct OutlierTests {
    /// A network by which the class is the sign of the first number, and an outlier has a second one above 0.
    private static func model() throws -> (graph: Graph, parameters: Parameters) {
        let graph = Graph.perceptron(inputs: 4, hidden: [4], classes: 2).rejecting
            .tellingOutliers
        let network = try Network(graph)
        var parameters = network.initialParameters(seed: 1)
        for index in parameters.values.indices { parameters.values[index] = 0 }
        let layout = network.layout.parameters
        func set(_ tensor: Int, _ row: Int, _ column: Int, _ value: Float) {
            let entry = layout[tensor]
            let columns = entry.shape.count > 1 ? entry.shape[1] : 1
            parameters.values[entry.range.lowerBound + row * columns + column] = value
        }
        // Features: the first two numbers and a constant, raised above 0 for the rectifier.
        set(0, 0, 0, 1)
        set(0, 1, 1, 1)
        for feature in [0, 1, 3] { set(1, feature, 0, 8) }
        // Logits: 4 times the first number, for and against.
        set(2, 0, 0, -4)
        set(2, 0, 3, 4)
        set(2, 1, 0, 4)
        set(2, 1, 3, -4)
        // Being out of either class: the second number.
        for label in 0..<2 {
            set(4, label, 1, 1)
            set(4, label, 3, -1)
        }
        return (graph, parameters)
    }

    /// Rows whose class is right where they are inliers, and wrong where they are outliers.
    private static func rows(_ count: Int, from start: Int) -> [(values: [Float], label: UInt32)] {
        (start..<start + count).map { number in
            let side: Float = number % 2 == 0 ? -1 : 1
            let isOutlier = number % 3 == 0
            let values = [
                side * (1 + Float(number) / 4096), isOutlier ? 1.5 : -1.5, Float(number) / 512, 0,
            ]
            return (values, (side > 0) == isOutlier ? 0 : 1)
        }
    }

    private func promote(_ harness: Harness) async throws {
        let (graph, parameters) = try Self.model()
        let version = try await harness.addModel("numbers", graph, parameters: parameters)
        let name = try ProjectName("numbers")
        let outcome = try await harness.promotion.promote(version, of: name, gate: .always)
        #expect(outcome.isPromoted)
    }

    private func decisions(
        _ harness: Harness,
        _ rows: [[Float]]
    ) async throws -> [Wire.LabelDecision] {
        let request = Wire.LabelRequest(project: "numbers", inputs: tensor(rows))
        return try await harness.client.unary(.label, request).rows
    }

    @Test("Under a fixed threshold they are told from others, however sure the model is")
    func fixed() async throws {
        let harness = try await Harness()
        try await harness.createProject(
            policies: Wire.Policies(
                autoLabel: Wire.AutoLabelPolicy(rule: .fixed(.init(threshold: 0.5)))
            )
        )
        try await promote(harness)
        let rows = Self.rows(12, from: 0).map(\.values)
        let decided = try await decisions(harness, rows)
        for (row, decision) in zip(rows, decided) {
            #expect(decision.decision == (row[1] > 0 ? .outOfDistribution : .accepted))
            #expect(decision.reason == (row[1] > 0 ? .outlier : .fixedThreshold))
            #expect(
                (decision.confidence ?? 0) > 0.99 && decision.classIndex == (row[0] > 0 ? 1 : 0)
            )
        }
        // One row a call is computed elsewhere than a batch.
        for (row, decision) in zip(rows, decided) {
            #expect(try await decisions(harness, [row]) == [decision])
        }
        let exchange = harness.client.bidirectional(.labelStream)
        let items = rows.enumerated().map { item($1, id: "s\($0)") }
        try await exchange.write(Wire.LabelStreamRequest(project: "numbers", items: items))
        exchange.finish()
        var streamed: [Wire.LabelDecision] = []
        for try await reply in exchange.responses {
            streamed += reply.decisions.compactMap(\.decision)
        }
        #expect(streamed.map(\.decision) == decided.map(\.decision))
        let report = try await harness.client.unary(
            .labelReport,
            Wire.LabelReportRequest(project: "numbers")
        )
        #expect(report.accepted == 8 && report.outOfDistribution == 4 && report.abstained == 0)
        #expect(report.reasons.first { $0.reason == .outlier }?.count == 4)
        let labels = try await harness.export(
            Wire.ExportLabelsRequest(project: "numbers", sources: [.auto])
        )
        #expect(labels.count == 8)
        try await harness.end()
    }

    @Test(
        "A certificate is made of what the rule lets pass, and promises about that",
        arguments: [false, true]
    )
    func guarantee(perClass: Bool) async throws {
        let harness = try await Harness()
        try await harness.createProject(
            policies: Wire.Policies(
                autoLabel: Wire.AutoLabelPolicy(rule: .guarantee(.init(perClass: perClass)))
            )
        )
        // Every outlier is wrong: without the rule a third of the labels would be.
        let gate = Self.rows(150, from: 0).enumerated().map {
            item($1.values, id: "g\($0)", label: $1.label, split: .gate)
        }
        let certify = Self.rows(400, from: 1000).enumerated().map {
            item($1.values, id: "c\($0)", label: $1.label, split: .certify)
        }
        #expect(try await harness.ingest(gate + certify).refused.isEmpty)
        try await promote(harness)
        let looks = try await harness.promotion.certify(ProjectName("numbers")).looks
        let reason = looks.map(\.reason).joined(separator: "; ")
        let rows = Self.rows(30, from: 3000)
        let decided = try await decisions(harness, rows.map(\.values))
        for (row, decision) in zip(rows, decided) {
            let isOutlier = row.values[1] > 0
            #expect(
                decision.decision == (isOutlier ? .outOfDistribution : .accepted),
                "\(decision.reason): \(reason)"
            )
            #expect((decision.certificateID > 0) != isOutlier)
            if !isOutlier { #expect(decision.classIndex == row.label) }
        }
        try await harness.end()
    }

    @Test("A relabel tells them among what lay there before the model")
    func relabel() async throws {
        let harness = try await Harness()
        try await harness.createProject(
            policies: Wire.Policies(
                autoLabel: Wire.AutoLabelPolicy(rule: .fixed(.init(threshold: 0.5)))
            )
        )
        let items = Self.rows(30, from: 0).enumerated().map { item($1.values, id: "b\($0)") }
        #expect(try await harness.ingest(items).refused.isEmpty)
        try await promote(harness)
        let name = try ProjectName("numbers")
        let job = try await harness.relabeler.submit(name, cause: "manual")
        let running = Task { await harness.relabeler.run() }
        for _ in 0..<2000 {
            if try await harness.store.read({ try $0.job(job.id).state.isFinal }) { break }
            try await Task.sleep(for: .milliseconds(5))
        }
        running.cancel()
        await running.value
        let report = try await harness.client.unary(
            .labelReport,
            Wire.LabelReportRequest(project: "numbers")
        )
        #expect(report.accepted == 20 && report.outOfDistribution == 10 && report.abstained == 0)
        try await harness.end()
    }

    @Test("Only the run that trained it decides by it: what starts from its model does not")
    func started() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        var hasRule: [Bool] = []
        for (algorithm, initial) in [("open_match", 0), ("fix_match", 1), ("open_match", 1)] {
            var run = WholeServer.smallRun(steps: 10)
            run.algorithm = Wire.AlgorithmConfiguration(name: algorithm)
            if initial > 0 { run.network = nil }
            run.initialVersion = Int64(initial)
            let job = try await whole.client.unary(
                .startTraining,
                Wire.StartTrainingRequest(project: "clouds", run: run)
            )
            let last = try #require(try await whole.watch(job.id).last)
            #expect(last.state == .succeeded, "\(last.failure)")
            let model = try await whole.client.unary(
                .getModel,
                Wire.GetModelRequest(project: "clouds", modelVersion: last.modelVersion)
            )
            hasRule.append(model.graphJSON.contains("outliers"))
        }
        #expect(hasRule == [true, false, true])
        try await whole.end()
    }
}
