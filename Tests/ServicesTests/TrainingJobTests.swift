import Domain
import GRPC
import Messages
import SemiSupervised
import Services
import Testing

@Suite("Jobs run to their models")
struct TrainingJobTests {
    @Test("A run trains, is watched to its end, and its model serves")
    func run() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        let job = try await whole.client.unary(
            .startTraining,
            Wire.StartTrainingRequest(project: "clouds", run: WholeServer.smallRun())
        )
        #expect(job.state == .queued)
        #expect(job.snapshot?.labeled == 20)
        #expect(job.snapshot?.unlabeled == 20)
        let states = try await whole.watch(job.id)
        let last = try #require(states.last)
        #expect(last.state == .succeeded, "\(last.failure)")
        #expect(last.modelVersion == 1)
        #expect(last.gate?.passed == true)
        #expect(last.release?.modelVersion == 1)
        #expect(last.progress?.step == 30)
        #expect(last.metrics.map(\.name).contains("mask"))
        #expect(states.dropLast().allSatisfy { $0.state == .queued || $0.state == .running })
        let model = try await whole.client.unary(.getModel, Wire.GetModelRequest(project: "clouds"))
        #expect(model.state == .champion)
        #expect(model.lineage?.algorithm == "fix_match")
        #expect(model.lineage?.jobID == job.id)
        #expect(model.parameterCount == 2 * 8 + 8 + 8 * 2 + 2)
        #expect(model.evaluations.first?.count == 20)
        var network = WholeServer.smallRun().network
        network?.standardization = .columns
        #expect(model.network == network)
        try await whole.end()
    }

    @Test("The same run gives the same weights")
    func repeated() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        var digests: [[UInt8]] = []
        for _ in 0..<2 {
            let job = try await whole.client.unary(
                .startTraining,
                Wire.StartTrainingRequest(project: "clouds", run: WholeServer.smallRun(steps: 200))
            )
            _ = try await whole.watch(job.id)
            let version = Int64(digests.count + 1)
            let model = try await whole.client.unary(
                .getModel,
                Wire.GetModelRequest(project: "clouds", modelVersion: version)
            )
            digests.append(model.weightsSHA256)
        }
        #expect(digests[0] == digests[1])
        try await whole.end()
    }

    @Test("A cancelled run ends without a model")
    func cancel() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        let job = try await whole.client.unary(
            .startTraining,
            Wire.StartTrainingRequest(
                project: "clouds",
                run: WholeServer.smallRun(steps: 10_000_000)
            )
        )
        for try await reply in whole.client.serverStreaming(
            .watchJob,
            Wire.WatchJobRequest(jobID: job.id)
        ) where reply.job?.state == .running { break }
        let asked = try await whole.client.unary(.cancelJob, Wire.CancelJobRequest(jobID: job.id))
        #expect(asked.cancelRequested)
        let last = try #require(try await whole.watch(job.id).last)
        #expect(last.state == .cancelled)
        #expect(last.modelVersion == 0)
        let listed = try await whole.client.unary(
            .listJobs,
            Wire.ListJobsRequest(project: "clouds", states: [.cancelled])
        )
        #expect(listed.jobs.map(\.id) == [job.id])
        let models = try await whole.client.unary(
            .listModels,
            Wire.ListModelsRequest(project: "clouds")
        )
        #expect(models.models.isEmpty)
        try await whole.end()
    }

    @Test("A retry with its request id queues nothing twice")
    func retry() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        var request = Wire.StartTrainingRequest(project: "clouds", run: WholeServer.smallRun())
        request.requestID = "once"
        let first = try await whole.client.unary(.startTraining, request)
        let second = try await whole.client.unary(.startTraining, request)
        #expect(first.id == second.id)
        request.run?.seed = 9
        await #expect(throws: GRPCStatus.self) {
            _ = try await whole.client.unary(.startTraining, request)
        }
        _ = try await whole.watch(first.id)
        try await whole.end()
    }

    @Test("Too few labels are a failed precondition")
    func fewLabels() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds(labeled: 0)
        let status = await #expect(throws: GRPCStatus.self) {
            _ = try await whole.client.unary(
                .startTraining,
                Wire.StartTrainingRequest(project: "clouds")
            )
        }
        #expect(status?.code == .failedPrecondition)
        #expect(status?.message.contains("label") == true)
        try await whole.end()
    }

    @Test("The algorithms are those of the catalogue")
    func algorithms() async throws {
        let whole = try await WholeServer()
        let reply = try await whole.client.unary(.listAlgorithms, Wire.ListAlgorithmsRequest())
        try await whole.end()
        let names = reply.algorithms.map(\.name)
        #expect(names == Algorithms.cards.map(\.name))
        for algorithm in reply.algorithms {
            let type = try Algorithms.named(algorithm.name)
            #expect(algorithm.hyperParameters.map(\.name) == type.catalog.map(\.name))
            #expect(algorithm.whenToUse == type.card.whenToUse)
            for parameter in algorithm.hyperParameters {
                #expect(parameter.choices.isEmpty == (parameter.minimum != nil))
            }
        }
    }
}
