package import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A file mapped into memory for reading; pages come from the disk as they are touched.
///
/// Only for files that are never changed once they have their name (``AtomicFile`` writes such):
/// reading a mapping behind the end of a file that was cut short ends the process.
@safe
package final class MappedFile: @unchecked Sendable {
    // Sendable because the mapping is private, read-only and lives exactly as long as this object.
    private let start: UnsafeRawPointer?
    /// The path it was opened at.
    package let path: String
    /// The number of bytes.
    package let byteCount: Int

    /// Maps the file at `path`.
    ///
    /// - Throws: ``Failure``: not found, unavailable, or data loss when it is no regular file.
    package init(path: String) throws(Failure) {
        let descriptor = try SystemCall.open(path, O_RDONLY)
        defer { close(descriptor) }
        var status = stat()
        try SystemCall.checked("inspect", path) { unsafe fstat(descriptor, &status) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .dataLoss("\(path) is not a regular file")
        }
        self.path = path
        byteCount = Int(status.st_size)
        guard byteCount > 0 else {
            unsafe start = nil
            return
        }
        let address = unsafe mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else {
            throw SystemCall.failure("map", path, errno)
        }
        unsafe start = UnsafeRawPointer(address)
    }

    deinit {
        if let start = unsafe start {
            unsafe munmap(UnsafeMutableRawPointer(mutating: start), byteCount)
        }
    }

    /// Calls `body` with the bytes of `range`; they must not leave it.
    ///
    /// - Throws: what `body` throws.
    package func withBytes<Result, Problem: Error>(
        _ range: Range<Int>,
        _ body: (Span<UInt8>) throws(Problem) -> Result
    ) throws(Problem) -> Result {
        check(range)
        let pointer = unsafe start?.advanced(by: range.lowerBound)
        let buffer = unsafe UnsafeRawBufferPointer(start: pointer, count: range.count)
        return try body(unsafe Span<UInt8>(_unsafeBytes: buffer))
    }

    /// A copy of the bytes of `range`.
    package func bytes(_ range: Range<Int>) -> [UInt8] {
        check(range)
        let pointer = unsafe start?.advanced(by: range.lowerBound)
        return unsafe Array(UnsafeRawBufferPointer(start: pointer, count: range.count))
    }

    /// The little-endian integer at byte `offset`.
    package func integer<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type = Number.self,
        at offset: Int
    ) -> Number {
        check(offset..<offset + MemoryLayout<Number>.size)
        guard let start = unsafe start else { return 0 }
        return unsafe Number(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: type))
    }

    private func check(_ range: Range<Int>) {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= byteCount,
            "bytes \(range) of \(path), which has \(byteCount)"
        )
    }
}
