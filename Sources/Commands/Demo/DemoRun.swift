import Domain
import Foundation
import GRPC
import InputFiles
import Messages
import SemiSupervised
import Services

/// The whole loop on the digits, through the public API only.
struct DemoRun {
    private let client: GRPCClient
    private let data: DemoData
    private let seed: UInt64
    private let say: (String) -> Void
    private let project = "digits"
    private var report: DemoReport

    /// Creates a run; nothing is called yet.
    init(client: GRPCClient, data: DemoData, seed: UInt64, say: @escaping (String) -> Void) {
        self.client = client
        self.data = data
        self.seed = seed
        self.say = say
        report = DemoReport(seed: seed)
    }

    /// Runs every step.
    ///
    /// - Throws: ``GRPCStatus`` or ``Failure`` when a step fails; a refused promotion is none.
    mutating func run() async throws -> DemoReport {
        try await createProject()
        try await importLabels()
        try await answerSample()
        try await trainSupervised()
        try await trainFixMatch()
        try await labelBacklog()
        try await streamDigits()
        try await awaitSelfTraining()
        try await distil()
        try await measureCalls()
        return report
    }

    private func createProject() async throws {
        say("creating project \(project): 8 x 8 images, 10 classes")
        var request = Wire.CreateProjectRequest(name: project)
        request.classes = (0..<10).map { "\($0)" }
        var image = Wire.ImageInput(height: 8, width: 8, channels: 1)
        image.scale = 1 / 16
        request.input = .init(kind: .image(image))
        request.policies = policies(retraining: false)
        request.requestID = UUID().uuidString
        _ = try await client.unary(.createProject, request)
    }

    /// 5 % error at 95 % confidence, 9 views; the gate `better`.
    private func policies(retraining: Bool) -> Wire.Policies {
        var policies = Wire.Policies()
        let rule = Wire.AutoLabelPolicy.Rule.guarantee(.init(epsilon: 0.05, delta: 0.05))
        policies.autoLabel = Wire.AutoLabelPolicy(rule: rule, views: 9)
        policies.gate = .init(rule: .better(.init()))
        if retraining {
            var retrain = Wire.RetrainPolicy(newExamples: 400)
            var run = Wire.SelfTrainingRun()
            run.rounds = 1
            run.student = Wire.TrainingRun(seed: seed)
            retrain.run = .selfTraining(run)
            retrain.gate = Self.nonInferior
            policies.retrain = retrain
        }
        return policies
    }

    private static let nonInferior = Wire.GatePolicy(
        rule: .nonInferior(.init(margin: 0.05))
    )

    private func importLabels() async throws {
        try await ingest(data.train, split: .train)
        try await ingest(data.gate, split: .gate)
        try await ingest(data.certify, split: .certify)
        try await ingest(data.unlabeled, split: nil)
        say(
            "imported \(data.train.count) train, \(data.gate.count) gate and "
                + "\(data.certify.count) certify labels, and \(data.unlabeled.count) unlabelled digits"
        )
    }

    private func ingest(_ rows: [InputRow], split: Wire.Split?) async throws {
        let items = rows.map { row in
            var row = row
            if split == nil { row.label = "" }
            return row.item(split: split ?? .train)
        }
        let call = client.bidirectional(.ingest)
        try await call.write(Wire.IngestRequest(project: project, items: items))
        call.finish()
        var durable: UInt64 = 0
        for try await reply in call.responses {
            durable = reply.durableCount
            if let refused = reply.refused.first {
                throw Failure.invalid("digit \(refused.index) was refused: \(refused.message)")
            }
        }
        guard durable == UInt64(rows.count) else {
            throw Failure(.internal, "\(durable) of \(rows.count) digits are durable")
        }
    }

    /// The backlog certifies itself: a lot draws 150 of it, which people answer without a guess.
    private func answerSample() async throws {
        var request = Wire.DrawSampleRequest(project: project, split: .certifyPool, count: 150)
        request.seed = seed
        request.requestID = UUID().uuidString
        let draw = try await client.unary(.drawSample, request)
        say("drew \(draw.count) of the \(draw.population) unlabelled digits; people answer them")
        let truth = Dictionary(uniqueKeysWithValues: data.unlabeled.map { ($0.id, $0.label) })
        var page = Wire.ListReviewRequest(project: project, pageSize: 1000, questions: [.sample])
        repeat {
            let list = try await client.unary(.listReview, page)
            guard !list.items.isEmpty else { break }
            var answers = Wire.SubmitLabelsRequest(project: project)
            answers.labels = list.items.map { item in
                Wire.SubmittedLabel(
                    exampleID: item.exampleID,
                    classReference: Wire.ClassReference(
                        reference: .name(truth[item.exampleID] ?? "")
                    ),
                    question: item.question
                )
            }
            answers.requestID = UUID().uuidString
            _ = try await client.unary(.submitLabels, answers)
            page.pageToken = list.nextPageToken
        } while !page.pageToken.isEmpty
    }

    /// The promotion has started the job that decides about the backlog; the demo waits for it.
    private mutating func labelBacklog() async throws {
        say("labelling the backlog under its own certificate")
        let jobs = try await client.unary(.listJobs, Wire.ListJobsRequest(project: project)).jobs
        if let job = jobs.first(where: { $0.kind == .relabel }) {
            _ = try await JobWatch.follow(job, client)
        }
        let truth = Dictionary(uniqueKeysWithValues: data.unlabeled.map { ($0.id, $0.label) })
        report.backlog.sent = data.unlabeled.count - 150
        let request = Wire.ExportLabelsRequest(project: project, sources: [.auto])
        for try await reply in client.serverStreaming(.exportLabels, request) {
            for record in reply.records where record.decision?.kind == .pool {
                report.backlog.accepted += 1
                if record.className != truth[record.exampleID] { report.backlog.wrong += 1 }
            }
        }
    }

    private mutating func trainSupervised() async throws {
        var run = Wire.TrainingRun(seed: seed)
        run.algorithm = .init(name: Supervised.card.name)
        run.steps = 600
        try await start(run, title: "supervised, 40 labels")
    }

    private mutating func trainFixMatch() async throws {
        var run = Wire.TrainingRun(seed: seed)
        run.algorithm = .init(name: FixMatch.card.name)
        try await start(run, title: "FixMatch, 40 labels + 550 unlabelled")
    }

    private mutating func start(_ run: Wire.TrainingRun, title: String) async throws {
        var request = Wire.StartTrainingRequest(project: project, run: run)
        request.requestID = UUID().uuidString
        try await follow(try await client.unary(.startTraining, request), title: title)
    }

    /// Waits for a job and measures what it made.
    private mutating func follow(_ job: Wire.Job, title: String) async throws {
        say("training: \(title)")
        let begin = ContinuousClock.now
        let done = try await JobWatch.follow(job, client)
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        guard done.state == .succeeded else {
            throw Failure(.internal, "job \(done.id) \(done.state.word): \(done.failure)")
        }
        let accuracy = try await testAccuracy(of: done.modelVersion)
        say("  \(done.outcome)")
        report.versions.append(
            DemoReport.Version(title: title, job: done, testAccuracy: accuracy, seconds: seconds)
        )
    }

    private func testAccuracy(of version: Int64) async throws -> Double {
        var request = Wire.PredictRequest(project: project, modelVersion: version)
        request.inputs = tensor(of: data.test, DemoData.specification)
        let reply = try await client.unary(.predict, request)
        let right = zip(data.test, reply.rows).count { $0.label == $1.className }
        return Double(right) / Double(data.test.count)
    }

    private mutating func streamDigits() async throws {
        var request = Wire.SetPoliciesRequest(
            project: project,
            policies: policies(retraining: true)
        )
        request.requestID = UUID().uuidString
        _ = try await client.unary(.setPolicies, request)
        let labels = try await client.unary(.labelReport, Wire.LabelReportRequest(project: project))
        report.labelingRelease = labels.release
        say("streaming \(data.stream.count) fresh digits in")
        let truth = Dictionary(uniqueKeysWithValues: data.stream.map { ($0.id, $0.label) })
        let call = client.bidirectional(.labelStream)
        for start in stride(from: 0, to: data.stream.count, by: 32) {
            let items = data.stream[start..<min(start + 32, data.stream.count)].map { row in
                InputRow(id: row.id, label: "", bytes: row.bytes).item(split: .train)
            }
            try await call.write(Wire.LabelStreamRequest(project: project, items: items))
        }
        call.finish()
        for try await reply in call.responses {
            for item in reply.decisions {
                guard let decision = item.decision else { continue }
                report.stream.sent += 1
                report.stream.reasons[decision.reason.word, default: 0] += 1
                guard decision.decision == .accepted else { continue }
                report.stream.accepted += 1
                if decision.className != truth[item.exampleID] { report.stream.wrong += 1 }
            }
        }
    }

    /// The trigger starts the job; the demo only waits for it.
    private mutating func awaitSelfTraining() async throws {
        say("waiting for the retrain trigger: 400 new examples")
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let page = try await client.unary(.listJobs, Wire.ListJobsRequest(project: project))
            if let job = page.jobs.first(where: { $0.trigger == .newExamples }) {
                try await follow(job, title: "self-training on all that was seen")
                return
            }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw Failure(.deadlineExceeded, "the retrain trigger did not fire within 60 s")
    }

    private mutating func distil() async throws {
        var run = Wire.DistillationRun()
        run.student = Wire.TrainingRun(seed: seed)
        var request = Wire.StartDistillationRequest(project: project, run: run)
        request.gate = Self.nonInferior
        request.requestID = UUID().uuidString
        let job = try await client.unary(.startDistillation, request)
        try await follow(job, title: "distilled, half the width")
    }

    private mutating func measureCalls() async throws {
        say("calling Predict from 32 tasks for a second")
        var request = Wire.PredictRequest(project: project)
        request.inputs = tensor(of: [data.test[0]], DemoData.specification)
        let begin = ContinuousClock.now
        let counts = await withTaskGroup(of: (Int, Int).self) { [client, request] group in
            for _ in 0..<32 {
                group.addTask {
                    var done = 0
                    var failed = 0
                    while ContinuousClock.now - begin < .seconds(1) {
                        do {
                            _ = try await client.unary(.predict, request)
                            done += 1
                        } catch {
                            failed += 1
                        }
                    }
                    return (done, failed)
                }
            }
            return await group.reduce(into: (0, 0)) { $0 = ($0.0 + $1.0, $0.1 + $1.1) }
        }
        report.callsPerSecond = Double(counts.0) / ((ContinuousClock.now - begin) / .seconds(1))
        report.failedCalls = counts.1
    }
}
