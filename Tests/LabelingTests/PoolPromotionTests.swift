import Domain
import Files
import Labeling
import Logging
import Store
import Synchronization
import Testing

/// A model that is wrong about every example whose number is divisible by `every`, and a little less
/// sure of those, but for the examples in `memorised`, of which it is always sure.
private func host(
    wrongEvery every: Int,
    memorised: Set<Int> = []
) -> ScriptedHost {
    ScriptedHost(classes: 2, inputBytes: 8) { _, input in
        let label = Int(InputSpecification.float(in: input, at: 0))
        let number = Int(InputSpecification.float(in: input, at: 1)) % 100_000
        let isWrong = every > 0 && number % every == 0
        let confidence: Float = isWrong && !memorised.contains(number) ? 0.6 : 0.99
        return (isWrong ? 1 - label : label, confidence)
    }
}

@Suite("A backlog is certified by its own sample, and what is fresh by the certify split")
struct PoolPromotionTests {
    private let fixture: Fixture

    init() async throws {
        fixture = try await Fixture()
        try await fixture.add(40, .train)
        try await fixture.add(200, .gate)
    }

    /// Trains a version on the project as it is now.
    private func train(teacher: ModelVersion? = nil) async throws -> ModelVersion {
        let snapshot = try await fixture.store.cutSnapshot(fixture.project)
        return try await fixture.addModel(
            Lineage(teacher: teacher, snapshot: snapshot.id, algorithm: "fix_match")
        )
    }

    private func draw(_ count: Int, _ split: Split = .certifyPool) async throws -> Draw {
        try await fixture.store.drawSample(
            fixture.project,
            DrawOrder(split: split, size: count, seed: 5)
        )
    }

    /// Answers all open samples with the truth, which is in the number of the example.
    private func answer(skipping share: Int = 0, _ question: Question? = .sample) async throws {
        let project = fixture.project
        let items = try await fixture.store.read {
            try $0.reviewQueue(project, ReviewQuery(questions: [.sample]), limit: 10_000)
        }
        let answers = items.enumerated().map { index, entry in
            let label = Int(InputSpecification.float(in: entry.item.content, at: 0))
            let isSkipped = share > 0 && index % share == 0
            return Answer(
                example: entry.item.example,
                label: isSkipped ? nil : label,
                skipReason: isSkipped ? "no idea" : "",
                question: question
            )
        }
        for result in try await fixture.store.write({ try $0.submit(project, answers) }) {
            _ = try result.get()
        }
    }

    private func run(_ relabeler: Relabeler) async throws -> JobRecord {
        let project = fixture.project
        let job = try await relabeler.submit(project, cause: "manual")
        let running = Task { await relabeler.run() }
        defer { running.cancel() }
        while true {
            let now = try await fixture.store.read { try $0.job(job.id) }
            if now.state.isFinal { return now }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private func relabeler(_ host: any ModelHost) -> Relabeler {
        Relabeler(
            store: fixture.store,
            host: host,
            signal: RelabelSignal(),
            logger: Logger(label: "test")
        ) { _ in }
    }

    private func records() async throws -> [String: LabelRecord] {
        let project = fixture.project
        let all = try await fixture.store.read {
            try $0.records(project, after: 0, limit: 100_000)
        }
        return Dictionary(uniqueKeysWithValues: all.map { ($0.example.text, $0) })
    }

    @Test("A pool drawn before training is certified, relabelled and named in each decision")
    func backlog() async throws {
        try await fixture.add(600, nil)
        let draw = try await draw(150)
        let version = try await train()
        let host = host(wrongEvery: 20)
        let promotion = Promotion(store: fixture.store, host: host)
        let project = fixture.project
        let first = try await promotion.promote(version, of: project)
        #expect(first.release?.pools == [] && first.looks == [])
        let early = try await promotion.certify(project)
        let look = try #require(early.looks.first { $0.kind == .pool })
        #expect(look.result == .tooFewLabels && look.reason.contains("150 of its drawn"))
        try await answer()
        let price = try await promotion.price(project)
        let due = try #require(price.first { $0.kind == .pool })
        #expect(due.result == .due && due.number == 1 && due.level == 0.025 && due.labels == 150)
        #expect(try await fixture.store.read { try $0.looks(project, pool: 1) } == 0)
        let certified = try await promotion.certify(project)
        let certificate = try #require(certified.release.pools.first)
        #expect(certificate.kind == .pool && certificate.pool?.number == 1)
        #expect(certificate.pool?.count == 600 && certificate.certifyCount == 150)
        #expect(certificate.threshold > 0.6 && certificate.pool?.accepted == 570)
        #expect(certificate.promise.contains("examples of pool 1 are wrong"))
        #expect(try await fixture.store.read { try $0.looks(project) } == 0, "counted apart")
        // What came later is fresh, and has no certificate.
        try await fixture.add(50, nil, from: 600)
        let job = try await run(relabeler(host))
        #expect(job.state == .succeeded)
        let progress = try #require(job.relabelProgress)
        #expect(progress.done == 650 && progress.withdrawn == 0)
        let found = try await records()
        let drawn = Set(
            try await fixture.store.read { try $0.samples(project, of: draw.id) }.map(\.example)
        )
        var accepted = 0
        for number in 0..<600 {
            let record = try #require(found["stream-\(number)"])
            if drawn.contains(record.exampleKey) {
                #expect(record.source == .human && record.split == .certifyPool)
            } else if number % 20 == 0 {
                #expect(record.reason == .belowThreshold && record.kind == .pool)
            } else {
                #expect(record.decision == .accepted && record.kind == .pool)
                #expect(record.certificate == certificate.id && record.label == number % 2)
                accepted += 1
            }
        }
        #expect(accepted == progress.accepted)
        for number in 600..<650 {
            let record = try #require(found["stream-\(number)"])
            #expect(record.reason == .noCertificate && record.kind == nil)
        }
    }

    @Test(
        "A model that memorised its mistakes is refused by the sample that it could not tell apart"
    )
    func memorised() async throws {
        try await fixture.add(600, nil)
        _ = try await draw(150)
        try await answer()
        let version = try await train()
        let host = host(wrongEvery: 5, memorised: Set(0..<600))
        let promotion = Promotion(store: fixture.store, host: host)
        _ = try await promotion.promote(version, of: fixture.project)
        let result = try await promotion.certify(fixture.project)
        #expect(result.release.pools.isEmpty)
        #expect(result.looks.first { $0.kind == .pool }?.result == .refused)
    }

    @Test("Skipped answers count as wrong")
    func skipped() async throws {
        try await fixture.add(600, nil)
        _ = try await draw(150)
        try await answer(skipping: 10)
        let version = try await train()
        let promotion = Promotion(store: fixture.store, host: host(wrongEvery: 0))
        _ = try await promotion.promote(version, of: fixture.project)
        let result = try await promotion.certify(fixture.project)
        #expect(result.release.pools.isEmpty)
        let look = result.looks.first { $0.kind == .pool }
        #expect(look?.reason.contains("are wrong, too many") == true)
    }

    @Test("What holds is kept: again, by a failed look, and on the way there and back of epsilon")
    func kept() async throws {
        try await fixture.add(300, .certify)
        let promotion = Promotion(store: fixture.store, host: host(wrongEvery: 50))
        let project = fixture.project
        let version = try await fixture.addModel()
        _ = try await promotion.promote(version, of: project)
        let first = try await promotion.promote(version, of: project)
        let certificate = try #require(first.release?.certificate)
        #expect(first.looks.map(\.result) == [.certified])
        let again = try await promotion.promote(version, of: project)
        #expect(again.release?.certificate == certificate)
        #expect(again.looks.map(\.result) == [.kept])
        try await fixture.set { $0.autoLabel.rule = .guarantee(epsilon: 0.005, delta: 0.05) }
        let stricter = try await promotion.refresh(project)
        #expect(stricter.release?.certificate == nil)
        #expect(stricter.looks.map(\.result) == [.tooFewLabels], "nothing is spent")
        try await fixture.set { $0.autoLabel.rule = .guarantee(epsilon: 0.02, delta: 0.05) }
        let dearer = try await promotion.refresh(project)
        #expect(dearer.looks.map(\.isSpent) == [true])
        try await fixture.set { $0.autoLabel.rule = .guarantee(epsilon: 0.05, delta: 0.05) }
        let back = try await promotion.refresh(project)
        #expect(back.release?.certificate == certificate && !back.looks.contains(where: \.isSpent))
        #expect(try await fixture.store.read { try $0.looks(project) } == 2)
        // The same labels have nothing else to say, whether they refused or not.
        let looked = try await promotion.certify(project, again: true)
        #expect(looked.release.certificate == certificate)
        #expect(looked.looks.map(\.result) == [.askedBefore])
        #expect(try await fixture.store.read { try $0.looks(project) } == 2)
    }

    @Test("The same question on the same labels is never paid for twice, refused or not")
    func askedBefore() async throws {
        try await fixture.add(300, .certify)
        let sure = host(wrongEvery: 3, memorised: Set(0..<1_000))
        let poor = Promotion(store: fixture.store, host: sure)
        let project = fixture.project
        let version = try await fixture.addModel()
        _ = try await poor.promote(version, of: project)
        #expect(try await poor.promote(version, of: project).looks.map(\.result) == [.refused])
        let again = try await poor.promote(version, of: project)
        #expect(again.looks.map(\.result) == [.askedBefore])
        #expect(again.looks.first?.reason.hasPrefix("look 1 asked the same of the same") == true)
        #expect(try await poor.price(project).map(\.result) == [.askedBefore])
        #expect(try await fixture.store.read { try $0.looks(project) } == 1)
        // Other labels, and another promise, are other questions.
        try await fixture.set { $0.autoLabel.rule = .guarantee(epsilon: 0.06, delta: 0.05) }
        #expect(try await poor.refresh(project).looks.map(\.result) == [.refused])
        try await fixture.set { $0.autoLabel.rule = .guarantee(epsilon: 0.05, delta: 0.05) }
        #expect(try await poor.refresh(project).looks.map(\.result) == [.askedBefore])
        try await fixture.add(1, .certify, from: 300)
        #expect(try await poor.price(project).map(\.result) == [.due])
        // A look that fails although a certificate holds does not lose it.
        let certificate = try #require(
            try await Promotion(store: fixture.store, host: host(wrongEvery: 50))
                .certify(project).release.certificate
        )
        try await fixture.add(1, .certify, from: 301)
        let failed = try await poor.certify(project, again: true)
        #expect(failed.looks.map(\.result) == [.refused])
        #expect(failed.release.certificate == certificate)
    }

    @Test("What an ancestor saw is seen, and an import is measured by newer examples only")
    func ancestors() async throws {
        try await fixture.add(100, nil)
        let project = fixture.project
        let teacher = try await train()
        let student = try await train(teacher: teacher)
        let orphan = try await fixture.addModel(Lineage(algorithm: Lineage.imported))
        let pupil = try await fixture.addModel(Lineage(teacher: orphan, algorithm: "distillation"))
        let word = try await fixture.addModel(
            Lineage(algorithm: Lineage.imported, attestation: "trained on public data")
        )
        let known = try await fixture.addModel(
            Lineage(algorithm: Lineage.imported, same: student)
        )
        func seen(_ version: ModelVersion) async throws -> SeenHistory {
            try await fixture.store.read { try $0.seen(project, version) }
        }
        #expect(try await seen(student).versions == [student, teacher])
        #expect(try await seen(student).snapshots.count == 2)
        #expect(try await seen(student).newerThan == 0)
        #expect(try await seen(orphan).newerThan > 0)
        #expect(try await seen(pupil).newerThan == (try await seen(orphan).newerThan))
        #expect(try await seen(word).newerThan == 0)
        #expect(try await seen(word).attestations == ["trained on public data"])
        #expect(try await seen(known).newerThan == 0)
        #expect(try await seen(known).own == (try await seen(student).own))
        try await fixture.add(300, .certify)
        let promotion = Promotion(store: fixture.store, host: host(wrongEvery: 50))
        _ = try await promotion.promote(orphan, of: project)
        let refused = try await promotion.certify(project)
        #expect(refused.release.certificate == nil)
        #expect(refused.looks.first?.result == .tooFewLabels)
        #expect(refused.looks.first?.reason.contains("ingested after the import") == true)
        _ = try await promotion.promote(word, of: project, gate: .always)
        let attested = try await promotion.certify(project)
        let certificate = try #require(attested.release.certificate)
        #expect(certificate.attestations == ["trained on public data"])
        #expect(certificate.promise.contains("it rests on the attestation"))
    }

    @Test("Contents and groups that are older than an import do not certify it under new ids")
    func olderContents() async throws {
        try await fixture.add(60, nil)
        let (project, store) = (fixture.project, fixture.store)
        func example(_ id: String, _ number: Int, group: String? = nil) throws -> NewExample {
            NewExample(
                id: try ExampleID(id),
                content: Fixture.input(label: number % 2, number: 900_000 + number),
                label: number % 2,
                split: .certify,
                group: group
            )
        }
        let mate = NewExample(
            id: try ExampleID("mate"),
            content: Fixture.input(label: 0, number: 999_000),
            group: "p"
        )
        _ = try await store.ingest(project, [mate])[0].get()
        let orphan = try await fixture.addModel(Lineage(algorithm: Lineage.imported))
        let copies = try (0..<60).map { try example("copy-\($0)", $0) }
        let fresh = try [
            example("new", 500), example("member", 501, group: "p"),
        ]
        for result in try await store.ingest(project, copies + fresh) { _ = try result.get() }
        let (all, unseen, stamp) = try await store.read { reader in
            let moment = try reader.seen(project, orphan).newerThan
            return (
                try reader.counted(project, .certify, limit: 1_000),
                try reader.counted(project, .certify, newerThan: moment, limit: 1_000),
                try reader.stamp(project, .certify, newerThan: moment)
            )
        }
        #expect(all.count == 62)
        #expect(unseen.map(\.id.text) == ["new"])
        #expect(stamp.count == 1)
    }

    @Test("A pool whose answers imported weights may have learned does not certify their student")
    func answersSeen() async throws {
        try await fixture.add(600, nil)
        let early = try await fixture.addModel(Lineage(algorithm: Lineage.imported))
        _ = try await draw(150)
        // Whoever trained these knew who was drawn, and may have answered elsewhere.
        let late = try await fixture.addModel(Lineage(algorithm: Lineage.imported))
        try await answer()
        let promotion = Promotion(store: fixture.store, host: host(wrongEvery: 50))
        for (teacher, isSeen) in [(early, false), (late, true)] {
            let version = try await train(teacher: teacher)
            _ = try await promotion.promote(version, of: fixture.project, gate: .always)
            let tried = try await promotion.certify(fixture.project)
            let look = try #require(tried.looks.first { $0.kind == .pool })
            #expect(look.result == (isSeen ? .tooFewLabels : .certified), "\(look.reason)")
            #expect(look.reason.contains("its sample was known when weights") == isSeen)
        }
    }

    @Test(
        "Policies that come during a certify are acted on after it; a pool names what was attested"
    )
    func policiesMeanwhile() async throws {
        let fixture = fixture
        try await fixture.set { $0.autoLabel.rule = .guarantee(epsilon: 0.1, delta: 0.05) }
        try await fixture.add(600, nil)
        _ = try await draw(150)
        try await answer()
        let teacher = try await fixture.addModel(
            Lineage(algorithm: Lineage.imported, attestation: "it saw nothing of ours")
        )
        let host = host(wrongEvery: 50)
        let promotion = Promotion(store: fixture.store, host: host)
        let version = try await train(teacher: teacher)
        _ = try await promotion.promote(version, of: fixture.project, gate: .always)
        host.atNextLoad {
            try await fixture.set { $0.autoLabel.rule = .guarantee(epsilon: 0.05, delta: 0.05) }
        }
        let first = try await promotion.certify(fixture.project)
        #expect(first.release.pools.map(\.epsilon) == [0.1])
        #expect(first.release.pools.map(\.attestations) == [["it saw nothing of ours"]])
        let second = try await promotion.refresh(fixture.project)
        #expect(second.looks.contains { $0.kind == .pool && $0.result == .certified })
        #expect(second.release?.pools.map(\.epsilon) == [0.05])
        let third = try await promotion.refresh(fixture.project)
        #expect(third.release?.sequence == second.release?.sequence && third.looks.isEmpty)
    }

    @Test("Rows that are left unanswered hold up the look, and void nothing that never read them")
    func unfinishedDraw() async throws {
        try await fixture.add(300, .certify)
        let (project, store) = (fixture.project, fixture.store)
        let promotion = Promotion(store: store, host: host(wrongEvery: 50))
        _ = try await promotion.promote(try await fixture.addModel(), of: project)
        let certificate = try #require(try await promotion.certify(project).release.certificate)
        try await fixture.add(200, nil, from: 5_000)
        _ = try await draw(20, .certify)
        let tried = try await promotion.certify(project, again: true)
        #expect(tried.looks.map(\.result) == [.tooFewLabels])
        #expect(tried.looks[0].reason.contains("20 examples that were drawn for certify"))
        #expect(tried.release.certificate == certificate)
        // Two people disagree on a row of it, and one on a certify row that came after the look.
        let items = try await store.read {
            try $0.reviewQueue(project, ReviewQuery(questions: [.sample]), limit: 1)
        }
        let row = try #require(items.first?.item.example)
        try await fixture.add(1, .certify, from: 300)
        let late = try ExampleID("certify-300")
        for (example, label) in [(row, 0), (row, 1), (late, 1)] {
            let answer = Answer(example: example, label: label)
            let answered = try await store.write { try $0.submit(project, [answer]) }
            #expect(try answered[0].get().voidedCertificates == [])
        }
        // One that it read voids it.
        let read = Answer(example: try ExampleID("certify-0"), label: 1)
        let answered = try await store.write { try $0.submit(project, [read]) }
        #expect(try answered[0].get().voidedCertificates == [certificate.id])
    }

    @Test("A release without news lets a running relabel go on, another one ends it")
    func relabelGoesOn() async throws {
        try await fixture.add(50, nil)
        let (project, store) = (fixture.project, fixture.store)
        let promotion = Promotion(store: store, host: host(wrongEvery: 50))
        _ = try await promotion.promote(try await fixture.addModel(), of: project)
        let job = try await store.write { try $0.addRelabel(project, cause: "manual") }
        _ = try await store.write { try $0.beginRelabel(job.id) }
        let before = try await store.read { try $0.currentRelease(project)?.sequence }
        _ = try await promotion.certify(project)
        let after = try await store.read { try $0.currentRelease(project)?.sequence }
        #expect(before != after)
        #expect(try await store.write { try $0.advanceRelabel(job.id, [], after: 1) } != nil)
        let next = try await fixture.addModel()
        _ = try await promotion.promote(next, of: project, gate: .always)
        #expect(try await store.write { try $0.advanceRelabel(job.id, [], after: 2) } == nil)
        let jobs = try await store.read { try $0.jobs(project, limit: 9) }
        #expect(jobs.map(\.state) == [.queued, .cancelled, .cancelled])
        #expect(jobs[1].failure?.contains("later relabel") == true)
    }

    @Test(
        "Five promotions with relabels: labels follow the certificates, and what fails is withdrawn"
    )
    func promotions() async throws {
        try await fixture.add(300, .certify)
        try await fixture.add(200, nil)
        let project = fixture.project
        let period = Mutex(11)
        let host = ScriptedHost(classes: 2, inputBytes: 8) { _, input in
            let label = Int(InputSpecification.float(in: input, at: 0))
            let number = Int(InputSpecification.float(in: input, at: 1)) % 100_000
            let every = period.withLock { $0 }
            let isWrong = number % every == 0
            return (isWrong ? 1 - label : label, isWrong ? 0.5 : 0.9)
        }
        let promotion = Promotion(store: fixture.store, host: host)
        for round in 1...5 {
            let version = try await fixture.addModel()
            period.withLock { $0 = round % 2 == 0 ? 7 : 11 }
            _ = try await promotion.promote(version, of: project, gate: .always)
            let release = try await promotion.certify(project).release
            let certificate = try #require(release.certificate)
            let job = try await run(relabeler(host))
            #expect(job.state == .succeeded)
            let expected = (0..<200).count { $0 % (round % 2 == 0 ? 7 : 11) != 0 }
            let found = try await records().filter { $0.value.source == .auto }
            #expect(found.count == expected)
            #expect(found.allSatisfy { $0.value.certificate == certificate.id })
            let withdrawn = try await records().count { $0.value.reason == .withdrawn }
            if round == 2 { #expect(withdrawn == (0..<200).count { $0 % 7 == 0 && $0 % 11 != 0 }) }
            let counts = try await fixture.store.read { try $0.counts(project) }
            #expect(counts.certified.filter { $0.value > 0 } == [certificate.id: Int64(expected)])
            #expect(counts.waiting == Int64(200 - expected))
        }
    }

    @Test("A certificate is about what could be drawn, and labelled copies take nothing out of it")
    func units() async throws {
        let project = fixture.project
        try await fixture.add(400, nil)
        // 100 more in groups that people know, which no lot may draw.
        let grouped = try (0..<200).map { number in
            let isLabeled = number < 100
            return NewExample(
                id: try ExampleID("grouped-\(number)"),
                content: Fixture.input(label: number % 2, number: 700_000 + number),
                label: isLabeled ? number % 2 : nil,
                split: isLabeled ? .train : nil,
                group: "group \(number % 100)"
            )
        }
        for result in try await fixture.store.ingest(project, grouped) { _ = try result.get() }
        let draw = try await draw(150)
        #expect(draw.population == 400)
        try await answer()
        let key = try await fixture.store.read { try $0.samples(project, of: draw.id) }[0].example
        let drawnContent = try await fixture.store.read { try $0.content(project, key: key) }
        let copies = [
            NewExample(id: try ExampleID("copy"), content: drawnContent, label: 0, split: .train)
        ]
        for result in try await fixture.store.ingest(project, copies) { _ = try result.get() }
        let version = try await train()
        let host = host(wrongEvery: 0)
        let promotion = Promotion(store: fixture.store, host: host)
        _ = try await promotion.promote(version, of: project)
        let certificate = try #require(try await promotion.certify(project).release.pools.first)
        #expect(certificate.pool?.count == 400 && certificate.certifyCount == 150)
        _ = try await run(relabeler(host))
        let accepted = try await records().filter { $0.value.decision == .accepted }
        #expect(accepted.count == 250 && accepted.keys.allSatisfy { $0.hasPrefix("stream-") })
        // Whoever labels an undrawn example unasked ends the drawing from this pool.
        let one = Answer(example: try ExampleID(try #require(accepted.keys.first)), label: 0)
        _ = try await fixture.store.write { try $0.submit(project, [one]) }[0].get()
        let order = DrawOrder(split: .certifyPool, size: 5, pool: 1)
        await #expect(throws: Failure.self) {
            _ = try await fixture.store.drawSample(project, order)
        }
    }

    @Test("A changed answer voids the pool's certificate and marks its labels; others stay")
    func voided() async throws {
        try await fixture.add(600, nil)
        try await fixture.add(300, .certify)
        let draw = try await draw(150)
        try await answer()
        let version = try await train()
        let host = host(wrongEvery: 20)
        let promotion = Promotion(store: fixture.store, host: host)
        let project = fixture.project
        _ = try await promotion.promote(version, of: project)
        let release = try await promotion.certify(project).release
        let pool = try #require(release.pools.first)
        let fresh = try #require(release.certificate)
        _ = try await run(relabeler(host))
        let key = try await fixture.store.read { try $0.samples(project, of: draw.id) }[0].example
        let entry = try #require(try await records().first { $0.value.exampleKey == key })
        let other = Answer(
            example: try ExampleID(entry.key),
            label: 1 - (entry.value.label ?? 0)
        )
        let voided = try await fixture.store.write { try $0.submit(project, [other]) }[0].get()
        #expect(voided.voidedCertificates == [pool.id])
        let after = try await records()
        #expect(after.values.count { $0.certificateIsVoid } > 300)
        #expect(after.values.allSatisfy { $0.certificateIsVoid == ($0.certificate == pool.id) })
        let current = try await fixture.store.read { try $0.currentRelease(project) }
        #expect(current?.pools == [] && current?.certificate == fresh)
        let counts = try await fixture.store.read { try $0.counts(project) }
        #expect(counts.certified[pool.id] ?? 0 > 300, "still counted, as void")
        let queued = try await fixture.store.read { try $0.openRelabels() }
        #expect(queued.map(\.cause) == ["void"])
        _ = try await run(relabeler(host))
        let last = try await records()
        #expect(last.values.count { $0.reason == .withdrawn } > 300)
        #expect(!last.values.contains { $0.decision == .accepted && $0.certificateIsVoid })
    }

    @Test("What was stored before weights of unknown history came is not fresh to them")
    func imported() async throws {
        try await fixture.add(100, nil)
        let project = fixture.project
        let orphan = try await fixture.addModel(Lineage(algorithm: Lineage.imported))
        let student = try await fixture.addModel(
            Lineage(teacher: orphan, algorithm: "distillation")
        )
        try await fixture.add(200, .gate, from: 500)
        try await fixture.add(300, .certify)
        try await fixture.add(50, nil, from: 100)
        let host = host(wrongEvery: 50)
        let promotion = Promotion(store: fixture.store, host: host)
        for version in [orphan, student] {
            _ = try await promotion.promote(version, of: project, gate: .always)
            #expect(try await promotion.certify(project).release.certificate != nil)
            _ = try await run(relabeler(host))
            let found = try await records()
            let accepted = found.filter { $0.value.decision == .accepted }.keys
            #expect(Set(accepted) == Set((100..<150).map { "stream-\($0)" }))
            let seen = try await fixture.store.seenContents(project, version)
            #expect(seen.contains(Digest(of: Fixture.input(label: 1, number: 900_001))))
            #expect(!seen.contains(Digest(of: Fixture.input(label: 1, number: 900_101))))
        }
    }

    @Test("An answer that becomes a skip changes what a certificate was read from")
    func changedMeanwhile() async throws {
        try await fixture.add(600, nil)
        let draw = try await draw(150)
        try await answer()
        let project = fixture.project
        let store = fixture.store
        let key = try await store.read { try $0.samples(project, of: draw.id) }[0].example
        let id = try #require(try await records().first { $0.value.exampleKey == key }?.key)
        let skip = Answer(
            example: try ExampleID(id),
            label: nil,
            skipReason: "on second thought",
            question: .sample
        )
        let before = try await store.read { try $0.stamp(project, ofPool: 1) }
        _ = try await store.write { try $0.submit(project, [skip]) }[0].get()
        #expect(try await store.read { try $0.stamp(project, ofPool: 1) } != before)
    }
}
