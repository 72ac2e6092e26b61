import Domain
import GRPC
import Messages
import Services
import Store
import Testing

@Suite("Each door that could break the promise is tried once, through the API")
struct DoorTests {
    private let harness: Harness
    private let name: ProjectName

    init() async throws {
        harness = try await Harness()
        try await harness.createProject()
        name = try ProjectName("numbers")
        _ = try await harness.ingest([item([9, 9, 9, 9], id: "labelled", label: 0)])
        _ = try await harness.ingest(Self.rows.enumerated().map { item($1, id: "e\($0)") })
    }

    private static let rows: [[Float]] = (0..<40).map { [Float($0), 1, 2, 3] }

    private func draw(_ split: Wire.Split, _ count: UInt32) async throws -> Wire.Draw {
        try await harness.client.unary(
            .drawSample,
            Wire.DrawSampleRequest(
                project: "numbers",
                split: split,
                count: count,
                requestID: "d\(split)"
            )
        )
    }

    private func review(_ questions: [Wire.Question]) async throws -> [Wire.ReviewItem] {
        try await harness.client.unary(
            .listReview,
            Wire.ListReviewRequest(project: "numbers", questions: questions)
        ).items
    }

    private func submit(
        _ id: String,
        _ label: UInt32,
        _ question: Wire.Question = .unspecified
    ) async throws -> Wire.SubmittedLabelResult {
        let answer = Wire.SubmittedLabel(
            exampleID: id,
            classReference: Wire.ClassReference(reference: .index(label)),
            question: question
        )
        let reply = try await harness.client.unary(
            .submitLabels,
            Wire.SubmitLabelsRequest(project: "numbers", labels: [answer])
        )
        return try #require(reply.results.first)
    }

    private func labeledRows() async throws -> (labeled: Int, unlabeled: Int) {
        let snapshot = try await harness.store.cutSnapshot(name)
        return (snapshot.labeledCount, snapshot.unlabeledCount)
    }

    @Test("No door leads the label of a pool's certify row into training")
    func certifyRows() async throws {
        let drawn = try await draw(.certifyPool, 10)
        #expect(drawn.pool == 1 && drawn.population == 40 && drawn.open == 10)
        let same = try await draw(.certifyPool, 10)
        #expect(same == drawn, "a retry draws nothing")
        let items = try await review([.sample])
        #expect(items.count == 10)
        #expect(items.allSatisfy { $0.decision == nil && $0.drawID == drawn.id })
        for (index, item) in items.enumerated() {
            // Unasked, asked, and corrected.
            _ = try await submit(item.exampleID, 1, index % 2 == 0 ? .unspecified : .sample)
        }
        let corrected = try await submit(items[0].exampleID, 0)
        #expect(corrected.disagrees && corrected.source == .corrected)
        #expect(try await labeledRows() == (1, 40))
        // The same content again, with its label.
        let number = try #require(Int(items[1].exampleID.dropFirst()))
        let twin = try await harness.ingest([item(Self.rows[number], id: "twin", label: 1)])
        #expect(twin.refused == [])
        #expect(try await labeledRows() == (1, 40))
        // For another split: its content was learned from.
        for split in [Wire.Split.gate, .certify, .test] {
            let reply = try await harness.ingest(
                [item(Self.rows[number], id: "\(split)", label: 1, split: split)]
            )
            #expect(reply.refused.count == 1)
        }
        // By name.
        let forged = try await harness.ingest([
            item([5, 5, 5, 5], id: "forged", label: 1, split: .certifyPool)
        ])
        #expect(forged.refused.first?.code == Int32(GRPCStatus.Code.invalidArgument.rawValue))
        let records = try await harness.export(Wire.ExportLabelsRequest(project: "numbers"))
        #expect(records.count { $0.split == .certifyPool && $0.question == .sample } == 10)
        try await harness.end()
    }

    @Test("A window that a person was shown, or a version saw, is drawn from by nobody")
    func windows() async throws {
        try await harness.promoteModel()
        _ = try await harness.ingest(
            (50..<60).map { item([Float($0), 4, 5, 6], id: "new\($0)") }
        )
        #expect(!(try await review([.review])).isEmpty)
        for split in [Wire.Split.gate, .certify, .test] {
            let refused = await status { try await draw(split, 5) }
            #expect(refused.code == .failedPrecondition, "\(refused)")
            #expect(refused.message.contains("draw before you review them"), "\(refused)")
        }
        try await harness.end()
    }

    @Test("A certify split sent twice counts once, and a group stands in one split")
    func copies() async throws {
        func certify(_ id: String, _ value: Float, _ group: String = "") -> Wire.IngestItem {
            var one = item([value, 0, 0, 1], id: id, label: 0, split: .certify)
            one.group = group
            return one
        }
        #expect(try await harness.ingest([certify("a", 1)]).refused == [])
        let second = try await harness.ingest([certify("b", 1)]).refused
        #expect(second.first?.code == Int32(GRPCStatus.Code.alreadyExists.rawValue))
        #expect(second.first?.message.contains("\"a\"") == true)
        #expect(second.first?.field == "input")
        #expect(try await harness.ingest([certify("c", 2, "patient")]).refused == [])
        var train = item([3, 0, 0, 1], id: "t", label: 0)
        train.group = "patient"
        let refused = try await harness.ingest([train]).refused
        #expect(refused.first?.code == Int32(GRPCStatus.Code.failedPrecondition.rawValue))
        #expect(refused.first?.field == "group")
        try await harness.end()
    }

    @Test("Skips need a reason, and a price is told before it is paid")
    func prices() async throws {
        try await harness.promoteModel()
        _ = try await draw(.certifyPool, 5)
        let first = try #require(try await review([.sample]).first)
        let both = Wire.SubmittedLabel(
            exampleID: first.exampleID,
            classReference: Wire.ClassReference(reference: .index(0)),
            skipReason: "blurred"
        )
        let refused = await status {
            try await harness.client.unary(
                .submitLabels,
                Wire.SubmitLabelsRequest(project: "numbers", labels: [both])
            )
        }
        #expect(refused.code == .invalidArgument)
        let skip = Wire.SubmittedLabel(exampleID: first.exampleID, skipReason: "blurred")
        let skipped = try await harness.client.unary(
            .submitLabels,
            Wire.SubmitLabelsRequest(project: "numbers", labels: [skip])
        )
        #expect(skipped.results.map(\.labelID) == [""])
        #expect(try await review([.sample]).count == 4)
        let looks = try await harness.client.unary(
            .certify,
            Wire.CertifyRequest(project: "numbers", dryRun: true)
        ).looks
        #expect(looks.allSatisfy { $0.result == .tooFewLabels && !$0.reason.isEmpty })
        #expect(try await harness.store.read { try $0.looks(ProjectName("numbers")) } == 0)
        let draws = try await harness.client.unary(.listDraws, .init(project: "numbers")).draws
        #expect(draws.map(\.open) == [4])
        try await harness.end()
    }
}
