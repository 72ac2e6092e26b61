package import Domain
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A file that appears under its name whole and durable, or not at all.
///
/// It is written under a temporary name beside the final one; ``commit()`` synchronizes it, renames
/// it and synchronizes the directory. A writer that is dropped removes its temporary file; what a
/// crash leaves is swept by ``DataDirectory/sweep(_:keeping:)``.
package struct AtomicFile: ~Copyable {
    /// How the names of unfinished files end.
    package static let temporarySuffix = ".partial"
    private static let counter = Atomic<UInt64>(0)
    /// Bytes are collected up to this many before they are written.
    private static let bufferLimit = 1 << 20
    /// The disk is told to begin each time that this many bytes have been written.
    private static let startStep = 8 << 20

    /// The final path.
    package private(set) var path: String
    private let temporaryPath: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var committed = false
    /// The bytes that have left the buffer, and those of them that the disk was told to begin with.
    private var written = 0
    private var started = 0
    /// The number of bytes appended so far.
    package private(set) var byteCount = 0

    /// Starts a file that will have the name `path`.
    ///
    /// - Throws: ``Failure`` when the temporary file cannot be made.
    package init(path: String) throws(Failure) {
        let number = Self.counter.add(1, ordering: .relaxed).newValue
        self.path = path
        temporaryPath = "\(path).\(getpid())-\(number)\(Self.temporarySuffix)"
        descriptor = try SystemCall.open(
            temporaryPath,
            O_WRONLY | O_CREAT | O_TRUNC,
            action: "create"
        )
    }

    deinit {
        close(descriptor)
        if !committed { unsafe unlink(temporaryPath) }
    }

    /// Appends `bytes`.
    ///
    /// - Throws: ``Failure`` (unavailable) when the disk does not take them.
    package mutating func append(_ bytes: [UInt8]) throws(Failure) {
        byteCount += bytes.count
        buffer += bytes
        if buffer.count >= Self.bufferLimit { try flush() }
    }

    /// Appends `bytes`; many are written from where they lie.
    ///
    /// - Throws: ``Failure`` (unavailable) when the disk does not take them.
    package mutating func append(_ bytes: Span<UInt8>) throws(Failure) {
        try flush()
        byteCount += bytes.count
        try write(bytes)
    }

    /// Appends zeros up to the next multiple of `alignment` bytes.
    ///
    /// - Throws: ``Failure`` (unavailable) when the disk does not take them.
    package mutating func pad(to alignment: Int) throws(Failure) {
        let over = byteCount % alignment
        if over != 0 { try append([UInt8](repeating: 0, count: alignment - over)) }
    }

    /// Makes the file durable and gives it its name, replacing one that had it.
    ///
    /// - Throws: ``Failure``; the file of that name is then as it was.
    package mutating func commit() throws(Failure) {
        try flush()
        let descriptor = descriptor
        try SystemCall.checked("synchronize", temporaryPath) { fsync(descriptor) }
        let (old, new) = (temporaryPath, path)
        try SystemCall.checked("rename", temporaryPath) { unsafe rename(old, new) }
        committed = true
        try SystemCall.synchronize(directory: Path.directory(of: path))
    }

    /// Makes the file durable and gives it a name that was not known when it was started.
    ///
    /// - Throws: ``Failure``; the file of that name is then as it was.
    mutating func commit(as path: String) throws(Failure) {
        self.path = path
        try commit()
    }

    /// Writes `bytes` to `path` in one go.
    ///
    /// - Throws: ``Failure``; the file of that name is then as it was.
    package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        var file = try AtomicFile(path: path)
        try file.append(bytes)
        try file.commit()
    }

    private mutating func flush() throws(Failure) {
        guard !buffer.isEmpty else { return }
        var full: [UInt8] = []
        swap(&full, &buffer)
        try write(full.span)
        full.removeAll(keepingCapacity: true)
        swap(&full, &buffer)
    }

    private mutating func write(_ bytes: Span<UInt8>) throws(Failure) {
        try SystemCall.writeAll(bytes, to: descriptor, path: path)
        written += bytes.count
        // Without this the disk idles until a large file is synchronized.
        guard written - started >= Self.startStep else { return }
        SystemCall.startWriting(descriptor, from: started, count: written - started)
        started = written
    }
}
