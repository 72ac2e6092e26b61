internal import Domain
internal import Files

/// What a write does to the disk, which decides what it may take of the last of it.
package enum WritePurpose: Sendable {
    /// It adds what a caller brings: refused while the disk is nearly full.
    case adds
    /// It keeps the books of what goes on, a few bytes: it may take the last of the disk.
    case keeps
    /// It deletes: where even the last is taken, the reserve is given back for it.
    case frees
}

/// Why the store refuses writes.
package struct StoreTrouble: Hashable, Sendable {
    /// The kinds of reasons.
    package enum Reason: String, CaseIterable, Sendable {
        case diskFull = "disk_full"
        case readOnly = "read_only"
        case ioError = "io_error"
        case other
    }

    /// The kind.
    package var reason: Reason
    /// What a person reads.
    package var message: String
}

/// Keeps so much of the disk free that a full one can be emptied again: deleting from a database
/// first writes, to its log.
///
/// Data is refused before the disk is full, while what is in the log still fits the database beside
/// it. Against others who fill the disk a file of the same size is held back.
struct StoreRoom: Sendable {
    /// Bytes that data leaves free.
    static let headroom = 2 << 20

    let directory: DataDirectory

    /// What the disk has left.
    struct Left: Equatable {
        /// Bytes that can still be written.
        var free: Int
        /// Bytes of the log that are not yet in the database.
        var log: Int
        /// Bytes of the database that hold nothing any more.
        var unused = 0

        /// Whether `bytes` of data can be stored: they are written to the log and to the database, and
        /// what a deletion writes must still fit.
        func takes(_ bytes: Int) -> Bool {
            free >= headroom / 2 + bytes && free + unused >= headroom + log + 2 * bytes
        }
    }

    /// What the disk has left beside a log of `logBytes`; nil: unknown.
    func left(log: Int, unused: Int = 0) -> Left? {
        guard let free = try? FileSystem.freeBytes(at: directory.path) else { return nil }
        return Left(free: Int(free), log: log, unused: unused)
    }

    /// What callers with data are told.
    static func refusal(_ left: Left) -> Failure {
        Failure(
            .unavailable,
            "the disk is full: \(left.free / 1024) KiB are free, and more are needed to store this and "
                + "still be able to delete; delete projects, examples or models, or make the disk "
                + "larger"
        )
    }

    /// Bytes of the log that are not yet in the database, at most.
    var logBytes: Int { FileSystem.byteCount(of: directory.databasePath + "-wal") ?? 0 }

    /// Holds bytes back where there is plenty of room.
    func hold() {
        guard !FileSystem.exists(directory.reservePath),
            let free = try? FileSystem.freeBytes(at: directory.path), free >= 4 * Self.headroom
        else { return }
        // Who cannot have it does without.
        try? AtomicFile.write(
            [UInt8](repeating: 0, count: Self.headroom),
            to: directory.reservePath
        )
    }

    /// Gives back what is held.
    ///
    /// - Returns: Whether anything was.
    func give() -> Bool {
        guard FileSystem.exists(directory.reservePath) else { return false }
        return (try? FileSystem.remove(directory.reservePath)) != nil
    }

    /// Gives back what is held where a database could not be opened without it: even reading one
    /// takes a few pages beside it.
    func giveToOpen() {
        if let free = try? FileSystem.freeBytes(at: directory.path), free < Self.headroom / 2 {
            _ = give()
        }
    }
}
