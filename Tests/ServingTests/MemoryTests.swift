import Domain
import Files
import Foundation
import Networks
import Serving
import Testing

@Suite("Unloaded versions give their memory back")
struct MemoryTests {
    private static let network = Graph.perceptron(
        inputs: 64,
        hidden: [1024, 1024],
        classes: 10
    )

    /// The resident bytes of this process; nil where the system does not say.
    private static func residentBytes() -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
            return nil
        }
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 4096 }
    }

    @Test("Loading, computing and unloading 300 times leaves no more than the first times did")
    func cycles() async {
        // A process of its own, where no other test takes memory.
        await #expect(processExitsWith: .success) { try await MemoryTests.cycle() }
    }

    private static func cycle() async throws {
        let network = try Network(Self.network)
        let bytes = Safetensors.encode(network.initialParameters(seed: 1), of: network)
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("memory-\(UUID().uuidString).safetensors").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let project = try ProjectName("digits")
        let registry = ModelRegistry()
        registry.publish(try makeRelease(version: 1))
        let loader = ModelLoader()
        let batcher = try Batcher(oneThread())
        let row = [UInt8](repeating: 1, count: 64)
        func cycle(_ version: ModelVersion) async throws {
            let file = ModelFile(
                project: project,
                modelVersion: version,
                path: path,
                digest: Digest(of: bytes),
                network: Self.network,
                input: images,
                classes: (0..<10).map(String.init)
            )
            let release = try await loader.load(file)
            try registry.hold(release)
            _ = try await batcher.predict(release, inputs: row, rows: 1)
            #expect(try registry.unload(project, version: version))
        }
        for version in 2..<52 as Range<ModelVersion> { try await cycle(version) }
        await registry.sweep()
        let before = residentBytes() ?? 0
        for version in 52..<352 as Range<ModelVersion> { try await cycle(version) }
        await registry.sweep()
        let after = residentBytes() ?? 0
        // What 300 leaked models would take is 1.3 GB.
        #expect(after - before < 64 << 20, "\(before) bytes, then \(after)")
        #expect(registry.loadedVersions(of: "digits") == [1])
        #expect(batcher.modelStatistics.count <= 1024)
        await batcher.shutdown()
    }
}
