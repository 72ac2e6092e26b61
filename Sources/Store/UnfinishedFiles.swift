// Files are written before the row that names them; what a crash leaves in between is found again by
// its announcement, and nothing else is ever removed.
extension StoreWriter {
    /// Says that a file called `name` is about to be written in `models/` or `snapshots/`; the row
    /// that names it ends this.
    package func announce(file name: String) throws {
        try execute("INSERT OR IGNORE INTO unfinished_file (name) VALUES (?)", [name])
    }

    /// A row names the file now, or it is gone.
    package func settle(file name: String) throws {
        try execute("DELETE FROM unfinished_file WHERE name = ?", [name])
    }
}

extension StoreReader {
    /// The files that were announced and that no row names.
    func unfinishedFiles() throws -> Set<String> {
        Set(try all("SELECT name FROM unfinished_file", []) { try $0.text() })
    }
}
