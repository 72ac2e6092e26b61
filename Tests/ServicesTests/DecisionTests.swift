import Domain
import Files
import GRPC
import Labeling
import Messages
import Services
import Store
import Testing

@Suite("Every streamed example is decided about, and the decision is stored with what made it")
struct DecisionTests {
    private static let fixed = Wire.Policies(
        autoLabel: Wire.AutoLabelPolicy(rule: .fixed(.init(threshold: 0.75)))
    )
    private static let rows: [[Float]] = (0..<30).map { row in
        (0..<4).map { Float((row * 5 + $0 * 7) % 13) / 3 - 2 + Float(row) / 512 }
    }

    private func stream(
        _ harness: Harness,
        _ items: [Wire.IngestItem]
    ) async throws -> Wire.LabelStreamReply {
        let exchange = harness.client.bidirectional(.labelStream)
        try await exchange.write(Wire.LabelStreamRequest(project: "numbers", items: items))
        exchange.finish()
        var all = Wire.LabelStreamReply()
        for try await reply in exchange.responses {
            all.durableCount = reply.durableCount
            all.refused += reply.refused
            all.decisions += reply.decisions
        }
        return all
    }

    @Test("The stored decisions are those that were replied, with weights and probabilities")
    func provenance() async throws {
        let harness = try await Harness()
        try await harness.createProject(policies: Self.fixed)
        let version = try await harness.promoteModel(seed: 3)
        let items = Self.rows.enumerated().map { item($1, id: "e\($0)") }
        let reply = try await stream(harness, items + [item([0, 0, 0, 0], id: "given", label: 1)])
        #expect(reply.durableCount == 31 && reply.refused == [])
        #expect(reply.decisions.map(\.index) == Array(0..<31))
        #expect(reply.decisions.last?.decision == nil)
        let predicted = try await harness.client.unary(
            .predict,
            Wire.PredictRequest(project: "numbers", inputs: tensor(Self.rows))
        )
        for (decided, row) in zip(reply.decisions, predicted.rows) {
            let decision = try #require(decided.decision)
            #expect(decision.confidence == row.confidence)
            #expect(decision.classIndex == row.classIndex)
            #expect(decision.modelVersion == version)
            #expect((decision.decision == .accepted) == (row.confidence >= 0.75))
            #expect(decision.threshold == 0.75)
        }
        let digest = try await harness.store.read {
            try $0.model(ProjectName("numbers"), version).digest.bytes
        }
        let records = try await harness.export(
            Wire.ExportLabelsRequest(project: "numbers", includeUndecided: true)
        )
        #expect(records.map(\.exampleID) == reply.decisions.map(\.exampleID))
        for (record, decided) in zip(records, reply.decisions.dropLast()) {
            #expect(record.decision == decided.decision)
            #expect(record.weightsSHA256 == digest)
            #expect(record.probabilities.map(\.probability).max() == record.decision?.confidence)
            let isAccepted = record.decision?.decision == .accepted
            #expect(record.source == (isAccepted ? .auto : .unspecified))
            #expect((record.classIndex != nil) == isAccepted)
        }
        #expect(
            records.map(\.inputSHA256).prefix(30)
                == Self.rows.map { Digest(of: bytes($0)).bytes }[...]
        )
        let accepted = reply.decisions.count { $0.decision?.decision == .accepted }
        #expect(accepted > 0 && accepted < 30)
        let labels = try await harness.export(
            Wire.ExportLabelsRequest(project: "numbers", sources: [.auto])
        )
        #expect(labels.count == accepted)
        let report = try await harness.client.unary(
            .labelReport,
            Wire.LabelReportRequest(project: "numbers")
        )
        #expect(report.unlabeledExamples == 30)
        #expect(report.accepted == UInt64(accepted))
        #expect(report.abstained == UInt64(30 - accepted))
        #expect(report.review == UInt64(30 - accepted))
        #expect(report.coverage == Double(accepted) / 30)
        #expect(report.importedLabels == 1 && report.humanLabels == 0)
        #expect(report.perClass.map(\.accepted).reduce(0, +) == UInt64(accepted))
        #expect(report.release?.modelVersion == version)
        #expect(report.reasons.map(\.count).reduce(0, +) == 30)
        try await harness.end()
    }

    @Test("Without a champion the decision says so; sent again it stands as it was")
    func noChampion() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let first = try await stream(harness, [item([1, 2, 3, 4], id: "x")])
        #expect(first.decisions.map(\.decision?.reason) == [.noChampion])
        #expect(first.decisions.map(\.decision?.policyVersion) == [1])
        try await harness.promoteModel()
        #expect(
            try await stream(harness, [item([1, 2, 3, 4], id: "x")]).decisions == first.decisions
        )
        let next = try await stream(harness, [item([1, 2, 3, 5], id: "y")])
        #expect(next.decisions.map(\.decision?.reason) == [.noCertificate])
        try await harness.end()
    }

    @Test("What the champion saw in training is never accepted under the guarantee")
    func seen() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let name = try ProjectName("numbers")
        var grouped = item([4, 4, 4, 4])
        grouped.group = "patient"
        _ = try await harness.ingest(
            [item([0, 9, 0, 9], label: 1)] + Self.rows.prefix(10).map { item($0) }
                + [grouped, item([-0.0, 0, 3, -0.0], id: "signed")]
        )
        let snapshot = try await harness.store.cutSnapshot(name, unlabeled: true, holdOut: 0)
        let version = try await harness.promoteModel(snapshot: snapshot.id)
        _ = try await harness.ingest([item([7, 7, 7, 7], id: "c", label: 0, split: .certify)])
        let made = Certificate(
            modelVersion: version,
            threshold: 0.5,
            epsilon: 0.05,
            delta: 0.05,
            look: 1,
            level: 0.025,
            views: 1,
            certifyCount: 100,
            accepted: 100,
            wrong: 0
        )
        try await harness.store.write { writer in
            let certificate = try writer.addCertificate(name, made)
            _ = try writer.release(
                name,
                version: version,
                threshold: 0.5,
                certificate: certificate.id,
                reason: "certified"
            )
        }
        try await harness.promotion.restore(name)
        let items = Self.rows.prefix(20).enumerated().map { item($1, id: "again-\($0)") }
        let decisions = try await stream(harness, items).decisions.compactMap(\.decision)
        #expect(decisions.prefix(10).allSatisfy { $0.reason == .seenInTraining })
        #expect(decisions.suffix(10).allSatisfy { $0.reason == .aboveThreshold })
        #expect(
            decisions.prefix(10).allSatisfy { $0.certificateID == 0 && $0.kind == .unspecified }
        )
        #expect(decisions.suffix(10).allSatisfy { $0.certificateID > 0 && $0.kind == .fresh })
        let label = try await harness.client.unary(
            .label,
            Wire.LabelRequest(project: "numbers", inputs: tensor(Array(Self.rows.prefix(20))))
        )
        #expect(label.rows.map(\.reason) == decisions.map(\.reason))
        // Neither is a row of a group that it saw, nor one that differs in the sign of zeros.
        let others: [[Float]] = [[5, 5, 5, 5], [0, -0.0, 3, 0], [6, 6, 6, 6]]
        let mates = try await harness.client.unary(
            .label,
            Wire.LabelRequest(
                project: "numbers",
                inputs: tensor(others),
                groups: ["patient", "", "another"]
            )
        )
        #expect(
            mates.rows.map(\.reason) == [.seenInTraining, .seenInTraining, .aboveThreshold]
        )
        let uneven = await #expect(throws: GRPCStatus.self) {
            _ = try await harness.client.unary(
                .label,
                Wire.LabelRequest(project: "numbers", inputs: tensor(others), groups: ["patient"])
            )
        }
        #expect(uneven?.message.contains("expected 3 groups, one per row") == true)
        let job = try await harness.store.write { try $0.addRelabel(name, cause: "manual") }
        let begun = try await harness.client.unary(
            .labelReport,
            Wire.LabelReportRequest(project: "numbers")
        ).relabel
        #expect(begun?.jobID == job.id && begun?.state == .queued)
        // A certify label that changes takes the promise back, here and in what serves.
        _ = try await harness.client.unary(
            .submitLabels,
            Wire.SubmitLabelsRequest(
                project: "numbers",
                labels: [
                    Wire.SubmittedLabel(
                        exampleID: "c",
                        classReference: Wire.ClassReference(reference: .index(1))
                    )
                ]
            )
        )
        let after = try await stream(harness, [item([8, 8, 8, 8])]).decisions
        #expect(after.map(\.decision?.reason) == [.noCertificate])
        let report = try await harness.client.unary(
            .labelReport,
            Wire.LabelReportRequest(project: "numbers")
        )
        #expect(report.release?.certificate == nil)
        #expect(report.release?.certificateMissing.contains("void") == true)
        try await harness.end()
    }

    @Test("A class without a threshold of its own abstains, and the release says which have one")
    func perClass() async throws {
        let harness = try await Harness()
        try await harness.createProject(
            policies: Wire.Policies(
                autoLabel: Wire.AutoLabelPolicy(rule: .guarantee(.init(perClass: true)))
            )
        )
        let name = try ProjectName("numbers")
        let version = try await harness.promoteModel(seed: 3)
        let made = Certificate(
            modelVersion: version,
            threshold: 0.75,
            perClass: [nil, 0.75],
            epsilon: 0.05,
            delta: 0.05,
            look: 1,
            level: 0.025,
            views: 1,
            certifyCount: 200,
            accepted: 100,
            wrong: 0
        )
        try await harness.store.write { writer in
            _ = try writer.release(
                name,
                version: version,
                threshold: 0.75,
                certificate: try writer.addCertificate(name, made).id,
                reason: "certified 1 of 2 classes"
            )
        }
        try await harness.promotion.restore(name)
        let label = try await harness.client.unary(
            .label,
            Wire.LabelRequest(project: "numbers", inputs: tensor(Self.rows))
        )
        #expect(Set(label.rows.map(\.classIndex)) == [0, 1])
        for row in label.rows {
            let isAbove = row.confidence ?? 0 >= 0.75
            #expect(
                row.reason
                    == (row.classIndex == 0
                        ? .noCertificate : isAbove ? .aboveThreshold : .belowThreshold)
            )
            #expect(row.threshold == (row.classIndex == 0 ? nil : 0.75))
        }
        let report = try await harness.client.unary(
            .labelReport,
            Wire.LabelReportRequest(project: "numbers")
        )
        let certificate = try #require(report.release?.certificate)
        #expect(certificate.perClass.map(\.classIndex) == [0, 1])
        #expect(certificate.perClass.map(\.threshold) == [nil, 0.75])
        #expect(certificate.promise.hasPrefix("for each predicted class"))
        #expect(report.release?.certificateMissing == "certified 1 of 2 classes")
        try await harness.end()
    }

    @Test("A row that the model cannot compute is refused alone")
    func overflow() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        let huge = Float.greatestFiniteMagnitude
        let reply = try await stream(
            harness,
            [item([1, 2, 3, 4]), item([huge, -huge, huge, huge]), item([4, 3, 2, 1])]
        )
        #expect(reply.durableCount == 3)
        #expect(reply.decisions.count + reply.refused.count == 3)
        #expect(reply.refused.allSatisfy { $0.index == 1 && $0.code == 3 })
        #expect(reply.decisions.contains { $0.index == 0 })
        #expect(reply.decisions.contains { $0.index == 2 })
        try await harness.end()
    }
}
