internal import Domain
internal import Store

/// The metrics of the loop: what was labelled and by whom, what waits for people, what was promised.
enum LoopMetrics {
    /// The most projects that have values of their own, the first by name.
    static let projectLimit = 100

    /// What is on the page.
    struct State: Sendable {
        let projects: [LoopStatistics]
        let count: Int
        let now: Int64
    }

    /// Reads it.
    static func read(_ store: DataStore, now: Int64) async -> State? {
        try? await store.read { reader in
            State(
                projects: try reader.loopStatistics(limit: projectLimit),
                count: try reader.projectCount(),
                now: now
            )
        }
    }

    static func write(_ state: State?, to page: inout MetricsText) {
        let projects = state?.projects ?? []
        page.write(projectCount) { values in
            if let state { values.add(state.count) }
        }
        page.write(labels) { values in
            for project in projects { Self.write(labelsOf: project, to: &values) }
        }
        func write(_ family: MetricFamily, _ value: (LoopStatistics) -> Double?) {
            page.write(family) { values in
                for project in projects {
                    guard let value = value(project) else { continue }
                    values.add(value, [("project", project.project.text)])
                }
            }
        }
        write(review) { Double($0.counts.waiting) }
        write(reviewAge) { project in
            guard let oldest = project.oldestWaiting, let state else { return 0 }
            return Double(max(0, state.now - oldest)) / 1000
        }
        write(samples) { Double($0.openSamples) }
        write(champion) { $0.release.map { Double($0.version) } }
        write(gate) { $0.gate?.accuracy }
        write(certifyLabels) { Double($0.counts.count { $0.split == .certify }) }
        page.write(level) { values in
            for project in projects { Self.write(levelsOf: project, to: &values) }
        }
        page.write(certified) { values in
            for project in projects { Self.write(certifiedOf: project, to: &values) }
        }
        page.write(jobSeconds) { values in
            for project in projects {
                for (kind, milliseconds) in project.lastJobs.sorted(by: {
                    $0.key.rawValue < $1.key.rawValue
                }) {
                    values.add(
                        Double(milliseconds) / 1000,
                        [("project", project.project.text), ("kind", kind.rawValue)]
                    )
                }
            }
        }
        write(modelBytes) { Double($0.modelBytes) }
        write(snapshotBytes) { Double($0.snapshotBytes) }
    }

    private static func write(labelsOf project: LoopStatistics, to values: inout MetricsText.Values)
    {
        var counts: [[String]: Int64] = [:]
        for entry in project.counts.entries {
            let key = [
                entry.decision?.rawValue ?? "none", entry.source?.rawValue ?? "none",
                entry.split?.rawValue ?? "none",
            ]
            counts[key, default: 0] += entry.count
        }
        for (key, count) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
        where count > 0 {
            values.add(
                Int(count),
                [
                    ("project", project.project.text), ("decision", key[0]), ("source", key[1]),
                    ("split", key[2]),
                ]
            )
        }
    }

    /// The certificates that hold.
    private static func holding(_ project: LoopStatistics) -> [Certificate] {
        guard let release = project.release else { return [] }
        return (release.certificateIsVoid ? [] : [release.certificate].compactMap(\.self))
            + release.pools
    }

    private static func write(levelsOf project: LoopStatistics, to values: inout MetricsText.Values)
    {
        for certificate in holding(project) {
            values.add(
                certificate.level,
                [
                    ("project", project.project.text), ("kind", certificate.kind.rawValue),
                    ("certificate", String(certificate.id)),
                ]
            )
        }
    }

    private static func write(
        certifiedOf project: LoopStatistics,
        to values: inout MetricsText.Values
    ) {
        let kinds = Dictionary(holding(project).map { ($0.id, $0.kind.rawValue) }) { first, _ in
            first
        }
        for (id, count) in project.counts.certified.sorted(by: { $0.key < $1.key }) where count > 0
        {
            values.add(
                Int(count),
                [
                    ("project", project.project.text), ("kind", kinds[id] ?? "ended"),
                    ("certificate", String(id)),
                ]
            )
        }
    }

    private static let projectCount = MetricFamily.gauge(
        "tutelage_projects",
        "Projects; the metrics of the loop are those of the first 100 by name."
    )
    private static let labels = MetricFamily.gauge(
        "tutelage_examples",
        "Examples of a project, by the decision, source and split that stand."
    )
    private static let review = MetricFamily.gauge(
        "tutelage_review_examples",
        "Examples that a person could be asked about."
    )
    private static let reviewAge = MetricFamily.gauge(
        "tutelage_review_oldest_seconds",
        "How long ago the oldest of those came; 0: there is none."
    )
    private static let samples = MetricFamily.gauge(
        "tutelage_sample_open_examples",
        "Drawn examples that are not answered yet."
    )
    private static let champion = MetricFamily.gauge(
        "tutelage_champion_version",
        "The version that serves."
    )
    private static let gate = MetricFamily.gauge(
        "tutelage_champion_gate_accuracy",
        "The champion's share of right answers on the gate split, 0 to 1, when it was last tried."
    )
    private static let certifyLabels = MetricFamily.gauge(
        "tutelage_certify_labels",
        "Labelled examples of the certify split."
    )
    private static let level = MetricFamily.gauge(
        "tutelage_certificate_level",
        "The level of the look that gave a certificate that holds."
    )
    private static let certified = MetricFamily.gauge(
        "tutelage_certified_labels",
        "Accepted labels in force under a certificate; kind ended: it holds no longer."
    )
    private static let jobSeconds = MetricFamily.gauge(
        "tutelage_last_job_seconds",
        "How long the last job of a kind took that succeeded."
    )
    private static let modelBytes = MetricFamily.gauge(
        "tutelage_model_bytes",
        "Bytes of the weights of a project's versions."
    )
    private static let snapshotBytes = MetricFamily.gauge(
        "tutelage_snapshot_bytes",
        "Bytes of a project's snapshots, those that they share counted for each."
    )
}
