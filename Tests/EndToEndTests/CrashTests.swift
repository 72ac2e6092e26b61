import Foundation
import GRPC
import Messages
import Services
import Synchronization
import Testing

@Suite("Nothing acknowledged is lost", .serialized)
struct CrashTests {
    /// How often the server is killed; `Scripts/bench/crash` sets 50.
    static let rounds =
        ProcessInfo.processInfo.environment["TUTELAGE_CRASH_ROUNDS"].flatMap { Int($0) } ?? 5

    /// What one client has sent, and how much of it was acknowledged.
    private final class Ledger: Sendable {
        private let state = Mutex((sent: 0, acknowledged: 0))
        func send(_ count: Int) { state.withLock { $0.sent += count } }
        func acknowledge(upTo count: Int) { state.withLock { $0.acknowledged = count } }
        var acknowledged: Int { state.withLock(\.acknowledged) }
        var sent: Int { state.withLock(\.sent) }
    }

    @Test("kill -9 during ingest from 8 clients loses and doubles nothing")
    func killDuringIngest() async throws {
        let server = try await TestServer()
        let setup = try await server.connect()
        var create = Wire.CreateProjectRequest(name: "crash", classes: ["no", "yes"])
        create.input = Wire.InputSpecification(kind: .vector(Wire.VectorInput(dimension: 4)))
        _ = try await setup.unary(.createProject, create)
        await setup.close()
        var random = SystemRandomNumberGenerator()
        var expected: Set<String> = []
        var allowed: Set<String> = []
        for round in 0..<Self.rounds {
            let ledgers = (0..<8).map { _ in Ledger() }
            await withTaskGroup(of: Void.self) { group in
                for (client, ledger) in ledgers.enumerated() {
                    group.addTask { await Self.flood(server, round, client, ledger) }
                }
                // On a loaded machine nothing may be acknowledged for seconds.
                for _ in 0..<2_000 where ledgers.allSatisfy({ $0.acknowledged == 0 }) {
                    try? await Task.sleep(for: .milliseconds(5))
                }
                let pause = Int(random.next(upperBound: UInt64(500)))
                try? await Task.sleep(for: .milliseconds(pause))
                server.crash()
            }
            for (client, ledger) in ledgers.enumerated() {
                for index in 0..<ledger.sent {
                    let id = "r\(round)-c\(client)-\(index)"
                    allowed.insert(id)
                    if index < ledger.acknowledged { expected.insert(id) }
                }
            }
            try await server.start()
            let found = try await Self.stored(server)
            #expect(found.count == Set(found).count, "an example is there twice")
            let missing = expected.subtracting(found)
            #expect(missing.isEmpty, "\(missing.count) acknowledged examples are lost")
            #expect(Set(found).isSubset(of: allowed), "an example appeared from nowhere")
        }
        #expect(!expected.isEmpty, "nothing was acknowledged before any of the crashes")
        #expect(await server.stop() == 0)
    }

    /// Ingests labelled examples until the server dies.
    private static func flood(
        _ server: TestServer,
        _ round: Int,
        _ number: Int,
        _ ledger: Ledger
    ) async {
        guard let client = try? await server.connect() else { return }
        let call: BidirectionalCall<Wire.IngestRequest, Wire.IngestReply> = client.bidirectional(
            .ingest
        )
        async let received: Void = {
            do {
                for try await reply in call.responses {
                    ledger.acknowledge(upTo: Int(reply.durableCount))
                }
            } catch {
                // The server was killed: what it acknowledged counts.
            }
        }()
        var next = 0
        while next < 200_000 {
            let items = (next..<next + 20).map { index in
                let content = [round, number, index, 0].flatMap { value in
                    let bits = Float(value).bitPattern
                    return [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: bits >> UInt32($0)) }
                }
                var item = Wire.IngestItem(exampleID: "r\(round)-c\(number)-\(index)")
                item.input = Wire.Tensor(data: content)
                item.label = Wire.ExampleLabel(
                    classReference: Wire.ClassReference(reference: .index(UInt32(index % 2)))
                )
                item.split = .train
                return item
            }
            ledger.send(items.count)
            do {
                try await call.write(Wire.IngestRequest(project: "crash", items: items))
            } catch {
                break
            }
            next += items.count
        }
        await received
        await client.close()
    }

    /// The ids of all labels in the store, as the export lists them.
    private static func stored(_ server: TestServer) async throws -> [String] {
        let client = try await server.connect()
        var ids: [String] = []
        let replies: ResponseStream<Wire.ExportLabelsReply> = client.serverStreaming(
            .exportLabels,
            Wire.ExportLabelsRequest(project: "crash")
        )
        for try await reply in replies { ids += reply.records.map(\.exampleID) }
        let project = try await client.unary(.getProject, Wire.GetProjectRequest(project: "crash"))
        #expect(project.counts?.examples == UInt64(ids.count))
        await client.close()
        return ids
    }

    @Test("kill -9 of a worker: the job resumes and ends with the same weights")
    func killWorker() async throws {
        let server = try await TestServer()
        let client = try await server.connect()
        var digests: [[UInt8]] = []
        for interrupted in [false, true] {
            let name = interrupted ? "interrupted" : "whole"
            try await client.createDigits(name)
            try await client.store(Digit.all[..<40].map { $0.item(split: .train) }, in: name)
            try await client.store(Digit.all[40..<400].map { $0.item() }, in: name)
            var run = Wire.TrainingRun(steps: 600, seed: 7)
            run.algorithm = Wire.AlgorithmConfiguration(name: "fix_match")
            var job = try await client.unary(
                .startTraining,
                Wire.StartTrainingRequest(project: name, run: run)
            )
            if interrupted { try await Self.killWorkers(of: server, job, client, times: 2) }
            job = try await client.wait(for: job)
            #expect(job.state == .succeeded, "\(job.failure)")
            #expect(job.attempts == (interrupted ? 3 : 1))
            let model = try await client.unary(
                .getModel,
                Wire.GetModelRequest(project: name, modelVersion: job.modelVersion)
            )
            digests.append(model.weightsSHA256)
        }
        #expect(digests[0] == digests[1], "the resumed run made other weights")
        await client.close()
        #expect(await server.stop() == 0)
    }

    /// Kills the worker of a job each time it is some steps further.
    private static func killWorkers(
        of server: TestServer,
        _ job: Wire.Job,
        _ client: GRPCClient,
        times: Int
    ) async throws {
        var killed = 0
        var seen: UInt64 = 0
        while killed < times {
            let now = try await client.unary(.getJob, Wire.GetJobRequest(jobID: job.id))
            try #require(now.state == .queued || now.state == .running, "it was over too soon")
            if now.state == .running, let step = now.progress?.step, step >= seen + 60 {
                for child in server.children {
                    kill(child, SIGKILL)
                    killed += 1
                }
                seen = step
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
