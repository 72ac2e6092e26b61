internal import Domain
internal import Synchronization

/// What answers a call that names no version.
package struct RoutedRelease: Sendable {
    /// The release that answers.
    package let release: Release
    /// Who computes the same rows beside it; nil: nobody.
    package let shadows: ShadowTraffic?

    package init(release: Release, shadows: ShadowTraffic? = nil) {
        self.release = release
        self.shadows = shadows
    }
}

/// The versions that share the calls of a project.
final class ProjectTraffic: Sendable {
    let canaries: [(release: Release, basisPoints: Int)]
    let shadows: ShadowTraffic?
    private let turns: Mutex<WeightedTurns>?

    init(canaries: [(release: Release, basisPoints: Int)], shadows: ShadowTraffic?) {
        self.canaries = canaries
        self.shadows = shadows
        let rest = TrafficPlan.all - canaries.reduce(0) { $0 + $1.basisPoints }
        turns =
            canaries.isEmpty
            ? nil : Mutex(WeightedTurns(weights: [max(0, rest)] + canaries.map(\.basisPoints)))
    }

    /// Every release but the champion's.
    var releases: [Release] { canaries.map(\.release) + (shadows?.releases ?? []) }

    /// The plan that they follow.
    var plan: TrafficPlan {
        TrafficPlan(
            canaries: canaries.map {
                TrafficPlan.Canary(version: $0.release.modelVersion, basisPoints: $0.basisPoints)
            },
            shadows: shadows?.releases.map(\.modelVersion) ?? []
        )
    }

    /// What answers the next call; shadows compare themselves with the champion alone.
    func route(_ champion: Release) -> RoutedRelease {
        let choice = turns?.withLock { $0.next() } ?? 0
        if choice > 0 { return RoutedRelease(release: canaries[choice - 1].release, shadows: nil) }
        return RoutedRelease(release: champion, shadows: shadows)
    }
}
