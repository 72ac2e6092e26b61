import Domain
import Foundation
import GRPC
import Messages
import Services
import Testing

@Suite("Comparisons of algorithms are jobs that end with a table")
struct ComparisonJobTests {
    private func request(
        _ names: [String],
        _ change: (inout Wire.ComparisonRun) -> Void = { _ in }
    ) -> Wire.StartComparisonRequest {
        var run = Wire.ComparisonRun(
            algorithms: names.map { Wire.AlgorithmConfiguration(name: $0) },
            run: WholeServer.smallRun(steps: 60)
        )
        run.folds = 4
        change(&run)
        return Wire.StartComparisonRequest(project: "clouds", run: run)
    }

    @Test("Each is trained on each split; no model is made, and the project is as before")
    func table() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        let job = try await whole.client.unary(
            .startComparison,
            request(["supervised", "FixMatch", "s3vm"])
        )
        #expect(job.kind == .compare && job.run == nil)
        #expect(job.comparison?.algorithms.map(\.name) == ["supervised", "fix_match", "s3vm"])
        #expect(job.comparison?.folds == 4 && job.comparison?.seeds == 1)
        #expect(job.comparison?.cpuSeconds == 1800 && job.comparison?.run?.steps == 60)
        let last = try #require(try await whole.watch(job.id).last)
        #expect(last.state == .succeeded, "\(last.failure)")
        let report = try #require(last.comparisonReport)
        #expect(report.algorithms.map(\.name) == ["supervised", "fix_match", "s3vm"])
        #expect(report.splits == 4 && report.plannedSplits == 4 && report.labeled == 20)
        #expect(report.reference == 1 && report.algorithms[1].difference == nil)
        for row in report.algorithms { #expect(row.accuracy >= 0.9 && row.failure.isEmpty) }
        #expect(!report.distinguishable && report.settings == nil)
        #expect(report.verdict.hasPrefix("not distinguishable from fix_match, since"))
        let models = try await whole.client.unary(
            .listModels,
            Wire.ListModelsRequest(project: "clouds")
        )
        #expect(models.models.isEmpty)
        let kept = try FileManager.default.contentsOfDirectory(atPath: whole.path + "/checkpoints")
        #expect(kept.isEmpty)
        try await whole.end()
    }

    @Test("Time that is given is used: rows are dealt anew until it is over")
    func time() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        let asked = request(["supervised", "fix_match"]) { $0.cpuSeconds = 1 }
        let job = try await whole.client.unary(.startComparison, asked)
        #expect(job.comparison?.seeds == 100)
        let last = try #require(try await whole.watch(job.id).last)
        let report = try #require(last.comparisonReport)
        #expect(report.plannedSplits == 400 && report.splits < 400)
        let two = request(["supervised", "fix_match"]) {
            $0.cpuSeconds = 1
            $0.seeds = 1
        }
        #expect(try await whole.client.unary(.startComparison, two).comparison?.seeds == 1)
        try await whole.end()
    }

    @Test("What cannot be compared is refused with its field")
    func refusals() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        var twice = request(["supervised", "fix_match"])
        twice.run?.run?.algorithm = Wire.AlgorithmConfiguration(name: "vat")
        var given = request(["supervised", "fix_match"])
        given.run?.run?.initialVersion = 3
        for (request, words) in [
            (request([]), "expected 2 to 64 algorithms to compare; got 0"),
            (request(["vat"]), "expected 2 to 64 algorithms to compare; got 1"),
            (request(["vat", "VAT"]), "vat is named twice"),
            (request(["vat", "distillation"]), "distillation needs a teacher"),
            (request(["vat", "vta"]), "vta"),
            (request(["vat", "s3vm"]) { $0.folds = 1 }, "folds is 2 to 20; got 1"),
            (request(["vat", "s3vm"]) { $0.seeds = 0 }, "seeds is 1 to 100; got 0"),
            (request(["vat", "s3vm"]) { $0.draws = 1 }, "draws is 2 to 64, or 0 for none; got 1"),
            (request(["vat", "s3vm"]) { $0.cpuSeconds = .nan }, "cpu_seconds is 1 to 10000000"),
            (twice, "leave it unset"), (given, "begins without any model; got version 3"),
        ] {
            let status = await #expect(throws: GRPCStatus.self) {
                _ = try await whole.client.unary(.startComparison, request)
            }
            #expect(status?.code == .invalidArgument)
            #expect(status?.message.contains(words) == true, "\(status?.message ?? "")")
        }
        try await whole.createClouds("bare", labeled: 0)
        var bare = request(["supervised", "fix_match"])
        bare.project = "bare"
        let status = await #expect(throws: GRPCStatus.self) {
            _ = try await whole.client.unary(.startComparison, bare)
        }
        #expect(status?.code == .failedPrecondition)
        try await whole.end()
    }

    @Test("A cancelled comparison ends at once, without a table")
    func cancelled() async throws {
        let whole = try await WholeServer()
        try await whole.createClouds()
        let asked = request(["supervised", "fix_match"]) { $0.run?.steps = 1_000_000 }
        let job = try await whole.client.unary(.startComparison, asked)
        for try await reply in whole.client.serverStreaming(
            .watchJob,
            Wire.WatchJobRequest(jobID: job.id)
        ) where reply.job?.progress?.phase == "supervised, split 1 of 4" { break }
        _ = try await whole.client.unary(.cancelJob, Wire.CancelJobRequest(jobID: job.id))
        let last = try #require(try await whole.watch(job.id).last)
        #expect(last.state == .cancelled && last.comparisonReport == nil)
        try await whole.end()
    }
}
