import Domain
import Files
import Store
import Testing

@Suite("Ingest stores each example once, whatever is sent again")
struct IngestTests {
    @Test("The same again is acknowledged again with the decision as it stands")
    func again() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        let first = try await store.ingest(
            digits,
            [example("x", 1, decision: abstained(1, 0.4)), example("y", 2, label: 2, split: .gate)]
        ).map { try $0.get() }
        #expect(first.map(\.isNew) == [true, true])
        #expect(first[0].record?.labelDecision == abstained(1, 0.4))
        #expect(first[1].record?.source == .imported)
        let answer = Answer(example: try ExampleID("x"), label: 2, annotator: "ada")
        _ = try await store.write { try $0.submit(digits, [answer]) }
        let again = try await store.ingest(
            digits,
            [example("x", 1, decision: accepted(0)), example("y", 2, label: 2, split: .gate)]
        ).map { try $0.get() }
        #expect(again.map(\.isNew) == [false, false])
        #expect(again.map(\.key) == first.map(\.key))
        #expect(again[0].record?.source == .human)
        #expect(again[0].record?.label == 2)
        #expect(again[1].record == first[1].record)
        #expect(try await store.read { try $0.counts(digits) }.examples == 2)
        try await store.close()
    }

    @Test("The same id with other content, label or split already exists, and says what differs")
    func differs() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await store.ingest(digits, [example("x", 1, label: 1), example("y", 2)])
        let results = try await store.ingest(
            digits,
            [
                example("x", 2, label: 1), example("x", 1, label: 2),
                example("x", 1, label: 1, split: .test), example("x", 1), example("y", 2, label: 0),
                example("z", 3),
            ]
        )
        #expect(
            results.map { $0.failure?.kind } == Array(repeating: .alreadyExists, count: 5) + [nil]
        )
        #expect(results[0].failure?.message.contains("content") == true)
        #expect(results[1].failure?.message.contains("label") == true)
        #expect(results[2].failure?.message.contains("split") == true)
        #expect(results[4].failure?.field == "examples[4].id")
        try await store.close()
    }

    @Test("A repeat within one call is acknowledged too")
    func repeatedInside() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        let results = try await store.ingest(digits, [example("x", 1), example("x", 1)])
        #expect(try results.map { try $0.get().isNew } == [true, false])
        try await store.close()
    }

    @Test("Wrong examples are refused alone")
    func wrong() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        var notANumber = content(1)
        notANumber.replaceSubrange(0..<4, with: [0, 0, 0xC0, 0x7F])
        let results = try await store.ingest(
            digits,
            [
                NewExample(id: nil, content: [1, 2, 3]), NewExample(id: nil, content: notANumber),
                example("c", 1, label: 3), example("d", 1, split: .gate), example("e", 1, label: 2),
            ]
        )
        #expect(
            results.map { $0.failure?.kind }
                == Array(repeating: .invalidArgument, count: 4) + [nil]
        )
        #expect(results[0].failure?.message.contains("got 3 bytes") == true)
        #expect(results[2].failure?.message.contains("0 to 2") == true)
        #expect(try await store.read { try $0.counts(digits) }.examples == 1)
        try await store.close()
    }

    @Test("Ids that we make are UUIDs of version 7 in the order of time, and differ")
    func madeIDs() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.createDigits()
        var ids: [String] = []
        for _ in 0..<3 {
            let results = try await store.ingest(
                digits,
                (0..<50).map { NewExample(id: nil, content: content($0)) }
            )
            ids += try results.map { try $0.get().id.text }
            fixture.advance(wall: 1)
        }
        #expect(Set(ids).count == 150)
        for id in ids {
            let parts = id.split(separator: "-")
            #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
            #expect(parts[2].first == "7")
            #expect(parts[3].first.map { "89ab".contains($0) } == true)
        }
        let times = ids.map { $0.prefix(13) }
        #expect(times == times.sorted())
        #expect(Set(times).count == 3)
        try await store.close()
    }

    @Test("The counts equal a recount of all records, through any history")
    func counts() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        var generator = SeededGenerator(seed: 8)
        for round in 0..<40 {
            var batch: [NewExample] = []
            for item in 0..<10 {
                let number = round * 10 + item
                switch generator.below(5) {
                case 0:
                    let split = Split.allCases[generator.below(4)]
                    batch.append(try example("\(number)", number, label: number % 3, split: split))
                case 1: batch.append(try example("\(number)", number, decision: accepted(1)))
                case 2:
                    let open = abstained(0, generator.uniform())
                    batch.append(try example("\(number)", number, decision: open))
                case 3: batch.append(try example("\(number)", number))
                default:
                    let old = generator.below(max(1, number))
                    batch.append(try example("\(old)", old + 1_000_000))
                }
            }
            _ = try await store.ingest(digits, batch)
            let answers = try (0..<4).map { _ in
                Answer(
                    example: try ExampleID("\(generator.below(round * 10 + 10))"),
                    label: generator.below(3)
                )
            }
            _ = try await store.write { try $0.submit(digits, answers) }
        }
        let records = try await store.read { try $0.records(digits, after: 0, limit: .max) }
        let counts = try await store.read { try $0.counts(digits) }
        for source in LabelSource.allCases {
            #expect(
                counts.count { $0.source == source } == records.count { $0.source == source },
                "\(source)"
            )
        }
        for decision in Decision.allCases {
            #expect(
                counts.count { $0.decision == decision }
                    == records.count { $0.decision == decision },
                "\(decision)"
            )
        }
        for split in Split.allCases {
            for label in 0..<3 {
                let counted = counts.count { $0.split == split && $0.label == label }
                #expect(counted == records.count { $0.split == split && $0.label == label })
            }
        }
        #expect(counts.count { _ in true } == counts.examples)
        let waiting = records.filter { !$0.isLabel }.count
        #expect(counts.waiting == waiting)
        #expect(counts.entries.allSatisfy { $0.count > 0 })
        let queue = try await store.read { try $0.reviewQueue(digits, limit: .max) }
        #expect(queue.count == waiting)
        #expect(counts.examples > 200)
        try await store.close()
    }
}
