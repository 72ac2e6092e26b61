import Domain
import Files
import Foundation
import GRPC
import Messages
import Networks
import Services
import Testing

@Suite("Encoders, and what nodes yield")
struct EncoderTests {
    private static let rows: [[Float]] = (0..<9).map { [Float($0) / 4 - 1, Float($0 % 3)] }

    private func tensor(_ rows: [[Float]]) -> Wire.Tensor {
        Wire.Tensor(floats: rows.flatMap { $0 }, rows: rows.count, columns: 2)
    }

    private func embed(
        _ whole: WholeServer,
        _ version: Int64,
        _ rows: [[Float]],
        node: String = ""
    ) async throws -> Wire.EmbedReply {
        try await whole.client.unary(
            .embed,
            Wire.EmbedRequest(
                project: "clouds",
                modelVersion: version,
                inputs: tensor(rows),
                node: node
            )
        )
    }

    /// A server whose version 1 is a classifier in service, and version 2 an encoder that was pre-trained.
    private func prepared() async throws -> WholeServer {
        let whole = try await WholeServer()
        try await whole.createClouds()
        try await train(whole, WholeServer.smallRun())
        var run = WholeServer.smallRun(steps: 5)
        run.algorithm = .init(
            name: "simclr_v2",
            hyperParameters: [
                "release": .init(value: .text("pre_trained")), "width": .init(value: .number(4)),
            ]
        )
        let job = try await train(whole, run)
        #expect(job.modelVersion == 2)
        #expect(job.gate == nil && job.release == nil)
        return whole
    }

    @discardableResult
    private func train(
        _ whole: WholeServer,
        _ run: Wire.TrainingRun
    ) async throws -> Wire.Job {
        let job = try await whole.client.unary(
            .startTraining,
            Wire.StartTrainingRequest(project: "clouds", run: run)
        )
        let last = try #require(try await whole.watch(job.id).last)
        #expect(last.state == .succeeded, "\(last.failure)")
        return last
    }

    private func model(_ whole: WholeServer, _ version: Int64) async throws -> Wire.Model {
        try await whole.client.unary(
            .getModel,
            Wire.GetModelRequest(project: "clouds", modelVersion: version)
        )
    }

    private func exported(
        _ whole: WholeServer,
        _ version: Int64
    ) async throws -> (model: Wire.Model, bytes: [UInt8]) {
        var (model, bytes) = (Wire.Model(), [UInt8]())
        let request = Wire.ExportModelRequest(project: "clouds", modelVersion: version)
        for try await reply in whole.client.serverStreaming(.exportModel, request) {
            switch reply.part {
            case .model(let header): model = header
            case .chunk(let chunk): bytes += chunk
            case nil: Issue.record("a part of no kind")
            }
        }
        return (model, bytes)
    }

    private func imported(
        _ whole: WholeServer,
        _ network: Wire.NetworkSpecification?,
        _ bytes: [UInt8]
    ) async throws -> Wire.Model {
        let header = Wire.ImportModelHeader(project: "clouds", network: network)
        return try await whole.client.clientStreaming(.importModel) { writer in
            try await writer.write(Wire.ImportModelRequest(part: .header(header)))
            try await writer.write(Wire.ImportModelRequest(part: .chunk(bytes)))
        }
    }

    @Test("A job ends with an encoder, which moves out and in, and never serves")
    func kind() async throws {
        let whole = try await prepared()
        let encoder = try await model(whole, 2)
        #expect(encoder.network?.encoder == true)
        #expect(encoder.network?.architecture == .perceptron(.init(hidden: [8])))
        #expect(encoder.evaluations.isEmpty && encoder.gateDecisions.isEmpty)
        #expect(encoder.state == .candidate)

        let (header, bytes) = try await exported(whole, 2)
        #expect(header.graphJSON == encoder.graphJSON)
        let again = try await imported(whole, header.network, bytes)
        #expect(again.version == 3 && again.network == encoder.network)
        #expect(again.lineage?.sameAsVersion == 0 || again.lineage?.sameAsVersion == 2)
        let graph = Wire.NetworkSpecification(namedArchitecture: .graphJSON(header.graphJSON))
        #expect(try await imported(whole, graph, bytes).network == encoder.network)
        let first = try await embed(whole, 2, Self.rows)
        #expect(try await embed(whole, 4, Self.rows).values == first.values)

        try await refuse(whole, 2)
        try await whole.end()
    }

    /// Every call for classes says why it does not answer.
    private func refuse(_ whole: WholeServer, _ version: Int64) async throws {
        let client = whole.client
        let always = Wire.GatePolicy(rule: .always(.init()))
        let calls: [(String, () async throws -> any Message)] = [
            (
                "Predict",
                {
                    try await client.unary(
                        .predict,
                        Wire.PredictRequest(
                            project: "clouds",
                            modelVersion: version,
                            inputs: tensor(Self.rows)
                        )
                    )
                }
            ),
            (
                "Promote",
                {
                    try await client.unary(
                        .promote,
                        Wire.PromoteRequest(project: "clouds", modelVersion: version, gate: always)
                    )
                }
            ),
            (
                "Promote, to see the price",
                {
                    try await client.unary(
                        .promote,
                        Wire.PromoteRequest(project: "clouds", modelVersion: version, dryRun: true)
                    )
                }
            ),
            (
                "a canary",
                {
                    try await client.unary(
                        .setTraffic,
                        Wire.SetTrafficRequest(
                            project: "clouds",
                            canaries: [.init(modelVersion: version, percent: 10)]
                        )
                    )
                }
            ),
            (
                "a shadow",
                {
                    try await client.unary(
                        .setTraffic,
                        Wire.SetTrafficRequest(project: "clouds", shadowVersions: [version])
                    )
                }
            ),
            (
                "SoftLabels",
                {
                    try await client.unary(
                        .softLabels,
                        Wire.SoftLabelsRequest(
                            project: "clouds",
                            teacherVersion: version,
                            inputs: tensor(Self.rows)
                        )
                    )
                }
            ),
            (
                "a comparison",
                {
                    try await client.unary(
                        .compareModels,
                        Wire.CompareModelsRequest(
                            project: "clouds",
                            firstVersion: 1,
                            secondVersion: version
                        )
                    )
                }
            ),
            (
                "a teacher",
                {
                    try await client.unary(
                        .startDistillation,
                        Wire.StartDistillationRequest(
                            project: "clouds",
                            run: .init(teacherVersion: version, student: WholeServer.smallRun())
                        )
                    )
                }
            ),
        ]
        for (name, call) in calls {
            let status = await status { try await call() }
            #expect(status.code == .failedPrecondition, "\(name): \(status)")
            #expect(status.message.contains("encoder"), "\(name): \(status)")
        }
    }

    @Test("A training starts from an encoder, and keeps its standardisation")
    func start() async throws {
        let whole = try await prepared()
        var run = Wire.TrainingRun(
            algorithm: .init(name: "supervised"),
            steps: 20,
            batchSize: 8,
            initialVersion: 2
        )
        let job = try await train(whole, run)
        #expect(job.training?.network?.architecture == .perceptron(.init(hidden: [8])))
        #expect(job.training?.network?.encoder == false)
        let made = try await model(whole, job.modelVersion)
        #expect(made.evaluations.first?.count == 20)
        run.network = Wire.NetworkSpecification(architecture: .perceptron(.init(hidden: [8])))
        try await train(whole, run)
        run.network = Wire.NetworkSpecification(architecture: .perceptron(.init(hidden: [9])))
        let other = await status {
            try await whole.client.unary(
                .startTraining,
                Wire.StartTrainingRequest(project: "clouds", run: run)
            )
        }
        #expect(other.code == .invalidArgument && other.message.contains("encoder"))
        run.network = Wire.NetworkSpecification(encoder: true)
        run.initialVersion = 0
        let none = await status {
            try await whole.client.unary(
                .startTraining,
                Wire.StartTrainingRequest(project: "clouds", run: run)
            )
        }
        #expect(none.code == .invalidArgument && none.message.contains("encoder"))
        try await whole.end()
    }

    @Test("Any node of any version answers, with the same bits in any batch")
    func nodes() async throws {
        let whole = try await prepared()
        var request = Wire.PredictRequest(
            project: "clouds",
            modelVersion: 1,
            inputs: tensor(Self.rows)
        )
        request.options = Wire.PredictOptions(logits: true, embedding: true)
        let predicted = try await whole.client.unary(.predict, request)
        let features = try await embed(whole, 0, Self.rows)
        #expect(features.modelVersion == 1 && features.shape == [8])
        #expect(features.values?.shape == [9, 8] && features.values?.dataType == .float32)
        let told = Wire.Tensor(
            floats: predicted.rows.flatMap(\.embedding),
            rows: 9,
            columns: 8
        )
        #expect(features.values == told)
        let logits = try await embed(whole, 1, Self.rows, node: "classifier")
        #expect(
            logits.values
                == Wire.Tensor(
                    floats: predicted.rows.flatMap(\.logits),
                    rows: 9,
                    columns: 2
                )
        )
        for node in ["hidden1", "input", ""] {
            for version: Int64 in [1, 2] {
                let together = try await embed(whole, version, Self.rows, node: node)
                var alone: [UInt8] = []
                for row in Self.rows {
                    alone +=
                        try await embed(whole, version, [row], node: node).values?.data ?? []
                }
                #expect(together.values?.data == alone, "\(node) of version \(version)")
            }
        }
        try await refusals(whole)
        try await whole.end()
    }

    private func refusals(_ whole: WholeServer) async throws {
        let unknown = await status { try await embed(whole, 1, Self.rows, node: "hiden1") }
        #expect(unknown.code == .invalidArgument)
        #expect(unknown.message.contains(#"did you mean "hidden1"?"#), "\(unknown)")
        let classes = await status { try await embed(whole, 2, Self.rows, node: "classifier") }
        #expect(classes.code == .invalidArgument)
        let version = await status { try await embed(whole, 9, Self.rows) }
        #expect(version.code == .notFound)
        let negative = await status { try await embed(whole, -1, Self.rows) }
        #expect(negative.code == .invalidArgument)
        let empty = await status { try await embed(whole, 1, []) }
        #expect(empty.code == .invalidArgument)
        let infinite = await status { try await embed(whole, 1, [[.infinity, 0]]) }
        #expect(infinite.code == .invalidArgument)
        let many = await status {
            try await embed(
                whole,
                1,
                Array(repeating: [0, 0], count: 140_000),
                node: "hidden1"
            )
        }
        #expect(many.code == .invalidArgument && many.message.contains("4 MiB"))
    }

    @Test("Recipes are started by the one call too, and are the same orders")
    func recipes() async throws {
        let whole = try await prepared()
        let student = WholeServer.smallRun(steps: 10, seed: 5)
        let client = whole.client
        var run = student
        run.algorithm = .init(
            name: "distillation",
            hyperParameters: ["temperature": .init(value: .number(3))]
        )
        var job = try await train(whole, run)
        #expect(job.kind == .distil)
        #expect(job.distillation?.teacherVersion == 1 && job.distillation?.temperature == 3)
        let door = try await client.unary(
            .startDistillation,
            Wire.StartDistillationRequest(
                project: "clouds",
                run: .init(teacherVersion: 1, temperature: 3, student: student)
            )
        )
        #expect(door.run == job.run)
        let last = try #require(try await whole.watch(door.id).last)
        let (one, other) = (
            try await model(whole, job.modelVersion), try await model(whole, last.modelVersion)
        )
        #expect(one.weightsSHA256 == other.weightsSHA256)

        run.algorithm = .init(
            name: "noisy_student",
            hyperParameters: [
                "rounds": .init(value: .number(1)), "threshold": .init(value: .number(0)),
            ]
        )
        run.teacherVersion = 1
        job = try await train(whole, run)
        #expect(job.kind == .selfTrain)
        #expect(job.selfTraining?.teacherVersion == 1 && job.selfTraining?.rounds == 1)
        run.teacherVersion = 2
        let encoder = await status {
            try await client.unary(
                .startTraining,
                Wire.StartTrainingRequest(project: "clouds", run: run)
            )
        }
        #expect(encoder.code == .failedPrecondition && encoder.message.contains("encoder"))
        try await whole.end()
    }

    @Test("The networks are listed from their cards")
    func list() async throws {
        let whole = try await WholeServer()
        let reply = try await whole.client.unary(.listNetworks, Wire.ListNetworksRequest())
        #expect(reply.networks.map(\.name) == Presets.all.map { $0.card.name })
        let hidden = reply.networks.first { $0.name == "perceptron" }?.parameters.first
        #expect(hidden?.mostValues == 8 && hidden?.defaultValue == "128,128")
        try await whole.end()
    }
}

extension Wire.Job {
    fileprivate var training: Wire.TrainingRun? {
        if case .training(let run)? = run { run } else { nil }
    }
    fileprivate var selfTraining: Wire.SelfTrainingRun? {
        if case .selfTraining(let run)? = run { run } else { nil }
    }
    fileprivate var distillation: Wire.DistillationRun? {
        if case .distillation(let run)? = run { run } else { nil }
    }
}
