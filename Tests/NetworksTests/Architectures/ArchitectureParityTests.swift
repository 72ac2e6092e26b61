import Domain
import Foundation
import Networks
import TestSupport
import Testing

@Suite("Residual networks are PyTorch's: names, logits, gradients, running statistics", .serialized)
struct ArchitectureParityTests {
    /// The names and sides of the state_dict of a network.
    private func sides(of network: Network) -> [String: [Int]] {
        let layout = network.layout
        var sides: [String: [Int]] = [:]
        for entry in layout.parameters + layout.statistics { sides[entry.name] = entry.shape }
        for entry in layout.statistics where entry.kind == .runningVariance {
            sides[entry.name.replacing("running_var", with: "num_batches_tracked")] = []
        }
        return sides
    }

    private func tensors(_ recording: Recording, _ network: Network) -> [Safetensors.Tensor] {
        let sides = recording.tensors?.mapValues(\.sides) ?? sides(of: network)
        return sides.keys.sorted().map { Formula.tensor($0, sides[$0] ?? []) }
    }

    /// The parameters of PyTorch's file, which go back to that file.
    private func imported(_ recording: Recording, _ network: Network) throws -> Parameters {
        let state = tensors(recording, network)
        let bytes = Safetensors.encode(Safetensors.File(tensors: state))
        let parameters = try Safetensors.decodeParameters(bytes, for: network)
        let file = try Safetensors.decode(Safetensors.encode(parameters, of: network))
        #expect(file.tensors.sorted { $0.name < $1.name } == state, "the export is not the import")
        return parameters
    }

    @Test("The state_dict has these names and sides", arguments: Recording.all)
    func names(name: String) throws {
        let recording = try Recording(name)
        let sides = sides(of: try Network(recording.case.graph))
        if let tensors = recording.tensors { #expect(sides == tensors.mapValues(\.sides)) }
        guard let names = recording.names else { return }
        let lines = sides.keys.sorted().map { name in
            ([name] + (sides[name] ?? []).map(String.init)).joined(separator: " ") + "\n"
        }
        // PyTorch's file has one space where there are no sides.
        let text = lines.joined().replacing("tracked\n", with: "tracked \n")
        #expect(String(Formula.hash(text), radix: 16) == names)
    }

    @Test("A state_dict is imported, computes the same, and goes back", arguments: Recording.all)
    func parity(name: String) throws {
        let recording = try Recording(name)
        guard let evaluated = recording.evaluated, let trained = recording.trained else { return }
        let network = try Network(recording.case.graph)
        let start = try imported(recording, network)
        let (rows, graph) = (recording.case.rows, network.graph)
        let input = Formula.matrix("input \(recording.case.seed)", rows, graph.input.count)
        var workspace = try Workspace(for: network, rows: rows, threads: 2)
        let served = workspace.evaluate([input], parameters: start)
        expectLogits(served, evaluated, "evaluation")
        var parameters = start
        let heads = workspace.forward([input], parameters: &parameters)
        expectLogits(heads, trained, "training")
        guard let lines = recording.tensors else { return }
        let coefficients = Formula.matrix("coefficients", rows, recording.case.classes)
        workspace.backward([.classifier: coefficients], parameters: parameters)
        expectGradients(workspace.gradients, network, lines)
        for entry in network.layout.statistics {
            let moved = entry.range.map { parameters.statistics[$0] - start.statistics[$0] }
            let (got, want) = (norm(moved), try #require(lines[entry.name]?.norm))
            #expect(abs(got - want) <= 1e-3 * want, "\(entry.name): \(got), expected \(want)")
        }
    }

    /// A Python that has torch, numpy and safetensors.
    private static let torch = ProcessInfo.processInfo.environment["TUTELAGE_TORCH"]

    @Test(
        "PyTorch loads what is exported with strict=True, and its own files are imported",
        .enabled(if: torch != nil, "TUTELAGE_TORCH names no Python with torch"),
        arguments: Recording.all
    )
    func strict(name: String) async throws {
        let recording = try Recording(name)
        let network = try Network(recording.case.graph)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func run(_ option: String, _ file: String) async throws -> Data {
            let path = folder.appending(path: file)
            let script = Recording.folder.appending(path: "make_architectures.py").path
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
