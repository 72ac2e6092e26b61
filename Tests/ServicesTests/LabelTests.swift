import Domain
import GRPC
import Messages
import Services
import Testing

@Suite("Label decides now and stores nothing")
struct LabelTests {
    private static let rows: [[Float]] = [[1, 2, 3, 4], [-1, 0, 2, 1], [0, 0, 0, 0]]

    private func label(_ harness: Harness) async throws -> Wire.LabelReply {
        try await harness.client.unary(
            .label,
            Wire.LabelRequest(project: "numbers", inputs: tensor(Self.rows))
        )
    }

    private static func fixed(_ threshold: Float) -> Wire.Policies {
        Wire.Policies(
            autoLabel: Wire.AutoLabelPolicy(rule: .fixed(.init(threshold: threshold)))
        )
    }

    @Test("Without a champion every row is abstained from")
    func noChampion() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let reply = try await label(harness)
        #expect(reply.modelVersion == 0)
        #expect(reply.rows.count == 3)
        for row in reply.rows {
            #expect(row.decision == .abstained)
            #expect(row.reason == .noChampion)
            #expect(row.classIndex == nil && row.confidence == nil && row.policyVersion == 1)
        }
        let wrong = await status {
            try await harness.client.unary(
                .label,
                Wire.LabelRequest(project: "numbers", inputs: tensor([[1, 2, 3]]))
            )
        }
        #expect(wrong.code == .invalidArgument)
        try await harness.end()
    }

    @Test("The policy in force decides, from the next call on")
    func policies() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let version = try await harness.promoteModel()
        let guarantee = try await label(harness)
        #expect(guarantee.modelVersion == version)
        #expect(guarantee.rows.allSatisfy { $0.reason == .noCertificate })
        #expect(guarantee.rows.allSatisfy { $0.decision == .abstained && $0.classIndex != nil })
        let set = try await harness.client.unary(
            .setPolicies,
            Wire.SetPoliciesRequest(project: "numbers", policies: Self.fixed(0.5))
        )
        #expect(set.version == 2)
        let fixed = try await label(harness)
        #expect(fixed.rows.allSatisfy { $0.decision == .accepted && $0.reason == .fixedThreshold })
        #expect(fixed.rows.allSatisfy { $0.threshold == 0.5 && $0.policyVersion == 2 })
        #expect(fixed.rows.allSatisfy { $0.certificateID == 0 && $0.modelVersion == version })
        _ = try await harness.client.unary(
            .setPolicies,
            Wire.SetPoliciesRequest(
                project: "numbers",
                policies: Wire.Policies(
                    autoLabel: Wire.AutoLabelPolicy(rule: .off(.init()))
                )
            )
        )
        #expect(try await label(harness).rows.allSatisfy { $0.reason == .suspended })
        let report = try await harness.client.unary(
            .labelReport,
            Wire.LabelReportRequest(project: "numbers")
        )
        #expect(report.unlabeledExamples == 0 && report.reasons == [])
        try await harness.end()
    }

    @Test("Policies are replaced as a whole, by version")
    func versions() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        var request = Wire.SetPoliciesRequest(
            project: "numbers",
            policies: Self.fixed(0.9),
            expectedVersion: 1,
            requestID: "a"
        )
        request.policies?.holdOut = 0.25
        request.policies?.retrain = Wire.RetrainPolicy(
            newLabels: 5,
            gate: Wire.GatePolicy(rule: .nonInferior(.init()))
        )
        let sent = request
        let set = try await harness.client.unary(.setPolicies, sent)
        #expect(set.version == 2)
        #expect(set.holdOut == 0.25)
        #expect(set.retrain?.newLabels == 5)
        #expect(set.retrain?.gate?.rule == .nonInferior(.init(margin: 0.02)))
        #expect(try await harness.client.unary(.setPolicies, sent) == set)
        let get = Wire.GetPoliciesRequest(project: "numbers")
        #expect(try await harness.client.unary(.getPolicies, get) == set)
        request.requestID = "b"
        let stale = await status { [request] in
            try await harness.client.unary(.setPolicies, request)
        }
        #expect(stale.code == .aborted)
        #expect(stale.message.contains("1") && stale.message.contains("2"))
        let wide = Wire.Policies(
            autoLabel: Wire.AutoLabelPolicy(rule: .guarantee(.init(epsilon: 2)))
        )
        let refused = await status {
            try await harness.client.unary(
                .setPolicies,
                Wire.SetPoliciesRequest(project: "numbers", policies: wide)
            )
        }
        #expect(refused.code == .invalidArgument)
        #expect(refused.message.contains("epsilon") && refused.message.contains("0.5"))
        let detail = try #require(try Wire.Status(decoding: refused.details).details.first)
        #expect(
            try Wire.BadRequest(decoding: detail.value).fieldViolations.map(\.field)
                == ["policies.auto_label.guarantee.epsilon"]
        )
        let single = Wire.Policies(
            autoLabel: Wire.AutoLabelPolicy(rule: .guarantee(.init(perClass: true)))
        )
        let each = try await harness.client.unary(
            .setPolicies,
            Wire.SetPoliciesRequest(project: "numbers", policies: single)
        )
        #expect(
            each.autoLabel?.rule
                == .guarantee(.init(epsilon: 0.05, delta: 0.05, perClass: true))
        )
        #expect(try await harness.client.unary(.getPolicies, get) == each)
        try await harness.end()
    }
}
