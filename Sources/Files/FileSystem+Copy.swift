package import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension FileSystem {
    /// Copies a file that nobody changes; the copy appears whole and durable, or not at all.
    ///
    /// - Throws: ``Failure``: not found; unavailable when the disk does not take it.
    package static func copy(_ source: String, to target: String) throws(Failure) {
        let file = try MappedFile(path: source)
        var copy = try AtomicFile(path: target)
        var done = 0
        while done < file.byteCount {
            let end = min(file.byteCount, done + 1 << 20)
            try copy.append(file.bytes(done..<end))
            done = end
        }
        try copy.commit()
    }

    /// Makes the file at `path` durable.
    ///
    /// - Throws: ``Failure``.
    package static func synchronize(_ path: String) throws(Failure) {
        let descriptor = try SystemCall.open(path, O_RDWR)
        defer { close(descriptor) }
        try SystemCall.checked("synchronize", path) { fsync(descriptor) }
    }

    /// Gives the folder `unfinished` the name `path`, where nothing is or an empty folder.
    ///
    /// - Throws: ``Failure``.
    package static func replace(
        folder path: String,
        with unfinished: String
    ) throws(Failure) {
        try SystemCall.synchronize(directory: unfinished)
        try SystemCall.checked("rename", unfinished) { unsafe rename(unfinished, path) }
        try SystemCall.synchronize(directory: Path.directory(of: path))
    }
}
