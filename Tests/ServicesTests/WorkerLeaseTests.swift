import GRPC
import Messages
import Services
import Testing

@Suite("The internal service of workers")
struct WorkerLeaseTests {
    @Test("A worker without the lease is refused and changes nothing")
    func fencing() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        let job = try await whole.client.unary(
            .startTraining,
            Wire.StartTrainingRequest(project: "clouds", run: WholeServer.smallRun(steps: 2000))
        )
        for try await reply in whole.client.serverStreaming(
            .watchJob,
            Wire.WatchJobRequest(jobID: job.id)
        ) where reply.job?.state == .running { break }
        let socket = try await GRPCClient.connect(unixSocket: whole.path + "/worker.sock")
        let beat = RPC<Wire.HeartbeatRequest, Wire.HeartbeatReply>(HeartbeatMethod.path)
        let complete = RPC<Wire.CompleteRequest, Wire.CompleteReply>(CompleteMethod.path)
        let fail = RPC<Wire.FailRequest, Wire.FailReply>(FailMethod.path)
        let refusals = [
            await code { _ = try await socket.unary(beat, .init(jobID: job.id, fencingToken: 99)) },
            await code {
                _ = try await socket.unary(
                    complete,
                    .init(
                        jobID: job.id,
                        fencingToken: 99,
                        weightsSHA256: [UInt8](repeating: 0, count: 32)
                    )
                )
            },
            await code { _ = try await socket.unary(fail, .init(jobID: job.id, fencingToken: 99)) },
        ]
        #expect(refusals == [.aborted, .aborted, .aborted])
        let last = try #require(try await whole.watch(job.id).last)
        #expect(last.state == .succeeded, "\(last.failure)")
        #expect(last.attempts == 1)
        await socket.close()
        try await whole.end()
    }

    @Test("The internal methods are not on the public address")
    func isInternal() async throws {
        let whole = try await WholeServer()
        let lease = RPC<Wire.LeaseRequest, Wire.LeaseReply>(LeaseMethod.path)
        let client = whole.client
        #expect(
            await code { _ = try await client.unary(lease, Wire.LeaseRequest()) } == .unimplemented
        )
        try await whole.end()
    }

    @Test("Every method is routed on its own address")
    func routes() {
        let internalMethods = [
            LeaseMethod.path, HeartbeatMethod.path, CompleteMethod.path,
            CompleteComparisonMethod.path, FailMethod.path,
        ]
        let named = MethodDescriptor.all.filter { $0.service == "tutelage.internal.v1.Worker" }
        #expect(Set(named.map(\.method)) == Set(internalMethods.map(\.method)))
    }

    private func code(_ body: () async throws -> Void) async -> GRPCStatus.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? GRPCStatus)?.code
        }
    }
}
