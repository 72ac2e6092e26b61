import Domain
import Files
import Store
import Testing

@Suite("Samples are drawn blind, answered whole, and never trained on")
struct DrawTests {
    private func store(unlabeled count: Int = 60) async throws -> DataStore {
        let store = try Fixture().open()
        try await store.createDigits()
        try await ingest(store, 0..<count)
        _ = try await store.ingest(digits, [example("train", 1_000_000, label: 0)])
        return store
    }

    private func ingest(_ store: DataStore, _ numbers: Range<Int>) async throws {
        let examples = try numbers.map { number in
            try example("e\(number)", number, decision: abstained(0, Float(number % 50) / 50))
        }
        for result in try await store.ingest(digits, examples) { _ = try result.get() }
    }

    private func answer(
        _ store: DataStore,
        _ id: String,
        _ label: Int? = 1,
        _ question: Question? = nil
    ) async throws -> AnsweredExample {
        let answer = Answer(
            example: try ExampleID(id),
            label: label,
            skipReason: label == nil ? "blurred" : "",
            question: question
        )
        let results = try await store.write { try $0.submit(digits, [answer]) }
        return try results[0].get()
    }

    private func drawn(_ store: DataStore) async throws -> [String] {
        let query = ReviewQuery(questions: [.sample])
        return try await store.read { try $0.reviewQueue(digits, query, limit: 1000) }
            .map(\.item.example.text)
    }

    @Test("A draw closes a pool; the next one has what came later; a seed repeats it")
    func pools() async throws {
        let store = try await store()
        let first = try await store.drawSample(
            digits,
            DrawOrder(split: .certifyPool, size: 20, seed: 7)
        )
        #expect(first.pool == 1 && first.population == 60 && first.open == 20)
        let keys = try await store.read { try $0.samples(digits, of: first.id) }.map(\.example)
        #expect(Set(keys).count == 20)
        #expect(keys.allSatisfy { $0 > first.first && $0 <= first.last })
        let none = await failure {
            _ = try await store.drawSample(digits, DrawOrder(split: .certifyPool, size: 1))
        }
        #expect(none?.kind == .failedPrecondition)
        #expect(none?.message.contains("draw more of pool 1 by its number") == true, "\(none!)")
        try await ingest(store, 60..<90)
        let second = try await store.drawSample(digits, DrawOrder(split: .certifyPool, size: 30))
        #expect(second.pool == 2 && second.population == 30 && second.first == first.last)
        let more = try await store.drawSample(
            digits,
            DrawOrder(split: .certifyPool, size: 40, pool: 1)
        )
        #expect(more.pool == 1 && more.population == 40)
        let all = try await store.read { try $0.draws(digits) }
        #expect(all.pools.map(\.open) == [60, 30])
        let other = try await self.store()
        let again = try await other.drawSample(
            digits,
            DrawOrder(split: .certifyPool, size: 20, seed: 7)
        )
        #expect(
            try await other.read { try $0.samples(digits, of: again.id) }.map(\.example) == keys
        )
        try await store.close()
    }

    @Test("Every row of a pool is equally likely to be drawn")
    func uniform() async throws {
        let store = try await store(unlabeled: 20)
        var times = [String: Int]()
        for seed in 0..<300 {
            // Each draw is undone with its writer.
            do {
                _ = try await store.drawSample(
                    digits,
                    DrawOrder(split: .certifyPool, size: 5, seed: UInt64(seed))
                ) { writer, draw in
                    let keys = try writer.reader.samples(digits, of: draw.id).map(\.example)
                    throw Failure(.aborted, keys.map { "\($0)" }.joined(separator: " "))
                }
            } catch let failure as Failure where failure.kind == .aborted {
                for key in failure.message.split(separator: " ") {
                    times["\(key)", default: 0] += 1
                }
            }
        }
        #expect(times.count == 20)
        // 75 expected of 300, standard deviation 7.5.
        #expect(times.values.allSatisfy { abs($0 - 75) < 38 }, "\(times)")
        #expect(try await store.read { try $0.draws(digits) }.isEmpty)
        try await store.close()
    }

    @Test("Drawn rows of a pool stay in snapshots without their labels, whatever door they come by")
    func neverTrained() async throws {
        let store = try await store()
        let draw = try await store.drawSample(digits, DrawOrder(split: .certifyPool, size: 10))
        let ids = try await drawn(store)
        #expect(ids.count == 10)
        let before = try await store.cutSnapshot(digits)
        #expect(before.labeledCount == 1 && before.unlabeledCount == 60)
        // By an answer, a correction of it, and a skip.
        for id in ids.dropLast() { _ = try await answer(store, id, 1, .sample) }
        _ = try await answer(store, ids[0], 2)
        _ = try await answer(store, ids[9], nil, .sample)
        #expect(try await store.read { try $0.draws(digits) }.map(\.open) == [0])
        // By the same content under another id, with a label.
        let number = try #require(Int(ids[3].dropFirst()))
        _ = try await store.ingest(digits, [example("twin", number, label: 1)])[0].get()
        // And in another split.
        let results = try await store.ingest(
            digits,
            [example("gate", number, label: 1, split: .gate)]
        )
        #expect(results[0].failure?.kind == .failedPrecondition, "it was trained on unlabelled")
        let after = try await store.cutSnapshot(digits)
        #expect(after.labeledCount == 1 && after.unlabeledCount == 60 && after.leftOut == 1)
        let file = try store.snapshotFile(after)
        for sample in try await store.read({ try $0.samples(digits, of: draw.id) }) {
            #expect(file.containsUnlabeled(example: sample.example))
            #expect(!file.containsLabeled(example: sample.example))
        }
        try await store.close()
    }

    @Test(
        "Review ranks without regard to the draw; a chosen row leaves the sample and may be trained on"
    )
    func blindChoice() async throws {
        let store = try await store()
        let query = ReviewQuery(questions: [.review])
        func queue() async throws -> [String] {
            try await store.read { try $0.reviewQueue(digits, query, limit: 1000) }
                .map(\.item.example.text)
        }
        let before = try await queue()
        #expect(before.count == 60)
        _ = try await store.drawSample(digits, DrawOrder(split: .certifyPool, size: 30))
        #expect(try await queue() == before)
        let ids = try await drawn(store)
        _ = try await answer(store, ids[0], 1, .sample)
        #expect(try await queue() == before, "a label given as a sample moves nobody")
        // Nobody was shown it: it came unasked, whatever it says, and so stays in the sample.
        #expect(try await answer(store, ids[4], 1, .review).record?.question == .sample)
        #expect(try await queue() == before)
        let guesses = try await store.write {
            try $0.showReview(digits, query, after: nil, limit: 1000, claimMilliseconds: 0)
        }
        let asked = try #require(guesses.first { $0.item.example.text == ids[0] }?.item.guess)
        #expect(asked.decision == .abstained, "and does not show")
        // Whoever picks from the list chooses by what they know: that came unasked too.
        let order = try await queue()
        let last = try #require(order.last { ids.contains($0) })
        #expect(try await answer(store, last, 1, .review).record?.question == .sample)
        #expect(try await queue() == order)
        // What review ranks first, drawn or not, leaves with all before it.
        let first = order.prefix(10)
        for id in first { _ = try await answer(store, id, 1, .review) }
        #expect(try await queue() == Array(order.dropFirst(10)))
        let answered = Set(first).union([ids[0], ids[4], last])
        let open = ids.filter { !answered.contains($0) }
        #expect(try await store.read { try $0.draws(digits) }.map(\.open) == [open.count])
        let snapshot = try await store.cutSnapshot(digits)
        #expect(snapshot.labeledCount == 11 && snapshot.unlabeledCount == 50)
        // Labelled or skipped unasked, a drawn row leaves the list as any other does, and stays drawn.
        _ = try await answer(store, open[0], 1, .sample)
        _ = try await answer(store, open[0], 1)
        _ = try await answer(store, open[1], 1, .sample)
        #expect(try await answer(store, open[1], nil).voidedCertificates == [])
        let left = try await queue()
        #expect(!left.contains(open[0]) && !left.contains(open[1]))
        #expect(
            try await store.read { try $0.draws(digits) }.map(\.open) == [open.count - 2]
        )
        try await store.close()
    }

    @Test("A window is whole: what a version saw or a person was shown is never drawn from")
    func windows() async throws {
        let store = try await store()
        _ = try await store.cutSnapshot(digits)
        let seen = await failure {
            _ = try await store.drawSample(digits, DrawOrder(split: .certify, size: 5))
        }
        #expect(seen?.kind == .failedPrecondition)
        #expect(seen?.message.contains("0 distinct unlabelled examples") == true, "\(seen!)")
        try await ingest(store, 100..<130)
        let draw = try await store.drawSample(digits, DrawOrder(split: .certify, size: 10))
        #expect(draw.pool == nil && draw.population == 30)
        try await ingest(store, 130..<150)
        let shown = try await store.write {
            try $0.showReview(
                digits,
                ReviewQuery(questions: [.review]),
                after: nil,
                limit: 1000,
                claimMilliseconds: 0
            )
        }
        #expect(!shown.isEmpty)
        let reviewed = await failure {
            _ = try await store.drawSample(digits, DrawOrder(split: .gate, size: 5))
        }
        #expect(reviewed?.message.contains("draw before you review them") == true, "\(reviewed!)")
        try await ingest(store, 150..<160)
        let gate = try await store.drawSample(digits, DrawOrder(split: .gate, size: 10))
        #expect(gate.population == 10)
        // Neither is in a snapshot from now on.
        let snapshot = try await store.cutSnapshot(digits)
        #expect(snapshot.unlabeledCount == 60 + 60 - 20)
        try await store.close()
    }

    @Test("A sample counts when all of it is answered; a skipped row has no label")
    func wholeAnswers() async throws {
        let store = try await store()
        _ = try await store.drawSample(digits, DrawOrder(split: .certify, size: 4))
        let ids = try await drawn(store)
        for id in ids.dropLast() { _ = try await answer(store, id, 2) }
        func counted() async throws -> [Int?] {
            try await store.read { try $0.counted(digits, .certify, limit: 99) }.map(\.label)
        }
        #expect(try await counted().isEmpty)
        #expect(try await store.read { try $0.stamp(digits, .certify) }.count == 0)
        _ = try await answer(store, ids[3], nil)
        #expect(try await counted().sorted { $0 ?? -1 < $1 ?? -1 } == [nil, 2, 2, 2])
        #expect(try await store.read { try $0.stamp(digits, .certify) }.count == 4)
        #expect(try await drawn(store).isEmpty)
        try await store.close()
    }

    @Test("One content stands once in the protected splits, and the second is told where")
    func uniqueContent() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        let splits: [Split] = [.gate, .certify, .test]
        for (index, split) in splits.enumerated() {
            _ = try await store.ingest(
                digits,
                [example("first-\(index)", index, label: 0, split: split)]
            )[0].get()
            for other in splits {
                let second = try await store.ingest(
                    digits,
                    [example("second", index, label: 0, split: other)]
                )[0]
                #expect(second.failure?.kind == .alreadyExists)
                #expect(second.failure?.message.contains("\"first-\(index)\"") == true)
            }
            // Again with its own id it is acknowledged.
            let again = try await store.ingest(
                digits,
                [example("first-\(index)", index, label: 0, split: split)]
            )[0]
            #expect(try again.get().isNew == false)
        }
        try await store.close()
    }

    @Test("A group stands in one split, and is never trained on from another")
    func groups() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        func add(
            _ id: String,
            _ number: Int,
            _ split: Split?,
            _ group: String
        ) async throws
            -> Result<IngestedExample, Failure>
        {
            let example = NewExample(
                id: try ExampleID(id),
                content: content(number),
                label: split == nil ? nil : 0,
                split: split,
                group: group
            )
            return try await store.ingest(digits, [example])[0]
        }
        _ = try await add("a", 1, .gate, "anna").get()
        let second = try await add("b", 2, .train, "anna")
        #expect(second.failure?.kind == .failedPrecondition)
        #expect(second.failure?.message.contains("one group, one split") == true)
        #expect(try await add("c", 3, .gate, "anna").get().isNew)
        _ = try await add("d", 4, nil, "anna").get()
        _ = try await add("e", 5, .train, "bert").get()
        _ = try await add("f", 6, nil, "carl").get()
        let snapshot = try await store.cutSnapshot(digits)
        #expect(snapshot.labeledCount == 1 && snapshot.unlabeledCount == 1)
        let seen = try await add("g", 7, .certify, "carl")
        #expect(seen.failure?.message.contains("was trained on") == true)
        #expect(try await add("e", 5, .train, "other").failure?.kind == .alreadyExists)
        try await store.close()
    }

    @Test("A claim keeps an item for one person; different answers are both kept and shown")
    func claims() async throws {
        let fixture = try Fixture()
        let store = try fixture.open()
        try await store.createDigits()
        try await ingest(store, 0..<10)
        func show(_ annotator: String) async throws -> [String] {
            let query = ReviewQuery(annotator: annotator)
            return try await store.write {
                try $0.showReview(digits, query, after: nil, limit: 4, claimMilliseconds: 60_000)
            }.map(\.item.example.text)
        }
        let (ann, bob) = (try await show("ann"), try await show("bob"))
        #expect(ann.count == 4 && bob.count == 4 && Set(ann).isDisjoint(with: bob))
        func submit(
            _ id: String,
            _ label: Int,
            _ annotator: String
        ) async throws
            -> Result<AnsweredExample, Failure>
        {
            let answer = Answer(example: try ExampleID(id), label: label, annotator: annotator)
            return try await store.write { try $0.submit(digits, [answer]) }[0]
        }
        let refused = try await submit(ann[0], 1, "bob")
        #expect(refused.failure?.kind == .aborted)
        #expect(refused.failure?.message.contains("claimed by \"ann\"") == true)
        #expect(try await submit(ann[0], 1, "ann").get().record?.disagrees == false)
        #expect(try await submit(ann[0], 2, "bob").get().record?.disagrees == true)
        let id = try ExampleID(ann[0])
        let history = try await store.read { try $0.history(digits, id) }
        #expect(history.map(\.label).suffix(2) == [1, 2])
        fixture.advance(wall: 60_001)
        #expect(try await submit(ann[1], 1, "bob").get().isNew, "a claim ends")
        try await store.close()
    }
}
