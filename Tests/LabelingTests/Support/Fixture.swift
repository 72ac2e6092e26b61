import Domain
import Files
import Foundation
import Labeling
import Store

/// A store in a temporary directory with one project of vectors, whose first number is the class and
/// whose second is the example's number.
final class Fixture: Sendable {
    let store: DataStore
    let project: ProjectName
    private let path: String

    init(policies: Policies = Policies(), clock: ManualTime? = nil) async throws {
        path = NSTemporaryDirectory() + "labeling-\(UUID().uuidString)"
        // A millisecond ahead: what just runs out has run out.
        let times = clock.map { clock in
            Clocks(monotonic: { UInt64((clock.now + .milliseconds(1)) / .nanoseconds(1)) })
        }
        store = try DataStore(
            directory: DataDirectory(path: path),
            clock: times ?? .system,
            seed: 1
        )
        project = try ProjectName("digits")
        let new = Project(
            name: project,
            classes: ["even", "odd"],
            input: .vector(dimension: 2),
            policies: policies
        )
        _ = try await store.write { try $0.createProject(new) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The raw bytes of an input.
    static func input(label: Int, number: Int) -> [UInt8] {
        [Float(label), Float(number)].flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) }
        }
    }

    /// Adds `count` examples of `split`, alternately of both classes; nil: unlabelled.
    func add(_ count: Int, _ split: Split?, from first: Int = 0) async throws {
        let examples = try (first..<first + count).map { number in
            let name = split.map(\.rawValue) ?? "stream"
            let offset = split.flatMap { Split.allCases.firstIndex(of: $0) } ?? 9
            return NewExample(
                id: try ExampleID("\(name)-\(number)"),
                content: Self.input(label: number % 2, number: offset * 100_000 + number),
                label: split == nil ? nil : number % 2,
                split: split
            )
        }
        for result in try await store.ingest(project, examples) { _ = try result.get() }
    }

    /// Adds a model version without a weights file of its own.
    func addModel(
        _ lineage: Lineage = Lineage(algorithm: "fix_match")
    ) async throws -> ModelVersion {
        let project = project
        let model = NewModel(
            specification: "{}",
            fileName: "none-\(UUID().uuidString)",
            byteCount: 0,
            digest: Digest(of: []),
            lineage: lineage
        )
        return try await store.write { try $0.addModel(project, model).version }
    }

    /// Sets other policies.
    func set(_ change: (inout Policies) -> Void) async throws {
        let project = project
        var policies = try await store.read { try $0.project(project).policies }
        change(&policies)
        let changed = policies
        _ = try await store.write { try $0.setPolicies(project, changed) }
    }
}
