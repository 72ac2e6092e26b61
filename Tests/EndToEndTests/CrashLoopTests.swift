import Foundation
import GRPC
import Messages
import Services
import Synchronization
import Testing

/// What was acknowledged before a crash.
private final class Acknowledged: Sendable {
    private let state = Mutex(
        (draws: [Int64: Wire.Draw](), labels: [String: UInt32](), releases: [Int64: Int64]())
    )

    func add(_ draw: Wire.Draw) { state.withLock { $0.draws[draw.id] = draw } }
    func add(_ label: String, _ label2: UInt32) { state.withLock { $0.labels[label] = label2 } }
    func add(release number: Int64, version: Int64) {
        state.withLock { $0.releases[number] = version }
    }

    var hasAll: Bool {
        state.withLock { !$0.draws.isEmpty && !$0.labels.isEmpty && !$0.releases.isEmpty }
    }
    var draws: [Int64: Wire.Draw] { state.withLock { $0.draws } }
    var labels: [String: UInt32] { state.withLock { $0.labels } }
    var releases: [Int64: Int64] { state.withLock { $0.releases } }
}

@Suite("The loop survives kill -9: nothing lost, doubled or half done", .serialized)
struct CrashLoopTests {
    private static let project = "loop"
    private static let digits = 1200

    @Test("kill -9 during relabel, DrawSample, Promote and SubmitLabels")
    func killLoop() async throws {
        let server = try await TestServer()
        let setup = try await server.connect()
        try await setup.createDigits(Self.project)
        try await setup.store(Digit.all[..<60].map { $0.item(split: .train) }, in: Self.project)
        let versions = [
            try await setup.train(Self.project, steps: 20, seed: 1).modelVersion,
            try await setup.train(Self.project, steps: 20, seed: 2).modelVersion,
        ]
        var policies = try await setup.unary(.getPolicies, .init(project: Self.project))
        policies.autoLabel = Wire.AutoLabelPolicy(rule: .fixed(.init(threshold: 0.5)))
        _ = try await setup.unary(
            .setPolicies,
            Wire.SetPoliciesRequest(project: Self.project, policies: policies)
        )
        let rows = Digit.all[60..<60 + Self.digits].enumerated().map { index, digit in
            var item = digit.item(split: .train)
            item.exampleID = "u\(index)"
            item.label = nil
            item.split = .unspecified
            return item
        }
        try await setup.store(rows, in: Self.project)
        await setup.close()
        let acknowledged = Acknowledged()
        for round in 0..<CrashTests.rounds {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await Self.draw(server, round, acknowledged) }
                group.addTask { await Self.label(server, round, acknowledged) }
                group.addTask { await Self.promote(server, round, versions, acknowledged) }
                group.addTask { await Self.relabel(server) }
                try? await Task.sleep(for: .milliseconds(Int.random(in: 50...600)))
                // The first crash comes when something of each kind was acknowledged.
                for _ in 0..<800 where round == 0 && !acknowledged.hasAll {
                    try? await Task.sleep(for: .milliseconds(25))
                }
                server.crash()
            }
            try await server.start()
            try await Self.check(server, acknowledged)
        }
        #expect(acknowledged.hasAll)
        #expect(await server.stop() == 0)
    }

    private static func draw(_ server: TestServer, _ round: Int, _ found: Acknowledged) async {
        guard let client = try? await server.connect() else { return }
        for attempt in 0..<3 {
            var request = Wire.DrawSampleRequest(project: project, split: .certifyPool, count: 4)
            request.pool = found.draws.isEmpty ? 0 : 1
            request.requestID = "draw-\(round)-\(attempt)"
            guard let draw = try? await client.unary(.drawSample, request) else { continue }
            found.add(draw)
        }
        await client.close()
    }

    private static func label(_ server: TestServer, _ round: Int, _ found: Acknowledged) async {
        guard let client = try? await server.connect() else { return }
        for index in 0..<1000 {
            let key = "label-\(round)-\(index)"
            let answer = Wire.SubmittedLabel(
                exampleID: "u\((round * 131 + index) % digits)",
                classReference: Wire.ClassReference(reference: .index(UInt32(index % 10))),
                labelID: key
            )
            let request = Wire.SubmitLabelsRequest(project: project, labels: [answer])
            guard (try? await client.unary(.submitLabels, request)) != nil else { break }
            found.add(key, UInt32(index % 10))
        }
        await client.close()
    }

    private static func promote(
        _ server: TestServer,
        _ round: Int,
        _ versions: [Int64],
        _ found: Acknowledged
    ) async {
        guard let client = try? await server.connect() else { return }
        for turn in 0..<1000 {
            var request = Wire.PromoteRequest(project: project, modelVersion: versions[turn % 2])
            request.gate = Wire.GatePolicy(rule: .always(.init()))
            request.requestID = "promote-\(round)-\(turn)"
            guard let reply = try? await client.unary(.promote, request) else { break }
            guard let release = reply.release else { continue }
            found.add(release: release.number, version: release.modelVersion)
        }
        await client.close()
    }

    private static func relabel(_ server: TestServer) async {
        guard let client = try? await server.connect() else { return }
        while (try? await client.unary(.startRelabel, .init(project: project))) != nil {
            try? await Task.sleep(for: .milliseconds(40))
        }
        await client.close()
    }

    /// Everything acknowledged is there once, and what was interrupted has come to an end.
    private static func check(_ server: TestServer, _ found: Acknowledged) async throws {
        let client = try await server.connect()
        let draws = try await client.unary(.listDraws, .init(project: project)).draws
        #expect(Set(draws.map(\.id)).count == draws.count)
        for (id, draw) in found.draws {
            let stored = draws.first { $0.id == id }
            #expect(stored?.seed == draw.seed && stored?.count == draw.count, "draw \(id)")
        }
        var all = Wire.ExportLabelsRequest(project: project)
        all.includeSuperseded = true
        var keys: [String: Int] = [:]
        for try await reply in client.serverStreaming(.exportLabels, all) {
            for record in reply.records where record.labelID.hasPrefix("label-") {
                keys[record.labelID, default: 0] += 1
                let said = found.labels[record.labelID]
                #expect(said == nil || record.classIndex == said, "\(record.labelID)")
            }
        }
        #expect(keys.values.allSatisfy { $0 == 1 }, "an answer is there twice")
        #expect(found.labels.keys.allSatisfy { keys[$0] == 1 }, "an acknowledged answer is lost")
        let report = try await client.unary(.labelReport, .init(project: project))
        if let newest = found.releases.keys.max(), let release = report.release {
            #expect(release.number >= newest, "an acknowledged release is lost")
            let said = found.releases[release.number]
            #expect(said == nil || said == release.modelVersion)
        }
        let models = try await client.unary(.listModels, .init(project: project)).models
        #expect(
            models.filter { $0.state == .champion }.map(\.version) == [
                report.release?.modelVersion ?? 0
            ]
        )
        try await awaitRelabels(client)
        try await checkDecisions(client, report.release)
        await client.close()
    }

    private static func awaitRelabels(_ client: GRPCClient) async throws {
        for _ in 0..<600 {
            let jobs = try await client.unary(.listJobs, .init(project: project)).jobs
            let open = jobs.filter { $0.kind == .relabel && !$0.state.isFinal }
            if open.isEmpty { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("a relabel does not end")
    }

    /// Each example has one record in force, and after a relabel each automatic one is the champion's.
    private static func checkDecisions(_ client: GRPCClient, _ release: Wire.Release?) async throws
    {
        let job = try await client.unary(.startRelabel, .init(project: project))
        for try await reply in client.serverStreaming(
            .watchJob,
            Wire.WatchJobRequest(jobID: job.id)
        ) {
            if reply.job?.state.isFinal == true { #expect(reply.job?.state == .succeeded) }
        }
        var request = Wire.ExportLabelsRequest(project: project)
        request.includeUndecided = true
        var ids: [String] = []
        for try await reply in client.serverStreaming(.exportLabels, request) {
            for record in reply.records where record.exampleID.hasPrefix("u") {
                ids.append(record.exampleID)
                guard let decision = record.decision else { continue }
                #expect(decision.modelVersion == release?.modelVersion)
            }
        }
        #expect(ids.count == digits && Set(ids).count == digits)
    }
}

extension Wire.JobState {
    /// Whether the job will never change again.
    fileprivate var isFinal: Bool {
        switch self {
        case .succeeded, .failed, .cancelled: true
        case .queued, .running, .unspecified, .unrecognized: false
        }
    }
}
