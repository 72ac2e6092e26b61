package import Domain
internal import Files
internal import Foundation
internal import Store

/// How often the promise of a certificate is broken, by the real store and loop, with simulated models
/// and people.
package struct GuaranteeBenchmark: Sendable {
    /// What a scenario came to.
    package struct Result: Sendable {
        /// The scenario.
        package var scenario: GuaranteeScenario
        /// Its repetitions.
        package var runs = 0
        /// Repetitions with at least one certificate.
        package var certified = 0
        /// Repetitions with at least one broken certificate.
        package var broken = 0

        /// Whether so many broken repetitions are plausible where each breaks with at most delta.
        package var isWithin: Bool {
            Binomial.atLeast(broken, of: runs, at: SimulatedProject.delta) > 0.01
        }

        /// The share of repetitions that are broken.
        package var share: Double { runs == 0 ? 0 : Double(broken) / Double(runs) }
    }

    private let repetitions: Int
    private let seed: UInt64
    private let recorded: [RecordedModel]

    private struct RecordedModels: Decodable {
        var models: [RecordedModel]
    }

    /// Describes a benchmark of `repetitions` a scenario.
    ///
    /// - Parameters:
    ///   - repetitions: of each scenario.
    ///   - seed: of every random choice.
    ///   - recordedModels: a file with what real models said about a set of images; nil where no
    ///     scenario needs it.
    /// - Throws: ``Failure``: not found, or invalid argument where the file is not what it should be.
    package init(
        repetitions: Int,
        seed: UInt64 = 1,
        recordedModels: String? = nil
    ) throws(Failure) {
        self.repetitions = repetitions
        self.seed = seed
        guard let recordedModels else {
            recorded = []
            return
        }
        let file = try MappedFile(path: recordedModels)
        do {
            let data = Data(file.bytes(0..<file.byteCount))
            recorded = try JSONDecoder().decode(RecordedModels.self, from: data).models
        } catch {
            throw .invalid("\(recordedModels) does not hold models: \(error)", field: "models")
        }
        let isWhole = recorded.allSatisfy {
            $0.confidence.count == $0.correct.count && !$0.confidence.isEmpty
        }
        guard isWhole, !recorded.isEmpty else {
            throw .invalid("\(recordedModels) does not hold models", field: "models")
        }
    }

    /// The repetitions that share a data directory: a new one each time would cost more than they do.
    private static let perDirectory = 50

    /// Runs one scenario in data directories of its own, which are removed.
    ///
    /// - Parameters:
    ///   - scenario: the scenario.
    ///   - progress: is told how many repetitions are done.
    /// - Returns: how often its certificates were broken.
    /// - Throws: ``Failure`` of the store.
    package func run(
        _ scenario: GuaranteeScenario,
        progress: (Int) -> Void = { _ in }
    ) async throws -> Result {
        guard !scenario.needsRecordedModels || !recorded.isEmpty else {
            throw Failure.invalid(
                "scenario \(scenario.rawValue) needs recorded models",
                field: "models"
            )
        }
        var result = Result(scenario: scenario)
        for start in stride(from: 0, to: repetitions, by: Self.perDirectory) {
            let numbers = start..<min(start + Self.perDirectory, repetitions)
            try await run(numbers, of: scenario, into: &result, progress)
        }
        return result
    }

    private func run(
        _ numbers: Range<Int>,
        of scenario: GuaranteeScenario,
        into result: inout Result,
        _ progress: (Int) -> Void
    ) async throws {
        let path = NSTemporaryDirectory() + "guarantee-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let store = try DataStore(directory: DataDirectory(path: path), seed: seed)
        let host = SimulatedHost()
        for number in numbers {
            let project = try await SimulatedProject(
                store,
                host,
                number,
                perClass: scenario == .perClass
            )
            let run = try await scenario.run(
                project,
                seed: seed &* 1_000_003 &+ UInt64(number) &* 7919,
                recorded: recorded
            )
            result.runs += 1
            if run.certificates > 0 { result.certified += 1 }
            if run.broken > 0 { result.broken += 1 }
            progress(number + 1)
        }
        try await store.close()
    }
}
