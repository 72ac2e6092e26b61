import Domain
import Files
import Foundation
import Store
import Synchronization
import Testing

/// A data directory of its own for a test, with clocks that the test turns; removed at the end.
final class Fixture: Sendable {
    let path: String
    let directory: DataDirectory
    private let wall = Mutex<Int64>(1_700_000_000_000)
    private let monotonic = Mutex<Int64>(1_000_000)

    init() throws {
        path = NSTemporaryDirectory() + "s-" + UUID().uuidString.prefix(8)
        directory = try DataDirectory(path: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open(_ settings: StoreSettings = StoreSettings()) throws -> DataStore {
        try DataStore(directory: directory, settings: settings, clock: clock, seed: 1)
    }

    var clock: Clocks {
        Clocks(
            monotonic: { [self] in UInt64(monotonic.withLock { $0 }) * 1_000_000 },
            wall: { [self] in wall.withLock { $0 } }
        )
    }

    func advance(wall milliseconds: Int64) { wall.withLock { $0 += milliseconds } }
    func advance(monotonic milliseconds: Int64) { monotonic.withLock { $0 += milliseconds } }
}

let digits: ProjectName = {
    guard let name = try? ProjectName("digits") else { preconditionFailure("a valid name") }
    return name
}()

extension DataStore {
    /// Creates the project `digits`: vectors of two numbers, three classes.
    @discardableResult
    func createDigits(_ name: ProjectName = digits) async throws -> Project {
        try await write { writer in
            try writer.createProject(
                Project(
                    name: name,
                    classes: ["a", "b", "c"],
                    input: .vector(dimension: 2),
                    seed: 3
                )
            )
        }
    }
}

/// The bytes of the vector `[number, 0]`.
func content(_ number: Int) -> [UInt8] {
    let bits = Float(number).bitPattern
    return (0..<8).map { $0 < 4 ? UInt8(truncatingIfNeeded: bits >> (8 * UInt32($0))) : 0 }
}

func example(
    _ id: String,
    _ number: Int,
    label: Int? = nil,
    split: Split? = nil,
    decision: LabelDecision? = nil
) throws -> NewExample {
    NewExample(
        id: try ExampleID(id),
        content: content(number),
        label: label,
        split: split,
        decision: decision
    )
}

func accepted(_ label: Int, _ confidence: Float = 0.99) -> LabelDecision {
    LabelDecision(
        decision: .accepted,
        reason: .aboveThreshold,
        label: label,
        confidence: confidence,
        threshold: 0.9,
        certificate: 4,
        policyVersion: 1,
        modelVersion: 2
    )
}

func abstained(_ label: Int, _ confidence: Float) -> LabelDecision {
    LabelDecision(
        decision: .abstained,
        reason: .belowThreshold,
        label: label,
        confidence: confidence,
        threshold: 0.9,
        policyVersion: 1,
        modelVersion: 2
    )
}

/// Runs `body` and returns the failure that it throws.
func failure(_ body: () async throws -> Void) async -> Failure? {
    do {
        try await body()
        return nil
    } catch {
        return error as? Failure
    }
}

extension Result where Failure == Domain.Failure {
    var failure: Failure? {
        switch self {
        case .success: nil
        case .failure(let failure): failure
        }
    }
}

/// A value that tasks of a test share.
final class Shared<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    init(_ value: Value) { mutex = Mutex(value) }

    var value: Value { mutex.withLock { $0 } }

    func change<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
        mutex.withLock { value in body(&value) }
    }
}
