import Foundation
import GRPC
import Messages
import Services
import Testing

/// Real digits, as the tests send them.
struct Digit: Sendable {
    let id: String
    let pixels: [UInt8]
    let label: String

    /// All 1,797 digits of the file.
    static let all: [Digit] = {
        let path = root.appending(path: "Tests/Data/digits/digits.csv")
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        return text.split(whereSeparator: \.isNewline).enumerated().map { index, line in
            let fields = line.split(separator: ",")
            return Digit(
                id: "d\(index)",
                pixels: fields.prefix(64).compactMap { UInt8($0) },
                label: String(fields[64])
            )
        }
    }()

    /// The digit as an item of a stream.
    func item(split: Wire.Split? = nil) -> Wire.IngestItem {
        var item = Wire.IngestItem(exampleID: id, input: Wire.Tensor(data: pixels))
        if let split {
            item.split = split
            item.label = Wire.ExampleLabel(
                classReference: Wire.ClassReference(reference: .name(label))
            )
        }
        return item
    }
}

extension GRPCClient {
    /// Creates a project of digits.
    func createDigits(_ name: String, _ policies: Wire.Policies? = nil) async throws {
        var request = Wire.CreateProjectRequest(name: name)
        request.classes = (0..<10).map { "\($0)" }
        var image = Wire.ImageInput(height: 8, width: 8, channels: 1)
        image.scale = 1 / 16
        request.input = Wire.InputSpecification(kind: .image(image))
        request.policies = policies
        _ = try await unary(.createProject, request)
    }

    /// Stores items; none may be refused.
    func store(_ items: [Wire.IngestItem], in project: String) async throws {
        let call: BidirectionalCall<Wire.IngestRequest, Wire.IngestReply> = bidirectional(.ingest)
        try await call.write(Wire.IngestRequest(project: project, items: items))
        call.finish()
        var durable: UInt64 = 0
        for try await reply in call.responses {
            durable = reply.durableCount
            #expect(reply.refused.isEmpty)
        }
        #expect(durable == UInt64(items.count))
    }

    /// Waits for a job's end.
    func wait(for job: Wire.Job) async throws -> Wire.Job {
        var last = job
        let updates: ResponseStream<Wire.WatchJobReply> = serverStreaming(
            .watchJob,
            Wire.WatchJobRequest(jobID: job.id)
        )
        for try await update in updates { last = update.job ?? last }
        return last
    }

    /// Trains, promotes whatever comes out, and returns the finished job.
    func train(
        _ project: String,
        _ algorithm: String = "supervised",
        steps: UInt32,
        seed: UInt64 = 0
    ) async throws -> Wire.Job {
        var run = Wire.TrainingRun(steps: steps, seed: seed)
        run.algorithm = Wire.AlgorithmConfiguration(name: algorithm)
        var request = Wire.StartTrainingRequest(project: project, run: run)
        request.gate = Wire.GatePolicy(rule: .always(.init()))
        return try await wait(for: try await unary(.startTraining, request))
    }

    /// The logits of `rows`, one array a row, and the version that answered.
    func logits(
        _ rows: [[UInt8]],
        _ project: String,
        version: Int64 = 0
    ) async throws -> (version: Int64, rows: [[Float]]) {
        var request = Wire.PredictRequest(project: project, modelVersion: version)
        request.inputs = Wire.Tensor(
            dataType: .uint8,
            shape: [Int64(rows.count), 8, 8, 1],
            data: rows.flatMap { $0 }
        )
        request.options = Wire.PredictOptions(logits: true)
        let reply = try await unary(.predict, request)
        return (reply.modelVersion, reply.rows.map(\.logits))
    }
}
