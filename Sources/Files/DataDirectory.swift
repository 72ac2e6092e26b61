package import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The names in a data directory; nothing of the server lies outside it.
package struct DataDirectory: Hashable, Sendable {
    /// The most bytes that the path of a Unix socket may have: `sun_path` holds 108 with its end.
    package static let socketPathLimit = 107

    /// The directory's path, without a slash at its end.
    package let path: String

    /// Names the directory at `path`, without touching it.
    ///
    /// - Throws: ``Failure`` (invalid argument) when it is too deep for the worker's socket.
    package init(path: String) throws(Failure) {
        var trimmed = path
        while trimmed.utf8.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard !trimmed.isEmpty else { throw .invalid("the data directory has no name") }
        self.path = trimmed
        let bytes = workerSocketPath.utf8.count
        guard bytes <= Self.socketPathLimit else {
            throw .invalid(
                "the data directory is too deep: the socket \(workerSocketPath) has \(bytes) bytes, "
                    + "and the system takes at most \(Self.socketPathLimit)",
                field: "data-dir"
            )
        }
    }

    /// Names a directory in which no server runs yet, so that its sockets do not matter.
    package init(copy path: String) { self.path = path }

    /// Names the directory that a snapshot is in.
    package init(ofSnapshot path: String) {
        self.path = Path.directory(of: Path.directory(of: path))
    }

    /// The database.
    package var databasePath: String { "\(path)/tutelage.sqlite" }
    /// What ties the files to their database.
    package var identityPath: String { "\(path)/identity" }
    /// Bytes that are held back for a full disk.
    package var reservePath: String { "\(path)/reserve" }
    /// The lock of the server that owns the directory.
    package var lockPath: String { "\(path)/lock" }
    /// The socket on which the server serves its workers.
    package var workerSocketPath: String { "\(path)/worker.sock" }
    /// The weights.
    package var modelsPath: String { "\(path)/models" }
    /// The snapshots.
    package var snapshotsPath: String { "\(path)/snapshots" }
    /// What snapshots are made of.
    package var segmentsPath: String { SnapshotManifest.segmentsPath(beside: snapshot("")) }
    /// The part of snapshots called `name`.
    package func segment(_ name: String) -> String { "\(segmentsPath)/\(name)" }
    /// How the names end of what encoders made of segments.
    package static let embeddingsSuffix = ".embeddings"
    /// What encoders made of the rows of segments.
    package var embeddingsPath: String { "\(path)/embeddings" }
    /// The checkpoints of running jobs.
    package var checkpointsPath: String { "\(path)/checkpoints" }
    /// The weights file called `name`.
    package func model(_ name: String) -> String { "\(modelsPath)/\(name)" }
    /// The snapshot file called `name`.
    package func snapshot(_ name: String) -> String { "\(snapshotsPath)/\(name)" }
    /// The checkpoint of a job.
    package func checkpoint(_ job: JobID) -> String { "\(checkpointsPath)/\(job).checkpoint" }
    /// What the trainings of a comparison came to so far.
    package func comparison(_ job: JobID) -> String { "\(checkpointsPath)/\(job).comparison" }

    /// Makes the directory and its folders, readable by their owner only, where they are missing.
    ///
    /// - Throws: ``Failure`` that names the folder.
    package func create() throws(Failure) {
        for folder in [path, modelsPath, snapshotsPath, checkpointsPath] {
            try FileSystem.createDirectory(folder)
        }
    }

    /// Removes from `models/` and `snapshots/` the files that were announced and that no row names,
    /// finished or not; whatever else no row names is left alone.
    ///
    /// To be called at start, before anything writes: a file gets its name before its row is
    /// committed, so that a crash in between leaves a file without a row. The files in
    /// `checkpoints/` are left alone: a worker that outlived its server may be writing one. They go
    /// with their jobs.
    ///
    /// - Parameters:
    ///   - announced: The names that a server said it would write.
    ///   - names: The file names that rows name.
    /// - Returns: The paths that were removed and those that are somebody else's, sorted.
    /// - Throws: ``Failure`` when a folder cannot be read.
    @discardableResult
    package func sweep(
        _ announced: Set<String>,
        keeping names: Set<String>
    ) throws(Failure) -> (removed: [String], foreign: [String]) {
        var (removed, foreign): ([String], [String]) = ([], [])
        for folder in [modelsPath, snapshotsPath] {
            for name in try FileSystem.entries(of: folder) where !names.contains(name) {
                let path = "\(folder)/\(name)"
                guard path != segmentsPath else { continue }
                let target = OwnFileName.finished(name[...]).map(String.init) ?? name
                if announced.contains(target), !FileSystem.isDirectory(path) {
                    try FileSystem.remove(path)
                    removed.append(path)
                } else {
                    foreign.append(path)
                }
            }
        }
        return (removed.sorted(), foreign.sorted())
    }

    /// Removes from the segments of snapshots unfinished files and those that are not among `names`.
    ///
    /// Not to be called while a snapshot is written: what it is made of gets its name first.
    ///
    /// - Throws: ``Failure`` when the folder cannot be read.
    package func sweepSegments(keeping names: Set<String>) throws(Failure) {
        guard FileSystem.isDirectory(segmentsPath) else { return }
        for name in try FileSystem.entries(of: segmentsPath) where !names.contains(name) {
            guard OwnFileName.isSegment(name[...]) || OwnFileName.isUnfinishedSegment(name[...])
            else { continue }
            try FileSystem.remove(segment(name))
        }
        try sweepEmbeddings()
    }

    /// Removes what encoders made of segments that are not there any more.
    private func sweepEmbeddings() throws(Failure) {
        guard FileSystem.isDirectory(embeddingsPath) else { return }
        for name in try FileSystem.entries(of: embeddingsPath) {
            guard let rows = OwnFileName.embeddedSegment(name[...]),
                !FileSystem.exists(segment(rows + SnapshotSegment.rowsSuffix))
            else { continue }
            try FileSystem.remove("\(embeddingsPath)/\(name)")
        }
    }

    /// Removes the checkpoints and weights of jobs that are over.
    ///
    /// - Throws: ``Failure`` when the folder cannot be read or a file stays.
    package func removeCheckpoints(where isOver: (JobID) -> Bool) throws(Failure) {
        for name in try FileSystem.entries(of: checkpointsPath) {
            guard let job = OwnFileName.job(name[...]), isOver(job) else { continue }
            try FileSystem.remove("\(checkpointsPath)/\(name)")
        }
    }

    /// Up to `limit` finished files that a server wrote here, by their names.
    ///
    /// - Throws: ``Failure`` when a folder cannot be read.
    package func ownFiles(limit: Int) throws(Failure) -> [String] {
        var found: [String] = []
        for (folder, isOwn) in [
            (modelsPath, OwnFileName.isModel), (snapshotsPath, OwnFileName.isSnapshot),
        ] where FileSystem.isDirectory(folder) {
            for name in try FileSystem.entries(of: folder) where found.count < limit {
                if isOwn(name[...]) { found.append("\(folder)/\(name)") }
            }
        }
        return found
    }

    /// Whether the rows of a segment of snapshots are there, not only mapped by somebody.
    package func hasRows(of segment: SnapshotSegment) -> Bool {
        FileSystem.exists(self.segment(segment.rowsName))
    }
}

/// The few file system calls that are not about contents.
package enum FileSystem {
    /// Makes the directory `path` with its parents where it is missing.
    ///
    /// - Throws: ``Failure`` that names the directory.
    package static func createDirectory(_ path: String) throws(Failure) {
        if isDirectory(path) { return }
        let parent = Path.directory(of: path)
        if parent != path, parent != "." { try createDirectory(parent) }
        if unsafe mkdir(path, 0o700) == -1 {
            let code = errno
            guard code == EEXIST, isDirectory(path) else {
                throw SystemCall.failure("create the directory", path, code)
            }
        }
    }

    /// Whether `path` is a directory.
    package static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether there is something at `path`.
    package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// The bytes of the file at `path`; nil where there is none.
    package static func byteCount(of path: String) -> Int? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// The names in the directory `path`, without `.` and `..`, sorted.
    ///
    /// - Throws: ``Failure`` when it cannot be read.
    package static func entries(of path: String) throws(Failure) -> [String] {
        guard let directory = unsafe opendir(path) else {
            throw SystemCall.failure("read the directory", path, errno)
        }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            // Never as a value: an entry is shorter than its type where the name is, and the last one
            // of a buffer has nothing readable behind it.
            let text = unsafe UnsafeRawPointer(entry)
                .advanced(by: MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
            let name = unsafe String(cString: text.assumingMemoryBound(to: CChar.self))
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes the file at `path`; a missing one is fine.
    ///
    /// - Throws: ``Failure`` when it is there and stays.
    package static func remove(_ path: String) throws(Failure) {
        if unsafe unlink(path) == -1 {
            let code = errno
            guard code == ENOENT else { throw SystemCall.failure("remove", path, code) }
        }
    }

    /// The bytes that a process without privileges can still write where `path` lies.
    ///
    /// - Throws: ``Failure`` when `path` does not exist.
    package static func freeBytes(at path: String) throws(Failure) -> Int64 {
        var status = statvfs()
        try SystemCall.checked("inspect", path) { unsafe statvfs(path, &status) }
        let (bytes, overflow) = UInt64(status.f_bavail)
            .multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return overflow ? .max : Int64(clamping: bytes)
    }

    /// Checks that `bytes` more can be written where `path` lies.
    ///
    /// - Throws: ``Failure`` (unavailable) with what is needed and what is free.
    package static func requireFree(_ bytes: Int64, at path: String) throws(Failure) {
        let free = try freeBytes(at: path)
        guard free >= bytes else {
            throw Failure(.unavailable, "\(path) needs \(bytes) free bytes and has \(free)")
        }
    }
}
