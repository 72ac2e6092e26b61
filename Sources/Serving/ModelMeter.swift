internal import Domain
internal import Files
internal import Foundation
internal import Networks
internal import Synchronization

/// Counts what each model version does: once for a batch, in the thread that computed it and before
/// its answers leave, and once for a request that ends otherwise.
///
/// The lock is its own: counting does not hold up the queue.
final class ModelMeter: Sendable {
    private struct Key: Hashable {
        let project: ProjectName
        let version: ModelVersion

        init(_ project: ProjectName, _ version: ModelVersion) {
            self.project = project
            self.version = version
        }

        init(_ release: Release) { self.init(release.project, release.modelVersion) }
    }

    private struct Entry {
        var statistics: ModelStatistics
        /// The end of the last batch, in nanoseconds of the clock; 0: none.
        var lastInference: UInt64 = 0
        /// The number of the count that touched it last.
        var lastCount: UInt64 = 0
    }

    private struct State {
        var entries: [Entry] = []
        var indices: [Key: Int] = [:]
        /// The entry counted last: most batches are of the same version as the one before.
        var last = 0
        var counts: UInt64 = 0
        /// Requests that were not computed, by reason, those of forgotten versions included.
        var refusals = [Int](repeating: 0, count: PredictionRefusal.allCases.count)
        /// The newest network when a project was deleted: what has it or an older one outlives the
        /// project, and does not count for one that is made by the same name.
        var deleted: [ProjectName: Int] = [:]

        func isDeleted(_ project: ProjectName, network: Int) -> Bool {
            deleted[project].map { network <= $0 } ?? false
        }
    }

    /// The most versions that are counted, and the most deleted projects whose last calls are known.
    ///
    /// Of more versions, the one not counted for longest is forgotten; of more projects, the one that
    /// was deleted first.
    private let limit: Int
    private let clock: Clocks
    private let state = Mutex(State())

    init(limit: Int = 1024, clock: Clocks) {
        self.limit = max(1, limit)
        self.clock = clock
    }

    /// Counts a computed batch, but not a shadow's.
    func count(_ batch: WaitingBatch, _ outcome: BatchOutcome, started: UInt64) {
        guard !batch.turn.isShadow else { return }
        let end = started &+ outcome.times.total
        state.withLock { state in
            let release = batch.release
            guard !state.isDeleted(release.project, network: release.network.number) else { return }
            let index = Self.entry(Key(release), &state, limit)
            state.entries[index].statistics.count(batch, outcome, started: started)
            state.entries[index].lastInference = max(state.entries[index].lastInference, end)
        }
    }

    /// Counts requests that were computed where they came.
    func count(_ run: RunHere) {
        state.withLock { state in
            guard !state.isDeleted(run.project, network: run.network) else { return }
            let index = Self.entry(Key(run.project, run.version), &state, limit)
            state.entries[index].statistics.count(run)
            state.entries[index].lastInference = max(state.entries[index].lastInference, run.last)
        }
    }

    /// Counts a request that was not computed; without a release, for all versions together only.
    func count(_ reason: PredictionRefusal, of release: Release?) {
        state.withLock { state in
            state.refusals[reason.rawValue] += 1
            guard let release,
                !state.isDeleted(release.project, network: release.network.number)
            else { return }
            let index = Self.entry(Key(release), &state, limit)
            state.entries[index].statistics.count(reason)
        }
    }

    /// Requests of all versions, forgotten ones included, that were not computed for a reason.
    func refused(_ reason: PredictionRefusal) -> Int {
        state.withLock { $0.refusals[reason.rawValue] }
    }

    /// Forgets a deleted project, and does not count calls that still hold a release of it.
    func forget(_ project: ProjectName) {
        state.withLock { state in
            state.deleted[project] = ServingNetwork.lastNumber
            if state.deleted.count > limit,
                let oldest = state.deleted.min(by: { $0.value < $1.value })
            {
                state.deleted[oldest.key] = nil
            }
            state.entries.removeAll { $0.statistics.project == project }
            Self.index(&state)
        }
    }

    /// What every version did, by project and version.
    var snapshot: [ModelStatistics] {
        let entries = state.withLock(\.entries)
        let now = clock.nanoseconds
        let date = clock.wallMilliseconds
        return entries.map { entry in
            var statistics = entry.statistics
            if entry.lastInference > 0 {
                let age = now > entry.lastInference ? now - entry.lastInference : 0
                statistics.lastInference = date - Int64(clamping: age / 1_000_000)
            }
            return statistics
        }.sorted {
            ($0.project.text, $0.modelVersion) < ($1.project.text, $1.modelVersion)
        }
    }

    private static func entry(_ key: Key, _ state: inout State, _ limit: Int) -> Int {
        state.counts += 1
        var index = state.last
        if index >= state.entries.count
            || state.entries[index].statistics.modelVersion != key.version
            || state.entries[index].statistics.project != key.project
        {
            index = state.indices[key] ?? add(key, &state, limit)
            state.last = index
        }
        state.entries[index].lastCount = state.counts
        return index
    }

    private static func add(_ key: Key, _ state: inout State, _ limit: Int) -> Int {
        if state.entries.count >= limit,
            let oldest = state.entries.indices.min(by: {
                state.entries[$0].lastCount < state.entries[$1].lastCount
            })
        {
            state.entries.remove(at: oldest)
            index(&state)
        }
        let statistics = ModelStatistics(project: key.project, modelVersion: key.version)
        state.entries.append(Entry(statistics: statistics))
        state.indices[key] = state.entries.count - 1
        return state.entries.count - 1
    }

    private static func index(_ state: inout State) {
        state.indices = [:]
        for (index, entry) in state.entries.enumerated() {
            let statistics = entry.statistics
            state.indices[Key(statistics.project, statistics.modelVersion)] = index
        }
        state.last = 0
    }
}
