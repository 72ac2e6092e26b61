internal import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The one place where `errno` is read: a failed call becomes a ``Failure`` that names the path.
enum SystemCall {
    /// Runs `call` again while it is interrupted, and returns what it returned.
    ///
    /// - Throws: ``Failure`` when it returned -1.
    @discardableResult
    static func checked<Number: FixedWidthInteger & SignedInteger>(
        _ action: String,
        _ path: String,
        _ call: () -> Number
    ) throws(Failure) -> Number {
        while true {
            let result = call()
            if result != -1 { return result }
            let code = errno
            if code == EINTR { continue }
            throw failure(action, path, code)
        }
    }

    /// The failure for the error number `code`.
    ///
    /// A full or broken disk is `unavailable`: nothing was acknowledged, and a retry may succeed.
    static func failure(_ action: String, _ path: String, _ code: Int32) -> Failure {
        let reason = unsafe String(cString: strerror(code))
        let message = "cannot \(action) \(path): \(reason)"
        switch code {
        case ENOENT: return Failure(.notFound, message)
        case EEXIST: return Failure(.alreadyExists, message)
        case ENOSPC, EDQUOT, EIO, EROFS, EMFILE, ENFILE, ENOMEM, EAGAIN:
            return Failure(.unavailable, message)
        case EACCES, EPERM, ENOTDIR, EISDIR, ENAMETOOLONG, EFBIG, ELOOP, ENOTEMPTY:
            return Failure(.failedPrecondition, message)
        default: return Failure(.internal, message)
        }
    }

    /// Opens `path`; the descriptor is closed when another program is executed.
    static func open(
        _ path: String,
        _ flags: Int32,
        mode: mode_t = 0o600,
        action: String = "open"
    ) throws(Failure) -> Int32 {
        #if canImport(Glibc)
        try checked(action, path) { unsafe Glibc.open(path, flags | O_CLOEXEC, mode) }
        #else
        try checked(action, path) { unsafe Darwin.open(path, flags | O_CLOEXEC, mode) }
        #endif
    }

    /// Writes all of `bytes` at the descriptor's position.
    static func writeAll(_ bytes: Span<UInt8>, to descriptor: Int32, path: String) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let rest = bytes.extracting(done...)
            done += try checked("write", path) {
                unsafe rest.withUnsafeBufferPointer { buffer in
                    unsafe write(descriptor, buffer.baseAddress, buffer.count)
                }
            }
        }
    }

    /// Lets the disk begin with a part of a file that has just been written, without waiting for it.
    ///
    /// Linux answers the advice that pages are not needed by writing those that the disk does not have; they
    /// stay until it does. Where it does nothing, and where it fails, the synchronization does all.
    static func startWriting(_ descriptor: Int32, from offset: Int, count: Int) {
        #if os(Linux)
        _ = posix_fadvise(descriptor, off_t(offset), off_t(count), POSIX_FADV_DONTNEED)
        #endif
    }

    /// Makes the entries of the directory durable, such as a rename in it.
    static func synchronize(directory path: String) throws(Failure) {
        let descriptor = try open(path, O_RDONLY | O_DIRECTORY)
        defer { close(descriptor) }
        try checked("synchronize", path) { fsync(descriptor) }
    }
}

/// Pure functions of paths.
enum Path {
    /// The directory that holds `path`; `.` for a bare name.
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
