internal import Domain
internal import Files
internal import GRDB

/// What ties a database to the files beside it: the same random number in both.
///
/// A directory that lost its database is never taken for a new one, and files are never joined to a
/// database that knows nothing of them.
struct DirectoryIdentity {
    let directory: DataDirectory

    /// Refuses a directory whose database is missing or empty although a server wrote here.
    func requireDatabase() throws(Failure) {
        guard (FileSystem.byteCount(of: directory.databasePath) ?? 0) == 0 else { return }
        let files = try directory.ownFiles(limit: 1)
        guard FileSystem.exists(directory.identityPath) || !files.isEmpty else { return }
        let found = files.first ?? directory.identityPath
        throw .precondition(
            "\(directory.databasePath) is missing or empty, but a server wrote here before: there is "
                + "\(found). Restore the database from a backup; to start with nothing, name an empty "
                + "directory"
        )
    }

    /// Refuses a database that a later version wrote, or another program.
    func requireKnown(_ migrator: DatabaseMigrator, _ db: Database) throws {
        let path = directory.databasePath
        let isEmpty = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_schema") == 0
        guard try isEmpty || db.tableExists("grdb_migrations") else {
            throw Failure.precondition("\(path) is not a database of tutelage")
        }
        if try migrator.hasBeenSuperseded(db) {
            throw Failure.precondition(
                "\(path) was written by a later version of tutelage, whose changes this one does not "
                    + "know: start that version, or restore a backup from before it"
            )
        }
    }

    /// Refuses a database that belongs to other files, and ties a new one to these.
    func tie(_ db: Database) throws {
        let stored = try String.fetchOne(db, sql: "SELECT value FROM identity")
        let written = try written()
        let adopted = written.flatMap { $0.isEmpty ? nil : $0 }
        // A first start that failed between the two has written the file alone.
        let own = stored ?? adopted ?? String(UInt64.random(in: 0...UInt64.max), radix: 16)
        if stored == nil {
            try db.execute(sql: "INSERT INTO identity (value) VALUES (?)", arguments: [own])
        }
        guard let written else {
            try AtomicFile.write(Array("\(own)\n".utf8), to: directory.identityPath)
            return
        }
        guard written == own else {
            throw Failure.precondition(
                "\(directory.databasePath) belongs to another data directory: its identity is \(own), "
                    + "and \(directory.identityPath) says \(written.isEmpty ? "nothing" : written)"
            )
        }
    }

    /// The number in the file; nil where there is none.
    private func written() throws(Failure) -> String? {
        guard FileSystem.exists(directory.identityPath) else { return nil }
        let file = try MappedFile(path: directory.identityPath)
        let text = String(decoding: file.bytes(0..<min(file.byteCount, 64)), as: UTF8.self)
        return String(text.prefix { $0 != "\n" })
    }
}
