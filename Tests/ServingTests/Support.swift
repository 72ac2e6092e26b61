import Dispatch
import Domain
import Files
import Networks
import Serving
import Synchronization

/// What the test projects take: small images, as the digits.
let images = InputSpecification.image(
    ImageSpecification(height: 8, width: 8, channels: 1, scale: 1 / 16)
)

/// A release of given weights, or of random ones; another seed, another network.
func makeRelease(
    _ project: String = "digits",
    version: ModelVersion = 1,
    network specification: Graph = .linear(inputs: 64, classes: 10),
    parameters: Parameters? = nil,
    input: InputSpecification = images,
    seed: UInt64 = 1
) throws -> Release {
    let network = try Network(specification)
    return try Release(
        project: ProjectName(project),
        modelVersion: version,
        network: ServingNetwork(
            network: network,
            parameters: parameters ?? network.initialParameters(seed: seed)
        ),
        input: input,
        classes: (0..<specification.classes).map { "class \($0)" },
        weightsDigest: Digest(of: []),
        certificate: nil,
        autoLabel: AutoLabelPolicy(),
        policyVersion: 1
    )
}

/// `count` random inputs of `images`.
func makeRows(_ count: Int, seed: UInt64) -> [[UInt8]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in (0..<64).map { _ in UInt8(generator.below(17)) } }
}

/// What one row comes to, to the bit.
struct RowBits: Hashable, Sendable {
    let label: Int
    let confidence: UInt32
    let probabilities: [UInt32]
    let logits: [UInt32]
    let embedding: [UInt32]

    init(_ prediction: Prediction, _ row: Int) {
        label = prediction.label(row)
        confidence = prediction.confidence(row).bitPattern
        probabilities = prediction.probabilities(row).map(\.bitPattern)
        logits = prediction.logits(row).map(\.bitPattern)
        embedding = prediction.embedding(row)?.map(\.bitPattern) ?? []
    }
}

/// The bits of each row computed alone.
func bitsAlone(
    _ rows: [[UInt8]],
    _ release: Release,
    _ options: PredictionOptions = PredictionOptions()
) throws -> [RowBits] {
    var inference = Inference()
    return try rows.map { row in
        RowBits(try inference.predict(release, inputs: row, rows: 1, options: options), 0)
    }
}

/// Keeps every answer; can hold a compute thread inside ``receive(_:)`` until told to go on.
final class Recorder: PredictionReceiver {
    private struct State {
        var answers: [PredictionAnswer] = []
        var calls = 0
        var awaited: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var answers: [PredictionAnswer] { state.withLock(\.answers) }
    var calls: Int { state.withLock(\.calls) }

    func receive(_ answers: [PredictionAnswer]) {
        let ready = state.withLock { state in
            state.answers += answers
            state.calls += 1
            let count = state.answers.count
            let ready = state.awaited.filter { $0.count <= count }
            state.awaited.removeAll { $0.count <= count }
            return ready
        }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// Returns when `count` answers have come.
    func wait(for count: Int) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                let isReady = state.answers.count >= count
                if !isReady { state.awaited.append((count, continuation)) }
                return isReady
            }
            if isReady { continuation.resume() }
        }
    }
}

/// Holds the compute thread that answers its request until told to go on.
final class Gate: PredictionReceiver {
    private let opened = DispatchSemaphore(value: 0)
    private let entered = Mutex<(isIn: Bool, waiter: CheckedContinuation<Void, Never>?)>(
        (false, nil)
    )

    func receive(_ answers: [PredictionAnswer]) {
        let waiter = entered.withLock { state in
            state.isIn = true
            return state.waiter
        }
        waiter?.resume()
        opened.wait()
    }

    /// Occupies the batcher's one thread; returns when it is held.
    ///
    /// What `together` submits without waking anybody comes with the same wake-up.
    func hold(
        _ batcher: Batcher,
        _ release: Release,
        together: () throws -> Void = {}
    ) async throws {
        let row = [UInt8](repeating: 0, count: release.input.mostBytes)
        try batcher.submit(
            PredictionRequest(release: release, inputs: row, rows: 1, receiver: self),
            wakes: false
        )
        try together()
        batcher.wake()
        await withCheckedContinuation { continuation in
            let isIn = entered.withLock { state in
                if !state.isIn { state.waiter = continuation }
                return state.isIn
            }
            if isIn { continuation.resume() }
        }
    }

    func open() { opened.signal() }
}

/// A clock that only the test moves.
final class ManualClock: Sendable {
    private let nanoseconds = Atomic<UInt64>(1_000_000)

    var clock: Clocks { Clocks(monotonic: { self.now }) }
    var now: UInt64 { nanoseconds.load(ordering: .acquiring) }

    func advance(_ by: UInt64) { nanoseconds.add(by, ordering: .acquiringAndReleasing) }
}

/// A configuration with one thread, so that a gate holds all of them.
func oneThread() -> BatcherConfiguration { BatcherConfiguration(cores: 1) }
