internal import Domain
package import Files
internal import Foundation
internal import GRDB

/// A copy of a data directory, made while a server writes to it: another data directory.
///
/// The database is copied by `VACUUM INTO` on one view of it, which ends however fast others write
/// (https://www.sqlite.org/lang_vacuum.html). Then the files that the copy names are copied: they are
/// written before their rows and never change. One that went meanwhile, since its snapshot was pruned
/// or its model deleted, makes the copy of the database stale, and it is made again.
package struct Backup {
    /// What a backup holds.
    package struct Summary: Hashable, Sendable {
        /// Projects in it.
        package var projects = 0
        /// Files beside the database.
        package var files = 0
        /// Bytes of all.
        package var bytes: Int64 = 0
    }

    /// How often the database is copied at most.
    private static let attempts = 5

    private let source: DataDirectory
    private let copy: DataDirectory

    /// Copies a directory to `target`, which appears whole or not at all.
    ///
    /// - Parameters:
    ///   - source: the directory of a server, which may run.
    ///   - target: a path where nothing is, or an empty folder.
    /// - Returns: What is in the copy.
    /// - Throws: ``Failure``: failed precondition when there is no database or something at `target`;
    ///   aborted when files go faster than they are copied; unavailable when the disk is full.
    package static func make(of source: DataDirectory, to target: String) throws -> Summary {
        let path = try DataDirectory(path: target).path
        guard FileSystem.byteCount(of: source.databasePath) ?? 0 > 0 else {
            throw Failure.precondition("\(source.path) holds no database")
        }
        guard !FileSystem.exists(path) || (try? FileSystem.entries(of: path))?.isEmpty == true
        else {
            throw Failure(.alreadyExists, "\(path) is not an empty folder", field: "folder")
        }
        let process = ProcessInfo.processInfo.processIdentifier
        let unfinished = "\(path).\(process)\(AtomicFile.temporarySuffix)"
        try? FileManager.default.removeItem(atPath: unfinished)
        defer { try? FileManager.default.removeItem(atPath: unfinished) }
        // The worker's socket is not in a backup: its path may be longer here than it may there.
        let backup = Backup(source: source, copy: DataDirectory(copy: unfinished))
        try backup.copy.create()
        let summary: Summary
        do { summary = try backup.run() } catch { throw StoreError.failure(error) }
        try FileSystem.replace(folder: path, with: unfinished)
        return summary
    }

    private func run() throws -> Summary {
        // What is there now is copied first, so that little can go between the database and its files.
        if let names = try? names(in: source) { try copyFiles(names, mayMiss: true) }
        for _ in 0..<Self.attempts {
            try copyDatabase()
            let names = try names(in: copy)
            guard try copyFiles(names, mayMiss: false) else { continue }
            return try finish(names)
        }
        throw Failure(
            .aborted,
            "files went faster than they could be copied, \(Self.attempts) times; try again later"
        )
    }

    /// What a database names.
    private struct Names {
        var models: Set<String>
        var snapshots: StoredSnapshots
        var projects: Int
    }

    private func names(in directory: DataDirectory) throws -> Names {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: directory.databasePath, configuration: configuration)
        let names = try queue.read { db in
            try DirectoryIdentity(directory: directory).requireKnown(Schema.migrator(), db)
            let reader = StoreReader(db)
            let snapshots = try reader.storedSnapshots(last: StoreSettings().snapshotLimit)
            return Names(
                models: try reader.fileNames().subtracting(snapshots.all),
                snapshots: snapshots,
                projects: try Int.fetchOne(
                    db,
                    sql: "SELECT COUNT(*) FROM project WHERE name IS NOT NULL"
                ) ?? 0
            )
        }
        try queue.close()
        return names
    }

    private func copyDatabase() throws {
        try FileSystem.remove(copy.databasePath)
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.readonly = true
        let queue = try DatabaseQueue(path: source.databasePath, configuration: configuration)
        try queue.inDatabase { db in
            try db.execute(sql: "VACUUM INTO ?", arguments: [copy.databasePath])
        }
        try queue.close()
        try FileSystem.synchronize(copy.databasePath)
    }

    /// Copies the files that are not there yet.
    ///
    /// - Returns: Whether all are there.
    @discardableResult
    private func copyFiles(_ names: Names, mayMiss: Bool) throws -> Bool {
        var isWhole = true
        for name in names.models where isWhole || mayMiss {
            isWhole = try add(source.model(name), copy.model(name)) && isWhole
        }
        for name in names.snapshots.all where isWhole || mayMiss {
            // It may have been rewritten without an example that was deleted.
            try FileSystem.remove(copy.snapshot(name))
            isWhole = try add(source.snapshot(name), copy.snapshot(name)) && isWhole
            guard FileSystem.exists(copy.snapshot(name)),
                let manifest = try SnapshotManifest.read(copy.snapshot(name))
            else { continue }
            try FileSystem.createDirectory(copy.segmentsPath)
            let rows = names.snapshots.kept.contains(name) ? manifest.rowFiles : []
            for part in manifest.indexFiles + rows {
                isWhole = try add(source.segment(part), copy.segment(part)) && isWhole
            }
        }
        return isWhole
    }

    /// Copies a file unless it is there.
    ///
    /// - Returns: Whether it is there now; else it went from the source.
    private func add(_ from: String, _ to: String) throws(Failure) -> Bool {
        if FileSystem.exists(to) { return true }
        do throws(Failure) {
            try FileSystem.copy(from, to: to)
            return true
        } catch {
            guard error.kind == .notFound else { throw error }
            return false
        }
    }

    /// Ties the copy together, without what it does not name.
    private func finish(_ names: Names) throws -> Summary {
        if !FileSystem.exists(copy.identityPath), FileSystem.exists(source.identityPath) {
            try FileSystem.copy(source.identityPath, to: copy.identityPath)
        }
        var summary = Summary(projects: names.projects)
        var parts: Set<String> = []
        for name in names.snapshots.all {
            guard let manifest = try SnapshotManifest.read(copy.snapshot(name)) else { continue }
            parts.formUnion(manifest.indexFiles)
            if names.snapshots.kept.contains(name) { parts.formUnion(manifest.rowFiles) }
        }
        let kept =
            names.models.map(copy.model) + names.snapshots.all.map(copy.snapshot)
            + parts.map(copy.segment)
        for folder in [copy.modelsPath, copy.snapshotsPath, copy.segmentsPath]
        where FileSystem.isDirectory(folder) {
            for name in try FileSystem.entries(of: folder) {
                let path = "\(folder)/\(name)"
                if !kept.contains(path), !FileSystem.isDirectory(path) {
                    try FileSystem.remove(path)
                }
            }
        }
        summary.files = kept.count
        for path in kept + [copy.databasePath] {
            summary.bytes += Int64(FileSystem.byteCount(of: path) ?? 0)
        }
        return summary
    }
}
