import Domain
import GRPC
import Labeling
import Messages
import Services
import Store
import Testing

@Suite("CompareModels, ListReleases and GetExample", .timeLimit(.minutes(3)))
struct CompareModelsTests {
    private let rows: [[Float]] = (0..<40).map { row in
        (0..<4).map { Float((row * 7 + $0 * 13) % 11) - 5 + Float(row) / 64 }
    }

    private func request(
        _ first: Int64,
        _ second: Int64,
        _ split: Wire.Split = .unspecified
    ) -> Wire.CompareModelsRequest {
        Wire.CompareModelsRequest(
            project: "numbers",
            firstVersion: first,
            secondVersion: second,
            split: split
        )
    }

    private func classes(_ harness: Harness, of version: Int64) async throws -> [UInt32] {
        let request = Wire.PredictRequest(
            project: "numbers",
            modelVersion: version,
            inputs: tensor(rows)
        )
        return try await harness.client.unary(.predict, request).rows.map(\.classIndex)
    }

    @Test("Two versions on the same rows: what each alone has right, and McNemar's p value")
    func compare() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let first = try await harness.promoteModel(seed: 1)
        let second = try await harness.addModel(seed: 2)
        // Every fourth label is not what the first says.
        let ones = try await classes(harness, of: first)
        let others = try await classes(harness, of: second)
        let labels = ones.enumerated().map { $0 % 4 == 0 ? 1 - $1 : $1 }
        let items = rows.indices.map {
            item(rows[$0], id: "g\($0)", label: labels[$0], split: .gate)
        }
        #expect(try await harness.ingest(items).refused.isEmpty)
        let right = rows.indices.map { (ones[$0] == labels[$0], others[$0] == labels[$0]) }
        let reply = try await harness.client.unary(.compareModels, request(first, second))
        #expect(reply.firstVersion == first && reply.secondVersion == second)
        #expect(reply.bothRight == UInt32(right.count { $0 && $1 }))
        #expect(reply.onlyFirstRight == UInt32(right.count { $0 && !$1 }))
        #expect(reply.onlySecondRight == UInt32(right.count { !$0 && $1 }))
        #expect(reply.bothWrong == UInt32(right.count { !$0 && !$1 }))
        #expect(reply.onlyFirstRight > 0 && reply.onlySecondRight > 0)
        #expect(reply.first?.accuracy == 0.75 && reply.first?.count == 40)
        #expect(reply.first?.split == .gate && reply.first?.perClass.count == 2)
        #expect(reply.first?.confusion.isEmpty == true)
        let expected = McNemar.twoSidedProbability(
            Int(reply.onlyFirstRight),
            Int(reply.onlySecondRight)
        )
        #expect(reply.pValue == expected)
        // The other way round it is the same, and one comparison more; 0 is the champion.
        let again = try await harness.client.unary(.compareModels, request(second, 0))
        #expect(again.secondVersion == first && again.pValue == reply.pValue)
        #expect(again.onlySecondRight == reply.onlyFirstRight)
        #expect(again.comparisons == reply.comparisons + 1)
        // The gate's own decision counts them too, and they are no decisions about a version.
        let promoted = try await harness.promotion.promote(second, of: ProjectName("numbers"))
        #expect(promoted.gate.comparisons == Int(again.comparisons) + 1)
        let model = Wire.GetModelRequest(project: "numbers", modelVersion: second)
        #expect(try await harness.client.unary(.getModel, model).gateDecisions.count == 1)
        try await harness.end()
    }

    @Test("The test split is not counted, and nothing else can be compared on")
    func splits() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let first = try await harness.promoteModel(seed: 1)
        let second = try await harness.addModel(seed: 2)
        let none = await status {
            try await harness.client.unary(.compareModels, request(first, second, .test))
        }
        #expect(none.code == .failedPrecondition && none.message.contains("test split"))
        let items = rows.indices.map {
            item(rows[$0], id: "t\($0)", label: UInt32($0 % 2), split: .test)
        }
        _ = try await harness.ingest(items)
        let reply = try await harness.client.unary(
            .compareModels,
            request(first, second, .test)
        )
        #expect(reply.comparisons == 0 && reply.first?.count == 40)
        for split in [Wire.Split.train, .certify, .certifyPool] {
            let refused = await status {
                try await harness.client.unary(.compareModels, request(first, second, split))
            }
            #expect(refused.code == .invalidArgument, "\(split)")
        }
        let same = await status {
            try await harness.client.unary(.compareModels, request(first, 0, .test))
        }
        #expect(same.code == .invalidArgument)
        let missing = await status {
            try await harness.client.unary(.compareModels, request(first, 9))
        }
        #expect(missing.code == .notFound)
        try await harness.end()
    }

    @Test("Releases come newest first, in pages, with their reasons")
    func releases() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        var versions: [Int64] = []
        for seed in 1...3 {
            versions.append(try await harness.promoteModel(seed: UInt64(seed)))
        }
        _ = try await harness.promotion.rollback(ProjectName("numbers"))
        var found: [Wire.Release] = []
        var request = Wire.ListReleasesRequest(project: "numbers", pageSize: 3)
        repeat {
            let page = try await harness.client.unary(.listReleases, request)
            #expect(page.releases.count <= 3)
            found += page.releases
            request.pageToken = page.nextPageToken
        } while !request.pageToken.isEmpty
        #expect(found.map(\.modelVersion) == [versions[1]] + versions.reversed())
        #expect(found.map(\.number) == found.map(\.number).sorted(by: >))
        #expect(found[0].reason.hasPrefix("rolled back to release \(found[2].number)"))
        #expect(found.allSatisfy { $0.publishedAt != nil && !$0.reason.isEmpty })
        try await harness.end()
    }

    @Test("An example has its history; of one that certifies or was drawn no guess is told")
    func example() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let champion = try await harness.promoteModel(seed: 1)
        var grouped = item(rows[0], id: "x")
        grouped.group = "patient 7"
        _ = try await harness.ingest([grouped, item(rows[1], id: "y"), item(rows[2], id: "z")])
        func example(_ id: String) async throws -> Wire.Example {
            let request = Wire.GetExampleRequest(project: "numbers", exampleID: id)
            return try await harness.client.unary(.getExample, request)
        }
        let one = try await example("x")
        #expect(one.group == "patient 7" && one.split == .unspecified && one.sequence > 0)
        #expect(one.input == Wire.Tensor(dataType: .float32, shape: [4], data: bytes(rows[0])))
        #expect(one.championVersion == champion && !one.seenByChampion)
        #expect(one.records.count == 1)
        #expect(one.records[0].decision?.confidence != nil)
        _ = try await harness.client.unary(
            .submitLabels,
            Wire.SubmitLabelsRequest(
                project: "numbers",
                labels: [
                    Wire.SubmittedLabel(
                        exampleID: "x",
                        classReference: Wire.ClassReference(reference: .index(1)),
                        annotator: "ann"
                    )
                ]
            )
        )
        let labelled = try await example("x")
        #expect(labelled.split == .train && labelled.records.count == 2)
        #expect(labelled.records.last?.className == "yes")
        #expect(labelled.records.last?.supersedes == labelled.records.first?.labelID)
        // A draw: the decisions of before are there, what they guessed is not.
        _ = try await harness.client.unary(
            .drawSample,
            Wire.DrawSampleRequest(project: "numbers", split: .certify, count: 2)
        )
        for id in ["y", "z"] {
            let drawn = try await example(id)
            #expect(!drawn.records.isEmpty, "\(id)")
            for record in drawn.records {
                #expect(record.decision?.confidence == nil && record.decision?.className == "")
                #expect(record.className.isEmpty && record.probabilities.isEmpty)
                #expect(record.decision?.reason != .unspecified)
            }
        }
        let missing = await status { try await example("nobody") }
        #expect(missing.code == .notFound)
        try await harness.end()
    }
}
