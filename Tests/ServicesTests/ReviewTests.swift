import Domain
import GRPC
import Labeling
import Messages
import Services
import Serving
import Store
import Testing

@Suite("People's answers supersede, all or none, and never overwrite")
struct ReviewTests {
    private static func answer(
        _ id: String,
        _ label: UInt32,
        key: String = ""
    ) -> Wire.SubmittedLabel {
        Wire.SubmittedLabel(
            exampleID: id,
            classReference: Wire.ClassReference(reference: .index(label)),
            labelID: key,
            annotator: "ann"
        )
    }

    private func submit(
        _ harness: Harness,
        _ labels: [Wire.SubmittedLabel],
        requestID: String = ""
    ) async throws -> Wire.SubmitLabelsReply {
        try await harness.client.unary(
            .submitLabels,
            Wire.SubmitLabelsRequest(project: "numbers", labels: labels, requestID: requestID)
        )
    }

    @Test("The queue lists the least sure first, in pages, and an answer leaves it")
    func queue() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        let rows: [[Float]] = (0..<25).map { [Float($0) / 10, 0, 1, Float($0 % 3)] }
        _ = try await harness.ingest(rows.enumerated().map { item($1, id: "e\($0)") })
        var items: [Wire.ReviewItem] = []
        var request = Wire.ListReviewRequest(project: "numbers", pageSize: 10)
        repeat {
            let page = try await harness.client.unary(.listReview, request)
            #expect(page.items.count <= 10)
            items += page.items
            request.pageToken = page.nextPageToken
            // An answer between two pages shifts nothing.
            if items.count == 10 {
                _ = try await submit(harness, [Self.answer(items[0].exampleID, 1)])
            }
        } while !request.pageToken.isEmpty
        #expect(items.count == 25)
        #expect(Set(items.map(\.exampleID)).count == 25)
        let confidences = items.compactMap(\.decision?.confidence)
        #expect(confidences == confidences.sorted())
        let first = try #require(items.first)
        let row = rows[Int(first.exampleID.dropFirst()) ?? 0]
        #expect(first.input == Wire.Tensor(dataType: .float32, shape: [4], data: bytes(row)))
        let counts = try await harness.client.unary(
            .getProject,
            Wire.GetProjectRequest(project: "numbers")
        ).counts
        #expect(counts?.review == 24 && counts?.train == 1)
        try await harness.end()
    }

    @Test("Each answer supersedes the one before, and the export tells the whole history")
    func history() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        _ = try await harness.ingest([item([1, 2, 3, 4], id: "x")])
        let first = try await submit(harness, [Self.answer("x", 0, key: "k1")])
        #expect(first.results.map(\.labelID) == ["k1"])
        #expect(first.results.map(\.source) == [.human])
        let same = try await submit(harness, [Self.answer("x", 0, key: "k1")])
        #expect(same == first)
        let second = try await submit(harness, [Self.answer("x", 1)])
        #expect(second.results.map(\.supersedes) == ["k1"])
        #expect(second.results.map(\.source) == [.corrected])
        let standing = try await harness.export(Wire.ExportLabelsRequest(project: "numbers"))
        #expect(standing.map(\.className) == ["yes"])
        #expect(standing.map(\.annotator) == ["ann"])
        #expect(standing.map(\.split) == [.train])
        let all = try await harness.export(
            Wire.ExportLabelsRequest(
                project: "numbers",
                includeSuperseded: true,
                includeUndecided: true
            )
        )
        #expect(all.map(\.source) == [.unspecified, .human, .corrected])
        #expect(all.map(\.supersedes) == ["", all[0].labelID, "k1"])
        #expect(all.map(\.sequence) == all.map(\.sequence).sorted())
        let later = try await harness.export(
            Wire.ExportLabelsRequest(
                project: "numbers",
                afterSequence: all[1].sequence,
                includeSuperseded: true
            )
        )
        #expect(later.map(\.sequence) == [all[2].sequence])
        try await harness.end()
    }

    @Test("An export of a moment neither shows nor misses what came after it")
    func moment() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let name = try ProjectName("numbers")
        _ = try await harness.ingest([
            item([1, 0, 0, 0], id: "x", label: 0), item([2, 0, 0, 0], id: "y", label: 0),
        ])
        _ = try await submit(harness, [Self.answer("x", 1)])
        let moment = try await harness.store.read { try $0.sequence() }
        _ = try await submit(harness, [Self.answer("x", 0), Self.answer("y", 1)])
        _ = try await submit(harness, [Self.answer("y", 0)])
        let then = try await harness.store.read {
            try $0.records(name, after: 0, asOf: moment, history: false, limit: 9)
        }
        #expect(then.map(\.example.text) == ["y", "x"])
        #expect(then.map(\.label) == [0, 1])
        let history = try await harness.store.read {
            try $0.records(name, after: 0, asOf: moment, history: true, limit: 9)
        }
        #expect(history.map(\.label) == [0, 0, 1])
        let now = try await harness.export(Wire.ExportLabelsRequest(project: "numbers"))
        #expect(now.map(\.exampleID) == ["x", "y"])
        #expect(now.map(\.classIndex) == [0, 0])
        try await harness.end()
    }

    @Test("One wrong answer refuses the request and names the item; nothing of it stays")
    func allOrNone() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        _ = try await harness.ingest([item([1, 2, 3, 4], id: "x")])
        let cases: [(Wire.SubmittedLabel, GRPCStatus.Code, String)] = [
            (Self.answer("never-seen", 0), .notFound, "never-seen"),
            (Self.answer("x", 7), .invalidArgument, "7"),
            (Self.answer("", 0), .invalidArgument, "1 to 128"),
            (Wire.SubmittedLabel(exampleID: "x"), .invalidArgument, "required"),
            (Self.answer("x", 0, key: String(repeating: "k", count: 129)), .invalidArgument, "129"),
        ]
        for (wrong, code, sentence) in cases {
            let refused = await status { try await submit(harness, [Self.answer("x", 1), wrong]) }
            #expect(refused.code == code, "\(refused)")
            #expect(refused.message.contains(sentence), "\(refused)")
            #expect(refused.message.contains("labels[1]"), "\(refused)")
        }
        #expect(await status { try await submit(harness, []) }.code == .invalidArgument)
        #expect(try await harness.export(Wire.ExportLabelsRequest(project: "numbers")) == [])
        _ = try await submit(harness, [Self.answer("x", 1, key: "taken")])
        let other = await status { try await submit(harness, [Self.answer("x", 0, key: "taken")]) }
        #expect(other.code == .alreadyExists)
        try await harness.end()
    }

    @Test("A request id replays its answers")
    func replay() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        _ = try await harness.ingest([item([1, 2, 3, 4], id: "x")])
        let first = try await submit(harness, [Self.answer("x", 1)], requestID: "r")
        #expect(try await submit(harness, [Self.answer("x", 1)], requestID: "r") == first)
        let other = await status {
            try await submit(harness, [Self.answer("x", 0)], requestID: "r")
        }
        #expect(other.code == .alreadyExists)
        let records = try await harness.export(
            Wire.ExportLabelsRequest(project: "numbers", includeSuperseded: true)
        )
        #expect(records.count == 1)
        try await harness.end()
    }

    @Test("A voided certificate leaves the service, at the latest with the next answer")
    func voidedCertificate() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        _ = try await harness.ingest([item([1, 2, 3, 4], id: "c", label: 0, split: .certify)])
        let version = try await harness.promoteModel()
        let name = try ProjectName("numbers")
        let certificate = Certificate(
            modelVersion: version,
            threshold: 0.9,
            epsilon: 0.05,
            delta: 0.05,
            look: 1,
            level: 0.025,
            views: 1,
            certifyCount: 300,
            accepted: 250,
            wrong: 3
        )
        _ = try await harness.store.write { writer in
            try writer.release(
                name,
                version: version,
                threshold: 0.9,
                certificate: writer.addCertificate(name, certificate).id,
                reason: "certified"
            )
        }
        try await harness.promotion.restore(name)
        #expect(try harness.registry.release(for: "numbers").certificate != nil)
        // What a call leaves that ended between its write and what follows.
        let answer = Store.Answer(example: try ExampleID("c"), label: 1)
        _ = try await harness.store.write { try $0.submit(name, [answer]) }
        _ = try await submit(harness, [Self.answer("c", 1)])
        #expect(try harness.registry.release(for: "numbers").certificate == nil)
        try await harness.end()
    }

    @Test("Unknown projects, sources and positions are refused everywhere")
    func unknown() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let client = harness.client
        let missing = "nowhere"
        let codes = [
            await status { try await client.unary(.getProject, .init(project: missing)) }.code,
            await status { try await client.unary(.listReview, .init(project: missing)) }.code,
            await status { try await client.unary(.getPolicies, .init(project: missing)) }.code,
            await status { try await client.unary(.setPolicies, .init(project: missing)) }.code,
            await status { try await client.unary(.labelReport, .init(project: missing)) }.code,
            await status { try await client.unary(.softLabels, .init(project: missing)) }.code,
            await status { try await client.unary(.label, .init(project: missing)) }.code,
            await status { try await harness.export(.init(project: missing)) }.code,
            await status {
                try await client.unary(
                    .submitLabels,
                    .init(project: missing, labels: [Self.answer("x", 0)])
                )
            }.code,
        ]
        #expect(codes == Array(repeating: .notFound, count: 9))
        let refused = [
            await status { try await harness.export(.init(project: "numbers", afterSequence: -1)) },
            await status {
                try await harness.export(.init(project: "numbers", sources: [.unspecified]))
            },
            await status {
                try await client.unary(.listReview, .init(project: "numbers", pageToken: "31"))
            },
        ]
        #expect(refused.map(\.code) == Array(repeating: .invalidArgument, count: 3))
        try await harness.end()
    }
}
