package import Domain
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The exclusive lock of a directory, held until this object goes or its process ends.
///
/// `flock` belongs to the open file: a kill releases it at once, and the descriptor is closed on
/// exec, so that a worker never holds its server's lock. Between fork and exec a child shares the
/// open file, so the lock is given back by name before the descriptor is closed.
package final class DirectoryLock: Sendable {
    /// The path of the lock file; it holds the owner's process id as text.
    package let path: String
    private let descriptor: Mutex<Int32?>

    /// Takes the lock file `path`.
    ///
    /// - Throws: ``Failure`` (failed precondition) that names the process that holds it.
    package init(path: String) throws(Failure) {
        self.path = path
        let file = try SystemCall.open(path, O_RDWR | O_CREAT, action: "open the lock")
        do {
            try Self.take(file, path)
        } catch {
            close(file)
            throw error
        }
        descriptor = Mutex(file)
    }

    deinit { release() }

    /// Gives the lock back before this object goes.
    package func release() {
        descriptor.withLock { file in
            guard let open = file else { return }
            flock(open, LOCK_UN)
            close(open)
            file = nil
        }
    }

    private static func take(_ descriptor: Int32, _ path: String) throws(Failure) {
        while flock(descriptor, LOCK_EX | LOCK_NB) == -1 {
            let code = errno
            if code == EINTR { continue }
            guard code == EWOULDBLOCK else { throw SystemCall.failure("lock", path, code) }
            throw .precondition(
                "\(Path.directory(of: path)) is in use by process \(holder(descriptor)): "
                    + "one server owns a data directory at a time"
            )
        }
        let text = Array("\(getpid())\n".utf8)
        try SystemCall.checked("write", path) { ftruncate(descriptor, 0) }
        try SystemCall.checked("write", path) { unsafe pwrite(descriptor, text, text.count, 0) }
    }

    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, count)).prefix { (48...57).contains($0) }
        return digits.isEmpty ? "(unknown)" : String(decoding: digits, as: UTF8.self)
    }
}
