import Domain
import Files
import Foundation
import Store
import Testing

@Suite("Models are immutable, releases are appended, and looks are never given back")
struct ReleaseTests {
    private func addModel(_ store: DataStore, _ byte: UInt8) async throws -> ModelRecord {
        let model = NewModel(
            specification: "{\"layers\":\(byte)}",
            fileName: "weights-\(byte)",
            byteCount: 4,
            digest: Digest(of: [byte]),
            lineage: Lineage(algorithm: "fixmatch", seed: .max)
        )
        return try await store.write { try $0.addModel(digits, model) }
    }

    private func certificate(_ version: ModelVersion) -> Certificate {
        Certificate(
            modelVersion: version,
            threshold: 0.9,
            epsilon: 0.05,
            delta: 0.05,
            look: 1,
            level: 0.025,
            views: 9,
            certifyCount: 300,
            accepted: 250,
            wrong: 3
        )
    }

    @Test("Thresholds of single classes come back; rows from before there were any have none")
    func perClass() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        var certificate = certificate(1)
        certificate.perClass = [0.9, nil, 0.95]
        let made = certificate
        let stored = try await store.write { try $0.addCertificate(digits, made) }
        let read = try await store.read { try $0.certificate(digits, stored.id).certificate }
        #expect(read == stored && read.perClass == [0.9, nil, 0.95])
        #expect(read.promise.hasPrefix("for each predicted class with a threshold, "))
        let body = try JSONEncoder().encode(self.certificate(1))
        var fields = try #require(
            try JSONSerialization.jsonObject(with: body) as? [String: Any]
        )
        #expect(fields.removeValue(forKey: "perClass") != nil)
        let before = try JSONSerialization.data(withJSONObject: fields)
        #expect(try JSONDecoder().decode(Certificate.self, from: before) == self.certificate(1))
        try await store.close()
    }

    @Test("Versions count from 1, and a model comes back as it was written")
    func models() async throws {
        let fixture = try Fixture()
        var store = try fixture.open()
        try await store.createDigits()
        let models = [try await addModel(store, 1), try await addModel(store, 2)]
        #expect(models.map(\.version) == [1, 2])
        #expect(models.map(\.state) == [.candidate, .candidate])
        let metrics = Metrics(
            split: .test,
            count: 2,
            accuracy: 0.5,
            accuracyLow: 0.01,
            accuracyHigh: 0.99,
            calibrationError: 0.1,
            precision: [1, 0, 0],
            recall: [0.5, 0, 0],
            confusion: Confusion(rows: [[1, 1, 0], [0, 0, 0], [0, 0, 0]])
        )
        try await store.write { try $0.addEvaluation(digits, 2, metrics) }
        let missing = await failure {
            try await store.write { try $0.addEvaluation(digits, 3, metrics) }
        }
        #expect(missing?.kind == .notFound)
        try await store.close()
        store = try fixture.open()
        #expect(try await store.read { try $0.models(digits, limit: 9) } == models)
        #expect(try await store.read { try $0.models(digits, after: 1, limit: 9) } == [models[1]])
        #expect(try await store.read { try $0.evaluations(digits, 2) } == [metrics])
        try await store.close()
    }

    @Test("The last release serves; a rollback restores threshold and certificate")
    func releases() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await addModel(store, 1)
        _ = try await addModel(store, 2)
        #expect(try await store.read { try $0.currentRelease(digits) } == nil)
        let certificate = certificate(1)
        let first = try await store.write { writer in
            let stored = try writer.addCertificate(digits, certificate)
            return try writer.release(
                digits,
                version: 1,
                threshold: 0.9,
                certificate: stored.id,
                reason: "first"
            )
        }
        #expect(first.certificate?.epsilon == 0.05)
        #expect(first.certificate?.perClass == [])
        let id = try #require(first.certificate?.id)
        _ = try await store.write {
            try $0.release(digits, version: 2, threshold: nil, certificate: nil, reason: "better")
        }
        _ = try await store.write {
            try $0.release(digits, version: 1, threshold: 0.9, certificate: id, reason: "rollback")
        }
        let current = try #require(try await store.read { try $0.currentRelease(digits) })
        #expect(current.version == 1 && current.threshold == 0.9 && current.certificate?.id == id)
        let states = try await store.read { reader in
            try [1, 2].map { try reader.modelEvents(digits, $0).map(\.state) }
        }
        #expect(states[0] == [.candidate, .champion, .retired, .champion])
        #expect(states[1] == [.candidate, .champion, .retired])
        #expect(
            try await store.read { try $0.models(digits, limit: 9) }.map(\.state) == [
                .champion, .retired,
            ]
        )
        let releases = try await store.read { try $0.releases(digits, limit: 9) }
        #expect(releases.map(\.version) == [1, 2, 1])
        let found = try await store.read { reader in
            try (releases.map(\.sequence) + [current.sequence + 1]).map {
                try reader.release(digits, $0)
            } + [1, 2].map { try reader.lastRelease(digits, otherThan: $0) }
        }
        #expect(found == releases + [nil, releases[1], releases[0]])
        let unknown = await failure {
            _ = try await store.write {
                try $0.release(digits, version: 3, threshold: nil, certificate: nil, reason: "")
            }
        }
        #expect(unknown?.kind == .notFound)
        try await store.close()
    }

    @Test("A certify label that changes voids the certificate; one that is confirmed does not")
    func voided() async throws {
        let store = try Fixture().open()
        try await store.createDigits()
        _ = try await addModel(store, 1)
        _ = try await store.ingest(
            digits,
            [example("c", 1, label: 1, split: .certify), example("t", 2, label: 1)]
        )
        let certificate = certificate(1)
        let id = try await store.write { writer in
            let stored = try writer.addCertificate(digits, certificate)
            _ = try writer.release(
                digits,
                version: 1,
                threshold: 0.9,
                certificate: stored.id,
                reason: "first"
            )
            return stored.id
        }
        func answer(_ id: String, _ label: Int) async throws -> [Int64] {
            let answer = Answer(example: try ExampleID(id), label: label)
            return try await store.write {
                try $0.submit(digits, [answer])[0].get().voidedCertificates
            }
        }
        #expect(try await answer("c", 1) == [])
        #expect(try await answer("t", 0) == [])
        #expect(try await store.read { try $0.currentRelease(digits) }?.certificateIsVoid == false)
        #expect(try await answer("c", 2) == [id])
        #expect(try await store.read { try $0.currentRelease(digits) }?.certificateIsVoid == true)
        #expect(try await store.read { try $0.certificate(digits, id).isVoid })
        #expect(try await answer("c", 0) == [])
        try await store.close()
    }

    @Test("Looks count up over restarts, and gate decisions count their comparisons")
    func looks() async throws {
        let fixture = try Fixture()
        for look in 1...3 {
            let store = try fixture.open()
            if look == 1 { try await store.createDigits() }
            #expect(
                try await store.write { try $0.takeLook(digits, version: 1, question: "one") }
                    == look
            )
            let failed = await failure {
                try await store.write { writer in
                    _ = try writer.takeLook(digits, version: 1, question: "one")
                    throw Failure.invalid("undone with the rest")
                }
            }
            #expect(failed != nil)
            let reference: ModelVersion? = look == 1 ? nil : 1
            let decision = GateDecision(
                passed: true,
                policy: .better,
                reference: reference,
                count: 200,
                won: 9,
                lost: 1,
                statistic: 0.01,
                comparisons: 0,
                reason: "9 won"
            )
            let stored = try await store.write {
                try $0.addGateDecision(digits, challenger: Int64(look), decision)
            }
            #expect(stored.comparisons == look - 1)
            try await store.close()
        }
        let store = try fixture.open()
        #expect(try await store.read { try $0.looks(digits) } == 3)
        let counts = try await store.read { reader in
            try (1...4).map {
                try reader.gateDecisions(digits, about: $0, limit: 10).map(\.comparisons)
            }
        }
        #expect(counts == [[0], [1], [2], []])
        // Of many the latest are shown, and the last that passed is found behind them.
        let refused = GateDecision(
            passed: false,
            policy: .better,
            reference: 1,
            count: 200,
            won: 1,
            lost: 9,
            statistic: 0.99,
            comparisons: 0,
            reason: "1 won"
        )
        for _ in 0..<30 {
            _ = try await store.write { try $0.addGateDecision(digits, challenger: 2, refused) }
        }
        let (latest, pass, none) = try await store.read { reader in
            (
                try reader.gateDecisions(digits, about: 2, limit: 20),
                try reader.lastPass(digits, of: 2), try reader.lastPass(digits, of: 4)
            )
        }
        #expect(latest.map(\.passed) == [Bool](repeating: false, count: 20))
        #expect(latest.map(\.comparisons) == (0..<20).map { 32 - $0 })
        #expect(pass?.comparisons == 1)
        #expect(none == nil)
        try await store.close()
    }
}
