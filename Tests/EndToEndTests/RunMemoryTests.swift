import Foundation
import GRPC
import Messages
import Networks
import SemiSupervised
import Services
import Synchronization
import Testing
import Training

@Suite("The planned memory of a run is what its worker takes", .serialized)
struct RunMemoryTests {
    /// A run whose memory is mostly weights, and one whose memory is mostly activations.
    enum Case: String, CaseIterable {
        case weights, activations

        var network: Wire.NetworkSpecification {
            switch self {
            case .weights: .init(architecture: .perceptron(.init(hidden: [3000, 3000])))
            case .activations: .init(architecture: .smallConvolutional(.init(width: 256)))
            }
        }

        var specification: TrainingJobSpecification {
            let network: Graph =
                switch self {
                case .weights: .perceptron(inputs: 64, hidden: [3000, 3000], classes: 10)
                case .activations:
                    .smallConvolutional(height: 8, width: 8, channels: 1, classes: 10, width: 256)
                }
            return TrainingJobSpecification(
                algorithm: AlgorithmConfiguration(FixMatch()),
                network: network,
                seed: 0
            )
        }
    }

    @Test("Planned are 0.9 to 1.5 times the peak", arguments: Case.allCases)
    func peak(of run: Case) async throws {
        let server = try await TestServer()
        let client = try await server.connect()
        try await client.createDigits("digits")
        try await client.store(Digit.all[..<64].map { $0.item(split: .train) }, in: "digits")
        try await client.store(Digit.all[64..<400].map { $0.item() }, in: "digits")
        var training = Wire.TrainingRun(network: run.network, steps: 4)
        training.algorithm = .init(name: "fix_match")
        let request = Wire.StartTrainingRequest(project: "digits", run: training)
        // Before the run, which may be over when its start is answered.
        let sampler = PeakSampler(server)
        let job = try await client.unary(.startTraining, request)
        let last = try await client.wait(for: job)
        #expect(last.state == .succeeded, "\(last.failure)")
        let measured = Double(sampler.stop())
        let planned = try RunMemory(
            run.specification,
            data: RunMemory.Rows(labeled: 64, unlabeled: 336),
            threads: ProcessInfo.processInfo.activeProcessorCount
        ).total
        let ratio = Double(planned) / measured
        #expect(
            (0.9...1.5).contains(ratio),
            "planned \(planned) bytes, \(Int(measured)) were taken"
        )
        await client.close()
        #expect(await server.stop() == 0)
    }
}

/// Looks at the peak of resident memory of a server's workers, on a thread of its own: tasks may wait for
/// seconds where tests keep their threads busy.
private final class PeakSampler: Sendable {
    private let state = Mutex((peak: 0, isOver: false))

    init(_ server: TestServer) {
        Thread.detachNewThread { [self] in
            while !state.withLock(\.isOver) {
                for child in server.children {
                    let path = "/proc/\(child)/status"
                    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
                    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
                    let kibibytes = line?.split(separator: " ").dropFirst().first.flatMap {
                        Int($0)
                    }
                    state.withLock { $0.peak = max($0.peak, (kibibytes ?? 0) << 10) }
                }
                Thread.sleep(forTimeInterval: 0.005)
            }
        }
    }

    /// Ends the sampling, and returns the peak in bytes.
    func stop() -> Int {
        state.withLock { state in
            state.isOver = true
            return state.peak
        }
    }
}
