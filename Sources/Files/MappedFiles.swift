internal import Domain
internal import Synchronization

/// The maps of files that somebody has open, so that a file is mapped once; nothing is kept open
/// for its own sake.
package final class MappedFiles: Sendable {
    private struct Entry {
        weak var file: MappedFile?
    }

    private let entries = Mutex<[String: Entry]>([:])

    package init() {}

    /// The map of the file at `path`.
    ///
    /// - Throws: ``Failure`` as ``MappedFile/init(path:)``.
    func file(_ path: String) throws(Failure) -> MappedFile {
        if let file = entries.withLock({ $0[path]?.file }) { return file }
        let file = try MappedFile(path: path)
        return entries.withLock { entries in
            // Another may have been as fast.
            if let other = entries[path]?.file { return other }
            if entries.count > 4096 { entries = entries.filter { $0.value.file != nil } }
            entries[path] = Entry(file: file)
            return file
        }
    }
}
