import Dispatch
import Domain
import Files
import GRPC
import Messages
import Services
import Store
import Testing

@Suite("Ingest stores each item once, refuses what is wrong, and says through which item")
struct IngestTests {
    @Test("Refused items are named, the others are durable, and the stream goes on")
    func refusals() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        var wrongType = item([1, 1, 1, 1])
        wrongType.input?.dataType = .uint8
        var wrongShape = item([1, 1, 1, 1])
        wrongShape.input?.shape = [2, 2]
        var byName = item([5, 5, 5, 5])
        byName.label = Wire.ExampleLabel(
            classReference: Wire.ClassReference(reference: .name("maybe"))
        )
        var noInput = item([])
        noInput.input = nil
        let reply = try await harness.ingest([
            item([0, 0, 0, 0], id: "good"),
            item([1, 2, 3]),
            item([0, .nan, 0, 0]),
            item([1, 1, 1, 1], label: 7),
            item([1, 1, 1, 1], id: String(repeating: "x", count: 129)),
            wrongType, wrongShape, byName, noInput,
            item([1, 1, 1, 1], split: .gate),
            item([1, 1, 1, 1], label: 1, split: .unrecognized(9)),
            item([1, 1, 1, 2], id: "also-good"),
        ])
        #expect(reply.durableCount == 12)
        #expect(reply.refused.map(\.index) == Array(1...10))
        #expect(reply.refused.allSatisfy { $0.code == 3 })
        let expected: [(field: String, sentence: String)] = [
            ("input.data", "12 bytes"), ("input.data", "nan"),
            ("label.class_reference.index", "7"), ("example_id", "129"),
            ("input.data_type", "UINT8"), ("input.shape", "[2, 2]"),
            ("label.class_reference.name", "maybe"), ("input", "no tensor"), ("split", "gate"),
            ("split", "9"),
        ]
        for (refused, expected) in zip(reply.refused, expected) {
            #expect(refused.field == expected.field)
            #expect(refused.message.contains(expected.sentence), "\(refused.message)")
        }
        #expect(reply.madeIDs == [])
        let counts = try await harness.client.unary(
            .getProject,
            Wire.GetProjectRequest(project: "numbers")
        ).counts
        #expect(counts?.examples == 2)
        try await harness.end()
    }

    @Test("Sent again, the same items store nothing; with other content they are refused")
    func again() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let items = (0..<50).map { item([Float($0), 0, 0, 0], id: "\($0)", label: UInt32($0 % 2)) }
        for _ in 0..<3 {
            let reply = try await harness.ingest(items)
            #expect(reply.durableCount == 50 && reply.refused == [])
        }
        let counts = try await harness.client.unary(
            .getProject,
            Wire.GetProjectRequest(project: "numbers")
        ).counts
        #expect(counts?.examples == 50 && counts?.train == 50)
        let changed = try await harness.ingest([
            item([9, 9, 9, 9], id: "3", label: 1), item([4, 0, 0, 0], id: "4", label: 1),
            item([5, 0, 0, 0], id: "5", label: 1, split: .test),
        ])
        #expect(changed.refused.map(\.code) == [6, 6, 6])
        #expect(changed.refused.map(\.field) == ["example_id", "example_id", "example_id"])
        #expect(changed.refused[0].message.contains("3"))
        try await harness.end()
    }

    @Test("Many messages in flight are acknowledged in order, with the ids that were made")
    func pipeline() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let exchange = harness.client.bidirectional(.ingest)
        async let sent: Void = {
            for message in 0..<40 {
                let items = (0..<25).map { item([Float(message), Float($0), 0, 0]) }
                let name = message % 2 == 0 ? "numbers" : ""
                try await exchange.write(Wire.IngestRequest(project: name, items: items))
            }
            exchange.finish()
        }()
        var made: [Wire.MadeID] = []
        var counts: [UInt64] = []
        for try await reply in exchange.responses {
            counts.append(reply.durableCount)
            made += reply.madeIDs
        }
        try await sent
        #expect(counts == (1...40).map { $0 * 25 })
        #expect(made.map(\.index) == Array(0..<1000))
        #expect(Set(made.map(\.exampleID)).count == 1000)
        #expect(
            made.allSatisfy { $0.exampleID.count == 36 && $0.exampleID.dropFirst(14).first == "7" }
        )
        try await harness.end()
    }

    @Test("A fault of the stream ends it after what came before was acknowledged")
    func faults() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        for bad in [
            Wire.IngestRequest(project: "other", items: [item([1, 2, 3, 4])]),
            Wire.IngestRequest(project: "numbers"),
        ] {
            let exchange = harness.client.bidirectional(.ingest)
            try await exchange.write(
                Wire.IngestRequest(project: "numbers", items: [item([1, 2, 3, 4])])
            )
            try await exchange.write(bad)
            exchange.finish()
            var durable: UInt64 = 0
            let end = await status {
                for try await reply in exchange.responses { durable = reply.durableCount }
            }
            #expect(end.code == .invalidArgument)
            #expect(durable == 1)
        }
        let unknown = await status {
            try await harness.ingest([item([1, 2, 3, 4])], to: "nowhere")
        }
        #expect(unknown.code == .notFound)
        try await harness.end()
    }

    @Test(
        "A commit that fails ends the stream, also while the reader waits for the acknowledger",
        .timeLimit(.minutes(1)),
        arguments: [1, 5, 6, 40]
    )
    func failingCommit(messages: Int) async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let exchange = harness.client.bidirectional(.ingest)
        let one = Wire.IngestRequest(project: "numbers", items: [item([1, 2, 3, 4])])
        try await exchange.write(one)
        #expect(try await exchange.responses.next()?.durableCount == 1)
        let gate = DispatchSemaphore(value: 0)
        var deleted: Task<Void, any Error>?
        await withCheckedContinuation { continuation in
            deleted = Task {
                try await harness.store.write { writer in
                    // The writer's own thread waits, never one of those that tests share.
                    continuation.resume()
                    gate.wait()
                    try writer.retireProject(ProjectName("numbers"))
                }
            }
        }
        for _ in 0..<messages { try await exchange.write(one) }
        // As many are on their way as may be, and the reader waits with one more.
        while harness.store.statistics.waitingOperations < min(messages, 6) { await Task.yield() }
        gate.signal()
        let end = await status { while try await exchange.responses.next() != nil {} }
        #expect(end.code == .notFound)
        try await deleted?.value
        try await harness.end()
    }

    @Test("Content that was trained on is refused in the splits that judge")
    func protected() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        _ = try await harness.ingest([item([1, 2, 3, 4], label: 1)])
        _ = try await harness.store.cutSnapshot(ProjectName("numbers"), unlabeled: true, holdOut: 0)
        let reply = try await harness.ingest([
            item([1, 2, 3, 4], id: "again", label: 1, split: .certify),
            item([1, 2, 3, 5], label: 1, split: .certify),
        ])
        #expect(reply.refused.map(\.code) == [9])
        #expect(reply.refused.map(\.field) == ["split"])
        try await harness.end()
    }
}
