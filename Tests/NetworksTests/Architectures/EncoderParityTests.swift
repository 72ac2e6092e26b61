import Domain
import Foundation
import Networks
import TestSupport
import Testing

/// What a library made of a small encoder: a file of `Golden/encoders`, told in `make_encoders.py`.
struct EncoderRecording: Decodable {
    struct Case: Decodable {
        let preset: String
        let settings: [String: String]
        let input: Shape
        let rows: Int
        /// The items of each row; nil: rows are images.
        let lengths: [Int]?
        let classes: Int
        let seed: Int

        func network() throws -> Network {
            let preset = try Presets.preset(Presets.named(preset), settings: settings)
            return try Network(preset.graph(input: input, classes: classes))
        }

        /// The rows, `[rows, values]`, or the items of all of them.
        var matrix: Matrix {
            let count = lengths?.reduce(0, +) ?? rows
            let matrix = Formula.matrix("input \(seed)", count, input.count)
            guard preset == "bert", let vocabulary = Double(settings["vocabulary"] ?? "") else {
                return matrix
            }
            let numbers = Formula.units("input \(seed)", count).map {
                Float((($0 + 1) / 2 * vocabulary).rounded(.down))
            }
            return Matrix(rows: count, columns: 1, values: numbers)
        }
    }

    let `case`: Case
    let logits: [[Double]]
    let tensors: [String: Recording.Line]

    static let all = Recording.names(in: "encoders")

    init(_ name: String) throws {
        let path = Recording.folder.appending(path: "encoders/\(name).json")
        self = try JSONDecoder().decode(EncoderRecording.self, from: Data(contentsOf: path))
    }
}

@Suite("Encoders are transformers' and timm's: names, logits, gradients", .serialized)
struct EncoderParityTests {
    /// A tensor of a state_dict.
    private func tensor(_ name: String, _ sides: [Int]) -> Safetensors.Tensor {
        guard !name.hasSuffix("num_batches_tracked") else {
            return Safetensors.Tensor(name: name, shape: [], values: .integers([0]))
        }
        let count = sides.reduce(1, *)
        var (base, scale) = (0.0, 0.25)
        if sides.count > 1 {
            scale = (3 / (Double(count) / Double(sides[0]))).squareRoot()
        } else if name.hasSuffix("weight") || name.hasSuffix("running_var") {
            base = 1
        }
        let values = Formula.units(name, count).map { Float(base + scale * $0) }
        return Safetensors.Tensor(name: name, shape: sides, values: .floats(values))
    }

    @Test(
        "A state_dict is imported, computes the same, and goes back",
        arguments: EncoderRecording.all
    )
    func parity(name: String) throws {
        let recording = try EncoderRecording(name)
        let (own, network) = (recording.case, try recording.case.network())
        let state = recording.tensors.keys.sorted().map {
            tensor($0, recording.tensors[$0]?.sides ?? [])
        }
        let bytes = Safetensors.encode(Safetensors.File(tensors: state))
        var parameters = try Safetensors.decodeParameters(bytes, for: network)
        let file = try Safetensors.decode(Safetensors.encode(parameters, of: network))
        #expect(file.tensors.sorted { $0.name < $1.name } == state, "the export is not the import")

        let (matrix, offsets) = (own.matrix, own.lengths.map { RowOffsets(lengths: $0) })
        var workspace = try Workspace(for: network, rows: own.rows, threads: 2)
        let serving = try ServingNetwork(network: network, parameters: parameters)
        let served = serving.evaluate(matrix, offsets: offsets, scratch: serving.makeScratch())
        expectLogits(served, recording.logits, "service")
        let heads = workspace.forward([matrix], offsets: offsets, parameters: &parameters)
        expectLogits(heads, recording.logits, "training")
        let coefficients = Formula.matrix("coefficients", own.rows, own.classes)
        workspace.backward([.classifier: coefficients], parameters: parameters)
        expectGradients(workspace.gradients, network, recording.tensors)
    }

    /// A Python that has torch, transformers, timm, numpy and safetensors.
    private static let torch = ProcessInfo.processInfo.environment["TUTELAGE_TORCH"]

    @Test(
        "The libraries load what is exported with strict=True, and their files are imported",
        .enabled(if: torch != nil, "TUTELAGE_TORCH names no Python with torch"),
        arguments: EncoderRecording.all
    )
    func strict(name: String) async throws {
        let network = try EncoderRecording(name).case.network()
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func run(_ option: String, _ file: String) async throws -> Data {
            let path = folder.appending(path: file)
            let script = Recording.folder.appending(path: "make_encoders.py").path
            let program = try Program(
                try #require(Self.torch),
                [script, option, name, path.path],
                in: folder
            )
            #expect(await program.end() == 0, "\(program.errors)")
            return try Data(contentsOf: path)
        }
        let saved = try await run("--save", "theirs")
        let parameters = try Safetensors.decodeParameters(Array(saved), for: network)
        let bytes = Safetensors.encode(parameters, of: network)
        try Data(bytes).write(to: folder.appending(path: "ours"))
        _ = try await run("--load", "ours")
    }
}
