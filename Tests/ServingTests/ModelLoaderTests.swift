import Domain
import Files
import Foundation
import Networks
import Serving
import Testing

@Suite("Loading a model")
struct ModelLoaderTests {
    private let network = Graph.smallConvolutional(
        height: 8,
        width: 8,
        channels: 1,
        classes: 10,
        width: 8
    )

    /// Calls `body` with a model in a folder that is removed afterwards.
    private func withModel(
        _ body: (inout ModelFile, Network, Parameters) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("serving-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let network = try Network(network)
        let parameters = network.initialParameters(seed: 4)
        let bytes = Safetensors.encode(parameters, of: network)
        let path = folder.appendingPathComponent("weights.safetensors").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        var model = ModelFile(
            project: try ProjectName("digits"),
            modelVersion: 12,
            path: path,
            digest: Digest(of: bytes),
            network: self.network,
            input: images,
            classes: (0..<10).map(String.init),
            certificate: nil,
            autoLabel: AutoLabelPolicy(),
            policyVersion: 3
        )
        try await body(&model, network, parameters)
    }

    @Test("What was written is served, bit for bit")
    func roundTrip() async throws {
        try await withModel { model, network, parameters in
            let loaded = try await ModelLoader().load(model)
            #expect(loaded.modelVersion == 12)
            #expect(loaded.weightsDigest == model.digest)
            let direct = loaded.with(certificate: nil, autoLabel: .init(), policyVersion: 3)
            let serving = try ServingNetwork(network: network, parameters: parameters)
            let rows = makeRows(5, seed: 2)
            let input = rows.flatMap { $0.map { Float($0) * (1 / 16) } }
            let logits = serving.logits(
                Matrix(rows: 5, columns: 64, values: input),
                scratch: serving.makeScratch()
            )
            var inference = Inference()
            let all = rows.flatMap(\.self)
            for release in [loaded, direct] {
                let prediction = try inference.predict(release, inputs: all, rows: 5)
                #expect((0..<5).flatMap { prediction.logits($0) } == logits.values)
                let beside = try await ModelLoader().evaluate(release, inputs: all, rows: 5)
                #expect(beside.allProbabilities == prediction.allProbabilities)
                #expect(beside.allProbabilities.count == 50)
            }
        }
    }

    @Test("A truncated, changed or missing file is refused as data loss and named")
    func damage() async throws {
        try await withModel { model, _, _ in
            let bytes = try Data(contentsOf: URL(fileURLWithPath: model.path))
            let name = URL(fileURLWithPath: model.path).lastPathComponent
            var changed = bytes
            changed[bytes.count - 5] ^= 1
            for damaged in [bytes.dropLast(), changed, Data()] {
                try Data(damaged).write(to: URL(fileURLWithPath: model.path))
                let failure = await #expect(throws: Failure.self) {
                    try await ModelLoader().load(model)
                }
                #expect(failure?.kind == .dataLoss)
                #expect(failure?.message.hasPrefix("\(name), ") == true)
                #expect(failure?.message.contains("\(damaged.count) bytes with SHA-256") == true)
            }
            // The digest is right and the content is not a model: it was damaged before it was hashed.
            try Data(bytes.dropLast(4)).write(to: URL(fileURLWithPath: model.path))
            model.digest = try Digest(ofFile: model.path)
            let cut = await #expect(throws: Failure.self) { try await ModelLoader().load(model) }
            #expect(cut?.kind == .dataLoss)
            #expect(cut?.message.contains("not a safetensors file") == true)
            model.path += ".gone"
            let gone = await #expect(throws: Failure.self) { try await ModelLoader().load(model) }
            #expect(gone?.kind == .dataLoss)
            #expect(gone?.message.hasSuffix("is not there") == true)
        }
    }

    @Test("A model of another shape is refused")
    func shapes() async throws {
        try await withModel { model, _, _ in
            var other = model
            other.classes.removeLast()
            let classes = await #expect(throws: Failure.self) {
                try await ModelLoader().load(other)
            }
            #expect(classes?.message == "model version 12 has 10 classes; project digits has 9")
            other = model
            other.input = .vector(dimension: 65)
            await #expect(throws: Failure.self) { try await ModelLoader().load(other) }
            other = model
            other.network = .linear(inputs: 64, classes: 10)
            let network = await #expect(throws: Failure.self) {
                try await ModelLoader().load(other)
            }
            #expect(network?.message.contains("no tensor 'classifier.weight'") == false)
            #expect(network?.kind == .dataLoss)
        }
    }
}
