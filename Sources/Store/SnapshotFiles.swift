internal import Domain
internal import Files
internal import Synchronization

/// The snapshot files that were asked for, kept mapped: a map costs no memory until it is read.
final class SnapshotFiles: Sendable {
    private let directory: DataDirectory
    private let files = Mutex<[String: SnapshotFile]>([:])

    init(directory: DataDirectory) { self.directory = directory }

    /// The snapshot file called `name`.
    func file(_ name: String) throws(Failure) -> SnapshotFile {
        if let file = files.withLock({ $0[name] }) { return file }
        let file: SnapshotFile
        do {
            file = try SnapshotFile(path: directory.snapshot(name))
        } catch  where error.kind == .notFound {
            throw .dataLoss("the snapshot \(name) is missing")
        }
        files.withLock { $0[name] = file }
        return file
    }

    func forget(_ name: String) { files.withLock { $0[name] = nil } }
}
