internal import Domain
internal import Files
internal import Synchronization

/// The snapshot files that were asked for, kept mapped (a map costs no memory until it is read), and
/// what goes of them when they are no longer needed.
final class SnapshotFiles: Sendable {
    private struct State {
        var files: [String: SnapshotFile] = [:]
        /// Cuts that are being written, whose segments no row names yet.
        var cuts = 0
        /// Grows with every beginning and end of a cut: rows that were read in between may lack its own.
        var generation = 0
        /// What the snapshots that were pruned before are made of; nil: files of the old layout.
        var manifests: [String: SnapshotManifest?] = [:]
    }

    private let directory: DataDirectory
    private let maps = MappedFiles()
    private let state = Mutex(State())
    private let known = Mutex<[Int64: KnownContents]>([:])

    init(directory: DataDirectory) { self.directory = directory }

    /// The snapshot file called `name`; its rows may be gone, what was in it is known.
    func file(_ name: String) throws(Failure) -> SnapshotFile {
        if let file = state.withLock({ $0.files[name] }) { return file }
        let file: SnapshotFile
        do {
            file = try SnapshotFile(path: directory.snapshot(name), maps: maps, needsRows: false)
        } catch  where error.kind == .notFound {
            throw .dataLoss("the snapshot \(name) is missing")
        }
        state.withLock { $0.files[name] = file }
        return file
    }

    func forget(_ name: String) {
        state.withLock { state in
            state.files[name] = nil
            state.manifests[name] = nil
        }
    }

    /// Whether one of the snapshots `names` of a project, oldest first, may have this content.
    ///
    /// - Throws: ``Failure`` (data loss) when one of them is damaged.
    func mayContain(
        _ content: Digest,
        project: Int64,
        _ names: [String]
    ) throws(Failure) -> Bool {
        try known.withLock { known throws(Failure) in
            try known[project, default: KnownContents()].follow(names, file)
            return known[project]?.mayContain(content) ?? false
        }
    }

    /// Forgets what was known of a project that is deleted.
    func forget(project: Int64) { known.withLock { $0[project] = nil } }

    /// From here to ``endCut()`` nothing is pruned.
    func beginCut() {
        state.withLock { state in
            state.cuts += 1
            state.generation += 1
        }
    }

    func endCut() {
        state.withLock { state in
            state.cuts -= 1
            state.generation += 1
        }
    }

    /// Whether one cut is written, and it is the one that began at `generation`.
    func isOnlyCut(since generation: Int) -> Bool {
        state.withLock { $0.cuts == 1 && $0.generation == generation }
    }

    /// What ``prune(_:_:)`` must be told of the time before the rows were read.
    var generation: Int { state.withLock { $0.generation } }

    /// The segments of the snapshots `names`, newest first, whose rows a cut may share.
    ///
    /// Where the newest has many small ones they are left out, so that the cut writes their rows to
    /// few.
    func segments(of names: [String]) -> [SnapshotSegment] {
        var found: [String: SnapshotSegment] = [:]
        var order: [String] = []
        var small: Set<String>?
        for name in names {
            // A damaged one says so to whom asks for it; here its rows are written again.
            guard let file = try? file(name), file.hasRows, !file.segments.isEmpty else { continue }
            let few = file.segments.filter { $0.count < Self.smallCount }.map(\.rowsName)
            if small == nil { small = few.count > Self.smallLimit ? Set(few) : [] }
            for segment in file.segments
            where found[segment.rowsName] == nil && directory.hasRows(of: segment) {
                found[segment.rowsName] = segment
                order.append(segment.rowsName)
            }
        }
        return order.filter { !(small ?? []).contains($0) }.compactMap { found[$0] }
    }

    /// Segments below this many rows are small.
    private static let smallCount = SnapshotSegment.fullCount / 8
    private static let smallLimit = 16

    /// Removes the rows that no kept snapshot has, and what no snapshot at all is made of.
    ///
    /// Does nothing while a cut is written or where one began or ended since `generation`; that one
    /// prunes when it ends.
    ///
    /// - Parameters:
    ///   - snapshots: What rows named when `generation` was read.
    ///   - generation: ``generation`` of before.
    /// - Throws: ``Failure``: data loss when a snapshot cannot be read, and then nothing is removed.
    func prune(_ snapshots: StoredSnapshots, _ generation: Int) throws(Failure) {
        try state.withLock { state throws(Failure) in
            guard state.cuts == 0, state.generation == generation else { return }
            var names: Set<String> = []
            for name in snapshots.all {
                if state.manifests[name] == nil {
                    let read = try SnapshotManifest.read(directory.snapshot(name))
                    state.manifests[name] = .some(read)
                }
                guard let manifest = state.manifests[name] ?? nil else { continue }
                names.formUnion(manifest.indexFiles)
                if snapshots.kept.contains(name) {
                    names.formUnion(manifest.rowFiles)
                } else {
                    // Its rows go when the last who reads them has done.
                    state.files[name] = nil
                }
            }
            try directory.sweepSegments(keeping: names)
        }
    }
}

/// The names of the snapshot files that rows name.
struct StoredSnapshots: Hashable, Sendable {
    /// All of them.
    var all: [String]
    /// Those whose rows somebody may learn from.
    var kept: Set<String>
}

extension StoreReader {
    /// All snapshots, and those that a champion, an open job or the last `count` of a project need.
    func storedSnapshots(last count: Int) throws -> StoredSnapshots {
        let kept = try all(
            Self.keptSnapshots,
            [count, JobState.queued.code, JobState.running.code]
        ) { try $0.text() }
        return StoredSnapshots(
            all: try all("SELECT file FROM snapshot", []) { try $0.text() },
            kept: Set(kept)
        )
    }

    /// The snapshots of a project whose rows are kept, newest first.
    func keptSnapshots(_ name: ProjectName, last count: Int) throws -> [String] {
        let kept = try storedSnapshots(last: count).kept
        return try all(
            "SELECT file FROM snapshot WHERE project = ? ORDER BY key DESC",
            [try key(name)]
        ) { try $0.text() }.filter(kept.contains)
    }

    /// The lineage of a model and the specification of a job say in their JSON which one they need.
    private static let keptSnapshots = """
        SELECT file FROM (SELECT file, row_number() OVER (PARTITION BY project ORDER BY key DESC)
            AS age FROM snapshot) WHERE age <= ?1
        UNION SELECT snapshot.file FROM release
            JOIN model ON model.project = release.project AND model.version = release.version
            JOIN snapshot ON snapshot.project = model.project AND snapshot.key =
                CASE WHEN json_valid(model.lineage) THEN json_extract(model.lineage, '$.snapshot') END
            WHERE release.sequence =
                (SELECT max(sequence) FROM release AS other WHERE other.project = release.project)
        UNION SELECT snapshot.file FROM job
            JOIN snapshot ON snapshot.project = job.project AND snapshot.key =
                CASE WHEN json_valid(job.specification)
                    THEN json_extract(job.specification, '$.snapshot') END
            WHERE job.state IN (?2, ?3)
        """
}

extension DataStore {
    /// Removes the rows of snapshots that nobody may learn from any more; what was in them stays
    /// known, from their indexes.
    ///
    /// - Throws: ``Failure`` (data loss) when a snapshot cannot be read; then nothing is removed.
    package func pruneSnapshots() async throws {
        let (generation, count) = (snapshotFiles.generation, settings.snapshotLimit)
        let snapshots = try await read { try $0.storedSnapshots(last: count) }
        try snapshotFiles.prune(snapshots, generation)
    }
}
