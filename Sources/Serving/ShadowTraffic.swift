package import Domain
internal import Synchronization

/// How a shadow's rows compare with the champion's; every number only grows.
package struct ShadowStatistics: Hashable, Sendable {
    /// The project.
    package let project: ProjectName
    /// The champion that it is compared with.
    package let champion: ModelVersion
    /// The shadow.
    package let modelVersion: ModelVersion
    /// Rows that both computed.
    package var rows = 0
    /// Of those, rows of which they named different classes.
    package var disagreements = 0
    /// The absolute differences of their confidences, summed.
    package var confidenceDifference = 0.0
    /// Rows that the shadow left out, because more than half of the project's queue waited or because they
    /// waited for too long.
    package var dropped = 0
    /// Rows that it could not compute.
    package var failed = 0

    /// The mean absolute difference of the confidences; 0 without rows.
    package var meanConfidenceDifference: Double {
        rows == 0 ? 0 : confidenceDifference / Double(rows)
    }
}

/// Versions that compute the rows that the champion answered, after its answer has left, and whose
/// results are compared and served to nobody.
package final class ShadowTraffic: Sendable {
    let releases: [Release]
    private let statistics: Mutex<[ShadowStatistics]>

    /// Creates the shadows of a champion; those in `earlier` with the same champion count on.
    init(_ releases: [Release], champion: Release, earlier: [ShadowStatistics]) {
        self.releases = releases
        statistics = Mutex(
            releases.map { release in
                earlier.first {
                    $0.champion == champion.modelVersion && $0.modelVersion == release.modelVersion
                }
                    ?? ShadowStatistics(
                        project: release.project,
                        champion: champion.modelVersion,
                        modelVersion: release.modelVersion
                    )
            }
        )
    }

    /// What the shadows did so far.
    package var snapshot: [ShadowStatistics] { statistics.withLock(\.self) }

    func drop(_ shadow: Int, rows: Int) { statistics.withLock { $0[shadow].dropped += rows } }

    private func compare(_ shadow: Int, _ served: Prediction, _ own: Prediction) {
        var disagreements = 0
        var difference = 0.0
        for row in 0..<served.rows {
            if served.label(row) != own.label(row) { disagreements += 1 }
            difference += Double(abs(served.confidence(row) - own.confidence(row)))
        }
        statistics.withLock { statistics in
            statistics[shadow].rows += served.rows
            statistics[shadow].disagreements += disagreements
            statistics[shadow].confidenceDifference += difference
        }
    }
}

/// The answer that a shadow's rows are compared with.
final class ShadowComparison: Sendable {
    let shadow: Int
    let served: Prediction

    init(shadow: Int, served: Prediction) {
        self.shadow = shadow
        self.served = served
    }
}

extension ShadowTraffic: PredictionReceiver {
    package func receive(_ answers: [PredictionAnswer]) {
        for answer in answers {
            guard let comparison = answer.request.context as? ShadowComparison else { continue }
            switch answer.result {
            case .success(let own): compare(comparison.shadow, comparison.served, own)
            case .failure(let failure) where failure.kind == .invalidArgument:
                statistics.withLock { $0[comparison.shadow].failed += answer.request.rows }
            case .failure: drop(comparison.shadow, rows: answer.request.rows)
            }
        }
    }
}
