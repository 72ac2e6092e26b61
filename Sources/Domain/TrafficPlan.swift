/// Which versions answer or compute a project's calls beside its champion.
///
/// A plan is a test against one champion: it ends when another version becomes champion.
package struct TrafficPlan: Hashable, Sendable, Codable {
    /// A version that answers a share of the calls.
    package struct Canary: Hashable, Sendable, Codable {
        /// The version.
        package var version: ModelVersion
        /// Its share of the calls, in hundredths of a percent, 1 to 10,000.
        package var basisPoints: Int

        package init(version: ModelVersion, basisPoints: Int) {
            self.version = version
            self.basisPoints = basisPoints
        }
    }

    /// The versions that answer; the champion has the rest of the calls.
    package var canaries: [Canary]
    /// The versions that compute what the champion answered, and whose results nobody gets.
    package var shadows: [ModelVersion]

    /// All calls, in hundredths of a percent.
    package static let all = 10_000
    /// The most canaries.
    package static let canaryLimit = 8
    /// The most shadows.
    package static let shadowLimit = 4

    /// Creates a plan; without versions the champion answers everything.
    package init(canaries: [Canary] = [], shadows: [ModelVersion] = []) {
        self.canaries = canaries
        self.shadows = shadows
    }

    /// Whether the champion answers everything alone.
    package var isEmpty: Bool { canaries.isEmpty && shadows.isEmpty }

    /// Every version of the plan.
    package var versions: [ModelVersion] { canaries.map(\.version) + shadows }

    /// Checks numbers, shares and that no version comes twice.
    ///
    /// - Throws: ``Failure`` (invalid argument).
    package func validate() throws(Failure) {
        guard canaries.count <= Self.canaryLimit else {
            throw .invalid(
                "there are at most \(Self.canaryLimit) canaries; got \(canaries.count)",
                field: "canaries"
            )
        }
        guard shadows.count <= Self.shadowLimit else {
            throw .invalid(
                "there are at most \(Self.shadowLimit) shadows; got \(shadows.count)",
                field: "shadow_versions"
            )
        }
        for (index, canary) in canaries.enumerated() {
            guard (1...Self.all).contains(canary.basisPoints) else {
                throw .invalid(
                    "a canary's share is 0.01 to 100 percent; got "
                        + "\(Double(canary.basisPoints) / 100)",
                    field: "canaries[\(index)].percent"
                )
            }
        }
        let sum = canaries.reduce(0) { $0 + $1.basisPoints }
        guard sum <= Self.all else {
            throw .invalid(
                "the canaries' shares are at most 100 percent together; got \(Double(sum) / 100)",
                field: "canaries"
            )
        }
        var seen: Set<ModelVersion> = []
        for version in versions {
            guard version > 0 else {
                throw .invalid("a model version is at least 1; got \(version)")
            }
            guard seen.insert(version).inserted else {
                throw .invalid("version \(version) comes twice")
            }
        }
    }
}
