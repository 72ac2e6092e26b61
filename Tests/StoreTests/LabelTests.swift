import Domain
import Files
import Store
import Testing

@Suite("Labels are appended, superseded and never overwritten")
struct LabelTests {
    @Test("The history of an example keeps every record with its provenance")
    func history() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.createDigits()
        let digest = Digest(of: [7])
        for _ in 0..<2 {
            let model = NewModel(
                specification: "{}",
                fileName: "w",
                byteCount: 1,
                digest: digest,
                lineage: Lineage(algorithm: "imported")
            )
            _ = try await store.write { try $0.addModel(digits, model) }
        }
        var new = try example("x", 1, decision: accepted(1))
        new.probabilities = [0.25, 0.5, 0.25]
        _ = try await store.ingest(digits, [new])
        fixture.advance(wall: -3_600_000)
        let id = try ExampleID("x")
        for label in [2, 2, 0] {
            let answer = Answer(example: id, label: label, annotator: "ada")
            _ = try await store.write { try $0.submit(digits, [answer]) }
        }
        let history = try await store.read { try $0.history(digits, id) }
        #expect(history.map(\.label) == [1, 2, 2, 0])
        #expect(history.map(\.source) == [.auto, .corrected, .corrected, .corrected])
        #expect(history.map(\.supersedes) == [nil] + history.dropLast().map(\.sequence))
        #expect(history.map(\.sequence) == history.map(\.sequence).sorted())
        #expect(history[0].labelDecision == accepted(1))
        #expect(history[0].probabilities == [0.25, 0.5, 0.25])
        #expect(history[0].modelDigest == digest)
        #expect(history[0].content == Digest(of: content(1)))
        #expect(history[1].annotator == "ada")
        #expect(history[1].createdAt < history[0].createdAt)
        let standing = try await store.read { try $0.records(digits, after: 0, limit: 9) }
        #expect(standing.map(\.sequence) == [history[3].sequence])
        let all = try await store.read { try $0.records(digits, after: 0, limit: 9, history: true) }
        #expect(all.map(\.sequence) == history.map(\.sequence))
        let counts = try await store.read { try $0.counts(digits) }
        #expect(counts.contradicted == 1)
        #expect(counts.confirmed == 0)
        #expect(counts.labels == 3)
        try await store.close()
    }

    @Test("A repeated client id stores nothing twice, and with another answer already exists")
    func clientIDs() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.ingest(digits, [example("x", 1), example("y", 2)])
        func submit(_ id: String, _ label: Int) async throws -> Result<AnsweredExample, Failure> {
            let answer = Answer(example: try ExampleID(id), label: label, clientID: "c1")
            return try await store.write { try $0.submit(digits, [answer])[0] }
        }
        let first = try await submit("x", 1).get()
        let again = try await submit("x", 1).get()
        #expect(first.isNew && !again.isNew)
        #expect(first.record == again.record)
        #expect(try await submit("x", 2).failure?.kind == .alreadyExists)
        #expect(try await submit("y", 1).failure?.kind == .alreadyExists)
        try await store.close()
    }

    @Test("Answers go to train, keep a protected split, and are refused alone when wrong")
    func splits() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.ingest(
            digits,
            [example("x", 1), example("y", 2, label: 0, split: .certify)]
        )
        let answers = try [("x", 1), ("y", 1), ("z", 1), ("x", 3), ("x", -1)].map {
            Answer(example: try ExampleID($0.0), label: $0.1)
        }
        let results = try await store.write { try $0.submit(digits, answers) }
        #expect(try results[0].get().record?.split == .train)
        #expect(try results[0].get().record?.source == .human)
        #expect(try results[1].get().record?.split == .certify)
        #expect(try results[1].get().record?.source == .corrected)
        #expect(
            results[2...].map { $0.failure?.kind } == [
                .notFound, .invalidArgument, .invalidArgument,
            ]
        )
        let train = try await store.read { try $0.counted(digits, .train, limit: 9) }
        #expect(train.map(\.id.text) == ["x"])
        #expect(train.map(\.content) == [content(1)])
        let certify = try await store.read { try $0.counted(digits, .certify, limit: 9) }
        #expect(certify.map(\.label) == [1])
        try await store.close()
    }

    @Test(
        "The queue gives the least sure first, shows no more than its limit, refills, and empties"
    )
    func review() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.write { writer in
            var policies = Policies()
            policies.review.queueLimit = 20
            return try writer.setPolicies(digits, policies)
        }
        var generator = SeededGenerator(seed: 4)
        let confidences = (0..<60).map { _ in generator.uniform() }
        for (number, confidence) in confidences.enumerated() {
            let decision = number % 2 == 0 ? abstained(0, confidence) : accepted(0, confidence)
            _ = try await store.ingest(digits, [example("\(number)", number, decision: decision)])
        }
        let waiting = confidences.enumerated().filter { $0.offset % 2 == 0 }
        let expected = waiting.sorted { $0.element < $1.element }.map(\.offset)
        let queue = try await store.read { try $0.reviewQueue(digits, limit: 99) }
        #expect(queue.map(\.item.example.text) == expected.prefix(20).map { "\($0)" })
        #expect(queue.map(\.item.content) == expected.prefix(20).map { content($0) })
        let after = queue[4].position
        let second = try await store.read { try $0.reviewQueue(digits, after: after, limit: 3) }
        #expect(second.map(\.item) == queue[5..<8].map(\.item))
        let last = try await store.read { try $0.reviewQueue(digits, after: after, limit: 99) }
        #expect(last.map(\.item) == queue[5...].map(\.item), "pages follow the limit")
        let answers = queue.map { Answer(example: $0.item.example, label: 1) }
        _ = try await store.write { try $0.submit(digits, answers) }
        let refilled = try await store.read { try $0.reviewQueue(digits, limit: 99) }
        #expect(refilled.map(\.item.example.text) == expected.dropFirst(20).map { "\($0)" })
        let rest = refilled.map { Answer(example: $0.item.example, label: 1) }
        _ = try await store.write { try $0.submit(digits, rest) }
        #expect(try await store.read { try $0.reviewQueue(digits, limit: 99) }.isEmpty)
        #expect(try await store.read { try $0.counts(digits) }.waiting == 0)
        try await store.close()
    }

    @Test("A new decision supersedes an open one, but never a person's label")
    func decide() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        let stored = try await store.ingest(
            digits,
            [
                example("x", 1, decision: abstained(1, 0.2)), example("y", 2, label: 1),
                example("z", 3, decision: accepted(0)),
                example("kept", 4, decision: abstained(0, 0.4)),
            ]
        ).map { try $0.get().key }
        let (stands, withdrawn) = try await store.write {
            try $0.redecide(
                digits,
                [
                    Redecision(key: stored[0], decision: accepted(2)),
                    Redecision(key: stored[1], decision: accepted(2)),
                    Redecision(key: stored[2], decision: abstained(0, 0.3)),
                    Redecision(key: stored[3], decision: abstained(0, 0.1), isKept: true),
                ]
            )
        }
        #expect(stands == 1 && withdrawn == 1)
        func standing(_ id: String) async throws -> LabelRecord? {
            let id = try ExampleID(id)
            return try await store.read { try $0.history(digits, id) }.last
        }
        #expect(try await standing("x")?.labelDecision == accepted(2))
        #expect(try await standing("y")?.source == .imported)
        let taken = try await standing("z")
        #expect(taken?.reason == .withdrawn && taken?.source == nil && taken?.supersedes != nil)
        #expect(try await standing("kept")?.labelDecision == abstained(0, 0.4))
        let queue = try await store.read { try $0.reviewQueue(digits, limit: 9) }
        #expect(queue.map(\.item.example.text) == ["kept", "z"], "the champion's least sure first")
        try await store.close()
    }
}
