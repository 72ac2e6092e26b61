package import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A file that a person named, open for reading.
///
/// What keeps one from being opened, read or written is a sentence with the path, escaped, and the reason.
package final class GivenFile: Sendable {
    private let descriptor: Int32
    private let isOurs: Bool
    private let name: String

    /// Opens the file at `path`.
    ///
    /// - Throws: ``Failure``: it is not there, may not be read, or is a folder.
    package init(path: String) throws(Failure) {
        name = shownPath(path)
        isOurs = true
        let opened = GivenFile.opened(path, O_RDONLY)
        let code = errno
        descriptor = opened
        guard opened >= 0 else { throw GivenFile.failure("opened", path, code) }
    }

    private init(descriptor: Int32, name: String) {
        (self.descriptor, self.name) = (descriptor, name)
        isOurs = false
    }

    /// Standard input.
    package static func standardInput() -> GivenFile {
        GivenFile(descriptor: 0, name: "standard input")
    }

    deinit {
        if isOurs { close(descriptor) }
    }

    /// The next bytes, at most `limit`; none at the end.
    ///
    /// - Throws: ``Failure`` where they cannot be read.
    package func read(upTo limit: Int = 1 << 20) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                #if canImport(Glibc)
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                #else
                unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if count >= 0 { return Array(bytes.prefix(count)) }
            let code = errno
            if code == EAGAIN {
                var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                _ = unsafe poll(&wait, 1, 1_000)
            } else if code != EINTR {
                throw .precondition("\(name) cannot be read: \(Self.reason(code))")
            }
        }
    }

    /// How many bytes the file has now; nil: it is no regular file.
    package var byteCount: Int? {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int(status.st_size)
    }

    /// The bytes from `place` on, at most `count`; fewer only where the file ends.
    ///
    /// - Throws: ``Failure`` where they cannot be read.
    package func bytes(at place: Int, count: Int) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let read = unsafe bytes[filled...].withUnsafeMutableBytes { rest in
                unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(place + filled))
            }
            let code = errno
            if read > 0 {
                filled += read
            } else if read == 0 {
                return Array(bytes.prefix(filled))
            } else if code != EINTR {
                throw .precondition("\(name) cannot be read: \(Self.reason(code))")
            }
        }
        return bytes
    }

    /// All bytes of the file at `path`; `-` is standard input.
    ///
    /// - Throws: ``Failure`` where it cannot be opened or read.
    package static func bytes(of path: String) throws(Failure) -> [UInt8] {
        let file = path == "-" ? standardInput() : try GivenFile(path: path)
        var all: [UInt8] = []
        while true {
            let piece = try file.read()
            if piece.isEmpty { return all }
            all += piece
        }
    }

    /// Writes the file at `path`, in place of what is there.
    ///
    /// - Throws: ``Failure`` where it cannot be written; there may be a part of it.
    package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let descriptor = opened(path, O_WRONLY | O_CREAT | O_TRUNC)
        guard descriptor >= 0 else { throw failure("written", path, errno) }
        defer { close(descriptor) }
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes[done...].withUnsafeBytes { rest in
                #if canImport(Glibc)
                unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                #else
                unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
                #endif
            }
            let code = errno
            if count >= 0 {
                done += count
            } else if code != EINTR {
                throw failure("written", path, code)
            }
        }
    }

    /// What is said of a path that could not be opened: `cannot be opened: there is no such file`.
    package static func problem(opening path: String) -> String {
        let descriptor = opened(path, O_RDONLY | O_NONBLOCK)
        guard descriptor >= 0 else { return "cannot be opened: \(reason(errno))" }
        defer { close(descriptor) }
        var status = stat()
        let isKnown = unsafe fstat(descriptor, &status) == 0
        return isKnown && status.st_mode & S_IFMT == S_IFDIR
            ? "cannot be read: \(reason(EISDIR))" : "cannot be read"
    }

    /// The failure of a path that could not be opened.
    package static func failure(opening path: String) -> Failure {
        .notFound("\(shownPath(path)) \(problem(opening: path))")
    }

    private static func failure(_ action: String, _ path: String, _ code: Int32) -> Failure {
        let message = "\(shownPath(path)) cannot be \(action): \(reason(code))"
        return code == ENOENT ? .notFound(message) : .precondition(message)
    }

    private static func opened(_ path: String, _ flags: Int32) -> Int32 {
        while true {
            #if canImport(Glibc)
            let descriptor = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o644)
            #else
            let descriptor = unsafe Darwin.open(path, flags | O_CLOEXEC, 0o644)
            #endif
            if descriptor >= 0 || errno != EINTR { return descriptor }
        }
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT: "there is no such file or folder"
        case EACCES, EPERM: "no permission"
        case EISDIR: "it is a folder"
        case ENOTDIR: "a part of the path is no folder"
        case ELOOP: "its links lead in a circle"
        case ENAMETOOLONG: "the name is too long"
        case EBADF: "it is closed"
        case ENOSPC, EDQUOT: "the disk is full"
        case EROFS: "the disk is read-only"
        default: StandardStreams.words(of: code)
        }
    }
}
